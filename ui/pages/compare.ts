import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../parts/caution';
import '../parts/choices';
import { HrElement } from '../parts/element';
import '../parts/error-summary';
import { Later } from '../parts/later';
import '../parts/levels-table';
import '../parts/measures-table';
import '../parts/pictures';
import '../parts/provenance';
import '../parts/result-card';
import { hasTargets } from '../parts/targets';
import { takeTurn } from '../parts/turns';
import { describeDrift, standingOf } from '../state/choices';
import { Names } from '../state/names';
import { madeOfNow, type PageState, type Results } from '../state/page-state';
import type { Store } from '../state/store';
import { leadingDifference } from '../words/sentence';
import { countInWords, formatDuration } from '../words/numbers';
import './compare.css';

/** The page that compares: the sentence first, then the pictures, then the table, with the choices beside them. */
@customElement('hr-compare')
export class HrCompare extends HrElement {
  @property({ attribute: false }) store!: Store;
  @property({ attribute: false }) page!: PageState;
  /** Whether the larger controls have been asked for. */
  #hasControls = false;
  readonly #later = new Later({
    'hr-chance': () => import('../parts/chance'),
    'hr-explain': () => import('../parts/explain'),
    'hr-seek': () => import('../parts/seek'),
  });
  #names: { info: Results['info']; names: Names } | undefined;

  protected override render() {
    const { page, store } = this;
    const drift = page.results ? describeDrift(page.results.madeOf, madeOfNow(page), (set) => store.titleOf(set)) : [];
    const callsForRun = page.run.status !== 'idle' || !page.results || drift.length > 0;
    return html`<div class="layout">
      <hr-choices .store=${store} .page=${page} .callsForRun=${callsForRun}></hr-choices>
      <div class="results" tabindex="-1">
        <hr-error-summary .problem=${page.problem} @dismiss=${() => store.dismissProblem()}></hr-error-summary>
        ${
          page.notice
            ? html`<div class="undo">
                <span>${page.notice}</span>
                <button type="button" class="plain" @click=${this.#undo}>Undo</button>
              </div>`
            : nothing
        }
        ${page.results ? this.#renderResults(page.results, drift) : this.#renderNothing()}
      </div>
      <hr-share-dialog .store=${store} .page=${page}></hr-share-dialog>
    </div>`;
  }

  protected override updated(): void {
    this.#later.watch(this);
    if (this.#hasControls || !this.page.results) return;
    this.#hasControls = true;
    takeTurn(() => void import('../parts/controls'));
  }

  readonly #share = async () => {
    // Fetched when it is first asked for.
    await import('../parts/share-dialog');
    await this.querySelector('hr-share-dialog')?.open();
  };

  readonly #undo = () => {
    this.store.undo();
    // The button is gone now.
    this.querySelector<HTMLElement>('.results')?.focus({ preventScroll: true });
  };

  #renderNothing() {
    const { page } = this;
    if (page.isLoading) return html`<p class="quiet" role="status">Loading…</p>`;
    const title = page.baseline?.info.title ?? 'No scenario is loaded';
    return html`<header class="title with-share">
        <h1>${title}</h1>
        <button type="button" class="plain" aria-haspopup="dialog" @click=${this.#share}>
          <wa-icon name="share" aria-hidden="true"></wa-icon>Share and export
        </button>
      </header>
      <hr-caution .text=${page.baseline?.info.caution}></hr-caution>
      <p class="quiet">
        ${
          page.run.status === 'idle'
            ? 'There are no results yet. Choose what to compare, then run the comparison.'
            : 'The first results appear after two replications of every scenario.'
        }
      </p>`;
  }

  /** What a scenario's sentence says still holds when only other scenarios have changed. */
  #isOutdated({ madeOf, solution }: Results, position: number): boolean {
    return standingOf(solution.runs[position].id, madeOf, madeOfNow(this.page)) !== 'current';
  }

  #namesOf(info: Results['info']): Names {
    if (this.#names?.info !== info) this.#names = { info, names: new Names(info) };
    return this.#names.names;
  }

  #renderResults(results: Results, drift: readonly string[]) {
    const { page, store } = this;
    const { solution, info } = results;
    const names = this.#namesOf(info);
    const count = solution.comparisons.length;
    const lead =
      solution.comparisons[0] && leadingDifference(solution.comparisons[0].differences, solution.runs[1]?.about);
    return html`<header class="title with-share">
        <h1>${solution.scenarioTitle}</h1>
        <button type="button" class="plain" aria-haspopup="dialog" @click=${this.#share}>
          <wa-icon name="share" aria-hidden="true"></wa-icon>Share and export
        </button>
        <p class="quiet">
          ${count === 0 ? 'With nothing changed' : `What ${countInWords(count)} scenario${count === 1 ? '' : 's'} would change`},
          ${formatDuration(solution.horizonDays)} ahead
        </p>
      </header>
      <hr-provenance
        .results=${results}
        .run=${page.run}
        .expected=${page.expected}
        .drift=${drift}
        @run=${() => void store.run()}
      ></hr-provenance>
      <div class="body ${drift.length > 0 ? 'outdated' : ''}">
        <section class="cards" aria-label="Results in a sentence">
          ${solution.comparisons.map(
            (_, i) =>
              html`<hr-result-card
                class=${this.#isOutdated(results, i + 1) ? 'outdated' : ''}
                .solution=${solution}
                .names=${names}
                .position=${i + 1}
              ></hr-result-card>`,
          )}
          ${count === 0 ? html`<hr-levels-table show="words" .solution=${solution} .names=${names}></hr-levels-table>` : nothing}
        </section>
        <hr-caution .text=${info.caution}></hr-caution>
        ${hasTargets(solution) ? html`<hr-targets .solution=${solution} .names=${names}></hr-targets>` : nothing}
        <hr-chance .store=${store} .solution=${solution} .names=${names} .startDate=${info.startDate}></hr-chance>
        <hr-pictures
          .solution=${solution}
          .names=${names}
          .startDate=${info.startDate}
          .lead=${lead?.service ?? ''}
        ></hr-pictures>
        ${
          count > 0
            ? html`<hr-measures-table .solution=${solution} .names=${names}></hr-measures-table>`
            : html`<hr-levels-table show="table" .solution=${solution} .names=${names}></hr-levels-table>`
        }
      </div>
      <div class="answers">
        <hr-explain .store=${store} .page=${page} .names=${names}></hr-explain>
        ${
          results.madeOf.scenario === page.baseline?.key
            ? html`<hr-seek .store=${store} .page=${page} .solution=${solution} .names=${names}></hr-seek>`
            : nothing
        }
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-compare': HrCompare;
  }
}
