/** A run asked to be shorter than its scenario, and the targets dated beyond it. */
import { describe, expect, it } from 'vitest';
import { assemble } from '../../workers/assemble';
import { oneDesk } from './one-desk';

function targetsOf(horizonDays?: number): string[] | 'refused' {
  const target = { title: 'Soon', measure: 'desk.wait', atMost: 'smallWait' };
  const targets = {
    atEnd: { ...target, measure: 'desk.waitMean' },
    early: { ...target, by: '2017-05-30' },
    late: { ...target, by: '2017-05-31' },
    last: { ...target, by: 100 },
  };
  const scenario = JSON.stringify({ ...oneDesk({ startDate: '2017-04-01' }), targets });
  const answer = assemble({ scenario, changes: [], horizonDays });
  return answer.ok ? Object.keys(answer.value.scenario.targets ?? {}) : 'refused';
}

describe('a run asked to be', () => {
  it('shorter than its scenario is judged by the targets that it reaches', () => {
    // 30 May 2017 is over on day 60 exactly.
    expect(targetsOf(60)).toEqual(['atEnd', 'early']);
    expect(targetsOf(59)).toEqual(['atEnd']);
  });

  it('as long or longer is judged by all of them', () => {
    for (const days of [undefined, 100, 400]) expect(targetsOf(days)).toEqual(['atEnd', 'early', 'late', 'last']);
  });

  it('short keeps a target whose date cannot be read, so that this is said', () => {
    const { startDate: _, ...run } = oneDesk().run;
    const late = { title: 'Soon', measure: 'desk.wait', atMost: 'smallWait', by: '2030-01-01' };
    const scenario = JSON.stringify({ ...oneDesk(), run, targets: { late } });
    const answer = assemble({ scenario, changes: [], horizonDays: 50 });
    expect(answer.ok && Object.keys(answer.value.scenario.targets ?? {})).toEqual(['late']);
  });
});
