/** Group screening: finds what is there whatever the signs, and wastes nothing on what is not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GroupScreening, groupSizeFor } from '../../engine/statistics/group-screening';

/** Screen an additive output; NaN as an effect makes the output unseen. */
function screen(
  effects: readonly number[],
  { seed = 'screening', groupsToSplit = 6, groupSize = undefined as number | undefined } = {},
) {
  const screening = new GroupScreening({ inputs: effects.length, seed, groupsToSplit, groupSize });
  let trials = 0;
  for (let next = screening.next(); next.length > 0; next = screening.next()) {
    for (const { id, members } of next) {
      trials += 1;
      screening.add(
        id,
        members.reduce((sum, input) => sum + effects[input], 0),
      );
    }
  }
  return { trials, ranking: screening.ranking(), screening };
}

const none = (count: number): number[] => Array.from({ length: count }, () => 0);

describe('groupSizeFor', () => {
  it('is the size with the fewest trials, by counting', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 60 }), (inputs, split) => {
        const trials = (size: number): number => {
          const groups = Math.ceil(inputs / size);
          return size === 1 ? inputs : groups + Math.min(groups, split) * size;
        };
        const best = groupSizeFor(inputs, split);
        for (let size = 1; size <= Math.sqrt(inputs); size++) expect(trials(best)).toBeLessThanOrEqual(trials(size));
      }),
      { seed: 1961 },
    );
  });

  it('puts 440 into fours where 24 are split: 110 + 96 trials', () => {
    expect(groupSizeFor(440, 24)).toBe(4);
    expect(groupSizeFor(30, 24)).toBe(1);
  });
});

describe('GroupScreening', () => {
  it('puts every input into one group', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 9 }),
        fc.string(),
        (inputs, groupSize, seed) => {
          const { groups } = new GroupScreening({ inputs, seed, groupsToSplit: 3, groupSize });
          expect(groups.flat().sort((a, b) => a - b)).toEqual(none(inputs).map((_, i) => i));
          for (const { length } of groups) expect(length).toBeLessThanOrEqual(groupSize);
        },
      ),
      { seed: 7, numRuns: 50 },
    );
  });

  it('finds inputs of both signs, the largest first, in far fewer trials than there are inputs', () => {
    const effects = none(300);
    effects[11] = 5;
    effects[120] = -7;
    effects[255] = 2;
    const { ranking, trials } = screen(effects);
    expect(ranking.slice(0, 3)).toEqual([
      { input: 120, effect: 7, together: 1 },
      { input: 11, effect: 5, together: 1 },
      { input: 255, effect: 2, together: 1 },
    ]);
    expect(ranking).toHaveLength(300);
    expect(trials).toBeLessThan(100);
  });

  it('splits nothing where nothing happens', () => {
    const { ranking, trials, screening } = screen(none(90), { groupSize: 9 });
    expect(trials).toBe(10);
    expect(screening.expectedTrials).toBe(10);
    expect(ranking.every(({ effect, together }) => effect === 0 && together === 9)).toBe(true);
  });

  it('splits no more groups than it is told to, those that moved most', () => {
    const effects = none(64).map((_, i) => i);
    const { ranking, trials } = screen(effects, { groupsToSplit: 2, groupSize: 8 });
    expect(trials).toBe(8 + 16);
    const alone = ranking.filter(({ together }) => together === 1);
    expect(alone).toHaveLength(16);
    expect(alone.every(({ input, effect }) => effect === effects[input])).toBe(true);
  });

  it('takes an output that is not seen any more for the largest change', () => {
    const effects = none(20);
    effects[3] = NaN;
    effects[4] = 1e9;
    const { ranking } = screen(effects, { groupSize: 5 });
    expect(ranking.slice(0, 2).map(({ input }) => input)).toEqual([3, 4]);
    expect(ranking[0].effect).toBe(Infinity);
  });

  it('misses what cancels to the last bit within a group, and says how many were moved together', () => {
    const { ranking } = screen([3, -3], { groupSize: 2 });
    expect(ranking.map(({ effect, together }) => [effect, together])).toEqual([
      [0, 2],
      [0, 2],
    ]);
  });

  it('makes the same groups for the same seed, others for another', () => {
    const groups = (seed: string) => new GroupScreening({ inputs: 50, seed, groupsToSplit: 2, groupSize: 5 }).groups;
    expect(groups('a')).toEqual(groups('a'));
    expect(groups('a')).not.toEqual(groups('b'));
  });

  it('refuses an aim that is none, and a trial that there is not', () => {
    expect(() => new GroupScreening({ inputs: 0, seed: '', groupsToSplit: 1 })).toThrow(
      'inputs must be a whole number',
    );
    expect(() => new GroupScreening({ inputs: 1, seed: '', groupsToSplit: 0 })).toThrow('groupsToSplit');
    expect(() => new GroupScreening({ inputs: 4, seed: '', groupsToSplit: 1, groupSize: 0.5 })).toThrow('groupSize');
    expect(() => new GroupScreening({ inputs: 4, seed: '', groupsToSplit: 1 }).add(9, 1)).toThrow('got 9');
  });
});
