/** What a week of waiting less costs: the branches of Fieller's interval, and when nothing may be said. */
import { describe, expect, it } from 'vitest';
import { compare, type MeasureLayout, type ReplicationResult } from '../../engine/index';
import { waitPrice } from '../../engine/experiment/wait-price';

const MEASURES = [
  { id: 'clinic.waitMedian', unit: 'weeks' },
  { id: 'desk.waitMean', unit: 'days' },
  { id: 'clinic.waitingAtEnd', unit: 'people' },
  { id: 'money.cost', unit: '£ per year' },
];
const layoutOf = (measures: typeof MEASURES): MeasureLayout => ({
  measures: measures.map(({ id, unit }, offset) => {
    const [service, name] = id.split('.');
    return { id, service, name, title: id, unit, definition: '', good: 'lower', shape: 'scalar', offset, length: 1 };
  }),
  valuesLength: measures.length,
  histogramsLength: 0,
});
const N = 10;
const noise = Array.from({ length: N }, (_, i) => (i % 2 === 0 ? 1 : -1));
/** Replications with these values and so much noise of their own. */
function solved(values: readonly number[], spread: readonly number[] = [0, 0, 0, 0], measures = MEASURES) {
  const results = noise.map((sign, number): ReplicationResult => ({
    number,
    events: 1,
    values: Float64Array.from(values, (value, i) => value + sign * spread[i]),
    histograms: new Float64Array(0),
    hash: '',
  }));
  return { layout: layoutOf(measures), results };
}
const PRIMARY = MEASURES.slice(0, 3).map(({ id }) => ({ measure: id, margin: 0 }));
const pricesOf = (changed: ReturnType<typeof solved>, baseline = solved([20, 14, 500, 1e6])) =>
  compare(baseline, [changed], PRIMARY)[0].waitPrices;

describe('the price of a week of waiting less', () => {
  it('is the difference in cost over that of the wait, in weeks, for primary waits alone', () => {
    const [clinic, desk, ...others] = pricesOf(solved([16, 7, 400, 1_080_000], [0.1, 0.1, 5, 0]));
    // 80,000 over 4 weeks, and over one week of 7 days; people who wait are no wait.
    expect(others).toEqual([]);
    expect(clinic).toMatchObject({ measure: 'clinic.waitMedian', kind: 'bounded' });
    expect(clinic.kind === 'bounded' && clinic.ratio).toBeCloseTo(20_000, 6);
    expect(desk).toMatchObject({ measure: 'desk.waitMean', kind: 'bounded' });
    expect(desk.kind === 'bounded' && desk.ratio).toBeCloseTo(80_000, 6);
    // With a cost that does not vary the ends are those of 80,000 over the ends of the reduction.
    const half = (2.2621571628 * 0.1 * Math.sqrt(N / (N - 1))) / Math.sqrt(N);
    expect(clinic.kind === 'bounded' && clinic.low).toBeCloseTo(80_000 / (4 + half), 3);
    expect(clinic.kind === 'bounded' && clinic.high).toBeCloseTo(80_000 / (4 - half), 3);
  });

  it('is negative where both fall', () => {
    const [clinic] = pricesOf(solved([16, 14, 500, 960_000], [0.1, 0, 0, 0]));
    expect(clinic.kind === 'bounded' && clinic.high).toBeLessThan(0);
  });

  it.each([
    ['is longer', [24, 14, 500, 1_080_000], 0.1],
    ['is the same', [20, 14, 500, 1_080_000], 0],
    ['may be the same', [19.9, 14, 500, 1_080_000], 3],
  ])('is not given where the wait %s', (_, values, spread) => {
    expect(pricesOf(solved(values, [spread, 0, 0, 0]))[0]).toEqual({ measure: 'clinic.waitMedian', kind: 'notBetter' });
  });

  it('is not given where the call does not survive the adjustment for several questions', () => {
    // t = 2.6 on 9 degrees of freedom, p = 0.029: better alone, not among three.
    const spread = (2 * Math.sqrt(N - 1)) / 2.6;
    const changed = solved([18, 14, 500, 1_080_000], [spread, 0, 0, 0]);
    expect(pricesOf(changed)[0].kind).toBe('notBetter');
    expect(compare(solved([20, 14, 500, 1e6]), [changed], PRIMARY.slice(0, 1))[0].waitPrices[0].kind).toBe('bounded');
  });

  it('is not spoken of where one side has no costs', () => {
    const without = MEASURES.slice(0, 3);
    expect(pricesOf(solved([16, 7, 400], [0, 0, 0], without))).toEqual([]);
    expect(pricesOf(solved([16, 7, 400, 1e6]), solved([20, 14, 500], [0, 0, 0], without))).toEqual([]);
  });

  it('says so when the interval has no bounds', () => {
    const better = { id: 'clinic.waitMedian', unit: 'weeks', verdict: 'better' as const };
    const varied = (middle: number, spread: number) => noise.map((sign) => middle + sign * spread);
    expect(waitPrice(better, varied(80_000, 100), varied(0.1, 3)).kind).toBe('outside');
    const unrelated = noise.map((_, i) => (i < N / 2 ? 8010 : -7990));
    expect(waitPrice(better, unrelated, varied(0.1, 3)).kind).toBe('everything');
    expect(waitPrice(better, [1], [1]).kind).toBe('notBetter');
  });
});
