/** Times between contacts drawn from distributions, contacts on days off, and episodes that end with a contact. Sessions are at 16:00. */
import { describe, expect, it } from 'vitest';
import {
  comingAt,
  days,
  exit,
  linesOf,
  posts,
  q,
  run,
  staff,
  team,
  together,
  Watched,
  at,
  type Small,
} from './small-scenarios';

type Team = Extract<Small['services'][string], { kind: 'team' }>;
type More = Omit<Partial<Team>, 'contacts'> & { contacts?: Partial<Team['contacts']> };

/** A team whose nurses are in on every day (or on weekdays); contacts take no time unless it says so. */
const small = (
  more: More,
  {
    arrivals = [0],
    contacts = 3,
    calendar = 'always',
    days: length = 60,
  }: Partial<{
    arrivals: number[];
    contacts: number;
    calendar: string;
    days: number;
  }> = {},
): Small => ({
  days: length,
  posts: { nurses: posts(1, { calendar }) },
  services: {
    door: comingAt(arrivals, 'team'),
    team: team({ everyDays: 4, contacts, contactHours: 0 }, { staff: [staff('nurses', 10_000)], ...more }),
    home: exit(),
  },
});

/** When people leave, having had their last contact: `15 16:00 door 0`. */
const endings = (one: Small): string[] => linesOf(run(one).log, 'home').map((line) => line.replace('arrives, ', ''));
/** The days on which they leave. */
const endDays = (one: Small): number[] => endings(one).map((line) => parseInt(line, 10));

/** Pearson's statistic of whole numbers against their probabilities. */
function chiSquare(values: number[], probability: Record<number, number>): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const value of counts.keys()) if (probability[value] === undefined) return Infinity;
  return Object.entries(probability).reduce((sum, [value, share]) => {
    const mean = share * values.length;
    return sum + ((counts.get(Number(value)) ?? 0) - mean) ** 2 / mean;
  }, 0);
}

describe('the first contact', () => {
  it('comes after the time that `first` gives, counted from allocation', () => {
    expect(endDays(small({ contacts: { first: days(3) } }, { contacts: 1 }))).toEqual([3]);
    // From noon of day 2 three and a half days, which is midnight of day 6; three and a quarter are still day 5.
    expect(endDays(small({ contacts: { first: days(3.5) } }, { contacts: 1, arrivals: [2.5] }))).toEqual([6]);
    expect(endDays(small({ contacts: { first: days(3.25) } }, { contacts: 1, arrivals: [2.5] }))).toEqual([5]);
    // At once: on the day itself for who comes before the session, on the next for who comes after it.
    expect(endDays(small({ contacts: { first: days(0) } }, { contacts: 1, arrivals: [2.5, 2.75] }))).toEqual([2, 3]);
  });

  it('is drawn for each person', () => {
    // Uniform from 1 to 6 days after midnight: days 1 to 5 with equal chance.
    const first = { kind: 'uniform' as const, low: q(1, 'day'), high: q(6, 'day') };
    const seen = endDays(small({ contacts: { first } }, { contacts: 1, arrivals: together(3000, 0) }));
    expect(seen).toHaveLength(3000);
    // Four degrees of freedom: exceeded once in a hundred thousand times.
    expect(chiSquare(seen, { 1: 0.2, 2: 0.2, 3: 0.2, 4: 0.2, 5: 0.2 })).toBeLessThan(28.47);
  });
});

describe('the interval', () => {
  it('counts from the contact made', () => {
    // Days 2, 2 + 9 and 2 + 18.
    expect(endDays(small({ contacts: { first: days(2), interval: days(9) } }))).toEqual([20]);
    // From 16:00: a third of a day more is midnight of the tenth day, a quarter more is still the ninth.
    expect(endDays(small({ contacts: { first: days(2), interval: days(9.34) } }))).toEqual([22]);
    expect(endDays(small({ contacts: { first: days(2), interval: days(9.25) } }))).toEqual([20]);
  });

  it('of less than a day is a day, since there is one session a day', () => {
    expect(endDays(small({ contacts: { first: days(2), interval: days(0.1) } }))).toEqual([4]);
  });

  it('is drawn for each contact', () => {
    // Uniform from 1 to 5 days, from 16:00: the day after in a third of the first day, and so on.
    const interval = { kind: 'uniform' as const, low: q(1, 'day'), high: q(5, 'day') };
    const contacts = { first: days(0), interval };
    const two = endDays(small({ contacts }, { contacts: 2, arrivals: together(3000, 0) }));
    const share: Record<number, number> = { 1: 1 / 12, 2: 3 / 12, 3: 3 / 12, 4: 3 / 12, 5: 2 / 12 };
    expect(chiSquare(two, share)).toBeLessThan(28.47);
    // The sum of two independent ones.
    const sums: Record<number, number> = {};
    for (const [a, p] of Object.entries(share))
      for (const [b, r] of Object.entries(share))
        sums[Number(a) + Number(b)] = (sums[Number(a) + Number(b)] ?? 0) + p * r;
    const three = endDays(small({ contacts }, { contacts: 3, arrivals: together(3000, 0) }));
    // Eight degrees of freedom.
    expect(chiSquare(three, sums)).toBeLessThan(37.33);
  });

  it('of 600 days is kept, with nothing between', () => {
    const contacts = { first: days(0), interval: days(600), hours: q(1, 'hour/contact') };
    const one = small({ contacts }, { days: 1300 });
    expect(endings(one)).toEqual(['1200 16:00 door 0']);
    const watched = new Watched(one);
    expect(watched.until(at(0, 17)).left()).toBeCloseTo(40 / 7 - 1, 8);
    expect(watched.until(at(88, 17)).left()).toBeCloseTo(40 / 7, 8);
    expect(watched.until(at(600, 17)).left()).toBeCloseTo(40 / 7 - 1, 8);
    expect(watched.until(at(1112, 17)).left()).toBeCloseTo(40 / 7, 8);
  });
});

describe('a contact that falls on a day off', () => {
  /** Tuesday of week 0, then so many days later; on weekdays only. */
  const second = (interval: number, onDayOff?: 'next' | 'nearest'): number[] =>
    endDays(
      small(
        { contacts: { first: days(1), interval: days(interval), ...(onDayOff && { onDayOff }) } },
        { contacts: 2, calendar: 'weekdays' },
      ),
    );

  it('is made on the nearest working day, before it or after it', () => {
    expect([second(4), second(4, 'nearest')]).toEqual([[4], [4]]);
    expect(second(5, 'nearest')).toEqual([7]);
  });

  it('or on the next one, where the team says so', () => {
    expect([second(3, 'next'), second(4, 'next'), second(5, 'next'), second(6, 'next')]).toEqual([[4], [7], [7], [7]]);
  });

  it('never comes before the session after the present one', () => {
    // Friday, and the next day: neither Friday itself nor Thursday.
    const from = (onDayOff: 'next' | 'nearest'): number[] =>
      endDays(
        small({ contacts: { first: days(4), interval: days(1), onDayOff } }, { contacts: 2, calendar: 'weekdays' }),
      );
    expect([from('nearest'), from('next')]).toEqual([[7], [7]]);
  });
});

describe('an episode that ends with the next contact', () => {
  const plan = (stay: number, missedShare: 0 | 1 = 0, more: Partial<Team['episode']> = {}): Small =>
    small({
      episode: { end: 'nextContact', stay: days(stay), ...more },
      contacts: { first: days(2), interval: days(4), missedShare },
    });

  it('is over with the first contact after the stay', () => {
    // Contacts on days 2, 6, 10, 14 at 16:00.
    expect(endings(plan(9))).toEqual(['10 16:00 door 0']);
    expect(endings(plan(10.5))).toEqual(['10 16:00 door 0']);
    expect(endings(plan(10.75))).toEqual(['14 16:00 door 0']);
    expect(endings(plan(0))).toEqual(['2 16:00 door 0']);
  });

  it('whether the person attends it or not', () => {
    expect(endings(plan(9, 1))).toEqual(['10 16:00 door 0']);
  });

  it('or at the ceiling, if that comes first', () => {
    expect(endings(plan(20, 0, { ceiling: q(13, 'day') }))).toEqual(['12 16:00 door 0']);
  });

  it('is not over while nobody is there to make the contact', () => {
    const one = plan(9);
    one.calendars = { mondays: { title: 'Mondays', open: [{ days: ['mon'], from: 0, to: 24 }] } };
    one.posts = { nurses: posts(1, { calendar: 'mondays' }) };
    // Due on Wednesday, made on Monday, 7; four days later is Friday, and nearest to it Monday, 14.
    expect(endings(one)).toEqual(['14 16:00 door 0']);
  });
});
