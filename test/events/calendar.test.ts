/** Calendars: open hours, their boundaries, holidays, and working time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Calendar, daysSinceEpoch, weekdayOf, type OpenStretch } from '../../engine/events/calendar';

const SEED = 20172;
const MONDAY = 0;
const HORIZON = 4000;

const every = (days: number[], from: number, to: number): OpenStretch[] => days.map((day) => ({ day, from, to }));
const WEEKDAYS = [0, 1, 2, 3, 4];
const ALL = [0, 1, 2, 3, 4, 5, 6];
const office = (holidays: number[] = [], startWeekday = MONDAY) =>
  new Calendar(every(WEEKDAYS, 9, 17), startWeekday, holidays, HORIZON);
const at = (day: number, hour: number): number => day + hour / 24;
/** To the nearest minute, as day and hour. */
const clock = (time: number): [number, number] => {
  const minutes = Math.round(time * 1440);
  return [Math.floor(minutes / 1440), (minutes % 1440) / 60];
};

describe('open hours', () => {
  it('begin at the opening instant and end before the closing instant', () => {
    const calendar = office();
    expect([8.99, 9, 12, 16.99, 17, 23].map((hour) => calendar.isOpen(at(0, hour)))).toEqual([
      false,
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(ALL.map((day) => calendar.isOpen(at(day, 12)))).toEqual([true, true, true, true, true, false, false]);
  });

  it('begin and end exactly at their boundaries, on every day of eleven years, for every hour', () => {
    for (let from = 0; from < 24; from += 0.5) {
      const calendar = new Calendar(every(ALL, from, from + 0.5), MONDAY, [], HORIZON);
      let time = at(0, from) - 1e-6;
      for (let boundary = 0; boundary < 2 * HORIZON - 2; boundary++) {
        time = calendar.nextBoundary(time, 40);
        // Opening, closing, opening, ...
        if (calendar.isOpen(time) !== (boundary % 2 === 0)) throw new Error(`${from}: boundary ${boundary} at ${time}`);
      }
    }
  });

  it('of several stretches a day are kept apart', () => {
    const calendar = new Calendar([...every([0], 13, 17), ...every([0], 9, 12)], MONDAY, [], HORIZON);
    expect([8, 9, 12, 12.5, 13, 17].map((hour) => calendar.isOpen(at(0, hour)))).toEqual([
      false,
      true,
      false,
      false,
      true,
      false,
    ]);
    expect(clock(calendar.nextBoundary(at(0, 10), 10))).toEqual([0, 12]);
    expect(clock(calendar.nextBoundary(at(0, 12), 10))).toEqual([0, 13]);
  });

  it('follow the weekday of day 0', () => {
    // Day 0 is a Saturday (1 April 2017): the first open day is day 2.
    const calendar = office([], 5);
    expect([0, 1, 2, 6, 7, 8].map((day) => calendar.isOpenDay(day))).toEqual([false, false, true, true, false, false]);
    expect([0, 1, 2, 9].map((day) => calendar.weekday(day))).toEqual([5, 6, 0, 0]);
    expect(calendar.weekday(-1)).toBe(4);
  });

  it('do not exist on holidays', () => {
    const calendar = office([0, 2]);
    expect([0, 1, 2, 3].map((day) => calendar.isOpenDay(day))).toEqual([false, true, false, true]);
    expect(calendar.isOpen(at(2, 12))).toBe(false);
    expect(clock(calendar.nextBoundary(at(1, 17), 40))).toEqual([3, 9]);
    expect(calendar.openDays(0, 7)).toBe(3);
    expect(calendar.openWeekdays()).toBe(5);
  });
});

describe('the next boundary', () => {
  it('is the next opening or closing, over weekends', () => {
    const calendar = office();
    expect(clock(calendar.nextBoundary(0, 40))).toEqual([0, 9]);
    expect(clock(calendar.nextBoundary(at(0, 9), 40))).toEqual([0, 17]);
    expect(clock(calendar.nextBoundary(at(4, 17), 40))).toEqual([7, 9]);
  });

  it('is never, where hours run through midnight all week', () => {
    expect(new Calendar(every(ALL, 0, 24), MONDAY, [], HORIZON).nextBoundary(3.5, 40)).toBe(Infinity);
  });

  it('passes over a midnight at which hours go on', () => {
    // A night shift from 22 to 6, written as two stretches.
    const night = new Calendar([...every(ALL, 22, 24), ...every(ALL, 0, 6)], MONDAY, [], HORIZON);
    expect(clock(night.nextBoundary(at(1, 23), 40))).toEqual([2, 6]);
    expect(clock(night.nextBoundary(at(2, 6), 40))).toEqual([2, 22]);
    expect(night.isOpen(2)).toBe(true);
    // Weekdays from 0 to 24: one long stretch from Monday to Saturday.
    const week = new Calendar(every(WEEKDAYS, 0, 24), MONDAY, [9], HORIZON);
    expect(clock(week.nextBoundary(0.5, 40))).toEqual([5, 0]);
    expect(clock(week.nextBoundary(7.5, 40))).toEqual([9, 0]); // a holiday on day 9
    expect(clock(week.nextBoundary(9, 40))).toEqual([10, 0]);
  });

  it('closes a stretch where it ends, or now if it is closed', () => {
    expect(clock(office().closesAt(at(0, 10), 5))).toEqual([0, 17]);
    expect(office().closesAt(at(0, 18), 5)).toBe(at(0, 18));
  });
});

describe('working time', () => {
  it('goes on over nights, weekends and holidays', () => {
    const calendar = office([1]);
    const end = (day: number, hour: number, workHours: number) =>
      clock(calendar.advance(at(day, hour), workHours / 24));
    expect(end(0, 9, 3)).toEqual([0, 12]);
    expect(end(0, 7, 3)).toEqual([0, 12]);
    expect(end(0, 16, 3)).toEqual([2, 11]); // day 1 is a holiday
    expect(end(4, 16, 3)).toEqual([7, 11]); // over the weekend
    expect(end(0, 9, 40)).toEqual([7, 17]); // five working days: 0, 2, 3, 4, 7
    expect(end(5, 12, 1)).toEqual([7, 10]);
  });

  it('never ends where no hour is ever open', () => {
    expect(new Calendar([], MONDAY, [], HORIZON).advance(0, 1)).toBe(Infinity);
  });

  it('of a stretch adds up: advancing by a and then by b is advancing by a + b', () => {
    const stretch = fc.record({
      day: fc.nat(6),
      from: fc.integer({ min: 0, max: 11 }),
      length: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(stretch, { minLength: 1, maxLength: 7, selector: ({ day }) => day }),
        fc.double({ min: 0, max: 50, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        fc.double({ min: 0.001, max: 5, noNaN: true }),
        fc.array(fc.nat(60), { maxLength: 5 }),
        (stretches, start, a, b, holidays) => {
          const calendar = new Calendar(
            stretches.map(({ day, from, length }) => ({ day, from, to: from + length })),
            MONDAY,
            holidays,
            HORIZON,
          );
          const both = calendar.advance(start, a + b);
          expect(calendar.advance(calendar.advance(start, a), b)).toBeCloseTo(both, 6);
          expect(both).toBeGreaterThanOrEqual(start + a + b - 1e-9);
          // Open time between start and end, summed from boundary to boundary.
          let open = 0;
          for (let time = start; time < both;) {
            const next = Math.min(both, calendar.nextBoundary(time, 400));
            if (calendar.isOpen(time)) open += next - time;
            time = next;
          }
          expect(open).toBeCloseTo(a + b, 6);
        },
      ),
      { seed: SEED, numRuns: 200 },
    );
  });
});

describe('dates', () => {
  it('have their weekday', () => {
    // Known days: the first of April 2017 was a Saturday, the epoch a Thursday, 29 February 2024 a Thursday.
    expect(['2017-04-01', '1970-01-01', '2024-02-29', '2000-01-01', '2017-04-03'].map(weekdayOf)).toEqual([
      5, 3, 3, 5, 0,
    ]);
  });

  it('count days as the calendar does, leap years and centuries included', () => {
    expect(daysSinceEpoch('1970-01-01')).toBe(0);
    expect(daysSinceEpoch('2017-04-01') - daysSinceEpoch('2016-04-01')).toBe(365);
    expect(daysSinceEpoch('2016-03-01') - daysSinceEpoch('2016-02-28')).toBe(2);
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
        (date) => {
          const text = date.toISOString().slice(0, 10);
          const days = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) / 86_400_000;
          expect(daysSinceEpoch(text)).toBe(days);
          if (days >= 0) expect(weekdayOf(text)).toBe((date.getUTCDay() + 6) % 7);
        },
      ),
      { seed: SEED, numRuns: 200 },
    );
  });
});
