/**
 * `npm run evidence`: moves each quantity of the shipped scenario to its low and to its high and asks whether a result
 * changes; where none does, it looks for the option under which one does. Writes docs/background/evidence.md and fails when
 * a quantity counts nowhere.
 */
import { writeFileSync } from 'node:fs';
import { applyChanges, type Scenario } from '../engine/index';
import { GRADES } from '../engine/scenario/schema';
import { hashOfRun, isStill, judges, sweep, type Swept } from './evidence-sweep';
import { readOptions } from './option-files';

const FOLDER = 'scenarios/coventry-warwickshire';
const TARGET = 'docs/background/evidence.md';
/** Most quantities move a result within a month; the others are given a year. */
const DAYS = 30;
const LONG = 365;
/** Quantities that count nowhere for a reason: moved, they change the name of a route and not where it leads. */
const WITHOUT_EFFECT: Readonly<Record<string, string>> = {
  declined1017: 'nothing: whoever is declined leaves by the same exit as all others who are not taken on',
};
/** The option that is tried first: most of what is still belongs to a loop. */
const FIRST = 'loops-on';

const { scenario, options } = readOptions(FOLDER, DAYS);
const names = Object.keys(scenario.parameters);
const hash = hashOfRun(scenario);
const swept = new Map<string, Swept>();
for (const [i, name] of names.entries()) {
  swept.set(name, sweep(scenario, name, hash));
  if (i % 50 === 49) console.error(`${i + 1} of ${names.length} quantities`);
}
const judging = judges(scenario);
const slow = names.filter((name) => isStill(swept.get(name)!) && !judging.has(name));
const year: Scenario = { ...scenario, run: { ...scenario.run, horizonDays: LONG } };
const yearHash = hashOfRun(year);
const still = slow.filter((name) => isStill(sweep(year, name, yearHash)));
const activatedBy = new Map<string, string>();
for (const option of [...options].sort((a, b) => Number(b.id === FIRST) - Number(a.id === FIRST))) {
  const left = still.filter((name) => !activatedBy.has(name) && !Object.hasOwn(WITHOUT_EFFECT, name));
  const applied = left.length === 0 ? null : applyChanges(year, [option]);
  if (!applied?.ok) continue;
  const changed: Scenario = applied.value;
  const changedHash = hashOfRun(changed);
  for (const name of left) {
    if (Object.hasOwn(changed.parameters, name) && !isStill(sweep(changed, name, changedHash)))
      activatedBy.set(name, option.id);
  }
}
const nowhere = still.filter((name) => !activatedBy.has(name) && !Object.hasOwn(WITHOUT_EFFECT, name));
const refused = names.flatMap((name) => {
  const { low, high } = swept.get(name)!;
  return [low, high].flatMap((end, i) =>
    end.kind === 'refused' ? [`- \`${name}\` at its ${i === 0 ? 'low' : 'high'}: ${end.because}`] : [],
  );
});
const fixed = names.filter((name) => scenario.parameters[name].low === scenario.parameters[name].high);
const titleOf = (name: string): string => scenario.parameters[name].title;
const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;

const lines = [
  '# Evidence',
  '',
  `Made by \`npm run evidence\`: each quantity of the shipped scenario is moved to its low and to its high, and one replication of ${DAYS} days is run, or of ${LONG} where that moves nothing. Do not edit by hand. The quantities themselves stand in the [scenario's README](../../${FOLDER}/README.md#every-quantity), and \`headroom evidence\` [lists them](../guides/evidence.md).`,
  '',
  row('grade', 'quantities'),
  row('---', '---'),
  ...GRADES.map((grade) =>
    row(grade, String(names.filter((name) => scenario.parameters[name].grade === grade).length)),
  ),
  row('in all', String(names.length)),
  '',
  `${names.length - fixed.length} have a range; ${fixed.length} are fixed lines or definitions (${fixed.map((name) => `\`${name}\``).join(', ')}).`,
  '',
  `${names.filter((name) => !fixed.includes(name) && !still.includes(name) && !judging.has(name)).length} of them move a result at both ends of their range in the baseline.`,
  '',
  '## What only judges results',
  '',
  'These say which difference matters or which bound is to be met. They move no result, and must not.',
  '',
  ...[...judging].map((name) => `- \`${name}\`: ${titleOf(name)}`),
  '',
  '## What counts only with an option',
  '',
  'Nothing in the baseline hangs on these within a year; the option named is the first under which a result does.',
  '',
  row('quantity', 'what', 'counts with'),
  row('---', '---', '---'),
  ...still.map((name) =>
    row(`\`${name}\``, titleOf(name), activatedBy.get(name) ?? WITHOUT_EFFECT[name] ?? '**nothing**'),
  ),
  '',
  '## Ends of ranges that cannot be run',
  '',
  refused.length === 0
    ? 'None.'
    : 'By themselves these would contradict another quantity; the scenario says so instead of running.',
  '',
  ...refused,
  ...(refused.length === 0 ? [] : ['']),
];
writeFileSync(TARGET, lines.join('\n'));
console.error(`${TARGET} is written: ${still.length} quantities count only with an option, ${nowhere.length} nowhere.`);
if (nowhere.length > 0) {
  console.error(`Nothing hangs on: ${nowhere.join(', ')}. Use them, remove them, or run more than ${LONG} days.`);
  process.exitCode = 1;
}
