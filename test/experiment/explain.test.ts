/** Differences taken apart: effects that add by construction, effects that multiply, and what cannot be explained. */
import { describe, expect, it } from 'vitest';
import { combinationsOf, compare, explain, replicate, type Explained } from '../../engine/index';
import type { Solved } from '../../engine/experiment/compare';
import {
  coming,
  days,
  desk,
  exit,
  exponential,
  modelOf,
  parameter,
  q,
  type Small,
} from '../mechanisms/small-scenarios';

/** Run every combination of k changes to a scenario. */
function solveAll(k: number, replications: number, scenario: (made: boolean[]) => Small): Solved[] {
  return combinationsOf(k).map((set) => {
    const model = modelOf(scenario(Array.from({ length: k }, (_, i) => set.includes(i))));
    return {
      layout: model.layout,
      results: Array.from({ length: replications }, (_, r) => replicate(model, 'explain', r)),
    };
  });
}

const only = ({ explanations }: Explained) => {
  expect(explanations).toHaveLength(1);
  return explanations[0];
};
const sum = (values: number[]): number => values.reduce((total, x) => total + x, 0);

/** People straight home from two doors, whose numbers add. */
const twoDoors = ([first, second]: boolean[]): Small => ({
  days: 70,
  services: { front: coming(first ? 9 : 5, 'home'), back: coming(second ? 2 : 6, 'home'), home: exit() },
});

/** So many people a day as the product of two numbers, at fixed distances. */
const product = ([first, second]: boolean[]): Small => ({
  days: 70.05,
  parameters: { gap: parameter(1, 'day'), a: parameter(first ? 2 : 1, 'share'), b: parameter(second ? 3 : 1, 'share') },
  services: {
    door: {
      kind: 'source',
      title: 'Door',
      arrivals: { interval: { kind: 'fixed', value: 'gap / (a * b)' } },
      to: 'home',
    },
    home: exit(),
  },
});

/** A queue, in which load and help do not add. */
const queue = ([more, help, faster]: boolean[]): Small => ({
  days: 200,
  services: {
    door: coming(more ? 9 : 7, 'desk'),
    desk: desk(exponential(faster ? 0.08 : 0.1), { servers: { count: q(help ? 2 : 1, 'WTE') } }),
    home: exit(),
  },
});

describe('combinationsOf', () => {
  it('has change i where bit i of its place is set', () => {
    expect(combinationsOf(2)).toEqual([[], [0], [1], [0, 1]]);
    expect(combinationsOf(5)).toHaveLength(32);
    expect(combinationsOf(3)[5]).toEqual([0, 2]);
  });
});

describe('explain', () => {
  it('finds no interaction between changes that touch different people', () => {
    const one = only(explain(solveAll(2, 8, twoDoors), [{ measure: 'home.arrivals', margin: 0 }]));
    expect(one.interaction).toEqual({
      mean: 0,
      halfWidth: 0,
      pValue: 1,
      verdict: 'too close to call',
      perhapsSmall: false,
    });
    for (const { step, share, alone } of one.contributions) {
      expect(step.mean).toBeCloseTo(alone.mean, 10);
      expect(share.mean).toBeCloseTo(alone.mean, 10);
      expect(share.halfWidth).toBeGreaterThan(0);
    }
    // Four more and four fewer a day, 7 days a week: +28 and −28 a week, but for the chance of 70 days.
    expect(Math.abs(one.contributions[0].share.mean - 28)).toBeLessThan(4);
    expect(Math.abs(one.contributions[1].share.mean + 28)).toBeLessThan(4);
    expect(one.contributions.map(({ share }) => share.verdict)).toEqual(['higher', 'lower']);
    expect(one.whole.verdict).toBe('too close to call');
    expect(one.pairs).toEqual([]);
  });

  it('divides a product exactly: 1 a day becomes 2, 3 and 6', () => {
    const one = only(explain(solveAll(2, 3, product), [{ measure: 'home.arrivals', margin: 0 }]));
    const people = (perWeek: number) => Math.round((perWeek * 70.05 * 1e6) / 7) / 1e6;
    expect([one.baseline, one.changed, one.whole.mean].map(people)).toEqual([70, 420, 350]);
    expect(one.contributions.map(({ step }) => people(step.mean))).toEqual([70, 280]);
    expect(one.contributions.map(({ alone }) => people(alone.mean))).toEqual([70, 140]);
    // ½(140 − 70) + ½(420 − 210), and ½(210 − 70) + ½(420 − 140).
    expect(one.contributions.map(({ share }) => people(share.mean))).toEqual([140, 210]);
    expect(people(one.interaction.mean)).toBe(140);
    expect(one.interaction).toMatchObject({ pValue: 0, verdict: 'higher', halfWidth: 0 });
  });

  it('adds up in a queue, by steps, by shares, and by what each does alone with the interaction', () => {
    const solved = solveAll(3, 6, queue);
    const { explanations } = explain(solved, [
      { measure: 'desk.waitMean', margin: 0 },
      { measure: 'desk.waitP90', margin: 0 },
    ]);
    expect(explanations.length).toBeGreaterThan(0);
    for (const one of explanations) {
      const whole = one.changed - one.baseline;
      expect(one.whole.mean).toBeCloseTo(whole, 10);
      expect(sum(one.contributions.map(({ step }) => step.mean))).toBeCloseTo(whole, 10);
      expect(sum(one.contributions.map(({ share }) => share.mean))).toBeCloseTo(whole, 10);
      expect(sum(one.contributions.map(({ alone }) => alone.mean)) + one.interaction.mean).toBeCloseTo(whole, 10);
      expect(one.pairs.map(({ changes }) => changes)).toEqual([
        [0, 1],
        [0, 2],
        [1, 2],
      ]);
    }
    // More people wait longer alone than with help: half of what they do disappears.
    const [wait] = explanations;
    expect(wait.contributions[0].alone.mean).toBeGreaterThan(wait.contributions[0].share.mean);
    expect(wait.interaction.mean).toBeLessThan(0);
    expect(wait.pairs[0].mean).toBeLessThan(0);
  });

  it('gives the whole difference that a comparison of all changes gives', () => {
    const solved = solveAll(2, 6, queue);
    const measures = [{ measure: 'desk.waitMean', margin: 0.001 }];
    const one = only(explain(solved, measures));
    const [{ differences }] = compare(solved[0], [solved[3]], measures);
    const { mean, halfWidth, verdict, pValue, perhapsSmall } = differences.find(({ id }) => id === 'desk.waitMean')!;
    expect(one.whole).toEqual({ mean, halfWidth, verdict, pValue, perhapsSmall });
  });

  it('calls nothing that does not survive the adjustment for all that is asked', () => {
    // Of 2 contributions and an interaction, the p-values of one family are at least three times what the smallest was.
    const solved = solveAll(2, 4, queue);
    const one = only(explain(solved, [{ measure: 'desk.waitMean', margin: 0 }]));
    const twice = explain(solved, [
      { measure: 'desk.waitMean', margin: 0 },
      { measure: 'home.arrivals', margin: 0 },
    ]).explanations[0];
    one.contributions.forEach(({ share }, i) => {
      expect(twice.contributions[i].share.pValue).toBeGreaterThanOrEqual(share.pValue);
      if (share.pValue > 0.05) expect(share.verdict).toBe('too close to call');
    });
    expect(twice.whole.pValue).toBeGreaterThanOrEqual(one.whole.pValue);
  });

  it('says what cannot be explained', () => {
    const added = ([first]: boolean[]): Small => ({
      days: 10,
      services: {
        door: coming(5, 'desk'),
        desk: desk(days(0.1), first ? { to: 'extra' } : {}),
        ...(first && { extra: desk(days(0.1), { title: 'Extra' }) }),
        home: exit(),
      },
    });
    const { explanations, notEstimable } = explain(solveAll(2, 2, added), [{ measure: 'extra.waitMean', margin: 0 }]);
    expect(explanations).toEqual([]);
    expect(notEstimable).toEqual([
      { id: 'extra.waitMean', service: 'extra', reason: expect.stringMatching(/^Not every combination/) },
    ]);
    const once = explain(solveAll(2, 1, queue), [{ measure: 'desk.waitMean', margin: 0 }]);
    expect(once.notEstimable[0].reason).toBe('It was seen in fewer than two replications of every combination (of 1).');
  });
});
