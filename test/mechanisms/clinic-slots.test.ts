/** Which slots a clinic has on a day, who holds them, and at which hour: rules 1 and 3. */
import { describe, expect, it } from 'vitest';
import type { Slots } from '../../engine/services/slots';
import {
  at,
  clinic,
  coming,
  comingAt,
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
  type Run,
  type Small,
} from './small-scenarios';

const perWeek = (slots: number) => ({ posts: [{ posts: 'nurses', perWeek: q(slots, 'person/WTE/week') }] });
const bookings = ({ log }: Run): string[] => linesOf(log, 'clinic').filter((line) => /booked|moved/.test(line));

describe('slots of a post', () => {
  /**
   * One nurse with two slots a day of three hours, and one contact of so many hours at 16:00 of day 1, when two
   * appointments have left two hours of eight: day 2 begins with ten hours less those of the contact.
   */
  const small = (contactHours: number): Small => ({
    days: 5,
    posts: { nurses: posts(1) },
    services: {
      gp: comingAt(together(4, at(0, 9)), 'clinic'),
      police: comingAt([0], 'team'),
      clinic: clinic(0, { slots: perWeek(10), hours: { attended: q(3, 'hour'), missed: 0 } }),
      team: team({ everyDays: 2, contacts: 1, contactHours }),
      home: exit(),
    },
  });

  it.each([
    [4, 6, []],
    [5, 5, ['gp 3']],
    [7, 3, ['gp 3']],
    [8, 2, ['gp 3', 'gp 2']],
  ])('are cut to the whole appointments that fit: a contact of %s hours leaves %s', (contactHours, left, moved) => {
    expect(new Watched(small(contactHours)).until(2).left()).toBe(left);
    const result = run(small(contactHours));
    expect(bookings(result).slice(4)).toEqual(
      moved.flatMap((person) => [`2 00:00 is moved, ${person}`, `2 00:00 is booked for day 3, ${person}`]),
    );
    expect(result.value('clinic.slotsLost')).toBeCloseTo((moved.length / 5) * 7, 12);
  });

  it('are all held by somebody part-time, who stands for whole days on fewer of them', () => {
    // Half a post with four hours a day, a slot of five hours every other day: none is lost.
    const { value } = run({
      days: 28,
      posts: { nurses: posts(0.5) },
      services: {
        gp: comingAt(together(20, 0), 'clinic'),
        clinic: clinic(0, { slots: perWeek(5), hours: { attended: q(5, 'hour'), missed: 0 } }),
        home: exit(),
      },
    });
    expect(value('clinic.slotsLost')).toBe(0);
    expect(value('clinic.slotsOffered')).toBe(2.5);
  });

  it('are held by nobody who is not in: on days of sickness they are lost, in the long run as many as were planned', () => {
    const days = 2800;
    const watched = new Watched({
      days,
      posts: { nurses: posts(1, { sickness: q(0.3, 'share') }) },
      services: {
        gp: coming(1, 'clinic'),
        clinic: clinic(0, { slots: perWeek(1.7), hours: { attended: q(1, 'hour'), missed: 0 } }),
        home: exit(),
      },
    });
    const trace = (watched.world.trace = [] as NonNullable<typeof watched.world.trace>);
    let atWork = 0;
    let attended = 0;
    for (let day = 0; day < days; day++) {
      const before = trace.length;
      watched.until(at(day, 10));
      const { present, left } = watched.world.workforce.ledger;
      const seen = trace.slice(before).filter(({ what }) => what === 'attends').length;
      atWork += present[0];
      attended += seen;
      expect(seen, `day ${day}`).toBeLessThanOrEqual(present[0]);
      if (present[0] === 1) expect(left[0]).toBe(8 - seen);
    }
    // 0.34 slots for each day at work; fractions are still to be settled.
    expect(Math.abs(attended - 0.34 * atWork)).toBeLessThan(8);
  });

  it('are charged to those who have the hours, in turn', () => {
    // The first of two nurses has a contact of thirteen hours on day 1. The other sees the one person of day 1; in turn,
    // the first would see that of day 2.
    const watched = new Watched({
      days: 5,
      posts: { nurses: posts(1), others: posts(1) },
      services: {
        gp: comingAt([at(0, 9), at(1, 9)], 'clinic'),
        police: comingAt([0], 'team'),
        clinic: clinic(0, {
          slots: { posts: ['nurses', 'others'].map((group) => ({ posts: group, perWeek: q(5, 'person/WTE/week') })) },
          hours: { attended: q(4, 'hour'), missed: 0 },
        }),
        team: team({ everyDays: 2, contacts: 1, contactHours: 13 }, { staff: [staff('nurses', 1)] }),
        home: exit(),
      },
    });
    expect(watched.until(at(1, 10)).left(1)).toBe(4);
    // Eight hours less the five that are owed.
    expect(watched.until(2).left(0)).toBe(3);
    expect(watched.until(at(2, 10)).left(0)).toBe(3);
    expect(watched.left(1)).toBe(4);
  });
});

describe('slots drawn for each day', () => {
  const DAYS = 2940;
  const small = (arrivals: number): Small => ({
    days: DAYS,
    services: {
      gp: coming(arrivals, 'clinic'),
      clinic: clinic(0, {
        slots: {
          perDay: { draw: { kind: 'uniform', low: q(189.5, 'person'), high: q(210.5, 'person') } },
          calendar: 'weekdays',
        },
      }),
      home: exit(),
    },
  });
  /** What the clinic would publish for each day. */
  const published = (arrivals: number): number[] => {
    const { services } = new Watched(small(arrivals)).until(20).world;
    const { slots } = services.find(({ id }) => id === 'clinic') as unknown as { slots: Slots };
    return Array.from({ length: DAYS }, (_, day) => slots.publishable(day));
  };
  const perDay = published(1);

  it('are whole numbers, each as likely as the others, on open days', () => {
    const open = perDay.filter((_, day) => day % 7 < 5);
    expect(perDay.filter((_, day) => day % 7 >= 5).every((slots) => slots === 0)).toBe(true);
    const counts = new Map<number, number>();
    for (const slots of open) counts.set(slots, (counts.get(slots) ?? 0) + 1);
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 21 }, (_, i) => 190 + i));
    // Chi-squared with 20 degrees of freedom is above 52.4 once in 10,000 times.
    const expected = open.length / 21;
    expect([...counts.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)).toBeLessThan(52.4);
  });

  it('are the same on the same day, whoever comes, and are what people are booked into', () => {
    expect(published(3)).toEqual(perDay);
    const { log } = run({
      ...small(0),
      days: 2,
      services: { ...small(0).services, gp: comingAt(together(300, 0), 'clinic') },
    });
    const booked = bookings({ log } as Run);
    expect(booked.filter((line) => line.includes('for day 1,'))).toHaveLength(perDay[1]);
    expect(booked.filter((line) => line.includes('for day 2,'))).toHaveLength(300 - perDay[1]);
  });
});

describe('appointments spread over hours', () => {
  const spreading = (services: Small['services'], more: Partial<Small> = {}): Small => ({
    days: 4,
    attributes: NEED,
    services: { ...services, home: exit() },
    ...more,
  });
  const attended = ({ log }: Run): string[] => linesOf(log, 'clinic').filter((line) => /attends|leaves/.test(line));

  it('take the slots of the day in order, each at its own hour', () => {
    const result = run(
      spreading({
        gp: comingAt(together(6, at(0, 9)), 'clinic'),
        clinic: clinic(4, { sessionHour: 9, spreadHours: 8 }),
      }),
    );
    expect(attended(result)).toEqual([
      '1 09:00 attends, gp 0',
      '1 11:00 attends, gp 1',
      '1 13:00 attends, gp 2',
      '1 15:00 attends, gp 3',
      // Slots that nobody has keep their hour.
      '2 09:00 attends, gp 4',
      '2 11:00 attends, gp 5',
    ]);
  });

  it('stay at their hour when somebody before them leaves', () => {
    const turns = [
      { id: 'crisis', hazard: [{ when: { need: 'urgent' }, value: 'crisis' }, { value: 0 as const }], to: 'home' },
    ];
    const result = run(
      spreading(
        {
          gp: comingAt([at(0, 9), at(0, 11)], 'clinic'),
          police: comingAt([at(0, 10)], 'clinic', { need: 'urgent' }),
          clinic: clinic(3, { sessionHour: 9, spreadHours: 6, turns }),
        },
        {
          parameters: { crisis: { ...parameter(0, '1/day'), high: 1e6 } },
          timeline: [{ parameter: 'crisis', op: 'to', value: 1e6, at: at(1, 9.5) }],
        },
      ),
    );
    expect(attended(result)).toEqual([
      '1 09:00 attends, gp 0',
      expect.stringMatching(/ leaves unseen, police 0$/),
      '1 13:00 attends, gp 1',
    ]);
  });

  it('are given in the morning, the urgent first, when the list is pulled by priority without notice', () => {
    const result = run(
      spreading({
        gp: comingAt([at(0, 9), at(0, 10), at(1, 9)], 'clinic'),
        police: comingAt([at(0, 12), at(1, 12)], 'clinic', { need: 'urgent' }),
        clinic: clinic(2, {
          booking: 'priority',
          priority: { by: 'need', order: ['urgent'] },
          notice: q(0, 'day'),
          sessionHour: 9,
          spreadHours: 8,
        }),
      }),
    );
    expect(linesOf(result.log, 'clinic').filter((line) => !line.includes('arrives'))).toEqual([
      '1 00:00 is booked for day 1, police 0',
      '1 00:00 is booked for day 1, gp 0',
      '1 09:00 attends, police 0',
      '1 13:00 attends, gp 0',
      '2 00:00 is booked for day 2, police 1',
      '2 00:00 is booked for day 2, gp 1',
      '2 09:00 attends, police 1',
      '2 13:00 attends, gp 1',
      '3 00:00 is booked for day 3, gp 2',
      '3 09:00 attends, gp 2',
    ]);
  });

  it('may not reach into the next day', () => {
    const late = spreading({ gp: comingAt([0], 'clinic'), clinic: clinic(1, { sessionHour: 20, spreadHours: 6 }) });
    expect(() => run(late)).toThrow(/services.clinic.spreadHours: .*spread them over 4 hours at the most/);
  });
});
