import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SourceIssue } from '../../workers/protocol';
import { titlesOf, type AvailableChange } from '../state/changes';
import { titleOfSet } from '../state/page-state';
import { MOST_SETS, type ChangeSet } from '../state/choices';
import { countInWords } from '../words/numbers';
import { HrElement } from './element';
import './swatch';
import './scenario-list.css';

/**
 * The scenarios that are compared with the baseline.
 *
 * @fires edit with the scenario to be edited, or null for a new one, as detail
 * @fires remove with the id of a scenario as detail
 */
@customElement('hr-scenario-list')
export class HrScenarioList extends HrElement {
  @property({ attribute: false }) sets: readonly ChangeSet[] = [];
  @property({ attribute: false }) available: readonly AvailableChange[] = [];
  @property({ attribute: false }) refusals: ReadonlyMap<string, SourceIssue[]> = new Map();

  protected override render() {
    const isFull = this.sets.length >= MOST_SETS;
    return html`<ol class="sets">
        <li class="set">
          <hr-swatch .position=${0}></hr-swatch>
          <div><strong>Baseline</strong><span class="quiet small">No change</span></div>
        </li>
        ${this.sets.map((set, i) => this.#renderSet(set, i + 1))}
      </ol>
      <wa-button
        id="setting-sets"
        appearance="outlined"
        variant="neutral"
        size="s"
        ?disabled=${isFull}
        @click=${() => this.#fire('edit', null)}
      >
        <wa-icon slot="start" name="plus" aria-hidden="true"></wa-icon>Add a scenario
      </wa-button>
      ${isFull ? html`<p class="quiet small">At most ${countInWords(MOST_SETS)} at once. Remove one to add another.</p>` : nothing}`;
  }

  #renderSet(set: ChangeSet, position: number) {
    const titles = titlesOf(set.changes, this.available);
    const name = titleOfSet(set, this.available);
    const issues = this.refusals.get(set.id) ?? [];
    return html`<li class="set">
      <hr-swatch .position=${position}></hr-swatch>
      <div>
        <strong>${name}</strong>
        ${
          set.name || titles.length > 1
            ? html`<span class="quiet small">${titles.length} change${titles.length === 1 ? '' : 's'} together</span>`
            : nothing
        }
        ${issues.slice(0, 2).map(({ message }) => html`<span class="refused small">Cannot be run: ${message}</span>`)}
      </div>
      <span class="actions">
        <button type="button" class="plain" title="Edit" @click=${() => this.#fire('edit', set)}>
          <wa-icon name="edit" aria-hidden="true"></wa-icon><span class="hidden">Edit ${name}</span>
        </button>
        <button type="button" class="plain" title="Remove" @click=${() => this.#fire('remove', set.id)}>
          <wa-icon name="remove" aria-hidden="true"></wa-icon><span class="hidden">Remove ${name}</span>
        </button>
      </span>
    </li>`;
  }

  #fire(name: 'edit' | 'remove', detail: ChangeSet | string | null): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-scenario-list': HrScenarioList;
  }
}
