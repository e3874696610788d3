/**
 * `npm run mutants`: makes each mistake of `test/theory/mutants.ts` in a copy of the source and sees that the tests named
 * there fail. Ends with exit code 1 when a mistake goes unnoticed. `--list` shows the mistakes, `--only TEXT` makes those
 * whose file or rule contains the text (it may be given several times), `--workers N` says how many are made at a time (2 unless said).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MUTANTS, type Mutant } from '../test/theory/mutants';
import { MutantCopy, type Outcome } from './mutant-copy';

/** What stands behind an option, each time that it is given. */
function option(name: string): string[] {
  return process.argv.flatMap((argument, at) => (argument === name ? (process.argv[at + 1] ?? '') : []));
}

const nameOf = ({ file, breaks }: Mutant): string => `${file.replace('engine/', '')}: ${breaks}`;
const only = option('--only');
const chosen = MUTANTS.filter(
  (mutant) => only.length === 0 || only.some((text) => `${mutant.file} ${nameOf(mutant)}`.includes(text)),
);

if (process.argv.includes('--list')) {
  for (const mutant of chosen) {
    console.log(nameOf(mutant));
    console.log(`  - ${mutant.before}\n  + ${mutant.after}`);
    if (mutant.test !== undefined) console.log(`  ${mutant.test}${mutant.title ? `: ${mutant.title}` : ''}`);
    if (mutant.cases !== undefined) console.log(`  ${mutant.cases.join(', ')}`);
  }
  console.log(`${chosen.length} mistakes`);
} else process.exitCode = (await makeAll()) ? 0 : 1;

/** @returns whether every mistake was noticed, and nothing was found without one */
async function makeAll(): Promise<boolean> {
  // Outside of node_modules, from which the test runner takes modules as they are.
  const folder = mkdtempSync(join(tmpdir(), 'headroom-mutants-'));
  const copies: MutantCopy[] = [];
  process.on('exit', () => {
    for (const copy of copies) copy.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
  const workers = Math.max(1, Number(option('--workers')[0] ?? 2));
  for (let i = 0; i < workers; i++) copies.push(new MutantCopy(join(folder, String(i))));

  // Without a mistake everything must pass: half of the known answers in each copy, then the test files.
  const cases = [...new Set(chosen.flatMap((mutant) => mutant.cases ?? []))];
  const tests = [...new Set(chosen.flatMap(({ test }) => test ?? []))];
  console.log(`${tests.length} test files and ${cases.length} known answers without a mistake`);
  const sound = await Promise.all(
    copies.map((copy, i) =>
      copy.check(
        tests.filter((_, at) => at % workers === i),
        cases.filter((_, at) => at % workers === i),
      ),
    ),
  );
  const wrong = sound.flat();
  for (const fault of wrong) console.error(`  ${fault}`);
  if (wrong.length > 0) return false;

  const outcomes: Outcome[] = [];
  let next = 0;
  await Promise.all(
    copies.map(async (copy) => {
      while (next < chosen.length) {
        const at = next++;
        outcomes[at] = await copy.try(chosen[at]);
        console.log([`${row(outcomes[at])} ${nameOf(chosen[at])}`, ...outcomes[at].why].join('\n    '));
      }
    }),
  );
  return summarise(outcomes);
}

function row({ noticed, seconds }: Outcome): string {
  return `${noticed ? 'noticed ' : 'SURVIVED'} ${seconds.toFixed(1).padStart(5)} s`;
}

function summarise(outcomes: readonly Outcome[]): boolean {
  const files = [...new Set(chosen.map(({ file }) => file))].sort();
  console.log('\nNoticed of made');
  for (const file of files) {
    const own = outcomes.filter((_, i) => chosen[i].file === file);
    console.log(`${String(own.filter(({ noticed }) => noticed).length).padStart(4)} of ${own.length}  ${file}`);
  }
  outcomes.forEach(({ noticed, why }, i) => {
    if (!noticed) console.log(`\nSURVIVED ${nameOf(chosen[i])}\n  + ${chosen[i].after}\n  ${why.join('\n  ')}`);
  });
  const noticed = outcomes.filter((outcome) => outcome.noticed).length;
  console.log(`\n${noticed} of ${outcomes.length} mistakes noticed`);
  return noticed === outcomes.length;
}
