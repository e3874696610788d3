import { describe, expect, it } from 'vitest';
import {
  curvePicture,
  distributionPicture,
  partsPicture,
  regroup,
  timePicture,
  timeTitle,
} from '../../ui/charts/build';
import { describePicture, tableOf } from '../../ui/charts/picture';
import { Names } from '../../ui/state/names';
import type { Solution } from '../../ui/state/solution';

const caption = { title: 'Median wait', about: 'Of those seen' };
const month = 365.25 / 12;

function run(title: string, shift: number) {
  return {
    id: title,
    title,
    changes: [],
    scenarioHash: '',
    summary: {
      replications: 5,
      events: 1,
      hash: '',
      notEstimable: [],
      measures: ['cpn', 'ot'].map((profession, i) => ({
        id: `team.casesPerWte[profession=${profession}]`,
        service: 'team',
        unit: 'people per WTE',
        mean: 30 - 5 * i + shift,
        halfWidth: 1.5,
        replications: 5,
        standardDeviation: 1,
      })),
      series: [
        {
          id: 'clinic.waitMedian',
          service: 'clinic',
          unit: 'weeks',
          stepEndsDay: [month, 2 * month, 3 * month, 4 * month],
          mean: [14 + shift, NaN, 16 + shift, 99],
          halfWidth: [0.5, NaN, 0.6, 9],
        },
      ],
      curves: [
        {
          id: 'clinic.stillWaitingAfter',
          service: 'clinic',
          unit: 'share',
          axisUnit: 'weeks',
          at: [4, 8, 12, 16, 20, 24],
          mean: [0.9, 0.5, 0.1, 0.1, 0.1, NaN],
          low: [0.8, 0.4, 0.05, 0, 0, NaN],
          high: [1, 0.6, 0.2, 0.2, 0.2, NaN],
        },
      ],
      histograms: [
        {
          id: 'clinic.waits',
          service: 'clinic',
          unit: 'weeks',
          binWidth: 1 / 7,
          counts: Array.from({ length: 521 }, (_, i) => (i < 70 ? 1 : 0)),
        },
      ],
    },
  };
}

const solution = {
  horizonDays: 91.5,
  runs: [run('Baseline', 0), run('A change', 2)],
  comparisons: [],
  layout: { measures: [], valuesLength: 0, histogramsLength: 0 },
} as unknown as Solution;

describe('a measure over time', () => {
  const picture = timePicture(solution, 'clinic.waitMedian', caption, '2017-04-01')!;

  it('leaves out a last step that is cut short', () => {
    expect(picture.x).toHaveLength(3);
    expect(picture.series.map(({ values }) => values)).toEqual([
      [14, NaN, 16],
      [16, NaN, 18],
    ]);
  });

  it('names its axes with their units', () => {
    expect([picture.xTitle, picture.yTitle]).toEqual(['Months from 1 April 2017', 'weeks']);
    expect(timeTitle('week')).toBe('Weeks from the start');
  });

  it('is a table with intervals, and a dash where nothing is known', () => {
    expect(tableOf(picture)).toEqual({
      columns: ['Months from 1 April 2017', 'Baseline', 'A change'],
      rows: [
        ['1 month', '14.0 ± 0.5', '16.0 ± 0.5'],
        ['2 months', '–', '–'],
        ['3 months', '16.0 ± 0.6', '18.0 ± 0.6'],
      ],
    });
  });

  it('is described in words', () => {
    expect(describePicture(picture)).toBe(
      'Line chart. Median wait. Baseline: 14.0 weeks at 1 month, 16.0 weeks at 3 months. ' +
        'A change: 16.0 weeks at 1 month, 18.0 weeks at 3 months. The same numbers stand in a table.',
    );
  });

  it('is nothing when no run has the measure', () => {
    expect(timePicture(solution, 'clinic.other', caption)).toBeUndefined();
  });
});

describe('a curve over time waited', () => {
  it('begins with everybody, ends where it is flat, and has the wider side of its band', () => {
    const picture = curvePicture(solution, 'clinic.stillWaitingAfter', caption)!;
    expect(picture.x).toEqual([0, 4, 8, 12]);
    expect(picture.series[0].values).toEqual([1, 0.9, 0.5, 0.1]);
    expect(picture.series[0].halfWidths!.map((value) => value.toFixed(2))).toEqual(['0.00', '0.10', '0.10', '0.10']);
    expect(tableOf(picture).rows[2]).toEqual(['8 weeks', '50 ± 10', '50 ± 10']);
    expect(picture.xTitle).toBe('Time waited in weeks');
  });

  it('is nothing when no run has it', () => {
    expect(curvePicture(solution, 'clinic.other', caption)).toBeUndefined();
  });
});

describe('a distribution', () => {
  it('is regrouped into round widths, with everything beyond in the last', () => {
    const picture = distributionPicture(solution, 'clinic.waits', caption)!;
    expect(picture.x).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(picture.series[0].values.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(picture.xName(9, 9)).toBe('9 weeks or more');
    expect(picture.xName(2, 2)).toBe('2 to 3 weeks');
  });

  it('loses nobody when regrouped, and is unknown when nobody was there', () => {
    expect(regroup([1, 1, 1, 1, 6], 1, 2, 2)).toEqual([0.2, 0.8]);
    expect(regroup([0, 0], 1, 1, 2)).toEqual([NaN, NaN]);
  });
});

describe('a measure by profession', () => {
  const info = (profession: string) => ({
    id: `team.casesPerWte[profession=${profession}]`,
    service: 'team',
    name: 'casesPerWte',
    title: `Team: cases per WTE, ${profession}`,
    unit: 'people per WTE',
    definition: '',
    good: 'lower' as const,
    shape: 'scalar' as const,
    offset: 0,
    length: 1,
  });

  it('has a bar for each profession and scenario', () => {
    const names = new Names(undefined);
    const picture = partsPicture(solution, [info('cpn'), info('ot'), info('nobody')], names, caption)!;
    expect(picture.x).toEqual(['profession: cpn', 'profession: ot']);
    expect(picture.series.map(({ values }) => values)).toEqual([
      [30, 25],
      [32, 27],
    ]);
    expect(tableOf(picture).rows[0]).toEqual(['profession: cpn', '30.0 ± 1.5', '32.0 ± 1.5']);
  });
});
