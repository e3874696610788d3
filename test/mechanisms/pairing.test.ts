/** Rule 9: keys. The same person, post or slot meets the same fate in every scenario; more demand moves nobody. */
import { describe, expect, it } from 'vitest';
import { meanInterval, pairedInterval } from '../../engine/statistics/intervals';
import { ARRIVED_AT, ENTITY, INTS, ORDINAL, TIMES } from '../../engine/services/people';
import {
  clinic,
  coming,
  comingAt,
  delay,
  desk,
  exit,
  exponential,
  modelOf,
  NEED,
  parameter,
  posts,
  q,
  run,
  staff,
  team,
  Watched,
  type Run,
  type Small,
} from './small-scenarios';

const lines = ({ trace }: Run, service: string): string[] =>
  trace.filter((entry) => entry.service === service).map(({ day, person }) => `${day} ${person}`);

describe('more demand', () => {
  const stays = { kind: 'lognormal' as const, mean: q(30, 'day'), cv: q(1, 'share') };
  const small = (perDay: number): Small => ({
    days: 200,
    attributes: NEED,
    services: {
      gp: coming(perDay, 'elsewhere', { attributes: { need: { urgent: q(0.3, 'share'), routine: 'rest' } } }),
      elsewhere: delay(stays, { to: [{ when: { need: 'urgent' }, to: 'urgent' }, { to: 'home' }] }),
      urgent: exit(),
      home: exit(),
    },
  });

  it('adds people: everybody who came comes at the same time, under the same number', () => {
    const [fewer, more] = [run(small(5)), run(small(9.5))].map((result) => lines(result, 'elsewhere'));
    expect(fewer.length).toBeGreaterThan(900);
    expect(more.length).toBeGreaterThan(1750);
    const kept = new Set(more);
    expect(fewer.filter((line) => !kept.has(line))).toEqual([]);
  });

  it('changes nothing in what people need, or how long they stay', () => {
    const [fewer, more] = [run(small(5)), run(small(9.5))];
    for (const end of ['urgent', 'home']) {
      const kept = new Set(lines(more, end));
      expect(lines(fewer, end).length).toBeGreaterThan(150);
      expect(lines(fewer, end).filter((line) => !kept.has(line))).toEqual([]);
    }
  });

  it('from a day on leaves the days before as they were', () => {
    const growing = (value: number): Small => ({
      ...small(5),
      parameters: { rate: { ...parameter(5, 'person/day'), high: 20 } },
      timeline: [{ parameter: 'rate', op: 'to', value, at: 100 }],
      services: { ...small(5).services, gp: coming(1, 'elsewhere', { arrivals: { rate: 'rate' } }) },
    });
    const [same, more] = [5, 20].map((value) => lines(run(growing(value)), 'elsewhere'));
    const before = (log: string[]) => log.filter((line) => parseFloat(line) < 100);
    expect(before(more)).toEqual(before(same));
    expect(same.filter((line) => !new Set(more).has(line))).toEqual([]);
    // Poisson with mean 2000 in the second half.
    expect(Math.abs(more.length - before(more).length - 2000)).toBeLessThan(4 * Math.sqrt(2000));
  });
});

/** Some of everything. */
const county = (extra: { before?: Small['services']; after?: Small['services']; nurses?: number } = {}): Small => ({
  days: 400,
  attributes: NEED,
  posts: {
    nurses: posts(extra.nurses ?? 3, {
      sickness: q(0.05, 'share'),
      leavers: q(0.001, '1/day'),
      hire: { time: exponential(50), success: 1, open: 1 },
    }),
    others: posts(2, { leave: q(0.1, 'share') }),
  },
  services: {
    ...extra.before,
    gp: coming(1.2, 'desk', { attributes: { need: { urgent: q(0.3, 'share'), routine: 'rest' } } }),
    desk: desk(exponential(0.4), { to: 'clinic', order: 'random' }),
    clinic: clinic(0, {
      slots: { posts: [{ posts: 'others', perWeek: q(5, 'person/WTE/week') }] },
      missed: { share: q(0.2, 'share'), rebook: q(0.9, 'share'), limit: 3, to: 'home' },
      leaves: { hazard: q(0.003, '1/day'), to: 'home' },
      to: 'team',
    }),
    team: team(
      { everyDays: 10, contacts: 5, contactHours: 1 },
      {
        staff: [staff('nurses', 12, 8), staff('others', 12, 8)],
        waiting: { hazard: q(0.01, '1/day'), to: 'home' },
        urgent: [{ id: 'stepUp', title: 'Step-up', hazard: q(0.005, '1/day'), hours: q(2, 'hour'), to: 'ward' }],
      },
    ),
    ward: delay(exponential(12), {
      capacity: q(3, 'person'),
      to: [{ when: { coordinated: 'yes' }, to: 'coordinator' }, { to: 'home' }],
    }),
    home: exit({ returns: { share: q(0.1, 'share'), after: exponential(60), to: 'desk' } }),
    ...extra.after,
  },
});

describe('a service that nobody visits', () => {
  const values = (small: Small): Map<string, number> => {
    const model = modelOf(small);
    const result = run(model);
    return new Map(
      model.layout.measures.filter(({ shape }) => shape === 'scalar').map(({ id }) => [id, result.value(id)]),
    );
  };
  const base = values(county());
  const idle = {
    idleDesk: desk(exponential(1)),
    idleClinic: clinic(2),
    idleTeam: team({ everyDays: 10, contacts: 5, contactHours: 1 }, { staff: [staff('others', 0)] }),
    idleDelay: delay(exponential(1)),
  };

  it.each([
    ['after the others', { after: idle }],
    ['before them', { before: idle }],
  ])('changes no other value, standing %s', (_where, extra) => {
    const changed = values(county(extra));
    expect(base.size).toBeGreaterThan(60);
    for (const [id, value] of base) expect(changed.get(id), id).toBe(value);
  });
});

describe('more than 64 services', () => {
  /** Somebody goes from one place to the next and back again, each stay drawn anew; so many services stand between them. */
  const log = (between: number): string[] => {
    const idle = Object.fromEntries(Array.from({ length: between }, (_, i) => [`idle${i}`, exit()]));
    return run({
      days: 400,
      services: {
        door: coming(1, 'first'),
        first: delay(exponential(3), { to: 'second' }),
        ...idle,
        second: delay(exponential(5), {
          to: [
            {
              to: [
                { to: 'first', share: q(0.5, 'share') },
                { to: 'home', share: 'rest' },
              ],
            },
          ],
        }),
        home: exit(),
      },
    }).log;
  };
  const base = log(0);

  // `second` is then 31, 32, 63, 64 and 128 services behind `first`.
  it.each([30, 31, 62, 63, 127])('change no stay of anybody: %i services that nobody visits', (between) => {
    expect(base.length).toBeGreaterThan(1500);
    expect(log(between)).toEqual(base);
  });

  it('a second visit has its own draws', () => {
    const stays = new Map<string, number[]>();
    for (const line of log(70)) {
      const found = /^(\S+) first: arrives, (\S+ \d+)$/.exec(line) ?? /^(\S+) second: arrives, (\S+ \d+)$/.exec(line);
      if (found) stays.set(found[2], [...(stays.get(found[2]) ?? []), parseFloat(found[1])]);
    }
    const twice = [...stays.values()].filter((times) => times.length >= 4);
    expect(twice.length).toBeGreaterThan(50);
    for (const [a, b, c, d] of twice) expect(Math.abs(d - c - (b - a))).toBeGreaterThan(1e-9);
  });
});

describe('a post more', () => {
  it('leaves the caseloads of the others at the start as they were', () => {
    const startOf = (nurses: number): string[] => {
      const { world } = new Watched(county({ nurses }));
      const { people } = world;
      // Everybody inside at the start: number, and how long they have been there.
      return Array.from(
        { length: people.inside },
        (_, row) =>
          `${people.ints[(row << INTS) + ENTITY]}:${people.ints[(row << INTS) + ORDINAL]} ${people.times[(row << TIMES) + ARRIVED_AT]}`,
      );
    };
    const [three, four] = [startOf(3), startOf(4)];
    expect(three).toHaveLength(5 * 8);
    expect(four).toHaveLength(6 * 8);
    const kept = new Set(four);
    expect(three.filter((person) => !kept.has(person))).toEqual([]);
  });
});

describe('common random numbers', () => {
  const REPLICATIONS = 12;
  const values = (small: Small, measure: string, seed: string): number[] => {
    const model = modelOf(small);
    return Array.from({ length: REPLICATIONS }, (_, number) => run(model, number, seed).value(measure));
  };

  it.each([
    ['people waiting for the clinic', 'clinic.waitingMean'],
    ['caseload', 'team.caseloadMean'],
  ])('make the paired difference of a small change far less noisy than an independent one: %s', (_title, measure) => {
    const changed = county();
    changed.posts = { ...changed.posts, others: posts(2.2, { leave: q(0.1, 'share') }) };
    const [before, after] = [values(county(), measure, 'a'), values(changed, measure, 'a')];
    const paired = pairedInterval(before, after);
    const independent = meanInterval(values(changed, measure, 'b').map((value, i) => value - before[i]));
    expect(paired?.standardDeviation).toBeLessThan(0.6 * (independent?.standardDeviation ?? 0));
  });

  it('make two runs of one seed the same, and two seeds or replications different', () => {
    const model = modelOf(county());
    expect(run(model, 3, 'a').hash).toBe(run(modelOf(county()), 3, 'a').hash);
    expect(run(model, 3, 'a').hash).not.toBe(run(model, 4, 'a').hash);
    expect(run(model, 3, 'a').hash).not.toBe(run(model, 3, 'b').hash);
  });
});

describe('a person turned away', () => {
  it('changes nothing in the fate of the next one', () => {
    // Nobody is turned away, or every second person: those who come in stay as long in both.
    const small = (room: number): Small => ({
      days: 100,
      services: {
        door: comingAt(
          Array.from({ length: 50 }, (_, i) => i * 1.5),
          'desk',
        ),
        desk: desk(exponential(2), { servers: { count: q(50, 'WTE') }, room: q(room, 'person'), fullTo: 'away' }),
        away: exit(),
        home: exit(),
      },
    });
    const all = new Set(lines(run(small(50)), 'home'));
    const some = lines(run(small(1)), 'home');
    expect(some.length).toBeGreaterThan(15);
    expect(some.length).toBeLessThan(45);
    expect(some.filter((line) => !all.has(line))).toEqual([]);
  });
});
