/** Special functions behind the distribution functions. None of them is made for the hot loop. */
import { exp } from './exponential';
import { ln } from './logarithm';

const HALF_LN_TWO_PI = 0.9189385332046728;
const TWO_PI = 6.283185307179586;
/** From here on Stirling's series to the ninth power is exact to a double. */
const STIRLING_FROM = 16;
const MOST_TERMS = 100_000;
/** Stands in for zero in continued fractions (Thompson & Barnett 1986, J. Comput. Phys. 64, §2). */
const TINY = 1e-300;

/** What Stirling's formula leaves over, for x of 16 or more (Abramowitz & Stegun 1964, 6.1.41). */
function stirlingRest(x: number): number {
  const z = 1 / (x * x);
  return (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z / 1188)))) / x;
}

/**
 * ln Γ(x), to about 1e-14; Infinity at 0, NaN below 0.
 *
 * Stirling's series (Abramowitz & Stegun 1964, 6.1.41) after the recurrence Γ(x + 1) = x Γ(x) has moved x to 16 or more.
 *
 * @param x Above 0.
 */
export function lnGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  if (x === Infinity) return x;
  let product = 1;
  while (x < STIRLING_FROM) product *= x++;
  return (x - 0.5) * ln(x) - x + HALF_LN_TWO_PI + stirlingRest(x) - ln(product);
}

/**
 * Γ(x), to about 1e-14 of itself; Infinity above 171.6 and at 0, NaN below 0.
 *
 * @param x Above 0.
 */
export function gammaFunction(x: number): number {
  return exp(lnGamma(x));
}

/**
 * ln(1 + x), also where 1 + x would round x away (Kahan's device: Goldberg 1991, ACM Computing Surveys 23(1), theorem 4).
 *
 * @param x Above -1; -Infinity at -1, NaN below.
 */
export function lnOnePlus(x: number): number {
  const sum = 1 + x;
  return sum === 1 || sum === Infinity ? x + ln(sum) : (ln(sum) * x) / (sum - 1);
}

/**
 * x^a e^-x / Γ(a + 1), the probability of a for a Poisson variable of mean x; by its deviance for large a, where the
 * logarithms would cancel (Loader 2000, "Fast and accurate computation of binomial probabilities", §2-3).
 */
export function poissonTerm(a: number, x: number): number {
  if (a < STIRLING_FROM) return exp(a * ln(x) - x - lnGamma(a + 1));
  const ratio = x / a;
  return exp(-a * (ratio - 1 - ln(ratio)) - stirlingRest(a)) / Math.sqrt(TWO_PI * a);
}

/** ln k! less Stirling's formula for it, for k of 1 or more. */
function factorialRest(k: number): number {
  return k < STIRLING_FROM ? lnGamma(k + 1) - (k + 0.5) * ln(k) + k - HALF_LN_TWO_PI : stirlingRest(k);
}

/** k ln(k / expected) - k + expected, also where the two are near (Loader 2000, §3). */
function deviance(k: number, expected: number): number {
  const difference = k - expected;
  return k * lnOnePlus(difference / expected) - difference;
}

/**
 * The probability that k of n trials succeed (Loader 2000, §2).
 *
 * @param k A whole number from 0 to n.
 * @param n Number of trials.
 * @param p Probability of success, above 0 and below 1.
 */
export function binomialTerm(k: number, n: number, p: number): number {
  if (k === 0) return exp(n * lnOnePlus(-p));
  if (k === n) return exp(n * ln(p));
  const rest = factorialRest(n) - factorialRest(k) - factorialRest(n - k);
  return exp(rest - deviance(k, n * p) - deviance(n - k, n * (1 - p))) * Math.sqrt(n / (TWO_PI * k * (n - k)));
}

/** P(a, x) by its series, for x below a + 1 (Abramowitz & Stegun 1964, 6.5.29). */
function lowerGammaSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < MOST_TERMS && term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return poissonTerm(a, x) * sum;
}

/** Q(a, x) by its continued fraction, for x from a + 1 up (Abramowitz & Stegun 1964, 6.5.31, even part). */
function upperGammaFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < MOST_TERMS; n++) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / nonZero(b + numerator * d);
    c = nonZero(b + numerator / c);
    const step = c * d;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return poissonTerm(a, x) * a * fraction;
}

function nonZero(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}

/**
 * The regularised lower incomplete gamma function P(a, x): the probability that a gamma variable of shape a and scale 1
 * is at most x. To about 1e-13 of itself.
 *
 * @param a Shape, above 0; else NaN.
 * @param x 0 at and below 0, 1 at Infinity.
 */
export function lowerGamma(a: number, x: number): number {
  if (!(a > 0) || x !== x) return NaN;
  if (x <= 0) return 0;
  if (x === Infinity) return 1;
  return x < a + 1 ? lowerGammaSeries(a, x) : 1 - upperGammaFraction(a, x);
}

/**
 * The regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x), exact in its tail too.
 *
 * @param a Shape, above 0; else NaN.
 * @param x 1 at and below 0, 0 at Infinity.
 */
export function upperGamma(a: number, x: number): number {
  if (!(a > 0) || x !== x) return NaN;
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  return x < a + 1 ? 1 - lowerGammaSeries(a, x) : upperGammaFraction(a, x);
}

/**
 * The complementary error function, exact in its tail too (Abramowitz & Stegun 1964, 6.5.17: erfc x = Q(½, x²)).
 *
 * @param x Any number: 2 at -Infinity, 0 at Infinity.
 */
export function erfc(x: number): number {
  return x < 0 ? 1 + lowerGamma(0.5, x * x) : upperGamma(0.5, x * x);
}

/**
 * P(Z ≤ z) of standard normal Z.
 *
 * @param z Any number.
 */
export function normalCdf(z: number): number {
  return erfc(-z * Math.SQRT1_2) / 2;
}

/**
 * The regularised incomplete beta function I_x(a, b): the probability that a beta variable is at most x. The error is
 * about (a + b) · 1e-15 of the result. Continued fraction (Abramowitz & Stegun 1964, 26.5.8).
 *
 * @param x 0 at and below 0, 1 at and above 1.
 * @param a First shape, above 0; else NaN.
 * @param b Second shape, above 0; else NaN.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (!(a > 0 && b > 0) || x !== x) return NaN;
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast only on this side of the mean.
  if (x > (a + 1) / (a + b + 2)) return 1 - betaFraction(1 - x, b, a);
  return betaFraction(x, a, b);
}

function betaFraction(x: number, a: number, b: number): number {
  const front = exp(a * ln(x) + b * ln(1 - x) + lnGamma(a + b) - lnGamma(a) - lnGamma(b)) / a;
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    fraction *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const step = c * d;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return front * fraction;
}
