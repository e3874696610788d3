import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Names } from '../state/names';
import type { Solution } from '../state/solution';
import { HrElement } from './element';
import './picture-section';
import { SECTIONS, servicesOf } from './picture-sections';
import './pictures.css';

/** The pictures of a solution, in sections, each about one service that can be chosen. */
@customElement('hr-pictures')
export class HrPictures extends HrElement {
  @property({ attribute: false }) solution!: Solution;
  @property({ attribute: false }) names!: Names;
  @property() startDate: string | undefined;
  /** Service to show first, where a section has it. */
  @property() lead = '';

  protected override render() {
    return SECTIONS.map((section) => {
      const services = servicesOf(section, this.solution, this.names);
      if (services.length === 0) return nothing;
      return html`<hr-picture-section
        .section=${section}
        .services=${services}
        .solution=${this.solution}
        .names=${this.names}
        .startDate=${this.startDate}
        .lead=${this.lead}
      ></hr-picture-section>`;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-pictures': HrPictures;
  }
}
