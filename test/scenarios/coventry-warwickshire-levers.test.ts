import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { batches, LeverBench, type Lever, type LeverOutcome } from '../../scripts/lever-checks';

const FOLDER = new URL('../../scenarios/coventry-warwickshire/', import.meta.url);
const text = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
const levers = JSON.parse(text('levers.json')) as Lever[];
const DAYS = 56;
const REPLICATIONS = 4;

describe('levers of Coventry and Warwickshire', () => {
  const bench = new LeverBench(text('scenario.json'), DAYS, REPLICATIONS);

  const outcomes = new Map<Lever, LeverOutcome>();

  // Many levers in one run cost little; `npm run levers` pulls each alone and for longer.
  it('run in batches', () => {
    for (const batch of batches(levers))
      for (const outcome of bench.tryTogether(batch)) outcomes.set(outcome.lever, outcome);
    expect(outcomes.size).toBe(levers.length);
  }, 120_000);

  it.each(levers.map((lever) => [lever.title, lever] as const))(
    '%s: moves its measure as stated, and no longer does with the mechanism off',
    (_, lever) => {
      const together = outcomes.get(lever);
      // In company a lever may be drowned by another.
      const outcome = together?.holds === true ? together : bench.try(lever);
      expect(outcome, JSON.stringify(outcome)).toMatchObject({ holds: true });
    },
    60_000,
  );

  it('says so when a lever moves nothing, or the wrong way', () => {
    const [batch] = batches(levers);
    const holds = (change: (lever: Lever) => Partial<Lever>) =>
      bench.tryTogether(batch.map((lever) => ({ ...lever, ...change(lever) }))).some((outcome) => outcome.holds);
    expect(holds(({ direction }) => ({ direction: direction === 'higher' ? 'lower' : 'higher' }))).toBe(false);
    expect(holds(() => ({ off: [] }))).toBe(false);
    expect(holds(({ given = [], off }) => ({ given: [...given, ...off], off: [] }))).toBe(false);
  });
});
