/** Wald's sequential test of a chance: a published plan, closed forms, and its errors and lengths worked out exactly. */
import { describe, expect, it } from 'vitest';
import { RatioTest, type RatioTestAim } from '../../engine/statistics/ratio-test';

const SYMMETRIC: RatioTestAim = { low: 0.7, high: 0.9, errorAtLow: 0.1, errorAtHigh: 0.1 };

/** What a test says after failures and then successes, and after how many trials it said so. */
function decide(aim: RatioTestAim, trials: readonly boolean[]): { decision: string | null; after: number } {
  const test = new RatioTest(aim);
  let after = 0;
  for (const trial of trials) {
    if (test.decision !== null) break;
    test.add(trial);
    after += 1;
  }
  return { decision: test.decision, after };
}

const times = (n: number, outcome: boolean): boolean[] => Array.from({ length: n }, () => outcome);

describe('the sequential probability ratio test', () => {
  it('has the lines of the plan in the NIST/SEMATECH e-Handbook, 6.2.6: x = 1.205 + 0.0397 n and x = -0.939 + 0.0397 n', () => {
    const aim = { low: 0.01, high: 0.1, errorAtLow: 0.05, errorAtHigh: 0.1 };
    // Two successes at once lie above the upper line, one does not; without any the lower line is reached at 23.7.
    expect(decide(aim, times(5, true))).toEqual({ decision: 'high', after: 2 });
    expect(decide(aim, times(60, false))).toEqual({ decision: 'low', after: 24 });
    // One success, then none: 1 = -0.939 + 0.0397 n at 48.8.
    expect(decide(aim, [true, ...times(60, false)])).toEqual({ decision: 'low', after: 49 });
    // Two after n trials: the upper line is below 2 at 19 (1.961) and just above it at 20 (2.0003).
    expect(decide(aim, [true, ...times(17, false), true])).toEqual({ decision: 'high', after: 19 });
    expect(decide(aim, [true, ...times(18, false), true]).decision).toBeNull();
  });

  it('ends after the number of equal trials that its bounds say', () => {
    expect(decide(SYMMETRIC, times(20, true))).toEqual({
      decision: 'high',
      after: Math.ceil(Math.log(9) / Math.log(9 / 7)),
    });
    // Two failures reach the bound exactly: (1 / 3)² = 1 / 9.
    expect(decide(SYMMETRIC, times(20, false))).toEqual({ decision: 'low', after: 2 });
  });

  it('keeps its errors, worked out exactly over all sequences, and is on average as short as Wald says', () => {
    const atLow = exactly(SYMMETRIC, 0.7);
    const atHigh = exactly(SYMMETRIC, 0.9);
    expect(atLow.high).toBeLessThan(0.1);
    expect(atLow.high).toBeGreaterThan(0.04);
    expect(atHigh.low).toBeLessThan(0.13);
    expect(atLow.high + atHigh.low).toBeLessThan(0.2);
    // Wald 1945, §3: mean length is at least that without overshoot, ((1 - a) ln(b / (1 - a)) + a ln((1 - b) / a)) / E z.
    const stepMean = 0.7 * Math.log(9 / 7) + 0.3 * Math.log(1 / 3);
    const shortest = (0.9 * -Math.log(9) + 0.1 * Math.log(9)) / stepMean;
    expect(atLow.length).toBeGreaterThan(shortest * 0.95);
    expect(atLow.length).toBeLessThan(shortest * 1.6);
  });

  it('stays with what it has decided, and refuses aims out of range', () => {
    const test = new RatioTest(SYMMETRIC);
    for (const trial of [...times(2, false), ...times(50, true)]) test.add(trial);
    expect(test.decision).toBe('low');
    expect(() => new RatioTest({ ...SYMMETRIC, low: 0.9 })).toThrow('0 < low < high < 1, got 0.9 and 0.9');
    expect(() => new RatioTest({ ...SYMMETRIC, high: 1 })).toThrow(RangeError);
    expect(() => new RatioTest({ ...SYMMETRIC, errorAtHigh: 0.5 })).toThrow(
      'errorAtHigh must be above 0 and below 0.5',
    );
  });
});

/** Chance of each decision and mean length at a true chance, by following one sequence for every count that is still open. */
function exactly(aim: RatioTestAim, chance: number): { high: number; low: number; length: number } {
  let open = new Map<number, { probability: number; trials: boolean[] }>([[0, { probability: 1, trials: [] }]]);
  const found = { high: 0, low: 0, length: 0 };
  for (let n = 1; n <= 150; n++) {
    const next = new Map<number, { probability: number; trials: boolean[] }>();
    for (const [successes, { probability, trials }] of open) {
      for (const success of [true, false]) {
        const p = probability * (success ? chance : 1 - chance);
        const { decision } = decide(aim, [...trials, success]);
        if (decision === 'high' || decision === 'low') {
          found[decision] += p;
          found.length += p * n;
        } else {
          const count = successes + Number(success);
          const before = next.get(count)?.probability ?? 0;
          next.set(count, { probability: before + p, trials: [...trials, success] });
        }
      }
    }
    open = next;
  }
  return found;
}
