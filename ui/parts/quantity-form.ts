import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Operation } from '../../engine/scenario/schema';
import type { SourceIssue } from '../../workers/protocol';
import type { Quantity } from '../editing/catalogue';
import { issuesAt, type Effect } from '../editing/effects';
import { operationWords, rangeWords, withUnit } from '../editing/operation-words';
import type { Catalogue } from '../editing/catalogue';
import { draftOf, emptyValue, pathOf, readDraft, type QuantityDraft, type ValueDraft } from '../editing/quantity-draft';
import { cite, type Publication } from '../words/citation';
import { formatDate } from '../words/numbers';
import { unitWords } from '../words/units';
import { HrElement } from './element';
import { selectField } from './select-field';
import { textField } from './text-field';

const OPS = [
  { value: 'to', label: 'Set to' },
  { value: 'times', label: 'Multiply by' },
  { value: 'plus', label: 'Add' },
];
const GRADES = ['published locally', 'published elsewhere', 'derived', 'assumption'].map((value) => ({
  value,
  label: value.replace(/^./, (c) => c.toUpperCase()),
}));

/**
 * The form of one quantity: values with dates, and what is known of it. Holds what is typed until it is read.
 *
 * @fires copy with the id of a change that is to be made the person's own
 */
@customElement('hr-quantity-form')
export class HrQuantityForm extends HrElement {
  @property({ attribute: false }) quantity!: Quantity;
  @property({ attribute: false }) catalogue!: Catalogue;
  @property({ attribute: false }) publications: Readonly<Record<string, Publication>> = {};
  /** What the changes of the scenario do to it. */
  @property({ attribute: false }) effects: readonly Effect[] = [];
  /** What the engine has against the draft. */
  @property({ attribute: false }) issues: readonly SourceIssue[] = [];
  @state() private draft: QuantityDraft | undefined;
  @state() private problems: ReadonlyMap<string, string> = new Map();

  /** The operations that were typed, by path; undefined when something is wrong, which then is said beside it. */
  read(): Map<string, Operation[]> | undefined {
    const read = readDraft(this.#draft(), this.quantity, this.catalogue.startDate);
    this.problems = read.ok ? new Map() : read.problems;
    if (read.ok) return read.operations;
    const [first] = read.problems.keys();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`[id="edit-${first}"]`)?.focus());
    return undefined;
  }

  #draft(): QuantityDraft {
    if (this.draft) return this.draft;
    const own = this.effects.filter(({ change }) => change.origin === 'own');
    return draftOf(this.quantity, own, this.catalogue.startDate);
  }

  protected override render() {
    const { quantity, catalogue } = this;
    const { value, unit, low, high, source, note, grade, usedBy } = quantity;
    const draft = this.#draft();
    const cited =
      source === 'assumption' ? 'no source, our assumption' : `${cite(source, this.publications)}; ${grade}`;
    return html`<dl class="known">
        <div>
          <dt>In the baseline</dt>
          <dd>${withUnit(value, unit)}</dd>
        </div>
        <div>
          <dt>Known range</dt>
          <dd>${rangeWords(low, high, unit)}</dd>
        </div>
        <div>
          <dt>Source</dt>
          <dd>${cited}${note ? html`<span class="quiet">${note}</span>` : nothing}</dd>
        </div>
        ${
          usedBy.length > 0
            ? html`<div>
                <dt>Used by</dt>
                <dd>${usedBy.slice(0, 4).join('; ')}${usedBy.length > 4 ? ` and ${usedBy.length - 4} more` : ''}</dd>
              </div>`
            : nothing
        }
      </dl>
      ${this.#renderOthers()}
      <div class="values">
        ${draft.values.map((one, i) => this.#renderValue(one, i, draft.values.length))}
        ${issuesAt(pathOf(quantity), this.issues).map(({ message }) => html`<p class="problem" role="alert">${message}</p>`)}
        <button
          type="button"
          class="plain"
          @click=${() => this.#patch({ values: [...draft.values, emptyValue(quantity)] })}
        >
          <wa-icon name="plus" aria-hidden="true"></wa-icon>Another value from another date
        </button>
        <p class="quiet small">
          ${
            catalogue.startDate
              ? `Without dates it holds for the whole run, which begins on ${formatDate(catalogue.startDate)}.`
              : 'Days are counted from the start of the run. Without them it holds for the whole run.'
          }
        </p>
      </div>
      <details>
        <summary>What is known of it</summary>
        ${this.#renderEvidence(draft)}
      </details>`;
  }

  /** What changes that are not the person's own do to it. */
  #renderOthers() {
    const others = this.effects.filter(({ change }) => change.origin !== 'own');
    return others.map(({ change, operation }) => {
      const { does, when } = operationWords(operation, this.catalogue);
      return html`<p class="other small">
        <span>“${change.title}”: ${does} ${when}.</span>
        <button
          type="button"
          class="plain"
          @click=${() => this.dispatchEvent(new CustomEvent('copy', { detail: change.id }))}
        >
          Edit a copy of it
        </button>
      </p>`;
    });
  }

  #renderValue({ op, value, at, until }: ValueDraft, i: number, count: number) {
    const { startDate } = this.catalogue;
    const put = (patch: Partial<ValueDraft>) => this.#putValue(i, patch);
    const number = count > 1 ? `, no. ${i + 1}` : '';
    const type = startDate ? 'date' : 'text';
    const words = unitWords(this.quantity.unit);
    return html`<div class="value" role="group" aria-label="Value${number}">
      ${selectField({
        id: `edit-op-${i}`,
        label: 'What to do',
        value: op,
        options: OPS,
        onChange: (chosen) => put({ op: chosen as ValueDraft['op'], ...firstOf(chosen, this.quantity) }),
      })}
      ${textField({
        id: `edit-value-${i}`,
        label: 'Value',
        value,
        unit: op === 'times' ? '' : words.many.trim(),
        numeric: true,
        maxLength: 40,
        problem: this.problems.get(`value-${i}`),
        onInput: (text) => put({ value: text }),
      })}
      ${textField({
        id: `edit-at-${i}`,
        label: startDate ? 'From' : 'From day',
        value: at,
        type,
        problem: this.problems.get(`at-${i}`),
        onInput: (text) => put({ at: text }),
      })}
      ${textField({
        id: `edit-until-${i}`,
        label: startDate ? 'Until' : 'Until day',
        value: until,
        type,
        problem: this.problems.get(`until-${i}`),
        onInput: (text) => put({ until: text }),
      })}
      ${
        count > 1
          ? html`<button type="button" class="plain" title="Remove" @click=${() => this.#dropValue(i)}>
              <wa-icon name="remove" aria-hidden="true"></wa-icon><span class="hidden">Remove value no. ${i + 1}</span>
            </button>`
          : nothing
      }
    </div>`;
  }

  #renderEvidence({ evidence }: QuantityDraft) {
    const unit = unitWords(this.quantity.unit).many.trim();
    const field = (id: keyof typeof evidence, label: string, more: object = {}) =>
      textField({
        id: `edit-${id}`,
        label,
        value: evidence[id],
        problem: this.problems.get(id) ?? issuesAt(`${pathOf(this.quantity)}.${id}`, this.issues)[0]?.message,
        onInput: (text) => this.#patch({ evidence: { ...evidence, [id]: text } }),
        ...more,
      });
    return html`<div class="evidence">
      ${field('low', 'Lowest', { unit, numeric: true })} ${field('high', 'Highest', { unit, numeric: true })}
      ${field('source', 'Source', { maxLength: 300 })}
      ${selectField({
        id: 'edit-grade',
        label: 'How well it is known',
        value: evidence.grade,
        options: GRADES,
        onChange: (grade) => this.#patch({ evidence: { ...evidence, grade } }),
      })}
      ${field('note', 'Note', { lines: 3, maxLength: 4000 })}
    </div>`;
  }

  #patch(patch: Partial<QuantityDraft>): void {
    this.draft = { ...this.#draft(), ...patch };
    this.problems = new Map();
  }

  #putValue(position: number, patch: Partial<ValueDraft>): void {
    const { values } = this.#draft();
    this.#patch({ values: values.map((one, i) => (i === position ? { ...one, ...patch } : one)) });
  }

  #dropValue(position: number): void {
    this.#patch({ values: this.#draft().values.filter((_, i) => i !== position) });
  }
}

/** What a field begins with when another thing is to be done with its number. */
function firstOf(op: string, quantity: Quantity): Partial<ValueDraft> {
  if (op === 'times') return { value: '1' };
  return op === 'plus' ? { value: '0' } : { value: emptyValue(quantity).value };
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-quantity-form': HrQuantityForm;
  }
}
