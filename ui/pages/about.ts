import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { HrElement } from '../parts/element';
import type { ScenarioInfo } from '../state/baseline';
import { TERMS } from '../words/glossary';
import './about.css';

/** What this is, what it is not for, and what its words mean. */
@customElement('hr-about')
export class HrAbout extends HrElement {
  @property({ attribute: false }) info: ScenarioInfo | undefined;

  protected override render() {
    return html`<div class="page">
      <h1>What this is, and what it is not for</h1>
      <p class="lead">
        Headroom plays through a mental-health service, person by person and day by day, and shows what a redesign would
        do to waits, caseloads and duty rotas before anybody has to live with it.
      </p>
      <div class="two">
        <section class="card">
          <h2>Good for</h2>
          <ul>
            <li>
              Comparing redesign options on the same people with the same luck, so that a difference is the option’s
              doing.
            </li>
            <li>Seeing where a queue appears when posts stay empty, when it appears, and how large it grows.</li>
            <li>Finding out which assumption an answer hangs on, and which figure is worth collecting first.</li>
            <li>A conversation in a workshop, where everybody can see what was assumed.</li>
          </ul>
        </section>
        <section class="card">
          <h2>Not for</h2>
          <ul>
            <li>Decisions about single people, or about single members of staff.</li>
            <li>A forecast of what will happen: it shows what would follow from its assumptions.</li>
            <li>Performance management, or targets taken from its numbers.</li>
            <li>
              Today’s service, where a scenario describes that of another year: what it says of itself stands below.
            </li>
          </ul>
        </section>
      </div>
      ${this.info?.caution ? html`<h2>The scenario it opens with</h2>` : nothing}
      ${this.info?.caution ? html`<p>${this.info.caution}</p>` : nothing}
      ${this.info?.description ? html`<p>${this.info.description}</p>` : nothing}
      <h2>How sure it is</h2>
      <p>
        Every scenario is played through several times with different luck. What is shown is the average, with a 95%
        interval that says how far chance could have moved it. The interval does not cover errors in the assumptions:
        those have ranges of their own, on the <a href="#/evidence">evidence page</a>. When a difference cannot be told
        from chance, the page says “too close to call”, and how many more replications would settle it.
      </p>
      <h2>Where your data goes</h2>
      <p>
        Nowhere. Everything is computed in this browser. Files that you open, and what you choose, stay on this
        computer; the page sends nothing and asks nobody. Please do not put anything about real people into a scenario:
        it needs none.
      </p>
      <h2>Words</h2>
      <dl class="words">
        ${Object.values(TERMS).map(
          ({ word, meaning }) =>
            html`<div>
              <dt>${word}</dt>
              <dd>${meaning}</dd>
            </div>`,
        )}
      </dl>
      <p class="quiet small">
        Headroom is free software under the MIT licence. It is not a product of the NHS, of a council, or of the authors
        of the publications that it cites.
      </p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-about': HrAbout;
  }
}
