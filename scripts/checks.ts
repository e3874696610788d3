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
import { mustBeComplete } from './completed';

const [scenarioFile, checksFile, replications = '20'] = process.argv.slice(2);
if (checksFile === undefined) refuse('Usage: npm run checks -- SCENARIO CHECKS [replications]');
if (!(Number(replications) >= 2)) refuse(`replications must be 2 or more, got ${replications}.`);

const scenario = textOf(scenarioFile);
const checks = checksOf(textOf(checksFile));
const changeText = (id: string): string => textOf(join(dirname(scenarioFile), 'changes', `${id}.json`));

/** Bad input ends here with code 2, as in the command line. */
function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return refuse(`${file}: there is no such file, or it cannot be read.`);
  }
}

function checksOf(text: string): ScenarioCheck[] {
  try {
    const checks: unknown = JSON.parse(text);
    return Array.isArray(checks) ? (checks as ScenarioCheck[]) : refuse(`${checksFile}: checks are a list, in [ ].`);
  } catch (error) {
    return refuse(`${checksFile}: not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const pool = createNodePool();
const runs = new Map<string, ScenarioRun>();
const layouts = new Map<string, MeasureLayout>();
for (const id of new Set(checks.map(({ change }) => change ?? ''))) {
  const source = { scenario, changes: id === '' ? [] : [changeText(id)] };
  const answer = await pool.describe(source);
  if (!answer.ok) refuse(answer.issues.map(({ path, message }) => `${scenarioFile}: ${path}: ${message}`).join('\n'));
  layouts.set(id, answer.value.layout);
  runs.set(id, pool.open(source, VALIDATION_SEED));
}
const end = await pool.extend([...runs.values()], Number(replications));
pool.dispose();
mustBeComplete(end);

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
