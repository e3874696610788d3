/**
 * `npm run validation`: runs the checks of the shipped scenario and its five main changes, and writes
 * docs/background/validation.md. Nothing in that page is typed by hand but its introduction.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { readChange, type Change, type MeasureLayout } from '../engine/index';
import { createNodePool } from '../workers/spawn-node';
import type { ScenarioRun } from '../workers/scenario-run';
import { evaluateCheck, VALIDATION_SEED, type CheckOutcome, type ScenarioCheck } from './scenario-checks';
import { mustBeComplete } from './completed';

const SCENARIO = 'scenarios/coventry-warwickshire';
const TARGET = 'docs/background/validation.md';
const REPLICATIONS = Number(process.argv[2] ?? 60);
/** The changes that must move what they are about. */
const MAIN_CHANGES = [
  'freeze-ipu-3-8',
  'amhp-training-stopped',
  'deeper-triage',
  'booking-by-priority',
  'demand-growth-10',
];

const text = (file: string): string => readFileSync(`${SCENARIO}/${file}`, 'utf8');
const checks = JSON.parse(text('checks.json')) as ScenarioCheck[];
const pool = createNodePool();
const scenario = text('scenario.json');
const runs = new Map<string, ScenarioRun>();
for (const id of new Set(['', ...checks.map(({ change }) => change ?? ''), ...MAIN_CHANGES])) {
  runs.set(id, pool.open({ scenario, changes: id === '' ? [] : [text(`changes/${id}.json`)] }, VALIDATION_SEED));
}
const end = await pool.extend([...runs.values()], REPLICATIONS, {
  onProgress: ({ done, wanted }) => {
    if (done % 20 === 0) console.error(`${done} of ${wanted} replications`);
  },
});
mustBeComplete(end);

const outcomes: CheckOutcome[] = [];
for (const check of checks) {
  const run = runs.get(check.change ?? '')!;
  outcomes.push(evaluateCheck(check, await layoutOf(run), run.results));
}
const changes = MAIN_CHANGES.map((id): Change => {
  const change = readChange(text(`changes/${id}.json`));
  if (!change.ok) throw new Error(change.issues.map(({ message }) => message).join('\n'));
  return change.value;
});
const comparisons = await pool.compare(
  runs.get('')!,
  MAIN_CHANGES.map((id) => runs.get(id)!),
);
pool.dispose();

async function layoutOf(run: ScenarioRun): Promise<MeasureLayout> {
  const answer = await pool.describe(run.source);
  if (!answer.ok) throw new Error(answer.issues.map(({ message }) => message).join('\n'));
  return answer.value.layout;
}

const figure = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));
const cell = (value: string): string => value.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (...cells: string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const kinds = ['emergent', 'calibrated', 'input'] as const;
const counted = (kind: string): string => {
  const of = outcomes.filter(({ check }) => check.kind === kind);
  return `${of.filter(({ holds }) => holds).length} of ${of.length} ${kind}`;
};
const failing = outcomes.filter(({ holds }) => !holds);

const lines = [
  '# Validation of the Coventry and Warwickshire scenario',
  '',
  `Made by \`npm run validation\`: ${REPLICATIONS} replications of three years, seed “${VALIDATION_SEED}”, which is not the one that parameters were fitted with. Do not edit by hand.`,
  '',
  'A check compares a figure that was published, or worked out by hand from published ones, with what the model gives. **Emergent** figures are neither set nor fitted: only they speak for the model. **Calibrated** ones were fitted by a named parameter, and **input** ones were put in; they show only that the model does with them what it should. A check holds when the mean lies within its band; ± is the half-width of the 95 % interval of the mean.',
  '',
  `Holding: ${kinds.map(counted).join(', ')}.`,
  '',
  '## What does not come out',
  '',
  ...(failing.length === 0
    ? ['Every check holds.']
    : failing.map(
        ({ check, mean, halfWidth }) =>
          `- **${check.title}** (${check.kind}): ${figure(mean)} ± ${figure(halfWidth)}, expected ${figure(check.low)} to ${figure(check.high)} (${check.source}). ${check.note ?? ''}`,
      )),
  '',
  '## All checks',
  '',
  row('check', 'expected', 'simulated', 'verdict', 'kind', 'source', 'note'),
  row('---', '---', '---', '---', '---', '---', '---'),
  ...outcomes.map(({ check, mean, halfWidth, holds }) =>
    row(
      check.change === undefined ? check.title : `${check.title} (with ${check.change})`,
      `${figure(check.low)} to ${figure(check.high)}`,
      `${figure(mean)} ± ${figure(halfWidth)}`,
      holds ? 'holds' : '**fails**',
      check.kind,
      check.source,
      check.note ?? '',
    ),
  ),
  '',
  '## Do the main changes move what they are about?',
  '',
  'Paired differences on common random numbers, with the 95 % interval of the difference. The last column tells how many times fewer replications pairing needs than independent runs would.',
  '',
  row('change', 'measure', 'baseline', 'changed', 'difference', 'expected', 'moves beyond its interval', 'pairing'),
  row('---', '---', '---', '---', '---', '---', '---', '---'),
  ...changes.map((change, i) => {
    const id = change.about?.measure ?? '';
    const difference = comparisons[i].differences.find((entry) => entry.id === id);
    if (difference === undefined)
      return row(change.title, id, '', '', 'not estimable', change.about?.direction ?? '', 'no', '');
    const { mean, halfWidth } = difference;
    const moves = Math.abs(mean) > halfWidth && mean > 0 === (change.about?.direction === 'higher');
    return row(
      change.title,
      `${id} (${difference.unit})`,
      figure(difference.baseline),
      figure(difference.changed),
      `${mean > 0 ? '+' : '−'}${figure(Math.abs(mean))} ± ${figure(halfWidth)}`,
      change.about?.direction ?? '',
      moves ? 'yes' : '**no**',
      `${figure(difference.varianceReduction)} ×`,
    );
  }),
  '',
];
writeFileSync(TARGET, lines.join('\n'));
console.error(`${TARGET}: ${failing.length} of ${outcomes.length} checks fail`);
