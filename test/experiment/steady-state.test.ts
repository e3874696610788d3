/** Steady-state studies: a known answer within its interval, a warm-up that is needed, and refusals with their reasons. */
import { describe, expect, it } from 'vitest';
import {
  compile,
  fromEmpty,
  readScenario,
  replicate,
  studySteadyState,
  summarise,
  type Scenario,
} from '../../engine/index';
import {
  clinic,
  coming,
  days,
  delay,
  exit,
  posts,
  q,
  scenarioText,
  staff,
  team,
  type Small,
} from '../mechanisms/small-scenarios';
import { oneDesk } from '../workers/one-desk';

/** A desk with one server at this load; ten people a day can be served. */
function deskAt(load: number, horizonDays: number): Scenario {
  const scenario = oneDesk({ horizonDays });
  scenario.parameters.arrivals.value = 10 * load;
  const read = readScenario(JSON.stringify(scenario));
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
}

function scenarioOf(small: Small): Scenario {
  const read = readScenario(scenarioText(small));
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
}

function pilots(scenario: Scenario, replications: number) {
  const model = compile(fromEmpty(scenario, 0));
  const results = Array.from({ length: replications }, (_, number) => replicate(model, 'pilot', number));
  return studySteadyState(model.layout, results, model.horizonDays);
}

describe('a steady-state study', () => {
  it('finds the mean wait of a queue whose answer is known', () => {
    const scenario = deskAt(0.8, 400);
    const study = pilots(scenario, 10);
    expect(study.verdict).toBe('steady');
    expect(study.warmUpDays).toBeLessThan(200);
    const model = compile(fromEmpty(scenario, study.warmUpDays));
    const results = Array.from({ length: 12 }, (_, number) => replicate(model, 'steady', number));
    const wait = summarise(model.layout, results).measures.find(({ id }) => id === 'desk.waitMean')!;
    // M/M/1: ρ ÷ (μ − λ) = 0.8 ÷ (10 − 8) days.
    expect(Math.abs(wait.mean - 0.4)).toBeLessThan(wait.halfWidth);
    expect(wait.halfWidth).toBeLessThan(0.08);
  });

  it('says of a desk that is asked for more than it can do how much comes and how much it takes', () => {
    // Too short a run cannot tell growth from luck, and calls it no steady state either.
    expect(pilots(deskAt(1.1, 60), 4).verdict).not.toBe('steady');
    const study = pilots(deskAt(1.1, 400), 10);
    expect(study.verdict).toBe('growing');
    const queue = study.series.find(({ id }) => id === 'desk.queue')!;
    expect(queue).toMatchObject({ isList: true, isGrowing: true });
    expect(Math.abs(queue.growthPerWeek.mean - 7)).toBeLessThan(2 * queue.growthPerWeek.halfWidth);
    expect(Math.abs(queue.load! - 1.1)).toBeLessThan(0.02);
    expect(queue.arrivalsPerWeek! - queue.growthPerWeek.mean).toBeCloseTo(70, -1);
  });

  it('drops the time in which a place fills up from empty, and shows it', () => {
    // People stay 50 days each: half full after 35 days, 98 % after 200.
    const small: Small = {
      days: 1000,
      services: { door: coming(5, 'away'), away: delay({ kind: 'exponential', mean: q(50, 'day') }), home: exit() },
    };
    const study = pilots(scenarioOf(small), 10);
    const inside = study.series.find(({ id }) => id === 'away.inside')!;
    expect(study.verdict).toBe('steady');
    expect(study.warmUpDays).toBeGreaterThanOrEqual(75);
    expect(inside.welch).toHaveLength(190);
    expect(inside.welch[0]).toBeLessThan(60);
    expect(Math.abs(inside.welch[150] - 250)).toBeLessThan(15);
    // A run that ends while it fills is told to be longer, and not that demand exceeds anything.
    expect(pilots(scenarioOf({ ...small, days: 60 }), 10).verdict).toBe('moving');
  });

  it('starts with nobody anywhere, and uses every quantity that the scenario has', () => {
    const small: Small = {
      days: 10,
      run: { seriesDays: 1, seriesCycle: 5 },
      posts: { nurses: posts(2) },
      services: {
        door: coming(0.001, 'clinic'),
        clinic: clinic(1, { start: { waiting: q(30, 'person'), waited: q(20, 'day') }, to: 'team' }),
        team: team({ everyDays: 7, contacts: 4, contactHours: 1 }, { staff: [staff('nurses', 10, 8)], to: 'away' }),
        away: delay(days(30), { start: { inside: q(12, 'person') } }),
        home: exit(),
      },
    };
    const model = compile(fromEmpty(scenarioOf(small), 0));
    const { values } = replicate(model, 'empty', 0);
    const first = (id: string) =>
      values[model.layout.measures.find((one) => one.id === id && one.shape === 'series')!.offset];
    expect(['clinic.waiting', 'team.caseload', 'away.inside'].map(first)).toEqual([0, 0, 0]);
    expect(model.steps).toBe(200);
  });
});
