/** Rule 2: a team works off its contacts. Sessions are at 16:00; a stay of n − ½ intervals plans exactly n contacts. */
import { describe, expect, it } from 'vitest';
import type { Team } from '../../engine/services/team';
import {
  at,
  comingAt,
  coming,
  days,
  duty,
  exit,
  linesOf,
  NEED,
  parameter,
  posts,
  q,
  run,
  staff,
  team,
  together,
  Watched,
  type Small,
} from './small-scenarios';

/** When people leave the team, having had their last contact. */
const endings = (small: Small): string[] =>
  linesOf(run(small).log, 'home').map((line) => line.replace('arrives, ', ''));

const MONDAYS = { title: 'Mondays', open: [{ days: ['mon' as const], from: 0, to: 24 }] };
const FRIDAYS = { title: 'Fridays', open: [{ days: ['fri' as const], from: 0, to: 24 }] };

describe('contacts that are due', () => {
  it('are made most urgent first, then longest overdue, while hours remain', () => {
    expect(
      endings({
        days: 30,
        attributes: NEED,
        calendars: { mondays: MONDAYS },
        // Eight hours, all of them on Monday: two contacts of four.
        posts: { nurses: posts(1, { contracted: q(8, 'hour/WTE/week'), calendar: 'mondays' }) },
        services: {
          // Due half an interval of two days after they come: on days 3, 2 and 4.
          door: comingAt([2, 1], 'team'),
          police: comingAt([3], 'team', { need: 'urgent' }),
          team: team(
            { everyDays: 2, contacts: 1, contactHours: 4 },
            { contacts: { priority: { by: 'need', order: ['urgent'] } } },
          ),
          home: exit(),
        },
      }),
      // `at` is put in order of days, so door 0 comes on day 1 and door 1 on day 2.
    ).toEqual(['7 16:00 police 0', '7 16:00 door 0', '14 16:00 door 1']);
  });

  it('the last one may overrun, and the next working day begins with the debt', () => {
    const small = (day: number): Small => ({
      days: 14,
      posts: { nurses: posts(1) },
      services: {
        // Three people, due on that day: 8 - 5 - 5 = -2 hours, and the third must wait.
        door: comingAt([day - 1, day - 1, day - 1], 'team'),
        team: team({ everyDays: 2, contacts: 1, contactHours: 5 }),
        home: exit(),
      },
    });
    expect(endings(small(1))).toEqual(['1 16:00 door 0', '1 16:00 door 1', '2 16:00 door 2']);
    const tuesday = new Watched(small(1)).until(at(1, 17));
    expect(tuesday.left()).toBe(-2);
    expect(tuesday.until(at(2, 1)).left()).toBe(8 - 2);
    // From Friday to Monday.
    const friday = new Watched(small(4)).until(at(4, 17));
    expect(friday.left()).toBe(-2);
    expect(friday.until(at(6, 17)).left()).toBe(-2);
    expect(friday.until(at(7, 1)).left()).toBe(8 - 2);
  });

  it('that fall on a day off are made on the nearest working day', () => {
    // Every six days: half an interval after Thursday is Sunday, 6, when nobody works: Monday, 7. Then 13, a Sunday, whose
    // nearest working day is Monday, 14. Then 20, a Sunday: 21.
    expect(
      endings({
        days: 40,
        posts: { nurses: posts(1) },
        services: {
          door: comingAt([3], 'team'),
          team: team({ everyDays: 6, contacts: 3, contactHours: 1 }),
          home: exit(),
        },
      }),
    ).toEqual(['21 16:00 door 0']);
  });

  it('the next interval counts from the contact made, so that a day lost to the rota lengthens the episode', () => {
    const small = (services: Small['services']): Small => ({
      days: 70,
      posts: { nurses: posts(1) },
      services: {
        door: comingAt([2], 'team'),
        team: team({ everyDays: 14, contacts: 3, contactHours: 1 }),
        home: exit(),
        ...services,
      },
    });
    // Wednesday of week 0, half an interval: 9, 23, 37, all Wednesdays.
    expect(endings(small({}))).toEqual(['37 16:00 door 0']);
    // One working day in five on the rota until day 14, which is every Wednesday: 10, 24, 38, all Thursdays.
    const once: Small = {
      ...small({ hub: duty(1, { roster: [{ posts: 'nurses', days: 'rota' }] }) }),
      parameters: { rota: { ...parameter(1 / 7, 'share'), low: 0 } },
      timeline: [{ parameter: 'rota', op: 'to', value: 0, at: 14 }],
    };
    expect(endings(once)).toEqual(['38 16:00 door 0']);
  });

  it('that the person misses cost their share of the hours and give no progress', () => {
    const small = (missedShare: 0 | 1): Small => ({
      days: 30,
      posts: { nurses: posts(1) },
      services: {
        door: comingAt([0], 'team'),
        team: team(
          { everyDays: 2, contacts: 1, contactHours: 4 },
          { contacts: { missedShare, missedHours: q(0.25, 'share') } },
        ),
        home: exit(),
      },
    });
    const missed = new Watched(small(1)).until(at(1, 17));
    expect(missed.left()).toBe(8 - 1);
    expect(new Watched(small(0)).until(at(1, 17)).left()).toBe(8 - 4);
    expect(endings(small(0))).toEqual(['1 16:00 door 0']);
    expect(endings(small(1))).toEqual([]);
  });

  it('an episode of two contacts takes 2 / (1 - missed share) of them on average', () => {
    const { value } = run({
      days: 700,
      posts: { nurses: posts(10, { calendar: 'always' }) },
      services: {
        door: coming(3, 'team'),
        team: team(
          { everyDays: 2, contacts: 2, contactHours: 0.1 },
          { staff: [staff('nurses', 1000)], contacts: { missedShare: q(0.25, 'share') } },
        ),
        home: exit(),
      },
    });
    // About 2100 episodes; contacts of one are 2 and a negative binomial number with variance 2 × 0.25 / 0.75².
    const standardError = Math.sqrt((2 * 0.25) / 0.75 ** 2 / 2100);
    expect(Math.abs(value('team.contactsPerWeek') / value('team.ends') - 2 / 0.75)).toBeLessThan(
      4 * standardError + 0.01,
    );
  });
});

describe('the end of an episode', () => {
  const small = (
    episode: Extract<Small['services'][string], { kind: 'team' }>['episode'],
    calendar = 'weekdays',
  ): Small => ({
    days: 60,
    calendars: {
      weekdays: { title: 'Weekdays', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: 0, to: 24 }] },
      mondays: MONDAYS,
    },
    posts: { nurses: posts(1, { calendar }) },
    services: {
      door: comingAt([0], 'team'),
      team: team({ everyDays: 4, contacts: 3, contactHours: 1 }, { episode }),
      home: exit(),
    },
  });

  it('by contacts: when those planned for the stay have been made, however long it takes', () => {
    // A stay of 10 days at 4 days a contact: three contacts. On weekdays: 2, 6 → 7 (Monday), 11.
    expect(endings(small({ stay: days(10) }))).toEqual(['11 16:00 door 0']);
    // With a nurse on Mondays only: 7, 14 (11 is nearer to it than to 7), 21 (18 is nearer).
    expect(endings(small({ stay: days(10) }, 'mondays'))).toEqual(['21 16:00 door 0']);
  });

  it('by stay: at the session nearest to it, whatever contacts were made', () => {
    // Ten days after midnight of day 0 lies nearer to 16:00 of day 9 than to that of day 10.
    expect(endings(small({ end: 'stay', stay: days(10) }))).toEqual(['9 16:00 door 0']);
    expect(endings(small({ end: 'stay', stay: days(10) }, 'mondays'))).toEqual(['9 16:00 door 0']);
  });

  it('at the ceiling at the latest', () => {
    expect(endings(small({ stay: days(10), ceiling: q(15, 'day') }, 'mondays'))).toEqual(['14 16:00 door 0']);
  });
});

describe('while the coordinator is away', () => {
  /** The coordinator is a nurse who works on Fridays; a colleague without cases of her own works on all weekdays. */
  const small = (whenAbsent: 'wait' | 'cover', contactHours = 3, people = 1): Small => ({
    days: 14,
    calendars: {
      weekdays: { title: 'Weekdays', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: 0, to: 24 }] },
      fridays: FRIDAYS,
    },
    posts: { nurses: posts(1, { calendar: 'fridays', contracted: q(8, 'hour/WTE/week') }), colleagues: posts(1) },
    services: {
      // Due on day 1, a Tuesday.
      door: comingAt(together(people, 0), 'team'),
      team: team(
        { everyDays: 2, contacts: 1, contactHours },
        { staff: [staff('nurses'), { ...staff('colleagues'), caseLimit: 0 }], whenAbsent },
      ),
      home: exit(),
    },
  });

  it('wait: contacts wait for the coordinator', () => {
    expect(endings(small('wait'))).toEqual(['4 16:00 door 0']);
    expect(new Watched(small('wait')).until(at(1, 17)).left(1)).toBe(8);
  });

  it('cover: a colleague makes them, with her own hours', () => {
    expect(endings(small('cover'))).toEqual(['1 16:00 door 0']);
    expect(new Watched(small('cover')).until(at(1, 17)).left(1)).toBe(8 - 3);
  });

  it('cover is for those who are away, not for those who are in and whose hours are used up', () => {
    // Five hours each, all due on Tuesday; on that day the colleague can make two.
    const services = small('cover', 5, 3);
    expect(endings(services)).toEqual(['1 16:00 door 0', '1 16:00 door 1', '2 16:00 door 2']);
    // A coordinator who works on Tuesday makes two contacts herself, and the third waits for her next day.
    services.posts = { nurses: posts(1), colleagues: posts(1) };
    expect(new Watched(services).until(at(1, 17)).left(1)).toBe(8);
    expect(endings(services)).toEqual(['1 16:00 door 0', '1 16:00 door 1', '2 16:00 door 2']);
  });
});

describe('what bounds a caseload', () => {
  const small = (caseLimit: number, contactHours: number): Small => ({
    days: 28,
    posts: { nurses: posts(1) },
    services: {
      door: comingAt([0, 0], 'team'),
      // Contacts every day for longer than the run.
      team: team({ everyDays: 1, contacts: 100, contactHours }, { staff: [staff('nurses', caseLimit)] }),
      home: exit(),
    },
  });

  it('places: the list is full while somebody waits for a place', () => {
    const { value } = run(small(1, 1));
    expect(value('team.boundByPlaces')).toBe(1);
    expect(value('team.boundByHours')).toBe(0);
    expect(value('team.waitingForCoordinator')).toBe(1);
  });

  it('hours: due contacts are left for lack of hours', () => {
    // Two contacts of nine hours on a day of eight: one a day, the other is left (on day 0 nothing may be due yet).
    const { value } = run(small(10, 9));
    expect(value('team.boundByPlaces')).toBe(0);
    expect(value('team.boundByHours')).toBeGreaterThanOrEqual(18 / 20);
    expect(run(small(10, 1)).value('team.boundByHours')).toBe(0);
  });

  it('hours needed are those of planned contacts, other casework and standing work against the hours there are', () => {
    const { value } = run({
      days: 28,
      posts: { nurses: posts(1) },
      services: {
        door: comingAt([0], 'team'),
        team: team(
          { everyDays: 7, contacts: 100, contactHours: 4 },
          {
            contacts: { otherHours: q(3, 'hour/person/week') },
            standingWork: [{ id: 'desk', title: 'Duty desk', hours: q(5, 'hour/week') }],
          },
        ),
        home: exit(),
      },
    });
    // (4 + 3 + 5) hours of work a week for 40 hours of staff.
    expect(value('team.hoursNeeded')).toBeCloseTo(12 / 40, 12);
  });
});

describe('a new person', () => {
  /** The coordinators of five people, by the posts that they belong to. */
  const coordinators = (more: Parameters<typeof team>[1], wte = 1): string[] => {
    const { world } = new Watched({
      days: 7,
      attributes: NEED,
      posts: { nurses: posts(wte), others: posts(1) },
      services: {
        door: comingAt([0, 0, 0, 0], 'team'),
        police: comingAt([at(0, 1)], 'team', { need: 'urgent' }),
        team: team({ everyDays: 10, contacts: 5, contactHours: 1 }, more),
        home: exit(),
      },
    }).until(at(0, 2));
    const { coordinators: all, cases } = world.services.find(({ id }) => id === 'team') as Team;
    return Array.from({ length: 5 }, (_, row) => world.workforce.group(all.posts[cases.coordinator(row)][0]).id);
  };

  it('goes to the coordinator with the largest share of places free', () => {
    // Four places and two: shares free 1, 1 → nurses; 3/4, 1 → others; 3/4, 1/2 → nurses; 1/2, 1/2 → nurses; 1/4, 1/2 → others.
    expect(coordinators({ staff: [staff('nurses', 4), staff('others', 2)] })).toEqual([
      'nurses',
      'others',
      'nurses',
      'nurses',
      'others',
    ]);
  });

  it('goes by skill first, then by free places', () => {
    const skill = [{ when: { need: 'urgent' }, posts: ['others'] }];
    const places = [staff('nurses', 10), staff('others', 3)];
    // Without a rule that fits: 1, 1 → nurses; 9/10, 1 → others; 9/10, 2/3 → nurses twice. The urgent person: others.
    expect(coordinators({ allocation: 'skill', skill, staff: places })).toEqual([
      'nurses',
      'others',
      'nurses',
      'nurses',
      'others',
    ]);
    expect(coordinators({ staff: places })).toEqual(['nurses', 'others', 'nurses', 'nurses', 'nurses']);
    // Where those with the skill have no room, somebody else takes the person.
    expect(coordinators({ allocation: 'skill', skill, staff: [staff('nurses', 10), staff('others', 1)] }).pop()).toBe(
      'nurses',
    );
  });

  it('weighted: goes to the least hours of casework per hour left after duty', () => {
    // A case costs a nurse twice the hours: 0, 0 → nurses; 2, 0 → others; 2, 1 → others; 2, 2 → nurses; 4, 2 → others.
    const weights = [{ ...staff('nurses', 10), weight: q(2, 'share') }, staff('others', 10)];
    expect(coordinators({ allocation: 'weighted', staff: weights })).toEqual([
      'nurses',
      'others',
      'others',
      'nurses',
      'others',
    ]);
  });
});

describe('other work', () => {
  it('of the team and of each case comes before contacts', () => {
    const watched = new Watched({
      days: 14,
      posts: { nurses: posts(1) },
      services: {
        door: comingAt([0, 0], 'team'),
        team: team(
          { everyDays: 2, contacts: 1, contactHours: 3 },
          {
            standingWork: [{ id: 'desk', title: 'Duty desk', hours: q(14, 'hour/week') }],
            contacts: { otherHours: q(7, 'hour/person/week') },
          },
        ),
        home: exit(),
      },
    });
    // Monday: 2 hours for the desk and 1 for each person; no contact is due. Tuesday the same, and two contacts of three.
    expect(watched.until(at(0, 17)).left()).toBe(8 - 2 - 2);
    expect(watched.until(at(1, 17)).left()).toBe(8 - 2 - 2 - 3 - 3);
  });

  it('that nobody was in for is owed until somebody is', () => {
    const watched = new Watched({
      days: 14,
      posts: { nurses: posts(1) },
      services: {
        door: comingAt([10], 'team'),
        team: team(
          { everyDays: 2, contacts: 1, contactHours: 3 },
          { standingWork: [{ id: 'desk', title: 'Duty desk', hours: q(14, 'hour/week') }] },
        ),
        home: exit(),
      },
    });
    // Friday 2 hours; Saturday, Sunday and Monday 6.
    expect(watched.until(at(4, 17)).left()).toBe(8 - 2);
    expect(watched.until(at(7, 17)).left()).toBe(8 - 6);
  });
});
