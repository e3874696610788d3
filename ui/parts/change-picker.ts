import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SourceIssue } from '../../workers/protocol';
import type { AvailableChange } from '../state/changes';
import type { ChangeSet } from '../state/choices';
import { cite, type Publication } from '../words/citation';
import { HrElement } from './element';
import './change-picker.css';

/**
 * A dialog in which a scenario is put together from changes.
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
  #returnTo: HTMLElement | null = null;

  /** Open the dialog on a scenario, or on a new one with this id. */
  open(set: ChangeSet | null, newId: string): void {
    this.isNew = set === null;
    this.draft = set ?? { id: newId, name: '', changes: [] };
    this.filter = '';
    this.issues = [];
    this.#returnTo = document.activeElement as HTMLElement | null;
    this.isOpen = true;
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
    return html`<wa-dialog
      label=${this.isNew ? 'Add a scenario' : 'Edit the scenario'}
      ?open=${this.isOpen}
      @wa-after-hide=${this.#onHidden}
    >
      ${this.isOpen ? this.#renderBody() : nothing}
      <div slot="footer" class="picker-footer">
        <span class="quiet small" role="status">${this.#status()}</span>
        <wa-button appearance="outlined" variant="neutral" @click=${this.#close}>Cancel</wa-button>
        <wa-button variant="brand" ?disabled=${!canUse} @click=${this.#use}>
          ${this.isNew ? 'Add to the comparison' : 'Use these changes'}
        </wa-button>
      </div>
    </wa-dialog>`;
  }

  #status(): string {
    const { length } = this.draft.changes;
    if (length === 0) return 'Choose one change, or several that are made together.';
    return length === 1 ? '1 change chosen' : `${length} changes, made together`;
  }

  #renderBody() {
    const wanted = this.filter.trim().toLowerCase();
    const shown = this.available.filter(({ title, rationale }) =>
      `${title} ${rationale}`.toLowerCase().includes(wanted),
    );
    return html`<div class="picker">
      <div class="fields">
        <wa-input
          label="Find a change"
          placeholder="e.g. vacancies, AMHP, triage"
          .value=${this.filter}
          @input=${(event: Event) => (this.filter = valueOf(event))}
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
      <fieldset>
        <legend class="hidden">Changes</legend>
        ${shown.map((change) => this.#renderChange(change))}
        ${shown.length === 0 ? html`<p class="quiet">No change has “${this.filter}” in its title or reason.</p>` : nothing}
      </fieldset>
    </div>`;
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
        <span class="source"
          >${origin === 'file' ? 'From your file. ' : ''}Source: ${cite(source, this.publications)}</span
        >
      </p>
    </div>`;
  }

  #toggle(id: string): void {
    const { changes } = this.draft;
    const next = changes.includes(id) ? changes.filter((one) => one !== id) : [...changes, id];
    this.draft = { ...this.draft, changes: next };
    void this.#check();
  }

  readonly #close = () => {
    this.isOpen = false;
  };

  readonly #use = () => {
    this.dispatchEvent(new CustomEvent('choose', { detail: this.draft }));
    this.isOpen = false;
  };

  readonly #onHidden = (event: Event) => {
    if ((event.target as Element).localName !== 'wa-dialog') return;
    this.isOpen = false;
    if (this.#returnTo?.isConnected) this.#returnTo.focus();
  };
}

const valueOf = (event: Event) => (event.target as HTMLInputElement).value ?? '';

declare global {
  interface HTMLElementTagNameMap {
    'hr-change-picker': HrChangePicker;
  }
}
