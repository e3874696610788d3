import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Baseline } from '../state/baseline';
import { HrElement } from './element';
import './baseline-box.css';

/**
 * The scenario in use, and the way to another one: a file, or what the page came with.
 *
 * @fires open with the file as detail
 * @fires save
 * @fires reset
 */
@customElement('hr-baseline-box')
export class HrBaselineBox extends HrElement {
  @property({ attribute: false }) baseline: Baseline | undefined;
  @state() private isOver = false;

  protected override render() {
    const { baseline } = this;
    return html`<div
      class="drop ${this.isOver ? 'over' : ''}"
      @dragover=${this.#onDragOver}
      @dragleave=${this.#onDragLeave}
      @drop=${this.#onDrop}
    >
      <p class="title">${baseline?.info.title ?? 'Loading the scenario…'}</p>
      ${baseline?.origin === 'file' ? html`<p class="quiet small">From your file ${baseline.fileName}</p>` : nothing}
      <div class="actions">
        <button type="button" class="plain" @click=${this.#choose}>
          <wa-icon name="open" aria-hidden="true"></wa-icon>Open a file
        </button>
        <button type="button" class="plain" @click=${() => this.dispatchEvent(new CustomEvent('save'))}>
          <wa-icon name="save" aria-hidden="true"></wa-icon>Save
        </button>
        <button type="button" class="plain" @click=${() => this.dispatchEvent(new CustomEvent('reset'))}>
          Start afresh
        </button>
      </div>
      <p class="quiet small">A scenario, change or saved comparison. Or drop one here: it stays on this computer.</p>
      <input
        type="file"
        accept=".json,application/json"
        class="hidden"
        tabindex="-1"
        aria-label="File to open"
        @change=${this.#onChosen}
      />
    </div>`;
  }

  readonly #choose = () => this.querySelector('input')?.click();

  readonly #onChosen = (event: Event) => {
    const input = event.target as HTMLInputElement;
    this.#open(input.files?.[0]);
    // So that the same file, once mended, can be chosen again.
    input.value = '';
  };

  readonly #onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.isOver = true;
  };

  readonly #onDragLeave = () => {
    this.isOver = false;
  };

  readonly #onDrop = (event: DragEvent) => {
    event.preventDefault();
    this.isOver = false;
    this.#open(event.dataTransfer?.files[0]);
  };

  #open(file: File | undefined): void {
    if (file) this.dispatchEvent(new CustomEvent('open', { detail: file }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-baseline-box': HrBaselineBox;
  }
}
