/** Rules 6 and 7: what a wait is, and that every list has an exit. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readScenario } from '../../engine/index';
import {
  at,
  clinic,
  coming,
  comingAt,
  days,
  desk,
  exit,
  exponential,
  hours,
  posts,
  q,
  run,
  scenarioText,
  team,
  together,
  type Small,
} from './small-scenarios';

/** Days of the last quarter of a year, of which late waits are. */
const QUARTER = 365.25 / 4;

/** A front door, an assessment that sends one in four on to a second one, missed appointments, sickness, relapse. */
const county: Small = {
  days: 500,
  run: { seriesDays: 50 },
  posts: { nurses: posts(4, { sickness: q(0.1, 'share'), leave: q(0.1, 'share') }) },
  services: {
    gp: coming(2, 'desk'),
    desk: desk(exponential(0.3), { to: 'clinic' }),
    clinic: clinic(0, {
      slots: { posts: [{ posts: 'nurses', perWeek: q(5, 'person/WTE/week') }] },
      diaryOpen: q(21, 'day'),
      missed: { share: q(0.2, 'share'), rebook: q(0.8, 'share'), limit: 3, to: 'lost' },
      leaves: { hazard: q(0.005, '1/day'), to: 'lost' },
      waitTargets: [q(28, 'day'), q(45, 'day')],
      to: [
        {
          to: [
            { share: q(0.25, 'share'), to: 'second' },
            { share: 'rest', to: 'home' },
          ],
        },
      ],
    }),
    second: clinic(0.4, {
      missed: { share: q(0.2, 'share'), rebook: 1, limit: 3, to: 'lost' },
      leaves: { hazard: q(0.01, '1/day'), to: 'lost' },
    }),
    lost: exit(),
    home: exit({ returns: { share: q(0.2, 'share'), after: exponential(40), to: 'desk' } }),
  },
};

describe('a wait for assessment', () => {
  const result = run(county);
  // Replay the log: when each referral was first received, and who is where.
  const received = new Map<string, number>();
  const waits: Record<string, number[]> = { clinic: [], second: [] };
  const late: number[] = [];
  const waiting: Record<string, Set<string>> = { clinic: new Set(), second: new Set() };
  let moved = 0;
  let missed = 0;
  const lostAt: Record<string, number> = { clinic: 0, second: 0 };
  for (const { day, service, what, person } of result.trace) {
    if (service === 'desk' && what === 'arrives') received.set(person, day);
    else if (service === 'clinic' || service === 'second') {
      if (what === 'arrives') waiting[service].add(person);
      if (what === 'is moved') moved++;
      if (what === 'misses') missed++;
      if (what === 'attends') {
        waits[service].push(day - (received.get(person) ?? NaN));
        if (service === 'clinic' && day >= county.days - QUARTER) late.push(day - (received.get(person) ?? NaN));
        waiting[service].delete(person);
      }
    } else if (service === 'lost') {
      for (const list of ['clinic', 'second']) if (waiting[list].delete(person)) lostAt[list]++;
    }
  }
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

  it('is tested on a run with moves, missed appointments and second assessments', () => {
    for (const count of [moved, missed, waits.second.length, lostAt.clinic, lostAt.second])
      expect(count).toBeGreaterThan(20);
  });

  it('runs from first receipt at the front door, through triage, moves and missed appointments', () => {
    expect(result.value('clinic.waitMean')).toBeCloseTo(mean(waits.clinic) / 7, 9);
  });

  it('never restarts when somebody is sent on to another assessment', () => {
    expect(result.value('second.waitMean')).toBeCloseTo(mean(waits.second) / 7, 9);
  });

  it('begins anew only with a new referral after leaving', () => {
    expect(result.value('home.returns')).toBeGreaterThan(0);
    // Nobody who comes back carries the time since the first referral: the longest wait is far shorter than the run.
    expect(Math.max(...waits.clinic)).toBeLessThan(300);
  });

  it('is counted for those who still wait, too', () => {
    for (const list of ['clinic', 'second']) {
      const people = [...waiting[list]];
      expect(result.value(`${list}.waitingAtEnd`)).toBe(people.length);
      const soFar = people.map((person) => county.days - (received.get(person) ?? NaN));
      expect(result.series(`${list}.waitedSoFar`).pop()).toBeCloseTo(mean(soFar) / 7, 9);
    }
  });

  it('is within a target among those seen, or among those seen and those still waiting longer', () => {
    const soFar = [...waiting.clinic].map((person) => county.days - (received.get(person) ?? NaN));
    for (const [i, target] of [28, 45].entries()) {
      const within = late.filter((wait) => wait <= target).length;
      const beyond = soFar.filter((wait) => wait > target).length;
      expect(beyond).toBeGreaterThan(0);
      expect(within).toBeGreaterThan(0);
      expect(within).toBeLessThan(late.length);
      expect(result.value(`clinic.seenWithin${i + 1}`)).toBe(within / late.length);
      expect(result.value(`clinic.within${i + 1}`)).toBe(within / (late.length + beyond));
      expect(result.value(`clinic.waitOver${i + 1}`)).toBe(beyond / soFar.length);
    }
    // A histogram's bins are days here, so that a percentile is exact to a day or two.
    const sorted = soFar.sort((a, b) => a - b);
    expect(Math.abs(7 * result.value('clinic.waitedP90') - sorted[Math.ceil(0.9 * sorted.length) - 1])).toBeLessThan(3);
  });

  it('that ends by leaving or after missed appointments is counted as such, not as a completed wait', () => {
    for (const list of ['clinic', 'second']) {
      const seen = waits[list].length;
      expect(result.value(`${list}.leftUnseen`)).toBeCloseTo(lostAt[list] / (lostAt[list] + seen), 9);
    }
  });
});

describe('every list has an exit', () => {
  it('a clinic or a team that does not say how people leave its list is refused', () => {
    const small = (service: 'clinic' | 'team'): string => {
      const full: Small = {
        days: 1,
        posts: { nurses: posts(1) },
        services: {
          gp: comingAt([0], service),
          clinic: clinic(1),
          team: team({ everyDays: 2, contacts: 1, contactHours: 1 }),
          home: exit(),
        },
      };
      const { leaves: _leaves, ...clinicWithout } = full.services.clinic as ReturnType<typeof clinic>;
      const { waiting: _waiting, ...teamWithout } = full.services.team as ReturnType<typeof team>;
      const services = {
        ...full.services,
        ...(service === 'clinic' ? { clinic: clinicWithout } : { team: teamWithout }),
      };
      return scenarioText({ ...full, services } as unknown as Small);
    };
    for (const [service, field] of [
      ['clinic', 'leaves'],
      ['team', 'waiting'],
    ] as const) {
      const read = readScenario(small(service));
      expect(read.ok ? [] : read.issues.map(({ path }) => path)).toEqual([`services.${service}.${field}`]);
    }
  });

  it.each([
    ['clinic', clinic(0, { leaves: { hazard: q(0.02, '1/day'), to: 'home' } })],
    [
      'team',
      team(
        { everyDays: 2, contacts: 1, contactHours: 1 },
        {
          staff: [{ posts: 'nurses', caseLimit: 0, weight: 1, startCases: 0 }],
          waiting: { hazard: q(0.02, '1/day'), to: 'home' },
        },
      ),
    ],
  ])('at the stated rate: a %s without any places empties its list', (id, service) => {
    const PEOPLE = 2000;
    const { trace, value } = run({
      days: 2000,
      posts: { nurses: posts(1) },
      services: { gp: comingAt(together(PEOPLE, 0), id), [id]: service, home: exit() },
    });
    const left = trace.filter((entry) => entry.service === 'home').map(({ day }) => day);
    expect(left).toHaveLength(PEOPLE);
    expect(value(id === 'team' ? 'team.waitingForCoordinator' : 'clinic.waitingAtEnd')).toBe(0);
    // Exponential with mean 50 days.
    const mean = left.reduce((sum, day) => sum + day, 0) / PEOPLE;
    expect(Math.abs(mean - 50)).toBeLessThan((4 * 50) / Math.sqrt(PEOPLE));
  });

  it('in the county model, except lists that nobody can stand on', () => {
    const file = new URL('../../scenarios/coventry-warwickshire/scenario.json', import.meta.url);
    const read = readScenario(readFileSync(file, 'utf8'));
    if (!read.ok) throw new Error(JSON.stringify(read.issues));
    for (const [id, service] of Object.entries(read.value.services)) {
      if (service.kind === 'clinic') expect(service.leaves.hazard, id).not.toBe(0);
      // Over the limit people are taken on or sent elsewhere at once: there is no list.
      if (service.kind === 'team' && service.overLimit === undefined) expect(service.waiting.hazard, id).not.toBe(0);
    }
  });
});

describe('the desk at the front door', () => {
  it('counts the wait of those who give up among all waits, and apart from those served', () => {
    const { value } = run({
      days: 1,
      services: {
        door: comingAt([0, at(0, 1)], 'desk'),
        desk: desk(hours(10), { patience: hours(4), patienceTo: 'home' }),
        home: exit(),
      },
    });
    // Served at once; gives up after four hours.
    expect(value('desk.waitMean')).toBeCloseTo(at(0, 2), 12);
    expect(value('desk.waitServedMean')).toBe(0);
    expect(value('desk.leftUnseen')).toBe(1 / 2);
  });

  it('counts who still waits at the end as waiting, not as served', () => {
    const { value } = run({
      days: 1,
      services: { door: comingAt([0, 0, 0], 'desk'), desk: desk(days(5)), home: exit() },
    });
    expect(value('desk.waitingAtEnd')).toBe(2);
    expect(value('desk.queueMean')).toBe(2);
  });
});
