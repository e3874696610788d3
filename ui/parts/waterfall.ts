import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { niceStep } from '../state/chances';
import type { WaterfallBar } from '../state/waterfall';
import { HrElement } from './element';
import './waterfall.css';

const MOST_TICKS = 5;

/** Bars from the baseline to the scenario, one for each part. Says nothing by itself: the numbers stand in a table beside it. */
@customElement('hr-waterfall')
export class HrWaterfall extends HrElement {
  @property({ attribute: false }) bars: readonly WaterfallBar[] = [];
  /** Which way is better, for the colours. */
  @property() good: 'lower' | 'higher' | 'none' = 'none';
  /** How a size is written, and a place on the axis. */
  @property({ attribute: false }) format: (bar: WaterfallBar) => string = () => '';
  @property({ attribute: false }) tick: (value: number) => string = String;
  /** What the picture shows, in a sentence. */
  @property() label = '';

  protected override render() {
    const { low, high } = this.#span();
    const at = (value: number) => (100 * (value - low)) / (high - low);
    const every = niceStep((high - low) / MOST_TICKS);
    const first = Math.ceil(low / every - 1e-9);
    const ticks = Array.from({ length: Math.floor(high / every + 1e-9) - first + 1 }, (_, i) =>
      Number(((first + i) * every).toPrecision(12)),
    );
    return html`<div class="waterfall" role="img" aria-label=${this.label}>
      ${this.bars.map((bar, i) => {
        const next = this.bars[i + 1];
        return html`<div class="row ${bar.kind}">
          <span class="name">${bar.title}</span>
          <span class="track">
            ${ticks.map((tick) => html`<i class="grid" style="left: ${at(tick)}%"></i>`)} ${this.#renderBar(bar, at)}
            ${next ? html`<i class="link" style="left: ${at(bar.to)}%"></i>` : nothing}
          </span>
          <span class="size">${this.format(bar)}</span>
        </div>`;
      })}
      <div class="row axis">
        <span class="name"></span>
        <span class="track"
          >${ticks.map((tick) => html`<i class="tick quiet small" style="left: ${at(tick)}%">${this.tick(tick)}</i>`)}</span
        >
        <span class="size"></span>
      </div>
    </div>`;
  }

  /** Everything that is drawn, with some room. */
  #span(): { low: number; high: number } {
    const ends = this.bars.flatMap(({ from, to, halfWidth }) => [from, to, to - halfWidth, to + halfWidth]);
    const [least, most] = [Math.min(...ends), Math.max(...ends)];
    const room = (most - least || Math.abs(most) || 1) * 0.06;
    return { low: least - room, high: most + room };
  }

  #renderBar({ kind, from, to, halfWidth, verdict }: WaterfallBar, at: (value: number) => number) {
    if (kind === 'total') return html`<i class="total" style="left: ${at(to)}%"></i>`;
    const [left, right] = [Math.min(from, to), Math.max(from, to)].map(at);
    const way =
      to === from || this.good === 'none' ? 'shift' : to < from === (this.good === 'lower') ? 'better' : 'worse';
    const looks = verdict === 'too close to call' ? 'unclear' : way;
    const ends = [at(to - halfWidth), at(to + halfWidth)];
    return html`<i class="bar ${looks}" style="left: ${left}%; width: ${right - left}%"></i>
      ${halfWidth > 0 ? html`<i class="whisker" style="left: ${ends[0]}%; width: ${ends[1] - ends[0]}%"></i>` : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-waterfall': HrWaterfall;
  }
}
