/** Intervals of a share against published ones and against the sum of binomial probabilities. */
import { describe, expect, it } from 'vitest';
import { binomialTerm } from '../../engine/random/special';
import { clopperPearsonInterval, wilsonInterval } from '../../engine/statistics/proportions';

/** The binomial distribution by summing its terms. */
function atMost(k: number, n: number, p: number): number {
  let sum = 0;
  for (let i = 0; i <= k; i++) sum += binomialTerm(i, n, p);
  return sum;
}

// Newcombe (1998), Statistics in Medicine 17, table I: methods 3 (score) and 5 (exact).
const NEWCOMBE = [
  [81, 263, '0.2553', '0.3662', '0.2527', '0.3676'],
  [15, 148, '0.0624', '0.1605', '0.0578', '0.1617'],
  [0, 20, '0.0000', '0.1611', '0.0000', '0.1684'],
  [1, 29, '0.0061', '0.1718', '0.0009', '0.1776'],
] as const;

describe('wilsonInterval', () => {
  it.each(NEWCOMBE)('is that of Newcombe (1998) for %d of %d', (successes, trials, low, high) => {
    const interval = wilsonInterval(successes, trials)!;
    // He prints 0.1605 and 0.1718 rounded.
    expect([interval.low.toFixed(4), interval.high.toFixed(4)]).toEqual([low, high]);
    expect(interval).toMatchObject({ share: successes / trials, successes, trials });
  });

  it('is where the score test is just undecided', () => {
    const { low, high } = wilsonInterval(7, 40, 0.9)!;
    for (const p of [low, high]) {
      expect(Math.abs(7 / 40 - p) / Math.sqrt((p * (1 - p)) / 40)).toBeCloseTo(1.6448536269514722, 12);
    }
  });

  it('is the same seen from the failures', () => {
    const one = wilsonInterval(3, 17)!;
    const other = wilsonInterval(14, 17)!;
    expect(other.low).toBeCloseTo(1 - one.high, 14);
    expect(other.high).toBeCloseTo(1 - one.low, 14);
    expect(wilsonInterval(29, 29)).toMatchObject({ high: 1 });
    expect(wilsonInterval(29, 29)!.low).toBeCloseTo(0.8830302015002592, 12);
  });

  it('covers about as often as it says, over all shares', () => {
    let sum = 0;
    for (let i = 1; i < 200; i++) {
      const p = i / 200;
      for (let k = 0; k <= 50; k++) {
        const { low, high } = wilsonInterval(k, 50)!;
        if (low <= p && p <= high) sum += binomialTerm(k, 50, p) / 199;
      }
    }
    expect(Math.abs(sum - 0.95)).toBeLessThan(0.005);
  });
});

describe('clopperPearsonInterval', () => {
  it.each(NEWCOMBE)('is that of Newcombe (1998) for %d of %d', (successes, trials, _low, _high, low, high) => {
    const interval = clopperPearsonInterval(successes, trials)!;
    expect([interval.low.toFixed(4), interval.high.toFixed(4)]).toEqual([low, high]);
  });

  it('has half the remaining probability at each end', () => {
    for (const [k, n, confidence] of [
      [3, 12, 0.95],
      [11, 12, 0.8],
      [40, 200, 0.99],
    ]) {
      const { low, high } = clopperPearsonInterval(k, n, confidence)!;
      expect(1 - atMost(k - 1, n, low)).toBeCloseTo((1 - confidence) / 2, 10);
      expect(atMost(k, n, high)).toBeCloseTo((1 - confidence) / 2, 10);
    }
  });

  it('ends at 0 and at 1', () => {
    expect(clopperPearsonInterval(0, 20)!.low).toBe(0);
    expect(clopperPearsonInterval(29, 29)!.high).toBe(1);
    expect(clopperPearsonInterval(29, 29)!.low).toBeCloseTo(0.8805551309302788, 12);
    // scipy.stats.binomtest(500, 100000).proportion_ci(0.95, 'exact').
    expect(clopperPearsonInterval(500, 100_000)!.high).toBeCloseTo(0.0054568411770586816, 11);
  });

  it('never covers less often than it says', () => {
    for (const p of [0.01, 0.03, 0.2, 0.47]) {
      let covered = 0;
      for (let k = 0; k <= 30; k++) {
        const { low, high } = clopperPearsonInterval(k, 30)!;
        if (low <= p && p <= high) covered += binomialTerm(k, 30, p);
      }
      expect(covered).toBeGreaterThanOrEqual(0.95);
    }
  });
});

describe('both', () => {
  it('say nothing without trials, and refuse counts that are none', () => {
    for (const interval of [wilsonInterval, clopperPearsonInterval]) {
      expect(interval(0, 0)).toBeNull();
      expect(() => interval(3, 2)).toThrow('successes must be a whole number from 0 to 2 trials, got 3');
      expect(() => interval(-1, 2)).toThrow(RangeError);
      expect(() => interval(0.5, 2)).toThrow(RangeError);
      expect(() => interval(0, NaN)).toThrow('trials must be a whole number of 0 or more, got NaN');
      expect(() => interval(1, 2, 95)).toThrow('confidence must be above 0 and below 1, got 95');
    }
  });
});
