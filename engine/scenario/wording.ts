/** How messages about scenario files show the author's own text, and what they suggest instead. */
import { nearestName } from '../expression/nearest-name';

/** Longest piece of the author's text that a message repeats. */
const LONGEST = 60;
/** Ids that a message lists before it only counts the rest. */
const MOST_LISTED = 12;

/**
 * The author's text, cut when long. Control characters become spaces: a message may be printed on a terminal, which
 * would obey them.
 */
export function shown(text: string, longest = LONGEST): string {
  const cut = text.length <= longest ? text : `${text.slice(0, longest)}…`;
  return cut.replaceAll(/\p{Cc}/gu, ' ');
}

/** The keys on the way to a value, joined by dots; empty for the file as a whole. */
export function pathText(keys: readonly (string | number)[]): string {
  return keys.map((key) => shown(String(key), 80)).join('.');
}

/** A value as a message names it: short values as they are, others by what they are. */
export function found(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `"${shown(value)}"`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return `${value}`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** Ids in a sentence: all of a few, else the first ones and how many more; `none` when there are none. */
export function listOf(ids: readonly string[]): string {
  if (ids.length === 0) return 'none';
  const listed = ids.slice(0, MOST_LISTED).map((id) => shown(id));
  const more = ids.length - listed.length;
  return more > 0 ? `${listed.join(', ')} and ${more} more` : listed.join(', ');
}

/** The way out for a name that is not among the candidates: the one probably meant, else what there is. */
export function wayOut(name: string, candidates: readonly string[]): string {
  const near = nearestName(name, candidates);
  return near === null ? `there is ${listOf(candidates)}` : `did you mean "${shown(near)}"?`;
}

/** Text that ends in one full stop, question mark or colon. */
export function sentence(text: string): string {
  return /[.?!:]$/.test(text) ? text : `${text}.`;
}
