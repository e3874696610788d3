/** Recovery as a result of a comparison: which measures have it, on which day, and what is left out. */
import { describe, expect, it } from 'vitest';
import { compare, replicate, type MeasureInfo, type MeasureLayout, type ReplicationResult } from '../../engine/index';
import { comingAt, days, desk, exit, modelOf, together, type Small } from '../mechanisms/small-scenarios';

const info = (
  id: string,
  shape: 'scalar' | 'series',
  offset: number,
  more: Partial<MeasureInfo> = {},
): MeasureInfo => ({
  id,
  service: 's',
  name: id.slice(2),
  title: id,
  unit: 'people',
  definition: '',
  good: 'lower',
  shape,
  offset,
  length: 1,
  ...more,
});

/** A scalar and its series of so many steps. */
function layoutOf(scalar: string, series: string, steps: number, stepDays: number, more: Partial<MeasureLayout> = {}) {
  return {
    measures: [info(scalar, 'scalar', 0), info(series, 'series', 1, { length: steps, step: stepDays })],
    valuesLength: 1 + steps,
    histogramsLength: 0,
    wholeSteps: { from: 0, to: steps },
    ...more,
  };
}

function results(series: number[][]): ReplicationResult[] {
  return series.map((values, number) => ({
    number,
    events: 1,
    values: Float64Array.from([0, ...values]),
    histograms: new Float64Array(0),
    hash: '',
  }));
}

/** Recovery of `series` against nothing at all. */
function recoveries(layout: MeasureLayout, series: number[][], margin = 1) {
  const measure = layout.measures[0].id;
  const none = series.map((values) => values.map(() => 0));
  const baseline = { layout, results: results(none) };
  return compare(baseline, [{ layout, results: results(series) }], [{ measure, margin }])[0].recoveries!;
}

describe('recovery in a comparison', () => {
  it('is judged by the series of the same name, or by the one that shows the measure over time', () => {
    const weeks = [
      [0, 5, ...Array.from({ length: 8 }, () => 0)],
      [0, 5, 5, ...Array.from({ length: 7 }, () => 0)],
    ];
    for (const [scalar, series] of [
      ['s.waitMedian', 's.waitMedian'],
      ['s.waitMedian[need=high]', 's.waitMedian[need=high]'],
      ['s.waitingAtEnd', 's.waiting'],
      ['s.waitingAtEnd', 's.queue'],
      ['s.caseloadAtEnd', 's.caseload'],
    ])
      expect(recoveries(layoutOf(scalar, series, 10, 7), weeks)).toMatchObject([{ measure: scalar, series }]);
    expect(recoveries(layoutOf('s.waitMedian[need=high]', 's.waitMedian', 10, 7), weeks)).toEqual([]);
    expect(recoveries(layoutOf('s.leftUnseen', 's.waiting', 10, 7), weeks)).toEqual([]);
  });

  it('asks for eight weeks in a row, in whole steps, and tells a step by the day on which it ends', () => {
    const zeros = (n: number) => Array.from({ length: n }, () => 0);
    const weekly = [
      [9, ...zeros(8)],
      [9, ...zeros(8)],
      [9, ...zeros(7), 9],
    ];
    expect(recoveries(layoutOf('s.waitMedian', 's.waitMedian', 9, 7), weekly)).toMatchObject([
      { holdDays: 56, recovered: { day: 14, low: 0, high: null }, never: { successes: 1, trials: 3 } },
    ]);
    // Two months are the fewest that hold eight weeks; four fortnights are eight weeks exactly.
    const monthly = layoutOf('s.waitMedian', 's.waitMedian', 4, 365.25 / 12);
    const [month] = recoveries(monthly, [
      [9, 0, 9, 0],
      [9, 9, 0, 0],
    ]);
    expect(month).toMatchObject({ holdDays: 365.25 / 6, never: { successes: 1 }, recovered: { day: 365.25 / 4 } });
    const fortnights = layoutOf('s.waitMedian', 's.waitMedian', 5, 14);
    expect(
      recoveries(fortnights, [
        [9, 0, 0, 0, 0],
        [9, 0, 0, 0, 0],
      ]),
    ).toMatchObject([{ recovered: { day: 28 } }]);
  });

  it('counts the replications that are never hit, and says no more of them', () => {
    const flat = [1, 1, -1, 0];
    const [one] = recoveries(layoutOf('s.waitMedian', 's.waitMedian', 4, 30), [flat, [0, 3, 0, 0], [0, -5, 0, 0]]);
    expect(one).toMatchObject({
      replications: 3,
      hit: { successes: 2, trials: 3 },
      never: { successes: 0, trials: 2 },
    });
    expect(one).toMatchObject({ peak: { mean: -1 }, peakDay: { mean: 60, halfWidth: 0 } });
    const [none] = recoveries(layoutOf('s.waitMedian', 's.waitMedian', 4, 30), [flat, flat]);
    expect(none.hit.successes).toBe(0);
    expect(none).not.toHaveProperty('recovered');
  });

  it('looks at whole steps only: none of the warm-up, and not at what the end of the run cuts short', () => {
    const cut = layoutOf('s.waitMedian', 's.waitMedian', 5, 30, { wholeSteps: { from: 1, to: 4 } });
    const series = [
      [99, 9, 0, 0, 99],
      [99, 9, 0, 0, NaN],
    ];
    expect(recoveries(cut, series)).toMatchObject([
      { recovered: { day: 90 }, relapsed: { successes: 0 }, peak: { mean: 9 }, peakDay: { mean: 60 } },
    ]);
  });

  it('needs a margin, dates and one unit', () => {
    const series = [
      [9, 0, 0],
      [9, 0, 0],
    ];
    const layout = layoutOf('s.waitMedian', 's.waitMedian', 3, 30);
    expect(recoveries(layout, series)).toHaveLength(1);
    expect(recoveries(layout, series, 0)).toEqual([]);
    expect(recoveries({ ...layout, wholeSteps: undefined }, series)).toEqual([]);
    const [scalar, other] = layout.measures;
    expect(recoveries({ ...layout, measures: [scalar, { ...other, unit: 'weeks' }] }, series)).toEqual([]);
  });
});

/** One server who takes a day for each; so many people come at once on day 14. */
const rush = (people: number): Small => ({
  days: 200,
  run: { seriesDays: 7 },
  services: {
    door: comingAt(people === 0 ? [0] : [0, ...together(people, 14)], 'desk'),
    desk: desk(days(1)),
    home: exit(),
  },
});

describe('recovery of a model', () => {
  it('is the week in which a rush of a hundred people has been worked off but for ten', () => {
    const [before, after] = [rush(0), rush(100)].map((small) => {
      const model = modelOf(small);
      return { layout: model.layout, results: [0, 1].map((number) => replicate(model, 'rush', number)) };
    });
    const [{ recoveries: found }] = compare(before, [after], [{ measure: 'desk.waitingAtEnd', margin: 10 }]);
    // On average 110 − 7 k wait in week k: 12 in week 14, and 5 in week 15, which ends on day 112. The peak is week 2.
    expect(found).toMatchObject([
      {
        series: 'desk.queue',
        hit: { successes: 2 },
        recovered: { day: 112 },
        peak: { mean: 96 },
        peakDay: { mean: 21 },
      },
    ]);
  });

  it('has no dates for a series that repeats, and none for steps within a warm-up', () => {
    const plan = (run: Small['run']) => modelOf({ ...rush(1), run }).layout.wholeSteps;
    expect(plan({ seriesDays: 7 })).toEqual({ from: 0, to: 28 });
    expect(plan({ seriesDays: 7, warmUpDays: 8 })).toEqual({ from: 2, to: 28 });
    expect(plan({ seriesDays: 1, seriesCycle: 7 })).toBeUndefined();
  });
});
