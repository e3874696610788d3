import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { MeasureSummary } from '../../engine/results/measures';
import type { Names } from '../state/names';
import { measureOf, type Solution } from '../state/solution';
import { hasPhrase } from '../words/measure-phrases';
import { decimalsOf, formatBare, formatQuantity } from '../words/quantities';
import { describeLevel } from '../words/sentence';
import { HrElement } from './element';
import './levels-table.css';
import { byService, type Column } from './service-table';
import './swatch';

/** Sentences shown before the table. */
const MOST_SENTENCES = 3;
const COLUMNS: readonly Column[] = [
  { title: 'Measure' },
  { title: 'Average', isNumber: true },
  { title: '95% interval', isNumber: true },
];

/** The baseline alone, when nothing is compared with it: its main measures in words, then every measure. */
@customElement('hr-levels-table')
export class HrLevelsTable extends HrElement {
  @property({ attribute: false }) solution!: Solution;
  @property({ attribute: false }) names!: Names;
  /** `words` or `table`. */
  @property() show: 'words' | 'table' = 'words';

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
        ${repeat(
          byService(measures),
          ([id]) => id,
          ([id, rows]) =>
            html`<hr-service-table
              .heading=${this.names.service(id)}
              .caption=${`Measures of the baseline: ${this.names.service(id)}`}
              .columns=${COLUMNS}
              .rows=${rows}
              .row=${(summary: MeasureSummary) => this.#renderRow(summary)}
            ></hr-service-table>`,
        )}
      </div>
    </section>`;
  }

  #renderRow({ id, unit, mean, halfWidth }: MeasureSummary) {
    const info = measureOf(this.solution, id);
    const decimals = decimalsOf(unit, halfWidth, mean);
    const end = (value: number) => formatBare(value, unit, decimals);
    return html`<tr>
      <th scope="row">${info ? this.names.measure(info) : id}</th>
      <td class="number" data-label="Average">${formatQuantity(mean, unit, decimals)}</td>
      <td class="number" data-label="95% interval">${end(mean - halfWidth)} to ${end(mean + halfWidth)}</td>
    </tr>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-levels-table': HrLevelsTable;
  }
}
