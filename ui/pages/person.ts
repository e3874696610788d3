import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Followed } from '../../engine/experiment/follow';
import type { PeopleFound } from '../../engine/experiment/find-people';
import { HrElement } from '../parts/element';
import '../parts/person-lines';
import { Portions } from '../parts/portions';
import { selectField } from '../parts/select-field';
import '../parts/swatch';
import { Names } from '../state/names';
import type { PageState, Results } from '../state/page-state';
import { sourcesOfResults } from '../state/sources';
import type { Store } from '../state/store';
import { joinList } from '../words/numbers';
import {
  contactsOf,
  dayWords,
  fateWords,
  sideBySide,
  stretchWords,
  waitsOf,
  type PersonContext,
} from '../words/person';
import './person.css';

/** Kinds of service at which people can be looked for. */
const WAITED_AT = new Set(['desk', 'clinic', 'team', 'duty']);

type Pick = 'median' | 'ninth' | 'longest' | 'shortest' | 'stillWaiting';

const PICKS: { value: Pick; label: string }[] = [
  { value: 'median', label: 'The median wait: half wait less' },
  { value: 'ninth', label: 'A long wait: nine in ten wait less' },
  { value: 'longest', label: 'The longest wait of those seen' },
  { value: 'shortest', label: 'The shortest wait' },
  { value: 'stillWaiting', label: 'Still waiting at the end, the longest' },
];

/** What was found out about a person. */
interface Answer {
  person: string;
  /** In the baseline, and in the scenario where there is one. */
  runs: Followed[];
  context: PersonContext;
}

/** One person through the baseline and through a scenario, with the same luck in both. */
@customElement('hr-person')
export class HrPerson extends HrElement {
  @property({ attribute: false }) store!: Store;
  @property({ attribute: false }) page!: PageState;
  @state() private position = 1;
  @state() private service = '';
  @state() private pick: Pick = 'median';
  /** A name that was typed in; empty where somebody is looked for. */
  @state() private name = '';
  @state() private replication = 0;
  @state() private answer: Answer | undefined;
  @state() private trouble = '';
  @state() private isAsking = false;
  readonly #portions = new Portions(this);
  #asked = '';
  #stop: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.abort();
    this.#asked = '';
  }

  protected override updated(): void {
    const { results } = this.page;
    if (!results || this.page.isLoading) return;
    const { solution, madeOf } = results;
    const chosen = [this.#positionIn(results), this.#serviceIn(results), this.pick, this.name, this.replication];
    const key = JSON.stringify([chosen, solution.seed, madeOf]);
    if (key === this.#asked) return;
    this.#asked = key;
    void this.#ask(results);
  }

  #positionIn({ solution }: Results): number {
    return Math.min(this.position, solution.runs.length - 1);
  }

  /** The service chosen, or that of the first main measure at which people wait. */
  #serviceIn(results: Results): string {
    const { solution, info } = results;
    const there = info.services.filter(({ kind }) => WAITED_AT.has(kind)).map(({ id }) => id);
    const about = solution.runs[this.#positionIn(results)]?.about;
    const primary = solution.comparisons[0]?.differences.filter((one) => one.primary).map(({ id }) => id);
    const main = [about ?? '', ...(solution.primary ?? primary ?? [])].map((id) => id.split('.')[0]);
    return [this.service, ...main].find((id) => there.includes(id)) ?? there[0] ?? '';
  }

  async #ask(results: Results): Promise<void> {
    this.#stop?.abort();
    const stop = new AbortController();
    this.#stop = stop;
    this.trouble = '';
    const sources = sourcesOfResults(this.page);
    if (!sources) {
      this.answer = undefined;
      this.trouble = 'What was compared has changed since. Run the comparison again to follow somebody through it.';
      return;
    }
    this.isAsking = true;
    try {
      const answer = await this.#follow(results, sources, stop.signal);
      if (stop.signal.aborted) return;
      this.#portions.reset();
      this.answer = typeof answer === 'string' ? undefined : answer;
      this.trouble = typeof answer === 'string' ? answer : '';
    } catch (error) {
      if (!stop.signal.aborted) this.trouble = error instanceof Error ? error.message : String(error);
    } finally {
      if (!stop.signal.aborted) this.isAsking = false;
    }
  }

  /** @returns what came of it, or why nothing did */
  async #follow(
    results: Results,
    sources: NonNullable<ReturnType<typeof sourcesOfResults>>,
    signal: AbortSignal,
  ): Promise<Answer | string> {
    const { asking } = this.store;
    const { seed } = results.solution;
    const { replication } = this;
    const position = this.#positionIn(results);
    const both = [...new Set([0, position])].map((i) => ({ source: sources[i], seed }));
    let person = this.name;
    if (person === '') {
      const service = this.#serviceIn(results);
      const found = await asking.ask(both[0], (pool, run) => pool.findPeople(run, replication, service, signal));
      const chosen: PeopleFound[Pick] | undefined = found?.[this.pick];
      if (!chosen) return 'Nobody waits there like that in the baseline. Choose another service or another wait.';
      ({ person } = chosen);
    }
    const runs = await Promise.all(
      both.map((one) => asking.ask(one, (pool, run) => pool.follow(run, replication, person, signal))),
    );
    const followed = runs.filter((run) => run !== null && run !== undefined);
    if (followed.length < both.length) return `Nobody of this scenario can be called “${person}”.`;
    const described = await asking.describe(both[both.length - 1].source);
    const names = new Names(results.info);
    const added = described.ok ? described.value.services : [];
    const service = (id: string) => {
      const known = names.service(id);
      return known === id ? (added.find((one) => one.id === id)?.title ?? id) : known;
    };
    const attributes = described.ok ? described.value.attributes : {};
    return { person, runs: followed, context: { service, startDate: results.info.startDate, attributes } };
  }

  protected override render() {
    const { results, isLoading } = this.page;
    if (!results) {
      return html`<div class="page">
        <h1>Follow one person</h1>
        <p class="lead" role="status">
          ${isLoading ? 'Loading…' : html`There is nothing to show yet. <a href="#/compare">Run a comparison</a> first.`}
        </p>
      </div>`;
    }
    return html`<div class="page wide">
      <h1>Follow one person</h1>
      <p class="lead">
        The same invented person, with the same luck, through the baseline and through a scenario: what happens when,
        and why they wait.
      </p>
      ${this.#renderChoices(results)}
      <p class="quiet small" role="status">
        ${this.isAsking ? 'Looking for somebody and following them…' : this.trouble}
      </p>
      ${this.answer ? this.#renderAnswer(results, this.answer) : nothing}
    </div>`;
  }

  #renderChoices(results: Results) {
    const { solution, info } = results;
    const scenarios = solution.runs.slice(1).map(({ title }, i) => ({ value: String(i + 1), label: title }));
    const services = info.services.filter(({ kind }) => WAITED_AT.has(kind));
    return html`<div class="choices">
      ${
        scenarios.length > 0
          ? selectField({
              id: 'person-scenario',
              label: 'Scenario',
              value: String(this.#positionIn(results)),
              options: scenarios,
              onChange: (value) => (this.position = Number(value)),
            })
          : nothing
      }
      ${selectField({
        id: 'person-service',
        label: 'Somebody who waits at',
        value: this.#serviceIn(results),
        options: services.map(({ id, title }) => ({ value: id, label: title })),
        onChange: (value) => {
          this.service = value;
          this.name = '';
        },
      })}
      ${selectField({
        id: 'person-pick',
        label: 'With, in the baseline',
        value: this.pick,
        options: PICKS,
        onChange: (value) => {
          this.pick = value as Pick;
          this.name = '';
        },
      })}
      <details>
        <summary>By number</summary>
        <div class="numbers">
          <label>Person <input id="person-name" .value=${this.answer?.person ?? ''} @change=${this.#onName} /></label>
          <label
            >Replication, from 1
            <input
              id="person-replication"
              type="number"
              min="1"
              max="500"
              .value=${String(this.replication + 1)}
              @change=${this.#onReplication}
          /></label>
        </div>
      </details>
    </div>`;
  }

  readonly #onName = (event: Event) => {
    this.name = (event.target as HTMLInputElement).value.trim().slice(0, 200);
  };

  readonly #onReplication = (event: Event) => {
    const value = Math.round(Number((event.target as HTMLInputElement).value));
    this.replication = Math.min(500, Math.max(1, Number.isFinite(value) ? value : 1)) - 1;
  };

  #renderAnswer(results: Results, { runs, context, person }: Answer) {
    const titles = runs.map((_, i) =>
      i === 0 ? 'In the baseline' : `With “${results.solution.runs[this.#positionIn(results)].title}”`,
    );
    return html`<section class="card fates" aria-label="How this person fares">
        ${runs.map(
          (run, i) =>
            html`<p class="fate">
              <hr-swatch .position=${i === 0 ? 0 : this.#positionIn(results)}></hr-swatch>
              <span>${fateWords(titles[i], run, context)}</span>
            </p>`,
        )}
        <p class="quiet small">
          Person ${person}, replication ${this.replication + 1}, seed “${results.solution.seed}”.
        </p>
      </section>
      <section class="card">
        <h2>Where they are when</h2>
        <hr-person-lines .runs=${runs} .titles=${titles} .context=${context}></hr-person-lines>
      </section>
      <section>
        <h2>Why did this person wait?</h2>
        <div class="whys">${runs.map((run, i) => this.#renderWaits(titles[i], run, context))}</div>
      </section>
      <section>
        <h2>Everything that happens</h2>
        <p class="quiet small">
          The same step stands in one row; where the two differ by a day or more, the row is tinted. Contacts with a
          coordinator are not listed:
          ${joinList(runs.map((run, i) => `${contactsOf(run)} ${titles[i].replace(/^[A-Z]/, (c) => c.toLowerCase())}`))}.
        </p>
        <div class="card">
          <table>
            <caption class="hidden">
              Steps in order; the same step stands in one row, and a row in which they differ is tinted
            </caption>
            <thead>
              <tr>
                ${titles.map((title) => html`<th scope="col">${title}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${this.#portions.of(sideBySide(runs, context)).map(
                ({ cells, differs }) =>
                  html`<tr class=${differs ? 'differs' : ''}>
                    ${cells.map(
                      (cell, i) =>
                        html`<td data-label=${titles[i]} class=${cell ? '' : 'none'}>
                          ${cell ? html`<strong>${dayWords(cell.day, context.startDate)}</strong> ${cell.text}` : '–'}
                        </td>`,
                    )}
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </section>`;
  }

  #renderWaits(title: string, run: Followed, context: PersonContext) {
    const waits = waitsOf(run, context.startDate);
    return html`<div class="card why">
      <h3>${title}</h3>
      ${waits.length === 0 ? html`<p>They never waited.</p>` : nothing}
      <ul class="waits">
        ${waits.map(
          ({ service, from, to, isOver, why }) =>
            html`<li>
              <strong>${stretchWords(to - from)}${isOver ? '' : ' so far'}</strong> at ${context.service(service)}, from
              ${dayWords(from, context.startDate)}${why ? html`: <span class="quiet">${why}</span>` : nothing}
            </li>`,
        )}
      </ul>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-person': HrPerson;
  }
}
