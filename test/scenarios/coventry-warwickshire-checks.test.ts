/** The scenario's own checks: well formed, honest about their kind, and about measures there are. `npm run validation` runs them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile, describeIssue, readScenario, replicate, type Scenario } from '../../engine';
import type { ScenarioCheck } from '../../scripts/scenario-checks';

const FOLDER = new URL('../../scenarios/coventry-warwickshire/', import.meta.url);
const text = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
const checks = JSON.parse(text('checks.json')) as ScenarioCheck[];

function readBaseline(): Scenario {
  const result = readScenario(text('scenario.json'));
  if (!result.ok) throw new Error(result.issues.map(describeIssue).join('\n'));
  return result.value;
}
const baseline = readBaseline();
const { measures } = compile(baseline).layout;

describe('checks of Coventry and Warwickshire', () => {
  it('have ids of their own, bands, kinds and known sources', () => {
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
    for (const { id, low, high, kind, source } of checks) {
      expect(low, id).toBeLessThan(high);
      expect(['input', 'calibrated', 'emergent'], id).toContain(kind);
      expect(Object.keys(baseline.sources), id).toContain(source.split(' ')[0]);
    }
  });

  it('count what must come out by itself as emergent', () => {
    const emergent = checks.filter(({ kind }) => kind === 'emergent').map(({ id }) => id);
    const required = [
      'amhps',
      'hub-attainment',
      'bed-delays',
      'contacts-made',
      'list-grows',
      'missed-waits',
      'crisis-caseload',
    ];
    expect(emergent).toEqual(expect.arrayContaining(required));
  });

  it.each(checks.map((check) => [check.id, check] as const))('%s is about measures there are', (_id, check) => {
    const shapeOf = (id: string) => measures.filter((measure) => measure.id === id).map(({ shape }) => shape);
    for (const id of [check.measure, ...(check.plus ?? [])]) {
      expect(shapeOf(id), id).toContain(check.step === undefined ? 'scalar' : 'series');
    }
    for (const id of check.over ?? []) expect(shapeOf(id), id).toContain('scalar');
    const steps = measures.find(({ id, shape }) => id === check.measure && shape === 'series')?.length ?? Infinity;
    expect(check.step ?? 0).toBeLessThan(steps);
  });
});

describe('the first weeks of the scenario', () => {
  const model = compile({ ...baseline, targets: {}, run: { ...baseline.run, horizonDays: 56 } });
  const result = replicate(model, baseline.run.seed, 0);
  const value = (id: string) =>
    result.values[model.layout.measures.find((measure) => measure.id === id && measure.shape === 'scalar')!.offset];

  it('bring about 252 people a week to the booking service', () => {
    expect(value('cbs.arrivals')).toBeGreaterThan(225);
    expect(value('cbs.arrivals')).toBeLessThan(275);
  });

  it('begin with the lists and caseloads of the balance', () => {
    const assessed = (place: string) => value(`ipu38Assessment${place}.waitingMean`);
    expect(assessed('Coventry')).toBeGreaterThan(460);
    expect(assessed('Coventry')).toBeLessThan(600);
    expect(value('ipu38TeamCoventry.caseloadMean')).toBeCloseTo(910, -2);
    expect(value('ipu1017TeamWarwickshire.caseloadMean')).toBeCloseTo(1030, -2);
    expect(value('crisisTeamCoventry.caseloadMean')).toBeGreaterThan(45);
    expect(value('acuteBeds.occupancy')).toBeGreaterThan(0.85);
  });
});
