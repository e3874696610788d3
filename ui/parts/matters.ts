import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ScenarioDescription } from '../../workers/protocol';
import { changesOf } from '../state/changes';
import { EFFORTS, findWhatMatters, type Mattering } from '../state/mattering';
import { Names } from '../state/names';
import type { PageState } from '../state/page-state';
import type { Store } from '../state/store';
import { decimalsOfStudy, describeMattering, rangeOf, turnWords } from '../words/mattering';
import { measurePhrase } from '../words/measure-phrases';
import { formatNumber, formatSigned } from '../words/numbers';
import { plainNumber } from '../words/parameters';
import { unitWords } from '../words/units';
import './answer.css';
import { HrElement } from './element';
import './matters.css';
import './run-bar';
import { selectField } from './select-field';
import './tornado';
import { WatchJob } from './watch-job';

/** How much the quantities of a scenario matter to one of its main measures, or to what a scenario does to it: on request. */
@customElement('hr-matters')
export class HrMatters extends HrElement {
  @property({ attribute: false }) store!: Store;
  @property({ attribute: false }) page!: PageState;
  /** The baseline as a worker describes it. */
  @property({ attribute: false }) description: ScenarioDescription | undefined;
  @state() private measure = '';
  @state() private about = '';
  @state() private effort: string = EFFORTS[0].id;
  readonly #watch = new WatchJob<Mattering>(this, () => this.store.asking.job('matters'));

  protected override render() {
    const { description, page } = this;
    if (!description || !page.baseline || description.primary.length === 0) return nothing;
    const stands = this.#watch.job.state;
    return html`<section class="answer" aria-labelledby="matters-title">
      <h2 id="matters-title">How much do they matter?</h2>
      <p class="quiet">
        Each number is tried at both ends of its range, many at a time first, and those that move the result most are
        then measured one by one. It takes a few minutes, in the background.
      </p>
      ${this.#renderAsking(description)}
      ${stands.problem ? html`<p class="refused" role="alert">${stands.problem}</p>` : nothing}
      <p class="hidden" role="status">
        ${stands.status === 'idle' && stands.result ? 'What matters has been worked out.' : ''}
      </p>
      ${stands.result?.request.baseline === page.baseline.key ? this.#renderResult(stands.result, description) : nothing}
    </section>`;
  }

  #nameOf({ layout }: ScenarioDescription, id: string, names: Names): string {
    const info = layout.measures.find((one) => one.id === id && one.shape === 'scalar');
    return info ? `${names.measure(info)}: ${names.service(info.service)}` : id;
  }

  #renderAsking(description: ScenarioDescription) {
    const { page, store } = this;
    const { job } = this.#watch;
    const names = new Names(page.baseline?.info);
    const sets = page.choices.sets.filter(({ id }) => !page.refusals.has(id));
    return html`<div class="fields">
        <div class="wide">
          ${selectField({
            id: 'matters-measure',
            label: 'To what',
            value: this.measure,
            options: description.primary.map(({ measure }) => ({
              value: measure,
              label: this.#nameOf(description, measure, names),
            })),
            onChange: this.#chooseMeasure,
          })}
        </div>
        ${
          sets.length === 0
            ? nothing
            : html`<div class="wide">
                ${selectField({
                  id: 'matters-about',
                  label: 'In',
                  value: this.about,
                  options: [
                    { value: '', label: 'The baseline' },
                    ...sets.map((set) => ({ value: set.id, label: `What it does: ${store.titleOf(set)}` })),
                  ],
                  onChange: this.#chooseAbout,
                })}
              </div>`
        }
        ${selectField({
          id: 'matters-effort',
          label: 'How',
          value: this.effort,
          options: EFFORTS.map(({ id, label }) => ({ value: id, label })),
          onChange: this.#chooseEffort,
        })}
        <hr-run-bar
          .run=${job.state}
          label="Find what matters"
          counts="runs, about"
          .preparing=${''}
          @run=${this.#start}
          @cancel=${() => job.cancel()}
        ></hr-run-bar>
      </div>
      ${job.state.status === 'idle' ? nothing : html`<p class="quiet small">${job.state.note ?? 'Preparing…'}</p>`}`;
  }

  readonly #chooseMeasure = (measure: string) => {
    this.measure = measure;
  };

  readonly #chooseAbout = (about: string) => {
    this.about = about;
  };

  readonly #chooseEffort = (effort: string) => {
    this.effort = effort;
  };

  readonly #start = () => {
    const { page, description } = this;
    const { baseline, choices, available } = page;
    if (!baseline || !description) return;
    const { horizonDays, seed, sets } = choices;
    const source = { scenario: baseline.text, changes: [] as string[], horizonDays };
    const set = sets.find(({ id }) => id === this.about);
    const changed = set ? [{ ...source, changes: changesOf(set.changes, available).map(({ text }) => text) }] : [];
    const { top, replications } = EFFORTS.find(({ id }) => id === this.effort) ?? EFFORTS[0];
    const request = {
      question: {
        sources: [source, ...changed],
        measure: this.measure || description.primary[0].measure,
        top,
        replications,
        seed,
      },
      baseline: baseline.key,
      scenario: set ? this.store.titleOf(set) : '',
      horizonDays,
    };
    const { asking } = this.store;
    void this.#watch.job.start(async (tools) => findWhatMatters(await asking.workers(), request, tools));
  };

  #renderResult({ result, request }: Mattering, { layout }: ScenarioDescription) {
    const names = new Names(this.page.baseline?.info);
    const info = layout.measures.find(({ id, shape }) => id === result.measure && shape === 'scalar');
    if (!info) return nothing;
    const parts = names.parts(info);
    const { unit = result.unit, subject } = measurePhrase(parts);
    const [first, ...others] = describeMattering(result, parts, request.scenario);
    const decimals = decimalsOfStudy(result, unit);
    const { scale, axis } = unitWords(unit);
    const rows = result.tornado.map((bar) => {
      const ends = unitWords(bar.unit);
      const end = (value: number) => plainNumber(value * ends.scale);
      return {
        title: bar.title,
        low: end(bar.low),
        high: `${end(bar.high)}${ends.many}`,
        atLow: bar.atLow,
        atHigh: bar.atHigh,
      };
    });
    const figure = ({ mean, halfWidth }: { mean: number; halfWidth: number }) =>
      `${formatSigned(mean * scale, decimals)} ± ${formatNumber(halfWidth * scale, decimals)}`;
    const hasTurns = result.about === 'difference';
    return html`<div class="result">
      <p class="sentence" data-matters-sentence>${first}</p>
      ${others.map((text) => html`<p>${text}</p>`)}
      ${
        rows.length === 0
          ? nothing
          : html`<div class="card">
              <hr-tornado
                .rows=${rows}
                .tick=${(value: number) => formatSigned(value * scale, 3).replace(/\.?0+$/, '')}
                .label=${`Bars for ${rows.length} quantities: how far ${subject} moves. The same numbers stand in the table.`}
              ></hr-tornado>
              <table class="stacks">
                <caption class="hidden">
                  What each quantity does to ${subject}, in ${axis}
                </caption>
                <thead>
                  <tr>
                    <th scope="col">Quantity</th>
                    <th scope="col">Range</th>
                    <th scope="col">At its low, ${axis}</th>
                    <th scope="col">At its high</th>
                    <th scope="col">Share of what is not known</th>
                    ${hasTurns ? html`<th scope="col">Then</th>` : nothing}
                  </tr>
                </thead>
                <tbody>
                  ${result.tornado.map(
                    (bar) =>
                      html`<tr>
                        <th scope="row">${bar.title}<span class="quiet">${bar.grade}</span></th>
                        <td data-label="Range">${rangeOf(bar)}</td>
                        <td data-label="At its low" class="figure">${figure(bar.atLow)}</td>
                        <td data-label="At its high" class="figure">${figure(bar.atHigh)}</td>
                        <td data-label="Share of what is not known">
                          ${bar.share === null ? '–' : `${formatNumber(100 * bar.share, 0)}%`}
                        </td>
                        ${hasTurns ? html`<td data-label="Then">${turnWords(bar)}</td>` : nothing}
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
      }
      <p class="quiet small">
        ${formatNumber(result.screening.quantities, 0)} quantities were tried. Figures are changes from all at their
        values, with half the width of their 95% interval; shares take each quantity by itself over its range.
      </p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-matters': HrMatters;
  }
}
