import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { RunState } from '../state/page-state';
import { formatNumber } from '../words/numbers';
import { HrElement } from './element';
import './run-bar.css';

/**
 * Starts and stops a run, and shows how far it is.
 *
 * @fires run
 * @fires cancel
 */
@customElement('hr-run-bar')
export class HrRunBar extends HrElement {
  @property({ attribute: false }) run: RunState = { status: 'idle', done: 0, wanted: 0 };
  @property({ type: Boolean }) disabled = false;
  @property() label = 'Run the comparison';
  /** What is counted while it runs. */
  @property() counts = 'replications over all scenarios';
  /** What happens before the first is done. */
  @property() preparing = 'Preparing the scenarios…';

  protected override render() {
    return this.run.status === 'idle' ? this.#renderIdle() : this.#renderRunning();
  }

  #renderIdle() {
    return html`<wa-button class="run" variant="brand" ?disabled=${this.disabled} @click=${() => this.#fire('run')}>
      <wa-icon slot="start" name="play" aria-hidden="true"></wa-icon>${this.label}
    </wa-button>`;
  }

  #renderRunning() {
    const { done, wanted, status } = this.run;
    const share = wanted > 0 ? (100 * done) / wanted : 0;
    return html`<div class="progress">
        <wa-progress-bar value=${share} label="Progress of the run"></wa-progress-bar>
        <p class="quiet small">
          ${formatNumber(done, 0)} of ${formatNumber(wanted, 0)} ${this.counts}
          ${done === 0 ? html`<br />${this.preparing}` : nothing}
        </p>
      </div>
      <wa-button
        class="run"
        appearance="outlined"
        variant="neutral"
        ?disabled=${status === 'cancelling'}
        @click=${() => this.#fire('cancel')}
      >
        <wa-icon slot="start" name="stop" aria-hidden="true"></wa-icon
        >${status === 'cancelling' ? 'Cancelling…' : 'Cancel'}
      </wa-button>`;
  }

  #fire(name: 'run' | 'cancel'): void {
    this.dispatchEvent(new CustomEvent(name));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-run-bar': HrRunBar;
  }
}
