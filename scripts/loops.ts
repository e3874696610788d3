/**
 * `npm run loops`: runs the shipped scenario with all loops off, with each loop alone, and with all of them, and writes
 * docs/background/loops.md. Nothing in that page is typed by hand but its introduction.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { readChange, readScenario, type Change } from '../engine/index';
import { createNodePool } from '../workers/spawn-node';
import { mustBeComplete } from './completed';

const SCENARIO = 'scenarios/coventry-warwickshire';
const TARGET = 'docs/background/loops.md';
const REPLICATIONS = Number(process.argv[2] ?? 20);
const DAYS = 366;
const SEED = 'loops';
/** What each loop moves first, and which way it should. */
const FIRST: Readonly<Record<string, { measure: string; direction: 'higher' | 'lower' }>> = {
  R1: { measure: 'ipu38TeamCoventry.urgent[need=stepUp]', direction: 'higher' },
  R2: { measure: 'crisisAssessmentCoventry.arrivals', direction: 'higher' },
  R3: { measure: 'workforce.leavers', direction: 'higher' },
  R4: { measure: 'redirected.arrivals', direction: 'higher' },
  R5: { measure: 'acuteBeds.arrivals', direction: 'higher' },
  R6: { measure: 'workforce.leavers', direction: 'higher' },
  R7: { measure: 'hubCoventry.utilisation', direction: 'higher' },
  R8: { measure: 'ipu38TeamCoventry.contactsMade', direction: 'lower' },
  B1: { measure: 'ipu38TeamCoventry.starts', direction: 'lower' },
};
/** A shock under which loops have something to amplify. */
const SHOCK = 'freeze-ipu-3-8';
/** What people ask about, for every loop. */
const COMMON = ['ipu38AssessmentCoventry.waitingAtEnd', 'crisisTeamCoventry.caseloadMean', 'acuteBeds.overflow'];

const text = (file: string): string => readFileSync(`${SCENARIO}/${file}`, 'utf8');
const file = JSON.parse(text('scenario.json')) as { run: { horizonDays: number }; targets?: object };
file.run.horizonDays = DAYS;
// Targets are dated beyond the year.
file.targets = {};
const scenario = JSON.stringify(file);
const read = readScenario(scenario);
const on = readChange(text('changes/loops-on.json'));
if (!read.ok || !on.ok) throw new Error('The scenario or its change cannot be read.');
const { loops } = read.value;

/** The change with the strengths of these loops only. */
function only(ids: readonly string[]): Change {
  const { value: change } = on as { ok: true; value: Change };
  const wanted = ids.map((id) => `parameters.${String(loops[id].strength)}`);
  return { ...change, operations: change.operations.filter(({ path }) => wanted.includes(path)) };
}

const ids = Object.keys(loops);
const pool = createNodePool();
const baseline = pool.open({ scenario, changes: [] }, SEED);
const runs = [...ids.map((id) => [id]), ids].map((some) =>
  pool.open({ scenario, changes: [JSON.stringify(only(some))] }, SEED),
);
const shockChange = text(`changes/${SHOCK}.json`);
const shocked = pool.open({ scenario, changes: [shockChange] }, SEED);
const shockedOn = pool.open({ scenario, changes: [shockChange, JSON.stringify(only(ids))] }, SEED);
const end = await pool.extend([baseline, ...runs, shocked, shockedOn], REPLICATIONS, {
  onProgress: ({ done, wanted }) => {
    if (done % 20 === 0) console.error(`${done} of ${wanted} replications`);
  },
});
mustBeComplete(end);
const comparisons = await pool.compare(baseline, runs);
const [withoutLoops] = await pool.compare(baseline, [shocked]);
const [withLoops] = await pool.compare(runs[runs.length - 1], [shockedOn]);
const described = await pool.describe(baseline.source);
pool.dispose();
if (!described.ok) throw new Error('The scenario cannot be described.');
const { measures } = described.value.layout;

const figure = (value: number): string => {
  if (Math.abs(value) < 1e-9) return '0';
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
};
const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;
const titleOf = (id: string): string => measures.find((info) => info.id === id && info.shape === 'scalar')?.title ?? id;
const unitOf = (id: string): string => measures.find((info) => info.id === id && info.shape === 'scalar')?.unit ?? '';

/** The paired difference of a measure, and whether its interval leaves out 0. */
function difference(run: number, measure: string, comparison = comparisons[run]) {
  const found = comparison.differences.find(({ id }) => id === measure);
  if (found === undefined) return { text: 'not seen', sign: 0, baseline: NaN };
  const { mean, halfWidth } = found;
  const sign = Math.abs(mean) > halfWidth ? Math.sign(mean) : 0;
  const written = halfWidth === 0 ? figure(mean) : `${mean > 1e-9 ? '+' : ''}${figure(mean)} ± ${figure(halfWidth)}`;
  return { text: written, sign, baseline: found.baseline };
}

const lines = [
  '# Feedback loops',
  '',
  `Made by \`npm run loops\`: ${REPLICATIONS} replications of one year, seed “${SEED}”, paired with the same replications of the baseline. Do not edit by hand.`,
  '',
  'In the shipped scenario **all loops are off**: it is a plain queueing network. No source gives a size for any loop, so each is declared with a strength whose range starts at 0. A strength scales one behavioural link and nothing else: what stands there × (1 + strength × (effect − 1)), or + strength × effect. What follows from events, such as contact hours lost to a rota, is always on. At strength 0 a link is not compiled into the model at all.',
  '',
  `This page puts on each loop alone, and then all of them, at the illustrative strengths of the change \`loops-on\`. The differences show direction and order of magnitude for these strengths, no more; ± is the half-width of the 95 % interval of the paired difference.`,
  '',
  'Each link is measured against what is usual in the baseline, so that a loop which is put on starts out neutral: where nothing moves what it follows, it moves little. The last table has a shock that does.',
  '',
  '## What each loop moves first',
  '',
  row('loop', 'link', 'measure', 'unit', 'off', 'difference when on', 'stated direction'),
  row('---', '---', '---', '---', '---', '---', '---'),
  ...ids.map((id, run) => {
    const { measure, direction } = FIRST[id];
    const { text: written, sign, baseline: off } = difference(run, measure);
    const agrees = sign === 0 ? 'cannot be told from 0' : sign > 0 === (direction === 'higher') ? 'yes' : '**no**';
    return row(id, loops[id].title, titleOf(measure), unitOf(measure), figure(off), written, `${direction}: ${agrees}`);
  }),
  '',
  '## What each loop does to the whole',
  '',
  row('loop', ...COMMON.map((id) => `${titleOf(id)} (${unitOf(id)})`)),
  row('---', ...COMMON.map(() => '---')),
  row('off', ...COMMON.map((id) => figure(difference(0, id).baseline))),
  ...[...ids, 'all'].map((id, run) => row(id, ...COMMON.map((measure) => difference(run, measure).text))),
  '',
  '## A shock, without loops and with all of them',
  '',
  `What the change \`${SHOCK}\` makes of a year, against the same scenario without it.`,
  '',
  row('measure', 'without loops', 'with all loops'),
  row('---', '---', '---'),
  ...[...COMMON, 'workforce.leavers', 'ipu38TeamCoventry.waitingForCoordinator', 'ipu38TeamCoventry.starts'].map((id) =>
    row(`${titleOf(id)} (${unitOf(id)})`, difference(0, id, withoutLoops).text, difference(0, id, withLoops).text),
  ),
  '',
  '## What each loop says',
  '',
  ...ids.map((id) => `- **${id}** ${loops[id].title}. ${loops[id].note ?? ''} Source: ${loops[id].source}.`),
  '',
];
writeFileSync(TARGET, lines.join('\n'));
console.error(`${TARGET} is written.`);
