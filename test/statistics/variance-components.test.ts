/** Variance of inputs and of chance, told apart. */
import { describe, expect, it } from 'vitest';
import { varianceComponents } from '../../engine/statistics/variance-components';
import { normalOf, streamOf } from './draws';

describe('varianceComponents', () => {
  it('gives the components worked out by hand', () => {
    // Means of points 2, 4, 9; of replications 4, 6; all 5. MP = 2 (9 + 1 + 16) / 2 = 26, MR = 3 (1 + 1) / 1 = 6,
    // residuals ±0, ±1, ∓1: ME = (0 + 0 + 1 + 1 + 1 + 1) / 2 = 2.
    const found = varianceComponents([
      [1, 3],
      [2, 6],
      [9, 9],
    ])!;
    expect(found.mean).toBe(5);
    expect(Array.from(found.pointMeans)).toEqual([2, 4, 9]);
    expect(found.inputVariance).toBeCloseTo((26 - 2) / 2, 12);
    expect(found.runVariance).toBeCloseTo((6 - 2) / 3 + 2, 12);
    expect(found).toMatchObject({ points: 3, replications: 2, leftOut: 0 });
  });

  it('is right on average, with what a future does everywhere kept out of the inputs', () => {
    const stream = streamOf('variance components');
    const [studies, points, runs] = [400, 12, 3];
    let [input, run] = [0, 0];
    for (let s = 0; s < studies; s++) {
      const futures = Array.from({ length: runs }, () => 3 * normalOf(stream));
      const rows = Array.from({ length: points }, () => {
        const at = 2 * normalOf(stream);
        return futures.map((future) => at + future + normalOf(stream));
      });
      const found = varianceComponents(rows)!;
      input += found.inputVariance / studies;
      run += found.runVariance / studies;
    }
    // Standard errors: 4 √(2/11) · 1.1 / 20 = 0.094, and, with three futures a study, 9 √(2/2) / 20 = 0.45.
    expect(Math.abs(input - 4)).toBeLessThan(4 * 0.094);
    expect(Math.abs(run - 10)).toBeLessThan(4 * 0.47);
  });

  it('gives inputs nothing that chance could explain, and leaves out what was not seen', () => {
    expect(
      varianceComponents([
        [1, -1],
        [-1, 1],
      ])!.inputVariance,
    ).toBe(0);
    const found = varianceComponents([
      [1, 2],
      [NaN, 7],
      [3, 4],
    ])!;
    expect(found).toMatchObject({ points: 2, leftOut: 1, inputVariance: 2, runVariance: 0.5 });
  });

  it('says nothing of fewer than two points or replications, and refuses rows of different lengths', () => {
    expect(varianceComponents([])).toBeNull();
    expect(varianceComponents([[1, 2]])).toBeNull();
    expect(varianceComponents([[1], [2]])).toBeNull();
    expect(() => varianceComponents([[1, 2], [3]])).toThrow('the same replications');
  });
});
