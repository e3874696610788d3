/** Poisson and binomial draws against probabilities that are built up here term by term. */
import { describe, expect, it } from 'vitest';
import { Distribution } from '../../engine/random/distribution';
import { Generator } from '../../engine/random/generator';
import { rootState } from '../../engine/random/seed';
import { chiSquareOfCounts } from './oracles';

const DRAWS = 100_000;

/** Probabilities from 0 on, from the ratio of one to the one before it, beginning at the mode so that none is lost. */
function probabilities(mode: number, most: number, ratio: (k: number) => number): Float64Array {
  const terms = new Float64Array(most + 1);
  terms[mode] = 1;
  for (let k = mode; k < most; k++) terms[k + 1] = terms[k] * ratio(k + 1);
  for (let k = mode; k > 0; k--) terms[k - 1] = terms[k] / ratio(k);
  const sum = terms.reduce((total, term) => total + term, 0);
  return terms.map((term) => term / sum);
}

function poissonTerms(mean: number): Float64Array {
  return probabilities(Math.floor(mean), Math.ceil(mean + 12 * Math.sqrt(mean) + 40), (k) => mean / k);
}

function binomialTerms(trials: number, p: number): Float64Array {
  const most = Math.min(trials, Math.ceil(trials * p + 12 * Math.sqrt(trials * p) + 40));
  return probabilities(Math.floor(trials * p), most, (k) => ((trials - k + 1) * p) / (k * (1 - p)));
}

function drawn(distribution: Distribution, count = DRAWS, name: 'sample' | 'sampleLengthBiased' = 'sample') {
  const generator = new Generator();
  generator.seek(rootState('counts'), 0, 0, 0, 0);
  return Float64Array.from({ length: count }, () => distribution[name](generator));
}

/** Deviates of chi-square; a wrong parameter gives large ones. */
function misfit(distribution: Distribution, terms: Float64Array): number {
  return chiSquareOfCounts(drawn(distribution), terms);
}

// Below 10 by inversion, from 10 on by rejection.
const POISSON_MEANS = [0.3, 4, 9.99, 10, 11.5, 37, 400, 30_000, 1e6];
const BINOMIALS = [
  [1, 0.4],
  [12, 0.7],
  [19, 0.5],
  [20, 0.5],
  [40, 0.26],
  [60, 0.9],
  [1000, 0.002],
  [5000, 0.2],
  [1_000_000, 0.000_02],
  [1_000_000, 0.5],
];

it.each(POISSON_MEANS)('a Poisson variable of mean %d comes up as its probabilities say', (mean) => {
  const distribution = Distribution.poisson(mean);
  const sample = drawn(distribution);
  expect(chiSquareOfCounts(sample, poissonTerms(mean))).toBeLessThan(4);
  expect([distribution.mean(), distribution.variance()]).toEqual([mean, mean]);
  expectMoments(sample, mean, mean, 3 + 1 / mean);
});

it.each(BINOMIALS)('the successes of %d trials at %d come up as their probabilities say', (trials, p) => {
  const distribution = Distribution.binomial(trials, p);
  const sample = drawn(distribution);
  expect(chiSquareOfCounts(sample, binomialTerms(trials, p))).toBeLessThan(4);
  const variance = trials * p * (1 - p);
  expect(distribution.mean()).toBe(trials * p);
  expect(distribution.variance()).toBeCloseTo(variance, 9);
  expectMoments(sample, trials * p, variance, 3 + (1 - 6 * p * (1 - p)) / variance);
});

/** Mean and variance within 4 standard errors; `kurtosis` gives that of the variance. */
function expectMoments(sample: Float64Array, mean: number, variance: number, kurtosis: number): void {
  const n = sample.length;
  const average = sample.reduce((sum, x) => sum + x, 0) / n;
  const spread = sample.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n;
  expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(variance / n));
  expect(Math.abs(spread - variance)).toBeLessThan(4 * variance * Math.sqrt((kurtosis - 1) / n));
}

describe('the fit of counts', () => {
  it('tells a mean apart that is a few hundredths off, or a share that is', () => {
    expect(misfit(Distribution.poisson(30.3), poissonTerms(30))).toBeGreaterThan(8);
    expect(misfit(Distribution.poisson(4.12), poissonTerms(4))).toBeGreaterThan(8);
    expect(misfit(Distribution.binomial(200, 0.303), binomialTerms(200, 0.3))).toBeGreaterThan(8);
  });

  it('tells a Poisson variable from a binomial one of the same mean', () => {
    expect(misfit(Distribution.binomial(300, 0.1), poissonTerms(30))).toBeGreaterThan(8);
  });
});

describe('the distribution functions of counts', () => {
  it('have the values of an established library', () => {
    // Printed once from scipy 1.17.1, `poisson.cdf` and `binom.cdf`; Poisson also from 50-digit mpmath.
    const published: [Distribution, number, number][] = [
      [Distribution.poisson(0.5), 0, 0.6065306597126334],
      [Distribution.poisson(4), 1, 0.09157819444367091],
      [Distribution.poisson(10), 10, 0.5830397501929855],
      [Distribution.poisson(100), 84, 0.057545136538269065],
      [Distribution.poisson(1e6), 998_355, 0.05000714772627431],
      [Distribution.binomial(20, 0.3), 3, 0.10708680450373087],
      [Distribution.binomial(1000, 0.25), 228, 0.05710268810899952],
      [Distribution.binomial(50, 0.9), 41, 0.057867205718094256],
      [Distribution.binomial(1_000_000, 0.5), 499_178, 0.05019144255924386],
    ];
    for (const [distribution, x, value] of published) {
      expect(Math.abs(distribution.cdf(x) / value - 1), `${distribution.kind} ${x}`).toBeLessThan(1e-8);
      expect(distribution.cdf(x + 0.9)).toBe(distribution.cdf(x));
    }
  });

  it('have quantiles that are the smallest count to reach a probability', () => {
    // Printed once from scipy 1.17.1, `ppf` at 0.001, 0.05, 0.5, 0.95 and 0.999.
    const published: [Distribution, number[]][] = [
      [Distribution.poisson(0.5), [0, 0, 0, 2, 4]],
      [Distribution.poisson(9.99), [2, 5, 10, 15, 21]],
      [Distribution.poisson(100), [71, 84, 100, 117, 132]],
      [Distribution.poisson(1e6), [996_911, 998_355, 1_000_000, 1_001_645, 1_003_092]],
      [Distribution.binomial(20, 0.3), [1, 3, 6, 9, 13]],
      [Distribution.binomial(1_000_000, 0.00002), [8, 13, 20, 28, 35]],
      [Distribution.binomial(50, 0.9), [37, 41, 45, 48, 50]],
    ];
    for (const [distribution, values] of published) {
      expect([0.001, 0.05, 0.5, 0.95, 0.999].map((p) => distribution.quantile(p))).toEqual(values);
    }
  });

  it('end where the counts end', () => {
    expect([0, 1, 2].map((p) => Distribution.poisson(3).quantile(p))).toEqual([0, Infinity, NaN]);
    expect([0, 1].map((p) => Distribution.binomial(7, 0.2).quantile(p))).toEqual([0, 7]);
    expect([0, 1].map((p) => Distribution.binomial(7, 1).quantile(p))).toEqual([7, 7]);
    expect([-1, 6.9, 7].map((x) => Distribution.binomial(7, 1).cdf(x))).toEqual([0, 0, 1]);
    expect([-1, 0].map((x) => Distribution.poisson(0).cdf(x))).toEqual([0, 1]);
  });
});

describe('counts without chance', () => {
  it('are what they must be', () => {
    expect(new Set(drawn(Distribution.poisson(0), 100))).toEqual(new Set([0]));
    expect(new Set(drawn(Distribution.binomial(0, 0.5), 100))).toEqual(new Set([0]));
    expect(new Set(drawn(Distribution.binomial(50, 0), 100))).toEqual(new Set([0]));
    expect(new Set(drawn(Distribution.binomial(50, 1), 100))).toEqual(new Set([50]));
  });
});

describe('a count that is found by one of those counted', () => {
  it('comes up in proportion to its size', () => {
    for (const [distribution, terms] of [
      [Distribution.poisson(3), poissonTerms(3)],
      [Distribution.binomial(30, 0.6), binomialTerms(30, 0.6)],
    ] as const) {
      const biased = terms.map((term, k) => (term * k) / distribution.mean());
      expect(chiSquareOfCounts(drawn(distribution, 50_000, 'sampleLengthBiased'), biased)).toBeLessThan(4);
    }
  });
});
