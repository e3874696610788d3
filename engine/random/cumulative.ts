/** Distribution functions and their inverses. */
import { exp } from './exponential';
import {
  BETA,
  BINOMIAL,
  DISCRETE,
  EMPIRICAL,
  EXPONENTIAL,
  FIXED,
  GAMMA,
  type Law,
  LOGNORMAL,
  LOGNORMAL_MU,
  LOGNORMAL_SIGMA,
  MIXTURE,
  NORMAL,
  POISSON,
  SCALE,
  TRIANGULAR,
  TRIANGULAR_LEFT,
  TRIANGULAR_RIGHT,
  UNIFORM,
} from './law';
import { ln } from './logarithm';
import { weighted } from './moments';
import { REGISTER } from './register';
import { invertInPlace } from './sampling';
import { incompleteBeta, lowerGamma, normalCdf, upperGamma } from './special';
import { integralTo, reachOf, TOTAL } from './truncated-normal';

/** The probability of a value of at most x; NaN for NaN. */
export function cdf(law: Law, x: number): number {
  const numbers = law.numbers;
  if (x !== x) return x;
  switch (law.code) {
    case FIXED:
      return x >= numbers[0] ? 1 : 0;
    case EXPONENTIAL:
      return x <= 0 ? 0 : 1 - exp(-x / numbers[0]);
    case UNIFORM:
      return Math.min(1, Math.max(0, (x - numbers[0]) / (numbers[1] - numbers[0])));
    case TRIANGULAR:
      return triangularCdf(numbers, x);
    case LOGNORMAL:
      return x <= 0 ? 0 : normalCdf((ln(x) - numbers[LOGNORMAL_MU]) / numbers[LOGNORMAL_SIGMA]);
    case GAMMA:
      return lowerGamma(numbers[1], x / numbers[SCALE]);
    case NORMAL:
      return integralTo(numbers, x, ONE) / numbers[TOTAL];
    case BETA:
      return incompleteBeta((x - numbers[2]) / (numbers[3] - numbers[2]), numbers[0], numbers[1]);
    case POISSON:
      if (x < 0) return 0;
      return numbers[0] === 0 ? 1 : upperGamma(Math.floor(x) + 1, numbers[0]);
    case BINOMIAL:
      if (x < 0) return 0;
      return x >= numbers[0] ? 1 : incompleteBeta(1 - numbers[1], numbers[0] - Math.floor(x), Math.floor(x) + 1);
    case DISCRETE:
      return weighted(law, (i) => (law.values[i] <= x ? 1 : 0));
    case EMPIRICAL:
      return empiricalCdf(law.values, x);
    case MIXTURE:
      return weighted(law, (i) => cdf(law.components[i], x));
    default:
      // Weibull.
      return x <= 0 ? 0 : 1 - exp(-exp(numbers[1] * ln(x / numbers[SCALE])));
  }
}

const ONE = (): number => 1;

function empiricalCdf(values: Float64Array, x: number): number {
  const last = values.length - 1;
  if (x < values[0]) return 0;
  if (x >= values[last]) return 1;
  let below = last;
  while (values[below] > x) below--;
  return (below + (x - values[below]) / (values[below + 1] - values[below])) / last;
}

function triangularCdf(numbers: Float64Array, x: number): number {
  if (x <= numbers[0]) return 0;
  if (x >= numbers[2]) return 1;
  return x < numbers[1]
    ? ((x - numbers[0]) * (x - numbers[0])) / numbers[TRIANGULAR_LEFT]
    : 1 - ((numbers[2] - x) * (numbers[2] - x)) / numbers[TRIANGULAR_RIGHT];
}

/**
 * The smallest x with cdf(x) ≥ p: in closed form where there is one, else to about 1e-14 of itself by bisection. At 0
 * and 1 the ends of the range, Infinity where it has none; NaN outside and for NaN.
 */
export function quantile(law: Law, p: number): number {
  if (!(p >= 0 && p <= 1)) return NaN;
  switch (law.code) {
    case GAMMA:
      return gammaQuantile(law, p);
    case MIXTURE:
      return mixtureQuantile(law, p);
    case POISSON:
      return p === 1 && law.numbers[0] > 0 ? Infinity : countQuantile(law, p);
    case BINOMIAL:
      return p === 1 ? (law.numbers[1] > 0 ? law.numbers[0] : 0) : countQuantile(law, p);
    case NORMAL: {
      const { low, high } = reachOf(law.numbers);
      return betweenQuantile(law, p, law.numbers[2], low, high, law.numbers[3]);
    }
    case BETA:
      return betweenQuantile(law, p, law.numbers[2], law.numbers[2], law.numbers[3], law.numbers[3]);
  }
  // A value of weight 0 at the lower end of a discrete law is no part of its range.
  REGISTER[0] = law.code === DISCRETE ? Math.max(p, Number.MIN_VALUE) : p;
  invertInPlace(law);
  // -0 becomes 0.
  return REGISTER[0] + 0;
}

/** By bisection of (low, high]; the ends of the range itself at 0 and 1. */
function betweenQuantile(law: Law, p: number, first: number, low: number, high: number, last: number): number {
  if (p === 0) return first;
  return p === 1 ? last : bisect(law, p, low, high);
}

/** The smallest whole number with cdf ≥ p. */
function countQuantile(law: Law, p: number): number {
  let low = -1;
  let high = 1;
  while (cdf(law, high) < p) {
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (cdf(law, middle) < p) low = middle;
    else high = middle;
  }
  return p === 0 ? firstCount(law) : high;
}

/** The least count that can come up. */
function firstCount(law: Law): number {
  return law.code === BINOMIAL && law.numbers[1] === 1 ? law.numbers[0] : 0;
}

function gammaQuantile(law: Law, p: number): number {
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  let high = law.numbers[0];
  while (cdf(law, high) < p) high *= 2;
  let low = high / 2;
  while (low > 0 && cdf(law, low) >= p) low /= 2;
  return bisect(law, p, low, Math.min(high, low > 0 ? low * 2 : high));
}

function mixtureQuantile(law: Law, p: number): number {
  // Between the least and the greatest quantile of the components.
  let low = Infinity;
  let high = -Infinity;
  weighted(law, (i) => {
    const x = quantile(law.components[i], p);
    low = Math.min(low, x);
    high = Math.max(high, x);
    return 0;
  });
  if (p === 0) return low;
  if (p === 1 || cdf(law, low) >= p) return p === 1 ? high : low;
  return bisect(law, p, low, high);
}

/** Halve (low, high] until it is a few units in the last place wide, keeping cdf(low) < p ≤ cdf(high). */
function bisect(law: Law, p: number, low: number, high: number): number {
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high || high - low <= 1e-15 * Math.abs(high)) return high;
    if (cdf(law, middle) < p) low = middle;
    else high = middle;
  }
}
