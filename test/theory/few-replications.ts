/**
 * Known answers from few replications, on one thread: enough to see that a broken engine is wrong, not enough to say that
 * a whole one is right. `node scripts/run-ts.mjs test/theory/few-replications.ts SCENARIO…` prints a JSON object with what
 * is wrong with each scenario, nothing when all is well.
 */
import { compile, replicate, summarise } from '../../engine/index';
import { normalCdf } from '../../engine/random/special';
import { tQuantile } from '../../engine/statistics/student-t';
import { KNOWN_ANSWERS } from './cases';
import { MOST_ERRORS_OFF, readVerificationScenario, rowOf, type Row } from './solve';

/** A tenth of the scenario's replications, but at least so many where it has as many. */
const FEWEST = 10;
const SHARE = 0.1;

/** The measures of a scenario that are off the truth. */
function faultsOf(name: string): string[] {
  const answer = KNOWN_ANSWERS.find(({ scenario }) => scenario === name);
  if (answer === undefined) throw new Error(`There is no known answer for ${name}.`);
  const { scenario } = readVerificationScenario(name);
  const model = compile(scenario);
  const { replications, seed } = scenario.run;
  const wanted = Math.min(replications, Math.max(FEWEST, Math.ceil(replications * SHARE)));
  const results = Array.from({ length: wanted }, (_, number) => replicate(model, seed, number));
  const summary = summarise(model.layout, results);
  return answer.expected
    .map((expected) => rowOf(expected, [summary]))
    .filter((row) => isOff(row))
    .map((row) => `${row.measure} ${row.errorsOff.toFixed(1)} errors off`);
}

function isOff(row: Row): boolean {
  if (row.kind === 'exact') return row.faults.length > 0;
  // As rare for so few replications as the tolerance is for many.
  const most = tQuantile(normalCdf(MOST_ERRORS_OFF), row.replications - 1);
  return !(Math.abs(row.errorsOff) < most);
}

const found: Record<string, string[]> = {};
for (const name of process.argv.slice(2)) {
  try {
    found[name] = faultsOf(name);
  } catch (error) {
    // A broken engine may also stop.
    found[name] = [error instanceof Error ? error.message : String(error)];
  }
}
console.log(JSON.stringify(found));
