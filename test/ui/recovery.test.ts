/** How long a difference lasts, in words: on the page and on the command line. */
import { describe, expect, it } from 'vitest';
import { recoveryWords } from '../../cli/recovery-words';
import type { RecoveryInfo } from '../../engine/results/measures';
import { wilsonInterval } from '../../engine/statistics/proportions';
import { describeRecovery, formatDay, formatHold, recoveryCells } from '../../ui/words/recovery';

const START = '2017-04-01';

function found(patch: Partial<RecoveryInfo> = {}): RecoveryInfo {
  return {
    measure: 'clinic.waitingAtEnd',
    series: 'clinic.waiting',
    service: 'clinic',
    unit: 'people',
    margin: 20,
    stepDays: 30.4375,
    holdDays: 60.875,
    replications: 20,
    hit: wilsonInterval(18, 20)!,
    recovered: { day: 365, low: 273.9, high: null },
    never: wilsonInterval(3, 18)!,
    relapsed: wilsonInterval(2, 18)!,
    peak: { mean: 120, halfWidth: 8 },
    peakDay: { mean: 213, halfWidth: 10 },
    ...patch,
  };
}
const never: Partial<RecoveryInfo> = {
  recovered: { day: null, low: null, high: null },
  never: wilsonInterval(18, 18)!,
};

const names = {
  full: () => 'Clinic: people waiting',
  short: () => 'people waiting',
  service: () => 'Clinic',
  isPart: () => false,
};

describe('a day of the run', () => {
  it('is the date on which a step ends, or a week', () => {
    expect(formatDay(30.4375, START)).toBe('1 May 2017');
    // A step that ends at midnight ends with the day before.
    expect(formatDay(30, START)).toBe('30 April 2017');
    expect(formatDay(0, START)).toBe('1 April 2017');
    expect(formatDay(14, undefined)).toBe('week 2');
    expect(formatDay(14.1, undefined)).toBe('week 3');
  });
});

describe('recovery on the page', () => {
  it('is said with its interval and with those that never recover', () => {
    expect(describeRecovery(found(), 'Freeze', 'the queue', START)).toBe(
      '“Freeze” moves the queue by more than 20 people in 18 of 20 runs. Half of these are back within it by 31 March 2018 (30 December 2017 to beyond the run), in 3 of these never.',
    );
    expect(describeRecovery(found(never), 'Freeze', 'the queue', START)).toBe(
      '“Freeze” moves the queue by more than 20 people in 18 of 20 runs, and in all of these it is not back by the end.',
    );
    expect(formatHold(found())).toBe('9 weeks');
  });

  it('stands in a table', () => {
    expect(recoveryCells(found(), START)).toEqual({
      hit: '18 of 20',
      back: '31 March 2018',
      interval: '30 December 2017 to beyond the run',
      never: '3 of 18',
      peak: '112 to 128 people more, about 30 October 2017',
    });
    expect(recoveryCells(found(never), START)).toMatchObject({
      back: 'not within the run',
      interval: '',
      never: '18 of 18',
    });
  });
});

describe('recovery on the command line', () => {
  it('says when, how sure, how often never, and the peak', () => {
    const [heading, line, ...others] = recoveryWords([found()], names, START);
    expect(heading).toContain('eight weeks');
    expect(line).toBe(
      '  Clinic: people waiting: beyond 20.0 people in 18 of 20 replications; in half of these back by week 53, Sat 31 Mar 2018 (95 % interval week 40 to beyond the run); in 3 of these never; in 2 beyond it again; farthest off by 120 people (± 8.00) about week 31, Mon 30 Oct 2017.',
    );
    expect(others).toEqual([]);
  });

  it('says what is not back, and nothing of what was never off', () => {
    expect(recoveryWords([found(never)], names, undefined)[1]).toContain('not back within the run in 18 of these');
    expect(recoveryWords([found({ hit: wilsonInterval(0, 20)! })], names, START)).toEqual([]);
  });
});
