/** Student's t distribution: what intervals over a few replications rest on. */
import { ln } from '../random/elementary';
import { normalQuantile } from '../random/normal-quantile';
import { incompleteBeta, normalCdf } from '../random/special';

const MOST_STEPS = 100;

/**
 * P(T ≤ t) of Student's t, with an error of about df · 1e-15 of the smaller tail (Abramowitz & Stegun 1964, 26.7.1: the
 * tail is I_x(df/2, ½) / 2 at x = df / (df + t²)).
 *
 * @param t Any number; NaN for NaN.
 * @param df Degrees of freedom, above 0 (a fraction is allowed; Infinity is the normal distribution); else NaN.
 */
export function tCdf(t: number, df: number): number {
  if (!(df > 0) || t !== t) return NaN;
  const tail = upperTail(Math.abs(t), df);
  return t > 0 ? 1 - tail : tail;
}

/** P(T > t) for t of 0 or more. */
function upperTail(t: number, df: number): number {
  if (df === Infinity) return normalCdf(-t);
  const t2 = t * t;
  // Close to the middle df / (df + t²) would round t away.
  return t2 < 1
    ? 0.5 - incompleteBeta(t2 / (df + t2), 0.5, df / 2) / 2
    : incompleteBeta(df / (df + t2), df / 2, 0.5) / 2;
}

/** Quantiles of {@link rememberedP} by whole degrees of freedom, 0 where not yet computed: tables ask for them often. */
const REMEMBERED = new Float64Array(1025);
let rememberedP = NaN;

/**
 * The quantile of Student's t, to about 1e-12 of itself (1e-10 at 100,000 degrees of freedom): the root of its tail.
 *
 * @param p A probability; -Infinity at 0, Infinity at 1, NaN outside and for NaN.
 * @param df Degrees of freedom, above 0 (a fraction is allowed; Infinity is the normal distribution); else NaN.
 * @example tQuantile(0.975, 4) // 2.7764451052
 */
export function tQuantile(p: number, df: number): number {
  if (!(df > 0) || !(p >= 0 && p <= 1)) return NaN;
  if (p === 0.5) return 0;
  if (df >= REMEMBERED.length || Math.floor(df) !== df) return findQuantile(p, df);
  if (p !== rememberedP) {
    REMEMBERED.fill(0);
    rememberedP = p;
  }
  if (REMEMBERED[df] === 0) REMEMBERED[df] = findQuantile(p, df);
  return REMEMBERED[df];
}

function findQuantile(p: number, df: number): number {
  const tail = p < 0.5 ? p : 1 - p;
  const size = tail === 0 ? Infinity : df === Infinity ? -normalQuantile(tail) : sizeWithTail(tail, df);
  return p < 0.5 ? -size : size;
}

/** Regula falsi in the Illinois form (Dowell & Jarratt 1971) on the logarithm of the tail. */
function sizeWithTail(tail: number, df: number): number {
  let low = 0;
  let high = Math.max(1, -normalQuantile(tail));
  while (upperTail(high, df) > tail) {
    low = high;
    high *= 2;
  }
  let fLow = ln(upperTail(low, df) / tail);
  let fHigh = ln(upperTail(high, df) / tail);
  let t = high;
  for (let step = 0, side = 0; step < MOST_STEPS && high - low > 1e-15 * high; step++) {
    t = (low * fHigh - high * fLow) / (fHigh - fLow);
    if (!(t > low && t < high)) t = (low + high) / 2;
    const f = ln(upperTail(t, df) / tail);
    if (f === 0) return t;
    if (f > 0) {
      low = t;
      fLow = f;
      if (side === 1) fHigh /= 2;
      side = 1;
    } else {
      high = t;
      fHigh = f;
      if (side === -1) fLow /= 2;
      side = -1;
    }
  }
  return t;
}
