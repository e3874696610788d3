/** What can be taken back and done again: two stacks of how things were. Pure, so that it can be tested without a page. */

/** Something that was done, and how things were on its other side: before it while it can be taken back, after it while it can be done again. */
export interface Step<T> {
  /** What was done, in words. */
  what: string;
  other: T;
}

/** What can be taken back, the last first in line at the end; and what can be done again, likewise. */
export interface History<T> {
  past: readonly Step<T>[];
  future: readonly Step<T>[];
}

/** Steps that are kept. */
export const MOST_STEPS = 200;

/** Nothing has been done yet. */
export const NOTHING_DONE: History<never> = { past: [], future: [] };

/**
 * Note that something was done. What had been taken back before can then no longer be done again.
 *
 * @param before how things were
 */
export function record<T>({ past }: History<T>, what: string, before: T): History<T> {
  return { past: [...past.slice(1 - MOST_STEPS), { what, other: before }], future: [] };
}

/** How things are after a step back or forth, with the words of the step. */
export interface Stepped<T> {
  history: History<T>;
  what: string;
  to: T;
}

/** Take the last step back; undefined when there is none. */
export function stepBack<T>({ past, future }: History<T>, now: T): Stepped<T> | undefined {
  const last = past.at(-1);
  if (!last) return undefined;
  const history = { past: past.slice(0, -1), future: [...future, { what: last.what, other: now }] };
  return { history, what: last.what, to: last.other };
}

/** Do again what was taken back last; undefined when there is nothing. */
export function stepForth<T>({ past, future }: History<T>, now: T): Stepped<T> | undefined {
  const next = future.at(-1);
  if (!next) return undefined;
  const history = { past: [...past, { what: next.what, other: now }], future: future.slice(0, -1) };
  return { history, what: next.what, to: next.other };
}
