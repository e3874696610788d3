import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { HrElement } from '../parts/element';
import '../parts/error-summary';
import '../parts/result-card';
import { Names } from '../state/names';
import type { PageState, Results } from '../state/page-state';
import type { RecentWork } from '../state/saved';
import { SHIPPED } from '../state/shipped';
import type { Store } from '../state/store';
import { formatDuration, joinList } from '../words/numbers';
import './home.css';

/** Scenarios of a result that are told here; the comparison has them all. */
const MOST_TOLD = 2;

/** Where everybody begins: what this is, an answer to look at, and what to start from. */
@customElement('hr-home')
export class HrHome extends HrElement {
  @property({ attribute: false }) store!: Store;
  @property({ attribute: false }) page!: PageState;
  @state() private recent: readonly RecentWork[] = [];
  @query('input[type=file]') private file!: HTMLInputElement;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#findRecent();
  }

  async #findRecent(): Promise<void> {
    this.recent = await this.store.recent();
  }

  protected override render() {
    const { page, store } = this;
    return html`<div class="page wide">
      <hr-error-summary .problem=${page.problem} @dismiss=${() => store.dismissProblem()}></hr-error-summary>
      <header class="hero">
        <h1>See what a redesign does to waits and caseloads, before anything is spent</h1>
        <p class="lead">
          Headroom plays a mental-health service through, person by person and day by day, and compares redesigns on the
          same people with the same luck. It says by how much each moves the waits, how sure that is, and when it is too
          close to call. It is a model and no forecast, it knows no real person, and it sends nothing anywhere:
          <a href="#/about">what it is for, and what not</a>.
        </p>
      </header>
      <section aria-labelledby="home-answer">${this.#renderAnswer()}</section>
      <section aria-labelledby="home-start">
        <h2 id="home-start">Start</h2>
        <div class="tiles">
          ${SHIPPED.map(
            ({ id, title, about }) =>
              html`<article class="card tile">
                <h3>${title}</h3>
                <p class="quiet small">${about}</p>
                <div>
                  <wa-button size="s" variant="brand" appearance="outlined" @click=${() => this.#startFrom(id)}>
                    Start from this<span class="hidden">: ${title}</span>
                  </wa-button>
                </div>
              </article>`,
          )}
          <article class="card tile">
            <h3>A file of yours</h3>
            <p class="quiet small">
              A scenario, a change or a saved comparison, as Headroom writes them. It stays on this computer.
            </p>
            <div>
              <wa-button size="s" variant="neutral" appearance="outlined" @click=${() => this.file.click()}>
                <wa-icon slot="start" name="open" aria-hidden="true"></wa-icon>Open a file
              </wa-button>
              <input
                type="file"
                accept=".json,application/json"
                class="hidden"
                tabindex="-1"
                aria-label="File to open"
                @change=${this.#open}
              />
            </div>
          </article>
        </div>
      </section>
      ${this.#renderRecent()}
    </div>`;
  }

  #renderAnswer() {
    const { results, isLoading } = this.page;
    if (!results) {
      return html`<h2 id="home-answer">An answer to look at</h2>
        <p class="quiet" role="status">
          ${isLoading ? 'Loading…' : html`There are no results yet. <a href="#/compare">Run a comparison</a>.`}
        </p>`;
    }
    const { solution, origin } = results;
    const isExample = origin === 'beforehand';
    const left = solution.comparisons.length - MOST_TOLD;
    return html`<h2 id="home-answer">${isExample ? 'An answer to look at' : 'Your last results'}</h2>
      <p class="quiet">
        ${solution.scenarioTitle}, ${formatDuration(solution.horizonDays)}
        ahead${isExample ? ', computed beforehand' : ''}.
      </p>
      <div class="cards">${this.#renderCards(results)}</div>
      <p>
        <wa-button variant="brand" href="#/compare">See the whole comparison</wa-button>
        ${left > 0 ? html`<span class="quiet small">${left} more in it</span>` : nothing}
      </p>`;
  }

  #renderCards({ solution, info }: Results) {
    const names = new Names(info);
    return solution.comparisons
      .slice(0, MOST_TOLD)
      .map((_, i) => html`<hr-result-card .solution=${solution} .names=${names} .position=${i + 1}></hr-result-card>`);
  }

  #renderRecent() {
    if (this.recent.length === 0) return nothing;
    return html`<section aria-labelledby="home-recent">
      <h2 id="home-recent">Recent in this browser</h2>
      <ul class="recent card">
        ${this.recent.map(
          ({ key, title, when, scenarios }) =>
            html`<li>
              <span>
                <strong>${title}</strong>
                <span class="quiet small">
                  ${scenarios.length > 0 ? `${joinList(scenarios.map((name) => `“${name}”`))} · ` : ''}${whenWords(when)}
                </span>
              </span>
              <span class="actions">
                <button type="button" class="plain" @click=${() => this.#openRecent(key)}>
                  Go on<span class="hidden"> with ${title}</span>
                </button>
                <button type="button" class="plain quiet" @click=${() => this.#forget(key)}>
                  Forget<span class="hidden"> ${title}</span>
                </button>
              </span>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  async #startFrom(id: string): Promise<void> {
    if (await this.store.startFrom(id)) location.hash = '#/scenario';
  }

  async #openRecent(key: string): Promise<void> {
    await this.store.openRecent(key);
    location.hash = '#/scenario';
  }

  async #forget(key: string): Promise<void> {
    await this.store.forgetRecent(key);
    await this.#findRecent();
  }

  readonly #open = async () => {
    const file = this.file.files?.[0];
    // So that the same file, once mended, can be chosen again.
    this.file.value = '';
    if (!file) return;
    await this.store.open(file);
    if (!this.store.state.problem) location.hash = '#/scenario';
  };
}

/** When something was done, to the day. */
function whenWords(when: number): string {
  const day = (time: number) => new Date(time).toDateString();
  const now = Date.now();
  if (day(when) === day(now)) return 'today';
  if (day(when) === day(now - 86_400_000)) return 'yesterday';
  return new Date(when).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-home': HrHome;
  }
}
