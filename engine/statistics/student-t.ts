/** Student's t distribution. */
import { incompleteBeta } from '../random/special';

/** P(T ≤ t) with `df` degrees of freedom (Abramowitz & Stegun 1964, 26.7.1). */
export function tCdf(t: number, df: number): number {
  const tail = 0.5 * incompleteBeta(df / (df + t * t), df / 2, 0.5);
  return t > 0 ? 1 - tail : tail;
}

/** The t below which a share p lies; by bisection on the cdf. */
export function tQuantile(p: number, df: number): number {
  let low = -1e9;
  let high = 1e9;
  for (let i = 0; i < 200; i++) {
    const mid = (low + high) / 2;
    if (tCdf(mid, df) < p) low = mid;
    else high = mid;
  }
  return (low + high) / 2;
}
