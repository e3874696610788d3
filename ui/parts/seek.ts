import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { catalogueOf } from '../editing/catalogue';
import { draftOf, movablesOf, readLever, type LeverDraft, type LeverProblems } from '../editing/levers';
import { readNumber } from '../editing/typed';
import { isWhole, sampledDays, sampledInfo, sampledMeasures } from '../state/chances';
import { changesOf } from '../state/changes';
import { MOST_SETS } from '../state/choices';
import type { Names } from '../state/names';
import type { PageState } from '../state/page-state';
import { searchFor, withFound, type SeekRequest, type SeekResult } from '../state/seeking';
import type { Solution } from '../state/solution';
import type { Store } from '../state/store';
import { measurePhrase } from '../words/measure-phrases';
import { formatDuration } from '../words/numbers';
import { dateOfDay, formatDay } from '../words/recovery';
import { settingWords } from '../words/seek';
import { unitWords } from '../words/units';
import './answer.css';
import { HrElement } from './element';
import { leverField } from './lever-field';
import './run-bar';
import './seek.css';
import './seek-result';
import { selectField } from './select-field';
import { textField } from './text-field';
import { WatchJob } from './watch-job';

const MOST_LEVERS = 3;
const CHANCES = [0.5, 0.8, 0.9];
const MINUTES = [1, 2, 5, 15, 60];
const NO_LEVER: LeverDraft = { what: '', from: '', to: '', step: '' };

/** What it would take to meet a target: asked in a form, searched for in the background, answered in a sentence. */
@customElement('hr-seek')
export class HrSeek extends HrElement {
  @property({ attribute: false }) store!: Store;
  @property({ attribute: false }) page!: PageState;
  @property({ attribute: false }) solution!: Solution;
  @property({ attribute: false }) names!: Names;
  @state() private from = '';
  @state() private measure = '';
  @state() private day = '';
  @state() private meets: '' | 'atMost' | 'atLeast' = '';
  @state() private bound = '';
  @state() private chance = '0.8';
  @state() private minutes = '2';
  @state() private levers: readonly LeverDraft[] = [NO_LEVER];
  /** Whether what is wrong is shown: from the first time that it was asked on. */
  @state() private isChecked = false;
  readonly #watch = new WatchJob<SeekResult>(this, () => this.store.asking.job('seek'));

  protected override render() {
    const { baseline } = this.page;
    if (!baseline || this.#measures().length === 0) return nothing;
    const stands = this.#watch.job.state;
    return html`<section class="answer" aria-labelledby="seek-title">
      <h2 id="seek-title">What would it take?</h2>
      <p class="quiet">
        Set a target and say which posts or quantities may change, and how far. The smallest change that meets the
        target is searched for in the background.
      </p>
      <div class="card form">${this.#renderTarget()} ${this.#renderLevers()} ${this.#renderGo()}</div>
      ${stands.problem ? html`<p class="refused" role="alert">${stands.problem}</p>` : nothing}
      <p class="hidden" role="status">${stands.status === 'idle' && stands.result ? 'The search has ended.' : ''}</p>
      ${
        stands.result
          ? html`<hr-seek-result
              .result=${stands.result}
              .names=${this.names}
              .canAdd=${this.#canAdd(stands.result)}
              @add=${() => this.#add(stands.result!)}
            ></hr-seek-result>`
          : nothing
      }
    </section>`;
  }

  #renderGo() {
    const { job } = this.#watch;
    const { state: stands } = job;
    return html`<div class="fields">
      ${selectField({
        id: 'seek-minutes',
        label: 'Search for at most',
        value: this.minutes,
        options: MINUTES.map((minutes) => ({ value: String(minutes), label: minutesWords(minutes) })),
        onChange: (minutes) => (this.minutes = minutes),
      })}
      <hr-run-bar
        .run=${stands}
        label="Find out"
        counts="seconds at most"
        .preparing=${''}
        @run=${this.#start}
        @cancel=${() => job.cancel()}
      ></hr-run-bar>
      ${stands.status === 'idle' ? nothing : html`<p class="quiet small">${stands.note ?? ''}</p>`}
    </div>`;
  }

  /** Those that have a value for the run as a whole: it is looked at where no date is chosen. */
  #measures(): string[] {
    return sampledMeasures(this.solution).filter((id) => isWhole(this.solution, id));
  }

  #info() {
    const measures = this.#measures();
    const id = measures.includes(this.measure) ? this.measure : measures[0];
    return sampledInfo(this.solution, id)!;
  }

  #meets(): 'atMost' | 'atLeast' {
    return this.meets || (this.#info().good === 'higher' ? 'atLeast' : 'atMost');
  }

  #renderTarget() {
    const { solution, names, store, page } = this;
    const info = this.#info();
    const { unit = info.unit } = measurePhrase(names.parts(info));
    const typed = readNumber(this.bound, unit);
    const starts = page.choices.sets.filter(({ id }) => !page.refusals.has(id));
    return html`<div class="fields">
        <div class="wide">
          ${selectField({
            id: 'seek-measure',
            label: 'Target',
            value: info.id,
            options: this.#measures().map((id) => {
              const one = sampledInfo(solution, id)!;
              return { value: id, label: `${names.measure(one)}: ${names.service(one.service)}` };
            }),
            onChange: (measure) => {
              this.measure = measure;
              this.day = '';
              this.meets = '';
            },
          })}
        </div>
        ${selectField({
          id: 'seek-meets',
          label: 'Is to be',
          value: this.#meets(),
          options: [
            { value: 'atMost', label: 'at most' },
            { value: 'atLeast', label: 'at least' },
          ],
          onChange: (meets) => (this.meets = meets as 'atMost' | 'atLeast'),
        })}
        ${textField({
          id: 'seek-bound',
          label: 'This much',
          value: this.bound,
          numeric: true,
          maxLength: 20,
          unit: unitWords(unit).axis,
          ...(this.isChecked && !typed.ok ? { problem: typed.message } : {}),
          onInput: (bound) => (this.bound = bound),
        })}
      </div>
      <div class="fields">
        ${selectField({
          id: 'seek-day',
          label: 'By when',
          value: this.day,
          options: [
            { value: '', label: 'End of the run' },
            ...this.#days(info.id).map((day) => ({ value: String(day), label: formatDay(day, this.#startDate()) })),
          ],
          onChange: (day) => (this.day = day),
        })}
        ${selectField({
          id: 'seek-chance',
          label: 'How surely',
          value: this.chance,
          options: [
            ...CHANCES.map((chance) => ({ value: String(chance), label: `in ${100 * chance} of 100 runs` })),
            { value: '', label: 'on average' },
          ],
          onChange: (chance) => (this.chance = chance),
        })}
        ${
          starts.length === 0
            ? nothing
            : html`<div class="wide">
                ${selectField({
                  id: 'seek-from',
                  label: 'Starting from',
                  value: this.from,
                  options: [
                    { value: '', label: 'The baseline' },
                    ...starts.map((set) => ({ value: set.id, label: store.titleOf(set) })),
                  ],
                  onChange: (from) => (this.from = from),
                })}
              </div>`
        }
      </div>`;
  }

  #startDate(): string | undefined {
    return this.page.baseline?.info.startDate;
  }

  #days(measure: string): number[] {
    return sampledDays(this.solution, measure).filter((day) => day < this.page.choices.horizonDays);
  }

  #movables() {
    return movablesOf(catalogueOf(this.page.baseline!));
  }

  #renderLevers() {
    const movables = this.#movables();
    const { levers } = this;
    const problems = levers.map((draft): LeverProblems => (this.isChecked ? readLever(draft, movables).problems : {}));
    return html`<datalist id="seek-movables">
        ${movables.map(({ label }) => html`<option value=${label}></option>`)}
      </datalist>
      ${levers.map((draft, position) =>
        leverField({
          position,
          draft,
          movables,
          list: 'seek-movables',
          problems: problems[position],
          onInput: (changed) => (this.levers = levers.map((one, i) => (i === position ? changed : one))),
          ...(levers.length > 1 ? { onRemove: () => (this.levers = levers.filter((_, i) => i !== position)) } : {}),
        }),
      )}
      ${
        levers.length < MOST_LEVERS
          ? html`<button
              type="button"
              class="plain more"
              @click=${() => (this.levers = [...levers, draftOf('', movables)])}
            >
              <wa-icon name="plus" aria-hidden="true"></wa-icon>Something else may change too
            </button>`
          : nothing
      }`;
  }

  readonly #start = () => {
    this.isChecked = true;
    const request = this.#request();
    if (!request) {
      void this.updateComplete.then(() => this.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    const { asking } = this.store;
    void this.#watch.job.start(async (tools) => searchFor(await asking.workers(), request, tools));
  };

  /** What is asked, when nothing is wrong with it. */
  #request(): SeekRequest | undefined {
    const { baseline, choices, available } = this.page;
    const info = this.#info();
    const parts = this.names.parts(info);
    const bound = readNumber(this.bound, measurePhrase(parts).unit ?? info.unit);
    const movables = this.#movables();
    const wishes = this.levers.flatMap((draft) => readLever(draft, movables).wish ?? []);
    if (!baseline || !bound.ok || wishes.length < this.levers.length) return undefined;
    const set = choices.sets.find(({ id }) => id === this.from);
    const start = this.#startDate();
    const day = this.day === '' ? undefined : Number(this.day);
    const by = day === undefined ? undefined : start === undefined ? Math.round(day) : dateOfDay(day, start);
    return {
      question: {
        source: {
          scenario: baseline.text,
          changes: changesOf(set?.changes ?? [], available).map(({ text }) => text),
          horizonDays: choices.horizonDays,
        },
        measure: info.id,
        ...(by === undefined ? {} : { by }),
        meets: this.#meets(),
        bound: bound.value,
        ...(this.chance === '' ? {} : { chance: Number(this.chance) }),
        levers: wishes,
      },
      seed: choices.seed,
      seconds: 60 * Number(this.minutes),
      from: [...(set?.changes ?? [])],
      fromTitle: set ? this.store.titleOf(set) : '',
      baseline: baseline.key,
      scenario: baseline.info.id,
      when:
        day === undefined
          ? `${measurePhrase(parts).when} ${formatDuration(choices.horizonDays)}`
          : `by ${formatDay(day, start)}`,
    };
  }

  #canAdd({ found, request }: SeekResult): boolean {
    const { choices, baseline } = this.page;
    return found.change !== null && choices.sets.length < MOST_SETS && baseline?.key === request.baseline;
  }

  #add(result: SeekResult): void {
    const { answer, levers } = result.found;
    if (!answer) return;
    const title = `What it takes: ${settingWords(answer, levers)}`;
    this.store.edit(`Added “${title}”.`, (work) => withFound(work, result, title), 'notice');
  }
}

const minutesWords = (minutes: number) =>
  minutes === 1 ? '1 minute' : minutes === 60 ? '1 hour' : `${minutes} minutes`;

declare global {
  interface HTMLElementTagNameMap {
    'hr-seek': HrSeek;
  }
}
