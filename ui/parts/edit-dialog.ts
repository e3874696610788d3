import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Operation } from '../../engine/scenario/schema';
import type { SourceIssue } from '../../workers/protocol';
import type { Catalogue, Quantity } from '../editing/catalogue';
import { effectsOn, issuesAt, type Effect } from '../editing/effects';
import { readField, type Field } from '../editing/fields';
import { operationWords } from '../editing/operation-words';
import { pathOf } from '../editing/quantity-draft';
import type { AvailableChange } from '../state/changes';
import { pause } from '../state/pause';
import type { Publication } from '../words/citation';
import './edit-dialog.css';
import { HrElement } from './element';
import './quantity-form';
import type { HrQuantityForm } from './quantity-form';
import { textField } from './text-field';

/** What is edited: a quantity, or a field that holds something else. */
export type Edited = { quantity: Quantity } | { field: Field; title: string };

/** An edit: what is done, in words, and the operations by path. */
export interface Edit {
  what: string;
  operations: ReadonlyMap<string, readonly Operation[]>;
}

/**
 * The dialog in which one quantity or field of a scenario is edited. Nothing is applied before the engine has been asked;
 * what it says stands beside the field.
 *
 * @fires apply with the edit as detail
 * @fires copy with the id of a change that is to be made the person's own
 */
@customElement('hr-edit-dialog')
export class HrEditDialog extends HrElement {
  @property({ attribute: false }) catalogue!: Catalogue;
  @property({ attribute: false }) publications: Readonly<Record<string, Publication>> = {};
  /** The changes of the scenario that is edited. */
  @property({ attribute: false }) changes: readonly AvailableChange[] = [];
  /** What the scenario is called, to which the edit belongs. */
  @property() scenario = '';
  /** Asks the engine what it would have against some operations. */
  @property({ attribute: false }) check: (edit: Edit) => Promise<SourceIssue[]> = () => Promise.resolve([]);
  @state() private edited: Edited | undefined;
  @state() private text = '';
  @state() private issues: readonly SourceIssue[] = [];
  @state() private isChecking = false;
  @query('dialog') private dialog!: HTMLDialogElement;

  /** Open the dialog. */
  async open(edited: Edited): Promise<void> {
    this.edited = edited;
    this.issues = [];
    this.isChecking = false;
    if ('field' in edited) {
      const set = this.#effects(edited.field.path).at(-1)?.operation;
      this.text = shown(set && 'value' in set ? set.value : edited.field.value);
    }
    await this.updateComplete;
    // A modal dialog has the browser style the whole page anew, which is enough for one task.
    await pause();
    if (this.isConnected && !this.dialog.open) this.dialog.showModal();
  }

  #effects(path: string): Effect[] {
    return effectsOn(path, this.changes);
  }

  protected override render() {
    const { edited } = this;
    const title = !edited ? '' : 'quantity' in edited ? edited.quantity.title : edited.title;
    return html`<dialog aria-labelledby="edit-title" @close=${this.#onClosed}>
      <form @submit=${this.#submit} novalidate>
        <!-- By Enter in any field: the browser takes no other element for the button of a form. -->
        <button type="submit" hidden></button>
        <header>
          <div>
            <h2 id="edit-title" tabindex="-1" autofocus>${title}</h2>
            <p class="quiet small">In “${this.scenario}”. The baseline stays as it is.</p>
          </div>
          <button type="button" class="plain" title="Close" @click=${() => this.dialog.close()}>
            <wa-icon name="remove" aria-hidden="true"></wa-icon><span class="hidden">Close</span>
          </button>
        </header>
        <div class="body">${edited ? this.#renderForm(edited) : nothing}${this.#renderIssues()}</div>
        <footer>
          <span class="quiet small" role="status">${this.isChecking ? 'Checking…' : ''}</span>
          <wa-button appearance="outlined" variant="neutral" @click=${() => this.dialog.close()}>Cancel</wa-button>
          <wa-button type="submit" variant="brand" ?loading=${this.isChecking}>Apply</wa-button>
        </footer>
      </form>
    </dialog>`;
  }

  #renderForm(edited: Edited) {
    if ('field' in edited) {
      const isExpression = typeof edited.field.value === 'string';
      return textField({
        id: 'edit-field',
        label: 'Value',
        value: this.text,
        lines: isExpression ? 4 : undefined,
        maxLength: 1000,
        hint: isExpression
          ? 'The name of a quantity, an expression of several, or the id of a service or group of posts.'
          : 'A number, or yes or no.',
        problem: issuesAt(edited.field.path, this.issues)[0]?.message,
        onInput: (text) => (this.text = text),
      });
    }
    const { quantity } = edited;
    const path = pathOf(quantity);
    const fields = ['', '.low', '.high', '.source', '.grade', '.note'];
    return html`<hr-quantity-form
      .quantity=${quantity}
      .catalogue=${this.catalogue}
      .publications=${this.publications}
      .effects=${fields.flatMap((field) => this.#effects(path + field))}
      .issues=${this.issues}
      @copy=${(event: CustomEvent<string>) => this.#copy(event.detail)}
    ></hr-quantity-form>`;
  }

  /** What is wrong elsewhere because of this. */
  #renderIssues() {
    const path = this.#path();
    const others = this.issues.filter((issue) => issuesAt(path, [issue]).length === 0);
    if (others.length === 0) return nothing;
    return html`<div class="refused" role="alert">
      <strong>This cannot be applied.</strong>
      ${others.slice(0, 4).map(({ path: where, message }) => html`<p>${where ? html`<code>${where}</code> ` : nothing}${message}</p>`)}
    </div>`;
  }

  #path(): string {
    const { edited } = this;
    if (!edited) return '';
    return 'field' in edited ? edited.field.path : pathOf(edited.quantity);
  }

  readonly #submit = (event: Event) => {
    event.preventDefault();
    if (!this.isChecking) void this.#apply();
  };

  #read(): ReadonlyMap<string, readonly Operation[]> | undefined {
    const { edited } = this;
    if (!edited) return undefined;
    if ('quantity' in edited) return this.querySelector<HrQuantityForm>('hr-quantity-form')?.read();
    const { path, value: before } = edited.field;
    const value = readField(this.text, before);
    return new Map([[path, value === before ? [] : [{ op: 'to' as const, path, value }]]]);
  }

  async #apply(): Promise<void> {
    const { edited } = this;
    const operations = this.#read();
    if (!edited || !operations) return;
    const edit = { what: whatIsDone(edited, operations, this.catalogue), operations };
    this.isChecking = true;
    try {
      this.issues = await this.check(edit);
    } catch {
      // A worker that cannot be reached shows itself when a run is asked for.
      this.issues = [];
    }
    this.isChecking = false;
    if (this.edited !== edited || this.issues.length > 0) return;
    this.dialog.close();
    this.dispatchEvent(new CustomEvent('apply', { detail: edit }));
  }

  #copy(id: string): void {
    this.dialog.close();
    this.dispatchEvent(new CustomEvent('copy', { detail: id }));
  }

  readonly #onClosed = () => {
    this.edited = undefined;
  };
}

const shown = (value: unknown) => (value === true ? 'yes' : value === false ? 'no' : String(value));

function whatIsDone(
  edited: Edited,
  operations: ReadonlyMap<string, readonly Operation[]>,
  catalogue: Catalogue,
): string {
  const title = 'quantity' in edited ? edited.quantity.title : edited.title;
  const [first, ...others] = [...operations.values()].flat();
  if (!first) return `${title}: as in the baseline again.`;
  const { what, does, when } = operationWords(first, catalogue);
  const more = others.length > 0 ? `, and ${others.length} more` : '';
  return `${what}: ${[does, when].filter(Boolean).join(' ')}${more}.`;
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-edit-dialog': HrEditDialog;
  }
}
