/** Distribution-free intervals against published ranks, the sum of binomial probabilities, and their own coverage. */
import { describe, expect, it } from 'vitest';
import { binomialTerm } from '../../engine/random/special';
import { binomialCdf, percentileInterval } from '../../engine/statistics/order-statistics';
import { streamOf } from './draws';

const ascending = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

describe('percentileInterval', () => {
  // The ranks of the sign test (Hollander & Wolfe 1999, Nonparametric Statistical Methods, §3.6 and table A.2).
  it.each([
    [6, 1, 6, 0.9688],
    [10, 2, 9, 0.9785],
    [20, 6, 15, 0.9586],
    [25, 8, 18, 0.9567],
    [50, 18, 33, 0.9672],
  ])('of the median of %d values has the ranks of the sign test', (n, low, high, coverage) => {
    const interval = percentileInterval(ascending(n), 0.5)!;
    expect(interval).toMatchObject({ lowRank: low, highRank: high, low, high, replications: n });
    expect(interval.coverage).toBeCloseTo(coverage, 4);
  });

  it('takes the outermost ranks that still miss no more often than they may', () => {
    for (const [n, p, confidence] of [
      [100, 0.9, 0.95],
      [30, 0.25, 0.9],
      [200, 0.95, 0.99],
    ]) {
      const { lowRank, highRank, coverage } = percentileInterval(ascending(n), p, confidence)!;
      const below = (k: number): number => ascending(k).reduce((sum, i) => sum + binomialTerm(i - 1, n, p), 0);
      const tail = (1 - confidence) / 2;
      expect(below(lowRank)).toBeLessThanOrEqual(tail);
      expect(below(lowRank + 1)).toBeGreaterThan(tail);
      expect(1 - below(highRank)).toBeLessThanOrEqual(tail);
      expect(1 - below(highRank - 1)).toBeGreaterThan(tail);
      expect(coverage).toBeCloseTo(below(highRank) - below(lowRank), 12);
    }
    expect(percentileInterval(ascending(100), 0.9)).toMatchObject({ value: 90, lowRank: 84, highRank: 96 });
  });

  it('has no end where there are too few values for one', () => {
    expect(percentileInterval(ascending(60), 0.95)).toMatchObject({ value: 57, low: 53, high: Infinity, highRank: 61 });
    expect(percentileInterval([7], 0.5)).toMatchObject({ value: 7, low: -Infinity, high: Infinity, coverage: 1 });
  });

  it('is the same upside down', () => {
    const { lowRank, highRank } = percentileInterval(ascending(80), 0.1)!;
    expect(percentileInterval(ascending(80), 0.9)).toMatchObject({ lowRank: 81 - highRank, highRank: 81 - lowRank });
  });

  it('leaves out what was not seen, and counts what never happened as later than all', () => {
    expect(percentileInterval([3, NaN, 1, 2, Infinity, 5, 4], 0.5)).toMatchObject({ value: 3, low: 1, high: Infinity });
    expect(percentileInterval([NaN], 0.5)).toBeNull();
    // 20 · 0.15 is a hair above 3.
    expect(percentileInterval(ascending(20), 0.15)!.value).toBe(3);
    expect(percentileInterval(ascending(10), 0.01)!.value).toBe(1);
  });

  it('covers a percentile as often as it says, whatever the distribution', () => {
    const stream = streamOf('order statistics');
    let covered = 0;
    const nominal = percentileInterval(ascending(40), 0.8)!.coverage;
    for (let macro = 0; macro < 4000; macro++) {
      const { low, high } = percentileInterval(
        ascending(40).map(() => stream.exponential()),
        0.8,
      )!;
      if (low <= -Math.log(0.2) && -Math.log(0.2) <= high) covered++;
    }
    // Four standard errors of 4,000 macro-runs.
    expect(Math.abs(covered / 4000 - nominal)).toBeLessThan(4 * Math.sqrt((nominal * (1 - nominal)) / 4000));
  });

  it('refuses a percentage and a confidence out of range', () => {
    expect(() => percentileInterval([1], 90)).toThrow('p must be above 0 and below 1, got 90');
    expect(() => percentileInterval([1], 0.5, 1)).toThrow(RangeError);
  });
});

describe('binomialCdf', () => {
  it('is the sum of its terms, 0 before the first and 1 from the last', () => {
    let sum = 0;
    for (let k = 0; k < 12; k++) {
      sum += binomialTerm(k, 12, 0.3);
      expect(binomialCdf(k, 12, 0.3)).toBeCloseTo(sum, 13);
    }
    expect([binomialCdf(-1, 12, 0.3), binomialCdf(12, 12, 0.3), binomialCdf(0, 0, 0.3)]).toEqual([0, 1, 1]);
  });
});
