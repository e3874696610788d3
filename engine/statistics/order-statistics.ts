/** A percentile over replications with an interval that assumes no distribution. */
import { incompleteBeta } from '../random/special';
import { demandConfidence } from './intervals';

/** A percentile over replications and how sure it is. */
export interface PercentileInterval {
  /** The smallest value with at least a share p of the values at or below it. */
  value: number;
  /** Lower end: the value of rank {@link PercentileInterval.lowRank}, -Infinity where there are too few values for one. */
  low: number;
  /** Upper end, Infinity where there are too few values for one. */
  high: number;
  /** Rank of the lower end among the values in ascending order, from 1; 0 for none. */
  lowRank: number;
  /** Rank of the upper end; one more than there are values for none. */
  highRank: number;
  /** The probability that such an interval covers the percentile of a continuous distribution, confidence or more. */
  coverage: number;
  /** How many values there are. */
  replications: number;
}

/**
 * The interval between two order statistics (David & Nagaraja 2003, Order Statistics, §7.1): the number of values below
 * the true percentile is binomial whatever the distribution. Each end misses with at most half of 1 - confidence.
 *
 * @param values One for each replication, in any order. NaN marks a replication in which the measure was not seen and is
 * left out; ±Infinity counts, as what never happened within the run (Infinity).
 * @param p Which percentile, as a share above 0 and below 1.
 * @param confidence Above 0 and below 1.
 * @returns null where no replication saw the measure.
 * @throws RangeError if p or the confidence is not between 0 and 1.
 * @example percentileInterval([3, 1, 4, 2, 5, 6], 0.5) // value 3, from 1 to 6, coverage 0.96875
 */
export function percentileInterval(values: ArrayLike<number>, p: number, confidence = 0.95): PercentileInterval | null {
  demandConfidence(confidence);
  if (!(p > 0 && p < 1)) throw new RangeError(`p must be above 0 and below 1, got ${p}`);
  const sorted = Float64Array.from(values)
    .filter((value) => value === value)
    .sort();
  const n = sorted.length;
  if (n === 0) return null;
  const tail = (1 - confidence) / 2;
  const lowRank = mostBelow(n, p, tail);
  // Counted from the other end, the percentile is that of 1 - p.
  const highRank = n + 1 - mostBelow(n, 1 - p, tail);
  return {
    // The product may be a hair above a whole number that it should be.
    value: sorted[Math.max(1, Math.ceil(n * p * (1 - 4e-16))) - 1],
    low: lowRank === 0 ? -Infinity : sorted[lowRank - 1],
    high: highRank > n ? Infinity : sorted[highRank - 1],
    lowRank,
    highRank,
    coverage: binomialCdf(highRank - 1, n, p) - binomialCdf(lowRank - 1, n, p),
    replications: n,
  };
}

/** The greatest rank r of n values such that fewer than r of them lie below the percentile with at most this probability. */
function mostBelow(n: number, p: number, tail: number): number {
  let low = 0;
  let high = n + 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (binomialCdf(middle - 1, n, p) <= tail) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The probability that at most k of n trials succeed (Abramowitz & Stegun 1964, 26.5.24).
 *
 * @param k Any whole number.
 * @param n Number of trials, 0 or more.
 * @param p Probability of success, 0 to 1.
 */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  return k >= n ? 1 : incompleteBeta(1 - p, n - k, k + 1);
}
