import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '../charts/chart';
import type { Names } from '../state/names';
import type { Solution } from '../state/solution';
import { sourceLine } from '../words/source-line';
import { HrElement } from './element';
import { viewOf, type Section } from './picture-sections';
import './recovery';
import { selectField } from './select-field';
import { takeTurn } from './turns';

/** Pictures about one service, and the choice of the service. */
@customElement('hr-picture-section')
export class HrPictureSection extends HrElement {
  @property({ attribute: false }) section!: Section;
  /** Ids of the services there are to choose from; at least one. */
  @property({ attribute: false }) services!: readonly string[];
  @property({ attribute: false }) solution!: Solution;
  @property({ attribute: false }) names!: Names;
  @property() startDate: string | undefined;
  /** Service to show first, if it is one of these. */
  @property() lead = '';
  @state() private chosen: string | undefined;

  protected override firstUpdated(): void {
    // When what stands within is drawn too.
    takeTurn(() => (this.dataset.drawn = ''));
  }

  protected override render() {
    const { section, services, names, solution } = this;
    const wanted = this.chosen ?? this.lead;
    const service = services.includes(wanted) ? wanted : services[0];
    const pictures = section
      .pictures(viewOf(service, solution, names, this.startDate))
      .filter((picture) => picture !== undefined);
    return html`<section aria-labelledby="section-${section.id}">
      <div class="head">
        <div>
          <h2 id="section-${section.id}">${section.title}</h2>
          <p class="quiet">${section.intro}</p>
        </div>
        ${selectField({
          id: `service-${section.id}`,
          label: section.label,
          value: service,
          options: services.map((id) => ({ value: id, label: names.service(id) })),
          onChange: this.#choose,
        })}
      </div>
      <div class="grid">
        ${pictures.map((picture) => html`<hr-chart .picture=${picture} .source=${sourceLine(solution)} .subject=${names.service(service)}></hr-chart>`)}
        ${pictures.length === 0 ? html`<p class="quiet">Nothing was counted here.</p>` : nothing}
      </div>
      <hr-recovery
        .solution=${this.solution}
        .names=${names}
        .service=${service}
        .startDate=${this.startDate}
      ></hr-recovery>
    </section>`;
  }

  readonly #choose = (service: string) => {
    this.chosen = service;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-picture-section': HrPictureSection;
  }
}
