import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { SourceIssue } from '../../workers/protocol';
import type { Catalogue } from '../editing/catalogue';
import { operationsOfPaste, readPaste, type Pasted, type PastedRow } from '../editing/pasted';
import { tableOf, writeTable, type EditTable } from '../editing/tables';
import { pause } from '../state/pause';
import type { Edit } from './edit-dialog';
import './edit-dialog.css';
import { HrElement } from './element';
import './paste-dialog.css';
import { selectField } from './select-field';

/** Rows of a preview that are drawn; the others are counted. */
const MOST_SHOWN = 100;

const TABLES: { value: EditTable['id']; label: string }[] = [
  { value: 'quantities', label: 'Quantities' },
  { value: 'posts', label: 'Posts' },
  { value: 'starts', label: 'Starting lists and caseloads' },
];

/**
 * The dialog that takes a table from a spreadsheet. It shows row by row what would change and what is wrong; nothing is
 * applied before that is confirmed.
 *
 * @fires apply with the edit as detail
 */
@customElement('hr-paste-dialog')
export class HrPasteDialog extends HrElement {
  @property({ attribute: false }) catalogue!: Catalogue;
  /** Asks the engine what it would have against some operations. */
  @property({ attribute: false }) check: (edit: Edit) => Promise<SourceIssue[]> = () => Promise.resolve([]);
  @state() private isOpen = false;
  @state() private table: EditTable['id'] = 'quantities';
  @state() private text = '';
  @state() private issues: readonly SourceIssue[] = [];
  @state() private isChecking = false;
  @state() private said = '';
  @query('dialog') private dialog!: HTMLDialogElement;

  /** Open the dialog on one of the tables. */
  async open(table: EditTable['id']): Promise<void> {
    this.table = table;
    this.text = '';
    this.said = '';
    this.issues = [];
    this.isOpen = true;
    await this.updateComplete;
    // A modal dialog has the browser style the whole page anew, which is enough for one task.
    await pause();
    if (this.isConnected && !this.dialog.open) this.dialog.showModal();
  }

  protected override render() {
    return html`<dialog class="paste" aria-labelledby="paste-title" @close=${this.#onClosed}>
      <form @submit=${(event: Event) => event.preventDefault()}>
        <header>
          <div>
            <h2 id="paste-title" tabindex="-1" autofocus>Paste a table</h2>
            <p class="quiet small">
              Copy cells in Excel and paste them here. The first row may name the columns; the first cell of each row
              names what it is about.
            </p>
          </div>
          <button type="button" class="plain" title="Close" @click=${() => this.dialog.close()}>
            <wa-icon name="remove" aria-hidden="true"></wa-icon><span class="hidden">Close</span>
          </button>
        </header>
        ${this.isOpen ? this.#renderBody() : nothing}
      </form>
    </dialog>`;
  }

  #renderBody() {
    const table = tableOf(this.catalogue, this.table);
    const pasted = readPaste(this.text, table, this.catalogue.startDate);
    const rows = pasted.ok ? pasted.rows : [];
    const bad = rows.filter(({ problems }) => problems.length > 0).length;
    const operations = operationsOfPaste(rows);
    const good = rows.filter(({ problems, says }) => problems.length === 0 && says.length > 0).length;
    const label = `Apply ${good} row${good === 1 ? '' : 's'}${bad > 0 ? `, leave out ${bad}` : ''}`;
    return html`<div class="body">
        <div class="source">
          ${selectField({
            id: 'paste-table',
            label: 'Which table',
            value: this.table,
            options: TABLES,
            onChange: (value) => this.#begin({ table: value as EditTable['id'] }),
          })}
          <button type="button" class="plain" @click=${() => void this.#copy(table)}>
            <wa-icon name="copy" aria-hidden="true"></wa-icon>Copy the table as it is, for Excel
          </button>
        </div>
        <div class="text-field">
          <label for="paste-text">Cells</label>
          <textarea
            id="paste-text"
            rows="5"
            spellcheck="false"
            aria-describedby="paste-hint"
            .value=${this.text}
            @input=${(event: Event) => this.#begin({ text: (event.target as HTMLTextAreaElement).value })}
          ></textarea>
          <p id="paste-hint" class="quiet small">
            Columns that would do: Id or ${table.row}, ${table.columns.map(({ title }) => title).join(', ')}, From,
            Until${table.id === 'quantities' ? ', Low, High, Source, Note' : ''}. Empty cells leave things as they are.
          </p>
        </div>
        ${this.#renderPreview(pasted)}
        ${
          this.issues.length > 0
            ? html`<div class="refused" role="alert">
                <strong>Nothing was applied.</strong>
                ${this.issues.slice(0, 4).map(({ message }) => html`<p>${message}</p>`)}
              </div>`
            : nothing
        }
      </div>
      <footer>
        <span class="quiet small" role="status"
          >${this.isChecking ? 'Checking…' : this.said || tell(rows, good, bad)}</span
        >
        <wa-button appearance="outlined" variant="neutral" @click=${() => this.dialog.close()}>Cancel</wa-button>
        <wa-button
          variant="brand"
          ?disabled=${good === 0}
          ?loading=${this.isChecking}
          @click=${() => void this.#apply({ what: `Pasted ${good} row${good === 1 ? '' : 's'} of ${table.title.toLowerCase()}.`, operations })}
        >
          ${good === 0 ? 'Apply' : label}
        </wa-button>
      </footer>`;
  }

  #begin(patch: { table?: EditTable['id']; text?: string }): void {
    this.issues = [];
    this.said = '';
    Object.assign(this, patch);
  }

  #renderPreview(pasted: Pasted) {
    if (this.text.trim() === '') return nothing;
    if (!pasted.ok) return html`<p class="refused" role="alert">${pasted.message}</p>`;
    const shown = pasted.rows.slice(0, MOST_SHOWN);
    return html`<div class="scrolls preview" tabindex="0" role="region" aria-label="What would change">
      <table>
        <thead>
          <tr>
            <th scope="col" class="number">Row</th>
            <th scope="col">What</th>
            <th scope="col">What would change</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map((row) => renderRow(row))}
          ${
            pasted.rows.length > shown.length
              ? html`<tr>
                  <td></td>
                  <td colspan="2" class="quiet">And ${pasted.rows.length - shown.length} more rows.</td>
                </tr>`
              : nothing
          }
        </tbody>
      </table>
    </div>`;
  }

  async #copy(table: EditTable): Promise<void> {
    try {
      await navigator.clipboard.writeText(writeTable(table));
      this.said = 'Copied. Paste it into a sheet, change it there, and paste it back here.';
    } catch {
      // Without leave to write to the clipboard the cells stand here, to be copied by hand.
      this.#begin({ text: writeTable(table) });
      this.said = 'This browser does not let the page copy; the cells stand here instead.';
    }
  }

  readonly #onClosed = () => {
    this.isOpen = false;
  };

  async #apply(edit: Edit): Promise<void> {
    this.isChecking = true;
    this.issues = await this.check(edit).catch(() => []);
    this.isChecking = false;
    if (!this.isOpen || this.issues.length > 0) return;
    this.dialog.close();
    this.dispatchEvent(new CustomEvent('apply', { detail: edit }));
  }
}

function renderRow({ number, title, says, warnings, problems }: PastedRow) {
  return html`<tr class=${problems.length > 0 ? 'bad' : ''}>
    <td class="number">${number}</td>
    <th scope="row">${title}</th>
    <td>
      ${
        problems.length > 0
          ? problems.map((problem) => html`<p class="problem">${problem}</p>`)
          : says.length > 0
            ? says.map((text) => html`<p>${text}</p>`)
            : html`<p class="quiet">As it is</p>`
      }
      ${warnings.map((warning) => html`<p class="warning">${warning}</p>`)}
    </td>
  </tr>`;
}

function tell(rows: readonly PastedRow[], good: number, bad: number): string {
  if (rows.length === 0) return '';
  const same = rows.length - good - bad;
  const parts = [
    `${good} would change something`,
    bad > 0 ? `${bad} cannot be used` : '',
    same > 0 ? `${same} as it is` : '',
  ];
  return `${rows.length} rows: ${parts.filter(Boolean).join(', ')}.`;
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-paste-dialog': HrPasteDialog;
  }
}
