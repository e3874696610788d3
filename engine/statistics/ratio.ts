/** The ratio of two means, such as the cost of a week of waiting saved, and how sure it is. */
import { demandConfidence } from './intervals';
import { tQuantile } from './student-t';

/** A ratio of means and what cannot be ruled out for it. */
export type RatioInterval = {
  /** Mean of the numerator over mean of the denominator; ±Infinity where the latter is exactly 0, NaN where both are. */
  ratio: number;
  /** Pairs that were seen, 2 or more. */
  replications: number;
} & (
  | {
      /** The denominator is surely not 0: everything from low to high. */
      kind: 'bounded';
      low: number;
      high: number;
    }
  | {
      /**
       * The denominator may be 0, the numerator is surely not: everything up to `below` and everything from `above`, with a
       * gap between. A large ratio of either sign cannot be ruled out.
       */
      kind: 'outside';
      below: number;
      above: number;
    }
  | {
      /** Both may be 0: nothing can be ruled out. */
      kind: 'everything';
    }
);

/**
 * Fieller's interval for a ratio of paired means (Fieller 1954, Journal of the Royal Statistical Society B 16(2)): all θ
 * for which the mean of numerator - θ · denominator does not differ from 0 by the paired t-test. Unlike an interval of the
 * ratios of single replications it stays right, and unbounded, where the denominator may be 0.
 *
 * @param numerators One for each replication; NaN where it was not seen.
 * @param denominators Likewise, of the same replications. What is longer is cut.
 * @param confidence Above 0 and below 1.
 * @returns null where fewer than two pairs were seen, or the denominator is always 0.
 * @throws RangeError if the confidence is not between 0 and 1.
 */
export function fiellerInterval(
  numerators: ArrayLike<number>,
  denominators: ArrayLike<number>,
  confidence = 0.95,
): RatioInterval | null {
  demandConfidence(confidence);
  const { n, x, y, xx, xy, yy } = momentsOf(numerators, denominators);
  if (n < 2 || (y === 0 && yy === 0)) return null;
  const t = tQuantile((1 + confidence) / 2, n - 1);
  const scale = (t * t) / (n * (n - 1));
  // All θ with a θ² - 2 b θ + c ≤ 0.
  const a = y * y - scale * yy;
  const b = x * y - scale * xy;
  const c = x * x - scale * xx;
  const common = { ratio: x / y, replications: n };
  const root = Math.sqrt(Math.max(0, b * b - a * c));
  if (a > 0) return { ...common, kind: 'bounded', low: (b - root) / a, high: (b + root) / a };
  if (b * b - a * c <= 0) return { ...common, kind: 'everything' };
  // At a = 0 one of the rays is gone.
  if (a === 0) {
    const end = c / (2 * b);
    return b > 0
      ? { ...common, kind: 'outside', below: -Infinity, above: end }
      : { ...common, kind: 'outside', below: end, above: Infinity };
  }
  return { ...common, kind: 'outside', below: (b + root) / a, above: (b - root) / a };
}

/** Means, and sums of squared deviations and of their products, over the pairs of finite values (Welford 1962). */
function momentsOf(
  numerators: ArrayLike<number>,
  denominators: ArrayLike<number>,
): { n: number; x: number; y: number; xx: number; xy: number; yy: number } {
  const sums = { n: 0, x: 0, y: 0, xx: 0, xy: 0, yy: 0 };
  const length = Math.min(numerators.length, denominators.length);
  for (let i = 0; i < length; i++) {
    if (!Number.isFinite(numerators[i]) || !Number.isFinite(denominators[i])) continue;
    sums.n++;
    const dx = numerators[i] - sums.x;
    const dy = denominators[i] - sums.y;
    sums.x += dx / sums.n;
    sums.y += dy / sums.n;
    sums.xx += dx * (numerators[i] - sums.x);
    sums.xy += dx * (denominators[i] - sums.y);
    sums.yy += dy * (denominators[i] - sums.y);
  }
  return sums;
}
