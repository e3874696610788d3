/** Distribution functions and their inverses. */
import { exp } from './exponential';
import {
  DISCRETE,
  EXPONENTIAL,
  FIXED,
  GAMMA,
  type Law,
  LOGNORMAL,
  LOGNORMAL_MU,
  LOGNORMAL_SIGMA,
  MIXTURE,
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
import { lowerGamma, normalCdf } from './special';

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
    case DISCRETE:
      return weighted(law, (i) => (law.values[i] <= x ? 1 : 0));
    case MIXTURE:
      return weighted(law, (i) => cdf(law.components[i], x));
    default:
      // Weibull.
      return x <= 0 ? 0 : 1 - exp(-exp(numbers[1] * ln(x / numbers[SCALE])));
  }
}

function triangularCdf(numbers: Float64Array, x: number): number {
  if (x <= numbers[0]) return 0;
  if (x >= numbers[2]) return 1;
  return x < numbers[1]
    ? ((x - numbers[0]) * (x - numbers[0])) / numbers[TRIANGULAR_LEFT]
    : 1 - ((numbers[2] - x) * (numbers[2] - x)) / numbers[TRIANGULAR_RIGHT];
}

/**
 * The smallest x with cdf(x) ≥ p: in closed form, for gamma and mixtures to about 1e-14 of itself by bisection. At 0
 * and 1 the ends of the range, Infinity where it has none; NaN outside and for NaN.
 */
export function quantile(law: Law, p: number): number {
  if (!(p >= 0 && p <= 1)) return NaN;
  if (law.code === GAMMA) return gammaQuantile(law, p);
  if (law.code === MIXTURE) return mixtureQuantile(law, p);
  // A value of weight 0 at the lower end of a discrete law is no part of its range.
  REGISTER[0] = law.code === DISCRETE ? Math.max(p, Number.MIN_VALUE) : p;
  invertInPlace(law);
  // -0 becomes 0.
  return REGISTER[0] + 0;
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
