/** A labelled choice of one from a list. The browser's own control: it is the best one on a phone. */
import { html } from 'lit';
import './select-field.css';

/** What a select field needs. */
export interface SelectField {
  id: string;
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
  hint?: string;
}

/** Render a select field. */
export function selectField({ id, label, value, options, onChange, hint }: SelectField) {
  const change = (event: Event) => onChange((event.target as HTMLSelectElement).value);
  return html`<div class="select-field">
    <label for=${id}>${label}</label>
    <select id=${id} @change=${change} aria-describedby=${hint ? `${id}-hint` : ''}>
      ${options.map((option) => html`<option value=${option.value} ?selected=${option.value === value}>${option.label}</option>`)}
    </select>
    ${hint ? html`<p id="${id}-hint" class="quiet small">${hint}</p>` : ''}
  </div>`;
}
