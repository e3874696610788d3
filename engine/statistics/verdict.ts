/** From an interval to a word, and how many more runs would settle what is open. */
import type { Interval } from './intervals';

/** What may be said of a difference. */
export type Verdict = 'better' | 'worse' | 'too close to call' | 'higher' | 'lower';

/** Above this no budget settles the question, and the answer is "cannot be told". */
const MOST_REPLICATIONS = 1e9;

/**
 * Judge a difference b - a.
 *
 * A call needs the whole interval on one side of zero. 'too close to call' is said of an interval that touches zero, and
 * of one that lies entirely inside ±margin: the difference may be real, but none that size matters.
 *
 * @param interval The interval of the difference, in planning units.
 * @param margin The smallest difference that matters, 0 or more, in the same unit; 0 lets every sure difference count.
 * @param direction Which way is good; 'none' for a measure without a good direction, which is called higher or lower.
 */
export function verdict(interval: Interval, margin: number, direction: 'lower' | 'higher' | 'none'): Verdict {
  const isAbove = interval.low > 0;
  const isBelow = interval.high < 0;
  if ((!isAbove && !isBelow) || isInside(interval, margin)) return 'too close to call';
  if (direction === 'none') return isAbove ? 'higher' : 'lower';
  return isAbove === (direction === 'higher') ? 'better' : 'worse';
}

/** Whether the interval lies entirely inside ±margin. */
function isInside({ low, high }: { low: number; high: number }, margin: number): boolean {
  return low > -margin && high < margin;
}

/**
 * Whether a difference that is called may still be too small to matter: its interval clears zero, so that the direction is sure, but
 * one of its ends lies within the margin, so that the size is not. Said as “better, perhaps by less than matters”. Never of a
 * call that is too close, and not without a margin.
 *
 * @param difference mean and half-width of its interval, in the unit of the margin, and what is said of it
 */
export function isPerhapsSmall(
  difference: { mean: number; halfWidth: number; verdict: Verdict },
  margin: number,
): boolean {
  return difference.verdict !== 'too close to call' && Math.abs(difference.mean) - difference.halfWidth < margin;
}

/**
 * Whether nothing that matters can be left: the whole 95 % interval of the difference lies inside ±margin (two one-sided
 * tests, Schuirmann 1987, Journal of Pharmacokinetics and Biopharmaceutics 15, each at 2.5 %).
 *
 * @param difference mean and half-width of its interval, in the unit of the margin
 * @param margin as in {@link verdict}; with 0 nothing is equivalent
 */
export function isEquivalent({ mean, halfWidth }: { mean: number; halfWidth: number }, margin: number): boolean {
  return isInside({ low: mean - halfWidth, high: mean + halfWidth }, margin);
}

/**
 * How many replications in all would settle the question, if mean and standard deviation stay as they are: enough to
 * bring the half-width of a call below |mean| (the interval clears zero) or that of the interval below margin - |mean| (it
 * lies inside ±margin), whichever comes first. A half-width falls as 1/√n, so n is the first whole number above
 * n₀ (h / target)² (Law 2015, §9.4.1; the t quantile falls with n as well, so that n errs on the safe side).
 *
 * @param interval The interval of the difference.
 * @param margin As in {@link verdict}.
 * @param callHalfWidth Half-width of the interval that must clear zero, where several questions are asked at once and a
 * call needs a wider one.
 * @returns The replications already made if the question is settled; null if no number can be given: a mean of exactly 0
 * without a margin, or more than a thousand million replications.
 */
export function replicationsToSettle(
  interval: Interval,
  margin: number,
  callHalfWidth: number = interval.halfWidth,
): number | null {
  const { halfWidth, replications } = interval;
  const size = Math.abs(interval.mean);
  const toCall = replicationsFor(callHalfWidth, size, replications);
  const toDismiss = replicationsFor(halfWidth, margin - size, replications);
  const needed = Math.min(toCall, toDismiss);
  return needed > MOST_REPLICATIONS ? null : needed;
}

/** Replications that bring a half-width below a target; Infinity where none do. */
function replicationsFor(halfWidth: number, target: number, replications: number): number {
  if (!(target > 0) || !Number.isFinite(halfWidth)) return Infinity;
  if (halfWidth < target) return replications;
  const ratio = halfWidth / target;
  return Math.floor(replications * ratio * ratio) + 1;
}
