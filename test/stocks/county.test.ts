/** The shipped county with its loops: off they are not there, and each alone moves what it says. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  applyChanges,
  compare,
  compile,
  readChange,
  readScenario,
  replicate,
  type Model,
  type Scenario,
} from '../../engine/index';

const FOLDER = new URL('../../scenarios/coventry-warwickshire/', import.meta.url);
const text = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
const DAYS = 400;

function read(value: string): Scenario {
  const answer = readScenario(value);
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues, null, 1));
  // Targets are dated beyond the run.
  return { ...answer.value, targets: {}, run: { ...answer.value.run, horizonDays: DAYS } };
}
const shipped = read(text('scenario.json'));

/** The file without anything that belongs to loops. */
function withoutLoops(): Scenario {
  const file = JSON.parse(text('scenario.json')) as Record<string, Record<string, Record<string, unknown>>>;
  for (const service of Object.values(file.services)) delete service.turns;
  const { stocks: _stocks, weekMeasures: _measures, loops: _loops, ...rest } = file;
  const used =
    JSON.stringify(rest.services) +
    JSON.stringify(rest.posts) +
    JSON.stringify(rest.primaryMeasures) +
    JSON.stringify(rest.qualifications) +
    JSON.stringify(rest.bands) +
    JSON.stringify(rest.costs);
  for (const name of Object.keys(rest.parameters))
    if (!new RegExp(`\\b${name}\\b`).test(used)) delete rest.parameters[name];
  return read(JSON.stringify(rest));
}

/** Every number that is not of a stock, as text by measure. */
function numbersOf(model: Model): Map<string, string> {
  const { events, values, histograms } = replicate(model, 'county', 0);
  const entries = model.layout.measures.flatMap(({ id, service, shape, offset, length }): [string, string][] => {
    if (service === 'stocks') return [];
    const from = shape === 'histogram' ? histograms : values;
    return [[`${id} ${shape}`, from.slice(offset, offset + length).join()]];
  });
  return new Map([['events', String(events)], ...entries]);
}

describe('the shipped county', () => {
  it('with all loops off counts what it counts without any, to the last bit', () => {
    const off = numbersOf(compile(shipped));
    expect(off.size).toBeGreaterThan(800);
    expect(off).toEqual(numbersOf(compile(withoutLoops())));
  });

  it('holds no value at a limit when the loops are on', () => {
    const change = readChange(text('changes/loops-on.json'));
    if (!change.ok) throw new Error('refused');
    const applied = applyChanges(shipped, [change.value]);
    if (!applied.ok) throw new Error(JSON.stringify(applied.issues));
    const model = compile(applied.value);
    const { values } = replicate(model, 'county', 0);
    const held = model.layout.measures.find(({ id }) => id === 'stocks.held')!;
    expect(values[held.offset]).toBe(0);
    for (const { id, service, shape, offset } of model.layout.measures)
      if (service === 'stocks' && shape === 'scalar') expect(Number.isFinite(values[offset]), id).toBe(true);
  });

  it('with the loops on and half the step has every primary measure within its interval', () => {
    const change = readChange(text('changes/loops-on.json'));
    if (!change.ok) throw new Error('refused');
    const applied = applyChanges(shipped, [change.value]);
    if (!applied.ok) throw new Error(JSON.stringify(applied.issues));
    const [week, half] = [7, 3.5].map((stepDays) => {
      const model = compile({ ...applied.value, run: { ...applied.value.run, stepDays } });
      const results = Array.from({ length: 8 }, (_, i) => replicate(model, 'step', i));
      return { layout: model.layout, primary: model.primary, results };
    });
    const primary = compare(week, [half], week.primary)[0].differences.filter((one) => one.primary);
    expect(primary.length).toBe(6);
    for (const { id, mean, halfWidth } of primary) expect(Math.abs(mean), id).toBeLessThan(halfWidth);
  }, 120_000);

  it('has a strength of 0 with a range from 0 for each loop, and says so', () => {
    const { loops, parameters } = shipped;
    expect(Object.keys(loops)).toEqual(['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'B1']);
    for (const [id, { strength }] of Object.entries(loops)) {
      expect(strength).toBe(`strength${id}`);
      expect(parameters[`strength${id}`]).toMatchObject({ value: 0, low: 0, source: 'assumption' });
    }
    expect(text('README.md')).toContain('All loops are off in the baseline');
  });
});
