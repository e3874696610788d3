/** What happens to work at the end of a shift (cases V25 to V27), worked by hand. */
import { describe, expect, it } from 'vitest';
import { at, comingAt, desk, exit, hours, linesOf, q, run, type Small } from './small-scenarios';

type ShiftEnd = 'finish' | 'suspend' | 'handOver' | 'doNotStart';

/** One server, nine to five; jobs of three hours come at 8:00, 12:00 and 16:00 of the first day. */
const oneServer = (shiftEnd: ShiftEnd): Small => ({
  days: 2,
  services: {
    door: comingAt([at(0, 8), at(0, 12), at(0, 16)], 'desk'),
    desk: desk(hours(3), { servers: { count: 1, calendar: 'daily' }, shiftEnd }),
    home: exit(),
  },
});

const work = (shiftEnd: ShiftEnd): string[] =>
  linesOf(run(oneServer(shiftEnd)).log, 'desk').filter((line) => !line.includes('arrives'));

const FIRST_TWO = [
  '0 09:00 starts, door 0', // came at eight, waits until the shift begins
  '0 12:00 ends, door 0',
  '0 12:00 starts, door 1',
  '0 15:00 ends, door 1',
  '0 16:00 starts, door 2',
];

describe('the end of a shift', () => {
  it('finish: the job in hand is finished, 16 to 19', () => {
    expect(work('finish')).toEqual([...FIRST_TWO, '0 19:00 ends, door 2']);
  });

  it('suspend: the job stops at 17 and goes on at 9 for the two hours that are left', () => {
    expect(work('suspend')).toEqual([
      ...FIRST_TWO,
      '0 17:00 stops, door 2',
      '1 09:00 starts, door 2',
      '1 11:00 ends, door 2',
    ]);
  });

  it('hand over: the job goes back to the head of the line with the two hours that are left', () => {
    expect(work('handOver')).toEqual([
      ...FIRST_TWO,
      '0 17:00 stops, door 2',
      '1 09:00 starts, door 2',
      '1 11:00 ends, door 2',
    ]);
  });

  it('do not start: what cannot end by 17 begins at 9 next day', () => {
    expect(work('doNotStart')).toEqual([...FIRST_TWO.slice(0, 4), '1 09:00 starts, door 2', '1 12:00 ends, door 2']);
  });

  it('do not start: a job that ends exactly at closing time may begin', () => {
    const small = oneServer('doNotStart');
    small.services.door = comingAt([at(0, 14)], 'desk');
    expect(linesOf(run(small).log, 'desk').slice(1)).toEqual(['0 14:00 starts, door 0', '0 17:00 ends, door 0']);
  });

  it('do not start: a job may run over a change of shifts that leaves as many servers', () => {
    const small = oneServer('doNotStart');
    small.services.door = comingAt([at(0, 16)], 'desk');
    const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
    small.calendars = {
      early: { title: 'Early', open: [{ days: [...week], from: 9, to: 17 }] },
      late: { title: 'Late', open: [{ days: [...week], from: 17, to: 21 }] },
    };
    small.services.desk = desk(hours(3), {
      servers: { shifts: ['early', 'late'].map((calendar) => ({ count: 1, calendar })) },
      shiftEnd: 'doNotStart',
    });
    expect(linesOf(run(small).log, 'desk').slice(1)).toEqual(['0 16:00 starts, door 0', '0 19:00 ends, door 0']);
  });

  it('suspend: a job that ends exactly at closing time is over, not left for the morning', () => {
    const small = oneServer('suspend');
    small.services.door = comingAt([at(0, 14)], 'desk');
    expect(linesOf(run(small).log, 'desk').slice(1)).toEqual(['0 14:00 starts, door 0', '0 17:00 ends, door 0']);
  });

  it('suspended work goes on before an urgent job, work handed over stands in line behind it', () => {
    const small = (shiftEnd: ShiftEnd): Small => ({
      ...oneServer(shiftEnd),
      attributes: {
        need: {
          title: 'Need',
          values: [
            { id: 'routine', title: 'Routine' },
            { id: 'urgent', title: 'Urgent' },
          ],
        },
      },
      services: {
        door: comingAt([at(0, 16)], 'desk'),
        police: comingAt([at(0, 20)], 'desk', { need: 'urgent' }),
        desk: desk(hours(3), {
          servers: { count: 1, calendar: 'daily' },
          priority: { by: 'need', order: ['urgent', 'routine'] },
          shiftEnd,
        }),
        home: exit(),
      },
    });
    const ends = (shiftEnd: ShiftEnd) => run(small(shiftEnd)).log.filter((line) => line.includes('ends'));
    // Two hours are left of the routine job: 9 to 11, then 11 to 14; or 9 to 12, then 12 to 14.
    expect(ends('suspend')).toEqual(['1 11:00 desk: ends, door 0', '1 14:00 desk: ends, police 0']);
    expect(ends('handOver')).toEqual(['1 12:00 desk: ends, police 0', '1 14:00 desk: ends, door 0']);
  });

  it('does not count overtime as time on shift: 9 hours of work on a shift of 8 are 9/8, and 9/10 of the hours worked', () => {
    const finish = run({ ...oneServer('finish'), days: 1 });
    // 9-12, 12-15 and 16-19: three jobs of three hours; the shift is 9-17, and two hours are overtime.
    expect(finish.value('desk.utilisation')).toBeCloseTo(9 / 8, 12);
    expect(finish.value('desk.utilisationWorked')).toBeCloseTo(9 / 10, 12);
    // Suspended at 17: seven hours of work on that shift, and no overtime.
    const suspend = run({ ...oneServer('suspend'), days: 1 });
    expect(suspend.value('desk.utilisation')).toBeCloseTo(7 / 8, 12);
    expect(suspend.value('desk.utilisationWorked')).toBeCloseTo(7 / 8, 12);
  });

  it('counts overtime of each server who has any, until the job ends', () => {
    const small = oneServer('finish');
    small.days = 1;
    // Jobs come at 15, 15:30 and 16: the first two run over 17, by one hour and by an hour and a half.
    small.services.door = comingAt([at(0, 15), at(0, 15.5), at(0, 16)], 'desk');
    small.services.desk = desk([{ value: hours(3) }], { servers: { count: q(2, 'WTE'), calendar: 'daily' } });
    const { value } = run(small);
    // Six hours of work; sixteen on shift, and 1 + 1.5 of overtime; the third job waits for the next day.
    expect(value('desk.utilisation')).toBeCloseTo(6 / 16, 12);
    expect(value('desk.utilisationWorked')).toBeCloseTo(6 / (16 + 1 + 1.5), 12);
  });

  it('do not start: shifts that follow each other round the clock let everything begin', () => {
    const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
    const small = oneServer('doNotStart');
    small.calendars = {
      day: { title: 'Day', open: [{ days: [...week], from: 0, to: 12 }] },
      night: { title: 'Night', open: [{ days: [...week], from: 12, to: 24 }] },
    };
    small.services.desk = desk(hours(3), {
      servers: { shifts: ['day', 'night'].map((calendar) => ({ count: 1, calendar })) },
      shiftEnd: 'doNotStart',
    });
    expect(linesOf(run(small).log, 'desk').filter((line) => line.includes('starts'))).toEqual([
      '0 08:00 starts, door 0',
      '0 12:00 starts, door 1',
      '0 16:00 starts, door 2',
    ]);
  });

  it('opens again after more than a month', () => {
    const small = oneServer('finish');
    small.days = 70;
    small.run = { startDate: '2024-01-01' };
    // Closed for 60 days.
    const dates = Array.from({ length: 60 }, (_, i) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10));
    small.holidays = { closed: { title: 'Closed', source: 'assumption', dates } };
    small.calendars = {
      daily: {
        title: 'Daily',
        open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: 9, to: 17 }],
        holidays: 'closed',
      },
    };
    expect(linesOf(run(small).log, 'desk').find((line) => line.includes('starts'))).toBe('60 09:00 starts, door 0');
  });

  it('five jobs that all stop go on one after another when one server comes back', () => {
    const small: Small = {
      days: 8,
      calendars: {
        morning: { title: 'Monday from 0 to 12', open: [{ days: ['mon'], from: 0, to: 12 }] },
        later: {
          title: 'From Tuesday on',
          open: [{ days: ['tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: 0, to: 24 }],
        },
      },
      services: {
        door: comingAt(
          [0, 1, 2, 3, 4].map((hour) => at(0, hour)),
          'desk',
        ),
        // Five servers until Monday noon, none until midnight, one after that.
        desk: desk(hours(24), {
          servers: {
            shifts: [
              { count: q(5, 'WTE'), calendar: 'morning' },
              { count: 1, calendar: 'later' },
            ],
          },
          shiftEnd: 'suspend',
        }),
        home: exit(),
      },
    };
    // Done by noon: 12, 11, 10, 9 and 8 hours; left: 12, 13, 14, 15 and 16, worked off from Tuesday 0:00 in order of start.
    expect(run(small).log.filter((line) => line.includes('ends'))).toEqual([
      '1 12:00 desk: ends, door 0',
      '2 01:00 desk: ends, door 1',
      '2 15:00 desk: ends, door 2',
      '3 06:00 desk: ends, door 3',
      '3 22:00 desk: ends, door 4',
    ]);
  });
});
