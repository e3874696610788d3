/** Time of staff that no service sees: starters who grow into their posts, protected time, and courses towards a qualification. */
import { describe, expect, it } from 'vitest';
import {
  at,
  comingAt,
  clinic,
  coming,
  days,
  duty,
  exit,
  exponential,
  linesOf,
  modelOf,
  parameter,
  posts,
  q,
  rounded,
  run,
  staff,
  team,
  Watched,
  type Small,
} from './small-scenarios';

type Posts = NonNullable<Small['posts']>[string];
type Protected = NonNullable<Posts['protectedTime']>[number];
type Qualification = NonNullable<Small['qualifications']>[string];
type Stage = NonNullable<Qualification['course']>['stages'][number];

const staffOnly = (groups: Record<string, Posts>, more: Partial<Small> = {}): Small => ({
  days: 140,
  posts: groups,
  services: { door: comingAt([0], 'home'), home: exit() },
  ...more,
});
/** Hours on the ledger in the morning of each of these days. */
const hoursOn = (small: Small, on: number[], post = 0): number[] => {
  const watched = new Watched(small);
  return on.map((day) => watched.until(day).left(post));
};
const firstWeek = [0, 1, 2, 3, 4, 5, 6];

/** Everybody leaves on day 10 and nobody on any other day. */
const allLeaveOnDay10: Partial<Small> = {
  parameters: { leaving: { ...parameter(0, '1/day'), high: 1000 } },
  timeline: [{ parameter: 'leaving', op: 'to', value: 1000, at: 10, until: 11 }],
};

describe('somebody new', () => {
  const points = (...list: [number, number][]) =>
    list.map(([day, share]) => ({
      at: day === 0 ? (0 as const) : q(day, 'day'),
      share: share === 0 || share === 1 ? (share as 0 | 1) : q(share, 'share'),
    }));
  const starting = (rampUp: Posts['rampUp'], more: Partial<Posts> = {}): Posts =>
    posts(1, {
      calendar: 'always',
      contracted: q(56, 'hour/WTE/week'),
      leavers: 'leaving',
      hire: { time: days(10), success: 1, open: 1 },
      rampUp,
      ...more,
    });

  it('has hours in steps', () => {
    const rampUp = { shape: 'steps' as const, points: points([0, 0.25], [7, 0.5], [14, 1]) };
    // In post from day 20 on.
    expect(hoursOn(staffOnly({ nurses: starting(rampUp) }, allLeaveOnDay10), [9, 10, 20, 26, 27, 33, 34, 90])).toEqual([
      8, 0, 2, 2, 4, 4, 8, 8,
    ]);
  });

  it('has hours in straight lines between points', () => {
    const rampUp = { shape: 'linear' as const, points: points([4, 0.5], [14, 1]) };
    expect(hoursOn(staffOnly({ nurses: starting(rampUp) }, allLeaveOnDay10), [20, 24, 25, 29, 33, 34, 60])).toEqual([
      4, 4, 4.4, 6, 7.6, 8, 8,
    ]);
  });

  it('has places that grow likewise; those in post at the start have all', () => {
    const rampUp = { shape: 'steps' as const, points: points([0, 0], [7, 0.5], [14, 1]) };
    const small: Small = {
      days: 60,
      ...allLeaveOnDay10,
      posts: { nurses: starting(rampUp) },
      services: {
        early: comingAt([1, 1], 'team'),
        door: comingAt([11, 11, 11], 'team'),
        team: team({ everyDays: 2, contacts: 3, contactHours: 1 }, { staff: [staff('nurses', 2)] }),
        home: exit(),
      },
    };
    const allocated = linesOf(run(small).log, 'team').filter((line) => line.includes('allocated'));
    // One place from day 27 on; its three contacts are on days 28, 30 and 32. Two places from day 34 on.
    expect(allocated).toEqual([
      '1 00:00 is allocated, early 0',
      '1 00:00 is allocated, early 1',
      '27 00:00 is allocated, door 0',
      '32 16:00 is allocated, door 1',
      '34 00:00 is allocated, door 2',
    ]);
  });

  it('counts what is missing, and not absence', () => {
    const rampUp = { shape: 'steps' as const, points: points([0, 0.5], [10, 1]) };
    const { value } = run(staffOnly({ nurses: starting(rampUp) }, allLeaveOnDay10));
    expect(value('workforce.rampUpHours[profession=nurse]')).toBeCloseTo((10 * 4 * 7) / 140, 10);
    expect(value('workforce.hoursGiven[profession=nurse]')).toBeCloseTo(((130 * 8 - 10 * 4) * 7) / 140, 10);
  });

  it('is refused with points that go back in time', () => {
    const rampUp = { shape: 'linear' as const, points: points([0, 0.5], [14, 0.7], [7, 1]) };
    expect(() => new Watched(staffOnly({ nurses: starting(rampUp) }, allLeaveOnDay10))).toThrow(/later than the one/);
  });
});

describe('protected time', () => {
  const meeting = (hours: number, on?: ('mon' | 'tue' | 'wed' | 'sat')[]): Protected => ({
    id: 'meeting',
    title: 'Team meeting',
    kind: 'meetings',
    hours: q(hours, 'hour/WTE/week'),
    ...(on && { on }),
  });
  const trainingDays = (perWeek: number): Protected => ({
    id: 'course',
    title: 'Course days',
    kind: 'training',
    days: q(perWeek / 7, 'share'),
    on: ['tue', 'wed'],
  });
  const withTime = (wte: number, ...protectedTime: Protected[]): Posts => posts(wte, { protectedTime });

  it('takes hours in equal parts on working days, or on the weekdays given', () => {
    expect(hoursOn(staffOnly({ nurses: withTime(1, meeting(5)) }), firstWeek)).toEqual([7, 7, 7, 7, 7, 0, 0]);
    expect(hoursOn(staffOnly({ nurses: withTime(1, meeting(3, ['mon', 'wed'])) }), firstWeek)).toEqual([
      6.5, 8, 6.5, 8, 8, 0, 0,
    ]);
    // A part-time post loses its share.
    expect(hoursOn(staffOnly({ nurses: withTime(0.5, meeting(5)) }), [0])).toEqual([3.5]);
  });

  it('takes whole days in turn, spread over posts and weekdays', () => {
    const watched = new Watched(staffOnly({ nurses: withTime(40, trainingDays(0.5)) }));
    const { ledger, count } = watched.world.workforce;
    const awayOn = new Map<number, number>();
    const daysOf = Array.from({ length: count }, () => 0);
    for (let day = 0; day < 140; day++) {
      watched.until(day);
      for (let post = 0; post < count; post++) {
        if (ledger.present[post] === 1 || day % 7 > 4) continue;
        awayOn.set(day, (awayOn.get(day) ?? 0) + 1);
        daysOf[post]++;
      }
    }
    // Half a day a week is every fourth Tuesday or Wednesday: ten days in twenty weeks for each post.
    expect(new Set(daysOf)).toEqual(new Set([10]));
    expect([...awayOn.keys()].every((day) => day % 7 === 1 || day % 7 === 2)).toBe(true);
    // A quarter of forty posts each time, give or take what is left over.
    for (const away of awayOn.values()) expect(Math.abs(away - 10)).toBeLessThanOrEqual(2);
  });

  it('comes off before rosters, slots and contacts', () => {
    const small: Small = {
      days: 14,
      posts: { nurses: withTime(1, { ...trainingDays(2), on: ['tue', 'wed'] }) },
      services: {
        police: comingAt([at(1, 10)], 'hub'),
        hub: duty(2),
        home: exit(),
      },
    };
    // On the rota every day, but away on Tuesday and Wednesday: the job of Tuesday begins on Thursday.
    expect(linesOf(run(small).log, 'hub')).toContain('3 09:00 starts, police 0');
  });

  it('of whole days is known when slots are published', () => {
    const { value, log } = run({
      days: 70,
      posts: { nurses: withTime(1, trainingDays(2)) },
      services: {
        gp: coming(2, 'clinic'),
        clinic: clinic(0, { slots: { posts: [{ posts: 'nurses', perWeek: q(5, 'person/WTE/week') }] } }),
        home: exit(),
      },
    });
    // Nobody is booked for a day of training and moved.
    expect(log.filter((line) => line.includes('is moved'))).toEqual([]);
    expect(log.filter((line) => /is booked for day (\d+)/.test(line)).length).toBeGreaterThan(20);
    expect(value('workforce.trainingHours[profession=nurse]')).toBeCloseTo(16, 10);
  });

  it('is measured by kind, by profession and by team', () => {
    const supervision: Protected = { id: 's', title: 'S', kind: 'supervision', hours: q(2, 'hour/WTE/week') };
    const { value, series } = run({
      days: 140,
      run: { seriesDays: 14 },
      posts: { nurses: withTime(2, meeting(5), supervision), others: posts(1) },
      services: {
        door: comingAt([1], 'team'),
        team: team({ everyDays: 7, contacts: 2, contactHours: 1 }, { staff: [staff('nurses')] }),
        home: exit(),
      },
    });
    for (const part of ['profession=nurse', 'team=team']) {
      expect(value(`workforce.meetingHours[${part}]`)).toBeCloseTo(10, 10);
      expect(value(`workforce.supervisionHours[${part}]`)).toBeCloseTo(4, 10);
      expect(series(`workforce.meetingHours[${part}]`).map(rounded)).toEqual(Array.from({ length: 10 }, () => 10));
    }
    expect(value('workforce.established[team=team]')).toBe(2);
    expect(value('workforce.established[profession=nurse]')).toBe(3);
    // Two contacts of an hour are all that is done with 26 × 2 + 40 hours a week.
    expect(value('workforce.hoursUnused[team=team]')).toBeGreaterThan(0.9);
  });

  it('is shown for the whole run only where the run asks for no series of staff', () => {
    const small = staffOnly({ nurses: withTime(2, meeting(5)) });
    const shown = (more: object) =>
      modelOf({ ...small, run: more })
        .layout.measures.filter(({ id }) => id.startsWith('workforce.meetingHours'))
        .map(({ shape }) => shape);
    expect(shown({})).toContain('series');
    expect(new Set(shown({ staffSeries: false }))).toEqual(new Set(['scalar']));
    expect(
      run({ ...small, run: { staffSeries: false } }).value('workforce.meetingHours[profession=nurse]'),
    ).toBeCloseTo(10, 10);
  });

  it.each([
    ['hours on a day off', meeting(1, ['sat']), /do not work on sat/],
    ['more hours than there are', meeting(41), /hours a week of the 40 contracted/],
    ['more days than the weekdays make', trainingDays(3), /between 0 and/],
    ['an unknown kind', { ...meeting(1), kind: 'lunch' } as unknown as Protected, /training, supervision, meetings/],
  ])('is refused: %s', (_, wrong, message) => {
    expect(() => new Watched(staffOnly({ nurses: withTime(1, wrong) }))).toThrow(message);
  });
});

describe('a course', () => {
  const stage = (length: number, more: Partial<Stage> = {}): Stage => ({
    id: `s${length}`,
    title: 'Stage',
    length: days(length),
    pass: 1,
    ...more,
  });
  const course = (stages: Stage[], more: Partial<Qualification> = {}): Qualification => ({
    title: 'AMHP training',
    from: 'workers',
    to: 'amhps',
    rate: 'places',
    course: { stages },
    ...more,
  });
  /** One place on the course comes up on day 7 or soon after, and no other. */
  const onePlace: Partial<Small> = {
    parameters: { places: { ...parameter(0, 'person/day'), high: 1000 } },
    timeline: [{ parameter: 'places', op: 'to', value: 1000, at: 7, until: 8 }],
  };
  const small = (qualification: Qualification, groups: Record<string, Posts> = {}, more: Partial<Small> = {}): Small =>
    staffOnly(
      { workers: posts(1), amhps: posts(1, { inPost: 0 }), ...groups },
      { ...onePlace, qualifications: { training: qualification }, ...more },
    );

  it('takes its days from the post, stage by stage, and ends in a vacant post', () => {
    const stages = [stage(21, { on: ['thu', 'fri'] }), stage(14, { id: 'placement', on: ['mon'] }), stage(7)];
    const watched = new Watched(small(course(stages)));
    const { ledger, filled } = watched.world.workforce;
    const away: number[] = [];
    for (let day = 0; day < 49; day++) {
      watched.until(day);
      if (filled[0] === 1 && ledger.present[0] === 0 && day % 7 < 5) away.push(day);
    }
    // Stage 1 on days 7 to 27, stage 2 on days 28 to 41, stage 3 without days until day 49.
    expect(away).toEqual([10, 11, 17, 18, 24, 25, 28, 35]);
    expect([filled[0], filled[1]]).toEqual([1, 0]);
    watched.until(49);
    expect([filled[0], filled[1]]).toEqual([0, 1]);
    const { value, series } = run(small(course(stages)));
    expect(value('workforce.students[qualification=training]')).toBeCloseTo(42 / 140, 10);
    expect(series('workforce.students[qualification=training]').slice(0, 3)).toEqual([1, 0, 0]);
    expect(value('workforce.trainingHours[profession=nurse]')).toBeCloseTo((8 * 8 * 7) / 140, 10);
    expect((value('workforce.qualified[qualification=training]') / 365.25) * 140).toBeCloseTo(1, 10);
  });

  it('is passed or failed by stage', () => {
    const POSTS = 500;
    const pass = q(0.8, 'share');
    const { value } = run(
      small(course([stage(10, { pass }), stage(20, { id: 'two', pass })]), {
        workers: posts(POSTS),
        amhps: posts(POSTS, { inPost: 0 }),
      }),
    );
    // A thousand places a day for one day, and one person each: everybody begins.
    const qualified = (value('workforce.qualified[qualification=training]') / 365.25) * 140;
    expect(value('workforce.inPost[posts=amhps]')).toBe(Math.round(qualified));
    expect(Math.abs(qualified / POSTS - 0.64)).toBeLessThan(4 * Math.sqrt((0.64 * 0.36) / POSTS));
    const failed = (value('workforce.failedCourse[qualification=training]') / 365.25) * 140;
    expect(Math.round(failed + qualified)).toBe(POSTS);
    expect(value('workforce.inPost[posts=workers]')).toBe(POSTS - Math.round(qualified));
  });

  it('leaves whoever has passed in the post while nothing is vacant', () => {
    const { value } = run(small(course([stage(14, { on: ['thu'] })]), { amhps: posts(1) }));
    expect(value('workforce.inPost[posts=workers]')).toBe(1);
    expect(value('workforce.qualified[qualification=training]')).toBe(0);
    // Days 10 and 17 only.
    expect(value('workforce.trainingHours[profession=nurse]')).toBeCloseTo((2 * 8 * 7) / 140, 10);
  });

  it('ends when the holder leaves', () => {
    const { value } = run(
      small(
        course([stage(60, { on: ['thu'] })]),
        { workers: posts(1, { leavers: 'leaving', hire: { time: days(5), success: 1, open: 1 } }) },
        {
          parameters: { ...onePlace.parameters, ...allLeaveOnDay10.parameters },
          timeline: [...onePlace.timeline!, ...allLeaveOnDay10.timeline!],
        },
      ),
    );
    expect((value('workforce.leftCourse[qualification=training]') / 365.25) * 140).toBeCloseTo(1, 10);
    expect(value('workforce.students[qualification=training]')).toBeCloseTo(3 / 140, 10);
    expect(value('workforce.inPost[posts=amhps]')).toBe(0);
  });

  it('from outside brings people into vacant posts after its length, and no more than there are posts', () => {
    const watched = new Watched(small(course([stage(60)], { from: undefined }), { amhps: posts(3, { inPost: 0 }) }));
    const { workforce } = watched.world;
    watched.until(66);
    expect(workforce.inPost(1)).toBe(0);
    watched.until(67);
    expect(workforce.inPost(1)).toBe(3);
    expect(workforce.inPost(0)).toBe(1);
  });

  it('has as many people as its rate and length make (Little)', () => {
    const LENGTH = 4000;
    const { value } = run(
      small(
        course([stage(30, { length: exponential(90), pass: 0 })], { rate: q(0.05, 'person/day') }),
        { workers: posts(60) },
        { parameters: {}, timeline: [], days: LENGTH, run: { warmUpDays: 1000 } },
      ),
    );
    // 0.05 a day × 90 days, and half a day since courses end in the morning; variance of a time average of M/G/∞: 2 ρ m / T.
    const mean = 0.05 * (90 + 0.5);
    const standardError = Math.sqrt((2 * mean * 90) / (LENGTH - 1000));
    expect(Math.abs(value('workforce.students[qualification=training]') - mean)).toBeLessThan(4 * standardError);
  });

  it('may have people in it at the start', () => {
    const stages = [
      stage(100, { on: ['thu'], start: q(5, 'person') }),
      stage(50, { id: 'two', on: ['mon'], start: q(1, 'person') }),
    ];
    const watched = new Watched(
      small(
        course(stages, { rate: 0 }),
        { workers: posts(10), amhps: posts(9, { inPost: 0 }) },
        { parameters: {}, timeline: [] },
      ),
    );
    const { ledger, filled } = watched.world.workforce;
    const awayOn = (day: number) => {
      watched.until(day);
      return [...filled].filter((one, post) => one === 1 && ledger.present[post] === 0).length;
    };
    expect(awayOn(0)).toBe(1);
    // Those in the first stage: each is a uniform share of the way through its 100 days.
    expect([4, 5]).toContain(awayOn(3));
    watched.until(139);
    expect(watched.world.workforce.inPost(1)).toBeGreaterThanOrEqual(4);
  });

  it.each([
    ['days of people who hold no post', course([stage(10, { on: ['mon'] })], { from: undefined }), /hold no post/],
    ['a pass rate over 1', course([stage(10, { pass: q(1.2, 'share') })]), /share/],
    ['a day off', course([stage(10, { on: ['sun'] })]), /do not work on sun/],
    ['unknown posts', course([stage(10)], { to: 'amhpz' }), /amhps/],
    ['two stages of one id', course([stage(10), stage(10)]), /stands twice/],
  ])('is refused: %s', (_, wrong, message) => {
    expect(() => new Watched(small(wrong))).toThrow(message);
  });
});
