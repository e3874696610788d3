import { html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { HrElement } from '../parts/element';
import './header.css';
import { ROUTES, type Route } from './routes';

const MARK = svg`<rect width="32" height="32" rx="7" class="ground" /><path d="M6 9h20" class="limit" />
  <path d="M9 26v-6M16 26V15M23 26v-8" class="bars" />`;

const BACK = svg`<path d="M9 6L4 11l5 5M4.5 11H14a5 5 0 0 1 0 10h-3" />`;
const FORTH = svg`<path d="M15 6l5 5-5 5M19.5 11H10a5 5 0 0 0 0 10h3" />`;

/**
 * The bar at the top: name, views, and the way back from what was done.
 *
 * @fires undo
 * @fires redo
 */
@customElement('hr-header')
export class HrHeader extends HrElement {
  @property() route: Route = 'home';
  /** What can be taken back and done again, in words; empty when nothing can. */
  @property() undoes = '';
  @property() redoes = '';

  protected override render() {
    return html`<header>
      <a class="brand" href="#/home">
        <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true" focusable="false">${MARK}</svg>
        <span>Headroom</span>
      </a>
      <nav aria-label="Views">
        ${ROUTES.filter(({ label }) => label).map(
          ({ route, label }) =>
            html`<a href="#/${route}" aria-current=${route === this.route ? 'page' : nothing}>${label}</a>`,
        )}
      </nav>
      <div class="steps" role="group" aria-label="What was done">
        ${this.#renderStep('undo', 'Undo', this.undoes, BACK)} ${this.#renderStep('redo', 'Redo', this.redoes, FORTH)}
      </div>
    </header>`;
  }

  #renderStep(event: 'undo' | 'redo', word: string, what: string, picture: unknown) {
    // Not switched off, which would take the focus away from whoever steps back to the beginning.
    return html`<button
      type="button"
      class="plain"
      aria-disabled=${what === ''}
      title=${what === '' ? `Nothing to ${event}` : `${word}: ${what}`}
      @click=${() => what !== '' && this.dispatchEvent(new CustomEvent(event))}
    >
      <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">${picture}</svg>
      <span class="hidden">${word}</span>
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-header': HrHeader;
  }
}
