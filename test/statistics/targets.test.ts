/** Targets and S-curves. */
import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '../../engine/statistics/proportions';
import { sCurve, targetProbability } from '../../engine/statistics/targets';

const WEEKS = [12, 18, 20, 18.5, 9, NaN];

describe('targetProbability', () => {
  it('is the share of the replications that saw it, the target itself included', () => {
    expect(targetProbability(WEEKS, 18, 'atMost')).toEqual(wilsonInterval(3, 5));
    expect(targetProbability(WEEKS, 18, 'atLeast')).toEqual(wilsonInterval(3, 5));
    expect(targetProbability(WEEKS, 19, 'atLeast', 0.9)).toEqual(wilsonInterval(1, 5, 0.9));
    expect(targetProbability(Float64Array.of(Infinity, 3), 1e9, 'atMost')).toEqual(wilsonInterval(1, 2));
  });

  it('says nothing of what no replication saw, and refuses a target that is none', () => {
    expect(targetProbability([NaN], 3, 'atMost')).toBeNull();
    expect(() => targetProbability([1], NaN, 'atMost')).toThrow('target must be a number, got NaN');
  });
});

describe('sCurve', () => {
  it('rises over the dates and stays below 1 where some never got there', () => {
    const happened = [10, 20, 20, 35, Infinity, NaN];
    const curve = sCurve(happened, [5, 10, 20, 40, 1000]);
    expect(curve.map(({ date }) => date)).toEqual([5, 10, 20, 40, 1000]);
    expect(curve.map(({ share }) => share)).toEqual([0, 0.2, 0.6, 0.8, 0.8]);
    expect(curve[2]).toEqual({ date: 20, ...wilsonInterval(3, 5) });
    expect(sCurve([NaN], [1, 2])).toEqual([]);
  });
});
