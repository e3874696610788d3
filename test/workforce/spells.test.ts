/** Spells of absence of posts: who is away at noon is away that day. */
import { describe, expect, it } from 'vitest';
import { comingAt, days, exit, exponential, posts, Watched, type Small } from '../mechanisms/small-scenarios';

type Posts = NonNullable<Small['posts']>[string];

const workforce = (groups: Record<string, Posts>, length: number): Small => ({
  days: length,
  posts: groups,
  services: { door: comingAt([0], 'home'), home: exit() },
});

/** For each post, the days on which it is away, of `length` days. */
function daysAway(groups: Record<string, Posts>, length: number): Map<string, number[]> {
  const watched = new Watched(workforce(groups, length));
  const { workforce: staff } = watched.world;
  const away = new Map<string, number[]>();
  for (let post = 0; post < staff.count; post++) away.set(nameOf(post), []);
  for (let day = 0; day < length; day++) {
    watched.until(day);
    for (let post = 0; post < staff.count; post++)
      if (staff.ledger.present[post] === 0) away.get(nameOf(post))!.push(day);
  }
  return away;

  function nameOf(post: number): string {
    const { id, index } = staff.group(post);
    return `${id} ${post - staff.startOf(index)}`;
  }
}

const inSpells = (present: number, away: number, calendar = 'always'): Posts =>
  posts(1, { calendar, spells: { present: days(present), away: days(away) } });

describe('spells of absence', () => {
  it('begin after a time at work, and come again', () => {
    expect(daysAway({ nurses: inSpells(10, 4) }, 40).get('nurses 0')).toEqual([10, 11, 12, 13, 24, 25, 26, 27, 38, 39]);
  });

  it('take a day when they are on at noon', () => {
    // From 10.6 to 11.4: over no noon. From 10.4 to 10.6: over that of day 10; from 20.9 and 31.4 on again.
    expect(daysAway({ nurses: inSpells(10.6, 0.8) }, 14).get('nurses 0')).toEqual([]);
    expect(daysAway({ nurses: inSpells(10.4, 0.2) }, 14).get('nurses 0')).toEqual([10]);
    // Begun at noon exactly, over at noon exactly.
    expect(daysAway({ nurses: inSpells(10.5, 2) }, 14).get('nurses 0')).toEqual([10, 11]);
  });

  it('run on over days off', () => {
    // Present for four days, away for four: of days 4 to 7 and 12 to 15, and Saturdays and Sundays are off besides.
    expect(daysAway({ nurses: inSpells(4, 4, 'weekdays') }, 16).get('nurses 0')).toEqual([4, 5, 6, 7, 12, 13, 14, 15]);
  });

  it('take their share of the days', () => {
    const LENGTH = 2000;
    const POSTS = 40;
    const away = daysAway(
      { nurses: posts(POSTS, { calendar: 'always', spells: { present: exponential(40), away: exponential(10) } }) },
      LENGTH,
    );
    const share = [...away.values()].reduce((sum, list) => sum + list.length, 0) / (LENGTH * POSTS);
    // Everybody is present at the start: 0.2 (1 - e^(-t/8)) on average over time. Variance of the time spent in one of two
    // states: 2 (40² 10²) / (40 + 10)³ for each day.
    const mean = 0.2 * (1 - 8 / LENGTH);
    const standardError = Math.sqrt((2 * 40 ** 2 * 10 ** 2) / 50 ** 3 / (LENGTH * POSTS));
    expect(Math.abs(share - mean)).toBeLessThan(4 * standardError);
  });

  it('of one post are the same whoever else there is', () => {
    const spells = { present: exponential(20), away: exponential(5) };
    const nurses = (wte: number): Posts => posts(wte, { calendar: 'always', spells });
    const two = daysAway({ nurses: nurses(2) }, 300);
    const more = daysAway({ others: nurses(3), nurses: nurses(5) }, 300);
    expect(two.get('nurses 0')!.length).toBeGreaterThan(20);
    for (const [post, list] of two) expect(more.get(post)).toEqual(list);
    expect(more.get('others 0')).not.toEqual(two.get('nurses 0'));
    expect(two.get('nurses 1')).not.toEqual(two.get('nurses 0'));
  });
});
