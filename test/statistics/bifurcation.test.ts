/** Screening of inputs against models whose effects are known. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Combination,
  type GroupStatus,
  type InputGroup,
  Screening,
  type ScreeningAim,
} from '../../engine/statistics/bifurcation';
import { normalOf, streamOf } from './draws';

type Model = (isOn: boolean[], replication: number) => number;

/** Run a screening to its end; also how many combinations and runs it took. */
function screen(aim: ScreeningAim, model: Model): { groups: InputGroup[]; combinations: number; runs: number } {
  const screening = new Screening(aim);
  const made = new Map<string, number>();
  for (let next = screening.next(); next.length > 0; next = screening.next()) {
    for (const combination of next) {
      const { on, isMirrored, replications } = combination;
      const isOn = Array.from({ length: aim.inputs }, (_, i) => i < on !== isMirrored);
      const name = isOn.map(Number).join('');
      // Never asked for again unless there is more to make.
      expect(made.get(name) ?? 0).toBeLessThan(replications);
      made.set(name, replications);
      screening.add(
        combination,
        Float64Array.from({ length: replications }, (_, r) => model(isOn, r)),
      );
    }
  }
  const runs = [...made.values()].reduce((sum, count) => sum + count, 0);
  return { groups: [...screening.groups], combinations: made.size, runs };
}

const inputsOf = (groups: InputGroup[], status: GroupStatus): number[] =>
  groups
    .filter((group) => group.status === status)
    .flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i));

/** Effects that add up, and noise that all combinations of a replication share but for a little. */
function additive(effects: number[], noise: number, text: string): Model {
  return (isOn, replication) => {
    const shared = streamOf(text, replication);
    const own = streamOf(`${text} ${isOn.map(Number).join('')}`, replication);
    const sum = effects.reduce((total, effect, i) => total + (isOn[i] ? effect : 0), 0);
    return sum + 5 * normalOf(shared) + noise * normalOf(own);
  };
}

const EXACT = { firstReplications: 2, mostReplications: 2, mirrored: false };

describe('Screening', () => {
  it('finds 3 of 128 inputs in 16 combinations, as in Jacoby & Harrison’s example (Kleijnen 2008, §4.2)', () => {
    const effects = Array.from({ length: 128 }, (_, i) => ([68, 113, 120].includes(i + 1) ? 1 : 0));
    const { groups, combinations } = screen({ ...EXACT, inputs: 128, threshold: 0.5 }, (isOn) =>
      effects.reduce<number>((sum, effect, i) => sum + (isOn[i] ? effect : 0), 0),
    );
    expect(inputsOf(groups, 'important')).toEqual([67, 112, 119]);
    expect(inputsOf(groups, 'unimportant')).toHaveLength(125);
    expect(combinations).toBe(16);
    expect(groups.every(({ effect }) => effect !== null && effect.halfWidth === 0)).toBe(true);
  });

  it('finds whatever matters in any additive model without noise', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 0, 0, 0.25, 2, 8), { minLength: 1, maxLength: 40 }), (effects) => {
        const { groups } = screen({ ...EXACT, inputs: effects.length, threshold: 1 }, (isOn) =>
          effects.reduce<number>((sum, effect, i) => sum + (isOn[i] ? effect : 0), 0),
        );
        const large = effects.flatMap((effect, i) => (effect >= 1 ? [i] : []));
        expect(inputsOf(groups, 'important')).toEqual(large);
        expect(inputsOf(groups, 'unimportant')).toHaveLength(effects.length - large.length);
        // In order, and each input once.
        expect(groups.flatMap((group) => inputsOf([group], group.status))).toEqual(effects.map((_, i) => i));
      }),
      { seed: 1997, numRuns: 100 },
    );
  });

  it('is seldom wrong with noise, and needs far fewer runs than trying each input', () => {
    const effects = Array.from({ length: 40 }, (_, i) => ({ 3: 4, 4: 3, 29: 6 })[i] ?? 0.01 * (i % 3));
    const aim = { inputs: 40, threshold: 1, firstReplications: 5, mostReplications: 80, confidence: 0.99 };
    let missed = 0;
    let false_ = 0;
    let runs = 0;
    for (let macro = 0; macro < 40; macro++) {
      const found = screen(aim, additive(effects, 1, `screening ${macro}`));
      const important = inputsOf(found.groups, 'important');
      missed += [3, 4, 29].filter((i) => inputsOf(found.groups, 'unimportant').includes(i)).length;
      false_ += important.filter((i) => ![3, 4, 29].includes(i)).length;
      runs += found.runs / 40;
      expect(important).toContain(29);
    }
    expect(missed).toBeLessThanOrEqual(2);
    expect(false_).toBeLessThanOrEqual(2);
    // One at a time with 20 replications each would be 41 · 20 = 820.
    expect(runs).toBeLessThan(500);
  });

  it('asks for more replications before it splits what may not matter, and gives up at the limit', () => {
    const screening = new Screening({
      inputs: 4,
      threshold: 1,
      firstReplications: 4,
      mostReplications: 8,
      mirrored: false,
    });
    const half = (count: number): number[] => Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 2.9 : -1.3));
    const zero = (count: number): Float64Array => new Float64Array(count);
    expect(screening.next()).toEqual([
      { on: 0, isMirrored: false, replications: 4 },
      { on: 4, isMirrored: false, replications: 4 },
    ]);
    screening.add({ on: 0, isMirrored: false, replications: 4 }, zero(4));
    screening.add({ on: 4, isMirrored: false, replications: 4 }, half(4));
    // Mean 0.8 ± 3.9: neither above 1 nor surely below.
    expect(screening.groups).toMatchObject([{ first: 0, last: 3, status: 'open', effect: { replications: 4 } }]);
    expect(screening.next().map(({ replications }) => replications)).toEqual([8, 8]);
    screening.add({ on: 0, isMirrored: false, replications: 8 }, zero(8));
    screening.add({ on: 4, isMirrored: false, replications: 8 }, half(8));
    expect(screening.groups.map(({ first, last }) => [first, last])).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(screening.next()).toEqual([{ on: 2, isMirrored: false, replications: 4 }]);
    // All of it lies in the first two, none in the last two.
    screening.add({ on: 2, isMirrored: false, replications: 8 }, half(8));
    screening.add({ on: 1, isMirrored: false, replications: 8 }, half(8));
    expect(screening.next()).toEqual([]);
    expect(screening.groups.map(({ first, last, status }) => [first, last, status])).toEqual([
      [0, 0, 'undecided'],
      [1, 1, 'unimportant'],
      [2, 3, 'unimportant'],
    ]);
  });

  it('with mirrored combinations does not take what two inputs do together for the effect of one', () => {
    // Inputs 1 and 6 together add 3, coded about their middle: none of it is a main effect.
    const model: Model = (isOn) => (isOn[2] ? 4 : 0) + 3 * (isOn[1] === isOn[6] ? 1 : -1);
    const aim = { ...EXACT, inputs: 8, threshold: 1 };
    expect(inputsOf(screen({ ...aim, mirrored: true }, model).groups, 'important')).toEqual([2]);
    expect(inputsOf(screen(aim, model).groups, 'important')).not.toEqual([2]);
  });

  it('names inputs that work the other way, unless they hide each other', () => {
    const effects = [0, 0, 0, -5, 0, 0];
    const model: Model = (isOn) => effects.reduce<number>((sum, effect, i) => sum + (isOn[i] ? effect : 0), 0);
    const { groups } = screen({ ...EXACT, inputs: 6, threshold: 1 }, model);
    expect(inputsOf(groups, 'opposite')).toEqual([3]);
    expect(inputsOf(groups, 'unimportant')).toEqual([0, 1, 2, 4, 5]);
  });

  it('leaves inputs undecided whose output is not seen', () => {
    const { groups } = screen({ ...EXACT, inputs: 2, threshold: 1 }, (isOn) => (isOn[0] ? NaN : 3));
    expect(groups).toMatchObject([{ first: 0, last: 1, status: 'undecided', effect: null }]);
  });

  it('refuses aims, combinations and outputs that are none', () => {
    const aim = { inputs: 3, threshold: 1, firstReplications: 2, mostReplications: 4 };
    expect(() => new Screening({ ...aim, inputs: 0 })).toThrow('inputs must be a whole number of 1 or more, got 0');
    expect(() => new Screening({ ...aim, threshold: 0 })).toThrow('threshold must be above 0, got 0');
    expect(() => new Screening({ ...aim, mostReplications: 1 })).toThrow('mostReplications');
    expect(() => new Screening({ ...aim, firstReplications: 1 })).toThrow('firstReplications');
    expect(() => new Screening({ ...aim, confidence: 95 })).toThrow('confidence');
    const combination: Combination = { on: 4, isMirrored: false, replications: 2 };
    expect(() => new Screening(aim).add(combination, [1, 2])).toThrow('on must be at most the 3 inputs, got 4');
    expect(() => new Screening(aim).add({ ...combination, on: 3 }, [1])).toThrow('outputs must hold 2 replications');
  });
});
