/** Allocation at random, and the list of a team whose hazard of leaving changes while people stand on it. */
import { describe, expect, it } from 'vitest';
import type { Team } from '../../engine/services/team';
import {
  at,
  comingAt,
  exit,
  linesOf,
  parameter,
  posts,
  run,
  staff,
  team,
  together,
  Watched,
  type Small,
} from './small-scenarios';

const PLAN = { everyDays: 10, contacts: 50, contactHours: 0.1 };
/** Chi-square with this many degrees of freedom: exceeded once in a hundred thousand times. */
const HIGHEST_CHI_SQUARE: Record<number, number> = { 2: 23.03, 4: 28.47 };

/** A team of one nurse with `limits[0]` places, and so on, in a running world. */
function teamWith(limits: number[]): { team: Team; world: Watched['world'] } {
  const names = limits.map((_, i) => `nurses${i}`);
  const { world } = new Watched({
    days: 7,
    posts: Object.fromEntries(names.map((name) => [name, posts(1)])),
    services: {
      door: comingAt([6], 'team'),
      team: team(PLAN, { allocation: 'random', staff: names.map((name, i) => staff(name, limits[i])) }),
      home: exit(),
    },
  }).until(at(1));
  return { team: world.services.find(({ id }) => id === 'team') as Team, world };
}

/** How often each coordinator is chosen for `people` people when so many of their places are taken. */
function choices(limits: number[], taken: number[], people: number): number[] {
  const { team: one, world } = teamWith(limits);
  one.coordinators.load.set(taken);
  const counts = limits.map(() => 0);
  for (let person = 0; person < people; person++)
    counts[one.coordinators.chooseAtRandom(world.draws.seek(77, person, 5, 0))]++;
  return counts;
}

function chiSquare(counts: number[], weights: number[]): number {
  const people = counts.reduce((sum, count) => sum + count, 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return counts.reduce((sum, count, i) => {
    const mean = (people * weights[i]) / total;
    return mean === 0 ? sum + (count === 0 ? 0 : Infinity) : sum + (count - mean) ** 2 / mean;
  }, 0);
}

describe('allocation at random', () => {
  it('gives each free place with equal chance, whatever the limits are', () => {
    // Free places 1, 3, 0, 16 and 40.
    const counts = choices([4, 3, 9, 20, 40], [3, 0, 9, 4, 0], 60_000);
    expect(chiSquare(counts, [1, 3, 0, 16, 40])).toBeLessThan(HIGHEST_CHI_SQUARE[4]);
  });

  it('does so too when so few are free that they are counted', () => {
    // Three places in three hundred: of 32 places tried none is free in 0.99³² = 72 % of all cases.
    const counts = choices([100, 100, 100], [99, 98, 100], 30_000);
    expect(chiSquare(counts, [1, 2, 0])).toBeLessThan(HIGHEST_CHI_SQUARE[2]);
  });

  it('finds nobody when no place is free, over the limit included', () => {
    const { team: one, world } = teamWith([2, 1]);
    one.coordinators.load.set([2, 3]);
    for (let person = 0; person < 100; person++)
      expect(one.coordinators.chooseAtRandom(world.draws.seek(77, person, 5, 0))).toBe(-1);
  });

  it('fills every place before anybody waits, and goes by the person: a later arrival changes nothing', () => {
    const small = (arrivals: number[]): Small => ({
      days: 3,
      posts: { nurses: posts(3), others: posts(1) },
      services: {
        door: comingAt(arrivals, 'team'),
        team: team(PLAN, { allocation: 'random', staff: [staff('nurses', 4), staff('others', 2)] }),
        home: exit(),
      },
    });
    const allocated = (log: string[]): number => log.filter((line) => line.includes('is allocated')).length;
    expect(allocated(run(small(together(14, 0))).log)).toBe(14);
    const { log, value } = run(small(together(17, 0)));
    expect(allocated(log)).toBe(14);
    expect(value('team.waitingForCoordinator')).toBe(3);
    const coordinators = (people: number): number[] => {
      const { world } = new Watched(small([...together(6, 0), ...together(people, 1)])).until(at(2));
      const one = world.services.find(({ id }) => id === 'team') as Team;
      return Array.from({ length: 6 }, (_, row) => one.cases.coordinator(row));
    };
    expect(coordinators(8)).toEqual(coordinators(0));
    expect(new Set(coordinators(0)).size).toBeGreaterThan(1);
  });
});

describe('a team that no place is free in', () => {
  const PEOPLE = 200;
  const HAZARD = 0.05;
  type Timeline = NonNullable<Small['timeline']>;
  const to = (value: number, day: number): Timeline[number] => ({ parameter: 'hazard', op: 'to', value, at: day });
  const small = (timeline: Timeline = [], start = HAZARD): Small => ({
    days: 400,
    parameters: { hazard: { ...parameter(start, '1/day'), low: 0, high: 1 } },
    timeline,
    posts: { nurses: posts(1) },
    services: {
      gp: comingAt(together(PEOPLE, 0), 'team'),
      team: team(PLAN, { staff: [staff('nurses', 0)], waiting: { hazard: 'hazard', to: 'home' } }),
      home: exit(),
    },
  });
  /** When each person leaves the list. */
  const times = (one: Small): Map<string, number> =>
    new Map(run(one).trace.flatMap(({ service, person, day }) => (service === 'home' ? [[person, day]] : [])));
  const steady = times(small());

  it('loses people from its list at the hazard', () => {
    expect(steady.size).toBe(PEOPLE);
    const mean = [...steady.values()].reduce((sum, day) => sum + day, 0) / PEOPLE;
    expect(Math.abs(mean * HAZARD - 1)).toBeLessThan(4 / Math.sqrt(PEOPLE));
  });

  it('and a hazard that changes on a day reaches those who wait already', () => {
    const tripled = times(small([to(3 * HAZARD, 10)]));
    expect([...steady.values()].filter((day) => day > 10).length).toBeGreaterThan(80);
    for (const [person, day] of steady)
      expect(tripled.get(person)).toBeCloseTo(day <= 10 ? day : 10 + (day - 10) / 3, 9);
  });

  it('and one that stops and goes on again takes up where it was; one that begins late reaches everybody', () => {
    const paused = times(small([to(0, 10), to(HAZARD, 40)]));
    const late = times(small([to(HAZARD, 30)], 0));
    for (const [person, day] of steady) {
      if (day <= 10) expect(paused.get(person)).toBe(day);
      else expect(paused.get(person)).toBeCloseTo(30 + day, 9);
      expect(late.get(person)).toBeCloseTo(30 + day, 9);
    }
  });

  it('and nobody who has a place leaves at the hazard', () => {
    const placed = small([to(1, 10)], 0);
    placed.services.team = team(PLAN, {
      staff: [staff('nurses', 150)],
      waiting: { hazard: 'hazard', to: 'home' },
    });
    const { log } = run({ ...placed, days: 60 });
    expect(linesOf(log, 'home')).toHaveLength(PEOPLE - 150);
  });
});
