/** The page opens with solved results. They must be those that the engine gives for the scenario as it is now. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ENGINE_VERSION,
  applyChanges,
  compile,
  readChange,
  readScenario,
  replicate,
  scenarioHash,
  type Change,
  type RunSummary,
} from '../../engine/index';
import { ROOT } from '../../scripts/bundle-for-node.mjs';

interface Example {
  engineVersion: string;
  seed: string;
  replications: number;
  horizonDays: number;
  runs: { id: string; changes: string[]; scenarioHash: string; hashes: string[]; summary: RunSummary }[];
}

const FOLDER = join(ROOT, 'scenarios/coventry-warwickshire');
const REMEDY = 'the example is stale: run "npm run examples" and look at the difference';
const example = JSON.parse(readFileSync(join(ROOT, 'ui/example/coventry-warwickshire.json'), 'utf8')) as Example;

const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8');

function valueOf<T>(answer: { ok: true; value: T } | { ok: false; issues: unknown }): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  return answer.value;
}

function scenarioWith(changes: string[]) {
  const found: Change[] = changes.map((id) => valueOf(readChange(read(`changes/${id}.json`))));
  return valueOf(applyChanges(valueOf(readScenario(read('scenario.json'))), found));
}

describe('the solved example', () => {
  it('is of this engine', () => {
    expect(example.engineVersion, REMEDY).toBe(ENGINE_VERSION);
  });

  it('has a baseline and two changes, each with all its replications', () => {
    expect(example.runs.map(({ id }) => id)).toEqual(['baseline', 'freeze-ipu-3-8', 'deeper-triage']);
    for (const { hashes, summary } of example.runs) {
      expect(hashes).toHaveLength(example.replications);
      expect(summary.replications).toBe(example.replications);
    }
  });

  it.each(example.runs.map(({ id }) => id))(
    'is of the scenario as it is now: %s',
    (id) => {
      const run = example.runs.find((one) => one.id === id);
      const scenario = scenarioWith(run?.changes ?? []);
      expect(scenarioHash(scenario), REMEDY).toBe(run?.scenarioHash);
      expect(scenario.run).toMatchObject({ seed: example.seed, horizonDays: example.horizonDays });
      const model = compile(scenario);
      for (const number of [0, 1]) {
        expect(replicate(model, example.seed, number).hash, REMEDY).toBe(run?.hashes[number]);
      }
    },
    120_000,
  );
});
