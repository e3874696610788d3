/** Golden runs: the numbers of a short run of each scenario are kept, so that a change to them is seen and explained. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GOLDEN_RUNS, goldenDifferences, goldenRun, type GoldenRun } from '../../scripts/golden-run';

const SCENARIOS = new URL('../../scenarios/', import.meta.url);
const read = (scenario: string, name: string) => readFileSync(new URL(`${scenario}/${name}`, SCENARIOS), 'utf8');
const REMEDY =
  'Numbers moved. If that was meant, run "npm run golden", look at the difference, and say why in the changelog';

describe('the golden run', () => {
  it.each(GOLDEN_RUNS)(
    'of $scenario gives the numbers that are kept',
    ({ scenario, days, replications }) => {
      const kept = JSON.parse(read(scenario, 'expected.json')) as GoldenRun;
      const now = goldenRun(read(scenario, 'scenario.json'), days, replications);
      expect(goldenDifferences(kept, now).slice(0, 20), REMEDY).toEqual([]);
      expect(now, REMEDY).toEqual(kept);
    },
    60_000,
  );
});

describe('a difference from the golden run', () => {
  const kept: GoldenRun = {
    engineVersion: '1',
    scenarioHash: 'aa',
    seed: 's',
    days: 10,
    replications: 2,
    hashes: ['11', '22'],
    values: { 'desk.waitMean': 1.5, 'desk.gone': 2 },
  };

  it('names the measure, with both values', () => {
    const now = { ...kept, values: { 'desk.waitMean': 1.6, 'desk.new': null } };
    expect(goldenDifferences(kept, now)).toEqual([
      'desk.waitMean was 1.5 and is 1.6',
      'desk.gone is gone; it was 2',
      'desk.new is new: null',
    ]);
  });

  it('tells rounding from numbers that moved', () => {
    expect(goldenDifferences(kept, kept)).toEqual([]);
    expect(goldenDifferences(kept, { ...kept, hashes: ['11', '33'] })).toEqual([
      expect.stringContaining('no mean moved in six digits'),
    ]);
  });

  it('says when another scenario or version was run', () => {
    expect(goldenDifferences(kept, { ...kept, scenarioHash: 'bb', engineVersion: '2' })).toEqual([
      'engineVersion was 1 and is 2',
      'scenarioHash was aa and is bb',
    ]);
  });
});
