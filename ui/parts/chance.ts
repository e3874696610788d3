import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { TargetOutcome } from '../../engine/results/measures';
import {
  axisOf,
  boundMetIn,
  countMet,
  curveOf,
  onAxis,
  isWhole,
  sampledDays,
  sampledInfo,
  sampledMeasures,
  valuesOf,
  type Axis,
  type OwnTarget,
  type ShareIntervals,
} from '../state/chances';
import type { Names } from '../state/names';
import type { Solution } from '../state/solution';
import type { Store } from '../state/store';
import { formatNumber } from '../words/numbers';
import { plainNumber } from '../words/parameters';
import { formatQuantity } from '../words/quantities';
import { dateOfDay, formatDay } from '../words/recovery';
import { describeChances, describeUncounted, formatChance, formatChanceInterval } from '../words/targets';
import { unitWords } from '../words/units';
import './answer.css';
import './chance.css';
import './chance-plot';
import { HrElement } from './element';
import { selectField } from './select-field';
import './swatch';
import './term';

/** The share of runs for which the table says which bound they meet. */
const SURELY = 0.8;

/** How likely each scenario is to meet a target of the person's own: a sentence, curves with a handle, and a table. */
@customElement('hr-chance')
export class HrChance extends HrElement {
  @property({ attribute: false }) store!: Store;
  @property({ attribute: false }) solution!: Solution;
  @property({ attribute: false }) names!: Names;
  @property() startDate: string | undefined;
  @state() private chosen: OwnTarget | undefined;
  @state() private intervals: ReadonlyMap<number, ShareIntervals> = new Map();
  readonly #seen = new IntersectionObserver(([entry]) => this.#onSeen(entry.isIntersecting), { rootMargin: '300px' });
  #isSeen = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#seen.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#seen.disconnect();
  }

  /** Workers are asked only once this is looked at: until then none need be started. */
  #onSeen(isSeen: boolean): void {
    if (!isSeen || this.#isSeen) return;
    this.#isSeen = true;
    this.requestUpdate();
  }

  protected override updated(): void {
    if (this.#isSeen) void this.#askForIntervals();
  }

  async #askForIntervals(): Promise<void> {
    const counts = new Set(this.#values(this.#target()).map(({ length }) => length));
    const missing = [...counts].filter((count) => count > 0 && !this.intervals.has(count));
    if (missing.length === 0) return;
    const found = await Promise.all(missing.map((count) => this.store.asking.shareIntervals(count)));
    this.intervals = new Map([...this.intervals, ...missing.map((count, i) => [count, found[i]] as const)]);
  }

  #values({ measure, day }: Pick<OwnTarget, 'measure' | 'day'>): number[][] {
    return this.solution.runs.map(({ samples }) => valuesOf(samples, { measure, day }));
  }

  /** What is asked: as chosen while these results have it, else a target of the scenario, else the first measure. */
  #target(): OwnTarget {
    const { solution, chosen } = this;
    if (chosen && sampledMeasures(solution).includes(chosen.measure)) return chosen;
    const known = solution.runs[0].summary.targets?.[0];
    if (!known) return this.#fresh(sampledMeasures(solution)[0]);
    const { measure, meets, bound, by } = known;
    if (by === undefined) return { measure, meets, bound };
    const days = sampledDays(solution, measure);
    const due = typeof by === 'number' ? by : this.#dayOf(by);
    const day = days.filter((one) => one <= due + 0.01).at(-1);
    return { measure, meets, bound, ...(day === undefined ? {} : { day }) };
  }

  #dayOf(date: string): number {
    return (Date.parse(date) - Date.parse(this.startDate ?? date)) / 86_400_000 + 1;
  }

  /** A target on a measure that nobody has set one for: what half of the baseline's replications meet. */
  #fresh(measure: string): OwnTarget {
    const day = isWhole(this.solution, measure) ? undefined : sampledDays(this.solution, measure).at(-1);
    const info = sampledInfo(this.solution, measure);
    const meets = info?.good === 'higher' ? 'atLeast' : 'atMost';
    const [baseline, ...others] = this.#values({ measure, day });
    const axis = this.#axis({ measure, day });
    const middle = boundMetIn(baseline.length > 0 ? baseline : others.flat().sort((a, b) => a - b), meets, 0.5) ?? 0;
    return { measure, meets, bound: axis ? onAxis(middle, axis) : middle, ...(day === undefined ? {} : { day }) };
  }

  #axis(target: Pick<OwnTarget, 'measure' | 'day'>): Axis | undefined {
    const all = this.#values(target).flat();
    const unit = sampledInfo(this.solution, target.measure)?.unit ?? '';
    return all.length === 0 ? undefined : axisOf(all, unitWords(unit).scale);
  }

  protected override render() {
    const measures = sampledMeasures(this.solution);
    if (measures.length === 0) return nothing;
    const target = this.#target();
    return html`<section class="answer" aria-labelledby="chance-title">
      <h2 id="chance-title">How likely is a target of your own?</h2>
      <p class="quiet">
        The <hr-term term="chance" text="chance"></hr-term> is the share of runs that meet it. Move the line to set the
        target, by pointer or with the arrow keys; the band is the 95% interval.
      </p>
      ${this.#renderFields(target, measures)} ${this.#renderAnswer(target)}
    </section>`;
  }

  #renderFields(target: OwnTarget, measures: readonly string[]) {
    const { solution } = this;
    const days = sampledDays(solution, target.measure);
    const isSorted = (sampledInfo(solution, target.measure)?.good ?? 'none') !== 'none';
    return html`<div class="fields">
      <div class="wide">
        ${selectField({
          id: 'chance-measure',
          label: 'What',
          value: target.measure,
          options: measures.map((id) => ({ value: id, label: this.#name(id) })),
          onChange: (measure) => (this.chosen = this.#fresh(measure)),
        })}
      </div>
      ${
        isSorted
          ? nothing
          : selectField({
              id: 'chance-meets',
              label: 'Is to be',
              value: target.meets,
              options: [
                { value: 'atMost', label: 'at most' },
                { value: 'atLeast', label: 'at least' },
              ],
              onChange: (meets) => (this.chosen = { ...target, meets: meets as OwnTarget['meets'] }),
            })
      }
      ${
        days.length === 0
          ? nothing
          : selectField({
              id: 'chance-day',
              label: 'By when',
              value: String(target.day ?? ''),
              options: [
                ...days.map((day) => ({ value: String(day), label: formatDay(day, this.startDate) })),
                ...(isWhole(solution, target.measure) ? [{ value: '', label: 'End of the run' }] : []),
              ],
              onChange: (day) => this.#chooseDay(target, day),
            })
      }
    </div>`;
  }

  #chooseDay({ measure, meets, bound }: OwnTarget, day: string): void {
    this.chosen = { measure, meets, bound, ...(day === '' ? {} : { day: Number(day) }) };
  }

  #name(id: string): string {
    const { names, solution } = this;
    const info = sampledInfo(solution, id);
    return info ? `${names.measure(info)}: ${names.service(info.service)}` : id;
  }

  #renderAnswer(target: OwnTarget) {
    const { solution, intervals } = this;
    const values = this.#values(target);
    const full = this.#axis(target);
    if (!full) return html`<p class="quiet" role="status">No run saw this.</p>`;
    if (values.some(({ length }) => length > 0 && !intervals.has(length)))
      return html`<p class="quiet" role="status">Working out the chances…</p>`;
    // A target beyond all that was seen is still shown.
    const axis = { ...full, low: Math.min(full.low, target.bound), high: Math.max(full.high, target.bound) };
    const outcomes = values.map((row) => this.#outcome(target, row));
    const unit = sampledInfo(solution, target.measure)?.unit ?? '';
    const format = (bound: number) => formatQuantity(bound, unit, decimalsOfStep(axis.step * unitWords(unit).scale));
    const says = outcomes.map((outcome, i) => `${this.#title(i)}: ${formatChance(outcome)}`).join('; ');
    const curves = values.flatMap((row, position) =>
      row.length === 0 ? [] : [{ position, steps: curveOf(row, target.meets), intervals: intervals.get(row.length)! }],
    );
    const about = sampledInfo(solution, target.measure);
    const uncounted = about ? describeUncounted(about.name, this.names.kind(about.service)) : '';
    return html`<p class="sentence" data-chance-sentence>
        ${describeChances(outcomes.map((outcome, i) => ({ title: this.#title(i), outcome })))}
      </p>
      <div class="card">
        <ul class="legend" aria-label="Legend">
          ${solution.runs.map((_, i) => html`<li><hr-swatch .position=${i}></hr-swatch>${this.#title(i)}</li>`)}
        </ul>
        <hr-chance-plot
          .curves=${curves}
          .axis=${axis}
          .bound=${target.bound}
          .label=${`Target: ${this.#name(target.measure)}, ${wordOf(target.meets)}`}
          .says=${`${format(target.bound)}. ${says}`}
          .axisTitle=${`Target: ${wordOf(target.meets)} so many ${unitWords(unit).axis}`.replace('so many %', 'so many per cent')}
          .format=${format}
          .tick=${(bound: number) => plainNumber(bound * unitWords(unit).scale)}
          @move=${(event: CustomEvent<number>) => (this.chosen = { ...target, bound: onAxis(event.detail, axis) })}
        ></hr-chance-plot>
        ${this.#renderTable(target, outcomes, values, format)}
      </div>
      ${uncounted === '' ? nothing : html`<p class="quiet small">${uncounted}</p>`}`;
  }

  #outcome(target: OwnTarget, values: readonly number[]): TargetOutcome {
    const { solution, intervals, names } = this;
    const { measure, meets, bound, day } = target;
    const info = sampledInfo(solution, measure);
    const met = countMet(values, meets, bound);
    const found = values.length > 0 ? intervals.get(values.length)?.[met] : undefined;
    return {
      id: 'own',
      title: info ? `${names.measure(info)}, ${names.service(info.service)}` : measure,
      measure,
      unit: info?.unit ?? '',
      meets,
      bound,
      ...(day === undefined
        ? {}
        : { by: this.startDate === undefined ? Math.round(day) : dateOfDay(day, this.startDate) }),
      share: found?.share ?? null,
      low: found?.low ?? null,
      high: found?.high ?? null,
      met,
      replications: values.length,
    };
  }

  #title(position: number): string {
    return position === 0 ? 'Baseline' : this.solution.runs[position].title;
  }

  #renderTable(
    { meets }: OwnTarget,
    outcomes: readonly TargetOutcome[],
    values: readonly number[][],
    format: (bound: number) => string,
  ) {
    const surely = `${formatNumber(SURELY * 100, 0)} of 100 runs have ${wordOf(meets)}`;
    return html`<table class="stacks">
      <caption class="hidden">
        Chance of each scenario to meet the target
      </caption>
      <thead>
        <tr>
          <th scope="col">Scenario</th>
          <th scope="col">Chance</th>
          <th scope="col">95% interval</th>
          <th scope="col">Runs that meet it</th>
          <th scope="col">${surely}</th>
        </tr>
      </thead>
      <tbody>
        ${outcomes.map((outcome, i) => {
          const sure = boundMetIn(values[i], meets, SURELY);
          return html`<tr>
            <th scope="row"><hr-swatch .position=${i}></hr-swatch>${this.#title(i)}</th>
            <td data-label="Chance">${formatChance(outcome)}</td>
            <td data-label="95% interval">${formatChanceInterval(outcome) || '–'}</td>
            <td data-label="Runs that meet it">${outcome.met} of ${outcome.replications}</td>
            <td data-label=${surely}>${sure === undefined ? '–' : format(sure)}</td>
          </tr>`;
        })}
      </tbody>
    </table>`;
  }
}

const wordOf = (meets: OwnTarget['meets']) => (meets === 'atMost' ? 'at most' : 'at least');

function decimalsOfStep(step: number): number {
  return (String(Number(step.toPrecision(6))).split('.')[1] ?? '').length;
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-chance': HrChance;
  }
}
