/** Kaplan-Meier against a published table, against a count person by person, and against the truth it estimates. */
import { describe, expect, it } from 'vitest';
import { curveBand } from '../../engine/statistics/curves';
import { meanInterval } from '../../engine/statistics/intervals';
import { riskSets } from '../../engine/statistics/risk-sets';
import { ageWhenLeft, kaplanMeier } from '../../engine/statistics/survival';
import { streamOf } from './draws';

/** A histogram of whole numbers. */
function histogram(ages: number[], bins: number): Float64Array {
  const counts = new Float64Array(bins);
  for (const age of ages) counts[Math.min(bins - 1, Math.floor(age))]++;
  return counts;
}

// Weeks in remission under 6-MP (Freireich et al. 1963; Klein & Moeschberger 2003, table 4.1A).
const RELAPSED = [6, 6, 6, 7, 10, 13, 16, 22, 23];
const CENSORED = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
const BINS = 40;
const SIX_MP = { started: 21, withdrawn: histogram(CENSORED, BINS) };

describe('kaplanMeier', () => {
  const curve = kaplanMeier(SIX_MP, histogram(RELAPSED, BINS), { ages: 'whole' });

  it.each([
    [5, '1.000', '0.000'],
    [6, '0.857', '0.076'],
    [7, '0.807', '0.087'],
    [10, '0.753', '0.096'],
    [13, '0.690', '0.107'],
    [16, '0.627', '0.114'],
    [22, '0.538', '0.128'],
    [23, '0.448', '0.135'],
  ])('is that of Klein & Moeschberger (2003), table 4.1A, at week %d', (week, survival, error) => {
    expect(curve.value[week].toFixed(3)).toBe(survival);
    expect(curve.standardError[week].toFixed(3)).toBe(error);
  });

  it('has their numbers at risk, and says nothing after the last has left', () => {
    expect([6, 7, 10, 13, 16, 22, 23, 35].map((week) => curve.atRisk[week])).toEqual([21, 17, 15, 12, 11, 7, 6, 1]);
    expect([curve.value[35], curve.value[36]]).toEqual([curve.value[23], NaN]);
    expect(curve.atRisk[36]).toBe(NaN);
  });

  it('has the log-log interval of R’s survfit', () => {
    // survfit(Surv(time, status) ~ 1, conf.type = "log-log"): 0.857 (0.620, 0.952), 0.448 (0.188, 0.680).
    expect([6, 23].map((week) => [curve.low[week].toFixed(3), curve.high[week].toFixed(3)])).toEqual([
      ['0.620', '0.952'],
      ['0.188', '0.680'],
    ]);
    expect([curve.low[5], curve.high[5]]).toEqual([NaN, NaN]);
  });

  it('is the share who are left where nobody enters late or withdraws, with the binomial error', () => {
    const { value, standardError } = kaplanMeier({ started: 10, withdrawn: [0, 0, 0, 0] }, [2, 3, 5, 0]);
    expect(value.map((share) => Math.round(share * 1e12) / 1e12)).toEqual(Float64Array.of(0.8, 0.5, 0));
    expect(standardError[1]).toBeCloseTo(Math.sqrt(0.25 / 10), 12);
    expect(standardError[2]).toBe(0);
  });

  it('is that of Cutler & Ederer with withdrawals spread over the bin', () => {
    // Cutler & Ederer (1958), table 1: 126 men, 47 died and 15 + 4 withdrew in the first year, then 5 of 60 and 11 + 6.
    const { value, atRisk } = kaplanMeier({ started: 126, withdrawn: [19, 17, 0, 0] }, [47, 5, 0, 0]);
    expect(atRisk.slice(0, 2)).toEqual(Float64Array.of(116.5, 51.5));
    expect([value[0].toFixed(2), value[1].toFixed(2)]).toEqual(['0.60', '0.54']);
  });

  it('counts whoever enters late from then on: as counted person by person', () => {
    const stream = streamOf('late entry');
    const people = Array.from({ length: 200 }, (_, i) => {
      const from = i < 60 ? -1 : Math.floor(12 * stream.uniform());
      return { from, to: from + 1 + Math.floor(9 * stream.uniform()), left: stream.uniform() < 0.6 };
    });
    const bins = 25;
    const late = people.filter(({ from }) => from >= 0);
    const { value, standardError } = kaplanMeier(
      {
        started: 60,
        entered: histogram(
          late.map(({ from }) => from),
          bins,
        ),
        withdrawn: histogram(
          people.filter(({ left }) => !left).map(({ to }) => to),
          bins,
        ),
      },
      histogram(
        people.filter(({ left }) => left).map(({ to }) => to),
        bins,
      ),
      { ages: 'whole' },
    );
    let survival = 1;
    let greenwood = 0;
    for (let age = 0; age < 20; age++) {
      const there = people.filter(({ from, to }) => from < age && age <= to).length;
      const leave = people.filter(({ to, left }) => left && to === age).length;
      survival *= 1 - leave / there;
      greenwood += leave / (there * (there - leave));
      expect(value[age]).toBeCloseTo(survival, 12);
      expect(standardError[age]).toBeCloseTo(survival * Math.sqrt(greenwood), 12);
    }
  });

  it('finds the true curve though half of the people were followed late, and its own error', () => {
    const stream = streamOf('truncated');
    const truth = Math.exp(-0.1 * 8);
    const estimates: number[] = [];
    let variance = 0;
    let naive = 0;
    const macroRuns = 1500;
    for (let macro = 0; macro < macroRuns; macro++) {
      const entered: number[] = [];
      const left: number[] = [];
      const withdrawn: number[] = [];
      for (let i = 0; i < 400; i++) {
        const stay = 10 * stream.exponential();
        const from = i < 200 ? 0 : 15 * stream.uniform();
        // Whoever has left before being followed is never known of.
        if (from > stay) continue;
        if (i >= 200) entered.push(from);
        const end = from + 20 * stream.uniform();
        (stay < end ? left : withdrawn).push(Math.min(stay, end));
      }
      const data = { started: 200, entered: histogram(entered, 17), withdrawn: histogram(withdrawn, 17) };
      const { value, standardError } = kaplanMeier(data, histogram(left, 17));
      estimates.push(value[7]);
      variance += standardError[7] ** 2 / macroRuns;
      const all = { started: 200 + entered.length, withdrawn: data.withdrawn };
      naive += kaplanMeier(all, histogram(left, 17)).value[7] / macroRuns;
    }
    const { mean, halfWidth, standardDeviation } = meanInterval(estimates, 0.9999)!;
    // The life table's own bias with bins of a tenth of the mean stay is below 0.001.
    expect(Math.abs(mean - truth)).toBeLessThan(halfWidth + 0.001);
    expect(variance / standardDeviation ** 2).toBeGreaterThan(0.85);
    expect(variance / standardDeviation ** 2).toBeLessThan(1.15);
    // Late entries as if followed from the beginning would make waits look far longer.
    expect(naive - truth).toBeGreaterThan(0.03);
  });

  it('can start where enough people are followed', () => {
    const people = { started: 0, entered: [1, 98, 0, 0, 0], withdrawn: [0, 0, 0, 0, 0] };
    const events = [1, 0, 49, 0, 0];
    expect(kaplanMeier(people, events).value[2]).toBe(0);
    expect(kaplanMeier(people, events, { fromBin: 1 }).value).toEqual(Float64Array.of(1, 1, 0.5, 0.5));
  });
});

describe('riskSets', () => {
  it('is 0 where nobody is there for a while, and NaN where nobody will be', () => {
    const people = { started: 2, entered: [0, 0, 0, 4, 0, 0, 0], withdrawn: [0, 0, 0, 0, 0, 0, 0] };
    expect(riskSets(people, [2, 0, 0, 0, 4, 0, 0], 'whole')).toEqual(Float64Array.of(2, 0, 0, 0, 4, NaN));
    expect(riskSets(people, [2, 0, 0, 0, 4, 0, 0], 'spread')).toEqual(Float64Array.of(2, 0, 0, 2, 4, NaN));
  });

  it('never has fewer at risk than leave', () => {
    expect(riskSets({ started: 0, entered: [3, 0], withdrawn: [0, 0] }, [3, 0], 'spread')).toEqual(Float64Array.of(3));
  });

  it('takes weights, whose rounding leaves nobody behind', () => {
    const tenths = [0.1, 0.1, 0.1, 0, 0];
    const atRisk = riskSets({ started: 0.3, withdrawn: [0, 0, 0, 0, 0] }, tenths, 'spread');
    expect(atRisk[3]).toBe(NaN);
    expect(atRisk[2]).toBeCloseTo(0.1, 12);
  });

  it('refuses histograms that do not fit together', () => {
    const none = [0, 0, 0];
    expect(() => riskSets({ started: 1, withdrawn: [0, 0] }, none, 'whole')).toThrow(
      'withdrawn must have 3 bins as exits has, got 2',
    );
    expect(() => riskSets({ started: 1, entered: [0, -1, 0], withdrawn: none }, none, 'whole')).toThrow(
      'entered[1] must be a number of 0 or more, got -1',
    );
    expect(() => riskSets({ started: NaN, withdrawn: none }, none, 'whole')).toThrow('started[0]');
    expect(() => riskSets({ started: 1, withdrawn: [0, 1, 0] }, [0, 1, 0], 'spread')).toThrow(
      'exits: 2 people leave in bin 1, but only 1 were there to leave',
    );
    // At a whole age those who enter at it are not yet there to leave.
    expect(() => riskSets({ started: 0, entered: [1, 0, 0], withdrawn: none }, [1, 0, 0], 'whole')).toThrow('bin 0');
  });
});

describe('ageWhenLeft', () => {
  it('interpolates within the bin', () => {
    const survival = [0.8, 0.8, 0.4, NaN];
    expect([0.1, 0.2, 0.6].map((p) => ageWhenLeft(survival, p, 7))).toEqual([3.5, 7, 21]);
    expect(ageWhenLeft(survival, 0.5, 7)).toBeCloseTo(7 * 2.75, 12);
    expect(ageWhenLeft(survival, 0.7, 7)).toBe(NaN);
    expect(ageWhenLeft([0.8, 0.7], 0.5, 7)).toBe(Infinity);
    expect([0, 1.1, NaN].map((p) => ageWhenLeft(survival, p, 7))).toEqual([NaN, NaN, NaN]);
  });
});

describe('curveBand', () => {
  it('is the t-interval at each point, cut off where probabilities end', () => {
    const band = curveBand([
      [1, 0.9, 0.5, NaN],
      [1, 0.8, NaN, NaN],
      [1, 1, 0.7, 0.1],
    ]);
    const second = meanInterval([0.9, 0.8, 1])!;
    expect(band.mean.slice(0, 2)).toEqual(Float64Array.of(1, second.mean));
    expect([band.low[1], band.high[1]]).toEqual([second.low, 1]);
    expect(band.mean[2]).toBeCloseTo(0.6, 12);
    expect([band.low[2], band.high[2]]).toEqual([0, 1]);
    expect(band.mean[3]).toBe(NaN);
    expect(band.replications).toEqual(Int32Array.of(3, 3, 2, 1));
    expect(() => curveBand([[1], [1, 2]])).toThrow('curves[1] must have 1 points as the first has, got 2');
    expect(curveBand([]).mean).toHaveLength(0);
  });
});
