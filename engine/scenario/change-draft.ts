/** A scenario while changes are being applied to it: a copy of the baseline, and what was done to it by whom. */
import type { ScenarioIssue } from './issue';
import { nameOf, type Touch } from './change-conflicts';
import { changeNumber, numberTarget, widenRanges, type NumberOperation } from './change-numbers';
import {
  follow,
  isDeadEnd,
  isHolder,
  nothingThere,
  splitPath,
  type DeadEnd,
  type Holder,
  type Place,
} from './change-paths';
import type { Change, Operation, Scenario } from './schema';
import { found } from './wording';

const ALWAYS = { from: -Infinity, until: Infinity };

/** Applies changes in order, collecting whatever cannot be done. The baseline itself is never written to. */
export class Draft {
  /** The scenario so far; not yet checked against the schema. */
  readonly scenario: Scenario;
  readonly issues: ScenarioIssue[] = [];
  readonly touches: Touch[] = [];
  private readonly removedBy = new Map<string, number>();
  private readonly addedBy = new Map<string, number>();
  /** Lists with elements taken out. Their places stay empty until the end, so that positions mean the baseline's. */
  private readonly thinned = new Set<unknown[]>();
  /** Parameters that changes give numbers to, and those whose numbers change during the run. */
  private readonly numbers = new Set<string>();
  private readonly timed = new Set<string>();

  constructor(
    private readonly baseline: Scenario,
    private readonly changes: readonly Change[],
  ) {
    this.scenario = structuredClone(baseline);
    changes.forEach((change, index) => {
      for (const operation of change.operations) {
        const stop = this.apply(operation, index);
        if (stop !== null)
          this.issues.push({ ...stop, path: operation.path, message: `${nameOf(change)}: ${stop.message}` });
      }
    });
    for (const list of this.thinned) closeGaps(list);
    widenRanges(this.scenario, this.numbers);
  }

  /** @returns why it cannot be done, or null when it was */
  private apply(operation: Operation, change: number): DeadEnd | null {
    const segments = splitPath(operation.path);
    if (isDeadEnd(segments)) return segments;
    switch (operation.op) {
      case 'to':
      case 'times':
      case 'plus': {
        const parameter = numberTarget(segments);
        if (parameter !== null && typeof operation.value === 'number') {
          return this.changeNumber({ ...operation, value: operation.value }, parameter, change);
        }
        return operation.op === 'to' ? this.set(operation, segments, change) : onlyNumbers(operation.op);
      }
      case 'add':
        return this.add(operation, segments, change);
      case 'remove':
        return this.remove(operation, segments, change);
    }
  }

  private changeNumber(operation: NumberOperation, parameter: string, change: number): DeadEnd | null {
    const place = this.find(['parameters', parameter], change);
    if (isDeadEnd(place)) return place;
    if (place.value === undefined) return nothingThere(place);
    const before = Object.hasOwn(this.baseline.parameters, parameter)
      ? this.baseline.parameters[parameter].value
      : undefined;
    const done = changeNumber(this.scenario, parameter, operation, this.timed.has(parameter), before);
    if (done === null) return null; // Over before the run begins.
    if (isDeadEnd(done)) return done;
    this.numbers.add(parameter);
    if (done.isTimed) this.timed.add(parameter);
    this.touches.push({
      change,
      operation,
      place: [...place.keys, 'value'].join('.'),
      from: done.from,
      until: done.until,
    });
    return null;
  }

  private set(operation: Operation & { op: 'to' }, segments: string[], change: number): DeadEnd | null {
    if (operation.at !== undefined || operation.until !== undefined)
      return onlyNumbersAtTimes(segments, operation.value);
    if (operation.low !== undefined || operation.high !== undefined) return onlyNumbersHaveRanges();
    const place = this.find(segments, change);
    if (isDeadEnd(place)) return place;
    // A field that an object lacks may be an optional one, which the schema knows; entries and elements must exist.
    const mustExist = segments.length === 2 || Array.isArray(place.holder);
    if (place.value === undefined && mustExist) return withHint(nothingThere(place), ' To make a new one, use "add".');
    if (segments.length === 2 && (!isHolder(operation.value) || Array.isArray(operation.value))) {
      const number = segments[0] === 'parameters' ? 'a number, or ' : '';
      return {
        code: 'value',
        message: `${operation.path} takes ${number}an object that replaces the whole entry, not ${found(operation.value)}.`,
      };
    }
    this.write(place, operation, change);
    return null;
  }

  private add(operation: Operation & { op: 'add' }, segments: string[], change: number): DeadEnd | null {
    const place = this.find(segments, change);
    if (isDeadEnd(place)) return place;
    if (Array.isArray(place.value)) {
      const end = place.value.length;
      this.write(
        { holder: place.value, key: end, keys: [...place.keys, String(end)], value: undefined },
        operation,
        change,
      );
      return null;
    }
    if (place.value !== undefined) {
      const before = this.addedBy.get(place.keys.join('.'));
      const by = before === undefined || before === change ? '' : `, added by ${nameOf(this.changes[before])}`;
      return {
        code: 'exists',
        message: `${operation.path} exists already${by}; choose another id, or replace it with "to".`,
      };
    }
    if (Array.isArray(place.holder)) {
      const list = segments.slice(0, -1).join('.');
      return {
        code: 'unknown-path',
        message: `entries are added at the end of a list by its own path; write ${list}.`,
      };
    }
    const where = place.keys.join('.');
    this.write(place, operation, change);
    if (this.removedBy.delete(where)) {
      // Taken out and put back by the same change: it sets the place, as far as other changes go.
      const touch = this.touches[this.touches.length - 1];
      touch.operation = { op: 'to', path: operation.path, value: operation.value };
    } else {
      this.addedBy.set(where, change);
    }
    return null;
  }

  private remove(operation: Operation, segments: string[], change: number): DeadEnd | null {
    const place = this.find(segments, change);
    if (isDeadEnd(place)) return place;
    if (place.value === undefined) return nothingThere(place);
    const { holder, key } = place;
    if (Array.isArray(holder)) {
      holder[Number(key)] = undefined;
      this.thinned.add(holder);
    } else {
      delete holder[key];
    }
    // As written too: an element that is gone can no longer be found by its id.
    for (const keys of [place.keys, [...place.keys.slice(0, -1), segments[segments.length - 1]]]) {
      this.removedBy.set(keys.join('.'), change);
    }
    this.touches.push({ change, operation, place: place.keys.join('.'), ...ALWAYS });
    return null;
  }

  private write(place: Place, operation: Operation & { op: 'to' | 'add' }, change: number): void {
    (place.holder as Record<string | number, unknown>)[place.key] = structuredClone(operation.value);
    this.touches.push({ change, operation, place: place.keys.join('.'), ...ALWAYS });
  }

  /** Follow a path; an earlier change may have removed what is on it. */
  private find(segments: readonly string[], change: number): Place | DeadEnd {
    return follow(this.scenario as unknown as Holder, segments, (keys) => {
      const path = keys.join('.');
      const by = this.removedBy.get(path);
      if (by === undefined || by === change) return null;
      return {
        code: 'removed',
        message: `${path} was removed by ${nameOf(this.changes[by])}; use one of the two changes.`,
      };
    });
  }
}

function onlyNumbers(op: 'times' | 'plus'): DeadEnd {
  const message = `"${op}" works on the value of a parameter, as in parameters.<name>; structure is changed with "to", "add" and "remove".`;
  return { code: 'not-a-parameter', message };
}

function onlyNumbersAtTimes(segments: readonly string[], value: unknown): DeadEnd {
  if (numberTarget(segments) !== null) {
    return { code: 'value', message: `with "at" or "until" a parameter takes a number, not ${found(value)}.` };
  }
  const message =
    'only the value of a parameter can change during a run; leave out "at" and "until", or make the field depend on a parameter and change that.';
  return { code: 'not-a-parameter', message };
}

function onlyNumbersHaveRanges(): DeadEnd {
  const message =
    'only a number given to a parameter has a range; leave out "low" and "high", or make the field depend on a parameter and change that.';
  return { code: 'not-a-parameter', message };
}

function withHint(end: DeadEnd, hint: string): DeadEnd {
  return { ...end, message: end.message + hint };
}

function closeGaps(list: unknown[]): void {
  let kept = 0;
  for (const entry of list) if (entry !== undefined) list[kept++] = entry;
  list.length = kept;
}
