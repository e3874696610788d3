/** The chance of meeting a target in words. */
import { describe, expect, it } from 'vitest';
import type { TargetOutcome } from '../../engine/results/measures';
import { wilsonInterval } from '../../engine/statistics/proportions';
import {
  describeBound,
  describeChances,
  describeDeadline,
  describeUncounted,
  formatChance,
  formatChanceInterval,
} from '../../ui/words/targets';

function outcome(met: number, replications: number, patch: Partial<TargetOutcome> = {}): TargetOutcome {
  const found = wilsonInterval(met, replications);
  return {
    id: 'soon',
    title: 'Seen within 18 weeks',
    measure: 'clinic.seenWithin1',
    unit: 'share',
    meets: 'atLeast',
    bound: 0.92,
    by: '2019-04-01',
    share: found?.share ?? null,
    low: found?.low ?? null,
    high: found?.high ?? null,
    met,
    replications,
    ...patch,
  };
}

describe('what a target asks for', () => {
  it.each([
    ['a share by a date', {}, 'at least 92% by 1 April 2019'],
    ['a wait by a day', { meets: 'atMost', unit: 'weeks', bound: 18, by: 730 }, 'at most 18 weeks by day 730'],
    [
      'the end of the run',
      { meets: 'atMost', unit: 'weeks', bound: 1, by: undefined },
      'at most 1 week at the end of the run',
    ],
    ['a bound that must not be rounded', { bound: 0.925 }, 'at least 92.5% by 1 April 2019'],
    ['a large one that must not be rounded', { unit: 'people', bound: 20.25 }, 'at least 20.25 people by 1 April 2019'],
  ] as const)('%s', (_, patch, words) => {
    expect(describeBound(outcome(7, 20, patch))).toBe(words);
  });

  it('says which step of a measure over time counts', () => {
    expect(describeDeadline(outcome(7, 20), 30.4375)).toBe('The last step (one month) over by then counts.');
    expect(describeDeadline(outcome(7, 20), 14)).toBe('The last step (two weeks) over by then counts.');
    expect(describeDeadline(outcome(7, 20, { by: undefined }), 14)).toBe('');
  });

  it('says that waits of those seen leave out whoever still waits, and says it of no other measure', () => {
    expect(describeUncounted('waitMedian', 'clinic')).toContain('People still waiting are not in it');
    expect(describeUncounted('seenWithin2', 'clinic')).toContain('People still waiting are not in it');
    for (const name of ['within2', 'waitedMedian', 'waitingAtEnd', 'waitOver1', 'waiting'])
      expect(describeUncounted(name, 'clinic')).toBe('');
    expect(describeUncounted('caseload', 'team')).toBe('');
  });
});

describe('a chance', () => {
  it('is so many in 100, with Wilson’s interval', () => {
    // Newcombe (1998), table I: 15 of 148 has the score interval 0.0624 to 0.1605.
    expect(formatChance(outcome(15, 148))).toBe('10 in 100');
    expect(formatChanceInterval(outcome(15, 148))).toBe('6 to 16');
  });

  it('is never rounded to none or to all', () => {
    expect(formatChance(outcome(1, 1000))).toBe('fewer than 1 in 100');
    expect(formatChance(outcome(999, 1000))).toBe('more than 99 in 100');
    expect(formatChance(outcome(0, 20))).toBe('0 in 100');
    expect(formatChance(outcome(20, 20))).toBe('100 in 100');
  });

  it('is not known where no replication saw the measure', () => {
    expect(formatChance(outcome(0, 0))).toBe('not known');
    expect(formatChanceInterval(outcome(0, 0))).toBe('');
  });
});

describe('the sentence of a target', () => {
  const baseline = { title: 'Baseline', outcome: outcome(7, 20) };

  it('holds the target, the chance and the interval', () => {
    expect(describeChances([baseline])).toBe(
      'Seen within 18 weeks (at least 92% by 1 April 2019): 35 in 100 runs meet it (18 to 57).',
    );
    expect(describeChances([{ title: '', outcome: outcome(1, 100) }])).toContain(': 1 in 100 runs meets it (0 to 5).');
  });

  it('names each scenario beside the baseline', () => {
    const frozen = { title: 'Vacancies frozen', outcome: outcome(1, 20) };
    expect(describeChances([baseline, frozen])).toBe(
      'Seen within 18 weeks (at least 92% by 1 April 2019): in the baseline, 35 in 100 runs meet it (18 to 57); in ' +
        '“Vacancies frozen”, 5 in 100 (1 to 24).',
    );
  });

  it('says whether a change makes it likelier', () => {
    const difference = {
      id: 'soon',
      difference: -0.3,
      low: -0.48,
      high: -0.07,
      gained: 0,
      lost: 6,
      replications: 20,
      pValue: 0.03,
      verdict: 'less likely' as const,
    };
    const frozen = { title: 'Vacancies frozen', outcome: outcome(1, 20), difference };
    expect(describeChances([baseline, frozen])).toContain('5 in 100 (1 to 24), less likely, by 30 in 100 (7 to 48).');
    const open = { ...frozen, difference: { ...difference, verdict: 'too close to call' as const } };
    expect(describeChances([baseline, open])).toContain('5 in 100 (1 to 24), too close to call.');
  });

  it('says where a change moves the bound, takes the target away, or leaves nothing to see', () => {
    const strict = { title: 'Stricter', outcome: outcome(2, 20, { bound: 0.95 }) };
    const none = { title: 'Closed', outcome: outcome(0, 0) };
    const text = describeChances([baseline, strict, none, { title: 'Old', outcome: undefined }]);
    expect(text).toContain('in “Stricter”, where it is at least 95% by 1 April 2019, 10 in 100 (');
    expect(text).toContain('in “Closed”, no run saw what it is about; in “Old”, it is not a target.');
    expect(text).not.toMatch(/NaN|null|undefined/);
  });
});
