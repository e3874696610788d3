/**
 * The shipped scenario against published figures, and its main changes: what docs/background/validation.md says must
 * still be so. That page has 60 replications; here there are fewer, so only a clear contradiction fails.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  applyChanges,
  compare,
  compile,
  describeIssue,
  readChange,
  readScenario,
  replicate,
  type Change,
  type MeasureLayout,
  type ReadResult,
  type ReplicationResult,
} from '../../engine';
import { evaluateCheck, VALIDATION_SEED, type ScenarioCheck } from '../../scripts/scenario-checks';

const FOLDER = new URL('../../scenarios/coventry-warwickshire/', import.meta.url);
const REPLICATIONS = 6;
const MAIN_CHANGES = [
  'freeze-ipu-3-8',
  'amhp-training-stopped',
  'deeper-triage',
  'booking-by-priority',
  'demand-growth-10',
];

const text = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
function read<T>(result: ReadResult<T>): T {
  if (!result.ok) throw new Error(result.issues.map(describeIssue).join('\n'));
  return result.value;
}
const baseline = read(readScenario(text('scenario.json')));
const checks = JSON.parse(text('checks.json')) as ScenarioCheck[];
const page = readFileSync(new URL('../../docs/background/validation.md', import.meta.url), 'utf8');

interface Run {
  layout: MeasureLayout;
  results: ReplicationResult[];
  primary: { measure: string; margin: number }[];
}
const changeOf = (id: string): Change => read(readChange(text(`changes/${id}.json`)));

function solve(change: string | undefined): Run {
  const scenario = change === undefined ? baseline : read(applyChanges(baseline, [changeOf(change)]));
  const model = compile(scenario);
  const results = Array.from({ length: REPLICATIONS }, (_, number) => replicate(model, VALIDATION_SEED, number));
  return { layout: model.layout, results, primary: model.primary };
}

const runs = new Map<string | undefined, Run>();
beforeAll(() => {
  for (const change of [undefined, 'no-growth', ...MAIN_CHANGES]) runs.set(change, solve(change));
}, 900_000);

/** What the page says of a check: its row's verdict. */
function verdictOnPage(check: ScenarioCheck): string | undefined {
  const title = check.change === undefined ? check.title : `${check.title} (with ${check.change})`;
  const row = page.split('\n').find((line) => line.startsWith(`| ${title} |`));
  return row?.split(' | ')[3].trim();
}

describe('the validation page of Coventry and Warwickshire', () => {
  it.each(checks.map((check) => [check.title, check] as const))('is right about: %s', (_title, check) => {
    const run = runs.get(check.change)!;
    const { mean, halfWidth } = evaluateCheck(check, run.layout, run.results);
    const verdict = verdictOnPage(check);
    const found = `${check.id}: ${mean.toPrecision(4)} ± ${halfWidth.toPrecision(2)}`;
    if (verdict === 'holds') {
      expect(mean + halfWidth, found).toBeGreaterThanOrEqual(check.low);
      expect(mean - halfWidth, found).toBeLessThanOrEqual(check.high);
    } else {
      expect(verdict, `${check.id} is not on the page; run npm run validation`).toBe('**fails**');
      const isClearlyInside = mean - halfWidth > check.low && mean + halfWidth < check.high;
      expect(isClearlyInside, `${found} holds now; run npm run validation`).toBe(false);
    }
  });

  it.each(MAIN_CHANGES)('is right that %s moves what it is about', (id) => {
    const before = runs.get(undefined)!;
    const [{ differences }] = compare(before, [runs.get(id)!], before.primary);
    const { about } = changeOf(id);
    const difference = differences.find((entry) => entry.id === about?.measure);
    const signed = (difference?.mean ?? 0) * (about?.direction === 'higher' ? 1 : -1);
    expect(signed).toBeGreaterThan(difference?.halfWidth ?? Infinity);
  });

  it('rests on pairing: every main change needs at most half the replications of independent runs', () => {
    const before = runs.get(undefined)!;
    for (const id of MAIN_CHANGES) {
      const [{ differences }] = compare(before, [runs.get(id)!], before.primary);
      const primary = differences.filter((entry) => entry.primary);
      expect(primary.length).toBeGreaterThan(0);
      const median = primary.map(({ varianceReduction }) => varianceReduction).sort((a, b) => a - b)[
        Math.floor(primary.length / 2)
      ];
      expect(median, id).toBeGreaterThan(2);
    }
  });
});
