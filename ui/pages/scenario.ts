import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Operation } from '../../engine/scenario/schema';
import { catalogueOf, type Catalogue, type Quantity } from '../editing/catalogue';
import { effectsByPath, type Effect } from '../editing/effects';
import type { Field } from '../editing/fields';
import { tableOf, type EditTable, type TableCell } from '../editing/tables';
import { writeComparison } from '../export/comparison-file';
import { download, fileNameFrom } from '../export/download';
import '../parts/baseline-box';
import '../parts/change-picker';
import type { HrChangePicker } from '../parts/change-picker';
import '../parts/controls';
import '../parts/edit-dialog';
import type { Edit, Edited, HrEditDialog } from '../parts/edit-dialog';
import { HrElement } from '../parts/element';
import '../parts/error-summary';
import '../parts/field-table';
import '../parts/paste-dialog';
import type { HrPasteDialog } from '../parts/paste-dialog';
import '../parts/quantity-list';
import '../parts/scenario-changes';
import '../parts/scenario-sets';
import '../parts/structure-list';
import type { Baseline } from '../state/baseline';
import { changesFor, changesOf, type AvailableChange } from '../state/changes';
import { describeDrift, MOST_SETS, type ChangeSet } from '../state/choices';
import {
  newSetId,
  withNewSet,
  withOperations,
  withoutChange,
  withoutOperation,
  withOwnCopy,
  withWords,
  type ChangeWords,
  type Work,
} from '../state/own-changes';
import { madeOfNow, titleOfSet, type PageState } from '../state/page-state';
import type { Store } from '../state/store';
import { joinList } from '../words/numbers';
import './scenario.css';

type View = 'quantities' | 'posts' | 'starts' | 'structure';

const VIEWS: { view: View; label: string }[] = [
  { view: 'quantities', label: 'Quantities' },
  { view: 'posts', label: 'Posts' },
  { view: 'starts', label: 'Starting lists' },
  { view: 'structure', label: 'Structure' },
];

/** What a scenario is called that an edit of the baseline begins. */
const FIRST_NAME = 'My scenario';

/** The scenario that was being edited: it stays so while other views are looked at. */
let lastChosen: string | undefined;

/** The page on which a scenario is put together: its changes on one side, everything that can be edited on the other. */
@customElement('hr-scenario')
export class HrScenario extends HrElement {
  @property({ attribute: false }) store!: Store;
  @property({ attribute: false }) page!: PageState;
  @state() private chosen: string | undefined = lastChosen;
  @state() private view: View = 'quantities';
  @query('hr-edit-dialog') private editDialog!: HrEditDialog;
  @query('hr-paste-dialog') private pasteDialog!: HrPasteDialog;
  @query('hr-change-picker') private picker!: HrChangePicker;
  #effects: { of: readonly AvailableChange[]; effects: Map<string, Effect[]> } = { of: [], effects: new Map() };

  protected override render() {
    const { page, store } = this;
    const { baseline } = page;
    if (!baseline) return html`<div class="page"><p class="quiet" role="status">Loading…</p></div>`;
    const catalogue = catalogueOf(baseline);
    const set = this.#set();
    const changes = set ? changesOf(set.changes, page.available) : [];
    const title = set ? titleOfSet(set, page.available) : FIRST_NAME;
    return html`<div class="layout">
      <aside aria-label="Scenarios and their changes">${this.#renderAside(baseline, catalogue, set, changes)}</aside>
      <div class="results" tabindex="-1">
        <hr-error-summary .problem=${page.problem} @dismiss=${() => store.dismissProblem()}></hr-error-summary>
        ${this.#renderNotice()}
        <h1>Build a scenario</h1>
        <p class="lead quiet">
          ${
            set
              ? html`You are editing <strong>${title}</strong>. What you change becomes a change of your own in it.`
              : html`Pick a scenario to edit, or change something: that begins one of your own.`
          }
          The baseline, ${baseline.info.title}, stays as it is.
        </p>
        ${this.#renderOutdated()}
        <div class="bar">
          <div class="views" role="group" aria-label="What to edit">
            ${VIEWS.map(
              ({ view, label }) =>
                html`<button type="button" aria-pressed=${view === this.view} @click=${() => this.#show(view)}>
                  ${label}
                </button>`,
            )}
          </div>
          <button type="button" class="plain" ?disabled=${this.#isFull(set)} @click=${this.#paste}>
            <wa-icon name="table" aria-hidden="true"></wa-icon>Paste a table
          </button>
        </div>
        ${this.#isFull(set) ? html`<p class="full">There are ${MOST_SETS} scenarios, as many as fit: pick one of them to edit.</p>` : nothing}
        ${this.#renderView(catalogue, changes)}
      </div>
      <hr-edit-dialog
        .catalogue=${catalogue}
        .publications=${baseline.info.sources}
        .changes=${changes}
        .scenario=${title}
        .check=${(edit: Edit) => store.checkEdit(set?.id ?? '', this.#how(edit.operations))}
        @apply=${(event: CustomEvent<Edit>) => this.#apply(event.detail)}
        @copy=${(event: CustomEvent<string>) => this.#copyChange(event.detail)}
      ></hr-edit-dialog>
      <hr-paste-dialog
        .catalogue=${catalogue}
        .check=${(edit: Edit) => store.checkEdit(set?.id ?? '', this.#how(edit.operations))}
        @apply=${(event: CustomEvent<Edit>) => this.#apply(event.detail)}
      ></hr-paste-dialog>
      <hr-change-picker
        .available=${changesFor(baseline, page.available)}
        .publications=${baseline.info.sources}
        .check=${(ids: readonly string[]) => store.check(ids)}
        @choose=${(event: CustomEvent<ChangeSet>) => this.#put(event.detail)}
      ></hr-change-picker>
    </div>`;
  }

  #renderAside(
    baseline: Baseline,
    catalogue: Catalogue,
    set: ChangeSet | undefined,
    changes: readonly AvailableChange[],
  ) {
    const { store, page } = this;
    return html`<section>
        <h2>Scenarios</h2>
        <hr-scenario-sets
          .store=${store}
          .page=${page}
          .chosen=${set?.id ?? ''}
          @choose=${(event: CustomEvent<string>) => this.#choose(event.detail)}
        ></hr-scenario-sets>
      </section>
      ${
        set
          ? html`<section>
              <h2>What it changes</h2>
              <hr-scenario-changes
                .changes=${changes}
                .issues=${page.refusals.get(set.id) ?? []}
                .catalogue=${catalogue}
                .publications=${baseline.info.sources}
                @drop=${(event: CustomEvent<string>) => this.#drop(set.id, event.detail)}
                @take-out=${(event: CustomEvent<{ id: string; position: number }>) => this.#takeOut(set.id, event.detail)}
                @words=${(event: CustomEvent<{ id: string; words: Partial<ChangeWords> }>) => this.#say(event.detail)}
                @copy=${(event: CustomEvent<string>) => this.#copyChange(event.detail)}
                @edit=${(event: CustomEvent<string>) => this.#openPath(event.detail, catalogue)}
              ></hr-scenario-changes>
              <button
                type="button"
                class="plain"
                @click=${() => void this.picker.open(set, newSetId(page.choices.sets))}
              >
                <wa-icon name="plus" aria-hidden="true"></wa-icon>Choose from the changes there are
              </button>
            </section>`
          : nothing
      }
      <section>
        <h2>Baseline and files</h2>
        <hr-baseline-box
          .baseline=${baseline}
          @open=${(event: CustomEvent<File>) => void store.open(event.detail)}
          @save=${this.#save}
          @reset=${() => void store.reset()}
        ></hr-baseline-box>
      </section>`;
  }

  #renderNotice() {
    const { notice } = this.page;
    if (!notice) return nothing;
    return html`<div class="undo">
      <span>${notice}</span>
      <button type="button" class="plain" @click=${() => this.store.undo()}>Undo</button>
    </div>`;
  }

  #renderOutdated() {
    const { page, store } = this;
    const drift = page.results
      ? describeDrift(page.results.madeOf, madeOfNow(page), (set) => store.titleOf(set))
      : ['there are no results yet'];
    if (drift.length === 0) return nothing;
    const say = drift.length > 2 ? [...drift.slice(0, 2), 'more has changed'] : drift;
    return html`<p class="outdated small">
      <span>
        ${page.results ? html`<strong>Results out of date:</strong> ${joinList(say)}.` : 'There are no results yet.'}
      </span>
      <a href="#/compare">Go to the comparison to run it</a>
    </p>`;
  }

  #renderView(catalogue: Catalogue, changes: readonly AvailableChange[]) {
    const effects = this.#effectsOf(changes);
    if (this.view === 'quantities') {
      return html`<hr-quantity-list
        .catalogue=${catalogue}
        .effects=${effects}
        @edit=${(event: CustomEvent<Quantity>) => this.#open({ quantity: event.detail })}
      ></hr-quantity-list>`;
    }
    if (this.view === 'structure') {
      return html`<hr-structure-list
        .catalogue=${catalogue}
        .effects=${effects}
        @edit=${(event: CustomEvent<{ quantity?: Quantity; field: Field; title: string }>) =>
          this.#open(event.detail.quantity ? { quantity: event.detail.quantity } : event.detail)}
      ></hr-structure-list>`;
    }
    return html`<hr-field-table
      .table=${tableOf(catalogue, this.view)}
      .effects=${effects}
      @edit=${(event: CustomEvent<{ cell: TableCell; title: string }>) => this.#openCell(event.detail)}
    ></hr-field-table>`;
  }

  /** Found once for the same changes: long lists are told anew only when they are others. */
  #effectsOf(changes: readonly AvailableChange[]): Map<string, Effect[]> {
    const { of } = this.#effects;
    if (of.length !== changes.length || of.some((change, i) => change !== changes[i])) {
      this.#effects = { of: changes, effects: effectsByPath(changes) };
    }
    return this.#effects.effects;
  }

  /** The scenario that is edited: the one chosen, or else the last with changes of the person's own. */
  #set(): ChangeSet | undefined {
    const { choices, available } = this.page;
    const isOwn = (id: string) => available.some((change) => change.id === id && change.origin === 'own');
    if (this.chosen === undefined) return [...choices.sets].reverse().find((set) => set.changes.some(isOwn));
    return choices.sets.find(({ id }) => id === this.chosen);
  }

  #isFull(set: ChangeSet | undefined): boolean {
    return set === undefined && this.page.choices.sets.length >= MOST_SETS;
  }

  #show(view: View): void {
    this.view = view;
  }

  #choose(id: string): void {
    this.chosen = id;
    lastChosen = id;
  }

  #open(edited: Edited): void {
    if (!this.#isFull(this.#set())) void this.editDialog.open(edited);
  }

  #openCell({ cell, title }: { cell: TableCell; title: string }): void {
    const { quantity, path, text } = cell;
    const value = text === '0' || text === '1' ? Number(text) : text;
    this.#open(quantity ? { quantity } : { field: { path, keys: [], value }, title });
  }

  /** Open what an operation changes. What is not a quantity is opened as it stands in the baseline. */
  #openPath(path: string, catalogue: Catalogue): void {
    const [collection, ...keys] = path.split('.');
    const quantity = collection === 'parameters' ? catalogue.byId.get(keys[0]) : undefined;
    if (quantity) return this.#open({ quantity });
    let value: unknown = catalogue.scenario[collection as keyof Catalogue['scenario']];
    for (const key of keys) value = (value as Record<string, unknown> | undefined)?.[key];
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      this.#open({ field: { path, keys, value }, title: keys.join(', ') });
    }
  }

  readonly #paste = () => {
    const tables: Record<View, EditTable['id']> = {
      quantities: 'quantities',
      structure: 'quantities',
      posts: 'posts',
      starts: 'starts',
    };
    void this.pasteDialog.open(tables[this.view]);
  };

  /** The edit that gives the scenario some operations; on the baseline it begins a scenario. */
  #how(operations: ReadonlyMap<string, readonly Operation[]>): (work: Work) => Work {
    const setId = this.#set()?.id;
    const scenario = this.page.baseline?.info.id ?? '';
    return (work) => {
      const next = setId === undefined ? withNewSet(work, FIRST_NAME) : work;
      return withOperations(next, setId ?? next.choices.sets.at(-1)?.id ?? '', operations, scenario);
    };
  }

  #apply({ what, operations }: Edit): void {
    const isNew = this.#set() === undefined;
    if (isNew && [...operations.values()].every(({ length }) => length === 0)) return;
    this.store.edit(what, this.#how(operations));
    if (isNew) this.#choose(this.store.state.choices.sets.at(-1)?.id ?? '');
  }

  #put(set: ChangeSet): void {
    this.store.putSet(set);
    this.#choose(set.id);
  }

  #drop(setId: string, id: string): void {
    const title = this.page.available.find((change) => change.id === id)?.title;
    this.store.edit(`Took “${title}” out of the scenario.`, (work) => withoutChange(work, setId, id), 'notice');
  }

  #takeOut(setId: string, { id, position }: { id: string; position: number }): void {
    this.store.edit('Took out one edit.', (work) => withoutOperation(work, setId, id, position), 'notice');
  }

  #say({ id, words }: { id: string; words: Partial<ChangeWords> }): void {
    this.store.edit('Changed what a change says of itself.', (work) => withWords(work, id, words));
  }

  #copyChange(id: string): void {
    const set = this.#set();
    const scenario = this.page.baseline?.info.id ?? '';
    const title = this.page.available.find((change) => change.id === id)?.title;
    if (set)
      this.store.edit(`Made “${title}” a change of your own.`, (work) => withOwnCopy(work, set.id, id, scenario));
  }

  readonly #save = async () => {
    const title = this.page.baseline?.info.title ?? 'comparison';
    const { comparisonFrom } = await import('../state/sharing');
    const file = await comparisonFrom(this.store);
    download(fileNameFrom(`headroom ${title}`, 'json'), writeComparison(file), 'application/json');
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-scenario': HrScenario;
  }
}
