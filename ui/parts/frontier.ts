import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { niceStep } from '../state/chances';
import { HrElement } from './element';
import './frontier.css';

/** A setting in the picture. */
export interface FrontierPoint {
  effort: number;
  mean: number;
  halfWidth: number;
  isAnswer: boolean;
}

const MOST_TICKS = 5;

/** What effort buys: one point for each setting, and the target as a line. The numbers stand in a table beside it. */
@customElement('hr-frontier')
export class HrFrontier extends HrElement {
  @property({ attribute: false }) points: readonly FrontierPoint[] = [];
  @property({ type: Number }) bound = 0;
  @property() xTitle = '';
  @property() yTitle = '';
  @property({ attribute: false }) xTick: (value: number) => string = String;
  @property({ attribute: false }) yTick: (value: number) => string = String;
  @property() label = '';

  protected override render() {
    const { points, bound } = this;
    const x = axisOver(points.map(({ effort }) => effort));
    const y = axisOver([bound, ...points.flatMap(({ mean, halfWidth }) => [mean - halfWidth, mean + halfWidth])]);
    return html`<div class="plot" role="img" aria-label=${this.label}>
      <span class="quiet small">${this.yTitle}</span>
      <div class="frame">
        ${y.ticks.map((tick) => html`<i class="grid" style="bottom: ${y.at(tick)}%"></i><i class="y-tick quiet small" style="bottom: ${y.at(tick)}%">${this.yTick(tick)}</i>`)}
        ${x.ticks.map((tick) => html`<i class="x-tick quiet small" style="left: ${x.at(tick)}%">${this.xTick(tick)}</i>`)}
        <i class="bound" style="bottom: ${y.at(bound)}%"></i>
        <i class="target small" style="bottom: ${y.at(bound)}%">target</i>
        ${points.map(({ effort, mean, halfWidth, isAnswer }) => {
          const left = x.at(effort);
          return html`${
              halfWidth > 0
                ? html`<i
                    class="whisker"
                    style="left: ${left}%; bottom: ${y.at(mean - halfWidth)}%; height: ${y.at(mean + halfWidth) - y.at(mean - halfWidth)}%"
                  ></i>`
                : nothing
            }<i class="point ${isAnswer ? 'answer' : ''}" style="left: ${left}%; bottom: ${y.at(mean)}%"></i>`;
        })}
      </div>
      <span class="x-title quiet small">${this.xTitle}</span>
    </div>`;
  }
}

/** An axis over some values with a little room, in per cent of its length. */
function axisOver(values: readonly number[]): { at: (value: number) => number; ticks: number[] } {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = (most - least || Math.abs(most) || 1) * 0.08;
  const [low, high] = [least - room, most + room];
  const every = niceStep((high - low) / MOST_TICKS);
  const first = Math.ceil(low / every - 1e-9);
  const count = Math.floor(high / every + 1e-9) - first + 1;
  return {
    at: (value) => (100 * (value - low)) / (high - low),
    ticks: Array.from({ length: count }, (_, i) => Number(((first + i) * every).toPrecision(12))),
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-frontier': HrFrontier;
  }
}
