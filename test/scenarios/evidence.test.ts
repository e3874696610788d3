import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile, readScenario, type Scenario } from '../../engine';
import { GRADES } from '../../engine/scenario/schema';
import { hashOfRun, isStill, judges, sweep } from '../../scripts/evidence-sweep';

const DAYS = 30;

function read(name: string): Scenario {
  const file = JSON.parse(readFileSync(`scenarios/${name}/scenario.json`, 'utf8')) as Scenario;
  file.run.horizonDays = DAYS;
  file.targets = {};
  const answer = readScenario(JSON.stringify(file));
  if (!answer.ok) throw new Error(answer.issues[0].message);
  return answer.value;
}

const SCENARIOS = ['coventry-warwickshire', 'small-town'].map((name) => [name, read(name)] as const);

describe.each(SCENARIOS)('every quantity of %s', (id, scenario) => {
  const quantities = Object.entries(scenario.parameters);

  it('has a source and a grade that fit each other, and a year where it is published', () => {
    for (const [name, { source, grade, year }] of quantities) {
      expect(GRADES, name).toContain(grade);
      if (grade === 'assumption') {
        expect(source, name).toBe('assumption');
        continue;
      }
      const key = source.split(/[\s;,]/)[0];
      expect(Object.keys(scenario.sources), name).toContain(key);
      if (grade !== 'derived') expect(year ?? scenario.sources[key].year, name).toBeGreaterThan(1990);
    }
  });

  it('has a range that holds it, and a reason in its note where no source gives the range', () => {
    for (const [name, { value, low, high, source, note }] of quantities) {
      expect(low, name).toBeLessThanOrEqual(value);
      expect(high, name).toBeGreaterThanOrEqual(value);
      // The small town is invented, and so are its ranges: its README says it once for all.
      if (low < high && source === 'assumption' && id !== 'small-town') expect(note, name).toBeTruthy();
    }
  });

  it('is refused without a source, without a grade, and when nothing uses it', () => {
    const [name] = quantities[0];
    const without = (field: 'source' | 'grade') => {
      const { [field]: _left, ...rest } = scenario.parameters[name];
      return readScenario(JSON.stringify({ ...scenario, parameters: { ...scenario.parameters, [name]: rest } }));
    };
    for (const field of ['source', 'grade'] as const) {
      const answer = without(field);
      expect(answer.ok ? '' : answer.issues[0].path).toBe(`parameters.${name}.${field}`);
    }
    const parameters = { ...scenario.parameters, idle: scenario.parameters[name] };
    expect(() => compile({ ...scenario, parameters })).toThrow(/parameters\.idle.*nothing uses this quantity/s);
  });
});

describe('a quantity moved to an end of its range', () => {
  const [, [, town]] = SCENARIOS;

  it('moves a result in the small town within a month or else a year, but for margins', () => {
    const hash = hashOfRun(town);
    const judging = judges(town);
    const names = Object.keys(town.parameters).filter((name, i) => i % 3 === 0 && !judging.has(name));
    const slow = names.filter((name) => isStill(sweep(town, name, hash)));
    const year = { ...town, run: { ...town.run, horizonDays: 365 } };
    const yearHash = hashOfRun(year);
    // Nobody waits for a place in the town's team, so that the rate of leaving its list has nobody to act on.
    expect(slow.filter((name) => isStill(sweep(year, name, yearHash)))).toEqual(['leavesTeamList']);
  });

  it('is told from one that counts nowhere', () => {
    const hash = hashOfRun(town);
    expect([...judges(town)].length).toBeGreaterThan(0);
    for (const name of judges(town)) expect(isStill(sweep(town, name, hash)), name).toBe(true);
  });
});
