/** Servers who are away between jobs or in spells (V20, V21, and V46 at a shift's end), worked by hand. */
import { describe, expect, it } from 'vitest';
import {
  at,
  coming,
  comingAt,
  desk,
  exit,
  exponential,
  hours,
  linesOf,
  NEED,
  q,
  run,
  type Small,
} from './small-scenarios';

/** People who come at these hours of day 0. */
function small(arrivals: number[], serviceHours: number, more: Parameters<typeof desk>[1], days = 3): Small {
  return {
    days,
    services: {
      door: comingAt(
        arrivals.map((hour) => at(0, hour)),
        'desk',
      ),
      desk: desk(hours(serviceHours), more),
      home: exit(),
    },
  };
}
const linesAt = (scenario: Small): string[] =>
  linesOf(run(scenario).log, 'desk').filter((line) => !line.includes('arrives'));

describe('a server away between jobs', () => {
  const absence = { betweenJobs: hours(2) };

  it('goes when nobody waits, and again when nobody waits on coming back', () => {
    // Away 0-2, work 2-3 and 3-4, away 4-6 and 6-8, work 8-9.
    expect(linesAt(small([1, 2.5, 6.5], 1, { absence }))).toEqual([
      '0 02:00 starts, door 0',
      '0 03:00 ends, door 0',
      '0 03:00 starts, door 1',
      '0 04:00 ends, door 1',
      '0 08:00 starts, door 2',
      '0 09:00 ends, door 2',
    ]);
  });

  it('who comes at the very instant of the return is served at that instant', () => {
    // The return at 2 was scheduled when the run began, after the first arrival: the arrival is older.
    expect(linesAt(small([2], 1, { absence }))[0]).toBe('0 02:00 starts, door 0');
  });

  it('counts as on shift, not as worked', () => {
    const { value } = run(small([1, 2.5, 6.5], 1, { absence }, at(0, 9)));
    expect(value('desk.away')).toBeCloseTo(6 / 9, 12);
    expect(value('desk.utilisation')).toBeCloseTo(3 / 9, 12);
    expect(value('desk.utilisationWorked')).toBeCloseTo(1, 12);
  });

  it('each server for itself', () => {
    // Both away 0-2; then 2-5 and 2-5; a third person at 3 has nobody until 5; the other server is away from 5 on.
    expect(linesAt(small([1, 1, 3, 5.5], 3, { absence, servers: { count: q(2, 'WTE') } }))).toEqual([
      '0 02:00 starts, door 0',
      '0 02:00 starts, door 1',
      '0 05:00 ends, door 0',
      '0 05:00 starts, door 2',
      '0 05:00 ends, door 1',
      '0 07:00 starts, door 3',
      '0 08:00 ends, door 2',
      '0 10:00 ends, door 3',
    ]);
  });

  it('is back next morning, whatever was left at the end of the shift, and the old return never comes', () => {
    // From 9 away for ten hours; the shift ends at 17. If the return at 19 came after all, work would begin at once.
    const scenario = small([18, 18], 1, {
      absence: { betweenJobs: hours(10) },
      servers: { count: 1, calendar: 'daily' },
    });
    expect(linesAt(scenario)).toEqual([
      '1 09:00 starts, door 0',
      '1 10:00 ends, door 0',
      '1 10:00 starts, door 1',
      '1 11:00 ends, door 1',
    ]);
    expect(run({ ...scenario, days: 1 }).value('desk.away')).toBeCloseTo(8 / 24, 12);
  });
});

describe('a server away in spells', () => {
  // There 0-3, away 3-5, there 5-8, away 8-10, there 10-13.
  const absence = { spells: { present: hours(3), away: hours(2) } };

  it('suspend: work stops and goes on first when the server is back', () => {
    expect(linesAt(small([0, 1], 4, { absence, shiftEnd: 'suspend' }))).toEqual([
      '0 00:00 starts, door 0',
      '0 03:00 stops, door 0',
      '0 05:00 starts, door 0',
      '0 06:00 ends, door 0',
      '0 06:00 starts, door 1',
      '0 08:00 stops, door 1',
      '0 10:00 starts, door 1',
      '0 12:00 ends, door 1',
    ]);
  });

  it('hand over: work goes to the head of its rank, behind the urgent', () => {
    const scenario = small([0, 1], 4, {
      absence,
      shiftEnd: 'handOver',
      priority: { by: 'need', order: ['urgent'] },
    });
    scenario.attributes = NEED;
    scenario.services.police = comingAt([at(0, 4)], 'desk', { need: 'urgent' });
    expect(linesAt(scenario).slice(0, 6)).toEqual([
      '0 00:00 starts, door 0',
      '0 03:00 stops, door 0',
      '0 05:00 starts, police 0',
      '0 08:00 stops, police 0',
      '0 10:00 starts, police 0',
      '0 11:00 ends, police 0',
    ]);
    expect(linesAt(scenario).slice(6, 8)).toEqual(['0 11:00 starts, door 0', '0 12:00 ends, door 0']);
  });

  it.each(['finish', 'doNotStart'] as const)(
    '%s: work in hand is finished; nobody knows of a spell before',
    (shiftEnd) => {
      expect(linesAt(small([0, 1], 4, { absence, shiftEnd }))).toEqual([
        '0 00:00 starts, door 0',
        '0 04:00 ends, door 0',
        '0 05:00 starts, door 1',
        '0 09:00 ends, door 1',
      ]);
    },
  );

  it('counts as on shift; hours worked are those there, and those beyond', () => {
    const suspended = run(small([0, 1], 4, { absence, shiftEnd: 'suspend' }, at(0, 12)));
    expect(suspended.value('desk.away')).toBeCloseTo(4 / 12, 12);
    expect(suspended.value('desk.utilisation')).toBeCloseTo(8 / 12, 12);
    // There 0-3, 5-8 and 10-12.
    expect(suspended.value('desk.utilisationWorked')).toBeCloseTo(8 / 8, 12);
    const finished = run(small([0, 1], 4, { absence }, at(0, 12)));
    expect(finished.value('desk.utilisation')).toBeCloseTo(8 / 12, 12);
    // There 0-4 (an hour beyond), 5-9 (again) and 10-12.
    expect(finished.value('desk.utilisationWorked')).toBeCloseTo(8 / 10, 12);
  });

  it('hands its work to a colleague who is free: nothing stops unless all are busy', () => {
    // Four servers whose spells are their own, and one job at a time: it could stop only with all four away.
    const { log, value } = run({
      days: 200,
      services: {
        door: coming(1, 'desk'),
        desk: desk(hours(2), {
          servers: { count: q(40, 'WTE') },
          shiftEnd: 'suspend',
          absence: { spells: { present: exponential(3), away: exponential(1) } },
        }),
        home: exit(),
      },
    });
    expect(log.filter((line) => line.includes('stops'))).toEqual([]);
    // A quarter of forty, give or take: 200 days are some fifty spells of each server.
    expect(Math.abs(value('desk.away') - 10)).toBeLessThan(0.5);
  });

  it('draws the spells of each server apart: one server more changes nothing for the others', () => {
    // Every server has work all the time, so that each stop and start is the spell of one server.
    const times = (servers: number): Set<number> => {
      const { trace } = run({
        days: 30,
        services: {
          door: comingAt(
            Array.from({ length: 20 }, () => 0),
            'desk',
          ),
          desk: desk(hours(24 * 365), {
            servers: { count: q(servers, 'WTE') },
            shiftEnd: 'suspend',
            absence: { spells: { present: exponential(3), away: exponential(1) } },
          }),
          home: exit(),
        },
      });
      return new Set(trace.filter(({ what }) => what === 'stops' || what === 'starts').map(({ day }) => day));
    };
    const two = times(2);
    const three = times(3);
    expect(two.size).toBeGreaterThan(10);
    expect([...two].filter((time) => !three.has(time))).toEqual([]);
    expect(three.size).toBeGreaterThan(two.size + 5);
  });

  it('goes on while off shift', () => {
    // Spells run from the first shift on, at 9: there for three hours, away for 21. The shift is 9 to 17.
    const scenario = small([8], 6, {
      absence: { spells: { present: hours(3), away: hours(21) } },
      servers: { count: 1, calendar: 'daily' },
      shiftEnd: 'suspend',
    });
    expect(linesAt(scenario)).toEqual([
      '0 09:00 starts, door 0',
      '0 12:00 stops, door 0',
      '1 09:00 starts, door 0',
      '1 12:00 ends, door 0',
    ]);
  });

  it('counts those on shift only', () => {
    // The first server is there 9-12, away 12-15 and there from 15 on; the second, on shift from 10 to 12, there 10-13 and
    // away 13-16, which is nobody's loss.
    const scenario = small([9], 4, {
      absence: { spells: { present: hours(3), away: hours(3) } },
      servers: {
        shifts: [
          { count: 1, calendar: 'daily' },
          { count: 1, calendar: 'late' },
        ],
      },
      shiftEnd: 'suspend',
    });
    scenario.calendars = {
      daily: { title: 'Nine to five', open: [{ days: ['mon', 'tue', 'wed'], from: 9, to: 17 }] },
      late: { title: 'Ten to twelve', open: [{ days: ['mon', 'tue', 'wed'], from: 10, to: 12 }] },
    };
    expect(linesAt(scenario)).toEqual([
      '0 09:00 starts, door 0',
      '0 12:00 stops, door 0',
      '0 15:00 starts, door 0',
      '0 16:00 ends, door 0',
    ]);
    expect(run({ ...scenario, days: 1 }).value('desk.away')).toBeCloseTo(3 / 24, 12);
  });
});
