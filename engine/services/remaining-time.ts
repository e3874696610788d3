/** What is left of a time of which a part is over. */
import type { Distribution } from '../random/distribution';

/**
 * The rest of a time that is known to be longer than what is over, by inversion of its conditional distribution; 0 if the
 * whole cannot be longer.
 *
 * @param whole distribution of the whole time, in days
 * @param over days that are over
 * @param uniform a uniform; the rest grows with it
 */
export function remainingTime(whole: Distribution, over: number, uniform: number): number {
  const below = whole.cdf(over);
  if (below >= 1) return 0;
  return Math.max(0, whole.quantile(below + uniform * (1 - below)) - over);
}
