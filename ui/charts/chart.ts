import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { HrElement } from '../parts/element';
import '../parts/swatch';
import { takeTurn } from '../parts/turns';
import type { Drawing } from './draw';
import { describePicture, tableOf, type Picture } from './picture';
import './chart.css';

let count = 0;

/** A picture with title, legend, drawing, and the same numbers as a table. Drawn only when it comes into view. */
@customElement('hr-chart')
export class HrChart extends HrElement {
  @property({ attribute: false }) picture!: Picture;
  /** Where the numbers come from: it goes along with a picture that is saved. */
  @property() source = '';
  /** What the picture is of, e.g. a service, where that stands beside it on the page only. */
  @property() subject = '';
  @state() private isTable = false;

  readonly #id = `chart-${(count += 1)}`;
  readonly #dark = matchMedia('(prefers-color-scheme: dark)');
  readonly #seen = new IntersectionObserver(([entry]) => this.#onSeen(entry.isIntersecting), { rootMargin: '200px' });
  #isSeen = false;
  #isDue = false;
  #drawing: { chart: Drawing; canvas: HTMLCanvasElement; kind: Picture['kind'] } | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#seen.observe(this);
    this.#dark.addEventListener('change', this.#draw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#seen.disconnect();
    this.#dark.removeEventListener('change', this.#draw);
    this.#forget();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('picture') || changed.has('isTable')) this.#draw();
  }

  #onSeen(isSeen: boolean): void {
    const isNew = isSeen && !this.#isSeen;
    this.#isSeen = isSeen;
    if (isNew && (this.#isDue || !this.#drawing)) this.#draw();
  }

  #forget(): void {
    this.#drawing?.chart.destroy();
    this.#drawing = undefined;
  }

  readonly #draw = () => {
    this.#isDue = true;
    if (!this.#isSeen || this.isTable) {
      if (this.isTable) this.#forget();
      return;
    }
    void import('./draw').then(({ draw }) =>
      takeTurn(() => {
        const canvas = this.querySelector('canvas');
        if (!this.#isDue || !canvas || !this.isConnected) return;
        this.#isDue = false;
        const { kind } = this.picture;
        if (this.#drawing?.canvas !== canvas || this.#drawing.kind !== kind) {
          this.#forget();
          this.#drawing = { chart: draw(canvas, kind), canvas, kind };
        }
        const { chart } = this.#drawing;
        for (const step of chart.steps(this.picture)) {
          takeTurn(() => {
            // In between it may have been put away.
            if (this.#drawing?.chart === chart) step();
          });
        }
      }),
    );
  };

  protected override render() {
    const { picture } = this;
    if (!picture) return nothing;
    return html`<section class="card" aria-labelledby=${this.#id}>
      <header>
        <div>
          <h3 id=${this.#id}>${picture.title}</h3>
          <p class="quiet small">${picture.about}</p>
        </div>
        <button type="button" class="plain" aria-pressed=${this.isTable} @click=${this.#toggle}>
          <wa-icon name=${this.isTable ? 'chart' : 'table'} aria-hidden="true"></wa-icon
          >${this.isTable ? 'Show as chart' : 'Show as table'}<span class="hidden">: ${picture.title}</span>
        </button>
      </header>
      ${this.isTable ? this.#renderTable() : this.#renderDrawing()}
      <p class="save quiet small">
        Save the picture:
        ${(['PNG', 'SVG'] as const).map(
          (format) =>
            html`<button type="button" class="plain" @click=${() => this.#save(format)}>
              ${format}<span class="hidden">: ${picture.title}</span>
            </button>`,
        )}
      </p>
    </section>`;
  }

  async #save(format: 'PNG' | 'SVG'): Promise<void> {
    const { picture, source, subject } = this;
    const { savePicture } = await import('../export/save-picture');
    const title = subject ? `${picture.title}: ${subject}` : picture.title;
    await savePicture({ ...picture, title }, format, source);
  }

  readonly #toggle = () => {
    this.isTable = !this.isTable;
  };

  #renderDrawing() {
    const { picture } = this;
    const rows = picture.kind === 'bars' ? picture.x.length * picture.series.length : 0;
    const height =
      rows > 0
        ? `${Math.max(180, 70 + rows * (picture.series.length > 3 ? 17 : 24) + picture.x.length * 10)}px`
        : nothing;
    return html`<ul class="legend" aria-label="Legend">
        ${picture.series.map(
          ({ name, position }) =>
            html`<li>
              <hr-swatch .position=${position} .kind=${picture.kind === 'bars' ? 'box' : 'line'}></hr-swatch>${name}
            </li>`,
        )}
      </ul>
      <div class="drawing" style=${height === nothing ? nothing : `height: ${height}`}>
        <canvas role="img" aria-label=${describePicture(picture)}></canvas>
      </div>`;
  }

  #renderTable() {
    const { columns, rows } = tableOf(this.picture);
    const unit = this.picture.yTitle;
    return html`<div class="scrolls" tabindex="0" role="region" aria-label="Table: ${this.picture.title}">
      <table>
        <caption class="hidden">
          ${this.picture.title}, in ${unit}
        </caption>
        <thead>
          <tr>
            ${columns.map((column, i) => html`<th scope="col" class=${i > 0 ? 'number' : ''}>${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ([head, ...cells]) =>
              html`<tr>
                <th scope="row">${head}</th>
                ${cells.map((cell) => html`<td class="number">${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
      <p class="quiet small">In ${unit}.</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-chart': HrChart;
  }
}
