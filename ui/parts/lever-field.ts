/** One thing that a search may move, with the range it may move over. */
import { html, nothing } from 'lit';
import { draftOf, type LeverDraft, type LeverProblems, type Movable } from '../editing/levers';
import { unitWords } from '../words/units';
import { textField } from './text-field';

/** What the field needs. */
export interface LeverField {
  position: number;
  draft: LeverDraft;
  movables: readonly Movable[];
  /** Id of the list of all movables on the page. */
  list: string;
  problems: LeverProblems;
  onInput: (draft: LeverDraft) => void;
  /** Absent where this one cannot be taken away. */
  onRemove?: () => void;
}

/** Render the field. */
export function leverField({ position, draft, movables, list, problems, onInput, onRemove }: LeverField) {
  const id = `seek-lever-${position}`;
  const chosen = movables.find(({ label }) => label === draft.what);
  const isPosts = chosen?.path.startsWith('posts.') === true;
  const unit = chosen ? (isPosts ? 'more WTE' : unitWords(chosen.unit).many.trim()) : '';
  const number = (field: 'from' | 'to' | 'step', label: string) =>
    textField({
      id: `${id}-${field}`,
      label,
      value: draft[field],
      numeric: true,
      maxLength: 20,
      unit: field === 'step' ? unit : '',
      ...(problems[field] ? { problem: problems[field] } : {}),
      onInput: (text) => onInput({ ...draft, [field]: text }),
    });
  const choose = (event: Event) => {
    const what = (event.target as HTMLInputElement).value;
    // A range that was typed is not lost while the words are.
    onInput(movables.some(({ label }) => label === what) ? draftOf(what, movables) : { ...draft, what });
  };
  return html`<fieldset class="lever">
    <legend class="hidden">What may change, number ${position + 1}</legend>
    <div class="text-field ${problems.what ? 'wrong' : ''}">
      <label for="${id}-what">${position === 0 ? 'What may change' : 'And'}</label>
      <span class="box">
        <input
          id="${id}-what"
          list=${list}
          autocomplete="off"
          placeholder="Type to find a post or quantity"
          aria-describedby=${problems.what ? `${id}-what-problem` : nothing}
          aria-invalid=${problems.what ? 'true' : nothing}
          .value=${draft.what}
          @input=${choose}
        />
      </span>
      ${problems.what ? html`<p id="${id}-what-problem" class="problem small" role="alert">${problems.what}</p>` : nothing}
    </div>
    ${number('from', 'From')} ${number('to', 'To')} ${number('step', 'In steps of')}
    ${
      onRemove
        ? html`<button type="button" class="plain" @click=${onRemove}>
            <wa-icon name="remove" aria-hidden="true"></wa-icon
            ><span class="hidden">Take away number ${position + 1}</span>
          </button>`
        : nothing
    }
  </fieldset>`;
}
