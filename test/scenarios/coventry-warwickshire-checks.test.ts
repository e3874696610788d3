/**
 * The scenario's own checks: figures that were published or worked out by hand, against what a few replications give.
 * With so few a check holds when its band and the 95 % interval of the mean overlap.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  applyChanges,
  compile,
  describeIssue,
  readChange,
  readScenario,
  replicate,
  type MeasureLayout,
  type ReadResult,
  type ReplicationResult,
  type Scenario,
} from '../../engine';

const FOLDER = new URL('../../scenarios/coventry-warwickshire/', import.meta.url);
const REPLICATIONS = 4;
/** 97.5 % quantile of Student's t with three degrees of freedom. */
const T = 3.182;
const SLOW = 600_000;

/** One check; `plus` adds measures to the first, `over` divides by a sum, `step` (from 0) reads a series. */
interface Check {
  id: string;
  title: string;
  measure: string;
  plus?: string[];
  over?: string[];
  step?: number;
  /** Change that is applied first. */
  change?: string;
  low: number;
  high: number;
  kind: 'input' | 'calibrated' | 'emergent';
  source: string;
  note?: string;
}

const text = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
function read<T>(result: ReadResult<T>): T {
  if (!result.ok) throw new Error(result.issues.map(describeIssue).join('\n'));
  return result.value;
}
const baseline: Scenario = read(readScenario(text('scenario.json')));
const checks = JSON.parse(text('checks.json')) as Check[];

interface Run {
  layout: MeasureLayout;
  results: ReplicationResult[];
}
const runs = new Map<string, Run>();
function runOf(change: string | undefined): Run {
  const known = runs.get(change ?? '');
  if (known !== undefined) return known;
  const scenario =
    change === undefined ? baseline : read(applyChanges(baseline, [read(readChange(text(`changes/${change}.json`)))]));
  const model = compile(scenario);
  const results = Array.from({ length: REPLICATIONS }, (_, number) => replicate(model, scenario.run.seed, number));
  const run = { layout: model.layout, results };
  runs.set(change ?? '', run);
  return run;
}

function valuesOf(check: Check): number[] {
  const { layout, results } = runOf(check.change);
  const read = (id: string, step: number | undefined, result: ReplicationResult) => {
    const found = layout.measures.find(
      (measure) => measure.id === id && (measure.shape === 'series') === (step !== undefined),
    );
    if (found === undefined) throw new Error(`There is no measure ${id}.`);
    return result.values[found.offset + (step ?? 0)];
  };
  const sum = (ids: string[], step: number | undefined, result: ReplicationResult) =>
    ids.reduce((total, id) => total + read(id, step, result), 0);
  return results.map(
    (result) =>
      sum([check.measure, ...(check.plus ?? [])], check.step, result) /
      (check.over === undefined ? 1 : sum(check.over, undefined, result)),
  );
}

describe('checks of Coventry and Warwickshire', () => {
  it('come with honest kinds and known sources', () => {
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
    for (const check of checks) {
      expect(check.low, check.id).toBeLessThan(check.high);
      expect(['input', 'calibrated', 'emergent'], check.id).toContain(check.kind);
      expect(Object.keys(baseline.sources), check.id).toContain(check.source.split(' ')[0]);
    }
    const emergent = checks.filter(({ kind }) => kind === 'emergent').map(({ id }) => id);
    expect(emergent).toEqual(
      expect.arrayContaining([
        'amhps',
        'hub-attainment',
        'bed-delays',
        'contacts-made',
        'list-grows',
        'crisis-caseload',
      ]),
    );
  });

  it.each(checks.map((check) => [check.title, check] as const))(
    '%s',
    (_title, check) => {
      const values = valuesOf(check);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
      const halfWidth = T * Math.sqrt(variance / values.length);
      expect(mean + halfWidth, `${check.id}: ${mean.toFixed(3)} ± ${halfWidth.toFixed(3)}`).toBeGreaterThanOrEqual(
        check.low,
      );
      expect(mean - halfWidth, `${check.id}: ${mean.toFixed(3)} ± ${halfWidth.toFixed(3)}`).toBeLessThanOrEqual(
        check.high,
      );
    },
    SLOW,
  );
});
