import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MeasureDifference } from '../../engine/results/measures';
import type { Names } from '../state/names';
import type { Solution } from '../state/solution';
import { countVerdicts, describeDifference, describeWhatWouldSettle, leadingDifference } from '../words/sentence';
import { measurePhrase } from '../words/measure-phrases';
import { countInWords } from '../words/numbers';
import { HrElement } from './element';
import './result-card.css';
import './swatch';
import './verdict';

/** What one scenario does, in a sentence. */
@customElement('hr-result-card')
export class HrResultCard extends HrElement {
  @property({ attribute: false }) solution!: Solution;
  @property({ attribute: false }) names!: Names;
  /** Position of the scenario among the runs, from 1. */
  @property({ type: Number }) position = 1;

  protected override render() {
    const { solution, position, names } = this;
    const run = solution.runs[position];
    const comparison = solution.comparisons[position - 1];
    if (!run || !comparison) return nothing;
    const lead = leadingDifference(comparison.differences, run.about);
    const primary = comparison.differences.filter((difference) => difference.primary);
    const settle = lead && describeWhatWouldSettle(lead, measurePhrase(names.partsIn(solution, lead)).unit);
    const about = comparison.differences.find(({ id }) => id === run.about);
    return html`<article class="card" aria-labelledby="result-${position}">
      <header>
        <hr-swatch .position=${position}></hr-swatch>
        <h2 id="result-${position}">${run.title}</h2>
        ${lead ? html`<hr-verdict .verdict=${lead.verdict}></hr-verdict>` : nothing}
      </header>
      ${
        lead
          ? html`<p class="sentence" data-result-sentence>${this.#describe(lead, false)}</p>`
          : html`<p class="sentence" data-result-sentence>
              Nothing can be said yet: too few replications saw a main measure.
            </p>`
      }
      ${about && about !== lead ? html`<p class="about">${this.#describe(about, true)}</p>` : nothing}
      <p class="quiet small">
        ${
          primary.length > 1
            ? html`Of ${countInWords(primary.length)} main measures: ${countVerdicts(primary)}.`
            : nothing
        }
        ${settle ?? nothing}
      </p>
    </article>`;
  }

  #describe(difference: MeasureDifference, isShort: boolean): string {
    const { solution, position, names } = this;
    return describeDifference({
      changes: solution.runs[position].changes,
      measure: names.partsIn(solution, difference),
      difference,
      horizonDays: solution.horizonDays,
      names: names.proper,
      isShort,
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-result-card': HrResultCard;
  }
}
