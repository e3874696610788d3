/** Rule 4: crisis care, places that are kept, hand-overs that wait, and why they cannot wait for each other for ever. */
import { describe, expect, it } from 'vitest';
import {
  at,
  comingAt,
  days,
  exit,
  hours,
  delay,
  linesOf,
  NEED,
  parameter,
  posts,
  q,
  run,
  staff,
  team,
  Watched,
  type Small,
} from './small-scenarios';

type Team = Extract<Small['services'][string], { kind: 'team' }>;

/**
 * A named team with one place, whose urgent people step up to a crisis team at once (a hazard of 50 a day), and a shared
 * crisis team with `crisisPlaces` places and stays of ten days, from which people without a coordinator are handed over.
 */
const county = (
  arrivals: Small['services'],
  crisisPlaces: number,
  more: { ipu?: Partial<Team>; crisis?: Partial<Team> } = {},
): Small => ({
  days: 60,
  attributes: NEED,
  posts: { nurses: posts(1), crisisNurses: posts(1, { calendar: 'always', contracted: q(56, 'hour/WTE/week') }) },
  services: {
    ...arrivals,
    ipu: team(
      { everyDays: 2, contacts: 3, contactHours: 1 },
      {
        staff: [staff('nurses', 1)],
        urgent: [
          {
            id: 'stepUp',
            title: 'Step-up',
            hazard: [{ when: { need: 'urgent' }, value: q(50, '1/day') }, { value: 0 }],
            hours: 0,
            to: 'crisis',
          },
        ],
        ...more.ipu,
      },
    ),
    crisis: team(
      { everyDays: 1, contacts: 1, contactHours: 2 },
      {
        coordinators: 'pooled',
        staff: [staff('crisisNurses', crisisPlaces)],
        episode: { end: 'stay', stay: days(10) },
        // Whoever comes back from crisis care is better.
        to: [
          { when: { coordinated: 'yes' }, to: 'coordinator', set: { need: 'routine' } },
          { to: 'ipu', set: { need: 'routine' } },
        ],
        ...more.crisis,
      },
    ),
    home: exit(),
    outOfArea: delay(days(5), {
      to: [{ when: { coordinated: 'yes' }, to: 'coordinator', set: { need: 'routine' } }, { to: 'ipu' }],
    }),
  },
});

describe('a person with a coordinator', () => {
  const small = county({ gp: comingAt([0], 'ipu', { need: 'urgent' }), later: comingAt([5], 'ipu') }, 5);

  it('keeps coordinator and place while in crisis; others wait', () => {
    const { log } = run(small);
    expect(log.filter((line) => !line.includes('home'))).toEqual([
      '0 00:00 ipu: arrives, gp 0',
      '0 00:00 ipu: is allocated, gp 0',
      '0 16:00 crisis: arrives, gp 0',
      '0 16:00 crisis: is allocated, gp 0',
      '5 00:00 ipu: arrives, later 0', // the place is kept for the person in crisis
      '10 16:00 ipu: is back, gp 0', // ten days after 16:00 of day 0
      '16 16:00 ipu: is allocated, later 0',
    ]);
    // Back on day 10 with no contact made yet: contacts on 11 (Friday), 14 (13 is a Sunday) and 16.
    expect(linesOf(log, 'home')[0]).toBe('16 16:00 arrives, gp 0');
  });

  it('has no contacts with the coordinator meanwhile, but those of the crisis team', () => {
    const watched = new Watched(small).until(at(2, 17));
    expect(watched.left(0)).toBe(8);
    expect(watched.left(1)).toBe(8 - 2);
    expect(watched.until(at(11, 17)).left(0)).toBe(8 - 1);
  });
});

describe('a person unknown to the team', () => {
  const small = (order: 'date' | 'handOversFirst' = 'date', listed: number[] = []): Small =>
    county(
      {
        police: comingAt([0], 'crisis', { need: 'urgent' }),
        // Comes on day 9 and has the place when the crisis stay ends on day 9, 16:00 (ten days, to the nearest session).
        gp: comingAt([9], 'ipu'),
        ...(listed.length > 0 && { listed: comingAt(listed, 'ipu') }),
        second: comingAt([8], 'crisis', { need: 'urgent' }),
      },
      1,
      // Nobody steps up, so the two teams cannot wait for each other.
      { ipu: { waiting: { hazard: 0, to: 'home', order }, urgent: [] } },
    );

  it('is blocked while there is no place: keeps the crisis place and its contacts, and frees it on moving', () => {
    const { log, value } = run(small());
    expect(log.filter((line) => !line.includes('home')).slice(0, 8)).toEqual([
      '0 00:00 crisis: arrives, police 0',
      '0 00:00 crisis: is allocated, police 0',
      '8 00:00 crisis: arrives, second 0',
      '9 00:00 ipu: arrives, gp 0',
      '9 00:00 ipu: is allocated, gp 0',
      '9 16:00 crisis: is blocked, police 0',
      // Contacts of gp 0: Thursday 10, 12 is a Saturday: Friday 11, 13 is a Sunday: Monday 14.
      '14 16:00 crisis: is allocated, second 0',
      '14 16:00 ipu: is allocated, police 0',
    ]);
    // Blocked from 9 16:00 to 14 16:00, five days.
    expect((value('crisis.blockedDays') * 60) / 7).toBeCloseTo(5, 9);
    // The crisis team goes on with its contacts: every day one of two hours.
    expect(new Watched(small()).until(at(12, 17)).left(1)).toBe(8 - 2);
  });

  it('and the list share freed places by date of decision; or hand-overs go first', () => {
    const places = (order: 'date' | 'handOversFirst') =>
      linesOf(run(small(order, [9.5])).log, 'ipu')
        .filter((line) => line.includes('allocated'))
        .slice(1, 3);
    // listed 0 asks at 9 12:00, police 0 is ready for hand-over at 9 16:00.
    expect(places('date')[0]).toBe('14 16:00 is allocated, listed 0');
    expect(places('date')[1]).toMatch(/police 0$/);
    expect(places('handOversFirst')[0]).toBe('14 16:00 is allocated, police 0');
    expect(places('handOversFirst')[1]).toMatch(/listed 0$/);
  });
});

describe('a step-up', () => {
  /** The crisis team's one place is taken by somebody unknown, who will want the one place of the IPU. */
  const arrivals = {
    police: comingAt([0], 'crisis', { need: 'urgent' }),
    gp: comingAt([1], 'ipu', { need: 'urgent' }),
  };

  it('is never blocked: over the limit it goes where the rule of the crisis team says', () => {
    const over = (overLimit: Team['overLimit']) =>
      linesOf(run(county(arrivals, 1, { crisis: { overLimit } })).log, 'crisis');
    expect(over('crisis')).toContain('1 16:00 is allocated, gp 0');
    const elsewhere = county(arrivals, 1, { crisis: { overLimit: [{ to: [{ share: 1, to: 'outOfArea' }] }] } });
    expect(linesOf(run(elsewhere).log, 'outOfArea')).toEqual(['1 16:00 arrives, gp 0']);
    expect(linesOf(run(elsewhere).log, 'ipu')).toContain('6 16:00 is back, gp 0');
  });

  it('ends mutual blocking: the crisis team waits for the IPU, the IPU for the crisis team, and both drain', () => {
    // police 0 is blocked from day 9 because gp 0 keeps the IPU's place; gp 0 needs crisis care from day 1, whose one
    // place police 0 has. Over the limit gp 0 is taken on nevertheless, comes back on day 11 and leaves; then police 0 moves.
    const { log } = run(county(arrivals, 1, { crisis: { overLimit: 'crisis' } }));
    expect(log.filter((line) => /blocked|back|allocated|home/.test(line))).toEqual([
      '0 00:00 crisis: is allocated, police 0',
      '1 00:00 ipu: is allocated, gp 0',
      '1 16:00 crisis: is allocated, gp 0',
      '9 16:00 crisis: is blocked, police 0',
      '11 16:00 ipu: is back, gp 0',
      // Contacts after coming back: 12 is a Saturday, so Monday 14, then 16, 18.
      '18 16:00 ipu: is allocated, police 0',
      '18 16:00 home: arrives, gp 0',
      expect.stringMatching(/home: arrives, police 0$/),
    ]);
  });

  it('goes by shares that the crisis team states', () => {
    const many = county(
      {
        gp: comingAt(
          Array.from({ length: 2000 }, (_, i) => i / 100),
          'crisis',
          { need: 'urgent' },
        ),
      },
      1,
      {
        crisis: {
          overLimit: [
            {
              to: [
                { share: q(0.3, 'share'), to: 'outOfArea' },
                { share: 'rest', to: 'crisis' },
              ],
            },
          ],
        },
      },
    );
    const sent = linesOf(run(many).log, 'outOfArea').length;
    // 1999 people or fewer find it full; binomial with share 0.3.
    expect(Math.abs(sent / 1999 - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / 1999));
  });
});

describe('a move from one named team to another', () => {
  it('frees the place and ends the coordination', () => {
    const { log } = run({
      days: 40,
      posts: { nurses: posts(1), others: posts(1) },
      services: {
        door: comingAt([0, 0], 'first'),
        first: team({ everyDays: 2, contacts: 1, contactHours: 1 }, { staff: [staff('nurses', 1)], to: 'second' }),
        second: team({ everyDays: 2, contacts: 1, contactHours: 1 }, { staff: [staff('others', 1)] }),
        home: exit(),
      },
    });
    expect(log.filter((line) => line.includes('allocated'))).toEqual([
      '0 00:00 first: is allocated, door 0',
      '1 16:00 first: is allocated, door 1',
      '1 16:00 second: is allocated, door 0',
      expect.stringMatching(/second: is allocated, door 1$/),
    ]);
  });

  it('does so for somebody who comes from crisis care, while the first team keeps the place', () => {
    const small = county({ gp: comingAt([0], 'ipu', { need: 'urgent' }), later: comingAt([5], 'ipu') }, 5, {
      crisis: { to: 'second' },
    });
    small.posts = { ...small.posts, others: posts(1) };
    small.services.second = team({ everyDays: 2, contacts: 1, contactHours: 1 }, { staff: [staff('others', 1)] });
    // In crisis care from day 0, 16:00, for ten days; the place is free when the second team takes the person on.
    expect(
      run(small)
        .log.filter((line) => line.includes('allocated'))
        .slice(2),
    ).toEqual(['10 16:00 ipu: is allocated, later 0', '10 16:00 second: is allocated, gp 0']);
  });
});

describe('a shared team whose people can be admitted', () => {
  const admitting = (hazard: string, more: Partial<Small> = {}): Small => ({
    days: 120,
    attributes: NEED,
    posts: { nurses: posts(1), crisisNurses: posts(1, { calendar: 'always' }) },
    services: {
      police: comingAt([0, 0, 0], 'crisis'),
      gp: comingAt([0], 'ipu'),
      // The one place of the IPU is taken until day 14: contacts on 2, 7 (6 is a Sunday), 11 and 15.
      ipu: team({ everyDays: 4, contacts: 4, contactHours: 1 }, { staff: [staff('nurses', 1)] }),
      crisis: team(
        { everyDays: 1, contacts: 1, contactHours: 1 },
        {
          coordinators: 'pooled',
          staff: [staff('crisisNurses', 3)],
          episode: { end: 'stay', stay: days(4) },
          urgent: [{ id: 'admission', title: 'Admission', hazard, hours: 0, to: 'ward' }],
          to: 'ipu',
        },
      ),
      ward: delay(hours(60), { capacity: 1, to: 'ipu' }),
      home: exit(),
    },
    ...more,
  });

  it('keeps no place for them: who is admitted has left it, and everybody leaves in the end', () => {
    const { log, value } = run(admitting(q(0.3, '1/day')));
    expect(linesOf(log, 'ward').length).toBeGreaterThan(0);
    expect(linesOf(log, 'home')).toHaveLength(4);
    expect(value('crisis.caseloadAtEnd')).toBe(0);
    expect(value('ipu.caseloadAtEnd')).toBe(0);
  });

  it('does not admit those who are blocked: they stay until the next team has a place', () => {
    // All three are blocked on day 3, at the session nearest to four days; need of a bed arises on day 6.
    const { log, value } = run(
      admitting('admission', {
        parameters: { admission: { ...parameter(0, '1/day'), high: 50 } },
        timeline: [{ parameter: 'admission', op: 'to', value: 50, at: 6, until: 7 }],
      }),
    );
    expect(log.filter((line) => line.includes('blocked'))).toHaveLength(3);
    expect(value('crisis.urgent[need=admission]')).toBeGreaterThan(0);
    expect(linesOf(log, 'ward')).toEqual([]);
    // Each of the four has the place once; the three were ready in one session, so their order says nothing.
    const allocated = linesOf(log, 'ipu').filter((line) => line.includes('is allocated'));
    expect(allocated.map((line) => line.split(', ')[1]).sort()).toEqual(['gp 0', 'police 0', 'police 1', 'police 2']);
    expect(linesOf(log, 'home')).toHaveLength(4);
  });
});
