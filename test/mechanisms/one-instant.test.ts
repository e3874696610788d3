/** What comes first when things happen at one instant, and other rules of a waiting line (cases V47, V49, V50, V55). */
import { describe, expect, it } from 'vitest';
import {
  at,
  comingAt,
  days,
  desk,
  exit,
  exponential,
  hours,
  linesOf,
  NEED,
  q,
  run,
  together,
  type Small,
} from './small-scenarios';

const DAY = { kind: 'fixed' as const, value: q(1, 'day') };

describe('at one instant', () => {
  it('an arrival that was scheduled before an end comes first, and the server takes it at that instant', () => {
    // Arrivals every day from day 1, service of one day. The source schedules its next arrival before the person who has
    // just come begins service: so the arrival of day 2 is older than the end of day 2, and finds the server busy.
    const small: Small = {
      days: 24.5,
      services: {
        door: { kind: 'source', title: 'Door', arrivals: { interval: DAY }, to: 'desk' },
        desk: desk(DAY),
        home: exit(),
      },
    };
    const { log, value } = run(small);
    expect(linesOf(log, 'desk').slice(0, 6)).toEqual([
      '1 00:00 arrives, door 0',
      '1 00:00 starts, door 0',
      '2 00:00 arrives, door 1',
      '2 00:00 ends, door 0',
      '2 00:00 starts, door 1',
      '3 00:00 arrives, door 2',
    ]);
    expect(log.filter((line) => line.includes('starts'))).toHaveLength(24);
    expect(value('desk.waitMean')).toBe(0);
    // With room for one person only, the arrival of day 2 finds the desk full, that of day 3 finds it empty, and so on.
    small.services.desk = desk(DAY, { room: 1, fullTo: 'home' });
    expect(linesOf(run(small).log, 'desk').slice(0, 6)).toEqual([
      '1 00:00 arrives, door 0',
      '1 00:00 starts, door 0',
      '2 00:00 arrives, door 1',
      '2 00:00 ends, door 0',
      '3 00:00 arrives, door 2',
      '3 00:00 starts, door 2',
    ]);
  });

  it('the server takes the next in line before the person who ended comes back to the line', () => {
    const { log } = run({
      days: 3,
      attributes: NEED,
      services: {
        door: comingAt([0, 0], 'desk'),
        // Everybody comes back once, as an urgent case that would go before the other.
        desk: desk(hours(1), {
          priority: { by: 'need', order: ['urgent'] },
          to: [
            { when: { need: 'urgent' }, to: 'home' },
            { to: 'desk', set: { need: 'urgent' } },
          ],
        }),
        home: exit(),
      },
    });
    expect(linesOf(log, 'desk').filter((line) => line.includes('starts'))).toEqual([
      '0 00:00 starts, door 0',
      '0 01:00 starts, door 1',
      '0 02:00 starts, door 0',
      '0 03:00 starts, door 1',
    ]);
  });

  describe('when patience runs out as the server frees', () => {
    const small = (first: number): Small => ({
      days: 5,
      services: {
        door: comingAt([0, first], 'desk'),
        desk: desk(hours(10), { patience: hours(6), patienceTo: 'home' }),
        home: exit(),
      },
    });

    it('the person is served if the end of that service was scheduled first', () => {
      // Service 0-10 was scheduled at 0, patience 4-10 at 4.
      expect(linesOf(run(small(at(0, 4))).log, 'desk').slice(2, 5)).toEqual([
        '0 04:00 arrives, door 1',
        '0 10:00 ends, door 0',
        '0 10:00 starts, door 1',
      ]);
    });

    it('the person gives up if patience was scheduled first', () => {
      // Services of two hours, patience of three. door 2 comes at 1 and may wait until 4, scheduled at 1; door 1 is served
      // from 2 to 4, scheduled at 2.
      const { log } = run({
        days: 5,
        services: {
          door: comingAt([0, at(0, 0.5), at(0, 1)], 'desk'),
          desk: desk(hours(2), { patience: hours(3), patienceTo: 'home' }),
          home: exit(),
        },
      });
      expect(linesOf(log, 'desk').slice(-2)).toEqual(['0 04:00 gives up, door 2', '0 04:00 ends, door 1']);
    });
  });
});

describe('a waiting line', () => {
  it('grows by half a day a customer when service takes 1.5 and arrivals come every 1', () => {
    const { trace } = run({
      days: 40,
      services: {
        door: { kind: 'source', title: 'Door', arrivals: { interval: DAY }, to: 'desk' },
        desk: desk(days(1.5)),
        home: exit(),
      },
    });
    const starts = trace.filter(({ what }) => what === 'starts').map(({ day }) => day);
    // Customer n comes at n and begins at 1 + 1.5 (n - 1): a wait of 0.5 (n - 1).
    expect(starts.slice(0, 20).map((day, i) => day - (i + 1))).toEqual(Array.from({ length: 20 }, (_, i) => 0.5 * i));
  });

  it('forgets a request that is withdrawn: the next one gets the server', () => {
    const small: Small = {
      days: 2,
      attributes: NEED,
      services: {
        door: comingAt([0], 'desk'),
        // Comes at 3 and waits until 5 at most; the other comes at 4 and has all the time in the world.
        hasty: comingAt([at(0, 3)], 'desk', { need: 'urgent' }),
        patient: comingAt([at(0, 4)], 'desk'),
        desk: desk(hours(10), {
          patience: [{ when: { need: 'urgent' }, value: hours(2) }, { value: days(100) }],
          patienceTo: 'home',
        }),
        home: exit(),
      },
    };
    const { log, value } = run(small);
    expect(linesOf(log, 'desk')).toEqual([
      '0 00:00 arrives, door 0',
      '0 00:00 starts, door 0',
      '0 03:00 arrives, hasty 0',
      '0 04:00 arrives, patient 0',
      '0 05:00 gives up, hasty 0',
      '0 10:00 ends, door 0',
      '0 10:00 starts, patient 0',
      '0 20:00 ends, patient 0',
    ]);
    expect(value('desk.leftUnseen')).toBeCloseTo(1 / 3, 12);
    // Waits of 0, 2 and 6 hours.
    expect(value('desk.waitMean')).toBeCloseTo(8 / 3 / 24, 12);
  });

  it('has room for those in service and waiting together; who finds it full goes elsewhere', () => {
    const { log, value } = run({
      days: 1,
      services: {
        door: comingAt([0, at(0, 1), at(0, 2), at(0, 5)], 'desk'),
        desk: desk(hours(4), { room: q(2, 'person'), fullTo: 'elsewhere' }),
        home: exit(),
        elsewhere: exit(),
      },
    });
    // 0-4 the first; the second waits; the third finds two and is turned away; at 5 only the second is inside.
    expect(linesOf(log, 'elsewhere')).toEqual(['0 02:00 arrives, door 2']);
    expect(linesOf(log, 'desk').filter((line) => line.includes('starts'))).toEqual([
      '0 00:00 starts, door 0',
      '0 04:00 starts, door 1',
      '0 08:00 starts, door 3',
    ]);
    expect(value('desk.turnedAway')).toBe(1 / 4);
  });

  describe('with priorities and patience', () => {
    const small: Small = {
      days: 2,
      attributes: NEED,
      services: {
        door: comingAt([0, at(0, 1), at(0, 2)], 'desk'),
        police: comingAt([at(0, 3), at(0, 6)], 'desk', { need: 'urgent' }),
        desk: desk(hours(4), {
          priority: { by: 'need', order: ['urgent'] },
          patience: [{ when: { need: 'urgent' }, value: days(9) }, { value: hours(8) }],
          patienceTo: 'home',
        }),
        home: exit(),
      },
    };

    it('the urgent go first, in order of arrival, and interrupt nobody; others give up meanwhile', () => {
      // 0-4 routine 0; 4-8 urgent 0 (came at 3); 8-12 urgent 1 (came at 6), though two routine wait since 1 and 2.
      // Routine 1 gives up at 9, routine 2 at 10.
      expect(linesOf(run(small).log, 'desk').filter((line) => !line.includes('arrives'))).toEqual([
        '0 00:00 starts, door 0',
        '0 04:00 ends, door 0',
        '0 04:00 starts, police 0',
        '0 08:00 ends, police 0',
        '0 08:00 starts, police 1',
        '0 09:00 gives up, door 1',
        '0 10:00 gives up, door 2',
        '0 12:00 ends, police 1',
      ]);
    });
  });

  it('last come, first served takes the latest of the best rank', () => {
    const { log } = run({
      days: 1,
      services: {
        door: comingAt([0, at(0, 1), at(0, 2)], 'desk'),
        desk: desk(hours(4), { order: 'last' }),
        home: exit(),
      },
    });
    expect(log.filter((line) => line.includes('starts'))).toEqual([
      '0 00:00 desk: starts, door 0',
      '0 04:00 desk: starts, door 2',
      '0 08:00 desk: starts, door 1',
    ]);
  });

  it('people who are sent back wait anew, and the wait of each visit is counted', () => {
    const { value } = run({
      days: 1,
      attributes: NEED,
      services: {
        door: comingAt([0, 0], 'desk'),
        desk: desk(hours(1), {
          to: [
            { when: { need: 'urgent' }, to: 'home' },
            { to: 'desk', set: { need: 'urgent' } },
          ],
        }),
        home: exit(),
      },
    });
    // Starts at 0, 1, 2, 3 of people who came to the desk at 0, 0, 1, 2: waits of 0, 1, 1, 1 hours.
    expect(value('desk.waitMean')).toBeCloseTo(3 / 4 / 24, 12);
    expect(value('desk.arrivals')).toBe(4 * 7);
  });

  it('obeys the laws of any line: people waiting are arrivals times waits, people in service are arrivals times services', () => {
    const DAYS = 400;
    const { trace, value } = run({
      days: DAYS,
      services: {
        // 300 people in about 300 days, all gone by the end.
        door: { kind: 'source', title: 'Door', arrivals: { interval: exponential(1), limit: 300 }, to: 'desk' },
        desk: desk(exponential(0.8)),
        home: exit(),
      },
    });
    const sum = (what: string): number =>
      trace.filter((entry) => entry.what === what).reduce((total, { day }) => total + day, 0);
    const left = trace.filter(({ service }) => service === 'home');
    expect(left).toHaveLength(300);
    const atDesk = trace.filter(({ service }) => service === 'desk');
    const arrived = atDesk.filter(({ what }) => what === 'arrives').reduce((total, { day }) => total + day, 0);
    expect(value('desk.queueMean') * DAYS).toBeCloseTo(sum('starts') - arrived, 6);
    expect(value('desk.inServiceMean') * DAYS).toBeCloseTo(sum('ends') - sum('starts'), 6);
    expect(value('desk.inSystemMean') * DAYS).toBeCloseTo(value('desk.timeInSystemMean') * 300, 6);
    expect(value('network.inSystemMean') * DAYS).toBeCloseTo(value('network.timeInSystemMean') * 300, 6);
    expect(value('desk.utilisation') * DAYS).toBeCloseTo(value('desk.inServiceMean') * DAYS, 9);
  });

  it('each visit of a person has its own draws: half of them sent back each time make two visits on average', () => {
    const PEOPLE = 800;
    const { trace, value } = run({
      days: 200,
      services: {
        door: comingAt(together(PEOPLE, 0), 'desk'),
        desk: desk(exponential(1), {
          servers: { count: q(5000, 'WTE') },
          to: [
            {
              to: [
                { share: q(0.5, 'share'), to: 'desk' },
                { share: 'rest', to: 'home' },
              ],
            },
          ],
        }),
        home: exit(),
      },
    });
    // Geometric with mean 2 and variance 2; and no two services of a person are alike.
    const visits = trace.filter(({ what, service }) => what === 'arrives' && service === 'desk').length;
    expect(trace.filter(({ service }) => service === 'home')).toHaveLength(PEOPLE);
    expect(Math.abs(visits / PEOPLE - 2)).toBeLessThan(4 * Math.sqrt(2 / PEOPLE));
    // Time at the desk is a sum of two services on average, which with own draws has variance 2 + 2.
    const left = trace.filter(({ service }) => service === 'home').map(({ day }) => day);
    const mean = left.reduce((sum, day) => sum + day, 0) / PEOPLE;
    expect(Math.abs(mean - 2)).toBeLessThan(4 * Math.sqrt(4 / PEOPLE));
    expect(value('desk.waitMean')).toBe(0);
  });
});
