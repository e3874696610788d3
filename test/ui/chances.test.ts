/** Chances of meeting a target of one's own: what is kept of the replications, and what is read from it. */
import { describe, expect, it } from 'vitest';
import type { MeasureInfo } from '../../engine/index';
import { EngineService } from '../../workers/engine-service';
import {
  axisOf,
  boundMetIn,
  countMet,
  curveOf,
  isWhole,
  onAxis,
  sampledDays,
  sampledInfo,
  valuesOf,
} from '../../ui/state/chances';
import { samplesOf } from '../../ui/state/samples';
import type { Solution } from '../../ui/state/solution';

const measure = (patch: Partial<MeasureInfo>): MeasureInfo => ({
  id: 'clinic.wait',
  service: 'clinic',
  name: 'wait',
  title: 'Wait',
  unit: 'weeks',
  definition: '',
  good: 'lower',
  shape: 'scalar',
  offset: 0,
  length: 1,
  ...patch,
});

describe('what is kept of the replications', () => {
  const layout = {
    measures: [
      measure({}),
      measure({ shape: 'series', offset: 1, length: 13, step: 30 }),
      measure({ id: 'clinic.other', offset: 14 }),
    ],
    valuesLength: 15,
    histogramsLength: 0,
    wholeSteps: { from: 0, to: 12 },
  };
  const results = [0, 100].map((base) => ({ values: Float64Array.from({ length: 15 }, (_, i) => base + i) }));

  it('is the primary measure at the end and at dates over the run, that of a target among them', () => {
    const target = { id: 't', title: '', measure: 'clinic.wait', unit: 'weeks', meets: 'atMost' as const, bound: 1 };
    const samples = samplesOf(
      { layout, primary: [{ measure: 'clinic.wait' } as never], targets: [{ ...target, by: 155, place: 1 + 4 }] },
      results,
    );
    expect(samples.map(({ day }) => day)).toEqual([undefined, 60, 120, 150, 180, 240, 300, 360]);
    expect(samples[0].values).toEqual([0, 100]);
    // The fifth step of the series, which stands behind the value at the end.
    expect(samples[3].values).toEqual([5, 105]);
    expect(samples.every((sample) => sample.measure === 'clinic.wait')).toBe(true);
    const solution = { runs: [{ samples }] } as unknown as Solution;
    expect(sampledDays(solution, 'clinic.wait')).toEqual([60, 120, 150, 180, 240, 300, 360]);
  });

  it('leaves out a last step that the end of the run cuts short', () => {
    const samples = samplesOf({ layout, primary: [{ measure: 'clinic.wait' } as never], targets: [] }, results);
    expect(Math.max(...samples.map(({ day = 0 }) => day))).toBe(360);
  });
});

describe('the chance of a target', () => {
  const values = valuesOf([{ measure: 'm', values: [12, NaN, 8, 10, 8] }], { measure: 'm' });

  it('counts runs that saw the measure, a value that equals the bound among those that meet it', () => {
    expect(values).toEqual([8, 8, 10, 12]);
    expect([7.9, 8, 11, 12].map((bound) => countMet(values, 'atMost', bound))).toEqual([0, 2, 3, 4]);
    expect([8, 8.1, 12, 12.1].map((bound) => countMet(values, 'atLeast', bound))).toEqual([4, 2, 1, 0]);
  });

  it('is a staircase that says at every bound what counting says', () => {
    const at = (bound: number) =>
      curveOf(values, 'atMost')
        .filter((step) => step.at <= bound)
        .at(-1)?.met;
    for (let bound = 6; bound <= 14; bound += 0.5) expect(at(bound)).toBe(countMet(values, 'atMost', bound));
    // Of those that have to reach a bound, a step ends at its value and not before.
    const above = (bound: number) =>
      curveOf(values, 'atLeast')
        .filter((step) => step.at < bound)
        .at(-1)?.met;
    for (let bound = 6; bound <= 14; bound += 0.5) expect(above(bound)).toBe(countMet(values, 'atLeast', bound));
  });

  it.each(['atMost', 'atLeast'] as const)('says which bound a share of the runs meet (%s)', (meets) => {
    for (const share of [0.25, 0.5, 0.75, 1]) {
      const bound = boundMetIn(values, meets, share)!;
      expect(countMet(values, meets, bound)).toBeGreaterThanOrEqual(share * values.length);
      const beyond = bound + (meets === 'atMost' ? -1e-6 : 1e-6);
      expect(countMet(values, meets, beyond)).toBeLessThan(share * values.length);
    }
    expect(boundMetIn([], meets, 0.8)).toBeUndefined();
  });

  it('moves in round steps as they are shown, over all values and not below 0', () => {
    expect(axisOf([12, 31], 1)).toEqual({ low: 10, high: 33, step: 0.5 });
    expect(axisOf([0.02, 0.42], 100)).toEqual({ low: 0, high: 0.46, step: 0.005 });
    expect(onAxis(12.26, { low: 10, high: 33, step: 0.5 })).toBe(12.5);
    expect(onAxis(99, { low: 10, high: 33, step: 0.5 })).toBe(33);
    const flat = axisOf([5, 5], 1);
    expect(flat.low).toBeLessThan(5);
    expect(flat.high).toBeGreaterThan(5);
  });
});

it('has Wilson’s intervals from the engine: 81 of 263 as Newcombe (1998, table I, method 3) gives them', () => {
  const intervals = new EngineService().shareIntervals(263);
  expect(intervals).toHaveLength(264);
  expect(intervals[81].low).toBeCloseTo(0.2553, 4);
  expect(intervals[81].high).toBeCloseTo(0.3662, 4);
});

it('knows a measure that is there only over time, as a dated target may be on', () => {
  const series = measure({ id: 'desk.wait', shape: 'series', unit: 'days' });
  const samples = [{ measure: 'desk.wait', day: 60, values: [1] }];
  const solution = { layout: { measures: [series] }, runs: [{ samples }] } as unknown as Solution;
  expect(sampledInfo(solution, 'desk.wait')).toBe(series);
  expect(isWhole(solution, 'desk.wait')).toBe(false);
  expect(sampledInfo(solution, 'desk.other')).toBeUndefined();
});
