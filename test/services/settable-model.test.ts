/** A model that is given other values is the model that compiling gives, to the last bit. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  ScenarioError,
  SettableModel,
  compile,
  readScenario,
  replicate,
  targetsWithin,
  type Scenario,
} from '../../engine/index';
import { coming, desk, exit, exponential, parameter, q, scenarioText } from '../mechanisms/small-scenarios';

function shipped(name: string, horizonDays: number): Scenario {
  const read = readScenario(
    readFileSync(new URL(`../../scenarios/${name}/scenario.json`, import.meta.url).pathname, 'utf8'),
  );
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  const scenario = read.value;
  return { ...scenario, run: { ...scenario.run, horizonDays }, targets: targetsWithin(scenario, horizonDays) };
}

/** The scenario with every quantity moved by a share of the way to one end of its range, one way or the other. */
function moved(scenario: Scenario, share: number, turn: number): Scenario {
  const strengths = Object.values(scenario.loops).map(({ strength }) => strength);
  const parameters = Object.fromEntries(
    Object.entries(scenario.parameters).map(([name, one], i) => {
      const end = (i * 7 + turn) % 3 === 0 ? one.high : one.low;
      const value = strengths.includes(name) ? one.value : one.value + share * (end - one.value);
      return [name, { ...one, value }];
    }),
  );
  return { ...scenario, parameters };
}

const hashOf = (make: () => ReturnType<typeof compile>): string => {
  try {
    return replicate(make(), 'settings', 1).hash;
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
};

describe('a settable model', () => {
  it.each([
    ['small-town', 60],
    ['coventry-warwickshire', 20],
  ])('gives at each setting of %s what compiling gives, refusals too', (name, days) => {
    const scenario = shipped(name, days);
    const settable = new SettableModel(scenario);
    expect(hashOf(() => settable.first)).toBe(hashOf(() => compile(scenario)));
    const hashes = [
      [0.05, 0],
      [1, 0],
      [0.05, 1],
      [0, 0],
    ].map(([share, turn]) => {
      const setting = moved(scenario, share, turn);
      const hash = hashOf(() => settable.at(setting));
      expect(hash).toBe(hashOf(() => compile(setting)));
      return hash;
    });
    // Some settings run, and they differ; with every quantity at an end the county is out of bounds.
    expect(hashes[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(hashes[0]).not.toBe(hashes[2]);
    expect(/^[0-9a-f]{16}$/.test(hashes[1])).toBe(name === 'small-town');
    expect(hashes[3]).toBe(hashOf(() => compile(scenario)));
  });

  it('follows stocks, dated changes and a loop that goes on and off', () => {
    const read = readScenario(
      scenarioText({
        days: 200,
        parameters: {
          strengthR3: { ...parameter(0, 'share'), high: 3 },
          usual: { ...parameter(5, 'person'), low: 1, high: 40 },
          clerks: { ...parameter(2, 'WTE'), low: 1, high: 4 },
        },
        services: {
          door: coming(3, 'desk'),
          desk: { ...desk(exponential(0.5)), servers: { count: 'clerks' } },
          home: exit(),
        },
        weekMeasures: { busy: { title: 'In line', measure: 'waiting', service: 'desk', start: 'usual' } },
        stocks: {
          strain: {
            title: 'Strain',
            unit: 'share',
            start: 'usual / (usual + 5 * usual)',
            inflow: `(busy / usual - strain) / ${q(28, 'day')}`,
          },
        },
        loops: {
          R3: {
            title: 'Strain slows',
            strength: 'strengthR3',
            links: [{ to: ['services.desk.service.mean'], times: '1 + 0.1 * strain' }],
            source: 'assumption',
          },
        },
      }),
    );
    if (!read.ok) throw new Error(JSON.stringify(read.issues));
    const dated: Scenario = {
      ...read.value,
      timeline: [{ parameter: 'clerks', op: 'times', value: 1.5, at: 60, until: 120 }],
    };
    const settable = new SettableModel(dated);
    const settings: Record<string, number>[] = [
      { strengthR3: 0, usual: 5 },
      { strengthR3: 2, usual: 5 },
      { strengthR3: 2, usual: 20 },
      { clerks: 4, strengthR3: 0 },
      { clerks: 2, strengthR3: 0 },
    ];
    const hashes = settings.map((values) => {
      const parameters = { ...dated.parameters };
      for (const [name, value] of Object.entries(values)) parameters[name] = { ...parameters[name], value };
      const setting = { ...dated, parameters };
      const hash = hashOf(() => settable.at(setting));
      expect(hash).toBe(hashOf(() => compile(setting)));
      return hash;
    });
    expect(new Set(hashes).size).toBe(4);
    expect(hashes[4]).toBe(hashes[0]);
  });
});
