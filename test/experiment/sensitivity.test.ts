/** Sensitivity studies of outputs whose effects are known. */
import { describe, expect, it } from 'vitest';
import { SensitivityStudy, firstLookDays, type SensitivityWish, type UncertainInput } from '../../engine/index';
import { turnOf, varianceOf } from '../../engine/experiment/sensitivity-result';
import { MEASURE, input, work, type Known } from './known-study';

const WISH: SensitivityWish = {
  seed: 'sensitivity',
  top: 3,
  replications: 4,
  shape: 'uniform',
  withLoops: false,
  measure: MEASURE,
  isDifference: false,
};

/** Sixty inputs, of which some have a weight; their ranges go from -1 to 1. */
const WEIGHTS: Record<string, number> = { i7: 3, i21: -5, i40: 1.5, i55: 0.25 };
const SIXTY = Array.from({ length: 60 }, (_, i) => input(`i${i}`, -1, 1));
const chance = (replication: number): number => [0.4, -0.2, 0.1, 0.3, -0.5, 0.6, 0.2][replication] ?? 0;
const additive: Known = (values, replication) => [
  10 + chance(replication) + Object.entries(WEIGHTS).reduce((sum, [id, weight]) => sum + weight * values[id], 0),
];

function study(inputs: readonly UncertainInput[], known: Known, wish: Partial<SensitivityWish> = {}, most?: number) {
  const plan = new SensitivityStudy(inputs, { ...WISH, ...wish });
  const answered = work(plan, inputs, known, most);
  return { result: plan.result(), answered, plan };
}

describe('a sensitivity study of an additive output', () => {
  const { result, answered, plan } = study(SIXTY, additive);

  it('finds the inputs with the largest effects, whichever way they work, and measures them exactly', () => {
    expect(result.stage).toBe('complete');
    expect(result.tornado.map(({ id, effect, isSure, swing }) => [id, effect.mean, isSure, swing])).toEqual([
      ['i21', expect.closeTo(-10, 9), true, expect.closeTo(10, 9)],
      ['i7', expect.closeTo(6, 9), true, expect.closeTo(6, 9)],
      ['i40', expect.closeTo(3, 9), true, expect.closeTo(3, 9)],
    ]);
    const [first] = result.tornado;
    expect(first.atLow.mean).toBeCloseTo(5, 9);
    expect(first.atHigh.mean).toBeCloseTo(-5, 9);
    // On common random numbers chance drops out.
    expect(first.effect.halfWidth).toBeLessThan(1e-9);
    expect(result.atValue!.mean).toBeCloseTo(10 + (-0.2 + 0.1 + 0.3 - 0.5) / 4, 9);
  });

  it('gives each its share of the variance, and the rest theirs', () => {
    // Uniform over ±1: a third of the square of the weight.
    const all = 25 + 9 + 2.25;
    const { rest } = result;
    const sumOfShares = result.tornado.reduce((sum, { share }) => sum + share!, rest!.share);
    expect(sumOfShares).toBeCloseTo(1, 12);
    expect(result.tornado[0].share!).toBeGreaterThan(0.98 * (25 / all));
    expect(rest!.quantities).toBe(57);
    // 0.25 · U(-1, 1): standard deviation 0.144, from twelve draws.
    expect(rest!.standardDeviation).toBeGreaterThan(0.08);
    expect(rest!.standardDeviation).toBeLessThan(0.22);
    expect(result.measureNext).toBe('i21');
  });

  it('lists all others as screened only, the one with an effect first', () => {
    expect(result.screenedOnly).toHaveLength(57);
    expect(result.screenedOnly[0]).toMatchObject({ id: 'i55', effect: expect.closeTo(0.25, 9), together: 1 });
  });

  it('took the runs that it foresaw', () => {
    expect(plan.progress).toEqual({ done: answered, wanted: answered });
    expect(answered).toBeLessThan(60 + 2 * (1 + 12) + 4 * 7 + 12);
  });

  it('keeps what there is when it is stopped', () => {
    const early = study(SIXTY, additive, {}, 20).result;
    expect(early).toMatchObject({ stage: 'screening', tornado: [], rest: null, measureNext: null, atValue: null });
    const late = study(SIXTY, additive, {}, answered - 18).result;
    expect(late.stage).toBe('refining');
    expect(late.tornado.map(({ id, replications, share }) => [id, replications, share])).toEqual([
      ['i21', 3, null],
      ['i7', 3, null],
      ['i40', 3, null],
    ]);
  });

  it('measures an input to be measured next only where it is an assumption', () => {
    const known = SIXTY.map((one) => (one.id === 'i21' ? { ...one, grade: 'published locally' as const } : one));
    expect(study(known, additive).result.measureNext).toBe('i7');
  });
});

describe('a sensitivity study', () => {
  it('finds nothing where nothing has an effect', () => {
    const { result } = study(SIXTY, (_, replication) => [chance(replication)]);
    expect(result.tornado).toEqual([]);
    expect(result.measureNext).toBeNull();
    expect(result.screenedOnly).toHaveLength(60);
    expect(result.rest).toMatchObject({ quantities: 60, standardDeviation: 0, share: 0 });
  });

  it('is not sure of what chance could explain', () => {
    const noisy: Known = (values, replication) => [values.a * [2, -3, 2.5, -2, 3, -2.4, 0][replication]];
    const { result } = study([input('a', -1, 1), input('b', 0, 1)], noisy);
    expect(result.tornado.map(({ id, isSure }) => [id, isSure])).toEqual([['a', false]]);
    expect(result.measureNext).toBeNull();
  });

  it('sees an input that works both ways from its value, and counts its variance', () => {
    const inputs = [input('a', -1, 1), input('b', 0, 1)];
    const { result } = study(inputs, ({ a }) => [a * a]);
    expect(result.tornado[0]).toMatchObject({ id: 'a', swing: 1, share: 1 });
    // |x| for x uniform over ±1, straight between its points: variance 1/12.
    expect(varianceOf(result.tornado[0], 'uniform')).toBeCloseTo(1 / 12, 4);
  });

  it('leaves loops that are off alone unless told, and what has no range', () => {
    const inputs = [input('a', 0, 1), input('strength', 0, 1, { value: 0, kind: 'loop off' }), input('fixed', 2, 2)];
    const moved = new Set<string>();
    const known: Known = ({ a, strength }, _, { setting }) => {
      for (const id of Object.keys(setting)) moved.add(id);
      return [a + 9 * strength];
    };
    const { result } = study(inputs, known);
    expect(result).toMatchObject({ noRange: ['fixed'], loopsOff: ['strength'], tornado: [{ id: 'a' }] });
    expect([...moved]).toEqual(['a']);
    const withLoops = study(inputs, known, { withLoops: true }).result;
    expect(withLoops).toMatchObject({ loopsOff: [], tornado: [{ id: 'strength' }, { id: 'a' }] });
    expect(() => new SensitivityStudy([input('fixed', 2, 2)], WISH)).toThrow('no quantity has a range');
  });

  it('reports what the model refuses, tries the other end, and measures the rest', () => {
    const inputs = [input('a', -1, 1), input('b', -1, 1), input('c', -1, 1), input('d', -1, 1)];
    const known: Known = ({ a, b, c, d }) => {
      // b will not move at all, and c not up.
      if (b !== 0) return ['b'];
      if (c > 0) return ['c'];
      return [3 * a + c + 0.5 * d];
    };
    const { result } = study(inputs, known, { top: 4 });
    expect(result.stage).toBe('complete');
    expect(result.tornado.map(({ id }) => id)).toEqual(['a', 'd']);
    expect(result.refused.map(({ id, end }) => [id, end])).toEqual([
      ['b', 'both'],
      ['c', 'high'],
    ]);
    expect(result.refused[0].reason).toBe('services.x: no.');
  });

  it('takes apart a group that the model refuses together', () => {
    // Shares that must not exceed 1 together; with each other they cannot go up, alone they can.
    const inputs = SIXTY.map((one) => ({ ...one, low: 0.004, value: 0.005, high: 0.5 }));
    const known: Known = (values, _, { setting }) => {
      const ids = Object.keys(setting);
      return ids.length > 1 && ids.reduce((sum, id) => sum + values[id], 0) > 0.6 ? ids : [values.i7 - 2 * values.i21];
    };
    const { result } = study(inputs, known, { top: 2 });
    expect(result.stage).toBe('complete');
    expect(result.tornado.map(({ id }) => id)).toEqual(['i21', 'i7']);
    expect(result.refused).toEqual([]);
  });

  it('says of a difference whether an assumption turns it round', () => {
    const inputs = [input('tips', -1, 1), input('blurs', -1, 1), input('keeps', -1, 1)];
    const known: Known = ({ tips, blurs, keeps }, replication) => {
      const noise = blurs > 0 ? 40 * chance(replication) : 0;
      return [10, 10 - 3 + 5 * tips + noise + 0.6 * keeps];
    };
    const { result } = study(inputs, known, { isDifference: true });
    expect(result.about).toBe('difference');
    expect(result.atValue).toMatchObject({ mean: expect.closeTo(-3, 9), verdict: 'better' });
    const turns = Object.fromEntries(result.tornado.map(({ id, turn }) => [id, turn]));
    expect(turns).toEqual({ tips: 'flips', blurs: 'opens', keeps: 'holds' });
    expect(result.tornado.find(({ id }) => id === 'tips')).toMatchObject({
      answerAtLow: { verdict: 'better' },
      answerAtHigh: { verdict: 'worse' },
    });
  });
});

describe('turnOf', () => {
  it.each([
    ['better', 'better', 'better', 'holds'],
    ['better', 'worse', 'better', 'flips'],
    ['too close to call', 'worse', 'better', 'flips'],
    ['better', 'too close to call', 'better', 'opens'],
    ['too close to call', 'too close to call', 'better', 'settles'],
    ['too close to call', 'too close to call', 'too close to call', 'holds'],
  ] as const)('%s, at low %s, at high %s: %s', (now, low, high, turn) => {
    expect(turnOf(now, low, high)).toBe(turn);
  });
});

describe('varianceOf', () => {
  it('is that of a straight effect times the law of the range', () => {
    const bar = { low: 0, value: 1, high: 4, atLow: { mean: -2, halfWidth: 0 }, atHigh: { mean: 6, halfWidth: 0 } };
    expect(varianceOf(bar, 'uniform')).toBeCloseTo((4 * 16) / 12, 3);
    // Triangle: (l² + v² + h² - lv - lh - vh) / 18.
    expect(varianceOf(bar, 'triangular')).toBeCloseTo((4 * (1 + 16 - 4)) / 18, 2);
  });
});

describe('firstLookDays', () => {
  it('is the whole run for few quantities, a year of what is counted for many', () => {
    const run = (horizonDays: number, warmUpDays = 0) => ({ horizonDays, warmUpDays }) as never;
    expect(firstLookDays(run(1096), 40)).toBe(1096);
    expect(firstLookDays(run(1096), 400)).toBe(365);
    expect(firstLookDays(run(500), 400)).toBe(365);
    expect(firstLookDays(run(200), 400)).toBe(200);
    expect(firstLookDays(run(1000, 400), 400)).toBe(765);
  });
});
