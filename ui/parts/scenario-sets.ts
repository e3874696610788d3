import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { MOST_SETS, standingOf, type Standing } from '../state/choices';
import { withClone, withMoved, withName, withNewSet } from '../state/own-changes';
import { madeOfNow, titleOfSet, type PageState } from '../state/page-state';
import type { Store } from '../state/store';
import { countInWords } from '../words/numbers';
import { HrElement } from './element';
import './scenario-sets.css';
import './swatch';
import { textField } from './text-field';

const STANDINGS: Record<Standing, string> = {
  current: 'Results up to date',
  outdated: 'Results out of date',
  none: 'Not run yet',
};

/**
 * The scenarios, of which one is being edited; each can be called something, copied, moved and taken out.
 *
 * @fires choose with the id of a scenario, or empty for the baseline
 */
@customElement('hr-scenario-sets')
export class HrScenarioSets extends HrElement {
  @property({ attribute: false }) store!: Store;
  @property({ attribute: false }) page!: PageState;
  /** Id of the scenario that is edited; empty for none of them. */
  @property() chosen = '';
  @state() private isNaming = false;

  protected override render() {
    const { sets } = this.page.choices;
    const isFull = sets.length >= MOST_SETS;
    return html`<div class="sets" role="group" aria-label="Scenario to edit">
        ${this.#renderChoice('', 0, 'Baseline', 'Stays as it is. An edit begins a new scenario.')}
        ${sets.map((set, i) => {
          const title = titleOfSet(set, this.page.available);
          const standing = standingOf(set.id, this.page.results?.madeOf, madeOfNow(this.page));
          return html`${this.#renderChoice(set.id, i + 1, title, STANDINGS[standing], standing)}
          ${set.id === this.chosen ? this.#renderTools(set.id, i, title) : nothing}`;
        })}
      </div>
      <wa-button appearance="outlined" variant="neutral" size="s" ?disabled=${isFull} @click=${this.#add}>
        <wa-icon slot="start" name="plus" aria-hidden="true"></wa-icon>New scenario
      </wa-button>
      ${isFull ? html`<p class="quiet small">There are ${countInWords(MOST_SETS)}, which is as many as fit.</p>` : nothing}`;
  }

  #renderChoice(id: string, position: number, title: string, detail: string, standing: Standing = 'none') {
    const isChosen = id === this.chosen;
    const refusal = this.page.refusals.get(id)?.[0];
    return html`<button
      type="button"
      class="set ${isChosen ? 'chosen' : ''}"
      aria-pressed=${isChosen}
      @click=${() => this.#choose(id)}
    >
      <hr-swatch .position=${position}></hr-swatch>
      <span>
        <strong>${title}</strong>
        ${
          refusal
            ? html`<span class="refused small">Cannot be run</span>`
            : html`<span class="small standing ${standing}">${detail}</span>`
        }
      </span>
    </button>`;
  }

  #renderTools(id: string, position: number, title: string) {
    const { store } = this;
    const { sets } = this.page.choices;
    const tool = (icon: string, word: string, act: () => void, isOff = false) =>
      html`<button type="button" class="plain" title=${word} ?disabled=${isOff} @click=${act}>
        <wa-icon name=${icon} aria-hidden="true"></wa-icon><span class="hidden">${word}</span>
      </button>`;
    const move = (by: number) =>
      store.edit(`Moved “${title}” ${by < 0 ? 'up' : 'down'}.`, (work) => withMoved(work, id, by));
    return html`<div class="tools" role="group" aria-label=${`“${title}”`}>
      ${
        this.isNaming
          ? textField({
              id: 'set-name',
              label: 'Name',
              value: sets[position].name,
              maxLength: 80,
              hint: 'Left empty, its changes name it.',
              onInput: () => undefined,
              onChange: (name) => this.#name(id, name),
            })
          : html`<button type="button" class="plain" @click=${this.#beginNaming}>
                <wa-icon name="edit" aria-hidden="true"></wa-icon>Rename
              </button>
              <button
                type="button"
                class="plain"
                ?disabled=${sets.length >= MOST_SETS}
                @click=${() => this.#clone(id, title)}
              >
                <wa-icon name="copy" aria-hidden="true"></wa-icon>Clone
              </button>
              ${tool('up', 'Move up', () => move(-1), position === 0)}
              ${tool('down', 'Move down', () => move(1), position === sets.length - 1)}
              ${tool('remove', 'Remove', () => this.#remove(id))}`
      }
    </div>`;
  }

  readonly #beginNaming = async () => {
    this.isNaming = true;
    await this.updateComplete;
    const field = this.querySelector<HTMLInputElement>('#set-name');
    field?.select();
    // Enter ends it as leaving the field does; Esc leaves the name as it was.
    field?.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') field.value = this.page.choices.sets.find(({ id }) => id === this.chosen)?.name ?? '';
      if (event.key === 'Enter' || event.key === 'Escape') field.blur();
    });
    field?.addEventListener('blur', () => void this.#endNaming(), { once: true });
  };

  async #endNaming(): Promise<void> {
    this.isNaming = false;
    await this.updateComplete;
    if (document.activeElement === document.body) this.querySelector<HTMLElement>('.tools button')?.focus();
  }

  #name(id: string, name: string): void {
    this.store.edit(`Renamed a scenario to “${name.trim()}”.`, (work) => withName(work, id, name));
  }

  #clone(id: string, title: string): void {
    this.store.edit(`Cloned “${title}”.`, (work) => withClone(work, id, title));
    const { sets } = this.store.state.choices;
    this.#choose(sets[sets.findIndex((set) => set.id === id) + 1]?.id ?? id);
  }

  #remove(id: string): void {
    this.store.removeSet(id);
    this.#choose('');
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.set')?.focus());
  }

  readonly #add = () => {
    this.store.edit('Added a scenario.', (work) => withNewSet(work, 'New scenario'));
    this.#choose(this.store.state.choices.sets.at(-1)?.id ?? '');
  };

  #choose(id: string): void {
    this.isNaming = false;
    this.dispatchEvent(new CustomEvent('choose', { detail: id }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-scenario-sets': HrScenarioSets;
  }
}
