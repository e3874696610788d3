import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { findQuantities, type Catalogue, type Quantity } from '../editing/catalogue';
import type { Effect } from '../editing/effects';
import { operationWords, rangeWords, withUnit } from '../editing/operation-words';
import { formatNumber } from '../words/numbers';
import { HrElement } from './element';
import { Portions } from './portions';
import './quantity-list.css';
import { selectField } from './select-field';
import { textField } from './text-field';

/**
 * Every quantity of the scenario, by section, to be found by words.
 *
 * @fires edit with the quantity as detail
 */
@customElement('hr-quantity-list')
export class HrQuantityList extends HrElement {
  @property({ attribute: false }) catalogue!: Catalogue;
  /** What the changes of the scenario do, by path. */
  @property({ attribute: false }) effects: ReadonlyMap<string, readonly Effect[]> = new Map();
  @state() private words = '';
  @state() private section = '';
  @state() private onlyChanged = false;
  readonly #portions = new Portions(this);

  protected override render() {
    const { catalogue } = this;
    const found = findQuantities(catalogue, this.words, this.section).filter(
      ({ id }) => !this.onlyChanged || this.#effectsOn(id).length > 0,
    );
    const order = new Map(catalogue.sections.map(({ id }, i) => [id, i]));
    const sorted = [...found].sort((a, b) => (order.get(a.section) ?? 0) - (order.get(b.section) ?? 0));
    const drawn = this.#portions.of(sorted);
    return html`<div class="filters">
        ${textField({
          id: 'find-quantity',
          label: 'Find a quantity',
          value: this.words,
          type: 'search',
          hint: 'Words of its title, note, source or service, e.g. vacancies, AMHP, DNA',
          onInput: (text) => this.#filter({ words: text }),
        })}
        ${selectField({
          id: 'section',
          label: 'Service or part',
          value: this.section,
          options: [
            { value: '', label: 'All of it' },
            ...catalogue.sections.map(({ id, title }) => ({ value: id, label: title })),
          ],
          onChange: (section) => this.#filter({ section }),
        })}
        <label class="only">
          <input
            type="checkbox"
            .checked=${this.onlyChanged}
            @change=${(event: Event) => this.#filter({ onlyChanged: (event.target as HTMLInputElement).checked })}
          />
          Only what this scenario changes
        </label>
        <p class="quiet small" role="status">
          ${formatNumber(found.length, 0)} of ${formatNumber(catalogue.quantities.length, 0)} quantities
        </p>
      </div>
      <div class="card list">
        ${drawn.map((quantity, i) => html`${this.#renderHeading(quantity, drawn[i - 1])}${this.#renderRow(quantity)}`)}
        ${found.length === 0 ? html`<p class="none quiet">Nothing fits. Use other words, or choose all of it.</p>` : nothing}
      </div>`;
  }

  #filter(patch: { words?: string; section?: string; onlyChanged?: boolean }): void {
    this.#portions.reset();
    Object.assign(this, patch);
  }

  #effectsOn(id: string): readonly Effect[] {
    return this.effects.get(`parameters.${id}`) ?? [];
  }

  #renderHeading({ section }: Quantity, before: Quantity | undefined) {
    if (before?.section === section) return nothing;
    const title = this.catalogue.sections.find(({ id }) => id === section)?.title;
    return html`<h2>${title}</h2>`;
  }

  #renderRow(quantity: Quantity) {
    const { id, title, value, unit, low, high, grade } = quantity;
    const effects = this.#effectsOn(id);
    return html`<div class="row ${effects.length > 0 ? 'changed' : ''}">
      <div class="what">
        <span>${title}</span>
        <span class="quiet small"> ${rangeWords(low, high, unit)} · ${grade} </span>
        ${effects.map(({ change, operation }) => {
          const { does, when } = operationWords(operation, this.catalogue);
          return html`<span class="effect small"><strong>${does} ${when}</strong> – ${change.title}</span>`;
        })}
      </div>
      <span class="value">${withUnit(value, unit)}</span>
      <button
        type="button"
        class="plain"
        @click=${() => this.dispatchEvent(new CustomEvent('edit', { detail: quantity }))}
      >
        Edit<span class="hidden"> ${title}</span>
      </button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-quantity-list': HrQuantityList;
  }
}
