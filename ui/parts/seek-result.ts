import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SettingOutput } from '../../workers/seek-answer';
import type { Names } from '../state/names';
import type { SeekResult } from '../state/seeking';
import { measurePhrase } from '../words/measure-phrases';
import { formatNumber } from '../words/numbers';
import { plainNumber } from '../words/parameters';
import { decimalsOf, formatBare } from '../words/quantities';
import { describeFound, effortUnit, givenNumber, leverValue, settingWords, targetWords } from '../words/seek';
import { unitWords } from '../words/units';
import './answer.css';
import { HrElement } from './element';
import './frontier';
import type { FrontierPoint } from './frontier';

const VERDICTS: Readonly<Record<SettingOutput['verdict'], string>> = {
  meets: 'met',
  misses: 'missed',
  open: 'open',
  'too close to call': 'too close to call',
};

/**
 * What a search found: sentences, what effort buys, a table, and the answer as a scenario.
 *
 * @fires add
 */
@customElement('hr-seek-result')
export class HrSeekResult extends HrElement {
  @property({ attribute: false }) result!: SeekResult;
  @property({ attribute: false }) names!: Names;
  @property({ attribute: false }) canAdd = false;

  protected override render() {
    const { result, names } = this;
    const { opened, found, request, replications } = result;
    const parts = names.parts(opened.info);
    const target = targetWords(opened.criterion, parts, opened.info.unit, request.when);
    const [first, ...others] = describeFound(result, target, (service) => names.service(service));
    return html`<div class="result">
      <p class="sentence" data-seek-sentence>${first}</p>
      ${others.map((text) => html`<p>${text}</p>`)}
      ${
        found.answer
          ? html`<p>
              <wa-button
                variant="brand"
                appearance="outlined"
                ?disabled=${!this.canAdd}
                @click=${() => this.dispatchEvent(new CustomEvent('add'))}
              >
                <wa-icon slot="start" name="plus" aria-hidden="true"></wa-icon>Add as a scenario
              </wa-button>
            </p>`
          : nothing
      }
      ${this.#renderRows()}
      <p class="quiet small">
        Asked for: ${target}${request.fromTitle ? `, starting from “${request.fromTitle}”` : ''}.
        ${formatNumber(found.settings.run, 0)} of ${formatNumber(found.settings.all, 0)} settings were run:
        ${formatNumber(replications.screening, 0)} replications to find the edge, then
        ${formatNumber(replications.edge, 0)} new ones to make sure; verdicts rest on these and on 95% intervals.
      </p>
    </div>`;
  }

  #rows(): SettingOutput[] {
    const { frontier, edge } = this.result.found;
    const known = new Set(frontier.map(({ values }) => values.join()));
    return [...frontier, ...edge.filter(({ values }) => !known.has(values.join()))].sort((a, b) => a.effort - b.effort);
  }

  #renderRows() {
    const { opened, found } = this.result;
    const rows = this.#rows().filter(({ mean }) => mean !== null);
    if (rows.length === 0) return nothing;
    const { info, criterion } = opened;
    const { unit = info.unit } = measurePhrase(this.names.parts(info));
    const points = rows.map((row): FrontierPoint => {
      const { effort, mean } = row;
      return { effort, mean: mean!.mean, halfWidth: mean!.halfWidth, isAnswer: this.#isAnswer(row) };
    });
    const effort = effortUnit(found);
    const scaled = (value: number) => plainNumber(value * unitWords(unit).scale);
    return html`<div class="card">
      <h3>What effort buys</h3>
      ${
        rows.length > 1
          ? html`<hr-frontier
              .points=${points}
              .bound=${criterion.bound}
              .xTitle=${found.effort?.kind === 'pounds' ? 'More money, £ a year' : `More effort: ${effort}`}
              .yTitle=${`On average, ${unitWords(unit).axis}`}
              .xTick=${found.effort?.kind === 'pounds' ? (value: number) => formatNumber(value, 0) : plainNumber}
              .yTick=${scaled}
              .label=${`${rows.length} settings: more effort against ${measurePhrase(this.names.parts(info)).subject}; the target is ${givenNumber(criterion.bound, unit)}. The same numbers stand in the table.`}
            ></hr-frontier>`
          : nothing
      }
      <table class="stacks">
        <caption class="hidden">
          Settings, by effort
        </caption>
        <thead>
          <tr>
            <th scope="col">Setting</th>
            <th scope="col">${effort}</th>
            <th scope="col">On average</th>
            <th scope="col">Runs that meet it</th>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => this.#renderRow(row, unit, effort))}
        </tbody>
      </table>
    </div>`;
  }

  #isAnswer({ values }: SettingOutput): boolean {
    return this.result.found.answer?.values.join() === values.join();
  }

  #renderRow(row: SettingOutput, unit: string, effort: string) {
    const { found } = this.result;
    const { mean, halfWidth } = row.mean!;
    const decimals = decimalsOf(unit, halfWidth, mean);
    const name =
      found.levers.length === 1 ? leverValue(row.values[0], found.levers[0]) : settingWords(row, found.levers);
    return html`<tr>
      <th scope="row">${name}${this.#isAnswer(row) ? html`<span class="quiet">the answer</span>` : nothing}</th>
      <td data-label=${effort}>
        ${found.effort?.kind === 'pounds' ? formatNumber(row.effort, 0) : plainNumber(row.effort)}
      </td>
      <td data-label="On average" class="figure">
        ${formatBare(mean, unit, decimals)} ± ${formatBare(halfWidth, unit, decimals)}${unitWords(unit).many}
      </td>
      <td data-label="Runs that meet it">${row.met} of ${row.replications}</td>
      <td data-label="Verdict">${VERDICTS[row.verdict]}${row.isScreened ? ', on first runs' : ''}</td>
    </tr>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-seek-result': HrSeekResult;
  }
}
