import { nothing, svg, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { lookOf, routeState, loadState, type ServiceDifference, type ServiceFigures } from '../map/figures';
import { linesOf, pathOf, type MapEdge, type MapLayout, type MapNode } from '../map/layout';
import { shownFlow, type MapModel, type Shown, type ShownRoute, type ShownService } from '../map/model';
import { stepFrom } from '../map/steps';
import { loadWords, people, perWeek, queueDifferenceWords, queueWords, serviceLabel } from '../words/map';
import { formatSigned } from '../words/numbers';
import { HrElement } from './element';
import './map-picture.css';
import { Portions } from './portions';

/** Pixels that Shift and an arrow move the picture by. */
const PAN = 120;
const ZOOMS = [0.5, 0.7, 0.85, 1, 1.25, 1.6, 2];

/**
 * The map as a picture. One stop of the Tab key: arrows go from service to service, Enter opens one, + and − change the size, Shift
 * with an arrow moves the picture.
 *
 * @fires open with the id of a service as detail
 */
@customElement('hr-map-picture')
export class HrMapPicture extends HrElement {
  @property({ attribute: false }) model!: MapModel;
  @property({ attribute: false }) layout!: MapLayout;
  @property() shown: Shown = 'before';
  /** Lines of fewer people a week are left out. */
  @property({ type: Number }) fewest = 0;
  /** Index of the size; fits the window's width when it is −1. */
  @state() private zoom = -1;
  /** The service whose lines stand out. */
  @state() private active = '';
  /** The service that the Tab key goes to. */
  @state() private current = '';
  readonly #edges = new Portions(this);
  readonly #nodes = new Portions(this);

  protected override render() {
    const { layout } = this;
    const scale = ZOOMS[this.zoom];
    return html`<div class="bar">
        <button type="button" class="plain" @click=${() => this.#resize(-1)}>
          <wa-icon name="minus" aria-hidden="true"></wa-icon>Smaller
        </button>
        <button type="button" class="plain" @click=${() => this.#resize(1)}>
          <wa-icon name="plus" aria-hidden="true"></wa-icon>Larger
        </button>
        <button type="button" class="plain" @click=${this.#fit}>Fit the width</button>
        <span class="quiet small">Arrow keys go from service to service, Enter opens one.</span>
      </div>
      <div class=${`window scrolls card ${scale ? 'zoomed' : ''}`} @keydown=${this.#onKey}>
        <svg
          role="group"
          aria-label="Map of services. Arrow keys go from one to the next."
          viewBox="0 0 ${layout.width} ${layout.height}"
          width=${scale ? Math.round(layout.width * scale) : '100%'}
          class=${scale ? '' : 'fits'}
          @pointerleave=${this.#leave}
        >
          ${PATTERNS}
          <g aria-hidden="true" class=${`lines ${this.active === '' ? '' : 'has-active'}`}>${this.#renderEdges()}</g>
          <g aria-hidden="true">
            ${layout.headings.map(
              ({ text, isPlace, x, y }) =>
                svg`<text class=${isPlace ? 'place' : 'column'} x=${x} y=${y}>${isPlace ? this.#placeTitle(text) : text}</text>`,
            )}
          </g>
          ${this.#nodes.of(layout.nodes).map((node) => this.#renderNode(node))}
          <g aria-hidden="true">${this.#renderAmounts()}</g>
        </svg>
      </div>`;
  }

  #placeTitle(id: string): string {
    return this.model.places.find((place) => place.id === id)?.title ?? id;
  }

  get #shownEdges(): readonly { edge: MapEdge; route: ShownRoute; width: number }[] {
    const routes = new Map(this.model.routes.map((route) => [`${route.from} ${route.to}`, route]));
    const most = Math.max(...this.model.routes.map(({ before = 0, after = 0 }) => Math.max(before, after)), 1e-9);
    return this.layout.edges.flatMap((edge) => {
      const route = routes.get(`${edge.from} ${edge.to}`);
      if (!route) return [];
      const isCounted = route.before !== undefined;
      const isActive = this.active === edge.from || this.active === edge.to;
      if (isCounted && !isActive && Math.max(route.before ?? 0, route.after ?? 0) < this.fewest) return [];
      const flow = shownFlow(route, this.shown);
      return [{ edge, route, width: isCounted ? Math.max(1, 15 * Math.sqrt(flow / most)) : 1 }];
    });
  }

  #renderEdges() {
    return this.#edges.of(this.#shownEdges).map(({ edge, route, width }) => {
      const isActive = this.active === edge.from || this.active === edge.to;
      const change = this.shown === 'difference' ? routeState(route.before ?? 0, route.after ?? 0) : '';
      return svg`<path class=${`line ${change} ${edge.isBack ? 'back' : ''} ${isActive ? 'active' : ''}`} d=${pathOf(edge)}
        stroke-width=${change === 'same' ? 1 : width} marker-end=${isActive ? 'url(#map-arrow)' : nothing} />`;
    });
  }

  /** People a week beside the lines of the service that stands out. */
  #renderAmounts() {
    if (this.active === '') return nothing;
    return this.#shownEdges
      .filter(({ edge, route }) => (edge.from === this.active || edge.to === this.active) && route.before !== undefined)
      .map(({ edge, route }) => {
        const isOut = edge.from === this.active;
        // At the far end, where lines have parted.
        const x = isOut ? edge.x2 + (edge.x2 > edge.x1 ? -8 : 8) : edge.x1 + (edge.x1 < edge.x2 ? 8 : -8);
        const anchor = isOut === edge.x2 > edge.x1 ? 'end' : 'start';
        return svg`<text class="amount" x=${x} y=${(isOut ? edge.y2 : edge.y1) + 4} text-anchor=${anchor}>${this.#amount(route)}</text>`;
      });
  }

  #amount({ before = 0, after = 0 }: ShownRoute): string {
    if (this.shown === 'difference') return formatSigned(after - before, 1);
    return perWeek(this.shown === 'before' ? before : after);
  }

  #renderNode(node: MapNode) {
    const service = this.model.services.get(node.id);
    if (!service) return nothing;
    const isLow = node.height < 50;
    const { shown } = this;
    const difference = shown === 'difference' ? service.difference : undefined;
    const figures = shown === 'before' ? service.before : service.after;
    const look = difference ? lookOf(difference) : '';
    const lines = linesOf(service.short, isLow ? 18 : 25);
    const flow = this.#flowOf(service);
    const current = this.current === '' ? this.layout.nodes[0]?.id : this.current;
    const at = `translate(${node.x} ${node.y})`;
    const isActive = this.active === node.id ? 'active' : '';
    // The button lies over what is drawn, so that its name need not repeat figures in the order in which they stand there.
    return svg`<g class=${`shape ${look} ${isActive}`} transform=${at} aria-hidden="true">
        <rect class="box" width=${node.width} height=${node.height} rx="7" />
        ${
          look === 'worse'
            ? svg`<rect fill="url(#map-hatch)" width=${node.width} height=${node.height} rx="7" />`
            : nothing
        }
        ${lines.map((line, i) => svg`<text class="name" x="9" y=${isLow ? 15 + i * 13 : 16 + i * 13.5}>${line}</text>`)}
        ${isLow ? renderFlow(node, flow) : renderFigures(node, service.kind, figures, difference, flow)}
      </g>
      <g class="node" transform=${at} role="button" tabindex=${node.id === current ? 0 : -1} data-id=${node.id}
        aria-label=${serviceLabel(service, figures, difference, flow.label)}
        @click=${() => this.#open(node.id)} @focus=${() => this.#focused(node.id)} @blur=${() => (this.active = '')}
        @pointerenter=${() => (this.active = node.id)}>
        <title>${service.title}</title>
        <rect class="hit" width=${node.width} height=${node.height} rx="7" />
      </g>`;
  }

  #flowOf({ kind, inBefore, inAfter, outBefore, outAfter }: ShownService): FlowText {
    const isSource = kind === 'source';
    const [before, after] = isSource ? [outBefore, outAfter] : [inBefore, inAfter];
    const word = isSource ? 'a week' : 'in a week';
    if (this.shown === 'difference') {
      const mean = before === undefined || after === undefined ? undefined : after - before;
      const same = mean === undefined || routeState(before ?? 0, after ?? 0) === 'same';
      const text = mean === undefined ? '–' : same ? '=' : formatSigned(mean, 1);
      return {
        text,
        word,
        label: mean === undefined ? '' : same ? 'as many people as before' : `${text} people a week`,
      };
    }
    const value = this.shown === 'before' ? before : after;
    const label =
      value === undefined ? '' : `${people(value)} people ${word === 'a week' ? 'come from here' : 'come here'} a week`;
    return { text: perWeek(value), word, label };
  }

  #open(id: string): void {
    this.current = id;
    this.dispatchEvent(new CustomEvent('open', { detail: id }));
  }

  #focused(id: string): void {
    this.current = id;
    this.active = id;
  }

  readonly #fit = () => {
    this.zoom = -1;
  };

  readonly #leave = () => {
    this.active = '';
  };

  #resize(by: 1 | -1): void {
    if (this.zoom >= 0) {
      this.zoom = Math.min(ZOOMS.length - 1, Math.max(0, this.zoom + by));
      return;
    }
    const width = this.querySelector('svg')?.getBoundingClientRect().width ?? this.layout.width;
    const fits = width / this.layout.width;
    const next = ZOOMS.findIndex((scale) => scale > fits + 0.02);
    const larger = next < 0 ? ZOOMS.length - 1 : next;
    const smaller = Math.max(0, ZOOMS.filter((scale) => scale < fits - 0.02).length - 1);
    this.zoom = by > 0 ? larger : smaller;
  }

  readonly #onKey = (event: KeyboardEvent) => {
    const { key } = event;
    const focused = (event.target as Element).closest<SVGGElement>('g.node')?.dataset.id;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === '+' || key === '=') this.#resize(1);
    else if (key === '-') this.#resize(-1);
    else if (key === '0') this.zoom = -1;
    else if (event.shiftKey && key.startsWith('Arrow')) this.#pan(key);
    else if (focused && (key === 'Enter' || key === ' ')) this.#open(focused);
    else if (focused) {
      const next = stepFrom(this.layout.nodes, focused, key);
      if (next === undefined) return;
      this.current = next;
      this.querySelector<SVGGElement>(`[data-id="${CSS.escape(next)}"]`)?.focus();
    } else return;
    event.preventDefault();
  };

  #pan(key: string): void {
    const left = key === 'ArrowLeft' ? -PAN : key === 'ArrowRight' ? PAN : 0;
    const top = key === 'ArrowUp' ? -PAN : key === 'ArrowDown' ? PAN : 0;
    this.querySelector('.window')?.scrollBy({ left, top });
  }

  /** Put the focus back on a service, after what was opened is closed. */
  focusOn(id: string): void {
    this.querySelector<SVGGElement>(`[data-id="${CSS.escape(id)}"]`)?.focus();
  }
}

/** People a week, as they stand in a box, and for those who do not see it. */
interface FlowText {
  text: string;
  word: string;
  label: string;
}

const renderFlow = ({ width }: MapNode, { text }: FlowText) =>
  svg`<text class="figure" x=${width - 9} y="22" text-anchor="end">${text}</text>`;

function renderFigures(
  { width, height }: MapNode,
  kind: string,
  figures: ServiceFigures,
  difference: ServiceDifference | undefined,
  flow: FlowText,
) {
  const y = height - 11;
  const queue = difference ? queueDifferenceWords(kind, difference) : queueWords(kind, figures);
  const load = figures.load?.value;
  const isClear = difference?.load && !['too close to call', 'small'].includes(difference.load.verdict);
  const points = isClear ? difference.load?.mean : undefined;
  const right = difference
    ? points === undefined
      ? ''
      : `${formatSigned(points * 100, 0)} points`
    : loadWords(figures);
  const state = load === undefined ? 'free' : loadState(load);
  const bar = Math.max(2, Math.min(1, load ?? 0) * (width - 18));
  return svg`<text class="figure" x="9" y=${y}>${queue || `${flow.text} ${flow.word}`}</text>
    <text class="figure ${difference ? '' : state}" x=${width - 9} y=${y} text-anchor="end">${right}</text>
    ${
      load === undefined || difference
        ? nothing
        : svg`<rect class="rail" x="9" y=${height - 7} width=${width - 18} height="4" rx="2" />
          <rect class="load ${state}" x="9" y=${height - 7} width=${bar} height="4" rx="2" />`
    }`;
}

/** Hatching for what is worse, and the head of an arrow. */
const PATTERNS = svg`<defs>
  <pattern id="map-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect class="stripe" width="1.6" height="7" />
  </pattern>
  <marker id="map-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse"
    orient="auto"><path class="arrow" d="M0 0L8 4L0 8z" /></marker>
</defs>`;

declare global {
  interface HTMLElementTagNameMap {
    'hr-map-picture': HrMapPicture;
  }
}
