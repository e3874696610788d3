/** Changes of a parameter's value: for the whole run, or between two instants. */
import { isRealDate } from './check';
import type { DeadEnd } from './change-paths';
import { isHolder } from './change-paths';
import type { Operation, Parameter, Scenario } from './schema';
import { dayOf, timedValues } from './timeline';

/** An operation that gives or takes a number. */
export type NumberOperation = Extract<Operation, { op: 'to' | 'times' | 'plus' }> & { value: number };

/** What changing a number came to: the days during which it holds. */
export interface NumberChanged {
  from: number;
  until: number;
  isTimed: boolean;
}

/** The parameter whose value a path means, `parameters.<name>` or `parameters.<name>.value`; null for other paths. */
export function numberTarget(segments: readonly string[]): string | null {
  const [root, name, field] = segments;
  const isValue = segments.length === 2 || (segments.length === 3 && field === 'value');
  return root === 'parameters' && isValue ? name : null;
}

/**
 * Change a parameter's value, or put the change on the timeline.
 *
 * @param alreadyTimed whether an operation before this one put the parameter on the timeline: what follows must go
 * there too, because the timeline applies after all plain changes and the order of the list counts
 * @param before the baseline's value, to which the operation's own range applies, so that the order of changes does not count
 * @returns when it holds, null when that is over before the run begins, or what is wrong
 */
export function changeNumber(
  scenario: Scenario,
  name: string,
  operation: NumberOperation,
  alreadyTimed: boolean,
  before: number | undefined,
): NumberChanged | DeadEnd | null {
  const period = periodOf(operation, scenario.run.startDate);
  if (period === null || 'message' in period) return period;
  const parameter = scenario.parameters[name];
  if (!isHolder(parameter) || typeof parameter.value !== 'number') {
    return { code: 'value', message: `parameters.${name} has no value that a number could change.` };
  }
  const { op, value, at, until, low, high } = operation;
  const { from, until: end } = period;
  if (!((low ?? value) <= value && value <= (high ?? value))) {
    const message = `its value ${value} lies outside its low ${low ?? value} to high ${high ?? value}; make the range hold the value.`;
    return { code: 'range', message };
  }
  for (const size of [low, high])
    if (size !== undefined) widen(parameter, changedBy(op, before ?? parameter.value, size));
  if (from > 0 || end < Infinity || alreadyTimed) {
    const starts = at === undefined || from <= 0 ? 0 : at;
    scenario.timeline.push({ parameter: name, op, value, at: starts, ...(until === undefined ? {} : { until }) });
    const isPlain = from <= 0 && end === Infinity;
    return { from: isPlain ? -Infinity : from, until: end, isTimed: true };
  }
  const changed = changedBy(op, parameter.value, value);
  if (!Number.isFinite(changed)) return tooBig(name);
  parameter.value = changed;
  return { from: -Infinity, until: Infinity, isTimed: false };
}

function changedBy(op: NumberOperation['op'], from: number, value: number): number {
  return op === 'to' ? value : op === 'times' ? from * value : from + value;
}

/**
 * Make the ranges of parameters hold every value that changes give them. A change states what is to be, so it need not
 * lie within what is known of the baseline.
 */
export function widenRanges(scenario: Scenario, names: ReadonlySet<string>): void {
  const order = [...names];
  const values = timedValues(scenario, (name) => ({ slot: order.indexOf(name), toBase: 1 }));
  order.forEach((name, slot) => {
    // A later operation may have removed it.
    if (!Object.hasOwn(scenario.parameters, name)) return;
    const parameter = scenario.parameters[name];
    widen(parameter, parameter.value);
    for (const timed of values) if (timed.slot === slot) widen(parameter, timed.value);
  });
}

// The range may be missing or no numbers where a change replaced the parameter: the schema will say so.
function widen(parameter: Parameter, value: number): void {
  if (value < parameter.low) parameter.low = value;
  if (value > parameter.high) parameter.high = value;
}

/** Days during which an operation holds; null when none is within a run. */
function periodOf(
  operation: NumberOperation,
  startDate: string | undefined,
): { from: number; until: number } | DeadEnd | null {
  for (const instant of [operation.at, operation.until]) {
    if (typeof instant !== 'string') continue;
    if (startDate === undefined) {
      const message = `the date ${instant} means nothing while day 0 has no date; give days from the start, or set the scenario's run.startDate.`;
      return { code: 'start-date', message };
    }
    if (!isRealDate(instant))
      return { code: 'date', message: `there is no day ${instant}; write one that exists as YYYY-MM-DD.` };
  }
  const from = operation.at === undefined ? 0 : dayOf(operation.at, startDate);
  const until = operation.until === undefined ? Infinity : dayOf(operation.until, startDate);
  if (until <= from) {
    const start = operation.at === undefined ? 'the start of the run' : `"at" ${operation.at}`;
    return { code: 'until', message: `"until" ${operation.until} does not come after ${start}; choose a later end.` };
  }
  return until <= 0 ? null : { from: Math.max(0, from), until };
}

function tooBig(name: string): DeadEnd {
  return { code: 'value', message: `parameters.${name} would not be a finite number; change it by less.` };
}
