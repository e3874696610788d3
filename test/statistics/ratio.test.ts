/** Fieller's interval: by hand, against the test that defines it, and how often it covers. */
import { describe, expect, it } from 'vitest';
import { meanInterval, pairedInterval } from '../../engine/statistics/intervals';
import { fiellerInterval, type RatioInterval } from '../../engine/statistics/ratio';
import { normalOf, streamOf } from './draws';

function contains(interval: RatioInterval, theta: number): boolean {
  if (interval.kind === 'bounded') return interval.low <= theta && theta <= interval.high;
  return interval.kind === 'everything' || theta <= interval.below || theta >= interval.above;
}

/** Whether the paired t-test cannot tell numerator - theta · denominator from 0. */
function isUndecided(numerators: number[], denominators: number[], theta: number): boolean {
  const { low, high } = pairedInterval(
    denominators.map((y) => theta * y),
    numerators,
  )!;
  return low <= 0 && high >= 0;
}

describe('fiellerInterval', () => {
  it('by hand: four pairs whose deviations do not hang together', () => {
    // Means 10 and 5, sums of squares 4 and 4, no products; t(0.975; 3) = 3.18245, t² / 12 = 0.84400.
    const interval = fiellerInterval([11, 11, 9, 9], [6, 4, 6, 4])!;
    const s = (3.182446305284263 ** 2 / 12) * 4;
    const root = Math.sqrt(50 ** 2 - (25 - s) * (100 - s));
    expect(interval).toMatchObject({ kind: 'bounded', ratio: 2, replications: 4 });
    if (interval.kind !== 'bounded') return;
    expect(interval.low).toBeCloseTo((50 - root) / (25 - s), 10);
    expect(interval.high).toBeCloseTo((50 + root) / (25 - s), 10);
  });

  it('holds exactly the ratios that the paired t-test cannot rule out, in every case', () => {
    const stream = streamOf('duality');
    const wrong: number[][] = [];
    const kinds = { bounded: 0, outside: 0, everything: 0 };
    for (let macro = 0; macro < 300; macro++) {
      const centre = [5 * stream.uniform(), 3 * stream.uniform() - 1];
      const pairs = Array.from({ length: 6 }, () => {
        const shared = normalOf(stream);
        return [centre[0] + shared + normalOf(stream), centre[1] + 0.5 * shared + normalOf(stream)];
      });
      const [numerators, denominators] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
      const interval = fiellerInterval(numerators, denominators)!;
      kinds[interval.kind]++;
      for (let step = -60; step <= 60; step++) {
        const theta = step * Math.abs(step) * 0.013;
        if (contains(interval, theta) !== isUndecided(numerators, denominators, theta)) wrong.push([macro, theta]);
      }
    }
    expect(wrong).toEqual([]);
    for (const count of Object.values(kinds)) expect(count).toBeGreaterThan(20);
  });

  it('covers the true ratio as often as it says, however small the denominator', () => {
    for (const denominator of [4, 0.5]) {
      const stream = streamOf(`coverage ${denominator}`);
      let covered = 0;
      for (let macro = 0; macro < 4000; macro++) {
        const x: number[] = [];
        const y: number[] = [];
        for (let i = 0; i < 8; i++) {
          const shared = normalOf(stream);
          x.push(3 + shared + normalOf(stream));
          y.push(denominator + shared + normalOf(stream));
        }
        if (contains(fiellerInterval(x, y)!, 3 / denominator)) covered++;
      }
      // Four standard errors of 4,000 macro-runs.
      expect(Math.abs(covered / 4000 - 0.95)).toBeLessThan(0.0138);
    }
  });

  it('is the t-interval of the numerator, scaled, where the denominator does not vary', () => {
    const values = [3, 5, 4, 8];
    const { low, high } = meanInterval(values)!;
    const interval = fiellerInterval(values, [2, 2, 2, 2])!;
    expect(interval).toMatchObject({ kind: 'bounded', ratio: 2.5 });
    if (interval.kind !== 'bounded') return;
    expect(interval.low).toBeCloseTo(low / 2, 12);
    expect(interval.high).toBeCloseTo(high / 2, 12);
  });

  it('leaves out pairs that were not seen, and says nothing of fewer than two or of a denominator of 0', () => {
    const seen = fiellerInterval([11, 11, 9, 9], [6, 4, 6, 4]);
    expect(fiellerInterval([11, NaN, 11, 9, 9, 1], [6, 3, 4, 6, 4, Infinity])).toEqual(seen);
    expect(fiellerInterval([1, NaN], [1, 2])).toBeNull();
    expect(fiellerInterval([1, 2, 3], [0, 0, 0])).toBeNull();
    expect(fiellerInterval([1, 2, 3], [-1, 0, 1])).toMatchObject({ ratio: Infinity });
    expect(() => fiellerInterval([1, 2], [1, 2], 0)).toThrow('confidence must be above 0 and below 1, got 0');
  });
});
