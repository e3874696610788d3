/** Parameters that change at an instant: operations with `at` and `until`, worked out into values over time. */
import type { TimedValue } from '../expression/quantities';
import { daysSinceEpoch } from '../events/calendar';
import type { Scenario } from './schema';

/** The day of an instant given as a date or as a number of days from the start. */
export function dayOf(instant: string | number, startDate: string | undefined): number {
  if (typeof instant === 'number') return instant;
  return startDate === undefined ? NaN : daysSinceEpoch(instant) - daysSinceEpoch(startDate);
}

/**
 * The values that each timed parameter takes, and when. Operations in force at one time apply in the order of the list.
 *
 * @param find slot of a parameter, and the factor to base units
 */
export function timedValues(
  scenario: Scenario,
  find: (name: string) => { slot: number; toBase: number },
): TimedValue[] {
  const start = scenario.run.startDate;
  const names = [...new Set(scenario.timeline.map((entry) => entry.parameter))];
  const values: TimedValue[] = [];
  for (const name of names) {
    const { slot, toBase } = find(name);
    if (slot < 0 || !Object.hasOwn(scenario.parameters, name)) continue;
    const parameter = scenario.parameters[name];
    const entries = scenario.timeline
      .filter((entry) => entry.parameter === name)
      .map((entry) => ({
        ...entry,
        from: dayOf(entry.at, start),
        to: entry.until === undefined ? Infinity : dayOf(entry.until, start),
      }));
    const days = [...new Set(entries.flatMap((entry) => [entry.from, entry.to]))]
      .filter(Number.isFinite)
      .sort((a, b) => a - b);
    for (const day of days) {
      let value = parameter.value;
      for (const entry of entries) {
        if (day < entry.from || day >= entry.to) continue;
        if (entry.op === 'to') value = entry.value;
        else value = entry.op === 'times' ? value * entry.value : value + entry.value;
      }
      values.push({ day, slot, value: value * toBase });
    }
  }
  return values.sort((a, b) => a.day - b.day);
}
