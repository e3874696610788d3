/** Rule 5: a duty such as an AMHP hub, open from nine to five on weekdays with one person on duty unless said otherwise. */
import { describe, expect, it } from 'vitest';
import {
  at,
  comingAt,
  delay,
  duty,
  exit,
  hours,
  linesOf,
  NEED,
  posts,
  q,
  run,
  Watched,
  type Small,
} from './small-scenarios';

type Duty = Extract<Small['services'][string], { kind: 'duty' }>;

const hub = (
  arrivals: Small['services'],
  jobHours: number,
  more: Partial<Duty> = {},
  services: Small['services'] = {},
): Small => ({
  days: 14,
  attributes: NEED,
  posts: { nurses: posts(1) },
  services: { ...arrivals, hub: duty(jobHours, more), home: exit(), ...services },
});

const work = (small: Small, service = 'hub'): string[] =>
  linesOf(run(small).log, service).filter((line) => !line.includes('arrives'));

/** On the rota one working day in five: every Wednesday. */
const WEDNESDAYS = [{ posts: 'nurses', days: q(1 / 7, 'share') }];
/** A duty that never closes, staffed every day. */
const NIGHT = (jobHours: number): Duty =>
  duty(jobHours, { roster: [{ posts: 'nightNurses', days: 1 }], calendar: 'always', hoursOnDuty: q(24, 'hour') });
const NIGHT_POSTS = { nurses: posts(1), nightNurses: posts(1, { calendar: 'always' }) };

describe('a person on duty', () => {
  const STEPS: Duty['steps'] = [
    { kind: 'work', id: 'interview', title: 'Interview', hours: hours(2) },
    { kind: 'wait', id: 'doctor', title: 'Second doctor', duration: hours(3) },
    { kind: 'work', id: 'writing', title: 'Writing', hours: hours(1) },
  ];

  it('is held for work and released while the assessment waits for a doctor', () => {
    expect(work(hub({ police: comingAt([at(0, 8), at(0, 8)], 'hub') }, 1, { steps: STEPS }))).toEqual([
      '0 09:00 starts, police 0',
      '0 11:00 ends, police 0', // waits for the doctor until 14
      '0 11:00 starts, police 1',
      '0 13:00 ends, police 1', // until 16
      '0 14:00 starts, police 0',
      '0 15:00 ends, police 0',
      '0 16:00 starts, police 1',
      '0 17:00 ends, police 1',
    ]);
  });

  it('takes up assessments under way before new ones', () => {
    // The first comes back from waiting at 14, while the second has the hub's one person until 16; the third came at 13.
    const small = hub({ police: comingAt([at(0, 8), at(0, 11), at(0, 13)], 'hub') }, 1, {
      steps: [{ ...STEPS[0], hours: hours(2) } as (typeof STEPS)[0], STEPS[1], STEPS[2]],
    });
    small.services.second = comingAt([at(0, 13.5)], 'hub');
    expect(work(small).slice(0, 7)).toEqual([
      '0 09:00 starts, police 0',
      '0 11:00 ends, police 0',
      '0 11:00 starts, police 1',
      '0 13:00 ends, police 1',
      '0 13:00 starts, police 2', // until 15
      '0 15:00 ends, police 2',
      '0 15:00 starts, police 0', // ready since 14, before second 0, who came at 13:30
    ]);
  });

  it('is whoever is on duty when the assessment goes on', () => {
    // Two AMHPs on alternate days; the wait for the doctor lasts from Monday to Tuesday.
    const small = hub({ police: comingAt([at(0, 8)], 'hub') }, 1, {
      roster: [{ posts: 'nurses', days: q(5 / 14, 'share') }],
      steps: [STEPS[0], { ...STEPS[1], duration: hours(24) } as (typeof STEPS)[0], STEPS[2]],
    });
    small.posts = { nurses: posts(2) };
    const watched = new Watched(small);
    const onRota = (day: number) => [watched.until(at(day, 8)).left(0), watched.left(1)];
    // The rota takes all hours of the one who is on it.
    expect(onRota(0)).toEqual([8, 0]);
    expect(onRota(1)).toEqual([0, 8]);
    expect(work(small)).toEqual([
      '0 09:00 starts, police 0',
      '0 11:00 ends, police 0',
      '1 11:00 starts, police 0',
      '1 12:00 ends, police 0',
    ]);
  });

  it('waits for a bed only when the ward is full', () => {
    const small = (beds: 0 | 1) =>
      hub(
        { police: comingAt([at(0, 8)], 'hub') },
        1,
        {
          steps: [
            STEPS[0],
            { kind: 'wait', id: 'bed', title: 'Bed', duration: hours(3), unlessFree: 'ward' },
            STEPS[2],
          ],
        },
        { ward: delay(hours(1), { capacity: beds }) },
      );
    expect(work(small(1)).pop()).toBe('0 12:00 ends, police 0');
    expect(work(small(0)).pop()).toBe('0 15:00 ends, police 0');
    expect(run(small(0)).value('hub.delayedBy[cause=bed]')).toBe(1);
    expect(run(small(1)).value('hub.delayedBy[cause=bed]')).toBe(0);
  });

  it('spends less on a referral that does not proceed', () => {
    const small = hub(
      { police: comingAt([at(0, 9), at(0, 9)], 'hub') },
      3,
      {
        screening: { proceeds: 0, hours: q(0.5, 'hour'), to: 'elsewhere' },
      },
      { elsewhere: exit() },
    );
    expect(linesOf(run(small).log, 'elsewhere')).toEqual(['0 09:30 arrives, police 0', '0 10:00 arrives, police 1']);
    expect(run(small).value('hub.assessmentsPerDay')).toBe(0);
    expect(run(small).value('hub.referralsPerDay')).toBe(2 / 10);
  });

  it('begins no job once the hours on duty are spent', () => {
    // Six hours on duty: jobs of two hours at 9, 11 and 13; the fourth on the next day.
    const small = hub(
      {
        police: comingAt(
          [8, 8, 8, 8].map((hour) => at(0, hour)),
          'hub',
        ),
      },
      2,
      { hoursOnDuty: q(6, 'hour') },
    );
    expect(work(small).filter((line) => line.includes('starts'))).toEqual([
      '0 09:00 starts, police 0',
      '0 11:00 starts, police 1',
      '0 13:00 starts, police 2',
      '1 09:00 starts, police 3',
    ]);
    expect(run(small).value('hub.daysAtCapacity')).toBe(1 / 10);
  });
});

describe('at closing time', () => {
  it('a started job is finished, and the overtime is given back on the next working day', () => {
    // Wednesday: nine to two, two to seven; two hours after closing time, and two hours over the eight on duty.
    const small = hub({ police: comingAt([at(2, 8), at(2, 8)], 'hub') }, 5, { roster: WEDNESDAYS });
    expect(work(small)).toEqual([
      '2 09:00 starts, police 0',
      '2 14:00 ends, police 0',
      '2 14:00 starts, police 1',
      '2 19:00 ends, police 1',
    ]);
    expect(new Watched(small).until(at(3, 1)).left()).toBe(8 - 2);
    expect(new Watched(small).until(at(4, 1)).left()).toBe(8);
  });

  it('hours after closing time are given back even if the day was quiet before', () => {
    // Three to seven: four hours in all, two of them after five.
    const small = hub({ police: comingAt([at(2, 15)], 'hub') }, 4, { roster: WEDNESDAYS });
    expect(work(small)).toEqual(['2 15:00 starts, police 0', '2 19:00 ends, police 0']);
    expect(new Watched(small).until(at(3, 1)).left()).toBe(8 - 2);
  });

  it('overtime of one rota day is given back on the first day off the rota', () => {
    // Blocks of two days on the rota in ten working days: which two is the rota's business; here Wednesday and Thursday are.
    const small = hub({ police: comingAt([at(4, 15)], 'hub') }, 4, {
      roster: [{ posts: 'nurses', days: q(1 / 7, 'share'), block: 2 }],
    });
    const watched = new Watched(small);
    const free = [0, 1, 2, 3, 4, 7, 8].map((day) => watched.until(at(day, 1)).left());
    // On the rota on Friday and Monday; two hours less on Tuesday.
    expect(free).toEqual([8, 8, 8, 8, 0, 0, 8 - 2]);
  });

  it('an unstarted job that is urgent passes to the duty that is open at night, and its wait goes on', () => {
    const small = hub(
      { police: comingAt([at(0, 16.5)], 'hub', { need: 'urgent' }), gp: comingAt([at(0, 14), at(0, 16)], 'hub') },
      4,
      { unstarted: [{ when: { need: 'urgent' }, to: 'night' }, { to: 'nextMorning' }] },
      { night: NIGHT(1) },
    );
    small.posts = NIGHT_POSTS;
    expect(work(small)).toEqual([
      '0 14:00 starts, gp 0',
      '0 17:00 is handed over, police 0',
      '0 18:00 ends, gp 0',
      '1 09:00 starts, gp 1', // at the head of next morning's line
      '1 13:00 ends, gp 1',
    ]);
    expect(work(small, 'night')).toEqual(['0 17:00 starts, police 0', '0 18:00 ends, police 0']);
    const { value } = run(small);
    expect((value('hub.handedOver') * 14) / 7).toBe(1);
    // Half an hour from the referral at 16:30 to 17:00: counted at the duty that began.
    expect(value('night.delayP90')).toBeLessThan(1);
  });

  it('an unstarted job heads next morning’s line, before those who come overnight', () => {
    const small = hub(
      { gp: comingAt([at(0, 14), at(0, 16)], 'hub'), police: comingAt([at(0, 23), at(1, 8)], 'hub') },
      4,
    );
    expect(work(small).filter((line) => line.includes('starts'))).toEqual([
      '0 14:00 starts, gp 0',
      '1 09:00 starts, gp 1',
      '1 13:00 starts, police 0',
      '2 09:00 starts, police 1',
    ]);
  });
});

describe('a late call-out', () => {
  const small = (arrival: number, jobHours: number): Small => ({
    ...hub({ police: comingAt([arrival], 'hub') }, jobHours, {
      roster: [{ posts: 'nurses', days: q(1 / 7, 'share') }],
      calendar: 'always',
      hoursOnDuty: q(24, 'hour'),
      lateAfterHour: 22,
    }),
    posts: { nurses: posts(1, { calendar: 'always', contracted: q(56, 'hour/WTE/week') }) },
  });
  /** Hours left on the mornings of days 3 to 5; the nurse is on the rota one day in seven, on day 3. */
  const mornings = (scenario: Small) => {
    const watched = new Watched(scenario);
    return [3, 4, 5].map((day) => watched.until(at(day, 7)).left());
  };

  it('takes the hours of the next morning', () => {
    expect(mornings(small(at(3, 10), 2))).toEqual([0, 8, 8]);
    expect(mornings(small(at(3, 21), 2))).toEqual([0, 8 - 4, 8]);
  });

  it('that ends after midnight takes the hours of that morning', () => {
    expect(mornings(small(at(3, 23), 3))).toEqual([0, 8 - 4, 8]);
  });

  it('takes the next morning, not what is unspent of the day that is over', () => {
    // Nobody on the rota; a nurse whose day was quiet is pulled at nine in the evening.
    const pulled = small(at(3, 21), 2);
    pulled.services.hub = duty(2, {
      roster: [{ posts: 'nurses', days: 0 }],
      calendar: 'always',
      pull: { posts: ['nurses'], whenHours: 0, atMost: 1 },
      lateAfterHour: 22,
    });
    expect(mornings(pulled)).toEqual([8, 8 - 4, 8]);
  });
});

describe('the rota', () => {
  it('counts those planned, those who are in, and the days when somebody is missing', () => {
    // One AMHP, on the rota every working day, with two weeks of leave that take hours away... by a vacancy from day 7.
    const small = hub({ gp: comingAt([0], 'home') }, 1, { roster: WEDNESDAYS, block: undefined } as Partial<Duty>);
    const { value } = run({ ...small, days: 28 });
    // Four Wednesdays in twenty open days.
    expect(value('hub.planned')).toBeCloseTo(4 / 20, 12);
    expect(value('hub.achieved')).toBeCloseTo(4 / 20, 12);
    expect(value('hub.shortDays')).toBe(0);
    expect(value('hub.drawnDays')).toBeCloseTo(1, 12);
  });

  it('is short when those whose turn it is are away', () => {
    // On sick leave for good: nobody is ever in.
    const small = hub({ gp: comingAt([0], 'home') }, 1);
    const { value } = run({ ...small, posts: { nurses: posts(1, { sickness: 1 }) } });
    expect(value('hub.planned')).toBe(1);
    expect(value('hub.achieved')).toBe(0);
    expect(value('hub.shortDays')).toBe(1);
  });

  it('takes the writing of a block from the first working day after it', () => {
    const small = hub({ gp: comingAt([0], 'home') }, 1, {
      roster: [{ posts: 'nurses', days: q(1 / 7, 'share'), writing: q(3, 'hour') }],
    });
    const watched = new Watched(small);
    expect([1, 2, 3, 4].map((day) => watched.until(at(day, 1)).left())).toEqual([8, 0, 8 - 3, 8]);
  });
});

describe('what a duty counts by target and by attribute', () => {
  it('tells how many began and ended too late, of everybody and of each kind of people', () => {
    // One person on duty from nine: work of two hours each, in order of arrival.
    const small = hub({ police: comingAt([at(0, 9)], 'hub'), gp: comingAt([at(0, 9)], 'hub', { need: 'urgent' }) }, 2, {
      waitTargets: [q(1, 'hour'), q(3, 'hour')],
      splitBy: ['need'],
    });
    const { value } = run(small);
    // The first begins at once and is done after two hours; the second begins after two and is done after four.
    expect(value('hub.seenWithin1')).toBe(0.5);
    expect(value('hub.seenWithin2')).toBe(1);
    expect(value('hub.endOver1')).toBe(1);
    expect(value('hub.endOver2')).toBe(0.5);
    expect(value('hub.endOver2[need=urgent]')).toBe(1);
    expect(value('hub.endOver2[need=routine]')).toBe(0);
  });

  it('splits waits by what the service says, and else by what the run says', () => {
    const small = hub({ police: comingAt([at(0, 9)], 'hub') }, 2, { splitBy: [] });
    small.run = { splitBy: ['need'] };
    expect(() => run(small).value('hub.delayMedian[need=routine]')).toThrow();
    delete (small.services.hub as Duty).splitBy;
    expect(run(small).value('hub.delayMedian[need=routine]')).toBeGreaterThanOrEqual(0);
  });

  it('refuses to split by an attribute that there is not', () => {
    const small = hub({ police: comingAt([at(0, 9)], 'hub') }, 2, { splitBy: ['colour'] });
    expect(() => run(small)).toThrow(/services\.hub\.splitBy\.0/);
  });
});
