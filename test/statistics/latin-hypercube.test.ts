/** Latin hypercube samples: strata, keys, and what they are for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputAt, latinHypercube } from '../../engine/statistics/latin-hypercube';
import { streamOf } from './draws';

describe('latinHypercube', () => {
  it('puts one sample into each stratum of each input', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 300 }), (seed, samples) => {
        for (const column of latinHypercube(seed, ['a', 'b', 'c'], samples)) {
          const strata = Array.from(column, (u) => Math.floor(u * samples)).sort((a, b) => a - b);
          expect(strata).toEqual(Array.from({ length: samples }, (_, i) => i));
          expect(column.every((u) => u > 0 && u < 1)).toBe(true);
        }
      }),
      { seed: 1979, numRuns: 60 },
    );
  });

  it('is the same for the same seed, another for another', () => {
    const [column] = latinHypercube('headroom', ['referrals'], 4);
    expect(latinHypercube('headroom', ['referrals'], 4)[0]).toEqual(column);
    expect(latinHypercube('headroom 2', ['referrals'], 4)[0]).not.toEqual(column);
    expect(latinHypercube('headroom', ['stay'], 4)[0]).not.toEqual(column);
  });

  it('leaves the numbers of an input as they were, whatever other inputs there are', () => {
    const alone = latinHypercube('seed', ['stay'], 20)[0];
    expect(latinHypercube('seed', ['did not attend', 'stay', 'leavers'], 20)[1]).toEqual(alone);
  });

  it('shuffles every stratum to every place alike, and inputs independently', () => {
    const samples = 5;
    const places = Array.from({ length: samples }, () => new Float64Array(samples));
    let together = 0;
    const seeds = 4000;
    for (let seed = 0; seed < seeds; seed++) {
      const [a, b] = latinHypercube(`shuffle ${seed}`, ['a', 'b'], samples);
      a.forEach((u, i) => places[i][Math.floor(u * samples)]++);
      for (let i = 0; i < samples; i++) together += ((a[i] - 0.5) * (b[i] - 0.5) * 12) / samples / seeds;
    }
    let chi2 = 0;
    for (const row of places) for (const count of row) chi2 += (count - seeds / samples) ** 2 / (seeds / samples);
    // 16 degrees of freedom: 39.25 is exceeded one time in a thousand.
    expect(chi2).toBeLessThan(39.25);
    // Of one sample's correlation the standard error is about 1/√5, so 1/√20000 here.
    expect(Math.abs(together)).toBeLessThan(4 / Math.sqrt(samples * seeds));
  });

  it('finds the mean of what adds up from its inputs far more closely than independent samples', () => {
    const answer = (u: readonly number[]): number => u[0] + 2 * u[1] ** 2 + Math.exp(u[2]);
    const spread = (draw: (macro: number) => number[][]): number => {
      let squares = 0;
      for (let macro = 0; macro < 200; macro++) {
        const rows = draw(macro);
        const mean = rows.reduce((sum, row) => sum + answer(row), 0) / rows.length;
        squares += (mean - (0.5 + 2 / 3 + Math.E - 1)) ** 2 / 200;
      }
      return squares;
    };
    const stream = streamOf('independent');
    const independent = spread(() => Array.from({ length: 50 }, () => [0, 1, 2].map(() => stream.uniform())));
    const hypercube = spread((macro) => {
      const columns = latinHypercube(`spread ${macro}`, ['a', 'b', 'c'], 50);
      return Array.from({ length: 50 }, (_, i) => columns.map((column) => column[i]));
    });
    // Within strata the variance of a straight line is 1/50² of that over the whole range.
    expect(independent / hypercube).toBeGreaterThan(500);
  });

  it('refuses an input named twice and a number of samples that is none', () => {
    expect(() => latinHypercube('', ['a', 'b', 'a'], 3)).toThrow("inputs must each be named once, got 'a' twice");
    expect(() => latinHypercube('', ['a'], 0)).toThrow('samples must be a whole number of 1 or more, got 0');
    expect(latinHypercube('', [], 3)).toEqual([]);
  });
});

describe('inputAt', () => {
  const range = { low: 10, value: 20, high: 40 };

  it('is the inverse of the triangular distribution, with the value as its mode', () => {
    // F(x) = (x - 10)² / 300 up to 20, where it is 1/3; then 1 - (40 - x)² / 600.
    expect(inputAt(range, 1 / 3, 'triangular')).toBeCloseTo(20, 12);
    expect(inputAt(range, 25 / 300, 'triangular')).toBeCloseTo(15, 12);
    expect(inputAt(range, 1 - 100 / 600, 'triangular')).toBeCloseTo(30, 12);
    expect([0, 1].map((p) => inputAt(range, p, 'triangular'))).toEqual([10, 40]);
    expect(inputAt({ low: 1, value: 1, high: 3 }, 0.75, 'triangular')).toBeCloseTo(2, 12);
  });

  it('is a straight line from low to high where every value is as likely', () => {
    expect([0, 0.25, 1].map((p) => inputAt(range, p, 'uniform'))).toEqual([10, 17.5, 40]);
  });

  it('is the one value that can be', () => {
    const sure = { low: 3, value: 3, high: 3 };
    expect([inputAt(sure, 0.2, 'triangular'), inputAt(sure, 0.9, 'uniform')]).toEqual([3, 3]);
  });

  it('refuses a range that is none, and has no answer outside 0 to 1', () => {
    expect(() => inputAt({ low: 3, value: 2, high: 5 }, 0.5, 'uniform')).toThrow(
      'value must lie from low to high, got 2 with low 3 and high 5',
    );
    expect(() => inputAt({ low: 3, value: NaN, high: 5 }, 0.5, 'uniform')).toThrow(RangeError);
    expect(() => inputAt({ low: 0, value: 1, high: Infinity }, 0.5, 'uniform')).toThrow(RangeError);
    expect([inputAt(range, -0.1, 'uniform'), inputAt(range, NaN, 'triangular')]).toEqual([NaN, NaN]);
  });
});
