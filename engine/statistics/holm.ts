/** Tests of differences, alone and several at once. */
import { tCdf } from './student-t';

/**
 * Adjust the p-values of several tests so that the chance of one false call or more among them stays below the level
 * each adjusted value is compared with: Holm's step-down method (Holm 1979, Scandinavian Journal of Statistics 6(2)).
 *
 * @param pValues Between 0 and 1. NaN marks a test that could not be made; it stays NaN and does not count.
 * @returns Adjusted values in the same order, never below the given ones and never above 1.
 * @example holmAdjust([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function holmAdjust(pValues: number[]): number[] {
  const places = inOrder(pValues);
  const adjusted = pValues.map(() => NaN);
  let least = 0;
  places.forEach((place, rank) => {
    least = Math.max(least, Math.min(1, (places.length - rank) * pValues[place]));
    adjusted[place] = least;
  });
  return adjusted;
}

/**
 * By what Holm's method multiplies each p-value: the number of tests that are not settled before it. A test at level
 * alpha is called when its p-value is at most alpha ÷ this (and so were all before it).
 *
 * @param pValues As in {@link holmAdjust}.
 * @returns Whole numbers from 1, in the same order; NaN where the p-value is NaN.
 * @example holmFactors([0.01, 0.04, 0.03]) // [3, 1, 2]
 */
export function holmFactors(pValues: number[]): number[] {
  const places = inOrder(pValues);
  const factors = pValues.map(() => NaN);
  places.forEach((place, rank) => (factors[place] = places.length - rank));
  return factors;
}

/** Places of the tests that could be made, the smallest p-value first; equal ones in the order given. */
function inOrder(pValues: number[]): number[] {
  const places = pValues.map((_, i) => i).filter((i) => !Number.isNaN(pValues[i]));
  return places.sort((i, j) => pValues[i] - pValues[j]);
}

/**
 * The two-sided p-value of a paired t-test: how often a difference this far from 0 would be seen if the true difference
 * lay at the edge of ±margin. With margin 0 it is the ordinary paired t-test.
 *
 * @param mean Mean of the paired differences.
 * @param sd Their standard deviation (divisor n - 1), 0 or more.
 * @param n How many pairs; fewer than two give NaN.
 * @param margin The largest difference that does not matter, 0 or more, in the unit of the mean.
 * @returns From 0 to 1. With sd 0 it is 0 for a mean beyond the margin, else 1. NaN if an argument is NaN.
 */
export function pairedPValue(mean: number, sd: number, n: number, margin = 0): number {
  if (!(n >= 2) || !(sd >= 0) || !(margin >= 0) || mean !== mean) return NaN;
  const size = Math.abs(mean);
  if (sd === 0) return size > margin ? 0 : 1;
  const error = sd / Math.sqrt(n);
  return Math.min(1, tCdf((margin - size) / error, n - 1) + tCdf(-(margin + size) / error, n - 1));
}
