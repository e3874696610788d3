/** Recovery from a shock. */
import { describe, expect, it } from 'vitest';
import { meanInterval } from '../../engine/statistics/intervals';
import { percentileInterval } from '../../engine/statistics/order-statistics';
import { wilsonInterval } from '../../engine/statistics/proportions';
import { recoveryOf, recoverySummary } from '../../engine/statistics/recovery';
import { normalOf, streamOf } from './draws';

const RULE = { margin: 1, holdSteps: 3 };

/** The rule as it is said: the first week after a hit from which so many weeks in a row lie within the margin. */
function asSaid(differences: number[], margin: number, hold: number): number {
  const hit = differences.findIndex((d) => Math.abs(d) > margin);
  if (hit === -1) return 0;
  for (let week = hit + 1; week + hold <= differences.length; week++) {
    if (differences.slice(week, week + hold).every((d) => Math.abs(d) <= margin)) return week;
  }
  return Infinity;
}

describe('recoveryOf', () => {
  it('is the first week of three within the margin, the margin itself included', () => {
    const recovery = recoveryOf([0, 0.5, 3, -4, 1, 2, 1, -1, 0, 0], RULE);
    expect(recovery).toEqual({ step: 6, wasHit: true, relapsed: false, peak: -4, peakStep: 3 });
  });

  it('does not take the quiet before the shock for recovery', () => {
    expect(recoveryOf([0, 0, 0, 0, 5, 5, 0, 0, 0], RULE)).toMatchObject({ step: 6, wasHit: true });
  });

  it('is Infinity where the weeks do not last to show it', () => {
    expect(recoveryOf([5, 0, 0], RULE)).toMatchObject({ step: Infinity });
    expect(recoveryOf([5, 0, 0, 0], RULE)).toMatchObject({ step: 1 });
    expect(recoveryOf([5, 0, 0, 2, 0, 0], RULE)).toMatchObject({ step: Infinity, relapsed: false });
  });

  it('says where it went beyond again', () => {
    expect(recoveryOf([5, 0, 0, 0, 0, 7, 0], RULE)).toEqual({
      step: 1,
      wasHit: true,
      relapsed: true,
      peak: 7,
      peakStep: 5,
    });
  });

  it('has nothing to recover from where the margin is never passed', () => {
    expect(recoveryOf([0, 1, -1, 0.5], { ...RULE, fromStep: 1 })).toEqual({
      step: 1,
      wasHit: false,
      relapsed: false,
      peak: 1,
      peakStep: 1,
    });
  });

  it('looks only at what follows the beginning of the shock', () => {
    expect(recoveryOf([9, 9, 0, 0, 2, 0, 0, 0], { ...RULE, fromStep: 3 })).toMatchObject({
      step: 5,
      peak: 2,
      peakStep: 4,
    });
  });

  it('does not take a week that was not seen for one within the margin', () => {
    expect(recoveryOf([5, 0, 0, NaN, 0, 0, 0], RULE)).toMatchObject({ step: 4, relapsed: false });
    expect(recoveryOf([NaN, NaN], RULE)).toBeNull();
    expect(recoveryOf([1, 2], { ...RULE, fromStep: 2 })).toBeNull();
  });

  it('holds for eight weeks unless told otherwise, and is the rule as it is said for any series', () => {
    const stream = streamOf('recovery');
    const weeks = new Set<number>();
    for (let macro = 0; macro < 500; macro++) {
      const differences = Array.from({ length: 40 }, (_, week) => 0.6 * normalOf(stream) + 3 * 0.8 ** week);
      const { step: week } = recoveryOf(differences, { margin: 1 })!;
      expect(week).toBe(asSaid(differences, 1, 8));
      weeks.add(week);
    }
    expect(weeks.size).toBeGreaterThan(10);
    expect(weeks.has(Infinity)).toBe(true);
  });

  it('refuses a rule that is none', () => {
    expect(() => recoveryOf([1], { margin: -1 })).toThrow('margin must be 0 or more, got -1');
    expect(() => recoveryOf([1], { margin: 1, holdSteps: 0 })).toThrow('holdSteps must be a whole number of 1 or more');
    expect(() => recoveryOf([1], { margin: 1, fromStep: 0.5 })).toThrow('fromStep');
  });
});

describe('recoverySummary', () => {
  const replications = [
    [4, 0, 0, 0, 0],
    [6, 3, 0, 0, 0],
    [5, 0, 0, 0, 8],
    [5, 5, 5, 0, 0],
  ];

  it('takes each replication by itself', () => {
    expect(recoverySummary(replications, RULE, 0.9)).toEqual({
      medianStep: percentileInterval([1, 2, 1, Infinity], 0.5, 0.9),
      never: wilsonInterval(1, 4, 0.9),
      relapsed: wilsonInterval(1, 4, 0.9),
      peak: meanInterval([4, 6, 8, 5], 0.9),
      peakStep: meanInterval([0, 0, 4, 0], 0.9),
    });
  });

  it('leaves out replications that saw nothing, and says less of a single one', () => {
    const one = recoverySummary([[NaN], [5, 0, 0, 0]], RULE)!;
    expect(one.never.trials).toBe(1);
    expect([one.peak, one.peakStep]).toEqual([null, null]);
    expect(one.medianStep).toMatchObject({ value: 1, low: -Infinity, high: Infinity });
    expect(recoverySummary([[NaN]], RULE)).toBeNull();
    expect(recoverySummary([], RULE)).toBeNull();
    expect(() => recoverySummary([], RULE, 2)).toThrow('confidence');
  });
});
