/** A choice of one from a few, all of them in sight: radio buttons that look like one control. */
import { html } from 'lit';
import './segmented.css';

/** What a segmented choice needs. */
export interface Segmented<T extends string> {
  name: string;
  legend: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

/** Render a segmented choice. */
export function segmented<T extends string>({ name, legend, value, options, onChange }: Segmented<T>) {
  return html`<fieldset class="segmented">
    <legend>${legend}</legend>
    <div>
      ${options.map(
        (option) =>
          html`<label
            ><input
              type="radio"
              name=${name}
              value=${option.value}
              .checked=${option.value === value}
              @change=${() => onChange(option.value)}
            /><span>${option.label}</span></label
          >`,
      )}
    </div>
  </fieldset>`;
}
