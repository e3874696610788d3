import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { plainValue, type Effect } from '../editing/effects';
import { withUnit } from '../editing/operation-words';
import type { EditTable, TableCell, TableRow } from '../editing/tables';
import { unitWords } from '../words/units';
import { HrElement } from './element';
import './field-table.css';
import { Portions } from './portions';

/**
 * Posts, or starting lists, as a table: each cell is a quantity to be edited, or says what the field is worked out from.
 *
 * @fires edit with the cell, and its title, as detail
 */
@customElement('hr-field-table')
export class HrFieldTable extends HrElement {
  @property({ attribute: false }) table!: EditTable;
  /** What the changes of the scenario do, by path. */
  @property({ attribute: false }) effects: ReadonlyMap<string, readonly Effect[]> = new Map();
  readonly #portions = new Portions(this);

  protected override render() {
    const { title, row, columns, rows } = this.table;
    if (rows.length === 0) return html`<p class="quiet">This scenario has none.</p>`;
    return html`<div class="card scrolls" tabindex="0" role="region" aria-label=${title}>
      <table>
        <thead>
          <tr>
            <th scope="col">${row}</th>
            ${columns.map((column) => {
              const unit = this.#unitOf(column.id);
              const words = unit === undefined ? '' : unitWords(unit).many.trim();
              return html`<th scope="col" class="number">
                ${column.title}${words ? html`<span class="unit small">${words}</span>` : nothing}
              </th>`;
            })}
          </tr>
        </thead>
        <tbody>
          ${this.#portions.of(rows).map((one) => this.#renderRow(one))}
        </tbody>
      </table>
    </div>`;
  }

  /** The unit of a column in which every quantity has the same. */
  #unitOf(column: string): string | undefined {
    const units = new Set(this.table.rows.flatMap(({ cells }) => cells.get(column)?.quantity?.unit ?? []));
    return units.size === 1 ? [...units][0] : undefined;
  }

  #renderRow({ title, cells }: TableRow) {
    return html`<tr>
      <th scope="row">${title}</th>
      ${this.table.columns.map((column) => {
        const cell = cells.get(column.id);
        const name = `${title}: ${column.title.toLowerCase()}`;
        return html`<td class="number">
          ${cell ? this.#renderCell(cell, name, this.#unitOf(column.id) !== undefined) : nothing}
        </td>`;
      })}
    </tr>`;
  }

  #renderCell(cell: TableCell, title: string, isPlain: boolean) {
    const { quantity, path, text } = cell;
    const effects = this.effects.get(path) ?? [];
    const now = quantity ? plainValue(quantity.value, effects) : 0;
    const isDated = effects.some(({ operation }) => 'at' in operation || 'until' in operation);
    const isExpression = !quantity && !/^[01]$/.test(text);
    return html`<button
      type="button"
      class="cell ${effects.length > 0 ? 'changed' : ''}"
      title=${isExpression ? text : title}
      @click=${() => this.dispatchEvent(new CustomEvent('edit', { detail: { cell, title } }))}
    >
      <span class="hidden">Edit ${title}: </span>${
        quantity ? shown(now, quantity.unit, isPlain) : isExpression ? 'worked out' : text === '0' ? 'none' : 'all'
      }${isDated ? html`<span class="small">, later another</span>` : nothing}
    </button>`;
  }
}

/** A value: without its unit where the heading has it. */
function shown(value: number, unit: string, isPlain: boolean): string {
  const { many, one } = unitWords(unit);
  const text = withUnit(value, unit);
  const ending = isPlain && [many, one].find((words) => words !== '' && text.endsWith(words));
  return ending ? text.slice(0, -ending.length) : text;
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-field-table': HrFieldTable;
  }
}
