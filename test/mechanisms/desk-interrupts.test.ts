/** Priority that interrupts (pre-emptive resume), worked by hand: who stops for whom, and what counts as waiting. */
import { describe, expect, it } from 'vitest';
import { at, comingAt, desk, exit, hours, linesOf, NEED, q, run, type Small } from './small-scenarios';

const URGENT_FIRST = { by: 'need', order: ['urgent'], interrupts: true };
const THREE: Small['attributes'] = {
  need: {
    title: 'Need',
    values: [
      { id: 'routine', title: 'Routine' },
      { id: 'soon', title: 'Soon' },
      { id: 'urgent', title: 'Urgent' },
    ],
  },
};

/** Routine people at the door, urgent ones from the police, in hours of day 0. */
function small(routine: number[], urgent: number[], more: Parameters<typeof desk>[1], routineHours = 10): Small {
  return {
    days: 5,
    attributes: NEED,
    services: {
      ...(routine.length > 0 && {
        door: comingAt(
          routine.map((hour) => at(0, hour)),
          'desk',
        ),
      }),
      ...(urgent.length > 0 && {
        police: comingAt(
          urgent.map((hour) => at(0, hour)),
          'desk',
          { need: 'urgent' },
        ),
      }),
      desk: desk([{ when: { need: 'urgent' }, value: hours(2) }, { value: hours(routineHours) }], {
        priority: URGENT_FIRST,
        ...more,
      }),
      home: exit(),
    },
  };
}
const linesAt = (scenario: Small): string[] => linesOf(run(scenario).log, 'desk');
const withoutArrivals = (scenario: Small): string[] => linesAt(scenario).filter((line) => !line.includes('arrives'));

describe('somebody more urgent', () => {
  it('interrupts; the old end of service never comes, and the rest is done afterwards (V46)', () => {
    // Ten hours from 0, interrupted at 3 for 93 hours: ends at 103, and nothing happens at 10.
    const scenario = small([0], [3], {});
    scenario.services.desk = desk([{ when: { need: 'urgent' }, value: hours(93) }, { value: hours(10) }], {
      priority: URGENT_FIRST,
    });
    expect(linesAt(scenario)).toEqual([
      '0 00:00 arrives, door 0',
      '0 00:00 starts, door 0',
      '0 03:00 arrives, police 0',
      '0 03:00 is interrupted, door 0',
      '0 03:00 starts, police 0',
      '4 00:00 ends, police 0',
      '4 00:00 starts, door 0',
      '4 07:00 ends, door 0',
    ]);
  });

  it('interrupts again and again: what is left is kept each time, and its holder stands at the head of the rank', () => {
    expect(withoutArrivals(small([0, 1], [2, 5], {}))).toEqual([
      '0 00:00 starts, door 0',
      '0 02:00 is interrupted, door 0',
      '0 02:00 starts, police 0',
      '0 04:00 ends, police 0',
      '0 04:00 starts, door 0', // eight hours left, before the other who waits since 1
      '0 05:00 is interrupted, door 0',
      '0 05:00 starts, police 1',
      '0 07:00 ends, police 1',
      '0 07:00 starts, door 0', // seven left
      '0 14:00 ends, door 0',
      '0 14:00 starts, door 1',
      '1 00:00 ends, door 1',
    ]);
  });

  it('interrupts nobody of the same rank, and nobody while a server is free', () => {
    expect(withoutArrivals(small([], [0, 1], {}))).toEqual([
      '0 00:00 starts, police 0',
      '0 02:00 ends, police 0',
      '0 02:00 starts, police 1',
      '0 04:00 ends, police 1',
    ]);
    expect(withoutArrivals(small([0], [1], { servers: { count: q(2, 'WTE') } }))).toEqual([
      '0 00:00 starts, door 0',
      '0 01:00 starts, police 0',
      '0 03:00 ends, police 0',
      '0 10:00 ends, door 0',
    ]);
  });

  it('interrupts the latest rank in service, and of that rank whoever began last', () => {
    const scenario = small([0, 1], [], { servers: { count: q(3, 'WTE') } });
    scenario.attributes = THREE;
    scenario.services.gp = comingAt([at(0, 0.5)], 'desk', { need: 'soon' });
    scenario.services.police = comingAt(
      [2, 3, 3.5, 3.75].map((hour) => at(0, hour)),
      'desk',
      { need: 'urgent' },
    );
    scenario.services.desk = desk(hours(10), {
      servers: { count: q(3, 'WTE') },
      priority: { by: 'need', order: ['urgent', 'soon'], interrupts: true },
    });
    expect(withoutArrivals(scenario).slice(0, 13)).toEqual([
      '0 00:00 starts, door 0',
      '0 00:30 starts, gp 0',
      '0 01:00 starts, door 1',
      '0 02:00 is interrupted, door 1', // began last of the routine ones
      '0 02:00 starts, police 0',
      '0 03:00 is interrupted, door 0', // before the one who is "soon"
      '0 03:00 starts, police 1',
      '0 03:30 is interrupted, gp 0',
      '0 03:30 starts, police 2',
      // The fourth urgent one finds only urgent people in service, and waits; then come "soon", and the routine ones:
      // the one interrupted last first.
      '0 12:00 ends, police 0',
      '0 12:00 starts, police 3',
      '0 13:00 ends, police 1',
      '0 13:00 starts, gp 0',
    ]);
  });

  it('interrupts only where the rank is among those that do', () => {
    const scenario = small([0], [], {});
    scenario.attributes = THREE;
    scenario.services.gp = comingAt([at(0, 1)], 'desk', { need: 'soon' });
    scenario.services.police = comingAt([at(0, 2)], 'desk', { need: 'urgent' });
    scenario.services.desk = desk(hours(10), {
      priority: { by: 'need', order: ['urgent', 'soon'], interrupts: ['urgent'] },
    });
    expect(withoutArrivals(scenario)).toEqual([
      '0 00:00 starts, door 0',
      '0 02:00 is interrupted, door 0',
      '0 02:00 starts, police 0',
      '0 12:00 ends, police 0',
      '0 12:00 starts, gp 0',
      '0 22:00 ends, gp 0',
      '0 22:00 starts, door 0',
      '1 06:00 ends, door 0',
    ]);
  });

  it('who comes at the very instant work ends interrupts nothing, though the arrival is the older event', () => {
    expect(linesAt(small([0], [12], {}, 12))).toEqual([
      '0 00:00 arrives, door 0',
      '0 00:00 starts, door 0',
      '0 12:00 arrives, police 0',
      '0 12:00 ends, door 0',
      '0 12:00 starts, police 0',
      '0 14:00 ends, police 0',
    ]);
    // Nor does it interrupt somebody else: the server whose work ends takes the newcomer.
    expect(withoutArrivals(small([0, 6], [12], { servers: { count: q(2, 'WTE') } }, 12))).toEqual([
      '0 00:00 starts, door 0',
      '0 06:00 starts, door 1',
      '0 12:00 ends, door 0',
      '0 12:00 starts, police 0',
      '0 14:00 ends, police 0',
      '0 18:00 ends, door 1',
    ]);
  });

  it('two who come together interrupt two', () => {
    expect(withoutArrivals(small([0, 0], [1, 1], { servers: { count: q(2, 'WTE') } })).slice(2, 6)).toEqual([
      '0 01:00 is interrupted, door 1',
      '0 01:00 starts, police 0',
      '0 01:00 is interrupted, door 0',
      '0 01:00 starts, police 1',
    ]);
  });
});

describe('what counts', () => {
  it('a wait ends when work first begins; who is interrupted stands among those who wait', () => {
    const scenario = { ...small([0, 1], [2], {}), days: 1 };
    const { value } = run(scenario);
    // Waits of 0, 0 and 11 hours.
    expect(value('desk.waitMean')).toBeCloseTo(at(0, 11 / 3), 12);
    // The first waits from 2 to 4 after all, the second from 1 to 12.
    expect(value('desk.queueMean')).toBeCloseTo((2 + 11) / 24, 12);
    // Work from 0 to 22.
    expect(value('desk.inServiceMean')).toBeCloseTo(22 / 24, 12);
    expect(value('desk.inSystemMean')).toBeCloseTo((22 + 13) / 24, 12);
    expect(value('desk.utilisation')).toBeCloseTo(22 / 24, 12);
    expect(value('desk.interruptions')).toBeCloseTo(7, 12);
    // 12 hours at the desk, 21, and 2.
    expect(value('desk.timeInSystemMean')).toBeCloseTo(at(0, 35 / 3), 12);
  });

  it('time at the desk is shown by class, too', () => {
    const { value } = run({ ...small([0, 1], [2], {}), days: 2, run: { splitBy: ['need'] } });
    expect(value('desk.timeInSystemMean[need=urgent]')).toBeCloseTo(at(0, 2), 12);
    // 0 to 12, and 1 to 22.
    expect(value('desk.timeInSystemMean[need=routine]')).toBeCloseTo(at(0, (12 + 21) / 2), 12);
  });

  it('nobody gives up once work has begun, not even while interrupted', () => {
    const scenario = small([0, 1], [2, 2], { patience: hours(3), patienceTo: 'home' });
    expect(withoutArrivals(scenario)).toEqual([
      '0 00:00 starts, door 0',
      '0 02:00 is interrupted, door 0',
      '0 02:00 starts, police 0',
      '0 04:00 gives up, door 1',
      '0 04:00 ends, police 0',
      '0 04:00 starts, police 1',
      '0 06:00 ends, police 1',
      '0 06:00 starts, door 0',
      '0 14:00 ends, door 0',
    ]);
  });
});

describe('interruptions and the end of a shift', () => {
  const daily = { servers: { count: 1 as const, calendar: 'daily' } };

  it('work in overtime is not interrupted: nobody could begin in its place', () => {
    expect(withoutArrivals(small([15], [18], { ...daily, shiftEnd: 'finish' }, 4))).toEqual([
      '0 15:00 starts, door 0',
      '0 19:00 ends, door 0',
      '1 09:00 starts, police 0',
      '1 11:00 ends, police 0',
    ]);
  });

  it('in the morning a rank that interrupts goes before suspended work', () => {
    expect(withoutArrivals(small([15], [20], { ...daily, shiftEnd: 'suspend' }, 4))).toEqual([
      '0 15:00 starts, door 0',
      '0 17:00 stops, door 0',
      '1 09:00 starts, police 0',
      '1 11:00 ends, police 0',
      '1 11:00 starts, door 0',
      '1 13:00 ends, door 0',
    ]);
  });

  it('a rank that goes first but does not interrupt stands behind suspended work', () => {
    const scenario = small([15], [], {});
    scenario.attributes = THREE;
    scenario.services.gp = comingAt([at(0, 20)], 'desk', { need: 'soon' });
    scenario.services.desk = desk(hours(4), {
      ...daily,
      shiftEnd: 'suspend',
      priority: { by: 'need', order: ['urgent', 'soon'], interrupts: ['urgent'] },
    });
    expect(withoutArrivals(scenario)).toEqual([
      '0 15:00 starts, door 0',
      '0 17:00 stops, door 0',
      '1 09:00 starts, door 0',
      '1 11:00 ends, door 0',
      '1 11:00 starts, gp 0',
      '1 15:00 ends, gp 0',
    ]);
  });

  it('of those at work at closing time the latest rank stops', () => {
    // Two servers until 12, one until 17.
    const scenario = small([9], [10], {}, 6);
    scenario.calendars = {
      morning: { title: 'Morning', open: [{ days: ['mon'], from: 9, to: 11 }] },
      day: { title: 'Day', open: [{ days: ['mon'], from: 9, to: 17 }] },
    };
    scenario.services.desk = desk(hours(3), {
      servers: { shifts: ['morning', 'day'].map((calendar) => ({ count: 1, calendar })) },
      priority: URGENT_FIRST,
      shiftEnd: 'handOver',
    });
    expect(withoutArrivals(scenario)).toEqual([
      '0 09:00 starts, door 0',
      '0 10:00 starts, police 0',
      '0 11:00 stops, door 0', // though the urgent one began last
      '0 13:00 ends, police 0',
      '0 13:00 starts, door 0',
      '0 14:00 ends, door 0',
    ]);
  });

  it('who could not end before closing time interrupts nobody', () => {
    expect(withoutArrivals(small([14], [16], { ...daily, shiftEnd: 'doNotStart' }, 3))).toEqual([
      '0 14:00 starts, door 0',
      '0 17:00 ends, door 0',
      '1 09:00 starts, police 0',
      '1 11:00 ends, police 0',
    ]);
  });
});
