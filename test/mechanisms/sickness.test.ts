/** Sickness in spells: in calendar time, the hours of the day gone, shares of hours as rates and lengths make them. */
import { describe, expect, it } from 'vitest';
import { comingAt, days, exit, exponential, parameter, posts, q, run, Watched, type Small } from './small-scenarios';

type Posts = NonNullable<Small['posts']>[string];
type Spell = NonNullable<Posts['sickSpells']>[number];

const spell = (rate: string | 0, length: Spell['length'], id = 'short'): Spell => ({
  id,
  title: 'Sickness',
  rate,
  length,
});

const staffOnly = (groups: Record<string, Posts>, length: number, more: Partial<Small> = {}): Small => ({
  days: length,
  posts: groups,
  services: { door: comingAt([0], 'home'), home: exit() },
  ...more,
});

/** Days of `length` on which the first posts are absent, by post. */
function absences(small: Small, count = 1): number[][] {
  const watched = new Watched(small);
  const { ledger } = watched.world.workforce;
  const lists: number[][] = Array.from({ length: count }, () => []);
  for (let day = 0; day < small.days; day++) {
    watched.until(day);
    for (let post = 0; post < count; post++) if (ledger.present[post] === 0) lists[post].push(day);
  }
  return lists;
}

/** A hazard so high on one day that everybody at work falls sick at once, and 0 on all others. */
const allFallSickOn = (day: number): Partial<Small> => ({
  parameters: { sickening: { ...parameter(0, '1/day'), high: 10 } },
  timeline: [{ parameter: 'sickening', op: 'to', value: 10, at: day, until: day + 1 }],
});

describe('a sickness spell', () => {
  it('runs in calendar time, over days off, and takes the hours of the days that it covers at noon', () => {
    // From 0.9 or so of day 3, a Thursday, at the latest: ten days on, less than that after the morning of day 14.
    const small = staffOnly({ nurses: posts(1, { sickSpells: [spell('sickening', days(10))] }) }, 28, allFallSickOn(3));
    const [away] = absences(small);
    const weekend = [5, 6, 12, 13, 19, 20, 26, 27];
    const sick = away.filter((day) => !weekend.includes(day));
    const [first] = sick;
    expect([3, 4]).toContain(first);
    // Ten noons in a row, of which Saturdays and Sundays are off anyhow.
    expect(sick).toEqual(Array.from({ length: 10 }, (_, i) => first + i).filter((day) => !weekend.includes(day)));
  });

  it('begins for each person when the sum of the hazard reaches a threshold of their own', () => {
    const POSTS = 2000;
    const rate = q(0.02, '1/day');
    const small = staffOnly({ nurses: posts(POSTS, { calendar: 'always', sickSpells: [spell(rate, days(500))] }) }, 40);
    // Of those who were well at the start, exp(-0.02 × 30.5) are still well at noon of day 30.
    const { world } = new Watched(small).until(0);
    const wellAtStart = Array.from(world.workforce.ledger.present).map((present) => present === 1);
    const later = new Watched(small).until(30).world.workforce.ledger.present;
    const well = wellAtStart.filter((was, post) => was && later[post] === 1).length;
    const n = wellAtStart.filter(Boolean).length;
    // Long-run share: 0.02 × 500 ÷ (1 + 0.02 × 500) are in the middle of a spell at the start.
    expect(Math.abs(1 - n / POSTS - 10 / 11)).toBeLessThan(4 * Math.sqrt(((10 / 11) * (1 / 11)) / POSTS));
    const expected = Math.exp(-0.02 * 30);
    expect(Math.abs(well / n - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / n));
  });

  it('of two kinds takes the share of hours that rates and mean lengths make', () => {
    const POSTS = 400;
    const LENGTH = 3000;
    const { value, series } = run(
      staffOnly(
        {
          nurses: posts(POSTS, {
            sickSpells: [spell(q(1.5, '1/year'), exponential(4)), spell(q(0.1, '1/year'), exponential(90), 'long')],
          }),
        },
        LENGTH,
      ),
    );
    // Competing risks: a spell of kind k is on for r_k m_k ÷ (1 + Σ r m) of the time (alternating renewal process).
    const [short, long] = [(1.5 / 365.25) * 4, (0.1 / 365.25) * 90];
    const share = (short + long) / (1 + short + long);
    // Variance of the time sick, for each day: (E[U]² Var[D] + E[D]² Var[U]) ÷ (E[U] + E[D])³ for times well U and sick D (Cox 1962,
    // Renewal Theory, chapter 7); D is short or long as the rates are to each other.
    const rate = 1.6 / 365.25;
    const meanSick = (short + long) / rate;
    const varianceSick = (2 * (short * 4 + long * 90)) / rate - meanSick ** 2;
    const perDay = (varianceSick / rate ** 2 + meanSick ** 2 / rate ** 2) / (1 / rate + meanSick) ** 3;
    const standardError = Math.sqrt(perDay / (POSTS * LENGTH));
    const found = value('workforce.sickShare[profession=nurse]');
    expect(Math.abs(found - share)).toBeLessThan(4 * standardError);
    expect(standardError).toBeLessThan(0.05 * share);
    expect(Math.abs(value('workforce.sick[profession=nurse]') / POSTS - share)).toBeLessThan(4 * standardError);
    // Begun in its stationary state: the first month is like the others.
    const [first] = series('workforce.sickShare[profession=nurse]');
    expect(Math.abs(first - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / POSTS));
  });

  it('is over for a post when somebody else holds it', () => {
    const small: Small = staffOnly(
      {
        nurses: posts(1, {
          calendar: 'always',
          leavers: 'leaving',
          hire: { time: days(5), success: 1, open: 1 },
          sickSpells: [spell('sickening', days(300))],
        }),
      },
      40,
      {
        parameters: {
          sickening: { ...parameter(0, '1/day'), high: 10 },
          leaving: { ...parameter(0, '1/day'), high: 1000 },
        },
        timeline: [
          { parameter: 'sickening', op: 'to', value: 10, at: 2, until: 4 },
          { parameter: 'leaving', op: 'to', value: 1000, at: 10, until: 11 },
        ],
      },
    );
    const [away] = absences(small);
    // Sick, then vacant from day 10 to day 14; the starter of day 15 is well.
    expect(away.at(-1)).toBe(14);
    expect(away).toContain(9);
  });

  it('of one post is the same whoever else there is, and comes sooner where the hazard is higher', () => {
    const nurses = (wte: number, rate: number): Posts =>
      posts(wte, { calendar: 'always', sickSpells: [spell(q(rate, '1/day'), days(0.6))] });
    const alone = absences(staffOnly({ nurses: nurses(1, 0.01) }, 300))[0];
    const among = absences(staffOnly({ nurses: nurses(5, 0.01) }, 300))[0];
    expect(among).toEqual(alone);
    const more = absences(staffOnly({ nurses: nurses(1, 0.02) }, 300))[0];
    expect(more[0]).toBeLessThan(alone[0]);
    // A hazard twice as high halves the time that is left.
    expect(Math.abs(more[0] - alone[0] / 2)).toBeLessThanOrEqual(1);
  });
});

describe('what a file says of sickness spells', () => {
  it.each([
    ['negative rates', spell(q(-1, '1/year'), days(3)), /0/],
    ['a rate that is no rate', spell(q(1, 'day'), days(3)), /day/],
    ['a length that is no time', spell(q(1, '1/year'), { kind: 'fixed', value: q(2, 'share') }), /day/],
  ])('is refused: %s', (_, wrong, message) => {
    expect(() => new Watched(staffOnly({ nurses: posts(1, { sickSpells: [wrong] }) }, 10))).toThrow(message);
  });
});
