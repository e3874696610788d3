/** Cumulative incidence by hand, by weighting instead of products, and against the truth it estimates. */
import { describe, expect, it } from 'vitest';
import { aalenJohansen } from '../../engine/statistics/competing-exits';
import { meanInterval } from '../../engine/statistics/intervals';
import { kaplanMeier } from '../../engine/statistics/survival';
import { streamOf } from './draws';

const BINS = 30;
const none = (): Float64Array => new Float64Array(BINS);

describe('aalenJohansen', () => {
  it('is the share who left by each exit where nobody enters late or withdraws, with the binomial error', () => {
    const [seen, gone] = aalenJohansen({ started: 20, withdrawn: [0, 0, 0, 0] }, [
      [4, 3, 5, 0],
      [1, 0, 7, 0],
    ]);
    [4, 7, 12].forEach((count, bin) => {
      expect(seen.value[bin]).toBeCloseTo(count / 20, 12);
      expect(seen.standardError[bin]).toBeCloseTo(Math.sqrt((count / 20) * (1 - count / 20)) / Math.sqrt(20), 12);
    });
    [1, 1, 8].forEach((count, bin) => {
      expect(gone.value[bin]).toBeCloseTo(count / 20, 12);
      expect(gone.standardError[bin]).toBeCloseTo(Math.sqrt((count / 20) * (1 - count / 20)) / Math.sqrt(20), 12);
    });
  });

  it('worked by hand: withdrawals move their share to those who stay, and late entries count from then on', () => {
    // At risk 10, 6 and 8: 2 + 1 leave and 1 withdraws; 3 + 0 leave and then 5 enter; 2 + 2 leave.
    const [first, second] = aalenJohansen(
      { started: 10, entered: [0, 5, 0, 0], withdrawn: [1, 0, 0, 0] },
      [
        [2, 3, 2, 0],
        [1, 0, 2, 0],
      ],
      { ages: 'whole' },
    );
    const after = [1, 0.7, 0.7 * 0.5];
    [0.2, 0.2 + after[1] * 0.5, 0.2 + after[1] * 0.5 + after[2] * 0.25].forEach((value, bin) =>
      expect(first.value[bin]).toBeCloseTo(value, 12),
    );
    [0.1, 0.1, 0.1 + after[2] * 0.25].forEach((value, bin) => expect(second.value[bin]).toBeCloseTo(value, 12));
    expect(first.atRisk).toEqual(Float64Array.of(10, 6, 8));
  });

  it('is one less Kaplan-Meier with a single exit, in value and error', () => {
    const people = { started: 30, entered: [0, 6, 0, 3, 0, 0], withdrawn: [2, 0, 4, 1, 0, 0] };
    const events = [3, 5, 2, 9, 4, 9];
    for (const ages of ['whole', 'spread'] as const) {
      const survival = kaplanMeier(people, events, { ages });
      const [incidence] = aalenJohansen(people, [events], { ages });
      for (let bin = 0; bin < 5; bin++) {
        expect(incidence.value[bin]).toBeCloseTo(1 - survival.value[bin], 12);
        expect(incidence.standardError[bin]).toBeCloseTo(survival.standardError[bin], 12);
      }
    }
  });

  it('is the count of exits weighted by the inverse of the chance of being followed so long', () => {
    // Satten & Datta (2001), The American Statistician 55(3): with nobody late, both are the same number.
    const stream = streamOf('inverse weights');
    const exits = [none(), none()];
    const withdrawn = none();
    const people = Array.from({ length: 300 }, () => {
      const age = Math.floor(20 * stream.uniform());
      const kind = Math.floor(3 * stream.uniform());
      if (kind === 2) withdrawn[age]++;
      else exits[kind][age]++;
      return { age, kind };
    });
    const curves = aalenJohansen({ started: 300, withdrawn }, exits, { ages: 'whole' });
    const followed = (age: number): number => {
      let share = 1;
      for (let before = 0; before < age; before++) {
        // Exits come first, so they are no longer there when others of the same age withdraw.
        const there = people.filter((one) => one.age > before || (one.age === before && one.kind === 2)).length;
        if (there > 0) share *= 1 - withdrawn[before] / there;
      }
      return share;
    };
    for (const age of [0, 3, 11, 17]) {
      for (const kind of [0, 1]) {
        const weights = people.filter((one) => one.kind === kind && one.age <= age).map((one) => 1 / followed(one.age));
        expect(curves[kind].value[age]).toBeCloseTo(weights.reduce((sum, weight) => sum + weight, 0) / 300, 10);
      }
    }
  });

  it('adds up to 1 with those who still wait', () => {
    const people = { started: 50, entered: [0, 9, 4, 0, 0], withdrawn: [3, 0, 2, 5, 0] };
    const exits = [
      [4, 2, 0, 7, 1],
      [0, 1, 5, 2, 0],
      [1, 0, 0, 0, 0],
    ];
    const curves = aalenJohansen(people, exits);
    const survival = kaplanMeier(
      people,
      exits[0].map((_, bin) => exits.reduce((sum, exit) => sum + exit[bin], 0)),
    );
    for (let bin = 0; bin < 4; bin++) {
      expect(curves.reduce((sum, { value }) => sum + value[bin], survival.value[bin])).toBeCloseTo(1, 12);
    }
  });

  it('finds the true share and its own error though many are followed late or no longer', () => {
    // Hazards of 0.06 and 0.04 a week: by week 10 the first exit has 0.6 (1 - e^-1).
    const stream = streamOf('competing');
    const macroRuns = 1500;
    const truth = 0.6 * (1 - Math.exp(-1));
    const estimates: number[] = [];
    let variance = 0;
    for (let macro = 0; macro < macroRuns; macro++) {
      const exits = [none(), none()];
      const withdrawn = none();
      const entered = none();
      const put = (counts: Float64Array, age: number): void => {
        counts[Math.min(BINS - 1, Math.floor(age * 2))]++;
      };
      for (let i = 0; i < 300; i++) {
        const stay = 10 * stream.exponential();
        const from = i < 150 ? 0 : 12 * stream.uniform();
        if (from > stay) continue;
        if (i >= 150) put(entered, from);
        const end = from + 20 * stream.uniform();
        if (stay > end) put(withdrawn, end);
        else put(exits[stream.uniform() < 0.6 ? 0 : 1], stay);
      }
      const [curve] = aalenJohansen({ started: 150, entered, withdrawn }, exits);
      estimates.push(curve.value[19]);
      variance += curve.standardError[19] ** 2 / macroRuns;
    }
    const { mean, halfWidth, standardDeviation } = meanInterval(estimates, 0.9999)!;
    expect(Math.abs(mean - truth)).toBeLessThan(halfWidth + 0.001);
    expect(variance / standardDeviation ** 2).toBeGreaterThan(0.85);
    expect(variance / standardDeviation ** 2).toBeLessThan(1.15);
  });

  it('says nothing after the last has left, and nothing sure of an exit that nobody took', () => {
    const [taken, other] = aalenJohansen({ started: 4, withdrawn: [0, 2, 0, 0, 0] }, [
      [2, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
    ]);
    expect([...taken.value]).toEqual([0.5, 0.5, NaN, NaN]);
    expect([other.value[1], other.low[1], other.high[1]]).toEqual([0, NaN, NaN]);
    expect(taken.low[0]).toBeGreaterThan(0);
    expect(taken.high[0]).toBeLessThan(1);
  });

  it('refuses exits that do not fit together', () => {
    const people = { started: 3, withdrawn: [0, 0] };
    expect(() => aalenJohansen(people, [])).toThrow('exits must name one exit or more, got none');
    expect(() => aalenJohansen(people, [[0, 0], [0]])).toThrow('exits[1] must have 2 bins as the first has, got 1');
    // Otherwise two faults could hide each other in the sum.
    expect(() =>
      aalenJohansen(people, [
        [2, 0],
        [-1, 0],
      ]),
    ).toThrow('exits[1][0] must be a number of 0 or more, got -1');
    expect(() => aalenJohansen(people, [[4, 0]])).toThrow('bin 0');
  });
});
