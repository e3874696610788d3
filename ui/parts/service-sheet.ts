import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ScenarioDescription } from '../../workers/protocol';
import type { MapModel, ShownRoute } from '../map/model';
import type { Results } from '../state/page-state';
import { Names } from '../state/names';
import { partOf } from '../state/solution';
import { pause } from '../state/pause';
import { cite } from '../words/citation';
import { KINDS, perWeek } from '../words/map';
import { formatNumber } from '../words/numbers';
import { parameterNumber, parameterRange } from '../words/parameters';
import { decimalsOf, formatInterval, formatQuantity } from '../words/quantities';
import { HrElement } from './element';
import { Portions } from './portions';
import './service-sheet.css';
import { takeTurn } from './turns';
import './verdict';

/**
 * One service: what is measured there, where people come from and go to, and the numbers it rests on. A dialog at the side,
 * the browser's own.
 *
 * @fires closed with the id of the service as detail
 */
@customElement('hr-service-sheet')
export class HrServiceSheet extends HrElement {
  @property({ attribute: false }) results!: Results;
  @property({ attribute: false }) model!: MapModel;
  @property({ type: Number }) position = 0;
  /** The baseline and the scenario, as far as they are known. */
  @property({ attribute: false }) described: readonly (ScenarioDescription | undefined)[] = [];
  @state() private service = '';
  /** Drawn once the dialog stands. */
  @state() private isFilled = false;
  @query('dialog') private dialog!: HTMLDialogElement;
  readonly #measures = new Portions(this);
  readonly #parameters = new Portions(this);

  /** Open the dialog on a service. */
  async open(id: string): Promise<void> {
    this.service = id;
    this.isFilled = false;
    this.#measures.reset();
    this.#parameters.reset();
    await this.updateComplete;
    // A modal dialog has the browser style the whole page anew, which is enough for one task.
    await pause();
    if (!this.isConnected) return;
    if (!this.dialog.open) this.dialog.showModal();
    this.dialog.scrollTop = 0;
    this.querySelector('h2')?.focus();
    takeTurn(() => (this.isFilled = true));
  }

  protected override render() {
    const service = this.model?.services.get(this.service);
    const kind = KINDS[service?.kind ?? ''];
    return html`<dialog aria-labelledby="sheet-title" @close=${this.#onClosed}>
      <header>
        <div>
          <h2 id="sheet-title" tabindex="-1">${service?.title ?? ''}</h2>
          <p class="quiet">${kind ? `${kind.word}: ${kind.meaning}` : ''}</p>
        </div>
        <button type="button" class="plain" title="Close" @click=${() => this.dialog.close()}>
          <wa-icon name="remove" aria-hidden="true"></wa-icon><span class="hidden">Close</span>
        </button>
      </header>
      ${service && this.isFilled ? html`<div class="body">${this.#renderBody(service.id)}</div>` : nothing}
    </dialog>`;
  }

  #renderBody(id: string) {
    const note = this.described[0]?.services.find((one) => one.id === id)?.note;
    return html`${note ? html`<p>${note}</p>` : nothing} ${this.#renderMeasures(id)} ${this.#renderRoutes(id)}
    ${this.#renderParameters(id)}`;
  }

  #renderMeasures(id: string) {
    const { solution, info } = this.results;
    const names = new Names(info);
    const [before, after] = [solution.runs[0], solution.runs[this.position]].map(
      (run) => new Map(run?.summary.measures.map((measure) => [measure.id, measure])),
    );
    const differences = new Map(
      (solution.comparisons[this.position - 1]?.differences ?? []).map((one) => [one.id, one]),
    );
    const shown = solution.layout.measures.filter(
      (measure) =>
        measure.service === id &&
        measure.shape === 'scalar' &&
        !partOf(measure.id) &&
        (before.has(measure.id) || after.has(measure.id)),
    );
    return html`<section>
      <h3>What is measured here</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">Measure</th>
            <th scope="col" class="number">Baseline</th>
            ${
              this.position > 0
                ? html`<th scope="col" class="number">Scenario</th>
                    <th scope="col">Difference</th>`
                : nothing
            }
          </tr>
        </thead>
        <tbody>
          ${this.#measures.of(shown).map((measure) => {
            const { unit } = measure;
            const [a, b, d] = [before.get(measure.id), after.get(measure.id), differences.get(measure.id)];
            const decimals = decimalsOf(unit, a?.halfWidth ?? 0, a?.mean ?? b?.mean ?? 0);
            const value = (one: typeof a) => (one ? formatQuantity(one.mean, unit, decimals) : '–');
            return html`<tr>
              <th scope="row">
                <details>
                  <summary>${names.measure(measure)}</summary>
                  <span class="quiet">${measure.definition}</span>
                </details>
              </th>
              <td class="number" data-label="Baseline">${value(a)}</td>
              ${
                this.position > 0
                  ? html`<td class="number" data-label="Scenario">${value(b)}</td>
                      <td>
                        ${
                          d
                            ? html`<hr-verdict .verdict=${d.verdict}></hr-verdict>
                                <span class="quiet small">${formatInterval(d.mean, d.halfWidth, unit, decimals)}</span>`
                            : '–'
                        }
                      </td>`
                  : nothing
              }
            </tr>`;
          })}
        </tbody>
      </table>
    </section>`;
  }

  #renderRoutes(id: string) {
    const { routes } = this.model;
    const bySize = (a: ShownRoute, b: ShownRoute) => (b.before ?? 0) - (a.before ?? 0);
    const into = routes.filter(({ to }) => to === id).sort(bySize);
    const out = routes.filter(({ from }) => from === id).sort(bySize);
    return html`<section>
      <h3>Where people come from and go to</h3>
      ${into.length + out.length === 0 ? html`<p class="quiet">Routes are being counted.</p>` : nothing}
      ${this.#renderEnds('From', into, 'from')} ${this.#renderEnds('To', out, 'to')}
    </section>`;
  }

  #renderEnds(heading: string, routes: readonly ShownRoute[], end: 'from' | 'to') {
    if (routes.length === 0) return nothing;
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${heading}</th>
          <th scope="col" class="number">Baseline, a week</th>
          ${this.position > 0 ? html`<th scope="col" class="number">Scenario, a week</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${routes.map((route) => {
          const other = route[end];
          return html`<tr>
            <th scope="row">
              <button type="button" class="link" @click=${() => void this.open(other)}>
                ${this.model.services.get(other)?.title ?? other}
              </button>
            </th>
            <td class="number">${perWeek(route.before)}</td>
            ${this.position > 0 ? html`<td class="number">${perWeek(route.after)}</td>` : nothing}
          </tr>`;
        })}
      </tbody>
    </table>`;
  }

  #renderParameters(id: string) {
    const [before, after = before] = this.described;
    if (!before || !after) {
      return html`<section>
        <h3>The numbers it rests on</h3>
        <p class="quiet" role="status">Being read…</p>
      </section>`;
    }
    const used = new Set(
      [...before.uses, ...after.uses].filter(({ services }) => services.includes(id)).map(({ parameter }) => parameter),
    );
    const old = new Map(before.parameters.map((parameter) => [parameter.id, parameter]));
    const shown = after.parameters.filter((parameter) => used.has(parameter.id));
    return html`<section>
      <h3>The numbers it rests on</h3>
      <p class="quiet small">
        ${formatNumber(shown.length, 0)} ${shown.length === 1 ? 'number' : 'numbers'}. Each has a range and a source;
        <a href="#/evidence">all of them</a>.
      </p>
      <ul class="parameters">
        ${this.#parameters.of(shown).map((parameter) => {
          const was = old.get(parameter.id);
          const isChanged = was !== undefined && was.value !== parameter.value;
          return html`<li>
            <strong>${parameter.title}</strong>
            <span>
              ${parameterNumber(parameter)} ${isChanged ? html`<em>(baseline: ${parameterNumber(was)})</em>` : nothing}
              <span class="quiet">${parameterRange(parameter)}</span>
            </span>
            <span class="quiet small"
              >${parameter.source === 'assumption' ? 'No source: our assumption.' : cite(parameter.source, after.sources)}
              ${parameter.note ?? ''}</span
            >
          </li>`;
        })}
      </ul>
    </section>`;
  }

  readonly #onClosed = () => {
    this.dispatchEvent(new CustomEvent('closed', { detail: this.service }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-service-sheet': HrServiceSheet;
  }
}
