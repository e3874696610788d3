/** Which changes cannot stand together, whatever their order: both would not have the effect that they state. */
import { canonicalJson } from './hash';
import type { ScenarioIssue } from './issue';
import type { Change, Operation } from './schema';
import { found, shown } from './wording';

/** What one operation did, and where. */
export interface Touch {
  /** Position of its change in the list. */
  change: number;
  operation: Operation;
  /** Keys joined by dots, positions for elements of lists. */
  place: string;
  /** Days during which it holds; −Infinity to Infinity when it always does. */
  from: number;
  until: number;
}

/** How a message names a change. */
export function nameOf(change: Change): string {
  return `"${shown(change.title, 100)}"`;
}

/** Changes that stand twice in the list or rule one another out. */
export function refusedTogether(changes: readonly Change[]): ScenarioIssue[] {
  const issues: ScenarioIssue[] = [];
  changes.forEach((later, i) => {
    for (const earlier of changes.slice(0, i)) {
      const [a, b] = [nameOf(earlier), nameOf(later)];
      if (earlier.id === later.id) {
        const message =
          earlier.title === later.title
            ? `${b} stands twice in the list of changes; keep one of them.`
            : `${a} and ${b} have the same id "${later.id}"; give each its own.`;
        issues.push({ code: 'twice', path: '', message });
      } else {
        const because = excluded(earlier, later.id) ?? excluded(later, earlier.id);
        if (because === null) continue;
        const why = because === '' ? '' : `, because ${shown(because, 400)}`;
        issues.push({
          code: 'excluded',
          path: '',
          message: `${a} and ${b} rule each other out${why}; use one of them.`,
        });
      }
    }
  });
  return issues;
}

/** Why a change rules another out, empty when it does not say; null when it does not rule it out. */
function excluded({ excludes }: Change, other: string): string | null {
  for (const entry of excludes) {
    if (entry === other) return '';
    if (typeof entry !== 'string' && entry.change === other) return entry.because;
  }
  return null;
}

/** Pairs of operations of two changes that cannot both have their effect; each pair of changes once per place. */
export function findConflicts(touches: readonly Touch[], changes: readonly Change[]): ScenarioIssue[] {
  const issues = new Map<string, ScenarioIssue>();
  // Values by number, equal ones by the same: every pair of operations is compared, and values may be long.
  const numbers = new Map<string, number>();
  const values = touches.map(({ operation }) => {
    const text = 'value' in operation ? canonicalJson(operation.value) : '';
    if (!numbers.has(text)) numbers.set(text, numbers.size);
    return numbers.get(text);
  });
  touches.forEach((later, i) => {
    for (let j = 0; j < i; j++) {
      const earlier = touches[j];
      if (earlier.change === later.change || !overlapInTime(earlier, later)) continue;
      if (!clash(earlier, later, values[j] === values[i])) continue;
      const key = [earlier.change, later.change, later.place].join(' ');
      if (issues.has(key)) continue;
      const [a, b] = [nameOf(changes[earlier.change]), nameOf(changes[later.change])];
      const samePlace = earlier.operation.path === later.operation.path;
      const [did, does] = [
        deed(earlier.operation, earlier.operation.path),
        deed(later.operation, samePlace ? 'it' : later.operation.path),
      ];
      issues.set(key, {
        code: 'conflict',
        path: later.operation.path,
        message: `${a} ${did} and ${b} ${does}; use one of the two.`,
      });
    }
  });
  return [...issues.values()];
}

function clash(earlier: Touch, later: Touch, sameValue: boolean): boolean {
  const [first, second] = [earlier.operation, later.operation];
  const related = holds(earlier.place, later.place) || holds(later.place, earlier.place);
  if (!related) return false;
  // Removing what was set, scaled or extended undoes it without a word. Removing an addition itself does so openly.
  if (second.op === 'remove')
    return first.op === 'add'
      ? earlier.place !== later.place && holds(later.place, earlier.place)
      : first.op !== 'remove';
  if (first.op === 'to' && second.op === 'to') {
    return earlier.place !== later.place || !sameValue;
  }
  // An addition may be worked on further, but not be set over, nor be made to what another sets as a whole.
  if (first.op === 'to' && second.op === 'add') return holds(earlier.place, later.place);
  if (first.op === 'add' && second.op === 'to') return holds(later.place, earlier.place);
  return first.op === 'to' || second.op === 'to';
}

function overlapInTime(a: Touch, b: Touch): boolean {
  return a.from < b.until && b.from < a.until;
}

/** Whether one place is the other or lies around it. */
function holds(outer: string, inner: string): boolean {
  return inner.startsWith(outer) && (inner.length === outer.length || inner[outer.length] === '.');
}

function deed(operation: Operation, what: string): string {
  switch (operation.op) {
    case 'to':
      return typeof operation.value === 'object' ? `sets ${what}` : `sets ${what} to ${found(operation.value)}`;
    case 'times':
      return `multiplies ${what} by ${operation.value}`;
    case 'plus':
      return `adds ${operation.value} to ${what}`;
    case 'add':
      return `adds ${what}`;
    case 'remove':
      return `removes ${what}`;
  }
}
