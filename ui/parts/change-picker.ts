import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { SourceIssue } from '../../workers/protocol';
import { changesOf, type AvailableChange } from '../state/changes';
import type { ChangeSet } from '../state/choices';
import { pause } from '../state/pause';
import { groupChanges, headingOf, type ChangeGroup } from '../words/change-groups';
import { cite, type Publication } from '../words/citation';
import { HrElement } from './element';
import { Portions } from './portions';
import { takeTurn } from './turns';
import './change-picker.css';

/**
 * A dialog in which a scenario is put together from changes. The browser's own: it keeps the focus in and gives it back, and
 * closes by Esc. The page behind may scroll, since a lock would have the browser style all of it anew.
 *
 * @fires choose with the scenario as detail
 */
@customElement('hr-change-picker')
export class HrChangePicker extends HrElement {
  @property({ attribute: false }) available: readonly AvailableChange[] = [];
  /** Publications that sources name by key. */
  @property({ attribute: false }) publications: Readonly<Record<string, Publication>> = {};
  /** Asks the engine whether changes go together. */
  @property({ attribute: false }) check: (ids: readonly string[]) => Promise<SourceIssue[]> = () => Promise.resolve([]);
  @state() private isOpen = false;
  @state() private isNew = true;
  @state() private draft: ChangeSet = { id: '', name: '', changes: [] };
  @state() private filter = '';
  @state() private issues: readonly SourceIssue[] = [];
  /** The changes are listed once the dialog stands. */
  @state() private isListed = false;
  @query('dialog') private dialog!: HTMLDialogElement;
  readonly #portions = new Portions(this);
  #isUsed = false;

  /** Open the dialog on a scenario, or on a new one with this id. */
  async open(set: ChangeSet | null, newId: string): Promise<void> {
    if (this.isOpen) return;
    this.isNew = set === null;
    this.draft = set ?? { id: newId, name: '', changes: [] };
    this.filter = '';
    this.issues = [];
    this.#isUsed = false;
    this.isListed = false;
    this.#portions.reset();
    this.isOpen = true;
    await this.updateComplete;
    // A modal dialog has the browser style the whole page anew, which is enough for one task.
    await pause();
    if (!this.isConnected) return;
    this.dialog.showModal();
    takeTurn(() => (this.isListed = true));
    if (set) void this.#check();
  }

  async #check(): Promise<void> {
    const { changes } = this.draft;
    const issues = changes.length === 0 ? [] : await this.check(changes);
    if (changes === this.draft.changes) this.issues = issues;
  }

  protected override render() {
    const { changes } = this.draft;
    const canUse = changes.length > 0 && this.issues.length === 0;
    return html`<dialog aria-labelledby="picker-title" @close=${this.#onClosed}>
      <header>
        <h2 id="picker-title" tabindex="-1" autofocus>${this.isNew ? 'Add a scenario' : 'Edit the scenario'}</h2>
        <button type="button" class="plain" title="Close" @click=${this.#close}>
          <wa-icon name="remove" aria-hidden="true"></wa-icon><span class="hidden">Close</span>
        </button>
      </header>
      ${this.isOpen ? this.#renderBody() : nothing}
      <footer>
        <span class="quiet small" role="status">${this.#status()}</span>
        <wa-button appearance="outlined" variant="neutral" @click=${this.#close}>Cancel</wa-button>
        <wa-button variant="brand" ?disabled=${!canUse} @click=${this.#use}>
          ${this.isNew ? 'Add to the comparison' : 'Use these changes'}
        </wa-button>
      </footer>
    </dialog>`;
  }

  #status(): string {
    const { length } = this.draft.changes;
    if (length === 0) return 'Choose one change, or several that are made together.';
    return length === 1 ? '1 change chosen' : `${length} changes, made together`;
  }

  #renderBody() {
    const wanted = this.filter.trim().toLowerCase();
    const groups = groupChanges(
      this.available.filter((change) =>
        `${change.title} ${change.rationale} ${headingOf(change)}`.toLowerCase().includes(wanted),
      ),
    );
    const shown = groups.flatMap(({ changes }) => changes);
    const drawn = this.isListed ? groupChanges(this.#portions.of(shown)) : [];
    return html`<div class="picker">
      <div class="fields">
        <wa-input
          label="Find a change"
          placeholder="e.g. vacancies, AMHP, beds"
          .value=${this.filter}
          @input=${this.#onFilter}
        ></wa-input>
        <wa-input
          label="Name (optional)"
          maxlength="80"
          .value=${this.draft.name}
          @input=${(event: Event) => (this.draft = { ...this.draft, name: valueOf(event).trim() })}
        ></wa-input>
      </div>
      ${
        this.issues.length > 0
          ? html`<div class="refused" role="alert">
              <strong>These do not go together.</strong>
              ${this.issues.slice(0, 3).map(({ message }) => html`<p>${message}</p>`)}
            </div>`
          : nothing
      }
      ${this.#renderChosen()}
      <fieldset>
        <legend class="hidden">Changes</legend>
        ${drawn.map((group, i) => this.#renderGroup(group, groups[i].changes.length))}
        ${shown.length === 0 ? html`<p class="quiet">No change has “${this.filter}” in its title, reason or heading.</p>` : nothing}
      </fieldset>
    </div>`;
  }

  /** What is chosen stands above the list, which is long. */
  #renderChosen() {
    const chosen = changesOf(this.draft.changes, this.available);
    if (chosen.length === 0) return nothing;
    return html`<ul class="chosen" aria-label="Chosen">
      ${chosen.map(
        ({ id, title }) =>
          html`<li>
            ${title}
            <button type="button" class="plain" title="Leave out" @click=${() => this.#toggle(id)}>
              <wa-icon name="remove" aria-hidden="true"></wa-icon><span class="hidden">Leave out ${title}</span>
            </button>
          </li>`,
      )}
    </ul>`;
  }

  #renderGroup({ title, changes }: ChangeGroup, count: number) {
    return html`<section class="group">
      <h3>${title} <span class="quiet small">${count}</span></h3>
      ${changes.map((change) => this.#renderChange(change))}
    </section>`;
  }

  #renderChange({ id, title, rationale, source, origin }: AvailableChange) {
    const isChosen = this.draft.changes.includes(id);
    return html`<div class="change">
      <input
        type="checkbox"
        id="change-${id}"
        aria-describedby="change-${id}-why"
        .checked=${isChosen}
        @change=${() => this.#toggle(id)}
      />
      <label for="change-${id}">${title}</label>
      <p id="change-${id}-why" class="quiet small">
        ${rationale}
        <span class="source">${ORIGINS[origin]}Source: ${cite(source, this.publications)}</span>
      </p>
    </div>`;
  }

  readonly #onFilter = (event: Event) => {
    this.#portions.reset();
    this.filter = valueOf(event);
  };

  #toggle(id: string): void {
    const { changes } = this.draft;
    const next = changes.includes(id) ? changes.filter((one) => one !== id) : [...changes, id];
    this.draft = { ...this.draft, changes: next };
    void this.#check();
  }

  readonly #close = () => {
    this.dialog.close();
  };

  readonly #use = () => {
    this.#isUsed = true;
    this.dialog.close();
  };

  readonly #onClosed = async () => {
    const { draft } = this;
    this.isOpen = false;
    if (!this.#isUsed) return;
    // The dialog is seen to go before what was chosen takes its effect.
    await pause();
    this.dispatchEvent(new CustomEvent('choose', { detail: draft }));
  };
}

const ORIGINS: Record<AvailableChange['origin'], string> = { shipped: '', file: 'From your file. ', own: 'Your own. ' };

const valueOf = (event: Event) => (event.target as HTMLInputElement).value ?? '';

declare global {
  interface HTMLElementTagNameMap {
    'hr-change-picker': HrChangePicker;
  }
}
