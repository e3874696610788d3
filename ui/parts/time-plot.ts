import { html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { mark } from '../charts/marks';
import { percentOn, type Scale, type Spot, type TimeLine, type TimePanel } from '../charts/multiples';
import { seriesStyle } from '../charts/series-style';
import { formatNumber } from '../words/numbers';
import { HrElement } from './element';
import './time-plot.css';

/** Side of the square that lines are drawn in; it is stretched to the size of a panel. */
const SIDE = 1000;

/** Small multiples over time: a panel for each row on common axes, a line with its band for each scenario. */
@customElement('hr-time-plot')
export class HrTimePlot extends HrElement {
  @property({ attribute: false }) panels: readonly TimePanel[] = [];
  @property({ attribute: false }) x!: Scale;
  @property({ attribute: false }) y!: Scale;
  @property({ attribute: false }) months: readonly number[] = [];
  @property() xTitle = '';
  @property() yTitle = '';

  protected override render() {
    return html`<div class="times" aria-hidden="true">
      <p class="small quiet y-title">${this.yTitle}</p>
      <div class="panels ${this.panels.length === 1 ? 'single' : ''}">
        ${this.panels.map((panel) => this.#renderPanel(panel))}
      </div>
      <p class="small quiet x-title">${this.xTitle}</p>
    </div>`;
  }

  #renderPanel({ title, lines }: TimePanel) {
    const { x, y } = this;
    return html`<div class="panel">
      ${title ? html`<p class="panel-title">${title}</p>` : nothing}
      <div class="frame">
        ${y.ticks.map((tick) => html`<span class="y-tick small quiet" style="bottom: ${percentOn(y, tick)}%">${formatNumber(tick, Number.isInteger(tick) ? 0 : 1)}</span>`)}
        <svg viewBox="0 0 ${SIDE} ${SIDE}" preserveAspectRatio="none" focusable="false">
          ${y.ticks.map((tick) => svg`<line class="grid" x1="0" x2=${SIDE} y1=${this.#down(tick)} y2=${this.#down(tick)} />`)}
          ${lines.map((line) => this.#renderBand(line))} ${lines.map((line) => this.#renderLine(line))}
        </svg>
        ${lines.map((line) => this.#renderEnd(line))}
        ${x.ticks.map((tick) => html`<span class="x-tick small quiet" style="left: ${percentOn(x, tick)}%">${tick}</span>`)}
      </div>
    </div>`;
  }

  #down(value: number): number {
    return Math.round(SIDE * 10 * (1 - percentOn(this.y, value) / 100)) / 10;
  }

  #across(i: number): number {
    return Math.round((SIDE * 10 * percentOn(this.x, this.months[i])) / 100) / 10;
  }

  /** Stretches of points that follow one another; a month that saw nothing is a gap. */
  #stretches({ points }: TimeLine): { i: number; point: Spot }[][] {
    const found: { i: number; point: Spot }[][] = [[]];
    points.forEach((point, i) => {
      if (Number.isFinite(point.mean)) found[found.length - 1].push({ i, point });
      else if (found[found.length - 1].length > 0) found.push([]);
    });
    return found.filter(({ length }) => length > 0);
  }

  #renderLine(line: TimeLine) {
    const { color, dash, width } = seriesStyle(line.position);
    const d = this.#stretches(line)
      .map((points) => `M${points.map(({ i, point }) => `${this.#across(i)} ${this.#down(point.mean)}`).join('L')}`)
      .join('');
    return svg`<path class="line" d=${d} stroke-width=${width} stroke-dasharray=${dash.join(' ') || nothing}
      style="stroke: var(${color})" />`;
  }

  #renderBand(line: TimeLine) {
    const d = this.#stretches(line)
      .map((points) => {
        const up = points.map(({ i, point }) => `${this.#across(i)} ${this.#down(point.high)}`);
        const down = points.map(({ i, point }) => `${this.#across(i)} ${this.#down(point.low)}`).reverse();
        return `M${[...up, ...down].join('L')}Z`;
      })
      .join('');
    return svg`<path class="band" d=${d} style="fill: var(${seriesStyle(line.position).color})" />`;
  }

  /** The scenario's sign at the end of its line. */
  #renderEnd(line: TimeLine) {
    const last = this.#stretches(line).at(-1)?.at(-1);
    if (last === undefined) return nothing;
    const left = percentOn(this.x, this.months[last.i]);
    return html`<span class="end" style="left: ${left}%; bottom: ${percentOn(this.y, last.point.mean)}%"
      >${mark(line.position)}</span
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-time-plot': HrTimePlot;
  }
}
