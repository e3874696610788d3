import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Problem } from '../state/page-state';
import { HrElement } from './element';
import './error-summary.css';

/**
 * What went wrong, where, and what would do. Takes the focus when it appears.
 *
 * @fires dismiss when the person has read it
 */
@customElement('hr-error-summary')
export class HrErrorSummary extends HrElement {
  @property({ attribute: false }) problem: Problem | undefined;

  protected override updated(changed: PropertyValues): void {
    if (changed.has('problem') && this.problem) this.querySelector<HTMLElement>('.summary')?.focus();
  }

  protected override render() {
    const { problem } = this;
    if (!problem) return nothing;
    return html`<div class="summary" role="alert" tabindex="-1" aria-labelledby="error-title">
      <wa-icon name="warning" aria-hidden="true"></wa-icon>
      <div>
        <h2 id="error-title">${problem.title}</h2>
        <ul>
          ${problem.items.map(
            ({ where, text, field }) =>
              html`<li>
                ${where ? html`<code>${where}</code>` : nothing}
                ${
                  field
                    ? html`<a href="#${field}" @click=${(event: Event) => this.#goTo(event, field)}>${text}</a>`
                    : html`<span>${text}</span>`
                }
              </li>`,
          )}
        </ul>
        ${problem.kept ? html`<p>${problem.kept}</p>` : nothing}
      </div>
      <button type="button" class="plain" @click=${this.#dismiss}>
        Close<span class="hidden"> this message</span>
      </button>
    </div>`;
  }

  #goTo(event: Event, field: string): void {
    event.preventDefault();
    const target = document.getElementById(field);
    target?.scrollIntoView({ block: 'center' });
    target?.focus();
  }

  readonly #dismiss = () => this.dispatchEvent(new CustomEvent('dismiss'));
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-error-summary': HrErrorSummary;
  }
}
