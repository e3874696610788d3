import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { HrElement } from './element';
import './caution.css';

/** What must be kept in mind wherever a scenario or its results are shown. */
@customElement('hr-caution')
export class HrCaution extends HrElement {
  @property() text: string | undefined;

  protected override render() {
    if (!this.text) return nothing;
    return html`<p class="caution" role="note">
      <wa-icon name="info" aria-hidden="true"></wa-icon>
      <span>${this.text} <a href="#/evidence">Where do the numbers come from?</a></span>
    </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-caution': HrCaution;
  }
}
