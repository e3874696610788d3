/** Truncation and Welch's plot against a direct computation, and against series of known transient. */
import { describe, expect, it } from 'vitest';
import { mserTruncation, welchPoints } from '../../engine/statistics/warm-up';
import { normalOf, streamOf } from './draws';

/** The statistic of White, Cobb & Spratt as it is written. */
function directly(series: number[], batch: number): number[] {
  const means: number[] = [];
  for (let j = 0; (j + 1) * batch <= series.length; j++) {
    means.push(series.slice(j * batch, (j + 1) * batch).reduce((sum, x) => sum + x, 0) / batch);
  }
  return Array.from({ length: Math.floor(means.length / 2) + 1 }, (_, d) => {
    const left = means.slice(d);
    const mean = left.reduce((sum, x) => sum + x, 0) / left.length;
    return left.reduce((sum, x) => sum + (x - mean) ** 2, 0) / left.length ** 2;
  });
}

/** A series that starts `bias` off and forgets it, autoregressive of order 1 about 10. */
function transient(bias: number, memory: number, length: number, text: string): number[] {
  const stream = streamOf(text);
  let state = bias;
  return Array.from({ length }, () => 10 + (state = memory * state + normalOf(stream)));
}

describe('mserTruncation', () => {
  it.each([
    [5, 400],
    [1, 57],
    [7, 123],
  ])('in batches of %d is the least of the statistic as it is written', (batch, length) => {
    const series = transient(-20, 0.8, length, `mser ${batch}`);
    const direct = directly(series, batch);
    const { dropped, statistic, mean, isSettled } = mserTruncation(series, batch)!;
    expect(statistic).toHaveLength(direct.length);
    direct.forEach((value, d) => expect(statistic[d] / value).toBeCloseTo(1, 10));
    expect(dropped).toBe(direct.indexOf(Math.min(...direct)) * batch);
    const left = series.slice(dropped, Math.floor(length / batch) * batch);
    expect(mean).toBeCloseTo(left.reduce((sum, x) => sum + x, 0) / left.length, 12);
    expect(isSettled).toBe(true);
  });

  it('drops exactly the beginning that lies elsewhere', () => {
    const series = Array.from({ length: 300 }, (_, i) => (i < 60 ? 4 : 10 + (i % 10 < 5 ? 1 : -1)));
    expect(mserTruncation(series)).toMatchObject({ dropped: 60, mean: 10, isSettled: true });
  });

  it('drops nothing where nothing varies', () => {
    expect(mserTruncation(new Float64Array(100).fill(3))).toMatchObject({ dropped: 0, mean: 3, isSettled: true });
  });

  it('says that a series which still moves is not settled', () => {
    expect(mserTruncation(Array.from({ length: 200 }, (_, i) => i))).toMatchObject({ dropped: 100, isSettled: false });
  });

  it('takes most of the bias of an empty start away', () => {
    let kept = 0;
    let cut = 0;
    for (let i = 0; i < 200; i++) {
      const series = transient(-30, 0.95, 1000, `bias ${i}`);
      kept += (series.reduce((sum, x) => sum + x, 0) / 1000 - 10) / 200;
      cut += (mserTruncation(series)!.mean - 10) / 200;
    }
    // Expected of the whole: 30 · 0.95 / 0.05 / 1000 = 0.57 too low.
    expect(kept).toBeLessThan(-0.4);
    expect(Math.abs(cut)).toBeLessThan(0.15);
  });

  it('needs ten batches, whole ones, of numbers', () => {
    expect(mserTruncation(new Float64Array(49))).toBeNull();
    expect(mserTruncation(new Float64Array(54))!.statistic).toHaveLength(6);
    expect(() => mserTruncation([1, 2], 0)).toThrow('batch must be a whole number of 1 or more, got 0');
    const series = new Float64Array(60);
    series[3] = NaN;
    expect(() => mserTruncation(series)).toThrow('series[3] must be a finite number, got NaN');
  });
});

describe('welchPoints', () => {
  it('is a moving average that narrows towards the beginning', () => {
    // Means over the two: 1, 2, 4, 8, 16, 32, 64, 128.
    const points = welchPoints(
      [
        [0, 1, 3, 7, 15, 31, 63, 127],
        [2, 3, 5, 9, 17, 33, 65, 129],
      ],
      2,
    );
    const expected = [1, 7 / 3, 31 / 5, 62 / 5, 124 / 5, 248 / 5];
    expect(points).toHaveLength(6);
    expected.forEach((value, i) => expect(points[i]).toBeCloseTo(value, 12));
  });

  it('with no window is the mean, and never more than a quarter of the steps wide', () => {
    expect(welchPoints([[1, 2, 3, 4]], 0)).toEqual(Float64Array.of(1, 2, 3, 4));
    expect(() => welchPoints([[1, 2, 3, 4]], 2)).toThrow('window must be a whole number from 0 to 1');
    expect(() => welchPoints([[1, 2, 3, 4]], 0.5)).toThrow(RangeError);
    expect(() => welchPoints([], 0)).toThrow('replications must hold one series or more, got none');
    expect(() => welchPoints([[1], [1, 2]], 0)).toThrow('replications[1] must have 1 steps as the first has, got 2');
  });
});
