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
function isInside(interval: Interval, margin: number): boolean {
  return interval.low > -margin && interval.high < margin;
}

/**
 * How many replications in all would settle the question, if mean and standard deviation stay as they are: enough to
 * bring the half-width h below |mean| (the interval clears zero) or below margin - |mean| (it lies inside ±margin),
 * whichever comes first. The half-width falls as 1/√n, so n is the first whole number above n₀ (h / target)²
 * (Law 2015, §9.4.1; the t quantile falls with n as well, so that n errs on the safe side).
 *
 * @param interval The interval of the difference.
 * @param margin As in {@link verdict}.
 * @returns The replications already made if the question is settled; null if no number can be given: a mean of exactly 0
 * without a margin, or more than a thousand million replications.
 */
export function replicationsToSettle(interval: Interval, margin: number): number | null {
  const { halfWidth, replications } = interval;
  const size = Math.abs(interval.mean);
  const target = Math.max(size, margin - size);
  if (!(target > 0) || !Number.isFinite(halfWidth)) return null;
  if (halfWidth < target) return replications;
  const ratio = halfWidth / target;
  const needed = Math.floor(replications * ratio * ratio) + 1;
  return needed > MOST_REPLICATIONS ? null : needed;
}
