/** The two bands around outputs whose variances are known. */
import { describe, expect, it } from 'vitest';
import { InputBandStudy, type BandWish, type UncertainInput } from '../../engine/index';
import { normalOf, streamOf } from '../statistics/draws';
import { MEASURE, input, work, type Known } from './known-study';

const WISH: BandWish = {
  seed: 'band',
  settings: 200,
  replications: 4,
  shape: 'uniform',
  withLoops: false,
  measure: MEASURE,
  isDifference: false,
};

function band(inputs: readonly UncertainInput[], known: Known, wish: Partial<BandWish> = {}, most?: number) {
  const plan = new InputBandStudy(inputs, { ...WISH, ...wish });
  work(plan, inputs, known, most);
  return { result: plan.result(), plan };
}

const AB = [input('a', -3, 3), input('b', 0, 6)];
/** Chance of its own at every setting, and one that all share: each with variance 1 and 4. */
const noise = (task: { point: string; replication: number }): number =>
  normalOf(streamOf(task.point, task.replication)) + 2 * normalOf(streamOf('shared', task.replication));

describe('an input-band study', () => {
  it('finds the variance of inputs that add up, whichever the shape', () => {
    const known: Known = ({ a, b }, _, task) => [a + b + noise(task)];
    const uniform = band(AB, known).result;
    // Each over a width of 6: variance 36 / 12.
    expect(uniform.bands!.inputStandardDeviation).toBeGreaterThan(0.93 * Math.sqrt(6));
    expect(uniform.bands!.inputStandardDeviation).toBeLessThan(1.07 * Math.sqrt(6));
    const triangular = band(AB, known, { shape: 'triangular' }).result;
    expect(triangular.bands!.inputStandardDeviation).toBeGreaterThan(0.93 * Math.sqrt(3));
    expect(triangular.bands!.inputStandardDeviation).toBeLessThan(1.07 * Math.sqrt(3));
    // Of a sum of two uniform values of width w, nine in ten lie within ±w (1 - √0.1).
    const half = 6 * (1 - Math.sqrt(0.1));
    expect(uniform.bands!.input.low).toBeCloseTo(3 - half, 0);
    expect(uniform.bands!.input.high).toBeCloseTo(3 + half, 0);
  });

  it('says which dominates', () => {
    const of = (scale: number) =>
      band(AB, ({ a, b }, _, task) => [scale * (a + b) + noise(task)], { replications: 8 }).result.bands!;
    expect(of(4).dominates).toBe('inputs');
    expect(of(4).inputShare).toBeGreaterThan(0.9);
    expect(of(0.2).dominates).toBe('runs');
    const even = of(1);
    expect(even.dominates).toBe('neither');
    // Chance at a setting has both parts, as eight replications show them.
    const shared = Array.from({ length: 8 }, (_, r) => 2 * normalOf(streamOf('shared', r)));
    const mean = shared.reduce((sum, one) => sum + one, 0) / 8;
    const variance = 1 + shared.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 7;
    expect(even.runStandardDeviation ** 2 / variance).toBeGreaterThan(0.9);
    expect(even.runStandardDeviation ** 2 / variance).toBeLessThan(1.1);
    expect(even.inputShare).toBeCloseTo(6 / (6 + variance), 1);
  });

  it('gives inputs that do nothing no band of their own', () => {
    const { bands, atValue } = band(AB, (_, replication) => [replication]).result;
    expect(bands).toMatchObject({ inputStandardDeviation: 0, inputShare: 0, dominates: 'runs' });
    expect(bands!.input).toEqual({ low: 1.5, high: 1.5 });
    expect(atValue!.mean).toBe(1.5);
    expect(band(AB, () => [7]).result.bands).toMatchObject({ dominates: 'neither', inputShare: 0 });
  });

  it('says in how many draws a difference holds', () => {
    // a is above -1.5 in three quarters of its range.
    const { result } = band(AB, ({ a }) => [5, 5 + a + 1.5 + (a > 0 ? 0 : 0)], { isDifference: true });
    expect(result.about).toBe('difference');
    expect(result.atValue!.mean).toBeCloseTo(1.5, 12);
    // And by half a week or more, the margin, in two thirds.
    expect(result.holds!.share).toBeCloseTo(2 / 3, 1);
    expect(result.holds!.low).toBeLessThan(2 / 3);
    expect(result.holds!.high).toBeGreaterThan(2 / 3);
  });

  it('draws again what the model refuses together, and only that', () => {
    const inputs = [input('x', 0, 1), input('y', 0, 1), input('free', 0, 1)];
    const free: number[] = [];
    const known: Known = ({ x, y, free: other }, replication) => {
      if (x + y > 1) return ['x', 'y'];
      if (replication === 0) free.push(other);
      return [x + y];
    };
    const { result } = band(inputs, known, { settings: 400, replications: 2 });
    expect(result).toMatchObject({ settings: 400, leftOut: 0, isComplete: true });
    expect(result.drawnAgain!.reason).toBe('services.x: no.');
    // Of two uniform values that do not exceed 1 together the sum has density 2 s: mean 2/3, variance 1/18.
    expect(result.bands!.mean).toBeCloseTo(2 / 3, 1);
    expect(result.bands!.inputStandardDeviation).toBeCloseTo(Math.sqrt(1 / 18), 1);
    // The first is the run at the values; the rest is a Latin hypercube still.
    const strata = free.slice(1).map((u) => Math.floor(u * 400));
    expect(new Set(strata).size).toBe(400);
  });

  it('leaves out a setting that the model refuses in the middle of a run, or to the last', () => {
    const inputs = [input('x', 0, 1)];
    const late: Known = ({ x }, replication) => (x > 0.5 && replication === 1 ? ['x'] : [x]);
    expect(band(inputs, late, { settings: 20, replications: 2 }).result).toMatchObject({ settings: 10, leftOut: 10 });
    const never: Known = (_, __, { setting }) => (Object.keys(setting).length > 0 ? ['unknown'] : [1]);
    const { result } = band(inputs, never, { settings: 10, replications: 2 });
    expect(result).toMatchObject({ settings: 0, leftOut: 10, bands: null, isComplete: true });
  });

  it('keeps whole settings when it is stopped', () => {
    const { result, plan } = band(AB, ({ a, b }) => [a + b], { settings: 20, replications: 3 }, 3 + 30);
    expect(result).toMatchObject({ settings: 10, leftOut: 10, isComplete: false });
    expect(plan.progress).toEqual({ done: 33, wanted: 63 });
    expect(result.bands).not.toBeNull();
  });
});
