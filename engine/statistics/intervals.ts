/** Confidence intervals over replications. */
import { tQuantile } from './student-t';

/** A mean over replications and how sure it is. */
export interface Interval {
  /** Mean of the replications in which the measure was seen, in the unit of the measure. */
  mean: number;
  /** Half the width of the interval, 0 or more, in the unit of the measure. */
  halfWidth: number;
  /** mean - halfWidth. */
  low: number;
  /** mean + halfWidth. */
  high: number;
  /** How many replications the measure was seen in, 2 or more. */
  replications: number;
  /** Standard deviation between replications (divisor n - 1), in the unit of the measure. */
  standardDeviation: number;
}

/** The difference between two scenarios over replications that share their random numbers. */
export interface PairedInterval extends Interval {
  /**
   * Variance of the difference had the scenarios been run on random numbers of their own, divided by the variance found:
   * how many times fewer replications the pairing needs. 1 if nothing varies, Infinity if only the difference does not.
   */
  varianceReduction: number;
}

/**
 * The t-interval of a mean over replications (Law 2015, Simulation Modeling and Analysis, §9.4.1).
 *
 * @param values One for each replication; NaN (and any value that is not finite) marks a replication in which the
 * measure was not seen, and is left out.
 * @param confidence The probability that such an interval covers the true mean, above 0 and below 1.
 * @returns null where fewer than two replications saw the measure: one value says nothing about how sure it is.
 * @throws RangeError if the confidence is not between 0 and 1.
 * @example meanInterval([4, 5, 6]) // mean 5, halfWidth 2.4841
 */
export function meanInterval(values: ArrayLike<number>, confidence = 0.95): Interval | null {
  demandConfidence(confidence);
  const spread = spreadOf(values.length, (i) => values[i]);
  return spread.count < 2 ? null : intervalOf(spread, confidence);
}

/**
 * The paired t-interval of the difference b - a over the replications in which both were seen (Law 2015, §10.2.1).
 *
 * @param a The measure in the first scenario (the baseline), one value for each replication, as in {@link meanInterval}.
 * @param b The same measure in the second; replication i of both used the same random numbers. What is longer is cut.
 * @param confidence As in {@link meanInterval}.
 * @returns null where fewer than two replications saw both.
 * @throws RangeError if the confidence is not between 0 and 1.
 */
export function pairedInterval(a: ArrayLike<number>, b: ArrayLike<number>, confidence = 0.95): PairedInterval | null {
  demandConfidence(confidence);
  const length = Math.min(a.length, b.length);
  const difference = spreadOf(length, (i) => b[i] - a[i]);
  if (difference.count < 2) return null;
  // Where the difference is seen, so are both.
  const first = spreadOf(length, (i) => (Number.isFinite(b[i] - a[i]) ? a[i] : NaN));
  const second = spreadOf(length, (i) => (Number.isFinite(b[i] - a[i]) ? b[i] : NaN));
  const apart = first.variance + second.variance;
  return {
    ...intervalOf(difference, confidence),
    varianceReduction: apart === difference.variance ? 1 : apart / difference.variance,
  };
}

interface Spread {
  count: number;
  mean: number;
  /** With divisor n - 1; 0 for fewer than two values. */
  variance: number;
}

/** Count, mean and variance in one pass without cancellation (Welford 1962, Technometrics 4(3)). */
function spreadOf(length: number, valueAt: (i: number) => number): Spread {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < length; i++) {
    const value = valueAt(i);
    if (!Number.isFinite(value)) continue;
    count++;
    const deviation = value - mean;
    mean += deviation / count;
    squares += deviation * (value - mean);
  }
  return { count, mean, variance: count < 2 ? 0 : squares / (count - 1) };
}

function intervalOf({ count, mean, variance }: Spread, confidence: number): Interval {
  const standardDeviation = Math.sqrt(variance);
  const halfWidth = halfWidthAt({ standardDeviation, replications: count }, confidence);
  return { mean, halfWidth, low: mean - halfWidth, high: mean + halfWidth, replications: count, standardDeviation };
}

/**
 * Half the width of the interval of a mean whose standard deviation is known already, as {@link meanInterval} gives it.
 *
 * @param spread standard deviation and the replications it was seen in, 2 or more
 * @throws RangeError if the confidence is not between 0 and 1.
 */
export function halfWidthAt(
  { standardDeviation, replications }: Pick<Interval, 'standardDeviation' | 'replications'>,
  confidence: number,
): number {
  demandConfidence(confidence);
  return (tQuantile((1 + confidence) / 2, replications - 1) * standardDeviation) / Math.sqrt(replications);
}

/**
 * Refuse what is no confidence.
 *
 * @throws RangeError if the confidence is not between 0 and 1.
 */
export function demandConfidence(confidence: number): void {
  if (confidence > 0 && confidence < 1) return;
  throw new RangeError(`confidence must be above 0 and below 1, got ${confidence}`);
}
