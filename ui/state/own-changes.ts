/**
 * Editing a scenario: every edit is an operation in a change of the person's own. The baseline is never written to, and a
 * shipped change is not either. Pure functions from work to work; nothing here knows the page.
 */
import type { Operation } from '../../engine/scenario/schema';
import { availableChange, contentOf, operationsOf, type AvailableChange } from './changes';
import { MOST_SETS, type ChangeSet, type Choices } from './choices';

/** What editing works on. */
export interface Work {
  choices: Choices;
  available: readonly AvailableChange[];
}

/** What a person says about a change of their own. */
export interface ChangeWords {
  title: string;
  rationale: string;
  source: string;
}

/** What a new own change says until the person says something better. */
export const FIRST_WORDS: ChangeWords = { title: 'My changes', rationale: 'Made on this page.', source: 'assumption' };

/** Operations that one change may hold, as in the engine. */
export const MOST_OPERATIONS = 200;

/** An id that no other change has, here or in a file from another browser. */
export function newChangeId(): string {
  const [number] = crypto.getRandomValues(new Uint32Array(1));
  return `own-${number.toString(16).padStart(8, '0')}`;
}

/** An id for a scenario that is not in use. */
export function newSetId(sets: readonly ChangeSet[]): string {
  const taken = new Set(sets.map(({ id }) => id));
  for (let i = 1; ; i += 1) if (!taken.has(`scenario-${i}`)) return `scenario-${i}`;
}

/** One spelling for the value of a quantity, which has two. */
export function samePath(a: string, b: string): boolean {
  const plain = (path: string) => path.replace(/^(parameters\.[^.]+)\.value$/, '$1');
  return plain(a) === plain(b);
}

/** An own change with these words and operations. */
export function ownChange(
  words: ChangeWords & { id: string },
  operations: readonly Operation[],
  scenario: string,
): AvailableChange {
  const content = { format: 1 as const, ...words, operations: [...operations] };
  return { ...availableChange(content, `${JSON.stringify(content, null, 2)}\n`, 'own'), scenario };
}

const ownIn = ({ available }: Work, set: ChangeSet) =>
  set.changes.flatMap((id) => available.find((change) => change.id === id && change.origin === 'own') ?? []);

const setIn = ({ choices }: Work, id: string) => choices.sets.find((set) => set.id === id);

/**
 * Make a scenario's operations at some paths these and no others. They go where an own change of the scenario already had
 * some for the path, else to its last own change, else to a new one. An own change that other scenarios use too is copied
 * first, so that an edit never reaches further than the scenario that is edited; one with nothing left in it goes.
 *
 * @param at operations by path; none takes those there are away
 * @param scenario id of the baseline
 */
export function withOperations(
  work: Work,
  setId: string,
  at: ReadonlyMap<string, readonly Operation[]>,
  scenario: string,
): Work {
  const set = setIn(work, setId);
  if (!set) return work;
  const own = ownIn(work, set);
  const lists = new Map(own.map((change) => [change.id, [...operationsOf(change)]]));
  const added: Operation[] = [];
  for (const [path, operations] of at) {
    let left = [...operations];
    for (const [id, list] of lists) {
      const first = list.findIndex((operation) => samePath(operation.path, path));
      if (first < 0) continue;
      const kept = list.filter((operation) => !samePath(operation.path, path));
      kept.splice(first, 0, ...left);
      lists.set(id, kept);
      left = [];
    }
    added.push(...left);
  }
  let next = work;
  const last = own.at(-1)?.id;
  if (added.length > 0 && last !== undefined && (lists.get(last)?.length ?? 0) + added.length <= MOST_OPERATIONS) {
    lists.get(last)?.push(...added);
    added.length = 0;
  }
  for (const [id, list] of lists) next = withList(next, setId, id, list);
  for (let i = 0; i < added.length; i += MOST_OPERATIONS) {
    const change = ownChange({ id: newChangeId(), ...FIRST_WORDS }, added.slice(i, i + MOST_OPERATIONS), scenario);
    next = {
      available: [...next.available, change],
      choices: withSet(next.choices, setId, (one) => ({ ...one, changes: [...one.changes, change.id] })),
    };
  }
  return next;
}

/** Take one operation out of an own change of a scenario. */
export function withoutOperation(work: Work, setId: string, changeId: string, position: number): Work {
  const change = work.available.find(({ id }) => id === changeId);
  if (change?.origin !== 'own') return work;
  return withList(
    work,
    setId,
    changeId,
    operationsOf(change).filter((_, i) => i !== position),
  );
}

/** Give an own change of a scenario this list of operations. */
function withList(work: Work, setId: string, changeId: string, operations: readonly Operation[]): Work {
  const change = work.available.find(({ id }) => id === changeId);
  if (!change || isSame(operations, operationsOf(change))) return work;
  const { id, title, rationale, source } = change;
  const isShared = work.choices.sets.some((set) => set.id !== setId && set.changes.includes(id));
  if (operations.length === 0) {
    const available = isShared ? work.available : work.available.filter((one) => one !== change);
    return { available, choices: withSet(work.choices, setId, (set) => without(set, id)) };
  }
  const rewritten = rewrite(change, isShared ? newChangeId() : id, { title, rationale, source }, operations);
  if (!isShared) return { ...work, available: work.available.map((one) => (one === change ? rewritten : one)) };
  return {
    available: [...work.available, rewritten],
    choices: withSet(work.choices, setId, (set) => replaced(set, id, rewritten.id)),
  };
}

/** The same change with other words and operations: what else it says stays. */
function rewrite(
  change: AvailableChange,
  id: string,
  words: ChangeWords,
  operations: readonly Operation[],
): AvailableChange {
  const content = { ...contentOf(change), id, ...words, operations: [...operations] };
  return {
    ...availableChange(content, `${JSON.stringify(content, null, 2)}\n`, 'own'),
    scenario: change.scenario,
  };
}

/** Say something else about an own change, for all scenarios that use it. Empty words are not taken. */
export function withWords(work: Work, changeId: string, words: Partial<ChangeWords>): Work {
  const change = work.available.find(({ id }) => id === changeId);
  if (change?.origin !== 'own') return work;
  const said = Object.fromEntries(
    Object.entries(words)
      .map(([key, text]) => [key, text.trim()])
      .filter(([, text]) => text !== ''),
  );
  const { title, rationale, source } = change;
  const rewritten = rewrite(change, changeId, { title, rationale, source, ...said }, operationsOf(change));
  return { ...work, available: work.available.map((one) => (one === change ? rewritten : one)) };
}

/** Put an own copy in the place of a change in a scenario, so that it can be edited there. */
export function withOwnCopy(work: Work, setId: string, changeId: string, scenario: string): Work {
  const change = work.available.find(({ id }) => id === changeId);
  if (!change) return work;
  const title = change.origin === 'own' ? change.title : `${change.title} (edited)`;
  const words = { title: title.slice(0, 200), rationale: change.rationale, source: change.source };
  const copy = { ...rewrite(change, newChangeId(), words, operationsOf(change)), scenario };
  return {
    available: [...work.available, copy],
    choices: withSet(work.choices, setId, (set) => replaced(set, changeId, copy.id)),
  };
}

/** Take a change out of a scenario. It stays available for others. */
export function withoutChange(work: Work, setId: string, changeId: string): Work {
  return { ...work, choices: withSet(work.choices, setId, (set) => without(set, changeId)) };
}

/** Forget a change of the person's own, in every scenario. */
export function withoutOwn(work: Work, changeId: string): Work {
  const sets = work.choices.sets.map((set) => without(set, changeId));
  return {
    available: work.available.filter(({ id, origin }) => id !== changeId || origin === 'shipped'),
    choices: { ...work.choices, sets },
  };
}

/** Add a scenario of no changes yet, as far as there is room. */
export function withNewSet(work: Work, name = ''): Work {
  const { sets } = work.choices;
  if (sets.length >= MOST_SETS) return work;
  return { ...work, choices: { ...work.choices, sets: [...sets, { id: newSetId(sets), name, changes: [] }] } };
}

/**
 * Add a copy of a scenario behind it, as far as there is room. Own changes are copied too, so that what is edited in one of
 * the two stays in it.
 *
 * @param title what the scenario is called now
 */
export function withClone(work: Work, setId: string, title: string): Work {
  const { sets } = work.choices;
  const position = sets.findIndex(({ id }) => id === setId);
  if (position < 0 || sets.length >= MOST_SETS) return work;
  const copies = new Map(
    ownIn(work, sets[position]).map((change) => {
      const { id, title: called, rationale, source } = change;
      const copy = rewrite(change, newChangeId(), { title: called, rationale, source }, operationsOf(change));
      return [id, copy] as const;
    }),
  );
  const clone: ChangeSet = {
    id: newSetId(sets),
    name: `Copy of ${title}`.slice(0, 80),
    changes: sets[position].changes.map((id) => copies.get(id)?.id ?? id),
  };
  return {
    available: [...work.available, ...copies.values()],
    choices: { ...work.choices, sets: [...sets.slice(0, position + 1), clone, ...sets.slice(position + 1)] },
  };
}

/** Move a scenario up (−1) or down (1) among the others. */
export function withMoved(work: Work, setId: string, by: number): Work {
  const sets = [...work.choices.sets];
  const from = sets.findIndex(({ id }) => id === setId);
  const to = from + by;
  if (from < 0 || to < 0 || to >= sets.length) return work;
  sets.splice(to, 0, ...sets.splice(from, 1));
  return { ...work, choices: { ...work.choices, sets } };
}

/** Call a scenario something; an empty name lets its changes name it. */
export function withName(work: Work, setId: string, name: string): Work {
  return {
    ...work,
    choices: withSet(work.choices, setId, (set) => ({ ...set, name: name.trim().slice(0, 80) })),
  };
}

function withSet(choices: Choices, id: string, change: (set: ChangeSet) => ChangeSet): Choices {
  return { ...choices, sets: choices.sets.map((set) => (set.id === id ? change(set) : set)) };
}

function without(set: ChangeSet, id: string): ChangeSet {
  return set.changes.includes(id) ? { ...set, changes: set.changes.filter((one) => one !== id) } : set;
}

function replaced(set: ChangeSet, id: string, by: string): ChangeSet {
  return { ...set, changes: set.changes.map((one) => (one === id ? by : one)) };
}

function isSame(a: readonly Operation[], b: readonly Operation[]): boolean {
  return a.length === b.length && a.every((operation, i) => operation === b[i]);
}
