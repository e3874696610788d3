/**
 * `npm run examples`: solves the shipped scenario and two changes to it, and writes what the page opens with. To be run
 * whenever the engine's numbers or the scenario change; test/scenarios/example-fresh.test.ts fails until it is.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { EngineService } from '../workers/engine-service';
import type { ScenarioDescription, ScenarioSource } from '../workers/protocol';
import { createNodePool } from '../workers/spawn-node';
import { mustBeComplete } from './completed';
import { FLOW_REPLICATIONS, meanOf } from '../ui/state/asking';
import { lean } from '../ui/state/example-lean';
import type { ExampleFlows } from '../ui/state/example-flows';
import type { ExampleOutputs } from '../ui/state/outputs';
import { samplesOf } from '../ui/state/samples';

const SCENARIO = 'scenarios/coventry-warwickshire';
const TARGET = 'ui/example/coventry-warwickshire.json';
const OUTPUTS = 'ui/example/coventry-warwickshire-outputs.json';
const FLOWS = 'ui/example/coventry-warwickshire-flows.json';
const REPLICATIONS = 20;
/** The baseline, then one scenario for each list of changes. */
const RUNS = [[], ['freeze-ipu-3-8'], ['deeper-triage']];

function sourceWith(changes: string[]): ScenarioSource {
  const files = ['scenario.json', ...changes.map((id) => `changes/${id}.json`)];
  const [scenario, ...texts] = files.map((file) => readFileSync(`${SCENARIO}/${file}`, 'utf8'));
  return { scenario, changes: texts };
}

function describe(source: ScenarioSource): ScenarioDescription {
  const answer = new EngineService().describe(source);
  if (answer.ok) return answer.value;
  throw new Error(answer.issues.map(({ path, message }) => `${path}: ${message}`).join('\n'));
}

/** Significant digits: more than anybody reads, and half of the file. Whole numbers stay as they are. */
const DIGITS = 5;
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) && Number.isFinite(value)
    ? Number(value.toPrecision(DIGITS))
    : value;
}

const sources = RUNS.map(sourceWith);
const descriptions = sources.map(describe);
const [{ title, run: settings, layout, engineVersion }] = descriptions;

const pool = createNodePool();
const runs = sources.map((source) => pool.open(source, settings.seed));
const end = await pool.extend(runs, REPLICATIONS, {
  onProgress: ({ done, wanted }) => console.error(`${done} of ${wanted} replications`),
});
mustBeComplete(end);

const summaries = await Promise.all(runs.map((run) => pool.summarise(run)));
const comparisons = await pool.compare(runs[0], runs.slice(1));
const outputs = await pool.outputs(runs);
const flows = await Promise.all(
  runs.map(async (run) => {
    const numbers = Array.from({ length: FLOW_REPLICATIONS }, (_, number) => number);
    const counted = await Promise.all(numbers.map((number) => pool.countFlows(run, number)));
    return meanOf(counted.flatMap((outcome) => (outcome.kind === 'done' ? [outcome.value] : [])));
  }),
);
pool.dispose();

const head = {
  engineVersion,
  seed: settings.seed,
  replications: REPLICATIONS,
  horizonDays: settings.horizonDays,
  scenarioTitle: title,
  layout,
};
const solved = descriptions.map((description, i) => ({
  id: description.changes.map(({ id }) => id).join('+') || 'baseline',
  title: description.changes.map((change) => change.title).join(' and ') || 'Baseline',
  changes: description.changes.map(({ id }) => id),
  scenarioHash: description.scenarioHash,
  hashes: runs[i].results.map(({ hash }) => hash),
  samples: samplesOf(description, runs[i].results),
  summary: lean(summaries[i], head),
}));

mkdirSync(dirname(TARGET), { recursive: true });
// Values that are not known (a month in which nobody was seen) become null.
const json = (value: unknown) => JSON.stringify(value, rounded);
const list = (values: readonly unknown[]) => `[\n${values.map(json).join(',\n')}\n]`;
// Each run and each comparison has a line of its own: the page reads them one by one (see ui/state/example.ts).
const text = `${json(head).slice(0, -1)},"runs":${list(solved)},"comparisons":${list(comparisons.map((one) => lean(one, head)))}}\n`;
writeFileSync(TARGET, text);
console.error(`${TARGET}: ${(text.length / 1e6).toFixed(2)} MB`);

const counted: ExampleFlows = {
  engineVersion,
  seed: settings.seed,
  runs: descriptions.map(({ scenarioHash }, i) => ({ scenarioHash, flows: flows[i] })),
};
const solvedOutputs: ExampleOutputs = {
  engineVersion,
  seed: settings.seed,
  scenarioHashes: descriptions.map(({ scenarioHash }) => scenarioHash),
  outputs,
};
const outputsText = `${json(solvedOutputs)}\n`;
writeFileSync(OUTPUTS, outputsText);
console.error(`${OUTPUTS}: ${(outputsText.length / 1e6).toFixed(2)} MB`);
writeFileSync(FLOWS, `${json(counted)}\n`);
