import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { writeComparison } from '../export/comparison-file';
import { download, fileNameFrom } from '../export/download';
import { LONGEST_LINK, makeLink, type MadeLink } from '../export/link';
import { csvFile } from '../export/measures-csv';
import type { Exported } from '../export/tidy';
import { describeDrift } from '../state/choices';
import { Names } from '../state/names';
import { madeOfNow, type PageState } from '../state/page-state';
import { pause } from '../state/pause';
import { comparisonFrom } from '../state/sharing';
import type { Store } from '../state/store';
import { formatNumber } from '../words/numbers';
import { HrElement } from './element';
import './share-dialog.css';

/** A file that can be saved of the results. */
interface FileKind {
  label: string;
  hint: string;
  ending: string;
  make: (exported: Exported) => Promise<string | Blob>;
  type: string;
}

const FILES: readonly FileKind[] = [
  {
    label: 'Excel workbook',
    hint: 'Results, values over time, changes and assumptions, each on a sheet of its own; seed, version and hashes.',
    ending: 'xlsx',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    make: async (exported) => {
      const [{ workbook }, { sheetsOf }] = await Promise.all([import('../export/xlsx'), import('../export/tidy')]);
      return workbook(sheetsOf(exported));
    },
  },
  {
    label: 'Table of results (CSV)',
    hint: 'Every measure of every scenario, one in each row, for other programs.',
    ending: 'csv',
    type: 'text/csv',
    make: async (exported) => {
      const { resultsSheet, withHeadings } = await import('../export/tidy');
      return csvFile(withHeadings(resultsSheet(exported)));
    },
  },
];

/** A dialog with every way to hand a comparison on: as a link, as a file to open here again, and for other programs. */
@customElement('hr-share-dialog')
export class HrShareDialog extends HrElement {
  @property({ attribute: false }) store!: Store;
  @property({ attribute: false }) page!: PageState;
  @state() private isOpen = false;
  @state() private link: MadeLink | undefined;
  @state() private status = '';
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('#share-link') private field!: HTMLInputElement | null;

  /** Open the dialog, and make the link. */
  async open(): Promise<void> {
    if (this.isOpen) return;
    this.isOpen = true;
    this.link = undefined;
    this.status = '';
    await this.updateComplete;
    // A modal dialog has the browser style the whole page anew, which is enough for one task.
    await pause();
    if (!this.isConnected) return;
    this.dialog.showModal();
    const file = await comparisonFrom(this.store);
    this.link = await makeLink(JSON.stringify(file), location.href);
  }

  protected override render() {
    return html`<dialog aria-labelledby="share-title" @close=${this.#onClosed}>
      <header>
        <h2 id="share-title" tabindex="-1" autofocus>Share and export</h2>
        <button type="button" class="plain" title="Close" @click=${this.#close}>
          <wa-icon name="remove" aria-hidden="true"></wa-icon><span class="hidden">Close</span>
        </button>
      </header>
      ${this.isOpen ? html`<div class="ways">${this.#renderLink()} ${this.#renderFiles()}</div>` : nothing}
      <footer>
        <p class="quiet small" role="status">${this.status}</p>
        <wa-button appearance="outlined" variant="neutral" @click=${this.#close}>Close</wa-button>
      </footer>
    </dialog>`;
  }

  #renderLink() {
    const { link } = this;
    return html`<section aria-labelledby="share-link-title">
      <h3 id="share-link-title">Link</h3>
      ${
        link?.ok === false
          ? html`<p class="note" role="note">
              This comparison is too large for a link: it would have ${formatNumber(link.length, 0)} characters, and
              many programs cut links of more than ${formatNumber(LONGEST_LINK, 0)}. Send the file below instead.
            </p>`
          : html`<div class="link">
                <label class="hidden" for="share-link">Link to this comparison</label>
                <input
                  id="share-link"
                  type="text"
                  readonly
                  .value=${link?.link ?? 'Making the link…'}
                  @focus=${this.#select}
                />
                <wa-button variant="brand" ?disabled=${!link} @click=${this.#copy}>
                  <wa-icon slot="start" name="copy" aria-hidden="true"></wa-icon>Copy the link
                </wa-button>
              </div>
              <p class="quiet small">
                It holds the whole choice: scenarios, changes, settings and seed. Whoever opens it on this page gets the
                same numbers, or is told why not. Nothing is stored on any server.
              </p>`
      }
    </section>`;
  }

  #renderFiles() {
    const { results } = this.page;
    const isOutdated = results && describeDrift(results.madeOf, madeOfNow(this.page)).length > 0;
    return html`<section aria-labelledby="share-files-title">
      <h3 id="share-files-title">Files</h3>
      ${
        isOutdated
          ? html`<p class="note" role="note">
              The results are out of date. The link and the comparison hold what is chosen now; the other files hold the
              results as they were computed, with the choices of then.
            </p>`
          : nothing
      }
      <ul class="files">
        <li>
          ${this.#renderSave('Comparison (JSON)', this.#saveComparison)}
          <p class="quiet small">To open here again, however much there is to it.</p>
        </li>
        ${results ? FILES.map((kind) => this.#renderFile(kind)) : nothing}
        ${
          results
            ? html`<li>
                <a class="plain" href="#/report">
                  <wa-icon name="table" aria-hidden="true"></wa-icon>Report, to print or for Word
                </a>
                <p class="quiet small">
                  Sentence, changes, results, pictures, assumptions and hashes on A4; the browser saves it as PDF.
                </p>
              </li>`
            : nothing
        }
      </ul>
      ${results ? nothing : html`<p class="quiet small">Run the comparison to export results.</p>`}
    </section>`;
  }

  #renderFile(kind: FileKind) {
    return html`<li>
      ${this.#renderSave(kind.label, () => this.#save(kind))}
      <p class="quiet small">${kind.hint}</p>
    </li>`;
  }

  #renderSave(label: string, onClick: () => Promise<void>) {
    return html`<button type="button" class="plain" @click=${onClick}>
      <wa-icon name="save" aria-hidden="true"></wa-icon><span><span class="hidden">Save as </span>${label}</span>
    </button>`;
  }

  readonly #select = () => this.field?.select();

  readonly #copy = async () => {
    const { link, field } = this;
    if (!link?.ok) return;
    try {
      await navigator.clipboard.writeText(link.link);
      this.status = 'The link is copied.';
    } catch {
      field?.focus();
      field?.select();
      this.status = 'This browser does not let the page copy. The link is marked: press Ctrl and C, or Command and C.';
    }
  };

  readonly #saveComparison = async () => {
    const title = this.page.baseline?.info.title ?? 'comparison';
    const text = writeComparison(await comparisonFrom(this.store));
    this.#hand(fileNameFrom(`headroom ${title}`, 'json'), text, 'application/json');
  };

  async #save({ make, ending, type, label }: FileKind): Promise<void> {
    const { results, available } = this.page;
    if (!results) return;
    this.status = `Making the file: ${label}.`;
    try {
      const content = await make({ results, names: new Names(results.info), available });
      this.#hand(fileNameFrom(`headroom ${results.solution.scenarioTitle}`, ending), content, type);
    } catch (error) {
      this.status = `The file could not be made: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  #hand(name: string, content: string | Blob, type: string): void {
    download(name, content, type);
    this.status = `Saved ${name}.`;
  }

  readonly #close = () => this.dialog.close();

  readonly #onClosed = () => {
    this.isOpen = false;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-share-dialog': HrShareDialog;
  }
}
