/**
 * `npm run checks -- SCENARIO CHECKS [replications]`: runs a scenario file and tells of each of its checks whether the
 * mean of the replications lies within the band. A check with a change looks for it in `changes/` beside the scenario.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { MeasureLayout } from '../engine/index';
import type { ScenarioRun } from '../workers/scenario-run';
import { createNodePool } from '../workers/spawn-node';
import { evaluateCheck, VALIDATION_SEED, type ScenarioCheck } from './scenario-checks';

const [scenarioFile, checksFile, replications = '20'] = process.argv.slice(2);
if (checksFile === undefined) throw new Error('Usage: npm run checks -- SCENARIO CHECKS [replications]');

const scenario = readFileSync(scenarioFile, 'utf8');
const checks = JSON.parse(readFileSync(checksFile, 'utf8')) as ScenarioCheck[];
const changeText = (id: string): string => readFileSync(join(dirname(scenarioFile), 'changes', `${id}.json`), 'utf8');

const pool = createNodePool();
const runs = new Map<string, ScenarioRun>();
const layouts = new Map<string, MeasureLayout>();
for (const id of new Set(checks.map(({ change }) => change ?? ''))) {
  const source = { scenario, changes: id === '' ? [] : [changeText(id)] };
  const answer = await pool.describe(source);
  if (!answer.ok) throw new Error(answer.issues.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  layouts.set(id, answer.value.layout);
  runs.set(id, pool.open(source, VALIDATION_SEED));
}
const end = await pool.extend([...runs.values()], Number(replications));
pool.dispose();
if (end.status !== 'complete') throw new Error(`The runs were ${end.status}: ${JSON.stringify(end)}`);

const figure = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));
let failing = 0;
for (const check of checks) {
  const id = check.change ?? '';
  const { mean, halfWidth, holds } = evaluateCheck(check, layouts.get(id)!, runs.get(id)!.results);
  if (!holds) failing++;
  const given = `${figure(mean)} ± ${figure(halfWidth)}, expected ${figure(check.low)} to ${figure(check.high)}`;
  console.log(`${holds ? 'holds' : 'FAILS'}  ${check.title}: ${given} (${check.kind})`);
}
console.log(`${checks.length - failing} of ${checks.length} checks hold.`);
if (failing > 0) process.exitCode = 1;
