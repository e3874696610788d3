/** The identity of a scenario as far as results go: equal hashes, equal results for the same replications. */
import type { Scenario } from './schema';

/**
 * What the keys of an object are. Ids are the author's own, so an id that reads `title` or `note` must count, while a
 * field of that name must not.
 */
type Keys = 'root' | 'entries' | 'fields' | 'ids' | 'mix';

/** Words for people and how results are shown, which no result depends on. */
const WORDS: ReadonlySet<string> = new Set(['title', 'note', 'shownAs']);
const ROOT_WORDS: ReadonlySet<string> = new Set(['title', 'description', 'caution', 'sources', 'scorecard']);
/** Collections that files written before there were any do not have: empty ones are left out. */
const LATER_COLLECTIONS: ReadonlySet<string> = new Set(['stocks', 'weekMeasures', 'loops', 'payers', 'bands', 'costs']);
/** Fields that map ids (of attributes, of payers) to values; `attributes` has shares of values within. */
const ID_FIELDS: ReadonlySet<string> = new Set(['when', 'who', 'set', 'paidBy']);
/** Parts of the scenario that are no collections of entries by id. */
const ROOT_FIELDS: ReadonlySet<string> = new Set(['run', 'timeline', 'primaryMeasures']);

/**
 * Hash a scenario to 16 hexadecimal digits, the same on every machine.
 *
 * Left out is what cannot move a result: the scenario's `title`, `description`, `caution`, `sources` and `scorecard`, every
 * `title`, `note` and `shownAs` inside, and `run.replications` (results of more replications continue those of fewer, and each answer says
 * how many it rests on). The order of keys does not count, nor how the file is laid out; the order of lists does. Two
 * scenarios that differ share a hash with probability 2^-64: enough to tell stale results, not to withstand forgery.
 */
export function scenarioHash(scenario: Scenario): string {
  return hashHex(write(scenario, 'root'));
}

/** JSON with sorted keys and no spaces: equal data gives equal text. Undefined fields are left out. */
export function canonicalJson(value: unknown): string {
  return write(value, 'ids');
}

function write(value: unknown, keys: Keys): string {
  if (Array.isArray(value)) return `[${value.map((entry) => write(entry, keys)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const parts: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const inside = (value as Record<string, unknown>)[key];
    if (inside === undefined || (keys === 'root' && ROOT_WORDS.has(key)) || (keys === 'fields' && WORDS.has(key)))
      continue;
    if (keys === 'root' && LATER_COLLECTIONS.has(key) && isEmpty(inside)) continue;
    const within = keys === 'root' && key === 'run' ? withoutReplications(inside) : inside;
    parts.push(`${JSON.stringify(key)}:${write(within, keysWithin(keys, key))}`);
  }
  return `{${parts.join(',')}}`;
}

function keysWithin(keys: Keys, key: string): Keys {
  switch (keys) {
    case 'root':
      return ROOT_FIELDS.has(key) ? 'fields' : 'entries';
    case 'entries':
      return 'fields';
    case 'fields':
      if (key === 'attributes') return 'mix';
      return ID_FIELDS.has(key) ? 'ids' : 'fields';
    case 'mix':
    case 'ids':
      return 'ids';
  }
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function withoutReplications(run: unknown): unknown {
  return { ...(run as Scenario['run']), replications: undefined };
}

/**
 * Two lanes of 32 bits over UTF-16 code units, each a multiply-and-rotate round as in MurmurHash3 (Appleby 2011) with its
 * own constants, crossed and finished by that function's finaliser.
 */
function hashHex(text: string): string {
  let a = 0x9747b28c;
  let b = 0x3c6ef372;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = round(a, unit, 0xcc9e2d51, 0x1b873593);
    b = round(b, unit, 0x239b961b, 0xab0e9789);
  }
  const first = finish(a ^ text.length);
  const second = finish(b ^ first);
  return hex(finish(first ^ second)) + hex(second);
}

function round(lane: number, unit: number, multiplier: number, spread: number): number {
  const mixed = Math.imul(rotate(Math.imul(unit + 1, multiplier), 15), spread);
  return (Math.imul(rotate(lane ^ mixed, 13), 5) + 0xe6546b64) | 0;
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function finish(word: number): number {
  let mixed = word;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
