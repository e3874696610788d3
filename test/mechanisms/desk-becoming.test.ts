/** People who change while they wait at a desk, worked by hand: class and rank are new, the wait is the old one. */
import { describe, expect, it } from 'vitest';
import { at, comingAt, desk, exit, exponential, hours, linesOf, NEED, q, run, type Small } from './small-scenarios';

const URGENT_FIRST = { by: 'need', order: ['urgent'] };
/** Who is routine and waits becomes urgent after three hours. */
const AFTER_THREE = [{ when: { need: 'routine' }, after: hours(3), set: { need: 'urgent' } }];

/** Services of ten hours; routine people come at 0, 1 and 2, an urgent one at 3. */
function small(more: Parameters<typeof desk>[1]): Small {
  return {
    days: 3,
    attributes: NEED,
    run: { splitBy: ['need'] },
    services: {
      door: comingAt([0, at(0, 1), at(0, 2)], 'desk'),
      police: comingAt([at(0, 3)], 'desk', { need: 'urgent' }),
      desk: desk(hours(10), { priority: URGENT_FIRST, ...more }),
      home: exit(),
    },
  };
}
const linesAt = (scenario: Small): string[] =>
  linesOf(run(scenario).log, 'desk').filter((line) => !line.includes('arrives'));

describe('somebody who becomes urgent while waiting', () => {
  it('stands in the new rank by the date of arrival, and keeps the wait', () => {
    expect(linesAt(small({ becomes: AFTER_THREE }))).toEqual([
      '0 00:00 starts, door 0', // and never changes: work has begun
      '0 04:00 changes, door 1',
      '0 05:00 changes, door 2',
      '0 10:00 ends, door 0',
      '0 10:00 starts, door 1', // came at 1, before the one who was urgent from the start
      '0 20:00 ends, door 1',
      '0 20:00 starts, door 2',
      '1 06:00 ends, door 2',
      '1 06:00 starts, police 0',
      '1 16:00 ends, police 0',
    ]);
    // Without the change the urgent one goes first.
    expect(linesAt(small({})).filter((line) => line.includes('starts'))).toEqual([
      '0 00:00 starts, door 0',
      '0 10:00 starts, police 0',
      '0 20:00 starts, door 1',
      '1 06:00 starts, door 2',
    ]);
  });

  it('is counted by the class at the end of the wait', () => {
    const { value } = run(small({ becomes: AFTER_THREE }));
    expect(value('desk.waitMean[need=routine]')).toBe(0);
    // 9, 18 and 27 hours.
    expect(value('desk.waitMean[need=urgent]')).toBeCloseTo(at(0, 18), 12);
    expect(value('desk.changes')).toBe(2 / 4);
  });

  it('changes no more after giving up; patience counts from arrival, change or not', () => {
    expect(linesAt(small({ becomes: AFTER_THREE, patience: hours(2), patienceTo: 'home' }))).toEqual([
      '0 00:00 starts, door 0',
      '0 03:00 gives up, door 1',
      '0 04:00 gives up, door 2',
      '0 05:00 gives up, police 0',
      '0 10:00 ends, door 0',
    ]);
    expect(linesAt(small({ becomes: AFTER_THREE, patience: hours(5), patienceTo: 'home' }))).toEqual([
      '0 00:00 starts, door 0',
      '0 04:00 changes, door 1',
      '0 05:00 changes, door 2',
      '0 06:00 gives up, door 1',
      '0 07:00 gives up, door 2',
      '0 08:00 gives up, police 0',
      '0 10:00 ends, door 0',
    ]);
  });

  it('interrupts, where the new rank does', () => {
    const priority = { ...URGENT_FIRST, interrupts: true };
    expect(linesAt(small({ becomes: AFTER_THREE, priority })).slice(0, 8)).toEqual([
      '0 00:00 starts, door 0',
      '0 03:00 is interrupted, door 0',
      '0 03:00 starts, police 0',
      '0 04:00 changes, door 1', // and finds an urgent one in service
      '0 05:00 changes, door 2',
      '0 13:00 ends, police 0',
      '0 13:00 starts, door 1',
      '0 23:00 ends, door 1',
    ]);
    const alone = small({ becomes: AFTER_THREE, priority });
    delete alone.services.police;
    expect(linesAt(alone).slice(0, 4)).toEqual([
      '0 00:00 starts, door 0',
      '0 04:00 changes, door 1',
      '0 04:00 is interrupted, door 0',
      '0 04:00 starts, door 1',
    ]);
  });

  it('may change again, counted from the last change; the first entry that fits applies', () => {
    const scenario = small({});
    scenario.attributes = {
      need: {
        title: 'Need',
        values: ['routine', 'soon', 'urgent'].map((id) => ({ id, title: id })),
      },
    };
    scenario.services.desk = desk(hours(10), {
      priority: { by: 'need', order: ['urgent', 'soon'] },
      becomes: [
        { when: { need: 'soon' }, after: hours(4), set: { need: 'urgent' } },
        { when: { need: 'routine' }, after: hours(2), set: { need: 'soon' } },
      ],
    });
    expect(linesAt(scenario).filter((line) => line.includes('changes'))).toEqual([
      '0 03:00 changes, door 1',
      '0 04:00 changes, door 2',
      '0 07:00 changes, door 1',
      '0 08:00 changes, door 2',
    ]);
  });

  it('draws a time of its own for each change', () => {
    const scenario = small({ becomes: [{ after: exponential(0.01), set: { need: 'urgent' } }] });
    scenario.services.door = comingAt([0, 0], 'desk');
    const changes = run(scenario).trace.filter(({ what }) => what === 'changes');
    const gaps = changes.slice(0, 5).map(({ day }, i) => day - (changes[i - 1]?.day ?? 0));
    expect(new Set(gaps.map((gap) => gap.toFixed(9))).size).toBe(5);
  });

  it('has the work of the new class', () => {
    const scenario = small({ becomes: AFTER_THREE });
    scenario.services.desk = desk([{ when: { need: 'urgent' }, value: hours(1) }, { value: hours(10) }], {
      priority: URGENT_FIRST,
      becomes: AFTER_THREE,
    });
    expect(linesAt(scenario).filter((line) => line.includes('ends'))).toEqual([
      '0 10:00 ends, door 0',
      '0 11:00 ends, door 1',
      '0 12:00 ends, door 2',
      '0 13:00 ends, police 0',
    ]);
  });

  it('begins at once when the new work ends before closing time, where nothing else may start', () => {
    const scenario = small({});
    scenario.services.door = comingAt([at(0, 10)], 'desk');
    delete scenario.services.police;
    scenario.services.desk = desk([{ when: { need: 'urgent' }, value: hours(1) }, { value: hours(10) }], {
      servers: { count: 1, calendar: 'daily' },
      shiftEnd: 'doNotStart',
      becomes: AFTER_THREE,
    });
    expect(linesAt(scenario)).toEqual(['0 13:00 changes, door 0', '0 13:00 starts, door 0', '0 14:00 ends, door 0']);
  });
});

describe('priority that grows with waiting', () => {
  /** The server is busy for ten hours (or so many). A routine person waits since 0, an urgent one since `urgentAt`. */
  const grown = (urgentAt: number, grows: Record<string, string | 1>, busyHours = 10): string[] =>
    linesAt({
      days: 3,
      attributes: NEED,
      services: {
        door: comingAt([0, 0], 'desk'),
        police: comingAt([at(0, urgentAt)], 'desk', { need: 'urgent' }),
        desk: desk(hours(busyHours), { priority: { by: 'need', order: ['urgent', 'routine'], grows } }),
        home: exit(),
      },
    }).filter((line) => line.includes('starts'));
  const FOUR_TO_ONE = { urgent: q(4, 'share'), routine: 1 as const };

  it('takes the largest product of weight and time waited', () => {
    // 4 · 2 against 1 · 10.
    expect(grown(8, FOUR_TO_ONE)).toEqual([
      '0 00:00 starts, door 0',
      '0 10:00 starts, door 1',
      '0 20:00 starts, police 0',
    ]);
    // 4 · 3 against 1 · 10.
    expect(grown(7, FOUR_TO_ONE)[1]).toBe('0 10:00 starts, police 0');
  });

  it('at equal products the rank decides', () => {
    // 4 · 3 = 1 · 12, in eighths of a day.
    expect(grown(9, FOUR_TO_ONE, 12)[1]).toBe('0 12:00 starts, police 0');
  });

  it('counts a class without a weight as nothing, behind all who have waited at all', () => {
    expect(grown(1, { routine: 1 })[1]).toBe('0 10:00 starts, door 1');
    expect(grown(9, { urgent: 1 })[1]).toBe('0 10:00 starts, police 0');
  });

  it('takes those of one class in order of arrival', () => {
    const scenario: Small = {
      days: 3,
      attributes: NEED,
      services: {
        door: comingAt([0, at(0, 1), at(0, 2)], 'desk'),
        desk: desk(hours(10), { priority: { by: 'need', order: ['routine'], grows: { routine: 1 } } }),
        home: exit(),
      },
    };
    expect(linesAt(scenario).filter((line) => line.includes('starts'))).toEqual([
      '0 00:00 starts, door 0',
      '0 10:00 starts, door 1',
      '0 20:00 starts, door 2',
    ]);
  });
});
