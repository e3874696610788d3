import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Explanation } from '../../engine/experiment/explain';
import type { ChangeSet } from '../state/choices';
import {
  combinations,
  explainedReplications,
  explainScenario,
  partsOf,
  type ExplainedScenario,
} from '../state/explaining';
import type { Names } from '../state/names';
import type { PageState } from '../state/page-state';
import type { Store } from '../state/store';
import { barsOf, type WaterfallBar } from '../state/waterfall';
import { decimalsOfExplanation, describeExplanation, READINGS, type Reading } from '../words/explain';
import { measurePhrase } from '../words/measure-phrases';
import { formatNumber } from '../words/numbers';
import { plainNumber } from '../words/parameters';
import { formatBare, formatInterval, formatQuantity } from '../words/quantities';
import { unitWords } from '../words/units';
import './answer.css';
import { HrElement } from './element';
import './explain.css';
import './run-bar';
import { segmented } from './segmented';
import { selectField } from './select-field';
import './waterfall';
import { WatchJob } from './watch-job';

/** Which of a scenario's changes made how much of its difference: worked out on request. */
@customElement('hr-explain')
export class HrExplain extends HrElement {
  @property({ attribute: false }) store!: Store;
  @property({ attribute: false }) page!: PageState;
  @property({ attribute: false }) names!: Names;
  @state() private chosen = '';
  @state() private measure = '';
  @state() private reading: Reading = 'share';
  readonly #watch = new WatchJob<ExplainedScenario>(this, () => this.store.asking.job('explain'));

  protected override render() {
    const sets = this.#sets();
    if (sets.length === 0) return nothing;
    const set = sets.find(({ id }) => id === this.chosen) ?? sets[0];
    const { state } = this.#watch.job;
    return html`<section class="answer" aria-labelledby="explain-title">
      <h2 id="explain-title">Which change makes how much?</h2>
      <p class="quiet">
        Changes can help or hinder each other. Every combination of a scenario’s changes is run on the same luck, and
        the difference is shared out among them.
      </p>
      ${this.#renderAsking(set, sets)}
      ${state.problem ? html`<p class="refused" role="alert">${state.problem}</p>` : nothing}
      <p class="hidden" role="status">
        ${state.status === 'idle' && state.result ? 'The difference has been taken apart.' : ''}
      </p>
      ${state.result ? this.#renderResult(state.result) : nothing}
    </section>`;
  }

  /** Scenarios of several changes that can be run. */
  #sets(): ChangeSet[] {
    const { choices, available, refusals } = this.page;
    return choices.sets.filter((set) => !refusals.has(set.id) && partsOf(set, available).length > 1);
  }

  #renderAsking(set: ChangeSet, sets: readonly ChangeSet[]) {
    const { state, job } = { state: this.#watch.job.state, job: this.#watch.job };
    const parts = partsOf(set, this.page.available);
    const each = explainedReplications(this.page.choices.replications);
    const count = combinations(parts.length);
    return html`<div class="fields">
        ${
          sets.length > 1
            ? html`<div class="wide">
                ${selectField({
                  id: 'explain-set',
                  label: 'Scenario',
                  value: set.id,
                  options: sets.map((one) => ({ value: one.id, label: this.store.titleOf(one) })),
                  onChange: (id) => (this.chosen = id),
                })}
              </div>`
            : nothing
        }
        <hr-run-bar
          .run=${state}
          label="Take the difference apart"
          counts="replications over all combinations"
          preparing="Preparing the combinations…"
          @run=${() => this.#start(set)}
          @cancel=${() => job.cancel()}
        ></hr-run-bar>
      </div>
      <p class="quiet small">
        “${this.store.titleOf(set)}” has ${parts.length}
        changes${parts.at(-1)!.texts.length > 1 ? ' to tell apart (the last of them taken as one)' : ''}:
        ${formatNumber(count, 0)} combinations with ${formatNumber(each, 0)} replications each.
      </p>`;
  }

  #keyOf(set: ChangeSet): string {
    const { baseline, choices, available } = this.page;
    const { horizonDays, seed, replications } = choices;
    const texts = partsOf(set, available).flatMap((part) => part.texts);
    return JSON.stringify([baseline?.key, horizonDays, seed, explainedReplications(replications), texts]);
  }

  #start(set: ChangeSet): void {
    const { baseline, choices, available } = this.page;
    if (!baseline) return;
    const { horizonDays, seed, replications } = choices;
    const request = {
      key: this.#keyOf(set),
      title: this.store.titleOf(set),
      source: { scenario: baseline.text, changes: [], horizonDays },
      parts: partsOf(set, available),
      replications: explainedReplications(replications),
      seed,
    };
    const { asking } = this.store;
    void this.#watch.job.start(async (tools) => explainScenario(await asking.workers(), request, tools));
  }

  #renderResult(result: ExplainedScenario) {
    const { explanations } = result.explained;
    const explanation = explanations.find(({ id }) => id === this.measure) ?? explanations[0];
    const isCurrent = this.#sets().some((set) => this.#keyOf(set) === result.key);
    if (!explanation) return html`<p class="quiet">Nothing that was measured could be taken apart.</p>`;
    const parts = this.#partsOf(result, explanation);
    return html`<div class="result ${isCurrent ? '' : 'outdated'}">
      ${isCurrent ? nothing : html`<p class="note" role="note">What is chosen has changed since: take the difference apart again.</p>`}
      <div class="fields">
        <div class="wide">
          ${selectField({
            id: 'explain-measure',
            label: 'What',
            value: explanation.id,
            options: explanations.map((one) => ({ value: one.id, label: this.#nameOf(result, one) })),
            onChange: (id) => (this.measure = id),
          })}
        </div>
        ${segmented<Reading>({
          name: 'explain-reading',
          legend: 'How it is shared out',
          value: this.reading,
          options: READINGS.map(({ value, label }) => ({ value, label })),
          onChange: (reading) => (this.reading = reading),
        })}
      </div>
      <p class="sentence" data-explain-sentence>
        ${describeExplanation(explanation, result.parts, parts, result.horizonDays).join(' ')}
      </p>
      ${this.#renderPicture(result, explanation)}
      <p class="quiet small">
        “${result.title}”, ${formatNumber(result.replications, 0)} of ${formatNumber(result.wanted, 0)} replications of
        each combination. Figures are in ${unitWords(measurePhrase(parts).unit ?? explanation.unit).axis}, with half the
        width of their 95% interval. ${READINGS.find(({ value }) => value === this.reading)?.says}
      </p>
    </div>`;
  }

  #partsOf({ layout }: ExplainedScenario, { id, service }: Explanation) {
    const info = layout.measures.find((one) => one.id === id && one.shape === 'scalar');
    return info ? this.names.parts(info) : { name: '', title: id, service: this.names.service(service), part: '' };
  }

  #nameOf({ layout }: ExplainedScenario, { id }: Explanation): string {
    const info = layout.measures.find((one) => one.id === id && one.shape === 'scalar');
    return info ? `${this.names.measure(info)}: ${this.names.service(info.service)}` : id;
  }

  #renderPicture(result: ExplainedScenario, explanation: Explanation) {
    const { unit = explanation.unit } = measurePhrase(this.#partsOf(result, explanation));
    const decimals = decimalsOfExplanation(explanation, unit);
    const bars = barsOf(explanation, result.parts, this.reading);
    const level = (value: number) => formatQuantity(value, unit, decimals);
    const size = ({ kind, from, to, halfWidth }: WaterfallBar) =>
      kind === 'total' ? level(to) : formatInterval(to - from, halfWidth, unit, decimals);
    const label = `Waterfall from ${level(explanation.baseline)} to ${level(explanation.changed)}. The same numbers stand in the table.`;
    return html`<div class="card">
      <hr-waterfall
        .bars=${bars}
        .good=${explanation.good}
        .format=${size}
        .tick=${(value: number) => plainNumber(value * unitWords(unit).scale)}
        .label=${label}
      ></hr-waterfall>
      <table class="stacks">
        <caption class="hidden">
          ${this.#nameOf(result, explanation)}: what each change makes of the difference
        </caption>
        <thead>
          <tr>
            <th scope="col">Change</th>
            ${READINGS.map(({ label: title }) => html`<th scope="col">${title}</th>`)}
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          ${explanation.contributions.map(
            (one, i) =>
              html`<tr>
                <th scope="row">${result.parts[i]}</th>
                ${READINGS.map(({ value, label: title }) => html`<td class="figure" data-label=${title}>${this.#cell(one[value], unit, decimals)}</td>`)}
                <td data-label="Verdict">${one.share.verdict}</td>
              </tr>`,
          )}
          <tr>
            <th scope="row">Only together</th>
            <td data-label="Fair share">in the shares</td>
            <td data-label="In order">in the steps</td>
            <td class="figure" data-label="Each alone">${this.#cell(explanation.interaction, unit, decimals)}</td>
            <td data-label="Verdict">${explanation.interaction.verdict}</td>
          </tr>
          <tr>
            <th scope="row">All changes</th>
            ${READINGS.map(({ label: title }) => html`<td class="figure" data-label=${title}>${this.#cell(explanation.whole, unit, decimals)}</td>`)}
            <td data-label="Verdict">${explanation.whole.verdict}</td>
          </tr>
          ${explanation.pairs.map(
            ({ changes: [i, j], ...pair }) =>
              html`<tr>
                <th scope="row">
                  ${result.parts[i]}, with ${result.parts[j]}<span class="quiet">more than one by one</span>
                </th>
                <td class="none"></td>
                <td class="none"></td>
                <td class="figure" data-label="Each alone">${this.#cell(pair, unit, decimals)}</td>
                <td class="none"></td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #cell({ mean, halfWidth }: { mean: number; halfWidth: number }, unit: string, decimals: number): string {
    const sign = mean > 0 ? '+' : '';
    const text = formatBare(mean, unit, decimals);
    return `${/[1-9]/.test(text) ? sign : ''}${text} ± ${formatBare(halfWidth, unit, decimals)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-explain': HrExplain;
  }
}
