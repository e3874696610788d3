import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { describePicture } from '../charts/picture';
import { download, fileNameFrom } from '../export/download';
import { pictureSvg } from '../export/picture-svg';
import { reportOf } from '../export/report';
import type { Block } from '../export/report-blocks';
import { HrElement } from '../parts/element';
import { Portions } from '../parts/portions';
import { describeDrift } from '../state/choices';
import { Names } from '../state/names';
import { madeOfNow, type PageState, type Results } from '../state/page-state';
import { joinList } from '../words/numbers';
import { sourceLine } from '../words/source-line';
import './report.css';

const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The results as a document on white paper: to be printed, kept as PDF by the browser, or saved for Word. */
@customElement('hr-report')
export class HrReport extends HrElement {
  @property({ attribute: false }) page!: PageState;
  @state() private status = '';
  readonly #portions = new Portions(this);
  #made: { results: Results; blocks: Block[] } | undefined;

  /** Made once for the same results. */
  #blocksOf(results: Results): Block[] {
    if (this.#made?.results !== results) {
      const names = new Names(results.info);
      this.#made = { results, blocks: reportOf({ results, names, available: this.page.available }) };
      this.#portions.reset();
    }
    return this.#made.blocks;
  }

  protected override render() {
    const { results } = this.page;
    if (!results) {
      return html`<div class="page">
        <h1>Report</h1>
        <p class="lead">
          ${this.page.isLoading ? 'Loading…' : html`There are no results to report yet. <a href="#/compare">Run a comparison</a> first.`}
        </p>
      </div>`;
    }
    const blocks = this.#blocksOf(results);
    const drift = describeDrift(results.madeOf, madeOfNow(this.page));
    return html`<div class="bar">
        <a href="#/compare">Back to the comparison</a>
        <p class="quiet small" role="status">${this.status}</p>
        <wa-button appearance="outlined" variant="neutral" @click=${() => this.#saveWord(results, blocks)}>
          <wa-icon slot="start" name="save" aria-hidden="true"></wa-icon>Save for Word
        </wa-button>
        <wa-button variant="brand" @click=${() => print()}>Print, or save as PDF</wa-button>
      </div>
      ${
        drift.length > 0
          ? html`<p class="drift" role="note">
              This report is of results that are out of date: since they were computed, ${joinList(drift)}.
            </p>`
          : nothing
      }
      <article>${this.#portions.of(blocks).map((block) => this.#renderBlock(block, results))}</article>`;
  }

  #renderBlock(block: Block, { solution }: Results) {
    if (block.kind === 'heading') {
      if (block.level === 1) return html`<h1>${block.text}</h1>`;
      return block.level === 2 ? html`<h2>${block.text}</h2>` : html`<h3>${block.text}</h3>`;
    }
    if (block.kind === 'text') return html`<p class=${block.tone ?? nothing}>${block.text}</p>`;
    if (block.kind === 'table') return renderTable(block);
    // As an image, which can hold no script and is printed as lines and letters all the same.
    const svg = pictureSvg(block.picture, { source: sourceLine(solution) });
    return html`<figure>
      <img src="data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}" alt=${describePicture(block.picture)} />
    </figure>`;
  }

  async #saveWord(results: Results, blocks: readonly Block[]): Promise<void> {
    this.status = 'Making the document…';
    try {
      const [{ wordDocument }, { pngOf }] = await Promise.all([
        import('../export/docx'),
        import('../export/picture-png'),
      ]);
      const { solution } = results;
      const file = await wordDocument(blocks, solution.scenarioTitle, sourceLine(solution), pngOf);
      const name = fileNameFrom(`headroom ${solution.scenarioTitle}`, 'docx');
      download(name, file, WORD_TYPE);
      this.status = `Saved ${name}.`;
    } catch (error) {
      this.status = `The document could not be made: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
}

function renderTable({ caption, columns, rows }: Extract<Block, { kind: 'table' }>) {
  const whole = columns.reduce((sum, { share = 1 }) => sum + share, 0);
  return html`<div class="scrolls" tabindex="0" role="region" aria-label=${caption}>
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map(
            ({ title, isNumber, share = 1 }) =>
              html`<th scope="col" class=${isNumber ? 'number' : ''} style="width: ${(100 * share) / whole}%">
                ${title}
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([head, ...cells]) =>
            html`<tr>
              <th scope="row">${head}</th>
              ${cells.map((cell, i) => html`<td class=${columns[i + 1]?.isNumber ? 'number' : ''}>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-report': HrReport;
  }
}
