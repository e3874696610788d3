import { describe, expect, it } from 'vitest';
import type { ReplicationResult } from '../../engine/index';
import { ScenarioRun } from '../../workers/scenario-run';

const result = (number: number, ...counts: number[]): ReplicationResult => ({
  number,
  events: 1,
  values: Float64Array.of(number),
  histograms: Float64Array.from(counts),
  hash: `${number}`,
});

const openRun = () => new ScenarioRun('a', { scenario: '', changes: [] }, 'a seed');

describe('the results of a scenario', () => {
  it('count up to the first that is missing', () => {
    const run = openRun();
    expect(run.add(result(1))).toBe(false);
    expect(run.add(result(2))).toBe(false);
    expect(run.replications).toBe(0);
    expect(run.missingOf(4)).toBe(2);
    expect(run.add(result(0))).toBe(true);
    expect(run.results.map(({ number }) => number)).toEqual([0, 1, 2]);
    expect(run.missingOf(4)).toBe(1);
    expect(run.missingOf(2)).toBe(0);
  });

  it('hold each number once', () => {
    const run = openRun();
    expect(run.add(result(0))).toBe(true);
    expect(run.add(result(0))).toBe(false);
    expect(run.add(result(2))).toBe(false);
    expect(run.add(result(2))).toBe(false);
    expect([0, 1, 2].map((number) => run.has(number))).toEqual([true, false, true]);
  });

  it('add their histograms up in the first', () => {
    const run = openRun();
    for (const one of [result(2, 100, 0), result(0, 1, 2), result(1, 10, 20)]) run.add(one);
    expect(run.results.map(({ histograms }) => [...histograms])).toEqual([
      [111, 22],
      [0, 0],
      [0, 0],
    ]);
    // The second and third share one array of zeros.
    expect(run.results[2].histograms).toBe(run.results[1].histograms);
  });

  it('can be held, so that what is beyond waits until it is admitted', () => {
    const run = openRun();
    run.add(result(0, 1));
    run.hold();
    expect(run.add(result(1, 10))).toBe(false);
    expect(run.add(result(2, 100))).toBe(false);
    expect(run.replications).toBe(1);
    expect([...run.results[0].histograms]).toEqual([1]);
    expect(run.has(2)).toBe(true);
    expect(run.missingOf(4)).toBe(1);
    expect(run.admit(2)).toBe(true);
    expect(run.admit(2)).toBe(false);
    expect(run.results.map(({ number }) => number)).toEqual([0, 1]);
    expect([...run.results[0].histograms]).toEqual([11]);
    // Admitting fewer takes nothing away.
    expect(run.admit(1)).toBe(false);
    expect(run.replications).toBe(2);
  });
});
