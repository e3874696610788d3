/** Posts and the people in them: leavers, recruitment, qualification, leave and sickness. */
import { describe, expect, it } from 'vitest';
import { splitPosts } from '../../engine/workforce/post-groups';
import {
  clinic,
  coming,
  comingAt,
  days,
  exit,
  linesOf,
  parameter,
  posts,
  q,
  run,
  staff,
  team,
  Watched,
  type Small,
} from '../mechanisms/small-scenarios';

type Posts = NonNullable<Small['posts']>[string];

/** A scenario that has staff and nothing for them to do. */
const workforce = (groups: Record<string, Posts>, more: Partial<Small> = {}): Small => ({
  days: 400,
  posts: groups,
  services: { door: comingAt([0], 'home'), home: exit() },
  ...more,
});

/** Days on which each post becomes filled (+) or vacant (−), as `+70`. */
function history(small: Small, postsOf: number, until = small.days): string[][] {
  const watched = new Watched(small);
  const { filled } = watched.world.workforce;
  const lines: string[][] = Array.from({ length: postsOf }, () => []);
  let before = Array.from(filled.slice(0, postsOf));
  for (let day = 1; day < until; day++) {
    watched.until(day);
    for (let post = 0; post < postsOf; post++)
      if (filled[post] !== before[post]) lines[post].push(`${filled[post] === 1 ? '+' : '-'}${day}`);
    before = Array.from(filled.slice(0, postsOf));
  }
  return lines;
}

/** Everybody leaves on day 10 and nobody on any other day. */
const allLeaveOnDay10: Partial<Small> = {
  parameters: { leaving: { ...parameter(0, '1/day'), high: 1000 } },
  timeline: [{ parameter: 'leaving', op: 'to', value: 1000, at: 10, until: 11 }],
};
const hire = (time: number, open: 0 | 1 | string = 1, success: 1 | string = 1): Posts['hire'] => ({
  time: days(time),
  open,
  success,
});

describe('posts', () => {
  it('12.6 WTE are twelve posts and one of 0.6', () => {
    const split = splitPosts(12.6, 12.6);
    expect(split).toHaveLength(13);
    expect(split.slice(0, 12).every(({ wte, filled }) => wte === 1 && filled)).toBe(true);
    expect(split[12].wte).toBeCloseTo(0.6, 12);
  });

  it('that are vacant at the start come after the filled ones', () => {
    expect(splitPosts(4, 2.5)).toEqual([
      { wte: 1, filled: true },
      { wte: 1, filled: true },
      { wte: 0.5, filled: true },
      { wte: 1, filled: false },
      { wte: 0.5, filled: false },
    ]);
    expect(splitPosts(3, 0).map(({ filled }) => filled)).toEqual([false, false, false]);
    expect(splitPosts(0, 0)).toEqual([]);
  });
});

describe('leavers', () => {
  it('leave at the stated hazard', () => {
    const POSTS = 1000;
    const { value } = run(workforce({ nurses: posts(POSTS, { leavers: q(0.001, '1/day') }) }));
    // After 400 days each is still there with probability exp(-0.4).
    const stays = Math.exp(-0.4);
    expect(Math.abs(value('workforce.inPost[posts=nurses]') / POSTS - stays)).toBeLessThan(
      4 * Math.sqrt((stays * (1 - stays)) / POSTS),
    );
    expect(value('workforce.inPost[profession=nurse]')).toBe(value('workforce.inPost[posts=nurses]'));
    expect((value('workforce.leavers') * 400) / 365.25).toBeCloseTo(POSTS - value('workforce.inPost[posts=nurses]'), 9);
  });

  it('leave a vacancy for good where nothing is said of recruitment', () => {
    expect(history(workforce({ nurses: posts(2, { leavers: 'leaving' }) }, allLeaveOnDay10), 2)).toEqual([
      ['-10'],
      ['-10'],
    ]);
  });

  it('have their cases taken on by colleagues, and those who find no room wait for it before anybody new', () => {
    const everyDay = { calendar: 'always', contracted: q(56, 'hour/WTE/week') };
    const { log } = run({
      days: 60,
      ...allLeaveOnDay10,
      posts: { nurses: posts(1, { leavers: 'leaving', ...everyDay }), others: posts(1, everyDay) },
      services: {
        // door 0 and door 2 go to the nurse who leaves, door 1 to her colleague; door 3 is new on day 12.
        door: comingAt([0, 1, 2, 12], 'team'),
        team: team({ everyDays: 4, contacts: 6, contactHours: 1 }, { staff: [staff('nurses', 2), staff('others', 2)] }),
        home: exit(),
      },
    });
    // The colleague has room for door 0, whose six contacts go on: 2, 6, 10, ..., 22. Then she takes door 2 on, whose
    // contacts of 4 and 8 are made: 22, 26, 30, 34. Only when door 1 leaves (3, 7, ..., 23) is there a place for door 3.
    expect(linesOf(log, 'home').slice(0, 3)).toEqual([
      '22 16:00 arrives, door 0',
      '23 16:00 arrives, door 1',
      '34 16:00 arrives, door 2',
    ]);
    expect(log).toContain('23 16:00 team: is allocated, door 3');
  });

  it('whose cases find nobody leave them without contacts until the post is filled', () => {
    const small: Small = {
      days: 60,
      ...allLeaveOnDay10,
      posts: {
        nurses: posts(1, {
          calendar: 'always',
          contracted: q(56, 'hour/WTE/week'),
          leavers: 'leaving',
          hire: hire(14),
        }),
      },
      services: {
        door: comingAt([0], 'team'),
        team: team({ everyDays: 4, contacts: 5, contactHours: 1 }, { staff: [staff('nurses', 2)] }),
        home: exit(),
      },
    };
    // Contacts on days 2 and 6; the one due on day 10 is made when the post is filled, on 24; then 28 and 32.
    expect(linesOf(run(small).log, 'home')).toEqual(['32 16:00 arrives, door 0']);
    expect(new Watched(small).until(24.7).left()).toBe(8 - 1);
    expect(new Watched(small).until(25.7).left()).toBe(8);
  });
});

describe('recruitment', () => {
  it('fills a vacancy after the time to hire', () => {
    const small = workforce({ nurses: posts(2, { leavers: 'leaving', hire: hire(60) }) }, allLeaveOnDay10);
    expect(history(small, 2)).toEqual([
      ['-10', '+70'],
      ['-10', '+70'],
    ]);
  });

  it('that fails is tried again', () => {
    const POSTS = 400;
    const small = workforce(
      { nurses: posts(POSTS, { leavers: 'leaving', hire: hire(20, 1, q(0.5, 'share')) }) },
      allLeaveOnDay10,
    );
    const filledOn = history(small, POSTS).map((lines) => Number(lines[1]));
    // Attempts end on day 30, 50, 70, ...: half of those that are left succeed each time.
    expect(filledOn.every((day) => (day - 10) % 20 === 0)).toBe(true);
    const first = filledOn.filter((day) => day === 30).length;
    expect(Math.abs(first / POSTS - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / POSTS));
    const second = filledOn.filter((day) => day === 50).length;
    expect(Math.abs(second / (POSTS - first) - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / (POSTS - first)));
  });

  it('a freeze withdraws the advert, and recruitment begins again when it is lifted', () => {
    const small = workforce(
      { nurses: posts(1, { leavers: 'leaving', hire: hire(60, 'open') }) },
      {
        parameters: { ...allLeaveOnDay10.parameters, open: { ...parameter(1, 'share'), low: 0 } },
        timeline: [...(allLeaveOnDay10.timeline ?? []), { parameter: 'open', op: 'to', value: 0, at: 30, until: 100 }],
      },
    );
    // Advertised on day 10 and due on day 70; withdrawn on day 30; advertised again on day 100.
    expect(history(small, 1)).toEqual([['-10', '+160']]);
  });

  it('a freeze that ends before anybody leaves changes nothing', () => {
    const small = workforce(
      { nurses: posts(1, { leavers: 'leaving', hire: hire(60, 'open') }) },
      {
        parameters: { ...allLeaveOnDay10.parameters, open: { ...parameter(1, 'share'), low: 0 } },
        timeline: [...(allLeaveOnDay10.timeline ?? []), { parameter: 'open', op: 'to', value: 0, at: 1, until: 9 }],
      },
    );
    expect(history(small, 1)).toEqual([['-10', '+70']]);
  });

  it('of a post that is vacant at the start is under way already', () => {
    const POSTS = 500;
    const filledOn = history(workforce({ nurses: posts(POSTS, { inPost: 0, hire: hire(60) }) }), POSTS).map((lines) =>
      Number(lines[0]),
    );
    // Uniform over the 60 days of an advert, found filled on the morning after.
    expect(Math.max(...filledOn)).toBe(60);
    const mean = filledOn.reduce((sum, day) => sum + day, 0) / POSTS;
    expect(Math.abs(mean - 30.5)).toBeLessThan(4 * Math.sqrt(60 ** 2 / 12 / POSTS));
  });

  it('of posts that are vacant at the start is in any of its stages, so that as many start in the first weeks as later', () => {
    const POSTS = 1000;
    // Half of the rounds of 40 days fail: 100 days of approval, 80 of rounds and 60 of notice.
    const stages: Posts['hire'] = {
      before: days(100),
      time: days(40),
      success: q(0.5, 'share'),
      open: 1,
      starts: days(60),
    };
    const filledOn = history(workforce({ nurses: posts(POSTS, { inPost: 0, hire: stages }) }), POSTS).map((lines) =>
      Number(lines[0]),
    );
    const share = (until: number) => filledOn.filter((day) => day <= until).length / POSTS;
    for (const day of [30, 60, 120]) {
      const expected = day / 240;
      expect(Math.abs(share(day) - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / POSTS) + 0.01);
    }
  });
});

describe('people who qualify', () => {
  const qualifying = (groups: Record<string, Posts>, rate: number, more: Partial<Small> = {}): Small =>
    workforce(groups, {
      qualifications: { course: { title: 'Course', from: 'nurses', to: 'amhps', rate: q(rate, 'person/day') } },
      ...more,
    });

  it('leave their post and take a vacant one, at the stated rate', () => {
    const { value } = run(qualifying({ nurses: posts(200), amhps: posts(200, { inPost: 0 }) }, 0.25));
    const qualified = value('workforce.inPost[posts=amhps]');
    // Poisson with mean 0.25 × 400.
    expect(Math.abs(qualified - 100)).toBeLessThan(4 * 10);
    expect(value('workforce.inPost[posts=nurses]')).toBe(200 - qualified);
  });

  it('wait while there is no vacancy, and fill one on the day it arises', () => {
    const small = qualifying({ amhps: posts(1, { leavers: 'leaving' }), nurses: posts(50) }, 0.5, allLeaveOnDay10);
    const watched = new Watched(small);
    const inPost = (day: number) => {
      watched.until(day);
      return [watched.world.workforce.inPost(0), watched.world.workforce.inPost(1)];
    };
    expect(inPost(9)).toEqual([1, 50]);
    expect(inPost(10)).toEqual([1, 49]);
    expect(inPost(200)).toEqual([1, 49]);
  });
});

describe('leave and sickness', () => {
  it('take their shares of the working days on average', () => {
    const POSTS = 60;
    const WEEKS = 100;
    const { world } = new Watched(
      workforce({ nurses: posts(POSTS, { leave: q(0.15, 'share'), sickness: q(0.06, 'share') }) }, { days: WEEKS * 7 }),
    ).until(WEEKS * 7);
    let present = 0;
    for (let post = 0; post < POSTS; post++) present += world.workforce.ledger.given[post] / 8 / 5;
    // Weeks of leave and of sickness are drawn apart: sickness is a share of the rest.
    const share = (1 - 0.15) * (1 - 0.06);
    expect(Math.abs(present / (POSTS * WEEKS) - share)).toBeLessThan(
      4 * Math.sqrt((share * (1 - share)) / (POSTS * WEEKS)),
    );
  });

  it('leave is known when slots are published; sickness is found out on the day', () => {
    const small = (away: Partial<Posts>): Small => ({
      days: 364,
      posts: { nurses: posts(10, away) },
      services: {
        gp: coming(5, 'clinic'),
        clinic: clinic(0, { slots: { posts: [{ posts: 'nurses', perWeek: q(5, 'person/WTE/week') }] } }),
        home: exit(),
      },
    });
    const onLeave = run(small({ leave: q(0.2, 'share') }));
    expect(onLeave.value('clinic.slotsLost')).toBe(0);
    expect(onLeave.log.filter((line) => line.includes('is moved'))).toEqual([]);
    const sick = run(small({ sickness: q(0.2, 'share') }));
    // Ten slots a day, a fifth of them lost; drawn by week and post.
    expect(Math.abs(sick.value('clinic.slotsLost') - 0.2 * 50)).toBeLessThan(4 * 5 * Math.sqrt((0.2 * 0.8 * 10) / 52));
    expect(sick.log.filter((line) => line.includes('is moved')).length).toBeGreaterThan(10);
  });

  it('of one post are the same whoever else there is', () => {
    const presence = (established: number): string => {
      const group = posts(established, {
        leave: q(0.15, 'share'),
        sickness: q(0.06, 'share'),
        leavers: q(0.002, '1/day'),
        hire: { time: { kind: 'exponential', mean: q(60, 'day') }, success: q(0.7, 'share'), open: 1 },
      });
      const watched = new Watched(
        workforce({ nurses: group, others: { ...group, established: q(3, 'WTE'), inPost: q(3, 'WTE') } }),
      );
      const { ledger, filled } = watched.world.workforce;
      const others = established;
      const lines: string[] = [];
      for (let day = 0; day < 400; day++) {
        watched.until(day);
        const state = [0, 1, 2, 3, others, others + 1, others + 2].map(
          (post) => `${filled[post]}${ledger.present[post]}`,
        );
        lines.push(state.join(' '));
      }
      return lines.join('\n');
    };
    const five = presence(5);
    expect(presence(6)).toBe(five);
    expect(five).toContain('00'); // there were vacancies
  });
});
