import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { RecoveryInfo } from '../../engine/results/measures';
import type { Names } from '../state/names';
import type { Solution } from '../state/solution';
import { measurePhrase } from '../words/measure-phrases';
import { describeRecovery, formatHold, recoveryCells } from '../words/recovery';
import { HrElement } from './element';
import './recovery.css';
import './swatch';

/** A measure of a scenario; `position` is that of the scenario among the runs. */
interface Row {
  position: number;
  one: RecoveryInfo;
}

/** When the differences in the main measures of one service are back within their margins. */
@customElement('hr-recovery')
export class HrRecovery extends HrElement {
  @property({ attribute: false }) solution!: Solution;
  @property({ attribute: false }) names!: Names;
  @property() service = '';
  @property() startDate: string | undefined;

  protected override render() {
    const rows = this.#rows();
    if (rows.length === 0) return nothing;
    const hold = formatHold(rows[0].one);
    return html`<div class="card" role="group" aria-label="When the difference is over">
      <h3>When the difference is over</h3>
      ${this.#leading(rows).map((row) => html`<p class="sentence" data-recovery-sentence>${this.#describe(row)}</p>`)}
      <p class="quiet small">
        Back means within the margin that matters, on either side of the baseline, for ${hold} or more. A run is one
        replication; dates are those of the middle run, with their 95% interval.
      </p>
      ${this.#renderTable(rows)}
    </div>`;
  }

  #rows(): Row[] {
    return this.solution.comparisons.flatMap(({ recoveries = [] }, i) =>
      recoveries
        .filter(({ service, hit }) => service === this.service && hit.successes > 0)
        .map((one) => ({ position: i + 1, one })),
    );
  }

  /** A sentence for each scenario; the rest stands in the table. */
  #leading(rows: readonly Row[]): Row[] {
    return rows.filter(({ position }, i) => rows.findIndex((other) => other.position === position) === i);
  }

  #describe({ position, one }: Row): string {
    const { solution, names, startDate } = this;
    const { subject } = measurePhrase(names.partsIn(solution, { id: one.measure, service: one.service }));
    return describeRecovery(one, solution.runs[position].title, subject, startDate);
  }

  #renderTable(rows: readonly Row[]) {
    return html`<table>
      <caption class="hidden">
        When the difference in each main measure is back within its margin
      </caption>
      <thead>
        <tr>
          <th scope="col">Scenario and measure</th>
          <th scope="col">Runs it shows in</th>
          <th scope="col">Half are back by</th>
          <th scope="col">Never back</th>
          <th scope="col">Farthest off</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => this.#renderRow(row))}
      </tbody>
    </table>`;
  }

  #renderRow({ position, one }: Row) {
    const { solution, names, startDate } = this;
    const cells = recoveryCells(one, startDate);
    const parts = names.partsIn(solution, { id: one.measure, service: one.service });
    return html`<tr>
      <th scope="row">
        <hr-swatch .position=${position}></hr-swatch>${solution.runs[position].title}<span class="quiet"
          >${parts.title}</span
        >
      </th>
      <td data-label="Runs it shows in">${cells.hit}</td>
      <td data-label="Half are back by">${cells.back}<span class="quiet">${cells.interval}</span></td>
      <td data-label="Never back">${cells.never}</td>
      <td data-label="Farthest off">${cells.peak}</td>
    </tr>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-recovery': HrRecovery;
  }
}
