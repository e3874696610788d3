import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Followed } from '../../engine/experiment/follow';
import { dayWords, staysOf, stretchWords, waitsOf, type PersonContext } from '../words/person';
import { HrElement } from './element';
import './person-lines.css';

/** Narrower than this part of the line, in per cent, a bar has no room for a name. */
const ROOM_FOR_NAME = 9;

/** The way of one person as a line for each scenario, on one common axis: where they are, and hatched while they wait. */
@customElement('hr-person-lines')
export class HrPersonLines extends HrElement {
  @property({ attribute: false }) runs: readonly Followed[] = [];
  @property({ attribute: false }) titles: readonly string[] = [];
  @property({ attribute: false }) context!: PersonContext;

  protected override render() {
    const { context, runs } = this;
    const seen = runs.filter(({ entries }) => entries.length > 0);
    if (seen.length === 0) return html`<p>This person does not come in.</p>`;
    const from = Math.min(...seen.map(({ entries }) => entries[0].day));
    const to = Math.max(...seen.map(({ untilDay }) => untilDay), from + 1);
    const share = (day: number) => ((day - from) / (to - from)) * 100;
    const span = (a: number, b: number) =>
      `left:${share(a).toFixed(2)}%;width:${Math.max(0.3, share(b) - share(a)).toFixed(2)}%`;
    const middle = dayWords((from + to) / 2, context.startDate);
    return html`<div class="lines">
        ${runs.map((run, i) => {
          const stays = staysOf(run);
          const label = stays.map(
            ({ service, ...stay }) => `${context.service(service)}, ${stretchWords(stay.to - stay.from)}`,
          );
          return html`<div class="line">
            <p class="small">${this.titles[i]}</p>
            <div
              class="track"
              role="img"
              aria-label=${`${this.titles[i]}: ${label.join('; ') || 'this person does not come in'}`}
            >
              ${stays.map(
                (stay) =>
                  html`<span class="stay" style=${span(stay.from, stay.to)} title=${context.service(stay.service)}
                    ><span
                      >${share(stay.to) - share(stay.from) > ROOM_FOR_NAME ? context.service(stay.service) : ''}</span
                    ></span
                  >`,
              )}
              ${waitsOf(run).map((wait) => html`<span class="wait" style=${span(wait.from, wait.to)}></span>`)}
            </div>
          </div>`;
        })}
        <p class="axis small quiet" aria-hidden="true">
          <span>${dayWords(from, context.startDate)}</span><span>${middle}</span
          ><span>${dayWords(to, context.startDate)}</span>
        </p>
      </div>
      <p class="key small quiet">
        <i class="waiting" aria-hidden="true"></i>waiting <i aria-hidden="true"></i>with the service
      </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-person-lines': HrPersonLines;
  }
}
