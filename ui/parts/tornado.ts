import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { niceStep } from '../state/chances';
import { HrElement } from './element';
import './tornado.css';

/** One quantity: what the output does when it goes to its low, and to its high. */
export interface TornadoRow {
  title: string;
  /** Its ends, as they are written. */
  low: string;
  high: string;
  atLow: { mean: number; halfWidth: number };
  atHigh: { mean: number; halfWidth: number };
}

const MOST_TICKS = 6;

/** Bars to both sides of where all quantities are at their values. The numbers stand in a table beside it. */
@customElement('hr-tornado')
export class HrTornado extends HrElement {
  @property({ attribute: false }) rows: readonly TornadoRow[] = [];
  /** How a difference is written on the axis. */
  @property({ attribute: false }) tick: (value: number) => string = String;
  @property() label = '';

  protected override render() {
    const ends = this.rows.flatMap(({ atLow, atHigh }) =>
      [atLow, atHigh].flatMap(({ mean, halfWidth }) => [mean - halfWidth, mean + halfWidth]),
    );
    const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)];
    const room = (most - least || 1) * 0.04;
    const [low, high] = [least - room, most + room];
    const at = (value: number) => (100 * (value - low)) / (high - low);
    const every = niceStep((high - low) / MOST_TICKS);
    const first = Math.ceil(low / every - 1e-9);
    const ticks = Array.from({ length: Math.floor(high / every + 1e-9) - first + 1 }, (_, i) =>
      Number(((first + i) * every).toPrecision(12)),
    );
    return html`<ul class="legend" aria-hidden="true">
        <li><i class="box low"></i>at the low end of its range</li>
        <li><i class="box high"></i>at the high end</li>
      </ul>
      <div class="tornado" role="img" aria-label=${this.label}>
        ${this.rows.map(
          ({ title, low: from, high: to, ...row }) =>
            html`<div class="row">
              <span class="name">${title}<span class="quiet">${from} to ${to}</span></span>
              <span class="track">
                ${ticks.map((tick) => html`<i class="grid" style="left: ${at(tick)}%"></i>`)}
                <i class="zero" style="left: ${at(0)}%"></i>
                ${bar('low', row.atLow, at)} ${bar('high', row.atHigh, at)}
              </span>
            </div>`,
        )}
        <div class="row">
          <span class="name"></span>
          <span class="track axis"
            >${ticks.map((tick) => html`<i class="tick quiet small" style="left: ${at(tick)}%">${this.tick(tick)}</i>`)}</span
          >
        </div>
      </div>`;
  }
}

function bar(end: 'low' | 'high', { mean, halfWidth }: TornadoRow['atLow'], at: (value: number) => number) {
  const [left, right] = [Math.min(0, mean), Math.max(0, mean)].map(at);
  const [from, to] = [at(mean - halfWidth), at(mean + halfWidth)];
  return html`<i class="bar ${end}" style="left: ${left}%; width: ${right - left}%"></i>
    ${halfWidth > 0 ? html`<i class="whisker ${end}" style="left: ${from}%; width: ${to - from}%"></i>` : nothing}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-tornado': HrTornado;
  }
}
