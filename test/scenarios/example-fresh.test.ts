/** The page opens with solved results. They must be those that the engine gives for the scenario as it is now. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ENGINE_VERSION,
  applyChanges,
  compile,
  outputsOf,
  readChange,
  readScenario,
  replicate,
  scenarioHash,
  type Change,
  type Outputs,
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

const solvedOutputs = JSON.parse(readFileSync(join(ROOT, 'ui/example/coventry-warwickshire-outputs.json'), 'utf8')) as {
  scenarioHashes: string[];
  outputs: Outputs;
};

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

  it('has outputs of the same runs, over as many replications', () => {
    expect(solvedOutputs.scenarioHashes, REMEDY).toEqual(example.runs.map(({ scenarioHash }) => scenarioHash));
    expect(solvedOutputs.outputs.replications).toBe(example.replications);
    const waiting = solvedOutputs.outputs.outputs[1].figures[0].rows.find(({ place }) => place === 'coventry');
    const { measures } = example.runs[0].summary;
    const those = ['ipu38', 'ipu1017', 'memory', 'dementia'].map((name) => `${name}AssessmentCoventry.waitingAtEnd`);
    const sum = those.reduce((all, id) => all + measures.find((one) => one.id === id)!.mean, 0);
    expect(waiting?.levels[0]?.mean).toBeCloseTo(sum, 1);
  });

  it.each(example.runs.map(({ id }) => id))(
    'is of the scenario as it is now: %s',
    (id) => {
      const run = example.runs.find((one) => one.id === id);
      const scenario = scenarioWith(run?.changes ?? []);
      expect(scenarioHash(scenario), REMEDY).toBe(run?.scenarioHash);
      expect(scenario.run).toMatchObject({ seed: example.seed, horizonDays: example.horizonDays });
      const model = compile(scenario);
      const results = [0, 1].map((number) => replicate(model, example.seed, number));
      expect(
        results.map(({ hash }) => hash),
        REMEDY,
      ).toEqual(run?.hashes.slice(0, 2));
      // What is shown in which part moves no hash, but what was solved beforehand shows it.
      if (id === 'baseline')
        expect(wordsOf(outputsOf([{ scenario, layout: model.layout, results }])), REMEDY).toEqual(
          wordsOf(solvedOutputs.outputs),
        );
    },
    120_000,
  );
});

/** Which figures and rows there are, without their numbers; a row that nobody was seen in may come with more replications. */
function wordsOf({ outputs, scorecard }: Outputs) {
  return {
    outputs: outputs.map(({ title, figures, notGiven }) => ({
      title,
      notGiven,
      figures: figures.map(({ id, title: name, rows }) => [id, name, rows.map(({ place, label }) => [place, label])]),
    })),
    scorecard: scorecard.map(({ group, title, notSimulated = '', rows }) => [group, title, notSimulated, rows.length]),
  };
}
