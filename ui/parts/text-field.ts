/** A labelled field of the browser's own: text, number or date, with its hint and whatever is wrong beside it. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import './text-field.css';

/** What a text field needs. */
export interface TextField {
  id: string;
  label: string;
  value: string;
  onInput: (value: string) => void;
  /** Instead of `onInput`, when leaving the field. */
  onChange?: (value: string) => void;
  type?: 'text' | 'date' | 'search';
  /** After the field, e.g. a unit. */
  unit?: string;
  hint?: string;
  /** What is wrong with it. */
  problem?: string;
  maxLength?: number;
  /** Lines of a field for longer text. */
  lines?: number;
  numeric?: boolean;
}

/** Render a field. */
export function textField(field: TextField) {
  const { id, label, value, unit, hint, problem, maxLength = 200, lines, numeric, type = 'text' } = field;
  const told = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ');
  const heard = (event: Event) => field.onInput((event.target as HTMLInputElement).value);
  const left = (event: Event) => field.onChange?.((event.target as HTMLInputElement).value);
  return html`<div class="text-field ${problem ? 'wrong' : ''}">
    <label for=${id}>${label}</label>
    <span class="box">
      ${
        lines
          ? html`<textarea
              id=${id}
              rows=${lines}
              maxlength=${maxLength}
              aria-describedby=${told || nothing}
              aria-invalid=${problem ? 'true' : nothing}
              .value=${live(value)}
              @input=${heard}
              @change=${left}
            ></textarea>`
          : html`<input
              id=${id}
              type=${type}
              maxlength=${type === 'date' ? nothing : maxLength}
              inputmode=${numeric ? 'decimal' : nothing}
              autocomplete="off"
              aria-describedby=${told || nothing}
              aria-invalid=${problem ? 'true' : nothing}
              .value=${live(value)}
              @input=${heard}
              @change=${left}
            />`
      }
      ${unit ? html`<span class="unit quiet small">${unit}</span>` : nothing}
    </span>
    ${hint ? html`<p id="${id}-hint" class="quiet small">${hint}</p>` : nothing}
    ${problem ? html`<p id="${id}-problem" class="problem small" role="alert">${problem}</p>` : nothing}
  </div>`;
}
