/** What it costs a year to shorten a wait by a week: a ratio of two paired differences, said only where the wait is better. */
import type { MeasureDifference, WaitPrice } from '../results/measures';
import { fiellerInterval } from '../statistics/ratio';

/** Id of the measure of all money. */
export const COST = 'money.cost';

const WEEKS_IN_A: Readonly<Record<string, number>> = { weeks: 1, days: 1 / 7, hours: 1 / 168 };

/** Whether a measure is of a wait, in a unit of time. */
export function isWait({ id, unit }: { id: string; unit: string }): boolean {
  return id.slice(id.lastIndexOf('.') + 1).startsWith('wait') && unit in WEEKS_IN_A;
}

/**
 * £ a year for each week by which a wait is shorter, over paired replications: difference in cost ÷ reduction of the wait,
 * with Fieller's interval (`statistics/ratio`). A wait that is not better has no price: the ratio of a cost to a reduction
 * that may be none says nothing, and that of a longer wait misleads.
 *
 * @param wait the wait's difference, its verdict final
 * @param costs change in cost by replication, in £ a year; NaN where it was not seen
 * @param reductions by how much the wait is shorter, in the wait's unit
 */
export function waitPrice(
  { id, unit, verdict }: Pick<MeasureDifference, 'id' | 'unit' | 'verdict'>,
  costs: ArrayLike<number>,
  reductions: ArrayLike<number>,
): WaitPrice {
  const weeks = Float64Array.from(reductions, (reduction) => reduction * WEEKS_IN_A[unit]);
  const price = verdict === 'better' ? fiellerInterval(costs, weeks) : null;
  return price === null ? { measure: id, kind: 'notBetter' } : { measure: id, ...price };
}
