/** How long a shock lasts: when the difference it makes comes back to nothing that matters. */
import { demandConfidence, type Interval, meanInterval } from './intervals';
import { type PercentileInterval, percentileInterval } from './order-statistics';
import { type ShareInterval, wilsonInterval } from './proportions';

/** What counts as recovered. */
export interface RecoveryRule {
  /** The largest difference that does not matter, 0 or more, in the unit of the measure. */
  margin: number;
  /** Weeks in a row that the difference must stay within the margin, a whole number of 1 or more; 8 unless told otherwise. */
  holdWeeks?: number;
  /** The week in which the shock begins, counted from 0; what lies before is not looked at. 0 unless told otherwise. */
  fromWeek?: number;
}

/** How one replication took a shock. Weeks are counted from 0, the first of the series. */
export interface Recovery {
  /**
   * The first week from which the difference stays within the margin for so many weeks, after it has been beyond it.
   * `fromWeek` if it never was beyond, Infinity if it did not come back within the series.
   */
  week: number;
  /** Whether the difference was ever beyond the margin. */
  wasHit: boolean;
  /** Whether it went beyond the margin again after that. */
  relapsed: boolean;
  /** The difference farthest from 0, with its sign. */
  peak: number;
  /** The week of the peak, the first among equals. */
  peakWeek: number;
}

/** Recovery over replications. */
export interface RecoverySummary {
  /** Median week of recovery with an interval that assumes no distribution; Infinity where it reaches those who never do. */
  medianWeek: PercentileInterval;
  /** The share of replications that do not recover within the series. */
  never: ShareInterval;
  /** The share that go beyond the margin again after they have recovered. */
  relapsed: ShareInterval;
  /** The difference farthest from 0 of each replication, with its sign. null for a single replication, as likewise below. */
  peak: Interval | null;
  /** The week of the peak. */
  peakWeek: Interval | null;
}

/**
 * When one replication recovers.
 *
 * @param differences Changed less baseline on the same random numbers, week by week. A week that is not a number is not
 * within the margin, for nothing shows that it is.
 * @param rule What counts as recovered.
 * @returns null if no week from `fromWeek` on has a number.
 * @throws RangeError naming the part of the rule that is out of range.
 */
export function recoveryOf(differences: ArrayLike<number>, rule: RecoveryRule): Recovery | null {
  const { margin, holdWeeks = 8, fromWeek = 0 } = rule;
  if (!(margin >= 0 && margin < Infinity)) throw new RangeError(`margin must be 0 or more, got ${margin}`);
  demandWeek('holdWeeks', holdWeeks, 1);
  demandWeek('fromWeek', fromWeek, 0);
  let peakWeek = -1;
  let hitWeek = -1;
  for (let week = fromWeek; week < differences.length; week++) {
    const size = Math.abs(differences[week]);
    if (size >= 0 && (peakWeek === -1 || size > Math.abs(differences[peakWeek]))) peakWeek = week;
    if (size > margin && hitWeek === -1) hitWeek = week;
  }
  if (peakWeek === -1) return null;
  const end = { peak: differences[peakWeek], peakWeek };
  if (hitWeek === -1) return { week: fromWeek, wasHit: false, relapsed: false, ...end };
  let week = Infinity;
  let relapsed = false;
  for (let at = hitWeek, held = 0; at < differences.length && !relapsed; at++) {
    const isWithin = Math.abs(differences[at]) <= margin;
    held = isWithin ? held + 1 : 0;
    if (week < Infinity) relapsed = Math.abs(differences[at]) > margin;
    else if (held === holdWeeks) week = at - holdWeeks + 1;
  }
  return { week, wasHit: true, relapsed, ...end };
}

/**
 * Recovery over replications, each by itself and then together: the mean difference comes back to 0 too early where some
 * replications overshoot.
 *
 * @param replications The weekly differences of each replication.
 * @param rule What counts as recovered.
 * @param confidence Of each interval by itself, above 0 and below 1.
 * @returns null where no replication has a number.
 * @throws RangeError for a rule or confidence out of range.
 */
export function recoverySummary(
  replications: readonly ArrayLike<number>[],
  rule: RecoveryRule,
  confidence = 0.95,
): RecoverySummary | null {
  demandConfidence(confidence);
  const recoveries = replications.flatMap((differences) => recoveryOf(differences, rule) ?? []);
  const weeks = recoveries.map(({ week }) => week);
  const medianWeek = percentileInterval(weeks, 0.5, confidence);
  const never = wilsonInterval(weeks.filter((week) => week === Infinity).length, weeks.length, confidence);
  const relapsed = wilsonInterval(recoveries.filter((one) => one.relapsed).length, weeks.length, confidence);
  if (medianWeek === null || never === null || relapsed === null) return null;
  return {
    medianWeek,
    never,
    relapsed,
    peak: meanInterval(
      recoveries.map(({ peak }) => peak),
      confidence,
    ),
    peakWeek: meanInterval(
      recoveries.map((one) => one.peakWeek),
      confidence,
    ),
  };
}

function demandWeek(name: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new RangeError(`${name} must be a whole number of ${least} or more, got ${value}`);
}
