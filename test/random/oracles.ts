/** Measuring sticks for the tests of random numbers, with nothing of the code under test in them. */

const DOUBLE = new Float64Array(1);
const BITS = new BigInt64Array(DOUBLE.buffer);

/** How many doubles lie between a and b; 0 if they are the same, Infinity if only one is NaN. */
export function ulpsBetween(a: number, b: number): number {
  if (Object.is(a, b)) return 0;
  if (Number.isNaN(a) || Number.isNaN(b)) return Infinity;
  const distance = placeOf(a) - placeOf(b);
  return Number(distance < 0n ? -distance : distance);
}

/** The number of a double in the order of all doubles. */
function placeOf(x: number): bigint {
  DOUBLE[0] = x;
  return BITS[0] < 0n ? -(BITS[0] & 0x7fffffffffffffffn) : BITS[0];
}

/** The argument at which two functions are furthest apart, and how far, in units in the last place. */
export function worstUlps(
  xs: readonly number[],
  f: (x: number) => number,
  g: (x: number) => number,
): { ulps: number; at: number } {
  let worst = { ulps: 0, at: NaN };
  for (const x of xs) {
    const ulps = ulpsBetween(f(x), g(x));
    if (ulps > worst.ulps) worst = { ulps, at: x };
  }
  return worst;
}

/** The integral of f from a to b by Simpson's rule with `pieces` (even) pieces. */
export function integrate(f: (x: number) => number, a: number, b: number, pieces = 2000): number {
  const width = (b - a) / pieces;
  let sum = f(a) + f(b);
  for (let i = 1; i < pieces; i++) sum += f(a + i * width) * (i % 2 === 1 ? 4 : 2);
  return (sum * width) / 3;
}

/** A distribution function tabulated from a density (which need not integrate to 1), to be read between points. */
export function cdfOfDensity(
  density: (x: number) => number,
  a: number,
  b: number,
  cells = 4000,
): (x: number) => number {
  const width = (b - a) / cells;
  const sums = new Float64Array(cells + 1);
  for (let i = 0; i < cells; i++) {
    sums[i + 1] = sums[i] + integrate(density, a + i * width, a + (i + 1) * width, 4);
  }
  return (x) => {
    const place = (x - a) / width;
    if (place <= 0) return 0;
    if (place >= cells) return 1;
    const cell = Math.floor(place);
    return (sums[cell] + (place - cell) * (sums[cell + 1] - sums[cell])) / sums[cells];
  };
}

/**
 * Kolmogorov's statistic √n · max |F_n - F| of a sample against a continuous distribution function. By chance it is
 * above 1.95 once in a thousand times.
 */
export function kolmogorov(sample: Float64Array, cdf: (x: number) => number): number {
  const sorted = sample.slice().sort();
  const n = sorted.length;
  let worst = 0;
  for (let i = 0; i < n; i++) {
    const value = cdf(sorted[i]);
    worst = Math.max(worst, (i + 1) / n - value, value - i / n);
  }
  return worst * Math.sqrt(n);
}

/** How many standard errors the mean of a sample is off the truth. */
export function errorsOffMean(sample: Float64Array, mean: number, variance: number): number {
  const average = sample.reduce((sum, x) => sum + x, 0) / sample.length;
  return Math.abs(average - mean) / Math.sqrt(variance / sample.length);
}

/** Pearson's chi-square as a deviate of the normal distribution, for many cells of equal expectation. */
export function chiSquareDeviate(counts: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i];
  const expected = total / counts.length;
  let chi = 0;
  for (let i = 0; i < counts.length; i++) chi += (counts[i] - expected) ** 2 / expected;
  return (chi - (counts.length - 1)) / Math.sqrt(2 * (counts.length - 1));
}

/** Correlation of two samples of uniforms times √n: a deviate of the normal distribution if they are independent. */
export function correlationDeviate(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - 0.5) * (b[i] - 0.5);
  return (sum * 12) / Math.sqrt(a.length);
}

/**
 * Pearson's chi-square of whole numbers against their probabilities from 0 on, as a deviate of the normal distribution
 * (Wilson & Hilferty 1931). Neighbours are put together until 20 are expected, and into some 400 cells at most.
 */
export function chiSquareOfCounts(sample: Float64Array, probabilities: Float64Array): number {
  const seen = new Float64Array(probabilities.length);
  for (const k of sample) seen[k]++;
  const n = sample.length;
  const least = Math.max(20, n / 400);
  let chi = 0;
  let cells = 0;
  let expected = 0;
  let observed = 0;
  let left = 1;
  for (let k = 0; k < probabilities.length; k++) {
    expected += n * probabilities[k];
    observed += seen[k];
    left -= probabilities[k];
    const isLast = k === probabilities.length - 1;
    if (!isLast && (expected < least || n * left < least)) continue;
    chi += (observed - expected) ** 2 / expected;
    cells++;
    expected = 0;
    observed = 0;
  }
  const degrees = cells - 1;
  return (Math.cbrt(chi / degrees) - 1 + 2 / (9 * degrees)) / Math.sqrt(2 / (9 * degrees));
}
