/** Division of a budget: by hand, against a search, and by how much more often it is right. */
import { describe, expect, it } from 'vitest';
import {
  ocbaAllocation,
  ocbaShares,
  probabilityBest,
  type ScenarioEstimates,
} from '../../engine/statistics/budget-allocation';
import { normalOf, streamOf } from './draws';

const four: ScenarioEstimates = {
  means: [1, 2, 3, 5],
  standardDeviations: [2, 2, 3, 2],
  better: 'lower',
  margin: 0.5,
};

describe('ocbaShares', () => {
  it('is in the proportions of Chen et al. (2000), by hand', () => {
    // (2/1)², (3/2)², (2/4)² = 4, 2.25, 0.25; the best 2 √(16/4 + 5.0625/9 + 0.0625/4) = 2 √4.578125.
    const raw = [2 * Math.sqrt(4.578125), 4, 2.25, 0.25];
    const sum = raw.reduce((total, x) => total + x, 0);
    ocbaShares(four).forEach((share, i) => expect(share).toBeCloseTo(raw[i] / sum, 12));
  });

  it('does not depend on the unit, nor on which way is good', () => {
    const minutes = { ...four, means: [1e6, 2e6, 3e6, 5e6], standardDeviations: [2e6, 2e6, 3e6, 2e6], margin: 5e5 };
    const upside = { ...four, means: [-1, -2, -3, -5], better: 'higher' as const };
    ocbaShares(four).forEach((share, i) => {
      expect(ocbaShares(minutes)[i]).toBeCloseTo(share, 12);
      expect(ocbaShares(upside)[i]).toBeCloseTo(share, 12);
    });
  });

  it('spends no more on telling apart what does not matter than on what just does', () => {
    const tie = ocbaShares({ ...four, means: [1, 1, 3, 5] });
    expect(tie[1]).toBeCloseTo(ocbaShares({ ...four, means: [1, 1.5, 3, 5] })[1], 12);
    expect(tie.every(Number.isFinite)).toBe(true);
    expect(ocbaShares({ ...four, standardDeviations: [0, 0, 0, 0] })).toEqual(Float64Array.of(0.25, 0.25, 0.25, 0.25));
    expect(ocbaShares({ ...four, standardDeviations: [0, 0, 1, 0] })).toEqual(Float64Array.of(0, 0, 1, 0));
  });

  it('makes the bound of being right almost as high as any division could', () => {
    // A search over all divisions of 400 replications in steps of 4.
    const three: ScenarioEstimates = {
      means: [0, 1, 1.5],
      standardDeviations: [3, 4, 2],
      better: 'lower',
      margin: 0.1,
    };
    let most = 0;
    for (let a = 4; a < 400; a += 4) {
      for (let b = 4; a + b < 400; b += 4) most = Math.max(most, probabilityBest(three, [a, b, 400 - a - b]));
    }
    const equal = probabilityBest(three, [400 / 3, 400 / 3, 400 / 3]);
    const found = probabilityBest(
      three,
      ocbaShares(three).map((share) => share * 400),
    );
    expect(most).toBeGreaterThan(equal + 0.005);
    // Of what an equal division loses, at least nine tenths are won.
    expect(most - found).toBeLessThan(0.1 * (most - equal));
  });
});

describe('ocbaAllocation', () => {
  it('fills up to the shares, all of it and nothing below zero', () => {
    const made = [10, 10, 10, 10];
    const shares = ocbaShares(four);
    const given = ocbaAllocation(four, made, 400);
    expect(given.reduce((sum, count) => sum + count, 0)).toBe(400);
    given.forEach((count, i) => expect(Math.abs(10 + count - shares[i] * 440)).toBeLessThan(1.01));
    // The last has more than its share of 50 already: the others divide what there is.
    const few = ocbaAllocation(four, made, 10);
    expect(few[3]).toBe(0);
    expect(few.reduce((sum, count) => sum + count, 0)).toBe(10);
    expect(ocbaAllocation(four, made, 0)).toEqual([0, 0, 0, 0]);
    expect(ocbaAllocation({ ...four, standardDeviations: [0, 0, 0, 0] }, [3, 3, 3, 3], 5)).toEqual([2, 1, 1, 1]);
  });

  it('selects the best more often than an equal division of the same budget', () => {
    const means = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    const sd = 6;
    const right = { ocba: 0, equal: 0 };
    const stream = streamOf('allocation');
    for (let macro = 0; macro < 400; macro++) {
      for (const way of ['ocba', 'equal'] as const) {
        const values = means.map((mean) => Array.from({ length: 10 }, () => mean + sd * normalOf(stream)));
        for (let spent = 100; spent < 500; spent += 40) {
          const average = values.map((all) => all.reduce((sum, x) => sum + x, 0) / all.length);
          const deviations = values.map((all, i) =>
            Math.sqrt(all.reduce((sum, x) => sum + (x - average[i]) ** 2, 0) / (all.length - 1)),
          );
          const known: ScenarioEstimates = {
            means: average,
            standardDeviations: deviations,
            better: 'lower',
            margin: 0.1,
          };
          const counts = values.map(({ length }) => length);
          const given = way === 'ocba' ? ocbaAllocation(known, counts, 40) : means.map(() => 4);
          given.forEach((count, i) => {
            for (let j = 0; j < count; j++) values[i].push(means[i] + sd * normalOf(stream));
          });
        }
        const average = values.map((all) => all.reduce((sum, x) => sum + x, 0) / all.length);
        if (average.indexOf(Math.min(...average)) === 0) right[way]++;
      }
    }
    expect(right.ocba).toBeGreaterThan(right.equal + 25);
  });

  it('refuses what is out of range', () => {
    expect(() => ocbaAllocation(four, [1, 2], 3)).toThrow('made must have 4 counts, one for each scenario, got 2');
    expect(() => ocbaAllocation(four, [1, 2, 3, -1], 3)).toThrow('made[3] must be a whole number of 0 or more, got -1');
    expect(() => ocbaAllocation(four, [1, 1, 1, 1], 0.5)).toThrow('extra');
    expect(() => ocbaShares({ ...four, means: [1] })).toThrow('means must have two scenarios or more, got 1');
    expect(() => ocbaShares({ ...four, means: [1, 2, NaN, 3] })).toThrow('means[2]');
    expect(() => ocbaShares({ ...four, standardDeviations: [1, 2, 3] })).toThrow('standardDeviations[3]');
    expect(() => ocbaShares({ ...four, margin: 0 })).toThrow('margin must be above 0, got 0');
  });
});

describe('probabilityBest', () => {
  it('is the normal probability of one difference, and a lower bound for more', () => {
    // A difference of 1 with error √(4/4 + 9/3) = 2: Φ(0.5).
    const two: ScenarioEstimates = { means: [0, 1], standardDeviations: [2, 3], better: 'lower', margin: 0.1 };
    expect(probabilityBest(two, [4, 3])).toBeCloseTo(0.6914624612740131, 12);
    expect(probabilityBest({ ...two, standardDeviations: [0, 0] }, [4, 3])).toBe(1);

    const stream = streamOf('bound');
    const made = [9, 16, 9, 9];
    let right = 0;
    for (let macro = 0; macro < 20_000; macro++) {
      const means = made.map(
        (count, i) => four.means[i] + (four.standardDeviations[i] / Math.sqrt(count)) * normalOf(stream),
      );
      if (means.indexOf(Math.min(...means)) === 0) right++;
    }
    const bound = probabilityBest(four, made);
    expect(bound).toBeLessThan(right / 20_000 + 0.01);
    expect(bound).toBeGreaterThan(right / 20_000 - 0.02);
  });
});
