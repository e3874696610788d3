/** How long a shock lasts: when the difference it makes comes back to nothing that matters. */
import { demandConfidence, type Interval, meanInterval } from './intervals';
import { type PercentileInterval, percentileInterval } from './order-statistics';
import { type ShareInterval, wilsonInterval } from './proportions';

/** What counts as recovered. */
export interface RecoveryRule {
  /** The largest difference that does not matter, 0 or more, in the unit of the measure. */
  margin: number;
  /** Steps in a row for which the difference must stay within the margin, a whole number of 1 or more; 8 unless told otherwise. */
  holdSteps?: number;
  /** The step in which the shock begins, counted from 0; what lies before is not looked at. 0 unless told otherwise. */
  fromStep?: number;
}

/** How one replication took a shock. Steps (weeks, months) are counted from 0, the first of the series. */
export interface Recovery {
  /**
   * The first step from which the difference stays within the margin for so many steps, after it has been beyond it.
   * `fromStep` if it never was beyond, Infinity if it did not come back within the series.
   */
  step: number;
  /** Whether the difference was ever beyond the margin. */
  wasHit: boolean;
  /** Whether it went beyond the margin again after that. */
  relapsed: boolean;
  /** The difference farthest from 0, with its sign. */
  peak: number;
  /** The step of the peak, the first among equals. */
  peakStep: number;
}

/** Recovery over replications. */
export interface RecoverySummary {
  /** Median step of recovery with an interval that assumes no distribution; Infinity where it reaches those who never do. */
  medianStep: PercentileInterval;
  /** The share of replications that do not recover within the series. */
  never: ShareInterval;
  /** The share that go beyond the margin again after they have recovered. */
  relapsed: ShareInterval;
  /** The difference farthest from 0 of each replication, with its sign. null for a single replication, as likewise below. */
  peak: Interval | null;
  /** The step of the peak. */
  peakStep: Interval | null;
}

/**
 * When one replication recovers.
 *
 * @param differences Changed less baseline on the same random numbers, step by step. A step that is not a number is not
 * within the margin, for nothing shows that it is.
 * @param rule What counts as recovered.
 * @returns null if no step from `fromStep` on has a number.
 * @throws RangeError naming the part of the rule that is out of range.
 */
export function recoveryOf(differences: ArrayLike<number>, rule: RecoveryRule): Recovery | null {
  const { margin, holdSteps = 8, fromStep = 0 } = rule;
  if (!(margin >= 0 && margin < Infinity)) throw new RangeError(`margin must be 0 or more, got ${margin}`);
  demandStep('holdSteps', holdSteps, 1);
  demandStep('fromStep', fromStep, 0);
  let peakStep = -1;
  let hitStep = -1;
  for (let step = fromStep; step < differences.length; step++) {
    const size = Math.abs(differences[step]);
    if (size >= 0 && (peakStep === -1 || size > Math.abs(differences[peakStep]))) peakStep = step;
    if (size > margin && hitStep === -1) hitStep = step;
  }
  if (peakStep === -1) return null;
  const end = { peak: differences[peakStep], peakStep };
  if (hitStep === -1) return { step: fromStep, wasHit: false, relapsed: false, ...end };
  let step = Infinity;
  let relapsed = false;
  for (let at = hitStep, held = 0; at < differences.length && !relapsed; at++) {
    const isWithin = Math.abs(differences[at]) <= margin;
    held = isWithin ? held + 1 : 0;
    if (step < Infinity) relapsed = Math.abs(differences[at]) > margin;
    else if (held === holdSteps) step = at - holdSteps + 1;
  }
  return { step, wasHit: true, relapsed, ...end };
}

/**
 * Recovery over replications, each by itself and then together: the mean difference comes back to 0 too early where some
 * replications overshoot.
 *
 * @param replications The differences of each replication, step by step.
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
  const steps = recoveries.map(({ step }) => step);
  const medianStep = percentileInterval(steps, 0.5, confidence);
  const never = wilsonInterval(steps.filter((step) => step === Infinity).length, steps.length, confidence);
  const relapsed = wilsonInterval(recoveries.filter((one) => one.relapsed).length, steps.length, confidence);
  if (medianStep === null || never === null || relapsed === null) return null;
  return {
    medianStep,
    never,
    relapsed,
    peak: meanInterval(
      recoveries.map(({ peak }) => peak),
      confidence,
    ),
    peakStep: meanInterval(
      recoveries.map((one) => one.peakStep),
      confidence,
    ),
  };
}

function demandStep(name: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new RangeError(`${name} must be a whole number of ${least} or more, got ${value}`);
}
