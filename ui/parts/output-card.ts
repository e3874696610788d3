import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { NotGiven, OutputFigure } from '../../engine/results/outputs';
import { hasTime, spotPanels, timePanels } from '../charts/multiples';
import { timeTitle } from '../charts/build';
import { decimalsOfFigure, describeFigure, type Places } from '../words/outputs';
import { unitWords } from '../words/units';
import { HrElement } from './element';
import './output-card.css';
import { outputTable } from './output-table';
import { Portions } from './portions';
import { selectField } from './select-field';
import './spot-plot';
import './time-plot';

/** What all cards on the page share. */
export interface OutputContext {
  places: Places;
  /** Titles, the baseline first. */
  scenarios: readonly string[];
  startDate: string | undefined;
  /** Steps of the series that are whole. */
  steps: { from: number; to: number };
}

/** What can be shown of an output: a figure, as values or over time. */
interface View {
  key: string;
  label: string;
  figure: OutputFigure;
  isTime: boolean;
}

/** One output: a sentence, small multiples, the table one key away, and what the model does not give. */
@customElement('hr-output-card')
export class HrOutputCard extends HrElement {
  /** Number in front of the title; 0 for none. */
  @property({ type: Number }) number = 0;
  /** Begins the ids of its parts; one to a page. */
  @property() key = '';
  @property() heading = '';
  @property() about = '';
  @property({ attribute: false }) figures: readonly OutputFigure[] = [];
  @property({ attribute: false }) notGiven: readonly NotGiven[] = [];
  @property({ attribute: false }) context!: OutputContext;
  /** Whether all cards show tables. */
  @property({ type: Boolean }) tables = false;
  /** The figures of a table follow one another: all at once would hold the page up. */
  readonly #portions = new Portions(this, 1);
  @state() private chosen = '';
  /** The person’s own choice for this card; until there is one, that for all. */
  @state() private own: boolean | undefined;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('tables')) return;
    this.own = undefined;
    this.#portions.reset();
  }

  protected override render() {
    const views = viewsOf(this.figures);
    const view = views.find(({ key }) => key === this.chosen) ?? views[0];
    const isTable = this.#isTable;
    const id = `output-${this.key}`;
    return html`<section class="card ${isTable && view ? 'table' : ''}" aria-labelledby=${id}>
      <header>
        <div>
          <h2 id=${id}>
            ${this.number > 0 ? html`<span class="count">${this.number}</span>` : nothing}${this.heading}
          </h2>
          <p class="quiet">${this.about}</p>
        </div>
        ${
          view
            ? html`<button type="button" class="plain" aria-pressed=${isTable} @click=${this.#toggle}>
                <wa-icon name=${isTable ? 'chart' : 'table'} aria-hidden="true"></wa-icon
                >${isTable ? 'Show as chart' : 'Show as table'}<span class="hidden">: ${this.heading}</span>
              </button>`
            : nothing
        }
      </header>
      ${view ? (isTable ? this.#renderTable() : this.#renderPicture(views, view)) : nothing} ${this.#renderNotGiven()}
    </section>`;
  }

  get #isTable(): boolean {
    return this.own ?? this.tables;
  }

  readonly #toggle = () => {
    this.#portions.reset();
    this.own = !this.#isTable;
  };

  readonly #choose = (key: string) => {
    this.chosen = key;
  };

  #renderTable() {
    const { places, scenarios } = this.context;
    return outputTable({ caption: this.heading, figures: this.#portions.of(this.figures), places, scenarios });
  }

  #renderPicture(views: readonly View[], view: View) {
    const { figure } = view;
    const { places, scenarios } = this.context;
    return html`<p class="sentence">${describeFigure(figure, places, scenarios)}</p>
      ${
        views.length > 1
          ? selectField({
              id: `figure-${this.key}`,
              label: 'Shown',
              value: view.key,
              options: views.map(({ key, label }) => ({ value: key, label })),
              onChange: this.#choose,
            })
          : nothing
      }
      <figure aria-label="${view.label}. The same numbers stand in the table.">
        ${view.isTime ? this.#renderTime(figure) : this.#renderSpots(figure)}
        <figcaption class="quiet small">${figure.about}</figcaption>
      </figure>`;
  }

  #renderSpots(figure: OutputFigure) {
    const { panels, scale } = spotPanels(figure, this.context.places);
    return html`<hr-spot-plot
      .panels=${panels}
      .scale=${scale}
      .axisTitle=${unitWords(figure.unit).axis}
      .decimals=${decimalsOfFigure(figure)}
      .scenarios=${this.context.scenarios}
    ></hr-spot-plot>`;
  }

  #renderTime(figure: OutputFigure) {
    const { places, steps, startDate } = this.context;
    const { panels, x, y, months } = timePanels(figure, places, steps);
    return html`<hr-time-plot
      .panels=${panels}
      .x=${x}
      .y=${y}
      .months=${months}
      .xTitle=${timeTitle('month', startDate)}
      .yTitle=${unitWords(figure.unit).axis}
    ></hr-time-plot>`;
  }

  #renderNotGiven() {
    const { notGiven } = this;
    if (notGiven.length === 0) return nothing;
    const reasons = html`<ul class="reasons">
      ${notGiven.map(({ title, because }) => html`<li><strong>${title}.</strong> ${because}</li>`)}
    </ul>`;
    if (this.figures.length === 0)
      return html`<p class="sentence">This model cannot say.</p>
        ${reasons}`;
    const title = `${notGiven.length === 1 ? 'One thing' : `${notGiven.length} things`} that the model does not give`;
    return html`<details>
      <summary>${title}</summary>
      ${reasons}
    </details>`;
  }
}

/** The whole place over time comes first where there is a series of it; services over time come behind their values. */
function viewsOf(figures: readonly OutputFigure[]): View[] {
  return figures.flatMap((figure): View[] => {
    const { id, title, rows } = figure;
    const time: View = { key: `${id}-time`, label: `${title}, over time`, figure, isTime: true };
    const values: View = { key: id, label: title, figure, isTime: false };
    if (!hasTime(figure)) return [values];
    return rows.every(({ label }) => label === '') ? [{ ...time, label: title }] : [values, time];
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-output-card': HrOutputCard;
  }
}
