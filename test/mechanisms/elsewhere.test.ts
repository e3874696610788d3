/** Time elsewhere: a ward with a number of beds, and exits from which people come back. */
import { describe, expect, it } from 'vitest';
import { at, comingAt, days, delay, exit, hours, linesOf, NEED, q, run, together } from './small-scenarios';

describe('a ward', () => {
  it('with one bed takes people one after another, in order of arrival', () => {
    const { log, value } = run({
      days: 1,
      services: {
        door: comingAt([0, at(0, 1), at(0, 2)], 'ward'),
        ward: delay(hours(4), { capacity: 1 }),
        home: exit(),
      },
    });
    expect(linesOf(log, 'home')).toEqual([
      '0 04:00 arrives, door 0',
      '0 08:00 arrives, door 1',
      '0 12:00 arrives, door 2',
    ]);
    // Twelve hours of the day.
    expect(value('ward.occupancy')).toBeCloseTo(0.5, 12);
    expect(value('ward.overflow')).toBe(2 * 7);
  });

  it('that is full sends people on where it says so', () => {
    const { log } = run({
      days: 1,
      services: {
        door: comingAt([0, at(0, 1), at(0, 5)], 'ward'),
        ward: delay(hours(4), { capacity: 1, fullTo: 'outOfArea' }),
        outOfArea: exit(),
        home: exit(),
      },
    });
    expect(linesOf(log, 'outOfArea')).toEqual(['0 01:00 arrives, door 1']);
    expect(linesOf(log, 'home')).toEqual(['0 04:00 arrives, door 0', '0 09:00 arrives, door 2']);
  });

  it('gets a bed more on the day on which one is opened', () => {
    const { log } = run({
      days: 10,
      parameters: {
        beds: { title: 'Beds', value: 1, unit: 'person', low: 1, high: 2, source: 'assumption', grade: 'assumption' },
      },
      timeline: [{ parameter: 'beds', op: 'to', value: 2, at: 2 }],
      services: { door: comingAt([0, 0], 'ward'), ward: delay(days(5), { capacity: 'beds' }), home: exit() },
    });
    expect(linesOf(log, 'home')).toEqual(['5 00:00 arrives, door 0', '7 00:00 arrives, door 1']);
  });

  it('starts with people in the middle of their stay', () => {
    // A fixed stay of ten days: what is left is uniform over ten days, so half have gone after five.
    const PEOPLE = 1000;
    const { trace } = run({
      days: 20,
      services: {
        door: comingAt([0], 'home'),
        ward: delay(days(10), { start: { inside: q(PEOPLE, 'person') } }),
        home: exit(),
      },
    });
    const left = trace.filter(({ day }) => day > 0).map(({ day }) => day);
    expect(left).toHaveLength(PEOPLE);
    expect(Math.max(...left)).toBeLessThanOrEqual(10);
    const early = left.filter((day) => day < 5).length;
    expect(Math.abs(early / PEOPLE - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / PEOPLE));
  });
});

describe('a delay that holds people', () => {
  const held = (share: string | 0 | 1, days: ReturnType<typeof hours>) => [
    { id: 'home', title: 'housing', share, duration: days },
  ];

  it('keeps the place of somebody who is ready to leave until the hold ends', () => {
    const { log, value } = run({
      days: 1,
      services: {
        door: comingAt([0, at(0, 1)], 'ward'),
        ward: delay(hours(4), { capacity: 1, held: held(1, hours(2)) }),
        home: exit(),
      },
    });
    // Four hours and two on hold; the second has waited for the place.
    expect(linesOf(log, 'home')).toEqual(['0 06:00 arrives, door 0', '0 12:00 arrives, door 1']);
    expect(value('ward.heldShare')).toBeCloseTo(4 / 12, 12);
    expect(value('ward.held')).toBeCloseTo(4 / 24, 12);
    expect(value('ward.held[cause=home]')).toBeCloseTo(4 / 24, 12);
    expect(value('ward.insideMean')).toBeCloseTo(12 / 24, 12);
  });

  it('holds its share of people, and begins with as many held as there are in the long run', () => {
    const PEOPLE = 2000;
    const { trace, value } = run({
      days: 0.25,
      services: {
        door: comingAt([0], 'home'),
        ward: delay(days(6), { start: { inside: q(PEOPLE, 'person') }, held: held(q(0.25, 'share'), days(8)) }),
        home: exit(),
      },
    });
    // 6 days of stay and 0.25 x 8 on hold: a quarter of those inside are held.
    expect(Math.abs(value('ward.heldShare') - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / PEOPLE));
    // In a quarter of a day one in 24 ends the stay, and a quarter of those are held; one in 32 of the held leave.
    const left = trace.filter(({ day }) => day > 0).length / PEOPLE;
    const expected = (0.75 / 24) * 0.75 + 0.25 / 32;
    expect(Math.abs(left - expected)).toBeLessThan(4 * Math.sqrt(expected / PEOPLE));
  });

  it('refuses shares that come to more than 1', () => {
    const two = [...held(q(0.7, 'share'), hours(1)), { ...held(q(0.6, 'share'), hours(1))[0], id: 'package' }];
    const small = {
      days: 1,
      services: { door: comingAt([0], 'ward'), ward: delay(hours(4), { held: two }), home: exit() },
    };
    expect(() => run(small)).toThrow(/services\.ward\.held/);
  });
});

describe('an exit', () => {
  it('sends its share of people back after a while, as new referrals', () => {
    const PEOPLE = 1000;
    const { trace, value } = run({
      days: 70,
      attributes: NEED,
      services: {
        door: comingAt(together(PEOPLE, 0), 'home'),
        home: exit({
          returns: {
            share: [{ when: { need: 'urgent' }, value: 0 }, { value: q(0.3, 'share') }],
            after: days(20),
            to: [{ to: 'home', set: { need: 'urgent' } }],
          },
        }),
      },
    });
    const back = trace.filter(({ day }) => day === 20).length;
    expect(Math.abs(back / PEOPLE - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / PEOPLE));
    expect(value('home.returns') * 10).toBeCloseTo(back, 9);
    // They are the same people, not new ones, and leave for good the second time.
    expect(value('network.arrivals') * 10).toBeCloseTo(PEOPLE, 9);
    expect(value('network.exits') * 10).toBeCloseTo(PEOPLE, 9);
  });
});
