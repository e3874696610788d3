import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PropertyValues } from 'lit';
import { HrElement } from '../parts/element';
import type { RunState } from '../state/page-state';

/** Progress is spoken at most this often, so that it informs without getting in the way. */
const SPEAK_EVERY_MS = 6000;

/** Tells those who do not see the page what happens: politely, and how far a run is only now and then. */
@customElement('hr-announcer')
export class HrAnnouncer extends HrElement {
  @property() text = '';
  @property({ attribute: false }) run: RunState = { status: 'idle', done: 0, wanted: 0 };
  @state() private spoken = '';
  #spokenAt = 0;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('text')) {
      this.spoken = this.text;
      this.#spokenAt = performance.now();
    }
    const { status, done, wanted } = this.run;
    if (status !== 'running' || done === 0 || performance.now() - this.#spokenAt < SPEAK_EVERY_MS) return;
    this.#spokenAt = performance.now();
    this.spoken = `${done} of ${wanted} replications done.`;
  }

  protected override render() {
    return html`<p class="hidden" role="status">${this.spoken}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-announcer': HrAnnouncer;
  }
}
