import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { TERMS, type TermKey } from '../words/glossary';
import { HrElement } from './element';
import './term.css';

let count = 0;

/** A word that explains itself when pressed, by mouse, touch or keyboard. */
@customElement('hr-term')
export class HrTerm extends HrElement {
  /** Key in the glossary. */
  @property() term: TermKey = 'replication';
  /** The word as it stands in the text; the glossary's own if empty. */
  @property() text = '';
  @state() private isOpen = false;

  readonly #id = `term-${(count += 1)}`;
  #listening: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listen(false);
  }

  protected override render() {
    const { word, meaning } = TERMS[this.term];
    return html`<button
        type="button"
        class="word"
        aria-expanded=${this.isOpen}
        aria-controls=${this.#id}
        @click=${this.#toggle}
      >
        ${this.text || word}</button
      ><span id=${this.#id} class="meaning" role="note" ?hidden=${!this.isOpen}>${meaning}</span>`;
  }

  readonly #toggle = () => this.#open(!this.isOpen);

  #open(isOpen: boolean): void {
    this.isOpen = isOpen;
    this.#listen(isOpen);
    if (isOpen) void this.updateComplete.then(() => this.#place());
  }

  #listen(on: boolean): void {
    this.#listening?.abort();
    if (!on) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    document.addEventListener('keydown', this.#onKey, { signal });
    document.addEventListener('pointerdown', this.#onPointer, { signal });
  }

  readonly #onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') this.#open(false);
  };

  readonly #onPointer = (event: PointerEvent) => {
    if (!this.contains(event.target as Node)) this.#open(false);
  };

  /** Keep the meaning within the window. */
  #place(): void {
    const meaning = this.querySelector<HTMLElement>('.meaning');
    if (!meaning) return;
    meaning.style.left = '0px';
    const { left, right } = meaning.getBoundingClientRect();
    const over = Math.max(0, right - (document.documentElement.clientWidth - 12));
    meaning.style.left = `${-Math.min(over, left - 12)}px`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-term': HrTerm;
  }
}
