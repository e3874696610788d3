/** How vacancies end: approval, rounds that fail, a pause, notice; and what agency does meanwhile. */
import { describe, expect, it } from 'vitest';
import {
  comingAt,
  days,
  exit,
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
type Hire = NonNullable<Posts['hire']>;

const staffOnly = (groups: Record<string, Posts>, more: Partial<Small> = {}): Small => ({
  days: 400,
  posts: groups,
  services: { door: comingAt([0], 'home'), home: exit() },
  ...more,
});

/** Everybody leaves on day 10 and nobody on any other day. */
const allLeaveOnDay10: Partial<Small> = {
  parameters: { leaving: { ...parameter(0, '1/day'), high: 1000 } },
  timeline: [{ parameter: 'leaving', op: 'to', value: 1000, at: 10, until: 11 }],
};
const nurses = (wte: number, hire: Partial<Hire>, more: Partial<Posts> = {}): Posts =>
  posts(wte, { leavers: 'leaving', hire: { time: days(20), success: 1, open: 1, ...hire }, ...more });

/** Day on which each post is filled again. */
function filledOn(small: Small): number[] {
  const watched = new Watched(small);
  const { filled, count } = watched.world.workforce;
  const on = Array.from({ length: count }, () => Infinity);
  for (let day = 11; day < small.days; day++) {
    watched.until(day);
    for (let post = 0; post < count; post++) if (filled[post] === 1 && on[post] === Infinity) on[post] = day;
  }
  return on;
}

describe('time to hire', () => {
  it('is the sum of approval, rounds and notice', () => {
    const small = staffOnly({ nurses: nurses(2, { before: days(14), starts: days(30) }) }, allLeaveOnDay10);
    expect(filledOn(small)).toEqual([10 + 14 + 20 + 30, 10 + 14 + 20 + 30]);
    const { value } = run(small);
    expect(value('workforce.vacancyLength[profession=nurse]')).toBeCloseTo((14 + 20 + 30) / 7, 12);
    expect(value('workforce.adverts[profession=nurse]')).toBeCloseTo((2 / 400) * 365.25, 12);
    expect(value('workforce.advertsFailed[profession=nurse]')).toBe(0);
  });

  it('grows by rounds that fail and by pauses, as their probabilities make it', () => {
    const POSTS = 4000;
    const success = 0.4;
    const small = staffOnly(
      {
        nurses: nurses(POSTS, {
          success: q(success, 'share'),
          before: days(5),
          starts: days(8),
          pause: { afterRounds: 2, length: days(50) },
        }),
      },
      { ...allLeaveOnDay10, days: 1400 },
    );
    const lengths = filledOn(small).map((day) => day - 10);
    // With n rounds: 5 + 20 n + 50 ⌊(n - 1) / 2⌋ + 8, n geometric.
    const fail = 1 - success;
    const lengthOf = (n: number) => 13 + 20 * n + 50 * Math.floor((n - 1) / 2);
    for (const n of [1, 2, 3, 4]) {
      const p = success * fail ** (n - 1);
      const found = lengths.filter((length) => length === lengthOf(n)).length;
      expect(Math.abs(found / POSTS - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / POSTS));
    }
    // Mean: rounds 1/p; pauses q² / (1 - q²), since each needs two more failures.
    const mean = 13 + 20 / success + (50 * fail ** 2) / (1 - fail ** 2);
    const variance = lengths.reduce((sum, length) => sum + (length - mean) ** 2, 0) / POSTS;
    const found = lengths.reduce((sum, length) => sum + length, 0) / POSTS;
    expect(Math.abs(found - mean)).toBeLessThan(4 * Math.sqrt(variance / POSTS));
  });

  it('gives the vacancy rate of a renewal process', () => {
    const POSTS = 200;
    const LENGTH = 5000;
    const hazard = 0.004;
    const { value } = run(
      staffOnly(
        {
          nurses: posts(POSTS, {
            leavers: q(hazard, '1/day'),
            hire: { time: days(30), success: q(0.5, 'share'), open: 1, starts: days(20) },
          }),
        },
        { days: LENGTH, run: { warmUpDays: 1000 } },
      ),
    );
    // Whoever starts stays 1 / (1 - e^-h) days on average (leavers go in the morning); a vacancy takes 30 / 0.5 + 20.
    const stay = 1 / (1 - Math.exp(-hazard));
    const vacancy = 30 / 0.5 + 20;
    const share = vacancy / (vacancy + stay);
    const varianceStay = stay ** 2;
    const varianceVacancy = (30 ** 2 * 0.5) / 0.5 ** 2;
    const perDay = (stay ** 2 * varianceVacancy + vacancy ** 2 * varianceStay) / (stay + vacancy) ** 3;
    const standardError = Math.sqrt(perDay / (POSTS * (LENGTH - 1000)));
    expect(Math.abs(value('workforce.vacant[profession=nurse]') / POSTS - share)).toBeLessThan(4 * standardError);
    expect(Math.abs(value('workforce.vacancy') - share)).toBeLessThan(4 * standardError);
    expect(standardError).toBeLessThan(0.02 * share);
  });
});

describe('a freeze', () => {
  const frozen = (from: number, until: number, hire: Partial<Hire>): Small =>
    staffOnly(
      { nurses: nurses(1, { open: 'open', ...hire }) },
      {
        parameters: { ...allLeaveOnDay10.parameters, open: { ...parameter(1, 'share'), low: 0 } },
        timeline: [...(allLeaveOnDay10.timeline ?? []), { parameter: 'open', op: 'to', value: 0, at: from, until }],
      },
    );

  it('withdraws an advert, and everything begins again from the start', () => {
    expect(filledOn(frozen(30, 60, { before: days(14), starts: days(30) }))).toEqual([60 + 14 + 20 + 30]);
  });

  it('lets an offer stand that has been made', () => {
    // Approved on day 24, appointed on day 44, in post on day 74.
    expect(filledOn(frozen(50, 200, { before: days(14), starts: days(30) }))).toEqual([74]);
  });
});

describe('agency', () => {
  const agency = (share: string | 0 | 1, after: number, part = 0.75): NonNullable<Posts['agency']> => ({
    share,
    after: days(after),
    yield: q(part, 'share'),
  });

  it('covers a vacant post after a delay, with a part of its hours, until it is filled', () => {
    const small = staffOnly({ nurses: nurses(1, { time: days(60) }, { agency: agency(1, 14) }) }, allLeaveOnDay10);
    const watched = new Watched(small);
    const left = (day: number) => watched.until(day).left();
    // Day 10 is a Thursday; cover begins on day 24, also a Thursday; day 70 is a Monday.
    expect([left(9), left(10), left(23), left(24), left(25), left(26), left(67), left(70)]).toEqual([
      8, 0, 0, 6, 6, 0, 6, 8,
    ]);
    const { value, series } = run(small);
    // Paid for in full: 8 hours on each of the working days from 24 to 69.
    const workingDays = Array.from({ length: 46 }, (_, i) => 24 + i).filter((day) => day % 7 < 5).length;
    expect(value('workforce.agencyHours[posts=nurses]')).toBeCloseTo((workingDays * 8 * 7) / 400, 10);
    expect(value('workforce.agency[profession=nurse]')).toBeCloseTo(46 / 400, 10);
    expect(value('workforce.vacant[profession=nurse]')).toBeCloseTo(60 / 400, 10);
    expect(value('workforce.inPost[posts=nurses]')).toBe(1);
    expect(() => value('workforce.agencyPay[posts=nurses]')).toThrow('there is no scalar');
    const months = series('workforce.agency[posts=nurses]');
    // Of the days that begin in the first month (0 to 30) seven have cover, from 24 on.
    expect(months[0]).toBeCloseTo(7 / 31, 10);
    expect(months[5]).toBe(0);
  });

  it('is paid by the hour, worked or not, at its own price', () => {
    const priced = { ...agency(1, 0), price: q(35, '£/hour') };
    const small = staffOnly({
      nurses: posts(3, { inPost: q(1, 'WTE'), agency: priced }),
      others: posts(1, { inPost: 0, agency: agency(1, 0) }),
    });
    const model = modelOf({
      ...small,
      days: 364,
      primaryMeasures: [
        { measure: 'workforce.agencyPay[posts=nurses]', margin: q(50000, '£/year') },
        { measure: 'workforce.agencyHours[posts=nurses]', margin: q(5, 'hour/week') },
        { measure: 'workforce.vacant[profession=nurse]', margin: q(0.5, 'WTE') },
        { measure: 'workforce.vacancyLength[profession=nurse]', margin: q(2, 'week') },
      ],
    });
    // Margins are in the measures' own units.
    expect(model.primary.map(({ margin }) => rounded(margin))).toEqual([50000, 5, 0.5, 2]);
    const { value } = run(model);
    // Two vacant posts of 40 hours a week, whatever the yield.
    expect(value('workforce.agencyPay[posts=nurses]')).toBeCloseTo((2 * 40 * 35 * 365.25) / 7, 6);
    expect(value('workforce.agencyPay[profession=nurse]')).toBe(value('workforce.agencyPay[posts=nurses]'));
    expect(() => value('workforce.agencyPay[posts=others]')).toThrow('there is no scalar');
  });

  it('covers the stated share of vacancies, and ends where the share falls', () => {
    const POSTS = 1000;
    const small = staffOnly(
      { nurses: nurses(POSTS, { open: 0 }, { agency: agency('cover', 0) }) },
      {
        parameters: { ...allLeaveOnDay10.parameters, cover: { ...parameter(0.3, 'share'), low: 0 } },
        timeline: [...(allLeaveOnDay10.timeline ?? []), { parameter: 'cover', op: 'to', value: 0, at: 100 }],
      },
    );
    const watched = new Watched(small).until(50);
    const { covered, effective } = watched.world.workforce;
    const now = () => covered.reduce((sum, one) => sum + one, 0);
    expect(Math.abs(now() / POSTS - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / POSTS));
    watched.until(100);
    expect(now()).toBe(0);
    expect(Math.max(...effective)).toBe(0);
  });

  it('takes a caseload, with places by its yield, which the next holder takes over', () => {
    const everyDay = { calendar: 'always', contracted: q(56, 'hour/WTE/week') };
    const small: Small = {
      days: 90,
      ...allLeaveOnDay10,
      posts: {
        nurses: nurses(1, { time: days(30) }, { ...everyDay, agency: agency(1, 4, 0.5) }),
      },
      services: {
        door: comingAt([11, 11, 11], 'team'),
        team: team({ everyDays: 4, contacts: 20, contactHours: 1 }, { staff: [staff('nurses', 4)] }),
        home: exit(),
      },
    };
    // Four places at half a yield are two, from day 14; the third person waits for the new holder of day 40.
    expect(linesOf(run(small).log, 'team').filter((line) => line.includes('allocated'))).toEqual([
      '14 00:00 is allocated, door 0',
      '14 00:00 is allocated, door 1',
      '40 00:00 is allocated, door 2',
    ]);
    // The contacts of the first two go on, with hours of agency and then of the holder.
    expect(new Watched(small).until(39.9).world.services[1].inside()).toBe(3);
  });

  it('is there from the start in posts that are vacant at the start', () => {
    const small = staffOnly({ nurses: posts(3, { inPost: q(1, 'WTE'), agency: agency(1, 30) }) });
    const watched = new Watched(small).until(0);
    expect([watched.left(0), watched.left(1), watched.left(2)].map(rounded)).toEqual([8, 6, 6]);
  });
});

describe('what a file says of recruitment and agency', () => {
  it.each([
    ['a share over 1', { agency: { share: q(1.5, 'share'), after: days(1), yield: 1 as const } }, /share/],
    ['a yield below 0', { agency: { share: 1 as const, after: days(1), yield: q(-0.5, 'share') } }, /yield|0 and 1/],
    [
      'a pause after no rounds',
      { hire: { time: days(1), success: 1 as const, open: 1 as const, pause: { afterRounds: 0, length: days(1) } } },
      /afterRounds/,
    ],
  ])('is refused: %s', (_, more, message) => {
    expect(() => new Watched(staffOnly({ nurses: posts(1, more) }))).toThrow(message);
  });
});
