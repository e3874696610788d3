import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Operation } from '../../engine/scenario/schema';
import type { SourceIssue } from '../../workers/protocol';
import type { Catalogue } from '../editing/catalogue';
import { operationWords } from '../editing/operation-words';
import { download, fileNameFrom } from '../export/download';
import { operationsOf, type AvailableChange } from '../state/changes';
import { cite, type Publication } from '../words/citation';
import { HrElement } from './element';
import './scenario-changes.css';
import { textField } from './text-field';

/** Operations of a change that are shown before the others are asked for. */
const FIRST = 8;

/**
 * A scenario as its list of changes, each with what it does; own ones can be worked on.
 *
 * @fires drop with the id of a change that is to leave the scenario
 * @fires take-out with the id of an own change and the position of one of its operations
 * @fires words with the id of an own change and what it is to say
 * @fires copy with the id of a change that is to be made the person's own
 * @fires edit with the path of what an operation changes
 */
@customElement('hr-scenario-changes')
export class HrScenarioChanges extends HrElement {
  @property({ attribute: false }) changes: readonly AvailableChange[] = [];
  @property({ attribute: false }) issues: readonly SourceIssue[] = [];
  @property({ attribute: false }) catalogue: Catalogue | undefined;
  @property({ attribute: false }) publications: Readonly<Record<string, Publication>> = {};

  protected override render() {
    if (this.changes.length === 0) {
      return html`<p class="quiet small">
        No changes yet. Edit a quantity here, or take up a change that ships with the scenario.
      </p>`;
    }
    return html`${this.issues.slice(0, 3).map(({ message }) => html`<p class="refused small" role="alert">${message}</p>`)}
      <ol class="changes">
        ${this.changes.map((change) => this.#renderChange(change))}
      </ol>`;
  }

  #renderChange(change: AvailableChange) {
    const { id, title, origin, source, rationale } = change;
    const operations = operationsOf(change);
    const isOwn = origin === 'own';
    const rows = operations.map((operation, i) => this.#renderOperation(change, operation, i));
    return html`<li class="change ${origin}">
      <div class="head">
        <strong>${title}</strong>
        <button type="button" class="plain" title="Remove from the scenario" @click=${() => this.#fire('drop', id)}>
          <wa-icon name="remove" aria-hidden="true"></wa-icon
          ><span class="hidden">Remove ${title} from the scenario</span>
        </button>
      </div>
      ${
        isOwn
          ? nothing
          : html`<p class="quiet small">
              ${origin === 'file' ? 'From your file.' : ''} Source: ${cite(source, this.publications)}
            </p>`
      }
      <ul class="operations">
        ${rows.slice(0, FIRST)}
      </ul>
      ${
        rows.length > FIRST
          ? html`<details>
              <summary class="small">${rows.length - FIRST} more</summary>
              <ul class="operations">
                ${rows.slice(FIRST)}
              </ul>
            </details>`
          : nothing
      }
      <div class="actions">
        ${
          isOwn
            ? html`<details>
                <summary class="small">Title and reason</summary>
                <div class="words">
                  ${this.#renderWord(change, 'title', 'Title', title, 200)}
                  ${this.#renderWord(change, 'rationale', 'Reason', rationale, 4000)}
                  ${this.#renderWord(change, 'source', 'Source', source, 300)}
                </div>
              </details>`
            : html`<button type="button" class="plain" @click=${() => this.#fire('copy', id)}>
                <wa-icon name="edit" aria-hidden="true"></wa-icon>Edit a copy
              </button>`
        }
        <button type="button" class="plain" @click=${() => this.#save(change)}>
          <wa-icon name="save" aria-hidden="true"></wa-icon>Save<span class="hidden"> ${title} as a file</span>
        </button>
      </div>
    </li>`;
  }

  #renderOperation({ id, origin }: AvailableChange, operation: Operation, position: number) {
    const { what, does, when } = operationWords(operation, this.catalogue);
    const isOwn = origin === 'own';
    const isKnown = operation.op !== 'add' && operation.op !== 'remove';
    return html`<li>
      <span class="small">
        ${
          isKnown
            ? html`<button type="button" class="what" @click=${() => this.#fire('edit', operation.path)}>
                ${what}
              </button>`
            : html`<span>${what}</span>`
        }
        <span class="does">${does}</span> ${when ? html`<span class="when">${when}</span>` : nothing}
      </span>
      ${
        isOwn
          ? html`<button
              type="button"
              class="plain"
              title="Take out"
              @click=${() => this.#fire('take-out', { id, position })}
            >
              <wa-icon name="remove" aria-hidden="true"></wa-icon><span class="hidden">Take out: ${what} ${does}</span>
            </button>`
          : nothing
      }
    </li>`;
  }

  #renderWord(change: AvailableChange, key: string, label: string, value: string, maxLength: number) {
    return textField({
      id: `${key}-${change.id}`,
      label,
      value,
      maxLength,
      lines: key === 'rationale' ? 2 : undefined,
      onInput: () => undefined,
      onChange: (text) => this.#fire('words', { id: change.id, words: { [key]: text } }),
    });
  }

  #save({ title, text }: AvailableChange): void {
    download(fileNameFrom(title, 'json'), text, 'application/json');
  }

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-scenario-changes': HrScenarioChanges;
  }
}
