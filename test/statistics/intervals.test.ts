/** Intervals against worked examples. */
import { describe, expect, it } from 'vitest';
import { halfWidthAt, meanInterval, pairedInterval } from '../../engine/statistics/intervals';

// Worked by hand: mean 1.343, s² = 1.50761 / 9, t(0.95; 9) = 1.8331129327, half-width t · √(s²/10).
const TEN = [1.2, 1.5, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.5, 1.09];

describe('meanInterval', () => {
  it('is the t-interval of Law (2015), example 4.27: 1.34 ± 0.24 at 90 %', () => {
    const interval = meanInterval(TEN, 0.9)!;
    expect(interval.mean).toBeCloseTo(1.343, 12);
    expect(interval.standardDeviation ** 2).toBeCloseTo(1.50761 / 9, 12);
    expect(interval.halfWidth).toBeCloseTo(1.8331129327 * Math.sqrt(1.50761 / 90), 10);
    expect(interval.halfWidth.toFixed(2)).toBe('0.24');
    expect(interval.low).toBe(interval.mean - interval.halfWidth);
    expect(interval.high).toBe(interval.mean + interval.halfWidth);
    expect(interval.replications).toBe(10);
  });

  it('is at 95 % unless told otherwise', () => {
    expect(meanInterval([4, 5, 6])!.halfWidth).toBeCloseTo(4.302652729749462 / Math.sqrt(3), 12);
    expect(meanInterval([4, 5, 6], 0.99)!.halfWidth).toBeGreaterThan(meanInterval([4, 5, 6])!.halfWidth);
  });

  it('leaves out replications in which the measure was not seen, and counts those that saw it', () => {
    const seen = meanInterval([4, 5, 6]);
    expect(meanInterval([NaN, 4, NaN, 5, 6, Infinity, -Infinity])).toEqual(seen);
    expect(meanInterval(Float64Array.of(4, NaN, 5, 6))).toEqual(seen);
    expect(seen!.replications).toBe(3);
  });

  it('is null where fewer than two replications saw the measure', () => {
    expect([meanInterval([]), meanInterval([3]), meanInterval([NaN, 3, NaN])]).toEqual([null, null, null]);
  });

  it('keeps the variance of small differences between large values', () => {
    const interval = meanInterval([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])!;
    expect(interval.standardDeviation).toBe(Math.sqrt(30));
    expect(interval.mean).toBe(1e9 + 10);
  });

  it('has no width where all replications agree', () => {
    expect(meanInterval([2, 2, 2])).toMatchObject({ mean: 2, halfWidth: 0, low: 2, high: 2, standardDeviation: 0 });
  });

  it('refuses a confidence that is not between 0 and 1', () => {
    for (const confidence of [0, 1, 95, NaN]) expect(() => meanInterval([1, 2], confidence)).toThrow(RangeError);
    expect(() => meanInterval([1, 2], 95)).toThrow('confidence must be above 0 and below 1, got 95');
  });
});

describe('pairedInterval', () => {
  it('is the interval of b - a, replication by replication', () => {
    const a = [10, 12, 9, 15];
    const b = [11, 14, 10, 19];
    const interval = pairedInterval(a, b, 0.9)!;
    expect(interval).toMatchObject(meanInterval([1, 2, 1, 4], 0.9)!);
    // Variances 7, 49/3 (of 11, 14, 10, 19: sum of squares 49) and 2 of the difference.
    expect(interval.varianceReduction).toBeCloseTo((7 + 49 / 3) / 2, 12);
  });

  it('takes only replications in which both were seen, and as many as both have', () => {
    const interval = pairedInterval([1, NaN, 3, 5, 100], [2, 9, NaN, 7])!;
    expect(interval.replications).toBe(2);
    expect(interval.mean).toBe(1.5);
    // Of 1, 5 and of 2, 7: 8 and 12.5 against 0.5.
    expect(interval.varianceReduction).toBeCloseTo(41, 12);
    expect(pairedInterval([1, NaN, 3], [2, 9, NaN])).toBeNull();
    expect(pairedInterval([], [])).toBeNull();
  });

  it('says that pairing did harm where both move against each other', () => {
    expect(pairedInterval([1, 2, 3], [3, 2, 1])!.varianceReduction).toBeCloseTo(0.5, 12);
  });

  it('reduces the variance infinitely where only the difference is the same, and not at all where nothing varies', () => {
    expect(pairedInterval([1, 2, 3], [2, 3, 4])).toMatchObject({ mean: 1, halfWidth: 0, varianceReduction: Infinity });
    expect(pairedInterval([1, 1], [2, 2])!.varianceReduction).toBe(1);
  });

  it('refuses a confidence that is not between 0 and 1', () => {
    expect(() => pairedInterval([1, 2], [1, 2], 1)).toThrow(RangeError);
  });
});

describe('halfWidthAt', () => {
  it('is that of the mean’s interval at any confidence', () => {
    for (const confidence of [0.5, 0.9, 0.95, 0.99]) {
      expect(halfWidthAt(meanInterval(TEN)!, confidence)).toBeCloseTo(meanInterval(TEN, confidence)!.halfWidth, 14);
    }
    expect(() => halfWidthAt(meanInterval(TEN)!, 1)).toThrow('confidence must be above 0 and below 1, got 1');
  });
});
