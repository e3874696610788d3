/** Rule 10 on a clinic's list: a threshold drawn once for each person, compared with the sum of a hazard that may change. */
import { describe, expect, it } from 'vitest';
import { hashText } from '../../engine/random/key';
import { clinic, comingAt, exit, NEED, parameter, q, run, together, type Run, type Small } from './small-scenarios';

const PEOPLE = 200;
const HAZARD = 0.05;
type Timeline = NonNullable<Small['timeline']>;

/** People who come on day 0 to a clinic without slots, and leave unseen at a hazard that the timeline changes. */
const leaving = (timeline: Timeline = [], start = HAZARD): Small => ({
  days: 400,
  parameters: { hazard: { ...parameter(start, '1/day'), low: 0, high: 1 } },
  timeline,
  services: {
    gp: comingAt(together(PEOPLE, 0), 'clinic'),
    clinic: clinic(0, { leaves: { hazard: 'hazard', to: 'home' } }),
    home: exit(),
  },
});
const to = (value: number, day: number): Timeline[number] => ({ parameter: 'hazard', op: 'to', value, at: day });

/** When each person leaves unseen. */
const times = ({ trace }: Run): Map<string, number> =>
  new Map(trace.filter(({ what }) => what === 'leaves unseen').map(({ person, day }) => [person, day]));
const steady = times(run(leaving()));

describe('a hazard of leaving a list', () => {
  it('is met at the threshold of the person divided by the hazard', () => {
    // Twice the hazard, half the time, for everybody.
    const faster = times(run(leaving([], 2 * HAZARD)));
    expect(faster.size).toBe(PEOPLE);
    for (const [person, day] of steady) expect(faster.get(person)).toBeCloseTo(day / 2, 9);
    // Exponential: the mean of 200 lies within four standard errors.
    const mean = [...faster.values()].reduce((sum, day) => sum + day, 0) / PEOPLE;
    expect(Math.abs(mean * 2 * HAZARD - 1)).toBeLessThan(4 / Math.sqrt(PEOPLE));
  });

  it('that changes reaches those who wait already: what is left of the threshold goes by the new hazard', () => {
    const doubled = times(run(leaving([to(2 * HAZARD, 10)])));
    const late = [...steady].filter(([, day]) => day > 10);
    expect(late.length).toBeGreaterThan(80);
    for (const [person, day] of steady)
      expect(doubled.get(person)).toBeCloseTo(day <= 10 ? day : 10 + (day - 10) / 2, 9);
  });

  it('that falls to 0 and rises again goes on from where it was', () => {
    const paused = times(run(leaving([to(0, 10), to(HAZARD / 2, 40)])));
    for (const [person, day] of steady) {
      if (day <= 10) expect(paused.get(person)).toBe(day);
      else if (40 + 2 * (day - 10) < 400) expect(paused.get(person)).toBeCloseTo(40 + 2 * (day - 10), 9);
      else expect(paused.has(person)).toBe(false);
    }
  });

  it('that is 0 at the start reaches those who came before it rose', () => {
    const risen = times(run(leaving([to(HAZARD, 30)], 0)));
    for (const [person, day] of steady) if (30 + day < 400) expect(risen.get(person)).toBeCloseTo(30 + day, 9);
  });

  it('that a change leaves as it is moves nobody by a hair', () => {
    expect(times(run(leaving([to(HAZARD, 10)])))).toEqual(steady);
  });
});

describe('a hazard of turning elsewhere while waiting', () => {
  const turning = (timeline: Timeline = []): Small => ({
    days: 400,
    attributes: NEED,
    parameters: { hazard: { ...parameter(HAZARD, '1/day'), low: 0, high: 1 } },
    timeline,
    services: {
      gp: comingAt(together(PEOPLE / 2, 0), 'clinic'),
      police: comingAt(together(PEOPLE / 2, 0), 'clinic', { need: 'urgent' }),
      clinic: clinic(0, {
        turns: [
          {
            id: 'crisis',
            hazard: [{ when: { need: 'urgent' }, value: 'hazard' }, { value: q(HAZARD, '1/day') }],
            to: 'home',
          },
        ],
      }),
      home: exit(),
    },
  });

  it('changes for the people whose case changes, and for no others', () => {
    const before = run(turning());
    const after = times(run(turning([to(4 * HAZARD, 5)])));
    const urgent = (person: string): boolean => person.startsWith(`${hashText('police')}:`);
    expect(before.trace.filter(({ what, person }) => what === 'leaves unseen' && urgent(person))).toHaveLength(
      PEOPLE / 2,
    );
    for (const [person, day] of times(before)) {
      if (urgent(person) && day > 5) expect(after.get(person)).toBeCloseTo(5 + (day - 5) / 4, 9);
      else expect(after.get(person)).toBe(day);
    }
  });
});
