/** What an interval of a difference allows to say. */
import type { Interval } from './intervals';

/** The verdict: a call needs the whole interval on one side of 0 and not wholly within the margin. */
export function verdict(interval: Interval, margin: number, direction: 'lower' | 'higher' | 'none'): 'better' | 'worse' | 'too close to call' | 'higher' | 'lower' {
  if (interval.low <= 0 && interval.high >= 0) return 'too close to call';
  if (interval.low > -margin && interval.high < margin) return 'too close to call';
  const isHigher = interval.mean > 0;
  if (direction === 'none') return isHigher ? 'higher' : 'lower';
  return isHigher === (direction === 'higher') ? 'better' : 'worse';
}

/** Replications that would settle a call that is too close, as far as can be told; null when it cannot. */
export function replicationsToSettle(interval: Interval, margin: number): number | null {
  const distance = Math.max(Math.abs(interval.mean), margin);
  if (distance === 0 || interval.halfWidth === 0) return null;
  return Math.ceil(interval.replications * (interval.halfWidth / distance) ** 2);
}
