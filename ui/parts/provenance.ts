import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { describeMatch, type Expected } from '../state/expected';
import type { Results, RunState } from '../state/page-state';
import { replicationsIn } from '../state/solution';
import { formatDuration, formatNumber, joinList } from '../words/numbers';
import { HrElement } from './element';
import './term';
import './provenance.css';

/**
 * How the results on the screen came about, and whether they still belong to what is chosen.
 *
 * @fires run
 */
@customElement('hr-provenance')
export class HrProvenance extends HrElement {
  @property({ attribute: false }) results!: Results;
  @property({ attribute: false }) run!: RunState;
  /** What the link or file that was opened says its results were. */
  @property({ attribute: false }) expected: Expected | undefined;
  /** What has changed since; nothing when the results are up to date. */
  @property({ attribute: false }) drift: readonly string[] = [];

  protected override render() {
    const isOutdated = this.drift.length > 0;
    const isRunning = this.run.status !== 'idle';
    return html`<div class="strip ${isOutdated ? 'outdated' : ''}">
      <p>${isOutdated ? this.#renderDrift() : this.#renderOrigin()}</p>
      ${isRunning ? nothing : this.#renderButton(isOutdated)}
    </div>`;
  }

  #renderDrift() {
    return html`<strong>These results are out of date.</strong> Since they were computed, ${joinList(this.drift)}.
      ${this.run.status === 'idle' ? 'Run again to bring them up to date.' : 'New results are on their way.'}`;
  }

  #renderOrigin() {
    const { solution, origin, isSameAsBeforehand } = this.results;
    const count = formatNumber(replicationsIn(solution), 0);
    const wanted = formatNumber(solution.replications, 0);
    const isRunning = this.run.status !== 'idle';
    const how = html`<span class="quiet"
      >${origin === 'partial' ? `${count} of ${wanted}` : count}
      <hr-term term="replication" text="replications"></hr-term> of ${formatDuration(solution.horizonDays)},
      <hr-term term="seed" text="seed"></hr-term> “${solution.seed}”,
      <hr-term term="engine" text="engine"></hr-term> ${solution.engineVersion}</span
    >`;
    const match = describeMatch(this.expected, this.results);
    const said = match ? html`<span data-match>${match}</span>` : nothing;
    if (origin === 'beforehand') return html`<strong>Computed beforehand</strong> ${how} ${said}`;
    if (origin === 'partial') {
      return html`<strong>${isRunning ? 'Results so far' : 'Partial results: the run was cancelled'}</strong> ${how}`;
    }
    return html`<strong>Your run</strong> ${how}
      ${isSameAsBeforehand && !match ? html`<span>Exactly the numbers that were computed beforehand.</span>` : said}`;
  }

  #renderButton(isOutdated: boolean) {
    const { origin } = this.results;
    if (!isOutdated && origin === 'complete') return nothing;
    const label = isOutdated ? 'Run again' : origin === 'partial' ? 'Go on' : 'Run it live';
    return html`<wa-button
      size="s"
      variant="brand"
      appearance="outlined"
      @click=${() => this.dispatchEvent(new CustomEvent('run'))}
    >
      <wa-icon slot="start" name="play" aria-hidden="true"></wa-icon>${label}
    </wa-button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-provenance': HrProvenance;
  }
}
