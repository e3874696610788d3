/** Paths of changes: which there are, and how one is followed by ids into a scenario. */
import { isUnsafeKey } from './json-safety';
import { sentence, shown, wayOut } from './wording';

/** Collections of entries by id, the parts of a scenario that a change may change. */
const COLLECTIONS = [
  'parameters',
  'services',
  'posts',
  'qualifications',
  'stocks',
  'weekMeasures',
  'loops',
  'calendars',
  'holidays',
  'profiles',
  'attributes',
  'places',
  'professions',
  'employers',
  'groups',
  'payers',
  'bands',
  'costs',
  'sources',
] as const;

/** Parts that a change may not touch, and why. */
const NOT_CHANGEABLE: Readonly<Record<string, string>> = {
  run: 'settings of the run belong to the run, not to a change; set them where the scenario is run',
  timeline: 'the timeline is made from changes; write parameters.<name> with "at" and "until"',
  primaryMeasures: 'a baseline and its changes are compared by the same primary measures; set them in the scenario',
  targets: 'a baseline and its changes are judged by the same targets; set them in the scenario',
  format: 'the format belongs to the file; a change keeps it',
  id: 'the id belongs to the baseline; a change has its own',
  title: 'the title belongs to the baseline; a change has its own',
  description: 'the description belongs to the baseline; a change says its piece in "rationale" and "expected"',
  caution: 'the caution belongs to the baseline; a change says its piece in "rationale" and "expected"',
};

/** An object or a list on the way of a path. */
export type Holder = Record<string, unknown> | unknown[];

/** Where a path leads. */
export interface Place {
  holder: Holder;
  /** Key in the holder: a field or id, or the position in a list; −1 where no element of a list is meant. */
  key: string | number;
  /** Keys from the root with positions for elements of lists, so that one place has one spelling. */
  keys: string[];
  /** What stands there; undefined when nothing does. */
  value: unknown;
}

/** Why a path leads nowhere. */
export interface DeadEnd {
  code: string;
  message: string;
}

/** The keys of a path that a change may follow, or why it may not. */
export function splitPath(path: string): string[] | DeadEnd {
  const segments = path.split('.');
  const [root] = segments;
  const unsafe = segments.find(isUnsafeKey);
  if (unsafe !== undefined) {
    const message = `"${unsafe}" cannot be part of a path, because JavaScript gives it a meaning of its own.`;
    return { code: 'unsafe-key', message };
  }
  if (Object.hasOwn(NOT_CHANGEABLE, root)) return { code: 'not-changeable', message: sentence(NOT_CHANGEABLE[root]) };
  if (!COLLECTIONS.some((collection) => collection === root)) {
    return {
      code: 'unknown-path',
      message: sentence(`a path starts with a collection, not "${shown(root)}"; ${wayOut(root, COLLECTIONS)}`),
    };
  }
  if (segments.length === 1) {
    return { code: 'unknown-path', message: `this names all of ${root}; name one of them, as in ${root}.<id>.` };
  }
  return segments;
}

/** Whether a path could not be followed. */
export function isDeadEnd<T extends object>(found: T | DeadEnd): found is DeadEnd {
  return 'message' in found;
}

/**
 * Follow keys into a scenario. Everything but the last must exist. An element of a list is meant by its position, or by
 * its `id`, `posts` or `to`, or, in a list of ids, by itself; only own properties count.
 *
 * @param stopAt asked at each place on the way by its keys, as written and as positions; an answer ends the walk
 */
export function follow(
  root: Holder,
  segments: readonly string[],
  stopAt: (keys: readonly string[]) => DeadEnd | null,
): Place | DeadEnd {
  let holder = root;
  const keys: string[] = [];
  for (const [i, segment] of segments.entries()) {
    const key = Array.isArray(holder) ? positionIn(holder, segment) : segment;
    if (key === null) {
      return {
        code: 'unknown-path',
        message: `several entries of ${keys.join('.')} go by "${segment}"; write the position of one, from 0.`,
      };
    }
    const spelt = key === -1 ? segment : String(key);
    const stop = stopAt([...keys, segment]) ?? stopAt([...keys, spelt]);
    if (stop !== null) return stop;
    const value = Object.hasOwn(holder, key) ? (holder as Record<string | number, unknown>)[key] : undefined;
    if (i === segments.length - 1) return { holder, key, keys: [...keys, spelt], value };
    if (!isHolder(value)) return nothingThere({ holder, key, keys: [...keys, segment], value });
    keys.push(spelt);
    holder = value;
  }
  return { code: 'unknown-path', message: 'a path needs at least one id.' };
}

/** What to say of a place where something should stand and does not. */
export function nothingThere(place: Place): DeadEnd {
  const { holder, keys, value } = place;
  const name = keys[keys.length - 1];
  const within = keys.slice(0, -1).join('.');
  const tell = (message: string): DeadEnd => ({ code: 'unknown-path', message: sentence(message) });
  if (value !== undefined) return tell(`${keys.join('.')} holds a value, and nothing within it`);
  if (!Array.isArray(holder)) {
    return tell(`there is no "${shown(name)}" in ${within}; ${wayOut(name, Object.keys(holder))}`);
  }
  const names = holder.flatMap(nameOf);
  const way = names.length > 0 ? wayOut(name, names) : `it has ${holder.length} entries, counted from 0`;
  return tell(`there is no entry "${shown(name)}" in the list ${within}; ${way}`);
}

/** Whether a value has entries or fields of its own. */
export function isHolder(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null;
}

/** Position of an element; −1 when there is none, null when there are several. */
function positionIn(list: readonly unknown[], segment: string): number | null {
  if (/^\d+$/.test(segment)) {
    const position = Number(segment);
    return position < list.length ? position : -1;
  }
  const positions = list.flatMap((entry, i) => (nameOf(entry).includes(segment) ? [i] : []));
  if (positions.length > 1) return null;
  return positions[0] ?? -1;
}

/** What an element of a list goes by. */
function nameOf(entry: unknown): string[] {
  if (typeof entry === 'string') return [entry];
  if (!isHolder(entry) || Array.isArray(entry)) return [];
  const field = ['id', 'posts', 'to'].find((each) => Object.hasOwn(entry, each) && typeof entry[each] === 'string');
  return field === undefined ? [] : [entry[field] as string];
}
