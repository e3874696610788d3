/** Quantiles and shares of histograms. */
import { describe, expect, it } from 'vitest';
import { histogramQuantile, shareAbove } from '../../engine/statistics/quantiles';

// Two histograms in one array: bins of width 2, the last of each the overflow.
const COUNTS = Float64Array.of(7, 7, /* first */ 0, 4, 4, 2, /* second */ 0, 0, 10);
const FIRST = [2, 6] as const;
const SECOND = [6, 9] as const;

describe('histogramQuantile', () => {
  it('interpolates within the bin', () => {
    // Ten values: four from 2 to 4, four from 4 to 6, two in the overflow from 6.
    const at = (p: number): number => histogramQuantile(COUNTS, ...FIRST, 2, p);
    expect([at(0), at(0.1), at(0.2), at(0.4), at(0.5), at(0.8)]).toEqual([2, 2.5, 3, 4, 4.5, 6]);
  });

  it('answers with the start of the overflow where the quantile lies in it', () => {
    expect(histogramQuantile(COUNTS, ...FIRST, 2, 0.81)).toBe(6);
    expect(histogramQuantile(COUNTS, ...FIRST, 2, 1)).toBe(6);
    expect(histogramQuantile(COUNTS, ...SECOND, 2, 0.01)).toBe(4);
  });

  it('ends where the values end, and before a gap', () => {
    expect(histogramQuantile([1, 2, 0, 0], 0, 4, 0.5, 1)).toBe(1);
    expect(histogramQuantile([1, 0, 0, 1, 0], 0, 5, 1, 0.5)).toBe(1);
    // Weights whose sum rounds: 0.1 · 3 is a shade more than 0.3.
    expect(histogramQuantile([0.1, 0.1, 0.1, 0], 0, 4, 1, 1)).toBe(3);
  });

  it('is close to the quantile of the values behind it', () => {
    const counts = new Int32Array(401);
    for (let i = 0; i < 10_000; i++) counts[Math.min(400, Math.floor(-Math.log(1 - (i + 0.5) / 10_000) / 0.025))]++;
    for (const p of [0.1, 0.5, 0.92]) {
      expect(Math.abs(histogramQuantile(counts, 0, 401, 0.025, p) + Math.log(1 - p))).toBeLessThan(0.002);
    }
  });

  it('is NaN for an empty histogram and for a share outside 0 to 1', () => {
    expect(histogramQuantile([0, 0, 0], 0, 3, 1, 0.5)).toBe(NaN);
    expect(histogramQuantile([], 0, 0, 1, 0.5)).toBe(NaN);
    expect([-0.1, 1.1, NaN].map((p) => histogramQuantile(COUNTS, ...FIRST, 2, p))).toEqual([NaN, NaN, NaN]);
  });
});

describe('shareAbove', () => {
  it('interpolates within the bin', () => {
    const above = (x: number): number => shareAbove(COUNTS, ...FIRST, 2, x);
    expect([above(-1), above(0), above(2), above(3), above(4), above(5), above(6)]).toEqual([
      1, 1, 1, 0.8, 0.6, 0.4, 0.2,
    ]);
  });

  it('counts all of the overflow as above, for nothing is known of it but its start', () => {
    expect(shareAbove(COUNTS, ...FIRST, 2, 1000)).toBe(0.2);
    expect(shareAbove(COUNTS, ...SECOND, 2, 4)).toBe(1);
  });

  it('is the counterpart of the quantile', () => {
    for (const p of [0.05, 0.3, 0.45, 0.77]) {
      expect(shareAbove(COUNTS, ...FIRST, 2, histogramQuantile(COUNTS, ...FIRST, 2, p))).toBeCloseTo(1 - p, 12);
    }
  });

  it('is NaN for an empty histogram', () => {
    expect([shareAbove([0, 0], 0, 2, 1, 0), shareAbove([1, 0], 0, 2, 1, NaN)]).toEqual([NaN, NaN]);
  });
});
