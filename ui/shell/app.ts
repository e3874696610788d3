import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { HrElement } from '../parts/element';
import { Store } from '../state/store';
import './announcer';
import './app.css';
import './header';
import { stepOfKey } from './keys';
import { OPENS, ROUTES, routeOf, type Route } from './routes';

/** The controls come beside a view and not within it, so that the browser takes in one after the other. */
const withControls = (view: Promise<unknown>) => Promise.all([view, import('../parts/first-controls')]);

const VIEWS: Record<Route, () => Promise<unknown>> = {
  home: () => withControls(import('../pages/home')),
  compare: () => withControls(import('../pages/compare')),
  outputs: () => withControls(import('../pages/outputs')),
  scenario: () => withControls(import('../pages/scenario')),
  map: () => withControls(import('../pages/map')),
  person: () => withControls(import('../pages/person')),
  evidence: () => withControls(import('../pages/evidence')),
  about: () => import('../pages/about'),
  report: () => withControls(import('../pages/report')),
};

/** The whole page: bar, view, and what all views share. */
@customElement('hr-app')
export class HrApp extends HrElement {
  readonly #store = new Store();
  @state() private page = this.#store.state;
  @state() private route: Route = routeOf(location.hash);
  /** The view could not be fetched. */
  @state() private isMissing = false;
  /** Views that have been fetched. */
  @state() private fetched: ReadonlySet<Route> = new Set();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#store.addEventListener('change', this.#onChange);
    window.addEventListener('hashchange', this.#onHash);
    // A file dropped beside its place must not replace the page.
    window.addEventListener('dragover', stop);
    window.addEventListener('drop', this.#onDrop);
    window.addEventListener('keydown', this.#onKey);
    this.#setTitle();
    const link = takeLink();
    void this.#store.start().then(() => this.#openLink(link));
    void this.#fetchView();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#store.removeEventListener('change', this.#onChange);
    window.removeEventListener('hashchange', this.#onHash);
    window.removeEventListener('dragover', stop);
    window.removeEventListener('drop', this.#onDrop);
    window.removeEventListener('keydown', this.#onKey);
  }

  readonly #onChange = () => {
    this.page = this.#store.state;
  };

  readonly #onHash = () => {
    const link = takeLink();
    void this.#openLink(link);
    const route = routeOf(location.hash);
    if (route === this.route) return;
    this.route = route;
    this.isMissing = false;
    this.#setTitle();
    void this.#fetchView()
      .then(() => this.updateComplete)
      .then(() => {
        window.scrollTo(0, 0);
        this.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
      });
  };

  async #openLink(link: string | undefined): Promise<void> {
    if (link === undefined) return;
    const { openLink } = await import('../state/sharing');
    await openLink(this.#store, link);
  }

  readonly #onDrop = (event: DragEvent) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) void this.#store.open(file);
  };

  readonly #onKey = (event: KeyboardEvent) => {
    const step = stepOfKey(event);
    if (!step) return;
    event.preventDefault();
    this.#store[step]();
  };

  #setTitle(): void {
    const title = ROUTES.find(({ route }) => route === this.route)?.title;
    document.title = `${title} – Headroom`;
  }

  /** Each view is fetched when it is asked for. */
  async #fetchView(): Promise<void> {
    const { route } = this;
    try {
      await VIEWS[route]();
      this.fetched = new Set([...this.fetched, route]);
    } catch {
      // Another version of the page has taken this one's place, or the network is away.
      this.isMissing = true;
    }
  }

  protected override render() {
    return html`<a class="skip" href="#main" @click=${this.#skip}>Skip to the results</a>
      <hr-header
        .route=${this.route}
        .undoes=${this.page.history.past.at(-1)?.what ?? ''}
        .redoes=${this.page.history.future.at(-1)?.what ?? ''}
        @undo=${() => this.#store.undo()}
        @redo=${() => this.#store.redo()}
      ></hr-header>
      <main id="main" tabindex="-1">${this.#renderView()}</main>
      <footer class="foot">
        <p>
          Headroom is a model, not a forecast. <a href="#/about">What it is and is not for</a>. Everything is computed
          in this browser; nothing is sent anywhere.
        </p>
      </footer>
      <hr-announcer .text=${this.page.announcement} .run=${this.page.run}></hr-announcer>`;
  }

  #renderView() {
    const { page } = this;
    if (this.isMissing) {
      return html`<div class="page" role="alert">
        <h1>This part of the page could not be fetched</h1>
        <p class="lead">What you have chosen is kept. <a href="">Load the page again</a> to go on.</p>
      </div>`;
    }
    if (!this.fetched.has(this.route)) return nothing;
    if (this.route === 'map') return html`<hr-map .store=${this.#store} .page=${page}></hr-map>`;
    if (this.route === 'person') return html`<hr-person .store=${this.#store} .page=${page}></hr-person>`;
    if (this.route === 'evidence') return html`<hr-evidence .store=${this.#store} .page=${page}></hr-evidence>`;
    if (this.route === 'report') return html`<hr-report .page=${page}></hr-report>`;
    if (this.route === 'about') return html`<hr-about .info=${page.baseline?.info}></hr-about>`;
    if (this.route === 'home') return html`<hr-home .store=${this.#store} .page=${page}></hr-home>`;
    if (this.route === 'outputs') return html`<hr-outputs .store=${this.#store} .page=${page}></hr-outputs>`;
    if (this.route === 'scenario') return html`<hr-scenario .store=${this.#store} .page=${page}></hr-scenario>`;
    return html`<hr-compare .store=${this.#store} .page=${page}></hr-compare>`;
  }

  readonly #skip = (event: Event) => {
    event.preventDefault();
    const target = this.querySelector<HTMLElement>('.results') ?? this.querySelector<HTMLElement>('main');
    target?.focus();
    target?.scrollIntoView();
  };
}

/** The comparison in the address, which is taken out of it: a refresh keeps what has been done since. */
function takeLink(): string | undefined {
  const { hash } = location;
  if (!hash.startsWith(OPENS)) return undefined;
  history.replaceState(null, '', '#/compare');
  return hash.slice(OPENS.length);
}

function stop(event: Event): void {
  event.preventDefault();
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-app': HrApp;
  }
}
