import { html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { seriesStyle } from '../charts/series-style';
import { niceStep, type Axis, type CurveStep, type ShareIntervals } from '../state/chances';
import './chance-plot.css';
import { HrElement } from './element';

/** The chance of one scenario over all bounds. */
export interface ChanceCurve {
  /** Position of the scenario; 0 is the baseline. */
  position: number;
  steps: readonly CurveStep[];
  intervals: ShareIntervals;
}

/** Side of the square that the curves are drawn in; it is stretched to the size of the picture. */
const SIDE = 1000;
const PERCENTS = [0, 25, 50, 75, 100];
const MOST_TICKS = 6;
/** Steps of the bound that the keys for large steps go. */
const LARGE = 10;

/**
 * Chances over the bound of a target, one curve for each scenario, and a handle that moves the bound: a slider for pointer,
 * touch and keyboard.
 *
 * @fires move with the bound as detail, while it is moved
 */
@customElement('hr-chance-plot')
export class HrChancePlot extends HrElement {
  @property({ attribute: false }) curves: readonly ChanceCurve[] = [];
  @property({ attribute: false }) axis!: Axis;
  @property({ type: Number }) bound = 0;
  /** What the handle is for, and what it stands at. */
  @property() label = '';
  @property() says = '';
  /** What is on the axis. */
  @property() axisTitle = '';
  /** How a bound is written, with its unit and along the axis. */
  @property({ attribute: false }) format: (bound: number) => string = String;
  @property({ attribute: false }) tick: (bound: number) => string = String;

  protected override render() {
    const { axis, bound } = this;
    const left = `left: ${this.#at(bound) / (SIDE / 100)}%`;
    return html`<div class="plot">
      <span class="y-title quiet small">Chance, of 100 runs</span>
      <div class="frame">
        ${PERCENTS.map((percent) => html`<span class="y-tick quiet small" style="bottom: ${percent}%" aria-hidden="true">${percent}</span>`)}
        <div
          class="area"
          @pointerdown=${this.#grab}
          @pointermove=${this.#drag}
          @pointerup=${this.#drop}
          @pointercancel=${this.#drop}
        >
          <svg viewBox="0 0 ${SIDE} ${SIDE}" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            ${PERCENTS.map((percent) => svg`<line class="grid" x1="0" x2=${SIDE} y1=${SIDE * (1 - percent / 100)} y2=${SIDE * (1 - percent / 100)} />`)}
            ${this.curves.map((curve) => this.#renderBand(curve))}
            ${this.curves.map((curve) => this.#renderCurve(curve))}
          </svg>
          <div
            class="handle"
            role="slider"
            tabindex="0"
            style=${left}
            aria-label=${this.label}
            aria-valuemin=${axis.low}
            aria-valuemax=${axis.high}
            aria-valuenow=${bound}
            aria-valuetext=${this.says}
            aria-orientation="horizontal"
            @keydown=${this.#key}
          >
            <span class="grip"></span>
          </div>
          <span class="flag small ${this.#at(bound) > SIDE / 2 ? 'before' : ''}" style=${left} aria-hidden="true"
            >${this.format(bound)}</span
          >
        </div>
        ${this.#ticks().map((tick) => html`<span class="x-tick quiet small" style="left: ${this.#at(tick) / (SIDE / 100)}%" aria-hidden="true">${this.tick(tick)}</span>`)}
      </div>
      <span class="x-title quiet small">${this.axisTitle}</span>
    </div>`;
  }

  /** Where a bound stands on the axis. */
  #at(bound: number): number {
    const { low, high } = this.axis;
    return Math.min(SIDE, Math.max(0, (SIDE * (bound - low)) / (high - low)));
  }

  /** Round bounds along the axis. */
  #ticks(): number[] {
    const { low, high } = this.axis;
    const every = niceStep((high - low) / MOST_TICKS);
    const first = Math.ceil(low / every - 1e-9);
    const count = Math.floor(high / every + 1e-9) - first + 1;
    return Array.from({ length: count }, (_, i) => Number(((first + i) * every).toPrecision(12)));
  }

  #renderCurve({ position, steps, intervals }: ChanceCurve) {
    const style = seriesStyle(position);
    const path = this.#path(steps, (met) => intervals[met].share);
    return svg`<path class="curve" d=${path} stroke-width=${style.width} stroke-dasharray=${style.dash.join(' ') || nothing}
      style="stroke: var(${style.color})" />`;
  }

  #renderBand({ position, steps, intervals }: ChanceCurve) {
    const up = this.#path(steps, (met) => intervals[met].high);
    const down = this.#points(steps, (met) => intervals[met].low).reverse();
    return svg`<path class="band" d="${up}${down.map(([x, y]) => `L${x} ${y}`).join('')}Z"
      style="fill: var(${seriesStyle(position).color})" />`;
  }

  #path(steps: readonly CurveStep[], shareOf: (met: number) => number): string {
    return this.#points(steps, shareOf)
      .map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`)
      .join('');
  }

  /** Corners of a staircase over the whole axis. */
  #points(steps: readonly CurveStep[], shareOf: (met: number) => number): [number, number][] {
    return steps.flatMap(({ at, met }, i): [number, number][] => {
      const y = Math.round(SIDE * (1 - shareOf(met)) * 10) / 10;
      const from = Math.round(this.#at(at) * 10) / 10;
      const to = i + 1 < steps.length ? Math.round(this.#at(steps[i + 1].at) * 10) / 10 : SIDE;
      return [
        [from, y],
        [to, y],
      ];
    });
  }

  #isDragged = false;

  readonly #grab = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const area = event.currentTarget as HTMLElement;
    area.setPointerCapture(event.pointerId);
    this.#isDragged = true;
    this.#moveTo(event, area);
    this.querySelector<HTMLElement>('.handle')?.focus({ preventScroll: true });
    event.preventDefault();
  };

  readonly #drag = (event: PointerEvent) => {
    if (this.#isDragged) this.#moveTo(event, event.currentTarget as HTMLElement);
  };

  readonly #drop = () => {
    this.#isDragged = false;
  };

  #moveTo(event: PointerEvent, area: HTMLElement): void {
    const { left, width } = area.getBoundingClientRect();
    const { low, high } = this.axis;
    this.#move(low + ((high - low) * (event.clientX - left)) / width);
  }

  readonly #key = (event: KeyboardEvent) => {
    const { low, high, step } = this.axis;
    const { bound } = this;
    const to: Record<string, number> = {
      ArrowRight: bound + step,
      ArrowUp: bound + step,
      ArrowLeft: bound - step,
      ArrowDown: bound - step,
      PageUp: bound + LARGE * step,
      PageDown: bound - LARGE * step,
      Home: low,
      End: high,
    };
    if (!Object.hasOwn(to, event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#move(to[event.key]);
  };

  #move(bound: number): void {
    this.dispatchEvent(new CustomEvent('move', { detail: bound }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-chance-plot': HrChancePlot;
  }
}
