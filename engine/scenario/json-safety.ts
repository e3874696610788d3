/** What no parsed file may hold, whatever the schema says: keys that reach prototypes, and more than anybody writes. */
import type { ScenarioIssue } from './issue';
import { DEEPEST } from './json-scan';
import { pathText, shown } from './wording';

/** Values in one file, counting every object, list, text, number and so on. */
export const MOST_VALUES = 200_000;
/** Entries of one list; the longest that the schema takes, days of arrival, may have this many. */
export const LONGEST_LIST = 10_000;
/** Fields or ids of one object. */
export const MOST_FIELDS = 5000;
/** Characters of one text or key. */
export const LONGEST_TEXT = 10_000;

const UNSAFE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether a key could reach the prototype of an object instead of the object. */
export function isUnsafeKey(key: string): boolean {
  return UNSAFE_KEYS.has(key);
}

interface Step {
  value: unknown;
  key: string | number;
  depth: number;
  from: Step | null;
}

/**
 * Walk a value without recursion and report one thing in it that is refused, if there is any: a key named `__proto__`,
 * `constructor` or `prototype`, more than {@link MOST_VALUES} values, an object or a list with too many of them, a text of more than {@link LONGEST_TEXT}
 * characters, more than {@link DEEPEST} levels (a value that holds itself has no end of them), or something that JSON
 * does not have, such as a function or a date.
 */
export function findUnsafe(root: unknown): ScenarioIssue | null {
  const steps: Step[] = [{ value: root, key: '', depth: 0, from: null }];
  let values = 1;
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const { value, depth } = step;
    if (typeof value === 'string' && value.length > LONGEST_TEXT) return tooLong(step, 'this text', value.length);
    if (typeof value !== 'object' || value === null) {
      if (!isPlainValue(value)) return notPlain(step, typeof value);
      continue;
    }
    if (depth >= DEEPEST) {
      const message = `objects and lists are nested more than ${DEEPEST} deep, which no scenario needs.`;
      return { code: 'too-deep', path: pathOf(step), message };
    }
    const isList = Array.isArray(value);
    if (!isList && !isPlainObject(value)) return notPlain(step, 'something other than a plain object');
    // The length of a list first: one may claim more entries than it has.
    if (isList && value.length > LONGEST_LIST)
      return tooMany(step, `this list has ${value.length} entries`, LONGEST_LIST);
    const keys = Object.keys(value);
    if (!isList && keys.length > MOST_FIELDS)
      return tooMany(step, `this object has ${keys.length} entries`, MOST_FIELDS);
    values += isList ? value.length : keys.length;
    if (values > MOST_VALUES) {
      const message = `this holds more than ${MOST_VALUES.toLocaleString('en-GB')} values, the most that one file may hold.`;
      return { code: 'too-many-values', path: '', message };
    }
    for (const key of keys) {
      const inside: Step = { value: undefined, key, depth: depth + 1, from: step };
      if (isUnsafeKey(key)) return unsafeKey(inside);
      if (key.length > LONGEST_TEXT) return tooLong(step, 'a name in this object', key.length);
      inside.value = (value as Record<string, unknown>)[key];
      steps.push(inside);
    }
  }
  return null;
}

/** What JSON has, and undefined, which code may write for a field that is left out. */
function isPlainValue(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value);
}

/** An object literal or the like; an object of another window has another Object.prototype, but no more above it. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function unsafeKey(step: Step): ScenarioIssue {
  const message = `"${step.key}" cannot be the name of anything, because JavaScript gives it a meaning of its own; choose another.`;
  return { code: 'unsafe-key', path: pathOf(step), message };
}

function tooMany(step: Step, what: string, most: number): ScenarioIssue {
  return {
    code: 'too-many',
    path: pathOf(step),
    message: `${what}, more than the ${most} that anything here may have.`,
  };
}

function tooLong(step: Step, what: string, length: number): ScenarioIssue {
  return {
    code: 'too-long',
    path: pathOf(step),
    message: `${what} has ${length} characters; at most ${LONGEST_TEXT} are read.`,
  };
}

function notPlain(step: Step, what: string): ScenarioIssue {
  return { code: 'not-plain', path: pathOf(step), message: `a scenario is plain data, but this is ${shown(what)}.` };
}

function pathOf(step: Step): string {
  const keys: (string | number)[] = [];
  for (let at: Step | null = step; at?.from != null; at = at.from) keys.push(at.key);
  return pathText(keys.reverse());
}
