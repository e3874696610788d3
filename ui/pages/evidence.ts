import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '../parts/controls';
import { HrElement } from '../parts/element';
import { Portions } from '../parts/portions';
import { selectField } from '../parts/select-field';
import type { NamedParameter, ScenarioInfo } from '../state/baseline';
import { formatNumber } from '../words/numbers';
import { cite } from '../words/citation';
import { plainNumber } from '../words/parameters';
import { unitWords } from '../words/units';
import './evidence.css';

const GRADES: { value: string; label: string }[] = [
  { value: '', label: 'Every grade' },
  { value: 'published locally', label: 'Published locally' },
  { value: 'published elsewhere', label: 'Published elsewhere' },
  { value: 'derived', label: 'Derived from published figures' },
  { value: 'assumption', label: 'Assumptions only' },
];

/** Where every number comes from: each parameter with value, range, source and grade. */
@customElement('hr-evidence')
export class HrEvidence extends HrElement {
  @property({ attribute: false }) info: ScenarioInfo | undefined;
  @state() private words = '';
  @state() private grade = '';
  readonly #portions = new Portions(this);

  protected override render() {
    const { info } = this;
    if (!info) return html`<div class="page"><p class="quiet" role="status">Loading…</p></div>`;
    const shown = info.parameters.filter((parameter) => this.#isShown(parameter));
    const assumed = info.parameters.filter(({ grade }) => grade === 'assumption').length;
    return html`<div class="page wide">
      <h1>Where does that number come from?</h1>
      <p class="lead">
        ${info.title} rests on ${formatNumber(info.parameters.length, 0)} numbers. ${formatNumber(assumed, 0)} of them
        are assumptions that no source gives: they are marked, and their range says how far they could be off.
      </p>
      ${info.caution ? html`<p class="note" role="note">${info.caution}</p>` : nothing}
      <div class="filters">
        <wa-input
          label="Find a number"
          placeholder="e.g. DNA, caseload, AMHP"
          .value=${this.words}
          @input=${this.#onWords}
        ></wa-input>
        ${selectField({
          id: 'grade',
          label: 'How well it is known',
          value: this.grade,
          options: GRADES,
          onChange: this.#onGrade,
        })}
        <p class="quiet small" role="status">${formatNumber(shown.length, 0)} shown</p>
      </div>
      <div class="card">
        <div class="scrolls" tabindex="0" role="region" aria-label="Numbers and their sources">
          <table>
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col" class="number">Value</th>
                <th scope="col" class="number">Low to high</th>
                <th scope="col">Known from</th>
                <th scope="col">Source and note</th>
              </tr>
            </thead>
            <tbody>
              ${this.#portions.of(shown).map((parameter) => this.#renderRow(parameter))}
              ${
                shown.length === 0
                  ? html`<tr>
                      <td colspan="5" class="quiet">No number fits. Use other words, or choose every grade.</td>
                    </tr>`
                  : nothing
              }
            </tbody>
          </table>
        </div>
      </div>
      ${this.#renderSources(info)}
    </div>`;
  }

  readonly #onWords = (event: Event) => {
    this.#portions.reset();
    this.words = (event.target as HTMLInputElement).value ?? '';
  };

  readonly #onGrade = (value: string) => {
    this.#portions.reset();
    this.grade = value;
  };

  #isShown({ id, title, source, note, grade }: NamedParameter): boolean {
    if (this.grade !== '' && grade !== this.grade) return false;
    const text = `${id} ${title} ${source} ${note ?? ''}`.toLowerCase();
    return this.words
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word));
  }

  #renderRow({ id, title, value, unit, low, high, source, year, grade, note }: NamedParameter) {
    const words = unitWords(unit);
    const number = (x: number) => plainNumber(x * words.scale);
    const cited = cite(source, this.info?.sources ?? {});
    return html`<tr>
      <th scope="row">${title} <code class="quiet">${id}</code></th>
      <td class="number" data-label="Value">
        ${number(value)}<span class="quiet">${value * words.scale === 1 ? words.one : words.many}</span>
      </td>
      <td class="number" data-label="Low to high">${low === high ? 'fixed' : `${number(low)} to ${number(high)}`}</td>
      <td data-label="Known from"><span class="grade ${grade.replace(' ', '-')}">${grade}</span></td>
      <td>
        ${source === 'assumption' ? 'No source: our assumption.' : `${cited}${year ? ` (figure of ${year})` : ''}`}
        ${note ? html`<span class="quiet">${note}</span>` : nothing}
      </td>
    </tr>`;
  }

  #renderSources({ sources }: ScenarioInfo) {
    const entries = Object.entries(sources);
    if (entries.length === 0) return nothing;
    return html`<section aria-labelledby="publications">
      <h2 id="publications">Publications</h2>
      <ul class="publications">
        ${entries.map(
          ([, { title, author, year, note }]) =>
            html`<li>
              ${author ? `${author}${year ? ` (${year})` : ''}: ` : nothing}<cite>${title}</cite>${
                note ? html`<span class="quiet small">${note}</span>` : nothing
              }
            </li>`,
        )}
      </ul>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-evidence': HrEvidence;
  }
}
