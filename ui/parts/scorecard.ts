import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LevelSeries, ScorecardLine, ScorecardRow } from '../../engine/results/outputs';
import { formatNumber } from '../words/numbers';
import { decimalsOfFigure, rowName } from '../words/outputs';
import { quarterNames } from '../words/quarters';
import { unitWords } from '../words/units';
import { HrElement } from './element';
import type { OutputContext } from './output-card';
import { outputTable } from './output-table';
import { Portions } from './portions';
import './scorecard.css';
import { segmented } from './segmented';
import { selectField } from './select-field';

type Show = 'whole' | 'quarters';

/** The scorecard that a scenario names: a card for each group of measures, over the whole run or by quarter. */
@customElement('hr-scorecard')
export class HrScorecard extends HrElement {
  @property({ attribute: false }) lines: readonly ScorecardLine[] = [];
  @property({ attribute: false }) quarterEndsDay: readonly number[] = [];
  @property({ attribute: false }) context!: OutputContext;
  @state() private show: Show = 'whole';
  @state() private position = 0;
  readonly #portions = new Portions(this, 1);

  protected override render() {
    if (this.lines.length === 0) {
      return html`<p class="quiet">
        This scenario names no scorecard. A scenario file may have one, under “scorecard”: lines with the measures that
        give them.
      </p>`;
    }
    const groups = [...new Set(this.lines.map(({ group }) => group))];
    return html`${this.#renderChoices()}
      <div class="groups">${this.#portions.of(groups).map((group, i) => this.#renderGroup(group, i))}</div>`;
  }

  #renderChoices() {
    if (this.quarterEndsDay.length === 0) return nothing;
    const { scenarios } = this.context;
    return html`<div class="choices">
      ${segmented<Show>({
        name: 'scorecard-show',
        legend: 'Time',
        value: this.show,
        options: [
          { value: 'whole', label: 'Whole run' },
          { value: 'quarters', label: 'By quarter' },
        ],
        onChange: (show) => {
          this.#portions.reset();
          this.show = show;
        },
      })}
      ${
        this.show === 'quarters' && scenarios.length > 1
          ? selectField({
              id: 'scorecard-scenario',
              label: 'Scenario',
              value: String(this.position),
              options: scenarios.map((label, i) => ({ value: String(i), label })),
              onChange: (value) => {
                this.#portions.reset();
                this.position = Number(value);
              },
            })
          : nothing
      }
    </div>`;
  }

  #renderGroup(group: string, i: number) {
    const lines = this.lines.filter((line) => line.group === group);
    const given = lines.filter(({ rows }) => rows.length > 0);
    const absent = lines.filter(({ notSimulated }) => notSimulated !== undefined);
    return html`<section class="card" aria-labelledby="scorecard-${i}">
      <h2 id="scorecard-${i}">${group}</h2>
      ${given.length > 0 ? (this.show === 'whole' ? this.#renderWhole(group, given) : this.#renderQuarters(group, given)) : nothing}
      ${
        absent.length > 0
          ? html`<div class="absent">
              <h3>Not simulated</h3>
              <ul class="reasons">
                ${absent.map(({ title, notSimulated }) => html`<li><strong>${title}.</strong> ${notSimulated}</li>`)}
              </ul>
            </div>`
          : nothing
      }
    </section>`;
  }

  #renderWhole(group: string, lines: readonly ScorecardLine[]) {
    const { places, scenarios } = this.context;
    const figures = lines.map(({ title, note, rows }) => ({
      title,
      about: note ?? rows[0].about,
      unit: rows[0].unit,
      rows,
    }));
    return outputTable({ caption: group, figures, places, scenarios });
  }

  #renderQuarters(group: string, lines: readonly ScorecardLine[]) {
    const names = quarterNames(this.quarterEndsDay, this.context.startDate);
    const byQuarter = lines.filter(({ rows }) => rows.some(({ quarters }) => quarters));
    const others = lines.filter((line) => !byQuarter.includes(line));
    return html`${
      byQuarter.length > 0
        ? html`<div class="scrolls" tabindex="0" role="region" aria-label="Table: ${group}, by quarter">
            <table class="outputs wide">
              <caption class="hidden">
                ${group}, by quarter: ${this.context.scenarios[this.position]}
              </caption>
              <thead>
                <tr>
                  <th scope="col">Measure</th>
                  ${names.map((name) => html`<th scope="col" class="number">${name}</th>`)}
                </tr>
              </thead>
              ${byQuarter.map((line) => this.#renderLine(line, names))}
            </table>
          </div>`
        : nothing
    }${
      others.length > 0
        ? html`<p class="quiet small">
            Over the whole run only:
            ${others.map(({ title }) => title.charAt(0).toLowerCase() + title.slice(1)).join('; ')}.
          </p>`
        : nothing
    }`;
  }

  #renderLine({ title, rows }: ScorecardLine, names: readonly string[]) {
    const unit = rows[0].unit;
    return html`<tbody>
      <tr class="figure">
        <th scope="rowgroup" colspan=${names.length + 1}>${title}, ${unitWords(unit).axis}</th>
      </tr>
      ${rows.map((row) => this.#renderRow(row, names))}
    </tbody>`;
  }

  #renderRow(row: ScorecardRow, names: readonly string[]) {
    const series: LevelSeries | null | undefined = row.quarters?.[this.position];
    if (!series) return nothing;
    const decimals = decimalsOfFigure({ rows: [row], unit: row.unit });
    const { scale } = unitWords(row.unit);
    return html`<tr>
      <th scope="row">${rowName(row, this.context.places) || 'All places'}</th>
      ${names.map((name, i) => html`<td class="number" data-label=${name}>${formatNumber(series.mean[i] * scale, decimals)}</td>`)}
    </tr>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-scorecard': HrScorecard;
  }
}
