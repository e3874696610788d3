/** The outputs as the page shows them: sentences, panels on common axes, quarters, and results that belong to the example or not. */
import { describe, expect, it } from 'vitest';
import type { Difference, OutputFigure, OutputRow, Outputs } from '../../engine/results/outputs';
import { hasTime, percentOn, scaleOf, spotPanels, timePanels } from '../../ui/charts/multiples';
import { fromExample, type ExampleOutputs } from '../../ui/state/outputs';
import type { Solution } from '../../ui/state/solution';
import { decimalsOfFigure, describeFigure, differenceCell, levelCell, rowName } from '../../ui/words/outputs';
import { quarterNames } from '../../ui/words/quarters';

const PLACES = { hill: { title: 'Hill' }, sea: { title: 'Sea' } };
const level = (mean: number, halfWidth: number) => ({ mean, halfWidth, replications: 5 });
const difference = (mean: number, halfWidth: number, verdict: NonNullable<Difference>['verdict']) => ({
  mean,
  halfWidth,
  replications: 5,
  verdict,
});
const row = (given: Partial<OutputRow>): OutputRow => ({
  place: '',
  label: '',
  within: '',
  levels: [],
  differences: [],
  ...given,
});
const figure = (rows: OutputRow[], given: Partial<OutputFigure> = {}): OutputFigure => ({
  id: 'a',
  title: 'Median wait',
  about: '',
  unit: 'weeks',
  good: 'lower',
  rows,
  ...given,
});

describe('a figure in a sentence', () => {
  const hill = row({
    place: 'hill',
    label: 'Clinic',
    levels: [level(20, 1), level(22, 1), level(10, 1)],
    differences: [difference(2, 0.5, 'worse'), difference(-10, 2, 'better')],
  });
  const sea = row({
    place: 'sea',
    label: 'Clinic',
    levels: [level(8, 1), level(8, 1), level(7.5, 1)],
    differences: [difference(0, 0.1, 'too close to call'), difference(-0.5, 0.01, 'better')],
  });

  it('tells what moves most for what it was, not what is surest', () => {
    expect(describeFigure(figure([hill, sea]), PLACES, ['Baseline', 'A', 'B'])).toBe(
      'Hill, Clinic: median wait with “B”: 10 weeks against 20 (8 to 12 weeks shorter; 95% interval), better. ' +
        'Two other differences are sure.',
    );
  });

  it('says so where nothing is sure, and where nothing is compared', () => {
    const calm = { ...sea, differences: [difference(0.1, 0.2, 'too close to call')] };
    expect(describeFigure(figure([calm]), PLACES, ['Baseline', 'A'])).toBe(
      'Median wait: the scenario makes no difference that is sure.',
    );
    expect(describeFigure(figure([hill, sea]), PLACES, ['Baseline'])).toBe(
      'Median wait: Hill, Clinic 20 weeks and Sea, Clinic 8 weeks.',
    );
    expect(describeFigure(figure([row({ levels: [null] })]), PLACES, ['Baseline'])).toBe(
      'Median wait: nothing was counted.',
    );
  });

  it('keeps the words of a place, a team and a profession in order', () => {
    expect(rowName({ place: 'sea', within: 'Team', label: 'Nurse' }, PLACES)).toBe('Sea, Team, Nurse');
    expect(rowName({ place: '', within: '', label: '' }, PLACES)).toBe('');
  });
});

describe('cells', () => {
  it('scale shares to percent and keep the decimals that the intervals support', () => {
    const shares = { rows: [row({ levels: [level(0.3456, 0.0123), null] })], unit: 'share' };
    const decimals = decimalsOfFigure(shares);
    expect(levelCell(shares.rows[0].levels[0], 'share', decimals)).toBe('34.6 ± 1.2');
    expect(levelCell(null, 'share', decimals)).toBe('–');
    expect(differenceCell(difference(-0.0456, 0.01, 'better'), 'share', decimals)).toBe('−4.6 ± 1.0');
  });
});

describe('small multiples', () => {
  it('share one axis from nought, whatever place a value is in', () => {
    const rows = [
      row({ place: 'hill', label: 'One', levels: [level(10, 12), level(20, 1)] }),
      row({ place: 'hill', label: 'Two', within: 'Team', levels: [null, level(3, 1)] }),
      row({ place: '', label: 'Beds', levels: [level(48, 1), null] }),
    ];
    const { panels, scale } = spotPanels(figure(rows), PLACES);
    // The first interval reaches below nought, where no wait is.
    expect([scale.low, scale.high]).toEqual([0, 50]);
    expect(panels.map(({ title, groups }) => [title, groups.map((group) => group.title)])).toEqual([
      ['Hill', ['', 'Team']],
      ['Elsewhere and in common', ['']],
    ]);
    expect(panels[0].groups[1].rows[0].spots).toEqual([{ position: 1, mean: 3, low: 2, high: 4 }]);
    expect(percentOn(scale, 25)).toBe(50);
    expect(percentOn(scale, -2)).toBe(0);
  });

  it('have room below nought where something is', () => {
    expect(scaleOf([-3, 4]).ticks).toEqual([-4, -2, 0, 2, 4]);
    expect(scaleOf([]).high).toBeGreaterThan(0);
  });

  it('leave out months that are not whole, and keep gaps', () => {
    const month = 365.25 / 12;
    const series = [{ mean: [1, NaN, 3, 99], halfWidth: [0.5, NaN, 0.5, 0] }, null];
    const shown = figure([row({ place: 'hill', series })], { stepEndsDay: [1, 2, 3, 4].map((i) => i * month) });
    expect(hasTime(shown)).toBe(true);
    const { panels, months, y, x } = timePanels(shown, PLACES, { from: 0, to: 3 });
    expect(months.map((value) => Math.round(value))).toEqual([1, 2, 3]);
    expect(panels[0].lines).toHaveLength(1);
    expect(panels[0].lines[0].points.map(({ mean }) => mean)).toEqual([1, NaN, 3]);
    expect(y.high).toBeLessThan(10);
    expect(x.ticks).toEqual([0, 1, 2, 3]);
  });
});

describe('quarters', () => {
  const ends = [1, 2, 3, 4].map((quarter) => (quarter * 365.25) / 4);

  it('are called by their months, over the turn of the year', () => {
    expect(quarterNames(ends, '2017-04-01')).toEqual(['Apr–Jun 2017', 'Jul–Sep 2017', 'Oct–Dec 2017', 'Jan–Mar 2018']);
    expect(quarterNames(ends, '2017-11-01')[0]).toBe('Nov–Jan 2018');
  });

  it('have numbers where no month begins with them', () => {
    expect(quarterNames(ends).at(-1)).toBe('Quarter 4');
    expect(quarterNames(ends, '2017-04-15')[0]).toBe('Quarter 1');
  });
});

describe('the outputs solved beforehand', () => {
  const outputs = {
    replications: 5,
    outputs: [{ id: 'a', figures: [figure([row({ series: [{ mean: [1, null], halfWidth: [null, 1] }] as never })])] }],
    whoWaits: [],
    scorecard: [{ rows: [{ quarters: [{ mean: [null], halfWidth: [null] }, null] }] }],
    quarterEndsDay: [],
  } as unknown as Outputs;
  const file: ExampleOutputs = { engineVersion: '1', seed: 's', scenarioHashes: ['x', 'y'], outputs };
  const solution = (hashes: string[], replications = 5, seed = 's') =>
    ({
      engineVersion: '1',
      seed,
      runs: hashes.map((scenarioHash) => ({ scenarioHash, summary: { replications } })),
    }) as unknown as Solution;

  it('belong to the very results only', () => {
    expect(fromExample(file, solution(['x', 'y']))).toBeDefined();
    expect(fromExample(file, solution(['x', 'z']))).toBeUndefined();
    expect(fromExample(file, solution(['x']))).toBeUndefined();
    expect(fromExample(file, solution(['x', 'y'], 6))).toBeUndefined();
    expect(fromExample(file, solution(['x', 'y'], 5, 't'))).toBeUndefined();
  });

  it('have gaps where the file has null', () => {
    const read = fromExample(file, solution(['x', 'y']))!;
    expect(read.outputs[0].figures[0].rows[0].series![0]!.mean).toEqual([1, NaN]);
    expect(read.scorecard[0].rows[0].quarters![0]!.mean).toEqual([NaN]);
    expect(read.scorecard[0].rows[0].quarters![1]).toBeNull();
  });
});
