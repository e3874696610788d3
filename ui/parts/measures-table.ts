import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { MeasureDifference } from '../../engine/results/measures';
import { download, fileNameFrom } from '../export/download';
import { toCsv } from '../export/measures-csv';
import type { Names } from '../state/names';
import { measureOf, type Solution } from '../state/solution';
import { measurePhrase } from '../words/measure-phrases';
import { formatSigned } from '../words/numbers';
import { decimalsOf, formatBare, formatInterval, formatQuantity } from '../words/quantities';
import { describeWhatWouldSettle } from '../words/sentence';
import { unitWords } from '../words/units';
import { HrElement } from './element';
import './measures-table.css';
import { selectField } from './select-field';
import { byService, type Column } from './service-table';
import './term';
import './verdict';

const MAIN = '';
const ALL = '*';
const GOOD = { lower: 'lower', higher: 'higher', none: 'neither' };
const COLUMNS: readonly Column[] = [
  { title: 'Measure' },
  { title: 'Better when' },
  { title: 'Baseline', isNumber: true },
  { title: 'Scenario', isNumber: true },
  { title: 'Difference (95% interval)', isNumber: true },
  { title: 'Verdict' },
];

/** Every measure of one scenario against the baseline. */
@customElement('hr-measures-table')
export class HrMeasuresTable extends HrElement {
  @property({ attribute: false }) solution!: Solution;
  @property({ attribute: false }) names!: Names;
  @state() private position = 1;
  @state() private filter = MAIN;

  protected override render() {
    const { solution } = this;
    const position = Math.min(this.position, solution.comparisons.length);
    const comparison = solution.comparisons[position - 1];
    if (!comparison) return nothing;
    return html`<section aria-labelledby="measures-title">
      <div class="head">
        <div>
          <h2 id="measures-title">The numbers</h2>
          <p class="quiet">
            Each difference is a <hr-term term="paired" text="paired comparison"></hr-term> with its
            <hr-term term="interval" text="95% interval"></hr-term>.
            <hr-term term="verdict" text="What the verdicts mean"></hr-term>.
          </p>
        </div>
        <div class="selects">${this.#renderSelects(position)}</div>
      </div>
      <div class="card">
        <div class="scrolls" tabindex="0" role="region" aria-label="Table of measures">
          ${this.#renderTables(position, comparison.differences)}
        </div>
      </div>
      <div class="after">
        ${this.#renderNotEstimable(position)}
        <button type="button" class="plain" @click=${() => this.#save(position)}>
          <wa-icon name="save" aria-hidden="true"></wa-icon>Save all measures for a spreadsheet (CSV)
        </button>
      </div>
    </section>`;
  }

  #renderSelects(position: number) {
    const { solution, names } = this;
    const services = [...new Set(solution.layout.measures.map(({ service }) => service))];
    return [
      solution.comparisons.length > 1
        ? selectField({
            id: 'table-scenario',
            label: 'Scenario',
            value: String(position),
            options: solution.runs.slice(1).map(({ title }, i) => ({ value: String(i + 1), label: title })),
            onChange: (value) => (this.position = Number(value)),
          })
        : nothing,
      selectField({
        id: 'table-filter',
        label: 'Measures',
        value: this.filter,
        options: [
          { value: MAIN, label: 'Main measures' },
          { value: ALL, label: 'All measures' },
          ...services.map((id) => ({ value: id, label: names.service(id) })),
        ],
        onChange: (value) => (this.filter = value),
      }),
    ];
  }

  /** The main measures or those of one service in one table; all of them in one for each service. */
  #renderTables(position: number, all: readonly MeasureDifference[]) {
    if (this.filter === ALL) {
      return repeat(
        byService(all),
        ([id]) => id,
        ([id, rows]) => this.#renderTable(position, rows, this.names.service(id)),
      );
    }
    const isShown = ({ primary, service }: MeasureDifference) =>
      this.filter === MAIN ? primary : service === this.filter;
    return this.#renderTable(position, all.filter(isShown), '');
  }

  #renderTable(position: number, rows: readonly MeasureDifference[], heading: string) {
    const { title } = this.solution.runs[position];
    return html`<hr-service-table
      .heading=${heading}
      .caption=${`Measures of the baseline and of “${title}”${heading ? `: ${heading}` : ''}`}
      .columns=${COLUMNS}
      .rows=${rows}
      .row=${(difference: MeasureDifference) => this.#renderRow(difference, heading === '')}
    ></hr-service-table>`;
  }

  #renderRow(d: MeasureDifference, isServiceNamed: boolean) {
    const info = measureOf(this.solution, d.id);
    const unit = (info && measurePhrase(this.names.parts(info)).unit) ?? d.unit;
    const decimals = decimalsOf(unit, d.halfWidth, Math.max(Math.abs(d.baseline), Math.abs(d.changed)));
    const { scale } = unitWords(unit);
    const settle = describeWhatWouldSettle(d, unit);
    return html`<tr>
      <th scope="row">
        ${
          info
            ? html`<details>
                <summary>${this.names.measure(info)}</summary>
                <span class="quiet">${info.definition}</span>
              </details>`
            : d.id
        }
        ${isServiceNamed ? html`<span class="quiet">${this.names.service(d.service)}</span>` : nothing}
      </th>
      <td data-label="Better when">${GOOD[d.good]}</td>
      <td class="number" data-label="Baseline">${formatBare(d.baseline, unit, decimals)}</td>
      <td class="number" data-label="Scenario">${formatQuantity(d.changed, unit, decimals)}</td>
      <td class="number" data-label="Difference">
        ${formatSigned(d.mean * scale, decimals)}
        <span class="quiet">${formatInterval(d.mean, d.halfWidth, unit, decimals)}</span>
      </td>
      <td>
        <hr-verdict .verdict=${d.verdict}></hr-verdict>
        ${d.perhapsSmall ? html`<span class="quiet">Perhaps by less than matters.</span>` : nothing}
        ${settle ? html`<span class="quiet">${settle}</span>` : nothing}
      </td>
    </tr>`;
  }

  #renderNotEstimable(position: number) {
    const { notEstimable } = this.solution.comparisons[position - 1];
    if (notEstimable.length === 0) return nothing;
    return html`<details>
      <summary>${notEstimable.length} measure${notEstimable.length === 1 ? '' : 's'} cannot be estimated</summary>
      <ul class="reasons">
        ${notEstimable.map(({ id, service, reason }) => {
          const info = measureOf(this.solution, id);
          return html`<li>${info ? this.names.measure(info) : id}, ${this.names.service(service)}: ${reason}</li>`;
        })}
      </ul>
    </details>`;
  }

  #save(position: number): void {
    const { solution, names } = this;
    const head = [
      'service',
      'measure',
      'id',
      'unit',
      'better when',
      'baseline',
      'scenario',
      'difference',
      'low',
      'high',
    ];
    const rows = solution.comparisons[position - 1].differences.map((d) => {
      const info = measureOf(solution, d.id);
      const numbers = [d.baseline, d.changed, d.mean, d.mean - d.halfWidth, d.mean + d.halfWidth];
      const words = [names.service(d.service), info ? names.measure(info) : d.id, d.id, d.unit, GOOD[d.good]];
      return [...words, ...numbers, d.verdict, d.replications];
    });
    const text = toCsv([[...head, 'verdict', 'replications'], ...rows]);
    download(fileNameFrom(solution.runs[position].title, 'csv'), text, 'text/csv');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-measures-table': HrMeasuresTable;
  }
}
