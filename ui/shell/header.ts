import { html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { HrElement } from '../parts/element';
import './header.css';
import { ROUTES, type Route } from './routes';

const MARK = svg`<rect width="32" height="32" rx="7" class="ground" /><path d="M6 9h20" class="limit" />
  <path d="M9 26v-6M16 26V15M23 26v-8" class="bars" />`;

/** The bar at the top: name and views. */
@customElement('hr-header')
export class HrHeader extends HrElement {
  @property() route: Route = 'compare';

  protected override render() {
    return html`<header>
      <a class="brand" href="#/compare">
        <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true" focusable="false">${MARK}</svg>
        <span>Headroom</span>
      </a>
      <nav aria-label="Views">
        ${ROUTES.map(
          ({ route, label }) =>
            html`<a href="#/${route}" aria-current=${route === this.route ? 'page' : nothing}>${label}</a>`,
        )}
      </nav>
    </header>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-header': HrHeader;
  }
}
