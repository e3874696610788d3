import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MeasureSummary } from '../../engine/results/measures';
import type { Names } from '../state/names';
import { measureOf, type Solution } from '../state/solution';
import { hasPhrase } from '../words/measure-phrases';
import { decimalsOf, formatBare, formatQuantity } from '../words/quantities';
import { describeLevel } from '../words/sentence';
import { HrElement } from './element';
import './levels-table.css';
import { Portions } from './portions';
import './swatch';

/** Sentences shown before the table. */
const MOST_SENTENCES = 3;

/** The baseline alone, when nothing is compared with it: its main measures in words, then every measure. */
@customElement('hr-levels-table')
export class HrLevelsTable extends HrElement {
  @property({ attribute: false }) solution!: Solution;
  @property({ attribute: false }) names!: Names;
  /** `words` or `table`. */
  @property() show: 'words' | 'table' = 'words';
  readonly #portions = new Portions(this);

  protected override render() {
    return this.show === 'words' ? this.#renderWords() : this.#renderTable();
  }

  #renderWords() {
    const { solution } = this;
    const all = solution.runs[0].summary.measures;
    const primary = all.filter(({ id }) => solution.primary?.includes(id));
    const telling = all.filter(
      ({ id, service }) => service !== 'network' && hasPhrase(measureOf(solution, id)?.name ?? ''),
    );
    const shown = [primary, telling, all].find(({ length }) => length > 0)?.slice(0, MOST_SENTENCES) ?? [];
    return html`<article class="card" aria-labelledby="result-0">
      <header>
        <hr-swatch .position=${0}></hr-swatch>
        <h2 id="result-0">Baseline</h2>
      </header>
      ${shown.map((summary) => html`<p class="sentence" data-result-sentence>${this.#describe(summary)}</p>`)}
      <p class="quiet small">Nothing is compared with it yet. Add a scenario to see what a change does.</p>
    </article>`;
  }

  #describe(summary: MeasureSummary): string {
    const { solution, names } = this;
    const { horizonDays } = solution;
    const measure = names.partsIn(solution, summary);
    return describeLevel({ measure, summary, horizonDays });
  }

  #renderTable() {
    const { measures } = this.solution.runs[0].summary;
    return html`<section aria-labelledby="levels-title">
      <h2 id="levels-title">The numbers</h2>
      <div class="card scrolls" tabindex="0" role="region" aria-label="Table of measures">
        <table>
          <caption class="hidden">
            Measures of the baseline
          </caption>
          <thead>
            <tr>
              <th scope="col">Measure</th>
              <th scope="col" class="number">Average</th>
              <th scope="col" class="number">95% interval</th>
            </tr>
          </thead>
          <tbody>
            ${this.#portions.of(measures).map((summary) => this.#renderRow(summary))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #renderRow({ id, service, unit, mean, halfWidth }: MeasureSummary) {
    const info = measureOf(this.solution, id);
    const decimals = decimalsOf(unit, halfWidth, mean);
    const end = (value: number) => formatBare(value, unit, decimals);
    return html`<tr>
      <th scope="row">
        ${info ? this.names.measure(info) : id}<span class="quiet">${this.names.service(service)}</span>
      </th>
      <td class="number">${formatQuantity(mean, unit, decimals)}</td>
      <td class="number">${end(mean - halfWidth)} to ${end(mean + halfWidth)}</td>
    </tr>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-levels-table': HrLevelsTable;
  }
}
