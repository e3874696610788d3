import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { HrElement } from './element';
import { Portions } from './portions';
import './service-table.css';
import { drawPart } from './turns';

/** A column of a service's table. */
export interface Column {
  title: string;
  isNumber?: boolean;
}

/** Rows of each service, in the order in which services come first. */
export function byService<T extends { service: string }>(rows: readonly T[]): [service: string, rows: T[]][] {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const there = found.get(row.service);
    if (there) there.push(row);
    else found.set(row.service, [row]);
  }
  return [...found];
}

/**
 * One service's part of a long table of measures. What is out of sight is drawn, but neither styled nor laid out; and each part is
 * drawn in a turn of its own, at first and whenever its numbers change.
 */
@customElement('hr-service-table')
export class HrServiceTable extends HrElement {
  /** Name of the service; empty where the table is the only one. */
  @property() heading = '';
  @property() caption = '';
  @property({ attribute: false }) columns: readonly Column[] = [];
  /** What the rows are made of. */
  @property({ attribute: false }) rows: readonly unknown[] = [];
  /** Makes a row. */
  @property({ attribute: false }) row: (of: never) => TemplateResult = () => html``;
  readonly #portions = new Portions(this);

  protected override scheduleUpdate(): void | Promise<unknown> {
    if (!this.hasUpdated) return super.scheduleUpdate();
    return new Promise<void>((resolve) => {
      drawPart(() => {
        this.performUpdate();
        resolve();
      });
    });
  }

  protected override updated(): void {
    // From these the height is guessed for as long as nobody has seen it.
    this.style.setProperty('--rows', String(this.rows.length));
    this.toggleAttribute('data-among-others', this.heading !== '');
  }

  protected override render() {
    return html`${this.heading ? html`<h3>${this.heading}</h3>` : nothing}
      <table>
        <caption class="hidden">
          ${this.caption}
        </caption>
        <thead>
          <tr>
            ${this.columns.map(({ title, isNumber }) => html`<th scope="col" class=${isNumber ? 'number' : ''}>${title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${this.#portions.of(this.rows).map((row) => this.row(row as never))}
          ${
            this.rows.length === 0
              ? html`<tr>
                  <td colspan=${this.columns.length} class="quiet">No measure could be estimated here.</td>
                </tr>`
              : nothing
          }
        </tbody>
      </table>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-service-table': HrServiceTable;
  }
}
