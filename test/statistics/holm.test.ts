/** Several tests at once. */
import { describe, expect, it } from 'vitest';
import { holmAdjust, holmFactors, pairedPValue } from '../../engine/statistics/holm';

describe('holmAdjust', () => {
  it('multiplies the smallest by the number of tests, the next by one less, and never steps down', () => {
    expect(holmAdjust([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
    // The output of R's p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "holm").
    const adjusted = holmAdjust([0.01, 0.02, 0.03, 0.04, 0.05]);
    [0.05, 0.08, 0.09, 0.09, 0.09].forEach((p, i) => expect(adjusted[i]).toBeCloseTo(p, 15));
  });

  it('stops at 1, leaves a single test alone and does not change what it is given', () => {
    expect(holmAdjust([0.7, 0.6])).toEqual([1, 1]);
    expect(holmAdjust([0.02])).toEqual([0.02]);
    expect(holmAdjust([])).toEqual([]);
    const given = [0.5, 0.1];
    holmAdjust(given);
    expect(given).toEqual([0.5, 0.1]);
  });

  it('leaves out tests that could not be made', () => {
    expect(holmAdjust([NaN, 0.02, NaN, 0.03])).toEqual([NaN, 0.04, NaN, 0.04]);
  });

  it('gives equal values equal answers', () => {
    expect(holmAdjust([0.01, 0.01, 0.01])).toEqual([0.03, 0.03, 0.03]);
  });
});

describe('holmFactors', () => {
  it('counts the tests that are not settled before each', () => {
    expect(holmFactors([0.01, 0.04, 0.03])).toEqual([3, 1, 2]);
    expect(holmFactors([0.5, NaN, 0.2])).toEqual([1, NaN, 2]);
  });
});

describe('pairedPValue', () => {
  it('is the two-sided p-value of the paired t-test', () => {
    // Student (1908), additional hours of sleep: mean 1.58, s 1.229995, n 10; published p = 0.002833.
    expect(pairedPValue(1.58, 1.2299955, 10)).toBeCloseTo(0.002833, 6);
    expect(pairedPValue(-1.58, 1.2299955, 10)).toBe(pairedPValue(1.58, 1.2299955, 10));
    expect(pairedPValue(0, 1, 10)).toBe(1);
  });

  it('is 5 % where the 95 % interval just touches zero', () => {
    expect(pairedPValue((2.7764451051977934 * 3) / Math.sqrt(5), 3, 5)).toBeCloseTo(0.05, 12);
  });

  it('asks more of a difference that has to be beyond a margin', () => {
    const sure = pairedPValue(2, 1, 20);
    expect(pairedPValue(2, 1, 20, 1)).toBeGreaterThan(sure);
    // At the margin itself the near side alone gives one half.
    expect(pairedPValue(1, 0.5, 20, 1)).toBeCloseTo(0.5, 6);
    expect(pairedPValue(0.2, 1, 20, 1)).toBeGreaterThan(0.99);
    expect(pairedPValue(0, 1, 20, 5)).toBeCloseTo(1, 12);
  });

  it('is certain where nothing varies', () => {
    expect([pairedPValue(1, 0, 5), pairedPValue(0, 0, 5), pairedPValue(1, 0, 5, 1)]).toEqual([0, 1, 1]);
  });

  it('is NaN for fewer than two pairs and for what is no number', () => {
    expect([
      pairedPValue(1, 1, 1),
      pairedPValue(NaN, 1, 5),
      pairedPValue(1, NaN, 5),
      pairedPValue(1, 1, 5, -1),
    ]).toEqual([NaN, NaN, NaN, NaN]);
  });
});
