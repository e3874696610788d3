import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { mark } from '../charts/marks';
import { percentOn, type Scale, type Spot, type SpotPanel } from '../charts/multiples';
import { formatNumber } from '../words/numbers';
import { HrElement } from './element';
import './spot-plot.css';

/** Small multiples of values: a panel for each place, a row for each service or part, a sign with its interval for each scenario. */
@customElement('hr-spot-plot')
export class HrSpotPlot extends HrElement {
  @property({ attribute: false }) panels: readonly SpotPanel[] = [];
  @property({ attribute: false }) scale!: Scale;
  @property() axisTitle = '';
  @property({ type: Number }) decimals = 0;
  /** Titles of the scenarios, for the tips of signs. */
  @property({ attribute: false }) scenarios: readonly string[] = [];

  protected override render() {
    const { scale } = this;
    const ticks = scale.ticks.map((tick) => ({ tick, at: percentOn(scale, tick) }));
    return html`<div class="spots" aria-hidden="true">
      ${this.panels.map(
        ({ title, groups }) =>
          html`<div class="panel">
            ${title ? html`<p class="panel-title">${title}</p>` : nothing}
            ${groups.map(
              (group) =>
                html`${group.title ? html`<p class="group quiet small">${group.title}</p>` : nothing}
                ${group.rows.map(
                  ({ label, spots }) =>
                    html`<div class="row">
                      <span class="label small">${label}</span>
                      <div class="track" style="height: ${Math.max(1, spots.length) * 0.8125 + 0.375}rem">
                        ${ticks.map(({ at }) => html`<i class="grid" style="left: ${at}%"></i>`)}
                        ${spots.map((spot, i) => this.#renderSpot(spot, i, spots.length))}
                        ${spots.length === 0 ? html`<span class="quiet small none">not seen</span>` : nothing}
                      </div>
                    </div>`,
                )}`,
            )}
          </div>`,
      )}
      <div class="row axis">
        <span class="label small quiet">${this.axisTitle}</span>
        <div class="track">
          ${ticks.map(({ tick, at }) => html`<span class="tick small quiet" style="left: ${at}%">${this.#tick(tick)}</span>`)}
        </div>
      </div>
    </div>`;
  }

  #tick(value: number): string {
    const size = Math.abs(value);
    if (size >= 1e6) return `${formatNumber(value / 1e6, size % 1e6 === 0 ? 0 : 1)}m`;
    if (size >= 1e4) return `${formatNumber(value / 1e3, 0)}k`;
    return formatNumber(value, Number.isInteger(value) ? 0 : Math.min(3, (String(value).split('.')[1] ?? '').length));
  }

  #renderSpot({ position, mean, low, high }: Spot, i: number, count: number) {
    const [at, from, to] = [mean, low, high].map((value) => percentOn(this.scale, value));
    const top = `${(100 * (i + 0.5)) / count}%`;
    const { decimals } = this;
    const tip = `${this.scenarios[position]}: ${formatNumber(mean, decimals)} (${formatNumber(low, decimals)} to ${formatNumber(high, decimals)})`;
    return html`<span
        class="whisker"
        style="left: ${from}%; width: ${to - from}%; top: ${top}; --mark: var(--series-${position % 9})"
      ></span
      ><span class="spot" style="left: ${at}%; top: ${top}" title=${tip}>${mark(position)}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-spot-plot': HrSpotPlot;
  }
}
