import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '../parts/controls';
import { HrElement } from '../parts/element';
import { Portions } from '../parts/portions';
import { selectField } from '../parts/select-field';
import type { ScenarioDescription } from '../../workers/protocol';
import '../parts/matters';
import { WatchJob } from '../parts/watch-job';
import type { NamedParameter, ScenarioInfo } from '../state/baseline';
import { matterOf, type Mattering } from '../state/mattering';
import type { PageState } from '../state/page-state';
import type { Store } from '../state/store';
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
  @property({ attribute: false }) store!: Store;
  @property({ attribute: false }) page!: PageState;
  @state() private words = '';
  @state() private grade = '';
  /** The baseline as a worker describes it, once it has. */
  @state() private description: ScenarioDescription | undefined;
  readonly #portions = new Portions(this);
  readonly #watch = new WatchJob<Mattering>(this, () => this.store.asking.job('matters'), true);
  readonly #usePortions = new Portions(this);
  #described: string | undefined;
  #shownMatters: Mattering | undefined;

  /** A column for all rows at once would hold the page up. */
  protected override willUpdate(): void {
    const matters = this.#matters();
    if (matters !== this.#shownMatters) this.#portions.reset();
    this.#shownMatters = matters;
  }

  /** What the scenario holds, and what uses each number, is asked once for each baseline. */
  protected override updated(): void {
    const { baseline } = this.page;
    if (!baseline || this.#described === baseline.key) return;
    this.#described = baseline.key;
    this.description = undefined;
    void this.store.asking
      .describe({ scenario: baseline.text, changes: [] })
      .then((answer) => {
        if (answer.ok && this.#described === baseline.key) this.description = answer.value;
      })
      .catch(() => undefined);
  }

  /** What was found to matter in this scenario. */
  #matters(): Mattering | undefined {
    const { result } = this.#watch.job.state;
    return result?.request.baseline === this.page.baseline?.key ? result : undefined;
  }

  /** Titles of what uses a number. */
  #usesOf(id: string): string[] {
    const use = this.description?.uses.find(({ parameter }) => parameter === id);
    const titles = new Map(this.description?.services.map((service) => [service.id, service.title]));
    return use ? [...use.services.map((service) => titles.get(service) ?? service), ...use.parts] : [];
  }

  protected override render() {
    const info = this.page.baseline?.info;
    if (!info) return html`<div class="page"><p class="quiet" role="status">Loading…</p></div>`;
    const shown = info.parameters.filter((parameter) => this.#isShown(parameter));
    const withUses = this.description ? this.#usePortions.of(shown).length : 0;
    const assumed = info.parameters.filter(({ grade }) => grade === 'assumption').length;
    return html`<div class="page wide">
      <h1>Where does that number come from?</h1>
      <p class="lead">
        ${info.title} rests on ${formatNumber(info.parameters.length, 0)} numbers. ${formatNumber(assumed, 0)} of them
        are assumptions that no source gives: they are marked, and their range says how far they could be off.
      </p>
      ${info.caution ? html`<p class="note" role="note">${info.caution}</p>` : nothing}
      <hr-matters .store=${this.store} .page=${this.page} .description=${this.description}></hr-matters>
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
                ${this.#matters() ? html`<th scope="col">How much it matters</th>` : nothing}
                <th scope="col">Source and note</th>
              </tr>
            </thead>
            <tbody>
              ${this.#portions.of(shown).map((parameter, i) => this.#renderRow(parameter, i < withUses))}
              ${
                shown.length === 0
                  ? html`<tr>
                      <td colspan="6" class="quiet">No number fits. Use other words, or choose every grade.</td>
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

  #renderRow({ id, title, value, unit, low, high, source, year, grade, note }: NamedParameter, hasUses: boolean) {
    const words = unitWords(unit);
    const number = (x: number) => plainNumber(x * words.scale);
    const cited = cite(source, this.page.baseline?.info.sources ?? {});
    const uses = hasUses ? this.#usesOf(id) : [];
    const matters = this.#matters();
    return html`<tr>
      <th scope="row">
        ${title}
        <code class="quiet">${id}</code
        >${uses.length > 0 ? html`<span class="uses quiet">Used by: ${usesWords(uses)}</span>` : nothing}
      </th>
      <td class="number" data-label="Value">
        ${number(value)}<span class="quiet">${value * words.scale === 1 ? words.one : words.many}</span>
      </td>
      <td class="number" data-label="Low to high">${low === high ? 'fixed' : `${number(low)} to ${number(high)}`}</td>
      <td data-label="Known from"><span class="grade ${grade.replace(' ', '-')}">${grade}</span></td>
      ${matters ? html`<td data-label="How much it matters">${matterOf(matters, id)?.words ?? (low === high ? 'not tried: it has no range' : '–')}</td>` : nothing}
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

/** How many users of a number are named before the others are counted. */
const MOST_USES = 4;

function usesWords(uses: readonly string[]): string {
  const more = uses.length - MOST_USES;
  return more > 1 ? `${uses.slice(0, MOST_USES).join('; ')}; and ${more} more` : uses.join('; ');
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-evidence': HrEvidence;
  }
}
