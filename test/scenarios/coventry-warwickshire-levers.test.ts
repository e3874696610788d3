import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LeverBench, type Lever } from '../../scripts/lever-checks';

const FOLDER = new URL('../../scenarios/coventry-warwickshire/', import.meta.url);
const text = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
const levers = JSON.parse(text('levers.json')) as Lever[];
const DAYS = 56;
const REPLICATIONS = 4;

describe('levers of Coventry and Warwickshire', () => {
  const bench = new LeverBench(text('scenario.json'), DAYS, REPLICATIONS);

  it.each(levers.map((lever) => [lever.title, lever] as const))(
    '%s: moves its measure as stated, and no longer does with the mechanism off',
    (_, lever) => {
      const outcome = bench.try(lever);
      expect(outcome, JSON.stringify(outcome)).toMatchObject({ holds: true });
    },
    60_000,
  );

  it('says so when a lever moves nothing, or the wrong way', () => {
    const [lever] = levers;
    const opposite = lever.direction === 'higher' ? 'lower' : 'higher';
    expect(bench.try({ ...lever, direction: opposite }).holds).toBe(false);
    expect(bench.try({ ...lever, off: [] }).holds).toBe(false);
    expect(bench.try({ ...lever, given: lever.off }).holds).toBe(false);
  });
});
