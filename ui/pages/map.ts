import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Flow } from '../../engine/experiment/flows';
import type { ScenarioDescription } from '../../workers/protocol';
import { COLUMNS } from '../map/columns';
import { layOut, type MapLayout } from '../map/layout';
import { mapModel, ofPlace, type MapModel, type Shown, type ShownRoute, type ShownService } from '../map/model';
import '../parts/caution';
import { HrElement } from '../parts/element';
import '../parts/map-list';
import '../parts/map-picture';
import { segmented } from '../parts/segmented';
import { selectField } from '../parts/select-field';
import '../parts/service-sheet';
import type { HrServiceSheet } from '../parts/service-sheet';
import { FLOW_REPLICATIONS } from '../state/asking';
import { flowsFromExample } from '../state/example-flows';
import type { PageState, Results } from '../state/page-state';
import { replicationsIn } from '../state/solution';
import { sourcesOfResults } from '../state/sources';
import type { Store } from '../state/store';
import { formatNumber } from '../words/numbers';
import './map.css';

/** Fewest people a week of the lines that are drawn. */
const FEWEST = [
  { value: '0', label: 'All' },
  { value: '1', label: '1 a week or more' },
  { value: '5', label: '5 a week or more' },
];

/** Windows in which the list is shown first. */
const NARROW = '(max-width: 48rem)';

/** What the map shows, and what it was made from. */
interface Drawn {
  model: MapModel;
  layout: MapLayout;
  /** Services below the headings of the map's columns. */
  rows: (ShownService | string)[];
  routes: ShownRoute[];
}

/** The services as a map: who goes where, who waits, and what a scenario changes. */
@customElement('hr-map')
export class HrMap extends HrElement {
  @property({ attribute: false }) store!: Store;
  @property({ attribute: false }) page!: PageState;
  /** Position of the scenario that is compared with the baseline. */
  @state() private position = 1;
  @state() private shown: Shown = 'before';
  @state() private place = '';
  @state() private fewest = 1;
  @state() private form: 'picture' | 'list' = matchMedia(NARROW).matches ? 'list' : 'picture';
  @state() private described: readonly (ScenarioDescription | undefined)[] = [];
  @state() private flows: readonly (readonly Flow[] | undefined)[] = [];
  @state() private counting: { done: number; wanted: number } | undefined;
  @state() private trouble = '';
  @query('hr-service-sheet') private sheet!: HrServiceSheet;
  #asked: unknown;
  #stop: AbortController | undefined;
  #drawn: { of: unknown[]; drawn: Drawn } | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.abort();
    this.#asked = undefined;
  }

  protected override updated(): void {
    const { results } = this.page;
    if (!results || this.page.isLoading) return;
    const key = `${this.#positionIn(results)} ${results.solution.seed} ${JSON.stringify(results.madeOf)}`;
    if (key === this.#asked) return;
    this.#asked = key;
    void this.#ask(results);
  }

  /** Have the baseline and the scenario described and their routes counted. */
  async #ask(results: Results): Promise<void> {
    this.#stop?.abort();
    const stop = new AbortController();
    this.#stop = stop;
    this.described = [];
    this.flows = [];
    this.trouble = '';
    this.counting = undefined;
    const sources = sourcesOfResults(this.page);
    if (!sources) return;
    const { asking } = this.store;
    const { seed } = results.solution;
    const position = this.#positionIn(results);
    const both = [...new Set([0, position])].map((i) => ({ source: sources[i], seed }));
    try {
      const known = await flowsFromExample(results.solution, [...new Set([0, position])]);
      if (stop.signal.aborted) return;
      if (known) this.flows = known;
      const answers = await Promise.all(both.map(({ source }) => asking.describe(source)));
      if (stop.signal.aborted) return;
      this.described = answers.map((answer) => (answer.ok ? answer.value : undefined));
      if (known) return;
      const flows = await asking.flows(both, stop.signal, (done, wanted) => {
        if (!stop.signal.aborted) this.counting = { done, wanted };
      });
      if (stop.signal.aborted) return;
      this.counting = undefined;
      if (flows) this.flows = flows;
    } catch (error) {
      if (stop.signal.aborted) return;
      this.counting = undefined;
      this.trouble = error instanceof Error ? error.message : String(error);
    }
  }

  #positionIn({ solution }: Results): number {
    return Math.min(this.position, solution.runs.length - 1);
  }

  protected override render() {
    const { results, isLoading } = this.page;
    if (!results) {
      return html`<div class="page">
        <h1>Where people go, and where they wait</h1>
        <p class="lead" role="status">
          ${isLoading ? 'Loading…' : html`There is nothing to show yet. <a href="#/compare">Run a comparison</a> first.`}
        </p>
      </div>`;
    }
    const position = this.#positionIn(results);
    const drawn = this.#draw(results, position);
    return html`<div class="page map">
      <h1>Where people go, and where they wait</h1>
      <p class="lead">
        ${results.solution.scenarioTitle}. Each box is a service, each line a route; the more people take it, the
        thicker it is. Choose a service to see what it measures and what it rests on.
      </p>
      ${this.#renderChoices(results, position, drawn.model)}
      <p class="quiet small status" role="status">${this.#status(results)}</p>
      ${this.form === 'picture' ? this.#renderPicture(drawn) : this.#renderList(drawn)}
      <hr-caution .text=${results.info.caution}></hr-caution>
      <hr-service-sheet
        .results=${results}
        .model=${drawn.model}
        .position=${position}
        .described=${this.described}
        @closed=${this.#onClosed}
      ></hr-service-sheet>
    </div>`;
  }

  #renderChoices({ solution }: Results, position: number, { places }: MapModel) {
    const scenarios = solution.runs.slice(1).map(({ title }, i) => ({ value: String(i + 1), label: title }));
    return html`<div class="choices">
      ${
        position > 0
          ? segmented<Shown>({
              name: 'map-shown',
              legend: 'Show',
              value: this.shown,
              options: [
                { value: 'before', label: 'Baseline' },
                { value: 'after', label: 'Scenario' },
                { value: 'difference', label: 'Difference' },
              ],
              onChange: (value) => (this.shown = value),
            })
          : nothing
      }
      ${
        scenarios.length > 0
          ? selectField({
              id: 'map-scenario',
              label: 'Scenario',
              value: String(position),
              options: scenarios,
              onChange: (value) => {
                this.position = Number(value);
                if (this.shown === 'before') this.shown = 'after';
              },
            })
          : nothing
      }
      ${
        places.length > 1
          ? selectField({
              id: 'map-place',
              label: 'Place',
              value: this.place,
              options: [
                { value: '', label: 'Everywhere' },
                ...places.map(({ id, title }) => ({ value: id, label: title })),
              ],
              onChange: (value) => (this.place = value),
            })
          : nothing
      }
      ${selectField({
        id: 'map-fewest',
        label: 'Routes taken by',
        value: String(this.fewest),
        options: FEWEST,
        onChange: (value) => (this.fewest = Number(value)),
      })}
      ${segmented<'picture' | 'list'>({
        name: 'map-form',
        legend: 'As',
        value: this.form,
        options: [
          { value: 'picture', label: 'Picture' },
          { value: 'list', label: 'List' },
        ],
        onChange: (value) => (this.form = value),
      })}
    </div>`;
  }

  #status({ solution }: Results): string {
    const lists = `Lists and loads: averages of ${formatNumber(replicationsIn(solution), 0)} replications.`;
    if (this.trouble) return `${lists} Routes could not be counted: ${this.trouble}`;
    if (this.flows.length > 0) {
      return `${lists} People on each route: counted in the first ${FLOW_REPLICATIONS} of them.`;
    }
    if (this.counting) {
      const { done, wanted } = this.counting;
      return `${lists} Counting people on each route: ${done} of ${wanted} replications done.`;
    }
    if (this.page.results && !sourcesOfResults(this.page)) {
      return `${lists} What was compared has changed since, so routes cannot be counted: run the comparison again.`;
    }
    return `${lists} Reading what the services are made of…`;
  }

  #renderPicture({ model, layout }: Drawn) {
    // Everything would move once more when the routes are known.
    const isComing = model.routes.length === 0 && this.trouble === '' && sourcesOfResults(this.page) !== undefined;
    if (isComing) return html`<div class="card coming"></div>`;
    return html`<hr-map-picture
        .model=${model}
        .layout=${layout}
        .shown=${this.shown}
        .fewest=${this.fewest}
        @open=${this.#onOpen}
      ></hr-map-picture>
      ${this.shown === 'difference' ? LEGEND_OF_DIFFERENCES : LEGEND}`;
  }

  #renderList({ model, rows, routes }: Drawn) {
    return html`<hr-map-list
      .model=${model}
      .rows=${rows}
      .routes=${routes}
      .shown=${this.shown}
      .fewest=${this.fewest}
      @open=${this.#onOpen}
    ></hr-map-list>`;
  }

  /** Laid out anew only when something has changed that it hangs on. */
  #draw(results: Results, position: number): Drawn {
    const of = [results, position, this.described, this.flows, this.place];
    if (this.#drawn?.of.every((value, i) => value === of[i])) return this.#drawn.drawn;
    const [described, flows] = [this.described, this.flows].map((both) => [both[0], both[1] ?? both[0]]) as [
      (ScenarioDescription | undefined)[],
      (readonly Flow[] | undefined)[],
    ];
    const model = mapModel(results, position, described, flows);
    const { services, ways } = ofPlace(model, this.place);
    const layout = layOut(
      services,
      ways,
      model.places.map(({ id }) => id),
    );
    const isShown = new Set(services.map(({ id }) => id));
    const routes = model.routes.filter(({ from, to }) => isShown.has(from) && isShown.has(to));
    const columnOf = new Map(layout.nodes.map(({ id, column }) => [id, column]));
    const rows = COLUMNS.flatMap((heading, column) => {
      const here = services.filter(({ id }) => columnOf.get(id) === column);
      return here.length > 0 ? [heading, ...here] : [];
    });
    const drawn = { model, layout, rows, routes };
    this.#drawn = { of, drawn };
    return drawn;
  }

  readonly #onOpen = (event: CustomEvent<string>) => void this.sheet.open(event.detail);

  readonly #onClosed = (event: CustomEvent<string>) => {
    this.querySelector('hr-map-picture')?.focusOn(event.detail);
  };
}

const LEGEND = html`<ul class="legend small">
  <li><i class="bar free" aria-hidden="true"></i>load below 90%</li>
  <li><i class="bar near" aria-hidden="true"></i>90% or more: nearly full</li>
  <li><i class="bar over" aria-hidden="true"></i>100% or more: more to do than there is time or room for</li>
</ul>`;

const LEGEND_OF_DIFFERENCES = html`<ul class="legend small">
  <li><i class="box better" aria-hidden="true"></i>better</li>
  <li><i class="box worse" aria-hidden="true"></i>worse (hatched)</li>
  <li><i class="box shift" aria-hidden="true"></i>more or fewer, neither good nor bad</li>
  <li><i class="box" aria-hidden="true"></i>as before, or unclear: cannot be told from chance</li>
  <li><i class="rule more" aria-hidden="true"></i>more people take it</li>
  <li><i class="rule fewer" aria-hidden="true"></i>fewer people take it (dashed)</li>
</ul>`;

declare global {
  interface HTMLElementTagNameMap {
    'hr-map': HrMap;
  }
}
