/** Rule 3: the diary of a clinic. Appointments are at 10:00; an appointment needs one day's notice unless said otherwise. */
import { describe, expect, it } from 'vitest';
import {
  at,
  clinic,
  coming,
  comingAt,
  duty,
  exit,
  linesOf,
  NEED,
  posts,
  q,
  run,
  together,
  type Run,
  type Small,
} from './small-scenarios';

const bookings = ({ log }: Run): string[] => linesOf(log, 'clinic').filter((line) => /booked|moved/.test(line));
const attended = ({ log }: Run): string[] => linesOf(log, 'clinic').filter((line) => line.includes('attends'));

describe('a diary', () => {
  it('gives the first free slot, in order of referral', () => {
    const { log } = run({
      days: 4,
      services: { gp: comingAt([at(0, 9), at(0, 11), at(1, 9)], 'clinic'), clinic: clinic(1), home: exit() },
    });
    expect(linesOf(log, 'clinic').filter((line) => !line.includes('arrives'))).toEqual([
      '0 09:00 is booked for day 1, gp 0',
      '0 11:00 is booked for day 2, gp 1',
      '1 09:00 is booked for day 3, gp 2',
      '1 10:00 attends, gp 0',
      '2 10:00 attends, gp 1',
      '3 10:00 attends, gp 2',
    ]);
  });

  it('is open so far ahead; beyond it people wait on a list and are booked as days open', () => {
    const result = run({
      days: 8,
      services: {
        gp: comingAt(together(5, at(0, 9)), 'clinic'),
        clinic: clinic(1, { diaryOpen: q(3, 'day') }),
        home: exit(),
      },
    });
    // Days 1 to 3 are open on day 0; day 4 opens on day 1, day 5 on day 2.
    expect(bookings(result)).toEqual([
      '0 09:00 is booked for day 1, gp 0',
      '0 09:00 is booked for day 2, gp 1',
      '0 09:00 is booked for day 3, gp 2',
      '1 00:00 is booked for day 4, gp 3',
      '2 00:00 is booked for day 5, gp 4',
    ]);
  });

  it('leaves the notice that people need', () => {
    const result = run({
      days: 8,
      services: { gp: comingAt([at(0, 9)], 'clinic'), clinic: clinic(1, { notice: q(4, 'day') }), home: exit() },
    });
    expect(bookings(result)).toEqual(['0 09:00 is booked for day 4, gp 0']);
  });

  it('adds up fractions of a slot over days', () => {
    // 0.4 slots a day: one on days 2, 4, 7, 9, 12.
    const { log } = run({
      days: 14,
      services: { gp: comingAt([0, 0, 0, 0, 0], 'clinic'), clinic: clinic(0.4), home: exit() },
    });
    expect(
      linesOf(log, 'clinic')
        .filter((line) => line.includes('booked'))
        .map((line) => line.split(' ')[6]),
    ).toEqual(['2,', '4,', '7,', '9,', '12,']);
  });
});

describe('a day that loses hours', () => {
  /** Two nurses with a slot each on weekdays; the one of the two who is an AMHP is on the rota every Wednesday. */
  const small = (arrivals: Small['services']): Small => ({
    days: 28,
    attributes: NEED,
    posts: { nurses: posts(1), amhps: posts(1) },
    services: {
      ...arrivals,
      clinic: clinic(0, {
        slots: { posts: ['nurses', 'amhps'].map((group) => ({ posts: group, perWeek: q(5, 'person/WTE/week') })) },
        heldBack: { share: q(0.25, 'share'), who: { need: 'urgent' } },
      }),
      hub: duty(1, { roster: [{ posts: 'amhps', days: q(1 / 7, 'share') }] }),
      home: exit(),
    },
  });

  it('moves those who were booked last, and their wait goes on from the referral', () => {
    // Day 1 (one slot, one held back) and day 2, a Wednesday (two slots): gp 0, gp 1, gp 2.
    const result = run(small({ gp: comingAt([at(0, 9), at(0, 10), at(0, 11)], 'clinic') }));
    const lines = linesOf(result.log, 'clinic').filter((line) => !line.includes('arrives'));
    expect(lines).toContain('2 00:00 is moved, gp 2');
    expect(lines).toContain('2 10:00 attends, gp 1');
    expect(lines).toContain('3 10:00 attends, gp 2');
    // Waits: 9:00 to day 1 10:00, 10:00 to day 2 10:00, 11:00 to day 3 10:00, in days; reported in weeks.
    const waits = [at(1, 1), at(2, 0), at(3, -1)];
    expect(result.value('clinic.waitMean')).toBeCloseTo((waits[0] + waits[1] + waits[2]) / 3 / 7, 12);
    // One slot is lost on each of four Wednesdays.
    expect(result.value('clinic.slotsLost')).toBe(1);
  });

  it('moves a routine appointment rather than an urgent one that was booked later', () => {
    const result = run(
      small({
        gp: comingAt([at(0, 9), at(0, 10)], 'clinic'),
        // Day 1 has its held slot for the first of these; the second gets the last slot of day 2.
        police: comingAt([at(0, 12), at(0, 12)], 'clinic', { need: 'urgent' }),
      }),
    );
    expect(bookings(result)).toEqual([
      '0 09:00 is booked for day 1, gp 0',
      '0 10:00 is booked for day 2, gp 1',
      '0 12:00 is booked for day 1, police 0',
      '0 12:00 is booked for day 2, police 1',
      '2 00:00 is moved, gp 1',
      '2 00:00 is booked for day 3, gp 1',
    ]);
  });
});

describe('slots held back', () => {
  /** Two slots a day, one of them held for the urgent until two days before. */
  const small = (arrivals: Small['services']): Small => ({
    days: 14,
    attributes: NEED,
    services: {
      ...arrivals,
      clinic: clinic(2, {
        heldBack: { share: q(0.5, 'share'), who: { need: 'urgent' }, release: q(2, 'day') },
        diaryOpen: q(5, 'day'),
      }),
      home: exit(),
    },
  });

  it('are for the urgent until they are released', () => {
    const result = run(
      small({
        // On day 1: day 2 and 3 are released (two slots each), days 4 to 6 have one slot for everybody.
        gp: comingAt(together(6, at(1, 9)), 'clinic'),
        police: comingAt([at(1, 10)], 'clinic', { need: 'urgent' }),
      }),
    );
    expect(bookings(result)).toEqual([
      '1 09:00 is booked for day 2, gp 0',
      '1 09:00 is booked for day 2, gp 1',
      '1 09:00 is booked for day 3, gp 2',
      '1 09:00 is booked for day 3, gp 3',
      '1 09:00 is booked for day 4, gp 4',
      '1 09:00 is booked for day 5, gp 5',
      '1 10:00 is booked for day 4, police 0',
    ]);
  });

  it('are released at the start on the days that are near enough', () => {
    // Two days ahead: days 0 to 2 are open to everybody on day 0.
    const result = run(small({ gp: comingAt(together(5, at(0, 9)), 'clinic') }));
    expect(bookings(result).map((line) => line.split(' ')[6])).toEqual(['1,', '1,', '2,', '2,', '3,']);
  });

  it('that are released go to new people; bookings already made are not brought forward', () => {
    const result = run(
      small({
        gp: comingAt([...together(5, at(1, 9)), at(2, 9)], 'clinic'),
      }),
    );
    // gp 4 is booked for day 4 on day 1, and so is gp 5 on day 2, when the held slot of day 4 is released.
    expect(bookings(result).slice(4)).toEqual([
      '1 09:00 is booked for day 4, gp 4',
      '2 09:00 is booked for day 4, gp 5',
    ]);
  });

  it('go to urgent people on the list as days open', () => {
    const result = run(
      small({
        // Fill everything that is open on day 1 (days 2 to 6), held slots too, and leave two routine people on the list.
        gp: comingAt(together(9, at(1, 9)), 'clinic'),
        police: comingAt(together(4, at(1, 10)), 'clinic', { need: 'urgent' }),
      }),
    );
    // Routine: 2, 2, 3, 3, 4, 5, 6 and two on the list; urgent: the held slots of 4, 5 and 6, and one on the list. Day 7
    // opens on day 2 with a slot for everybody (the longest waiting) and a held one.
    expect(bookings(result).slice(10, 13)).toEqual([
      '2 00:00 is booked for day 7, gp 7',
      '2 00:00 is booked for day 7, police 3',
      '3 00:00 is booked for day 8, gp 8',
    ]);
  });
});

describe('booking by priority', () => {
  it('pulls the list so many days ahead, by class and then by date', () => {
    const result = run({
      days: 14,
      attributes: NEED,
      services: {
        gp: comingAt([at(0, 9), at(0, 10)], 'clinic'),
        police: comingAt([at(1, 12)], 'clinic', { need: 'urgent' }),
        clinic: clinic(1, { booking: 'priority', priority: { by: 'need', order: ['urgent'] }, notice: q(3, 'day') }),
        home: exit(),
      },
    });
    // Each morning the slot three days ahead: day 4 on day 1, when only the routine wait; then the urgent person.
    expect(bookings(result)).toEqual([
      '1 00:00 is booked for day 4, gp 0',
      '2 00:00 is booked for day 5, police 0',
      '3 00:00 is booked for day 6, gp 1',
    ]);
  });
});

describe('slots that people give back', () => {
  const NOTICE = 3;
  const PER_DAY = 2;
  // More come than there are slots for, and one in fifty a day leaves: there is always a list.
  const result = run({
    days: 300,
    services: {
      gp: coming(4, 'clinic'),
      clinic: clinic(PER_DAY, {
        notice: q(NOTICE, 'day'),
        diaryOpen: q(14, 'day'),
        leaves: { hazard: q(0.02, '1/day'), to: 'home' },
      }),
      home: exit(),
    },
  });

  it('go to the first of the list if there is notice enough, and are lost if not', () => {
    const booked = new Map<string, number>();
    const list: string[] = [];
    const used = new Map<number, number>();
    const lost = new Map<number, number>();
    let offered = 0;
    const events = result.trace.filter(({ service }) => service === 'clinic');
    events.forEach(({ day, what, person }, i) => {
      if (what === 'arrives') list.push(person);
      else if (what.startsWith('is booked')) {
        booked.set(person, Number(what.split(' ').pop()));
        // Somebody who has just come and is booked at once, or the one who has waited longest.
        const from = list.indexOf(person);
        if (day > 30) expect(from).toBe(0);
        list.splice(from, 1);
      } else if (what === 'attends') {
        used.set(Math.floor(day), (used.get(Math.floor(day)) ?? 0) + 1);
      } else if (what === 'leaves unseen') {
        const slot = booked.get(person);
        if (slot === undefined) list.splice(list.indexOf(person), 1);
        else if (slot >= Math.floor(day + NOTICE)) {
          // Offered in the same instant, just before the line about leaving.
          if (day < 30) return;
          expect(events[i - 1]).toMatchObject({ day, what: `is booked for day ${slot}` });
          offered++;
        } else lost.set(slot, (lost.get(slot) ?? 0) + 1);
      }
    });
    expect(offered).toBeGreaterThan(20);
    expect(lost.size).toBeGreaterThan(10);
    for (let day = 30; day < 299; day++) expect((used.get(day) ?? 0) + (lost.get(day) ?? 0)).toBe(PER_DAY);
  });

  it('nobody ever waits twice: all who come have attended, left, or still wait', () => {
    const count = (what: string) =>
      result.trace.filter((entry) => entry.service === 'clinic' && entry.what === what).length;
    expect(count('arrives') - count('attends') - count('leaves unseen')).toBe(result.value('clinic.waitingAtEnd'));
    expect(attended(result)).toHaveLength(Math.round((result.value('clinic.assessed') * 300) / 7));
  });
});

describe('missed appointments', () => {
  const misses = (limit: number, rebook: 0 | 1 = 1): string[] =>
    run({
      days: 30,
      services: {
        gp: comingAt([0], 'clinic'),
        clinic: clinic(1, { missed: { share: 1, rebook, limit, to: 'lost' } }),
        lost: exit(),
        home: exit(),
      },
    })
      .log.filter((line) => line.includes('misses') || line.includes('lost'))
      .map((line) => line.replace(', gp 0', ''));

  it('are followed by another, booked on that day, up to the limit', () => {
    expect(misses(3)).toEqual([
      '1 10:00 clinic: misses',
      '2 10:00 clinic: misses',
      '3 10:00 clinic: misses',
      '3 10:00 lost: arrives',
    ]);
    expect(misses(1)).toEqual(['1 10:00 clinic: misses', '1 10:00 lost: arrives']);
  });

  it('or by none, for those who are not offered another', () => {
    expect(misses(3, 0)).toEqual(['1 10:00 clinic: misses', '1 10:00 lost: arrives']);
  });
});
