/** Paired comparisons of made-up replications: what is called, and what it would take to call the rest. */
import { describe, expect, it } from 'vitest';
import { compare, type MeasureLayout, type ReplicationResult } from '../../engine/index';

const LAYOUT: MeasureLayout = {
  measures: ['s.waitMean', 's.caseload'].map((id, offset) => ({
    id,
    service: 's',
    name: id.slice(2),
    title: id,
    unit: 'weeks',
    definition: '',
    good: 'lower',
    shape: 'scalar',
    offset,
    length: 1,
  })),
  valuesLength: 2,
  histogramsLength: 0,
};

/** Replications from the values of both measures. */
function solved(waits: readonly number[], caseloads: readonly number[] = waits.map(() => 0)) {
  const results = waits.map((wait, number): ReplicationResult => ({
    number,
    events: 1,
    values: Float64Array.of(wait, caseloads[number]),
    histograms: new Float64Array(0),
    hash: '',
  }));
  return { layout: LAYOUT, results };
}

const N = 20;
/** Noise that a scenario shares with the baseline, and noise of its own with mean 0 and standard deviation 1. */
const shared = Array.from({ length: N }, (_, i) => 100 + ((i * 7) % N));
const own = Array.from({ length: N }, (_, i) => (i % 2 === 0 ? 1 : -1) * Math.sqrt((N - 1) / N));
const shifted = (by: number) => solved(shared.map((value, i) => value + by + own[i]));
const PRIMARY = [{ measure: 's.waitMean', margin: 0 }];

/** The difference of the first measure in each scenario. */
function waits(shifts: readonly number[], primary = PRIMARY) {
  return compare(solved(shared), shifts.map(shifted), primary).map(({ differences }) =>
    differences.find(({ id }) => id === 's.waitMean')!,
  );
}

describe('a comparison', () => {
  it('is paired: only the noise that is not shared counts', () => {
    const [difference] = waits([-2]);
    // t(0.975, 19) = 2.093; the baseline's variance is that of 0 to 19 in steps of 1, which is 35.
    expect(difference).toMatchObject({ verdict: 'better', replications: N, primary: true });
    expect(difference.mean).toBeCloseTo(-2, 12);
    expect(difference.halfWidth).toBeCloseTo(2.093 / Math.sqrt(N), 4);
    expect(difference.varianceReduction).toBeGreaterThan(60);
    expect(difference.varianceReduction).toBeLessThan(80);
  });

  it('adjusts over all scenarios and primary measures, and others not at all', () => {
    // t = 0.5 √20 = 2.236, p = 0.0375: a call alone, none among three scenarios.
    expect(waits([-0.5])[0]).toMatchObject({ verdict: 'better' });
    const three = waits([-0.5, 0, 0.1]);
    expect(three.map(({ verdict }) => verdict)).toEqual(Array.from({ length: 3 }, () => 'too close to call'));
    expect(three[0].pValue).toBeCloseTo(3 * waits([-0.5])[0].pValue, 12);
    expect(waits([-0.5, 0, 0.1], [])[0]).toMatchObject({ verdict: 'better', primary: false });
  });

  it('says how many replications would settle a call that only the adjustment holds back', () => {
    const [alone] = waits([-0.5]);
    expect(alone.replicationsToSettle).toBe(N);
    const [difference] = waits([-0.5, 0, 0.1]);
    // At 0.05 / 3 it takes t(0.99167, 19) = 2.625: 20 (2.625 / √20 / 0.5)² = 27.6.
    expect(difference.replicationsToSettle).toBe(28);
    const [before, after] = [shared, shared].map((values) => Array.from({ length: 28 }, (_, i) => values[i % N]));
    const more = [-0.5, 0, 0.1].map((by) =>
      solved(after.map((value, i) => value + by + (i % 2 === 0 ? 1 : -1) * Math.sqrt(27 / 28))),
    );
    expect(compare(solved(before), more, PRIMARY)[0].differences[0].verdict).toBe('better');
  });

  it('settles by the margin where that is nearer', () => {
    const [difference] = waits([0.1], [{ measure: 's.waitMean', margin: 0.4 }]);
    // The interval must come inside ±0.4: 20 (2.093 / √20 / 0.3)² = 48.7.
    expect(difference).toMatchObject({ verdict: 'too close to call', replicationsToSettle: 49 });
  });

  it('says of a call whether the size matters for sure, once the call is final', () => {
    const by = (margin: number, ...shifts: number[]) =>
      waits(shifts, [{ measure: 's.waitMean', margin }]).map(({ perhapsSmall }) => perhapsSmall);
    // -2 ± 0.468: beyond a margin of 1.5 for sure, and of 1.6 only perhaps.
    expect(by(1.5, -2)).toEqual([false]);
    expect(by(1.6, -2)).toEqual([true]);
    // Called alone; not called beside two others, so that there is no call to qualify.
    expect(by(0.4, -0.5)).toEqual([true]);
    expect(by(0.4, -0.5, 0, 0.1)).toEqual([false, false, false]);
  });

  it('says why nothing is said of what is rarely seen or not there', () => {
    const never = solved(shared.map(() => NaN));
    const [{ differences, notEstimable }] = compare(solved(shared), [never], PRIMARY);
    expect(differences.map(({ id }) => id)).toEqual(['s.caseload']);
    expect(notEstimable).toMatchObject([{ id: 's.waitMean' }]);
    const without = { ...shifted(0), layout: { ...LAYOUT, measures: LAYOUT.measures.slice(1) } };
    expect(compare(solved(shared), [without], PRIMARY)[0].notEstimable).toMatchObject([
      { id: 's.waitMean', reason: expect.stringContaining('removed') },
    ]);
  });
});
