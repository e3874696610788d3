/** The search: known answers of queueing theory, every order of costs and gains by brute force, and what it says when it cannot tell. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Search, edgeOf, outcomeOf, readScenario, replicationsToCall, type Criterion } from '../../engine/index';
import { mmcWait } from '../../engine/statistics/queueing';
import { oneDesk } from '../workers/one-desk';
import { searchNumbers, searchScenario } from './seek';

const ARRIVALS = 25;
const SERVICE = 0.1;

/** One desk with 25 arrivals a day of a tenth of a day each: 2.5 clerks are busy. */
function desk(days = 60) {
  const input = oneDesk({ horizonDays: days, warmUpDays: 5 });
  input.parameters.arrivals.value = ARRIVALS;
  input.parameters.clerks = { ...input.parameters.clerks, value: 3, high: 9 };
  const read = readScenario(JSON.stringify(input));
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
}

const waitOf = (clerks: number) => mmcWait(ARRIVALS, 1 / SERVICE, clerks).Wq;
const clerks = (from: number, to: number) => [{ paths: ['parameters.clerks'], from, to, step: 1 }];
const onAverage = (bound: number): Criterion => ({ kind: 'mean', bound, meets: 'atMost', margin: bound / 20 });
const byChance = (bound: number, chance = 0.8): Criterion => ({ ...onAverage(bound), kind: 'chance', chance });

describe('a search with a known answer (Erlang C)', () => {
  it.each([
    { bound: 0.4, least: 3 },
    { bound: 0.05, least: 4 },
    { bound: 0.012, least: 5 },
  ])('finds the fewest clerks with a mean wait of $bound days: $least', ({ bound, least }) => {
    expect(waitOf(least)).toBeLessThan(bound);
    expect(waitOf(least - 1)).toBeGreaterThan(bound);
    for (const criterion of [onAverage(bound), byChance(bound)]) {
      const found = searchScenario(desk(), clerks(2, 6), 'desk.waitMean', criterion, 20);
      expect(found.status).toBe('found');
      expect(found.valuesOf(found.answer!)).toEqual([least]);
      expect(found.isCheapest).toBe(true);
      expect(found.search.effects![0].direction).toBe('up');
    }
  });

  it('says that it cannot be reached where not even the most clerks allowed do', () => {
    const found = searchScenario(desk(), clerks(1, 4), 'desk.waitMean', byChance(0.01), 10);
    expect(waitOf(4)).toBeGreaterThan(0.02);
    expect(found.status).toBe('notReached');
    expect(found.outcomes.map(({ setting, met }) => [found.valuesOf(setting), met])).toEqual([[[4], 0]]);
  });

  it('says that it is too close to call where the bound is the very wait of the most clerks', () => {
    const found = searchScenario(desk(), clerks(3, 4), 'desk.waitMean', onAverage(waitOf(4)), 12);
    expect(found.status).toBe('tooClose');
    expect(found.answer).toBeUndefined();
    const [four] = found.outcomes.slice(-1);
    expect(found.valuesOf(four.setting)).toEqual([4]);
    expect(four.verdict).toBe('too close to call');
    expect(replicationsToCall(four, onAverage(waitOf(4)))).toBeGreaterThan(12);
  });

  it('weighs levers by their prices: fewer arrivals where that is cheaper than a clerk, a clerk where it is not', () => {
    const answer = (price: number) => {
      const fewer = { paths: ['parameters.arrivals'], op: 'times' as const, from: 1, to: 0.6, step: 0.2, price };
      const found = searchScenario(
        desk(),
        [{ ...clerks(3, 5)[0], price: 40_000 }, fewer],
        'desk.waitMean',
        onAverage(0.06),
        10,
      );
      expect(found.status).toBe('found');
      return found.valuesOf(found.answer!);
    };
    // With 20 arrivals three clerks have a mean wait of 0.044 days.
    expect(mmcWait(20, 1 / SERVICE, 3).Wq).toBeLessThan(0.06);
    expect(answer(1000)).toEqual([3, 0.8]);
    expect(answer(1_000_000)).toEqual([4, 1]);
  });
});

describe('a search without noise', () => {
  const criterion: Criterion = { kind: 'mean', bound: 10, meets: 'atMost', margin: 1e-6 };
  const lengths = fc.array(fc.integer({ min: 2, max: 6 }), { minLength: 1, maxLength: 3 });
  const numbers = fc.array(fc.double({ min: 0.1, max: 9, noNaN: true }), { minLength: 18, maxLength: 18 });

  /** Every setting of least cost that meets the bound, by trying all. */
  function byBruteForce(search: Search, value: (setting: number) => number, cost: (setting: number) => number) {
    const meeting = Array.from({ length: search.grid.size }, (_, setting) => setting).filter((s) => value(s) <= 10);
    return meeting.length === 0 ? undefined : Math.min(...meeting.map(cost));
  }

  it('finds what trying every setting finds, whatever the sizes, gains and costs of steps', () => {
    fc.assert(
      fc.property(
        lengths,
        numbers,
        numbers,
        fc.double({ min: 5, max: 60, noNaN: true }),
        (sizes, gains, prices, start) => {
          const levers = sizes.map((size, i) => {
            return { values: Array.from({ length: size }, (_, j) => j), unit: 'WTE', price: 1000 * prices[i] };
          });
          const search = new Search(levers, criterion);
          const at = (setting: number) => search.grid.positions(setting);
          const gainOf = (setting: number) =>
            at(setting).reduce(
              (sum, p, lever) => sum + gains.slice(lever * 6, lever * 6 + p).reduce((a, b) => a + b, 0),
              0,
            );
          const value = (setting: number) => start - gainOf(setting);
          const cost = (setting: number) => at(setting).reduce((sum, p, lever) => sum + 1000 * prices[lever] * p, 0);
          const found = searchNumbers(search, criterion, (setting) => ({ value: value(setting) }), 2);
          const least = byBruteForce(search, value, cost);
          expect(found.status).toBe(least === undefined ? 'notReached' : 'found');
          if (least !== undefined) {
            expect(cost(found.answer!)).toBeCloseTo(least, 6);
            expect(found.isCheapest).toBe(true);
          }
          return true;
        },
      ),
      { numRuns: 150, seed: 5 },
    );
  });

  it('looks at every value of a lever whose ends do not tell its way, and finds the dip between them', () => {
    const search = new Search([{ values: [0, 1, 2, 3, 4], unit: 'WTE' }], { ...criterion, margin: 1 });
    // Equal at both ends and on average, but not flat: the third value is a gain that matters.
    const values = [20, 14, 8, 14, 20];
    const noise = [0, 2.5, -2.5, 1, -1, 2, -2, 0];
    const found = searchNumbers(
      search,
      { ...criterion, margin: 1 },
      (setting, r) => ({ value: values[setting] + (setting === 4 ? noise[r % 8] : 0) }),
      4,
    );
    expect(found.search.effects![0].direction).toBe('unknown');
    expect(found.answer).toBe(2);
  });

  it('takes back that a lever helps when settings between the ends contradict it', () => {
    const levers = [{ values: [0, 1, 2, 3, 4, 5, 6], unit: 'WTE' }];
    const search = new Search(levers, { ...criterion, margin: 1 });
    const values = [30, 9, 25, 25, 25, 25, 12];
    // The ends say that it helps, and the last value misses: everything is ruled out until a setting is seen to be worse.
    search.take(0, [30, 30, 30, 30], []);
    search.take(6, [12, 12, 12, 12], []);
    expect(search.effects![0].direction).toBe('up');
    expect(search.next()).toEqual([]);
    search.take(
      1,
      Array.from({ length: 4 }, () => values[1]),
      [],
    );
    expect(search.effects![0].direction).toBe('unknown');
    const found = searchNumbers(search, criterion, (setting) => ({ value: values[setting] }), 4);
    expect(found.answer).toBe(1);
  });

  it('leaves alone a lever that makes no difference, and one that only does harm', () => {
    const levers = [3, 3, 3].map((size) => ({ values: Array.from({ length: size }, (_, i) => i), unit: 'WTE' }));
    const search = new Search(levers, criterion);
    const value = (setting: number) => {
      const [helps, , harms] = search.grid.positions(setting);
      return 14 - 3 * helps + 2 * harms;
    };
    const found = searchNumbers(search, criterion, (setting) => ({ value: value(setting) }), 2);
    expect(found.search.effects!.map(({ direction }) => direction)).toEqual(['up', 'flat', 'down']);
    expect(search.grid.positions(found.answer!)).toEqual([2, 0, 0]);
    expect(found.isCheapest).toBe(true);
    expect(search.tried.length).toBeLessThan(13);
  });

  it('orders settings by the costs that replications have, where there are any', () => {
    const levers = [4, 4].map((size) => ({ values: Array.from({ length: size }, (_, i) => i), unit: 'WTE' }));
    const search = new Search(levers, criterion);
    const numbers = (setting: number) => {
      const [a, b] = search.grid.positions(setting);
      return { value: 16 - 3 * a - 3 * b, cost: 1e6 + 50_000 * a + 20_000 * b };
    };
    const found = searchNumbers(search, criterion, numbers, 2);
    expect(search.prices!.unit).toEqual({ kind: 'pounds' });
    expect(search.prices!.perUnit.map(Math.round)).toEqual([50_000, 20_000]);
    expect(search.grid.positions(found.answer!)).toEqual([0, 2]);
  });
});

describe('what is said of the edge', () => {
  it('is plain intervals: Wilson’s for a chance, Student’s for a mean', () => {
    const values = [...Array.from({ length: 18 }, () => 9), 11, NaN];
    const chance = outcomeOf(0, values, byChance(10, 0.7));
    expect(chance).toMatchObject({ met: 18, replications: 19, verdict: 'meets' });
    // Newcombe 1998, method 3, by hand: (18 + z²/2 ± z √(18/19 + z²/4)) / (19 + z²).
    expect(chance.share!.low).toBeCloseTo(0.7536, 3);
    expect(outcomeOf(0, values, byChance(10)).verdict).toBe('too close to call');
    expect(outcomeOf(0, values, byChance(8, 0.5)).verdict).toBe('misses');
    expect(outcomeOf(0, values, onAverage(10)).verdict).toBe('meets');
    expect(outcomeOf(0, values, { ...onAverage(10), meets: 'atLeast' }).verdict).toBe('misses');
    expect(outcomeOf(0, values, onAverage(9.2)).verdict).toBe('too close to call');
    expect(outcomeOf(0, [NaN], onAverage(9))).toMatchObject({ share: null, mean: null, verdict: 'too close to call' });
  });

  it('says how many replications would call a chance', () => {
    const criterion = byChance(10);
    const close = outcomeOf(0, [...Array.from({ length: 27 }, () => 9), 11, 11, 11], criterion);
    expect(close.verdict).toBe('too close to call');
    const needed = replicationsToCall(close, criterion)!;
    // 9 of 10: the lower end passes 0.8 between 50 and 80 replications.
    expect(needed).toBeGreaterThan(50);
    expect(needed).toBeLessThan(80);
  });

  it('has nothing at the edge before the corners have been run', () => {
    const search = new Search([{ values: [0, 1], unit: '' }], onAverage(1));
    expect(edgeOf(search)).toEqual([]);
    expect(search.next()).toEqual([
      { setting: 0, replications: 2 },
      { setting: 1, replications: 2 },
    ]);
  });
});
