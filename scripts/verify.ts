/**
 * `npm run verify`: runs every scenario of known answer and writes `docs/background/verification.md`. Takes a few minutes
 * on two cores. Ends with exit code 1 when something is out of tolerance.
 */
import { writeFileSync } from 'node:fs';
import { KNOWN_ANSWERS } from '../test/theory/cases';
import { report } from '../test/theory/report';
import { solveAll, type Solved } from '../test/theory/solve';
import { createNodePool } from '../workers/spawn-node';

const TARGET = 'docs/background/verification.md';

const pool = createNodePool();
const solved: Solved[] = [];
for (const promise of solveAll(pool, KNOWN_ANSWERS)) {
  const one = await promise;
  solved.push(one);
  const faults = one.rows.flatMap((row) => row.faults);
  console.error(`${solved.length} of ${KNOWN_ANSWERS.length}: ${one.answer.scenario}`);
  for (const fault of faults) {
    console.error(`  ${fault}`);
    process.exitCode = 1;
  }
}
pool.dispose();

writeFileSync(TARGET, report(solved));
console.error(TARGET);
