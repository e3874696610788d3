import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Verdict } from '../../engine/results/measures';
import { HrElement } from './element';
import './verdict.css';

const ICONS: Record<Verdict, string> = {
  better: 'better',
  worse: 'worse',
  'too close to call': 'unclear',
  higher: 'higher',
  lower: 'lower',
};

/** A verdict as a badge: word, colour and icon, so that no one of them is needed. */
@customElement('hr-verdict')
export class HrVerdict extends HrElement {
  @property() verdict: Verdict = 'too close to call';

  protected override render() {
    return html`<span class="badge ${this.verdict.split(' ')[0]}"
      ><wa-icon name=${ICONS[this.verdict]} aria-hidden="true"></wa-icon>${this.verdict}</span
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-verdict': HrVerdict;
  }
}
