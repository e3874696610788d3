/** Where people come from: candidates that will not be accepted are passed over, and nobody notices. */
import { describe, expect, it } from 'vitest';
import { coming, exit, linesOf, parameter, q, run, type Small } from './small-scenarios';

type Timeline = NonNullable<Small['timeline']>;

/** People who come at the rate `rate`, straight to the exit. */
const small = (
  rate: string,
  more: { days?: number; candidatesPerDay?: number; ceiling?: string; timeline?: Timeline; start?: number } = {},
): Small => ({
  days: more.days ?? 700,
  parameters: { rate: { ...parameter(more.start ?? 0.5, 'person/day'), low: 0, high: 100 } },
  timeline: more.timeline ?? [],
  services: {
    gp: coming(1, 'home', {
      arrivals: {
        rate,
        ...(more.candidatesPerDay !== undefined && { candidatesPerDay: more.candidatesPerDay }),
        ...(more.ceiling !== undefined && { ceiling: more.ceiling }),
      },
    }),
    home: exit(),
  },
});
const arrivals = (one: Small): string[] => linesOf(run(one).log, 'home');
const dayOf = (line: string): number => parseFloat(line);
/** Half a person a day, and none of it known for longer than a week ahead. */
const WEEKLY = 'rate * (1 + 0 * t / day)';

describe('candidates that are passed over', () => {
  it.each([4, 300])(
    'are the same ones whether rates are known to the end or for a week: %i a day',
    (candidatesPerDay) => {
      const toTheEnd = arrivals(small('rate', { candidatesPerDay }));
      expect(toTheEnd.length).toBeGreaterThan(280);
      expect(arrivals(small(WEEKLY, { candidatesPerDay }))).toEqual(toTheEnd);
      // Each candidate looked at in its own time.
      expect(arrivals(small('rate', { candidatesPerDay, ceiling: '2 * rate' }))).toEqual(toTheEnd);
    },
  );

  it('come again when the rate does: slower from week to week, everybody is among those of the steady rate', () => {
    const steady = new Set(arrivals(small('rate', { candidatesPerDay: 2 })));
    const slowing = arrivals(small('rate * max(0, 1 - t / (350 * day))', { candidatesPerDay: 2 }));
    expect(slowing.filter((line) => !steady.has(line))).toEqual([]);
    // Half of 0.5 a day over 350 days, in steps of a week.
    const mean = 0.5 * 7 * Array.from({ length: 50 }, (_, week) => 1 - week / 50).reduce((sum, part) => sum + part, 0);
    expect(Math.abs(slowing.length - mean)).toBeLessThan(4 * Math.sqrt(mean));
    expect(dayOf(slowing[slowing.length - 1])).toBeLessThan(350);
  });

  it('a rate of 0 for years neither hangs nor loses anybody after it', () => {
    const back: Timeline = [{ parameter: 'rate', op: 'to', value: 0.5, at: 20_000 }];
    const after = (one: Small): string[] => arrivals(one).filter((line) => dayOf(line) >= 20_000);
    const steady = after(small('rate', { days: 21_000 }));
    expect(steady.length).toBeGreaterThan(400);
    const closed = small('rate', { days: 21_000, timeline: back, start: 0 });
    expect(arrivals(closed)).toEqual(steady);
    // Candidates come all the time, since a ceiling stands above the rate.
    const ceiling = q(0.5, 'person/day');
    expect(arrivals(small('rate', { days: 21_000, timeline: back, start: 0, ceiling }))).toEqual(steady);
  });

  it('nor does one in a hundred thousand: a stretch without arrivals is cut into parts', () => {
    // Ten candidates a day for one person in twenty thousand days.
    const rare = small('rate / 10000', { days: 8_000, candidatesPerDay: 10 });
    expect(arrivals(rare).length).toBeLessThan(12);
    const back: Timeline = [{ parameter: 'rate', op: 'to', value: 5, at: 7_000 }];
    const steady = arrivals(small('rate', { days: 8_000, candidatesPerDay: 10, start: 5 }));
    const late = steady.filter((line) => dayOf(line) >= 7_000);
    const found = arrivals(small('rate', { days: 8_000, candidatesPerDay: 10, start: 5e-5, timeline: back }));
    expect(found.filter((line) => dayOf(line) >= 7_000)).toEqual(late);
    expect(late.length).toBeGreaterThan(4500);
  });
});
