import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { LIMITS, YEAR, type Choices } from '../state/choices';
import { formatDuration } from '../words/numbers';
import { HrElement } from './element';
import { selectField } from './select-field';
import './term';
import './run-settings.css';

const YEARS = [0.5, 1, 2, 3, 4, 5];

/**
 * How far to look ahead, how often, and with which luck.
 *
 * @fires choose with the settings that have changed as detail
 */
@customElement('hr-run-settings')
export class HrRunSettings extends HrElement {
  @property({ attribute: false }) choices!: Choices;

  protected override render() {
    const { horizonDays, replications, seed } = this.choices;
    const whole = YEARS.map((years) => Math.round(years * YEAR));
    // What a scenario's author chose stands among the round numbers, in place of one that is all but equal.
    const days = [...whole.filter((one) => Math.abs(one - horizonDays) > 4), horizonDays].sort((a, b) => a - b);
    const choose = (patch: Partial<Choices>) => this.dispatchEvent(new CustomEvent('choose', { detail: patch }));
    return html`${selectField({
        id: 'setting-horizon',
        label: 'Look ahead',
        value: String(horizonDays),
        options: days.map((one) => ({
          value: String(one),
          label: formatDuration(one).replace(/^./, (c) => c.toUpperCase()),
        })),
        onChange: (value) => choose({ horizonDays: Number(value) }),
      })}
      <details>
        <summary>Precision and chance<wa-icon name="down" aria-hidden="true"></wa-icon></summary>
        <div class="precision">
          <wa-number-input
            id="setting-replications"
            label="Replications"
            min=${LIMITS.replications.low}
            max=${LIMITS.replications.high}
            step="1"
            .value=${String(replications)}
            hint="More make the intervals narrower and the run longer."
            @change=${(event: Event) => choose({ replications: numberOf(event) })}
          ></wa-number-input>
          <wa-input
            id="setting-seed"
            label="Seed"
            maxlength=${LIMITS.seed}
            .value=${seed}
            hint="The same seed gives the same numbers again."
            @change=${(event: Event) => choose({ seed: (event.target as HTMLInputElement).value ?? '' })}
          ></wa-input>
          <p class="quiet small">
            What is a <hr-term term="replication" text="replication"></hr-term>, and what is a
            <hr-term term="seed" text="seed"></hr-term>?
          </p>
        </div>
      </details>`;
  }
}

function numberOf(event: Event): number {
  const text = String((event.target as HTMLInputElement).value ?? '').trim();
  return text === '' ? NaN : Number(text);
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-run-settings': HrRunSettings;
  }
}
