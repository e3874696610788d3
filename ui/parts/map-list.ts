import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { routeState } from '../map/figures';
import type { MapModel, Shown, ShownRoute, ShownService } from '../map/model';
import { KINDS, loadMeaning, loadWords, perWeek, queueDifferenceWords, queueWords } from '../words/map';
import { formatSigned } from '../words/numbers';
import { HrElement } from './element';
import './map-list.css';
import { Portions } from './portions';
import './verdict';

/**
 * The map as tables: services, then routes.
 *
 * @fires open with the id of a service as detail
 */
@customElement('hr-map-list')
export class HrMapList extends HrElement {
  @property({ attribute: false }) model!: MapModel;
  /** Services of the place that is shown, in the order of the map, below the headings of its columns. */
  @property({ attribute: false }) rows: readonly (ShownService | string)[] = [];
  @property({ attribute: false }) routes: readonly ShownRoute[] = [];
  @property() shown: Shown = 'before';
  @property({ type: Number }) fewest = 0;
  readonly #drawn = new Portions(this);
  readonly #lines = new Portions(this);

  protected override render() {
    const { shown } = this;
    const routes = this.routes
      .filter(({ before, after }) => before === undefined || Math.max(before, after ?? 0) >= this.fewest)
      .sort((a, b) => size(b, shown) - size(a, shown));
    return html`<div class="card">
        <table>
          <caption class="hidden">
            Services
          </caption>
          <thead>
            <tr>
              <th scope="col">Service</th>
              <th scope="col">Kind</th>
              <th scope="col" class="number">
                ${shown === 'difference' ? 'People waiting: difference' : 'People waiting'}
              </th>
              <th scope="col" class="number">${shown === 'difference' ? 'Load: difference' : 'Load'}</th>
              <th scope="col" class="number">People a week</th>
            </tr>
          </thead>
          <tbody>
            ${this.#drawn.of(this.rows).map((row) => (typeof row === 'string' ? renderHeading(row) : this.#renderService(row)))}
          </tbody>
        </table>
      </div>
      <details class="routes">
        <summary>Routes between services: ${routes.length}</summary>
        <div class="card">
          <table>
            <caption class="hidden">
              Routes, the most used first
            </caption>
            <thead>
              <tr>
                <th scope="col">From</th>
                <th scope="col">To</th>
                <th scope="col" class="number">Baseline, a week</th>
                <th scope="col" class="number">Scenario, a week</th>
              </tr>
            </thead>
            <tbody>
              ${this.#lines.of(routes).map((route) => this.#renderRoute(route))}
            </tbody>
          </table>
        </div>
      </details>`;
  }

  #renderService(service: ShownService) {
    const { shown } = this;
    const { kind, difference } = service;
    const figures = shown === 'before' ? service.before : service.after;
    const isDifference = shown === 'difference';
    const isSource = kind === 'source';
    const [first, second] = isSource ? [service.outBefore, service.outAfter] : [service.inBefore, service.inAfter];
    const [flowBefore, flowAfter] = [first ?? 0, second ?? 0];
    const queue = isDifference ? queueDifferenceWords(kind, difference) : queueWords(kind, figures);
    const verdict = isDifference ? difference.queue?.verdict : undefined;
    const points = difference.load?.mean;
    const load = isDifference
      ? points === undefined
        ? ''
        : `${formatSigned(points * 100, 1)} points`
      : loadWords(figures);
    const flow =
      first === undefined
        ? '–'
        : isDifference
          ? routeState(flowBefore, flowAfter) === 'same'
            ? 'as before'
            : formatSigned(flowAfter - flowBefore, 1)
          : perWeek(shown === 'before' ? first : second);
    return html`<tr>
      <th scope="row">
        <button type="button" class="link" @click=${() => this.#open(service.id)}>${service.title}</button>
      </th>
      <td class="kind">${KINDS[kind]?.word ?? kind}</td>
      <td class=${`number ${queue ? '' : 'none'}`} data-label="People">
        ${queue || '–'}
        ${verdict && verdict !== 'too close to call' && verdict !== 'small' ? html`<hr-verdict .verdict=${verdict}></hr-verdict>` : nothing}
      </td>
      <td class=${`number ${load ? '' : 'none'}`} data-label="Load" title=${loadMeaning(kind)}>${load || '–'}</td>
      <td class="number" data-label=${isSource ? 'Out, a week' : 'In, a week'}>${flow}</td>
    </tr>`;
  }

  #renderRoute({ from, to, before, after }: ShownRoute) {
    const title = (id: string) => this.model.services.get(id)?.title ?? id;
    return html`<tr>
      <th scope="row">${title(from)}</th>
      <td data-label="To">${title(to)}</td>
      <td class="number" data-label="Baseline, a week">${perWeek(before)}</td>
      <td class="number" data-label="Scenario, a week">${perWeek(after)}</td>
    </tr>`;
  }

  #open(id: string): void {
    this.dispatchEvent(new CustomEvent('open', { detail: id }));
  }
}

const renderHeading = (text: string) =>
  html`<tr class="heading">
    <th scope="rowgroup" colspan="5">${text}</th>
  </tr>`;

const size = ({ before = 0, after = 0 }: ShownRoute, shown: Shown): number =>
  shown === 'difference' ? Math.abs(after - before) : shown === 'before' ? before : after;

declare global {
  interface HTMLElementTagNameMap {
    'hr-map-list': HrMapList;
  }
}
