import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { OutputFigure, Outputs } from '../../engine/results/outputs';
import { markOnLine } from '../charts/marks';
import '../parts/caution';
import { HrElement } from '../parts/element';
import '../parts/error-summary';
import '../parts/output-card';
import type { OutputContext } from '../parts/output-card';
import { Portions } from '../parts/portions';
import '../parts/provenance';
import '../parts/run-bar';
import '../parts/scorecard';
import { segmented } from '../parts/segmented';
import { takeTurn } from '../parts/turns';
import { describeDrift } from '../state/choices';
import { outputsFor } from '../state/outputs';
import { madeOfNow, type PageState, type Results } from '../state/page-state';
import type { Store } from '../state/store';
import type { Solution } from '../state/solution';
import { countInWords, formatDuration } from '../words/numbers';
import { unitWords } from '../words/units';
import './outputs.css';

type Part = 'twelve' | 'who' | 'scorecard';

const PARTS: readonly { value: Part; label: string }[] = [
  { value: 'twelve', label: 'Twelve outputs' },
  { value: 'who', label: 'Who waits' },
  { value: 'scorecard', label: 'Scorecard' },
];

/** Cards that turn one after another; more turn at once. */
const MOST_CARDS = 12;

/** The twelve outputs on one page, who waits, and the scorecard: every scenario by place. */
@customElement('hr-outputs')
export class HrOutputs extends HrElement {
  @property({ attribute: false }) store!: Store;
  @property({ attribute: false }) page!: PageState;
  @state() private shown: Part = 'twelve';
  @state() private tables = false;
  /** Cards that show what `tables` says by now: they turn one after another. */
  @state() private turned = Infinity;
  /** What was found for a solution; `outputs` is absent where there are none. */
  @state() private found: { solution: Solution; outputs: Outputs | undefined } | undefined;
  #asked: Solution | undefined;
  /** Cards are drawn a few in each turn, so that the page never stands still for long. */
  readonly #portions = new Portions(this, 2);

  protected override willUpdate(): void {
    const solution = this.page.results?.solution;
    if (!solution || solution === this.#asked) return;
    this.#asked = solution;
    void outputsFor(solution).then((outputs) => {
      if (this.#asked === solution) this.found = { solution, outputs };
    });
  }

  protected override render() {
    const { page, store } = this;
    const { results } = page;
    if (!results) {
      return html`<div class="page wide">
        <h1>The twelve outputs</h1>
        <p class="quiet" role="status">
          ${page.isLoading ? 'Loading…' : 'There are no results yet.'}
          ${page.isLoading ? nothing : html`<a href="#/compare">Run a comparison</a>.`}
        </p>
      </div>`;
    }
    const drift = describeDrift(results.madeOf, madeOfNow(page), (set) => store.titleOf(set));
    const { solution, info } = results;
    const count = solution.comparisons.length;
    return html`<div class="page wide">
      <h1>The twelve outputs</h1>
      <p class="lead">
        ${solution.scenarioTitle},
        ${count === 0 ? 'with nothing changed' : `the baseline and ${countInWords(count)} scenario${count === 1 ? '' : 's'}`},
        ${formatDuration(solution.horizonDays)} ahead. <a href="#/compare">Choose what is compared</a>
      </p>
      <hr-error-summary .problem=${page.problem} @dismiss=${() => store.dismissProblem()}></hr-error-summary>
      <hr-provenance
        .results=${results}
        .run=${page.run}
        .expected=${page.expected}
        .drift=${drift}
        @run=${() => void store.run()}
      ></hr-provenance>
      <hr-caution .text=${info.caution}></hr-caution>
      ${this.#renderFound(results, drift.length > 0)}
    </div>`;
  }

  #renderFound({ solution, info }: Results, isOutdated: boolean) {
    const { found } = this;
    if (found === undefined || (found.solution !== solution && this.page.run.status === 'idle'))
      return html`<p class="quiet" role="status">Loading…</p>`;
    const { outputs } = found;
    if (outputs === undefined || found.solution !== solution) return this.#renderNone();
    const scenarios = solution.runs.map(({ title }) => title);
    const { wholeSteps = { from: 0, to: Infinity } } = solution.layout;
    const context: OutputContext = { places: info.places, scenarios, startDate: info.startDate, steps: wholeSteps };
    return html`<div class="tools">
        ${segmented<Part>({
          name: 'outputs-part',
          legend: 'Part',
          value: this.shown,
          options: PARTS,
          onChange: (part) => (this.shown = part),
        })}
        ${
          this.shown === 'scorecard'
            ? nothing
            : segmented<'pictures' | 'tables'>({
                name: 'outputs-show',
                legend: 'Show',
                value: this.tables ? 'tables' : 'pictures',
                options: [
                  { value: 'pictures', label: 'Pictures' },
                  { value: 'tables', label: 'Tables' },
                ],
                onChange: (show) => this.#turn(show === 'tables'),
              })
        }
      </div>
      ${this.shown === 'scorecard' || this.tables ? nothing : this.#renderLegend(scenarios)}
      <div class="body ${isOutdated ? 'outdated' : ''}" tabindex="-1">${this.#renderPart(outputs, context)}</div>
      <p class="quiet small how">
        Means of ${solution.runs[0].summary.replications} replications with 95% intervals; differences are paired on the
        same random numbers. Each is judged by itself: among so many, about one in twenty is called by chance alone.
        What a decision rests on is judged together, under <a href="#/compare">Compare</a>.
      </p>`;
  }

  /** Tables are long: to lay out all of them at once would hold the page up. */
  #turn(tables: boolean): void {
    this.tables = tables;
    this.turned = 0;
    // One in each frame, which lays it out; a hidden page has no frames.
    const soon = () => void (document.hidden ? takeTurn(next) : requestAnimationFrame(() => takeTurn(next)));
    const next = () => {
      this.turned += 1;
      if (this.turned < MOST_CARDS) soon();
    };
    soon();
  }

  #isTable(i: number): boolean {
    return i < this.turned ? this.tables : !this.tables;
  }

  #renderNone() {
    const { run } = this.page;
    return html`<div class="none card">
      <p>The outputs are worked out when a comparison has run to its end. These results came without them.</p>
      ${
        run.status === 'idle'
          ? html`<button type="button" class="plain" @click=${() => void this.store.run()}>Run the comparison</button>`
          : html`<p class="quiet" role="status">It is running: ${run.done} of ${run.wanted} replications are done.</p>`
      }
    </div>`;
  }

  #renderLegend(scenarios: readonly string[]) {
    return html`<ul class="legend ${scenarios.length > 4 ? 'many' : ''}" aria-label="Legend">
      ${scenarios.map((title, i) => html`<li>${markOnLine(i)}<span>${title}</span></li>`)}
    </ul>`;
  }

  #renderPart(outputs: Outputs, context: OutputContext) {
    if (this.shown === 'scorecard') {
      return html`<hr-scorecard
        .lines=${outputs.scorecard}
        .quarterEndsDay=${outputs.quarterEndsDay}
        .context=${context}
      ></hr-scorecard>`;
    }
    if (this.shown === 'who') return this.#renderWho(outputs, context);
    return html`<div class="outputs">
      ${this.#portions
        .of(outputs.outputs)
        .map(
          ({ id, title, about, figures, notGiven }, i) =>
            html`<hr-output-card
              .number=${i + 1}
              .key=${id}
              .heading=${title}
              .about=${about}
              .figures=${figures}
              .notGiven=${notGiven}
              .context=${context}
              .tables=${this.tables}
            ></hr-output-card>`,
        )}
    </div>`;
  }

  #renderWho({ whoWaits }: Outputs, context: OutputContext) {
    if (whoWaits.length === 0) {
      return html`<p class="quiet">
        This scenario splits no waits by what people are. A scenario file may: “splitBy” names attributes for all waits.
      </p>`;
    }
    return html`<div class="outputs">
      ${whoWaits.map(
        (figure, i) =>
          html`<hr-output-card
            .key=${`who-${figure.id}`}
            .heading=${whoTitle(figure, whoWaits)}
            .about=${figure.about}
            .figures=${[{ ...figure, title: 'Median wait', about: 'Of those seen. Who is still waiting does not count.' }]}
            .context=${context}
            .tables=${this.#isTable(i)}
          ></hr-output-card>`,
      )}
    </div>`;
  }
}

/** What waits are split by; services whose waits are in other units have a card of their own. */
function whoTitle({ title, unit }: OutputFigure, all: readonly OutputFigure[]): string {
  return all.filter((one) => one.title === title).length > 1 ? `${title}: waits in ${unitWords(unit).axis}` : title;
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-outputs': HrOutputs;
  }
}
