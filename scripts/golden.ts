/**
 * `npm run golden`: makes the golden runs again and writes each scenario's `expected.json`. To be run whenever numbers
 * are meant to move; the difference is then part of the commit, with its reason under "Numbers change" in the changelog.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { GOLDEN_RUNS, goldenDifferences, goldenRun, type GoldenRun } from './golden-run';

for (const { scenario, days, replications } of GOLDEN_RUNS) {
  const file = `scenarios/${scenario}/expected.json`;
  const now = goldenRun(readFileSync(`scenarios/${scenario}/scenario.json`, 'utf8'), days, replications);
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as GoldenRun) : undefined;
  writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
  const differences = kept === undefined ? ['made for the first time'] : goldenDifferences(kept, now);
  console.error(`${file}: ${differences.length === 0 ? 'nothing moved' : differences.join('\n  ')}`);
}
