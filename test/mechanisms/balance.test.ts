/** Rules 8, 10 and 12: a start in balance shows no trend; urgent need is a hazard on the caseload. */
import { describe, expect, it } from 'vitest';
import { meanInterval } from '../../engine/statistics/intervals';
import {
  at,
  coming,
  comingAt,
  days,
  delay,
  exit,
  exponential,
  modelOf,
  parameter,
  posts,
  q,
  run,
  staff,
  team,
  Watched,
  type Small,
} from './small-scenarios';

/** Slope of values against 0, 1, 2, … by least squares. */
function slope(values: number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let product = 0;
  let squares = 0;
  values.forEach((value, i) => {
    product += (i - middle) * (value - mean);
    squares += (i - middle) ** 2;
  });
  return product / squares;
}

describe('a caseload that starts in balance', () => {
  /** Twenty nurses with ten people each; stays of 100 days, so that two a day keep the 200 where they are. */
  const small = (end: 'stay' | 'contacts'): Small => ({
    days: 3 * 365,
    run: { seriesDays: 36.5 },
    posts: { nurses: posts(20, { calendar: 'always' }) },
    services: {
      gp: coming(2, 'team'),
      team: team(
        { everyDays: 10, contacts: 10, contactHours: 0.5 },
        {
          staff: [staff('nurses', 100, 10)],
          episode: { end, stay: { kind: 'lognormal', mean: q(100, 'day'), cv: q(0.8, 'share') } },
        },
      ),
      home: exit(),
    },
  });

  it.each(['stay', 'contacts'] as const)(
    'shows no trend in caseload, starts or ends over three years (episodes end by %s)',
    (end) => {
      const REPLICATIONS = 12;
      const model = modelOf(small(end));
      const slopes: Record<string, number[]> = { caseload: [], starts: [], ends: [] };
      const means: number[] = [];
      const levels: number[][] = [];
      for (let number = 0; number < REPLICATIONS; number++) {
        const result = run(model, number);
        const caseload = result.series('team.caseload');
        const starts = result.series('gp.arrivals').map((perWeek) => (perWeek * 36.5) / 7);
        const ends = starts.map((started, i) => (i === 0 ? 200 : caseload[i - 1]) + started - caseload[i]);
        slopes.caseload.push(slope(caseload));
        slopes.starts.push(slope(starts));
        slopes.ends.push(slope(ends));
        means.push(result.value('team.caseloadMean'));
        caseload.forEach((level, step) => (levels[step] ??= []).push(level));
      }
      for (const [name, values] of Object.entries(slopes)) {
        const interval = meanInterval(values, 0.9999);
        expect(Math.abs(interval?.mean ?? NaN), name).toBeLessThan(interval?.halfWidth ?? NaN);
      }
      // No dip on the way either: every step has the level of the start, as far as can be told.
      for (const [step, values] of levels.entries()) {
        const interval = meanInterval(values, 0.9999);
        expect(Math.abs((interval?.mean ?? NaN) - 200), `step ${step}`).toBeLessThan((interval?.halfWidth ?? NaN) + 2);
      }
      // Within 4 standard errors, and 1 % for the whole days of sessions.
      const level = meanInterval(means);
      expect(Math.abs((level?.mean ?? NaN) - 200)).toBeLessThan(
        (4 * (level?.standardDeviation ?? NaN)) / Math.sqrt(REPLICATIONS) + 2,
      );
    },
  );
});

describe('urgent need of people on a caseload', () => {
  it('comes at the stated hazard and brings nobody new', () => {
    const { value } = run({
      days: 700,
      posts: { nurses: posts(20, { calendar: 'always' }) },
      services: {
        door: comingAt([0], 'home'),
        team: team(
          { everyDays: 10, contacts: 1, contactHours: 0.1 },
          {
            staff: [staff('nurses', 100, 20)],
            // Nobody ever leaves.
            episode: { end: 'stay', stay: days(70000) },
            urgent: [{ id: 'known', title: 'Known', hazard: q(0.01, '1/day'), hours: q(2, 'hour') }],
          },
        ),
        home: exit(),
      },
    });
    const people = value('team.caseloadMean');
    // Sessions are daily: at most one need a day, with probability 1 - exp(-0.01).
    const perWeek = people * 7 * (1 - Math.exp(-0.01));
    const count = perWeek * 100;
    expect(people).toBeGreaterThan(300);
    expect(Math.abs(value('team.urgent[need=known]') - perWeek)).toBeLessThan((4 * Math.sqrt(count)) / 100);
    expect(value('network.arrivals') * 100).toBe(1);
  });

  it('takes the hours of a duty contact from the coordinator', () => {
    const small = (hoursEach: number): Small => ({
      days: 14,
      posts: { nurses: posts(1) },
      services: {
        door: comingAt([0], 'team'),
        team: team(
          { everyDays: 100, contacts: 1, contactHours: 1 },
          { urgent: [{ id: 'known', title: 'Known', hazard: q(50, '1/day'), hours: q(hoursEach, 'hour') }] },
        ),
        home: exit(),
      },
    });
    // It arises every day at 16:00. On Monday that leaves six hours of eight; what arises at the weekend is owed on Monday.
    const watched = new Watched(small(2));
    expect(watched.until(at(0, 17)).left()).toBe(8 - 2);
    expect(watched.until(at(6, 17)).left()).toBe(-2 - 2);
    expect(watched.until(at(7, 1)).left()).toBe(8 - 4);
  });

  it('meets the threshold of the person: twice the hazard from a day on halves what is left of the time', () => {
    const FROM = 50;
    const small = (value: number): Small => ({
      days: 400,
      parameters: { hazard: { ...parameter(0.01, '1/day'), high: 0.02 } },
      timeline: [{ parameter: 'hazard', op: 'to', value, at: FROM }],
      posts: { nurses: posts(10) },
      services: {
        door: comingAt([0], 'home'),
        team: team(
          { everyDays: 10, contacts: 1, contactHours: 0.1 },
          {
            staff: [staff('nurses', 100, 20)],
            episode: { end: 'stay', stay: days(70000) },
            urgent: [{ id: 'stepUp', title: 'Step-up', hazard: 'hazard', hours: 0, to: 'ward' }],
          },
        ),
        ward: delay(exponential(60), { to: 'home' }),
        home: exit(),
      },
    });
    const sessions = (value: number) =>
      new Map(
        run(small(value))
          .trace.filter(({ service }) => service === 'ward')
          .map(({ day, person }) => [person, Math.floor(day)]),
      );
    const [same, twice] = [sessions(0.01), sessions(0.02)];
    let later = 0;
    for (const [person, day] of same) {
      const sooner = twice.get(person) ?? NaN;
      // Met at the session of day k when k + 1 days of hazard have added up; from day 50 on two for each day.
      if (day < FROM) expect(sooner).toBe(day);
      else {
        later++;
        expect(sooner - FROM).toBe(Math.floor((day - FROM) / 2));
      }
    }
    expect(later).toBeGreaterThan(50);
  });
});
