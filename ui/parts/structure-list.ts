import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Catalogue } from '../editing/catalogue';
import type { Effect } from '../editing/effects';
import { operationWords, withUnit } from '../editing/operation-words';
import { entriesOf, entryFields, type Entry, type EntryField } from '../editing/structure';
import { HrElement } from './element';
import { Portions } from './portions';
import { selectField } from './select-field';
import './structure-list.css';

/**
 * Services, rotas, routes, loops and what they rest on, with every field of one of them at a time.
 *
 * @fires edit with the field, and its title, as detail
 */
@customElement('hr-structure-list')
export class HrStructureList extends HrElement {
  @property({ attribute: false }) catalogue!: Catalogue;
  /** What the changes of the scenario do, by path. */
  @property({ attribute: false }) effects: ReadonlyMap<string, readonly Effect[]> = new Map();
  @state() private kind = '';
  @state() private path = '';
  readonly #portions = new Portions(this);
  #entries: { of: Catalogue; entries: Entry[] } | undefined;

  protected override render() {
    const entries = this.#entriesNow();
    const kinds = [...new Set(entries.map(({ kind }) => kind))];
    const kind = kinds.includes(this.kind) ? this.kind : kinds[0];
    const listed = entries.filter((entry) => entry.kind === kind);
    const entry = listed.find(({ path }) => path === this.path) ?? listed[0];
    return html`<div class="choose">
        ${selectField({
          id: 'structure-kind',
          label: 'Part of the scenario',
          value: kind ?? '',
          options: kinds.map((value) => ({ value, label: value })),
          onChange: (value) => this.#choose({ kind: value, path: '' }),
        })}
        ${selectField({
          id: 'structure-entry',
          label: 'Which one',
          value: entry?.path ?? '',
          options: listed.map(({ path, title }) => ({ value: path, label: title })),
          onChange: (path) => this.#choose({ path }),
        })}
      </div>
      ${entry ? this.#renderEntry(entry) : nothing}`;
  }

  #entriesNow(): Entry[] {
    if (this.#entries?.of !== this.catalogue)
      this.#entries = { of: this.catalogue, entries: entriesOf(this.catalogue) };
    return this.#entries.entries;
  }

  #choose(patch: { kind?: string; path?: string }): void {
    this.#portions.reset();
    Object.assign(this, patch);
  }

  #renderEntry({ path, title, note }: Entry) {
    const fields = entryFields(this.catalogue, path);
    const drawn = this.#portions.of(fields);
    return html`<section class="card" aria-labelledby="entry-title">
      <header>
        <h2 id="entry-title">${title}</h2>
        ${note ? html`<p class="quiet small">${note}</p>` : nothing}
      </header>
      ${drawn.map((field, i) => html`${this.#renderPart(field, drawn[i - 1])}${this.#renderField(field, title)}`)}
    </section>`;
  }

  #renderPart({ part }: EntryField, before: EntryField | undefined) {
    return part === '' || before?.part === part ? nothing : html`<h3>${part}</h3>`;
  }

  #renderField(field: EntryField, entryTitle: string) {
    const { path, label, value, means, part } = field;
    const quantity = typeof value === 'string' ? this.catalogue.byId.get(value.trim()) : undefined;
    const effects = this.effects.get(quantity ? `parameters.${quantity.id}` : path) ?? [];
    const title = `${entryTitle}: ${[part, label].filter(Boolean).join(', ')}`;
    return html`<div class="row ${effects.length > 0 ? 'changed' : ''}">
      <span class="label">${label}</span>
      <span class="holds">
        ${
          quantity
            ? html`<strong>${withUnit(quantity.value, quantity.unit)}</strong>
                <span class="quiet small">${quantity.title}</span>`
            : html`<code>${String(value)}</code>${means ? html`<span class="quiet small">${means}</span>` : nothing}`
        }
        ${effects.map(({ change, operation }) => {
          const { does, when } = operationWords(operation, this.catalogue);
          return html`<span class="effect small"><strong>${does} ${when}</strong> – ${change.title}</span>`;
        })}
      </span>
      <button
        type="button"
        class="plain"
        @click=${() => this.dispatchEvent(new CustomEvent('edit', { detail: { quantity, field, title } }))}
      >
        Edit<span class="hidden"> ${title}</span>
      </button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-structure-list': HrStructureList;
  }
}
