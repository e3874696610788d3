/** The normal distribution cut off at two bounds: draws, and integrals of its density. */
import { exp, expInPlace } from './exponential';
import type { Generator } from './generator';
import { REGISTER } from './register';

/** Places in the numbers of the law, behind mean, standard deviation, low and high. */
const NEAR = 4; // distance of the bound nearer to the mean, in standard deviations; below 0 when the mean lies between
const FAR = 5; // the other bound, likewise
const SIGN = 6; // -1 when both bounds lie below the mean: the draw is mirrored
const RATE = 7; // of the exponential that the tail is drawn from; 0 when it is drawn otherwise
const IS_NARROW = 8; // 1 when points are drawn evenly between the bounds
/** Place of the integral of the density, as `integralTo` has it, from bound to bound. */
export const TOTAL = 9;

/** Width from which the whole normal is likelier to hit than an even draw: √(2π). */
const WIDE = 2.5066282746310002;
/** Where the density has fallen to e^-60 of its largest value nothing is left that a double could show. */
const CUT = 120;
/** Panels of the quadrature for each stretch in which the density changes by about half. */
const PANELS_PER_STRETCH = 4;
/** Gauss-Legendre rule of five points (Abramowitz & Stegun 1964, table 25.4). */
const NODES = [-0.906179845938664, -0.5384693101056831, 0, 0.5384693101056831, 0.906179845938664];
const WEIGHTS = [0.2369268850561891, 0.4786286704993665, 0.5688888888888889, 0.4786286704993665, 0.2369268850561891];

/** Set the parameters and derive what draws need: the choice among three kinds of rejection (Robert 1995, Statistics and Computing 5(2), §2). */
export function prepareTruncated(numbers: Float64Array, mean: number, sd: number, low: number, high: number): void {
  const isMirrored = high < mean;
  const near = isMirrored ? (mean - high) / sd : (low - mean) / sd;
  const far = isMirrored ? (mean - low) / sd : (high - mean) / sd;
  const root = Math.sqrt(near * near + 4);
  const rate = (near + root) / 2;
  // Robert 1995, §2.2, for a bound beyond the mean.
  const evenUpTo = exp(0.5 + (near * (near - root)) / 4) / rate;
  numbers[NEAR] = near;
  numbers[FAR] = far;
  numbers[SIGN] = isMirrored ? -1 : 1;
  numbers[RATE] = near > 0 ? rate : 0;
  numbers[IS_NARROW] = far - near < (near > 0 ? evenUpTo : WIDE) ? 1 : 0;
  numbers[0] = mean;
  numbers[1] = sd;
  numbers[2] = low;
  numbers[3] = high;
  numbers[TOTAL] = integralTo(numbers, Infinity, () => 1);
}

/** Leave a draw in {@link REGISTER}. At least one try in three succeeds, wherever the bounds are. */
export function drawTruncated(numbers: Float64Array, generator: Generator): void {
  const near = numbers[NEAR];
  const far = numbers[FAR];
  if (numbers[IS_NARROW] === 1) drawEvenly(near, far, generator);
  else if (near > 0) drawTail(near, far, numbers[RATE], generator);
  else drawWide(near, far, generator);
  // From the bound and not from the mean, which may be far away.
  const distance = numbers[1] * REGISTER[0];
  if (numbers[SIGN] < 0) REGISTER[0] = Math.max(numbers[2], numbers[3] - distance);
  else if (near > -Infinity) REGISTER[0] = Math.min(numbers[3], numbers[2] + distance);
  else REGISTER[0] = numbers[0] + distance;
}

/** How far behind the nearer bound, in standard deviations; behind the mean where that bound is infinite. */
function drawWide(near: number, far: number, generator: Generator): void {
  do generator.normalInPlace();
  while (REGISTER[0] < near || REGISTER[0] > far);
  if (near > -Infinity) REGISTER[0] -= near;
}

function drawEvenly(near: number, far: number, generator: Generator): void {
  const width = far - near;
  for (;;) {
    generator.uniformInPlace();
    const behind = REGISTER[0] * width;
    const z = near + behind;
    // The density falls from 0, or from the bound if that is beyond.
    REGISTER[0] = near > 0 ? -behind * (near + behind / 2) : (-z * z) / 2;
    if (isKept(generator)) {
      REGISTER[0] = behind;
      return;
    }
  }
}

function drawTail(near: number, far: number, rate: number, generator: Generator): void {
  for (;;) {
    generator.exponentialInPlace();
    const behind = REGISTER[0] / rate;
    if (behind > far - near) continue;
    const off = near + behind - rate;
    REGISTER[0] = (-off * off) / 2;
    if (isKept(generator)) {
      REGISTER[0] = behind;
      return;
    }
  }
}

/** True with the probability whose logarithm is in {@link REGISTER}. */
function isKept(generator: Generator): boolean {
  expInPlace();
  const probability = REGISTER[0];
  generator.uniformInPlace();
  return REGISTER[0] < probability;
}

/** Where the density is nearly all: bounds beyond which less than e^-60 lies are drawn in. */
export function reachOf(numbers: Float64Array): { low: number; high: number } {
  const [mean, sd] = numbers;
  const near = Math.max(0, numbers[NEAR]);
  const reach = sd * Math.sqrt(near * near + CUT);
  return { low: Math.max(numbers[2], mean - reach), high: Math.min(numbers[3], mean + reach) };
}

/**
 * The integral of g(x) times the density, of which only the proportion matters, from the lower bound to `to`.
 *
 * @param to Anything; bounds count beyond them.
 * @param g A polynomial of low degree.
 */
export function integralTo(numbers: Float64Array, to: number, g: (x: number) => number): number {
  const [mean, sd] = numbers;
  const near = Math.max(0, numbers[NEAR]);
  const { low, high } = reachOf(numbers);
  const width = Math.min(to, high) - low;
  if (!(width > 0)) return 0;
  const panels = Math.ceil((PANELS_PER_STRETCH * Math.max(1, near) * width) / sd);
  const half = width / (2 * panels);
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    const centre = low + (2 * panel + 1) * half;
    for (let i = 0; i < NODES.length; i++) {
      const x = centre + half * NODES[i];
      const z = (x - mean) / sd;
      sum += WEIGHTS[i] * g(x) * exp((near - Math.abs(z)) * (near + Math.abs(z)) * 0.5);
    }
  }
  return sum * half;
}
