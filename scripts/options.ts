/**
 * `npm run options`: runs every change file of the shipped scenario against the baseline and writes
 * docs/background/options.md. `npm run options -- --pairs` tries every pair of them for 30 days instead and writes nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { applyChanges, type Change, type Comparison } from '../engine/index';
import { createNodePool } from '../workers/spawn-node';
import { mustBeComplete } from './completed';
import { mayMeet, pairsOf, readOptions, tryOptions } from './option-files';

const SCENARIO = 'scenarios/coventry-warwickshire';
const TARGET = 'docs/background/options.md';
const PAIR_DAYS = 30;
const SEED = 'options';
const REPLICATIONS = Number(process.argv[2]) || 6;
const DAYS = 731;
/** Options that workers hold at a time. */
const BATCH = 6;
/** What every option is asked for, beside the primary measures. */
const COMMON = ['outOfArea.insideMean', 'money.cost'];
/** Headings in the order of a person's way through the services. */
const GROUPS = ['Front door', 'Mental Health Act', 'Teams', 'Social care and records', 'Workforce', 'Demand and beds'];

/** A paired difference in words, and its sign: 0 when the interval holds 0. */
interface Effect {
  text: string;
  sign: number;
  baseline: string;
}

if (process.argv.includes('--pairs')) tryAllPairs();
else await writePage();

function tryAllPairs(): void {
  const { scenario, options } = readOptions(SCENARIO, PAIR_DAYS);
  const pairs = pairsOf(options);
  let refused = 0;
  pairs.forEach((pair, i) => {
    const outcome = tryOptions(scenario, pair);
    if (i % 100 === 0) console.error(`${i} of ${pairs.length} pairs`);
    if (outcome.kind === 'ran') return;
    refused++;
    console.log(`${pair.map(({ id }) => id).join(' + ')}: ${outcome.because}`);
    // What nobody foresaw is a fault of the files.
    if (!mayMeet(pair)) process.exitCode = 1;
  });
  console.log(`${pairs.length} pairs: ${pairs.length - refused} run for ${PAIR_DAYS} days, ${refused} are refused.`);
}

async function writePage(): Promise<void> {
  const { scenario, options } = readOptions(SCENARIO, PAIR_DAYS);
  const text = readFileSync(`${SCENARIO}/scenario.json`, 'utf8');
  const pool = createNodePool();
  const baseline = pool.open({ scenario: text, changes: [], horizonDays: DAYS }, SEED);
  const comparisons = new Map<string, Comparison>();
  for (let start = 0; start < options.length; start += BATCH) {
    const some = options.slice(start, start + BATCH);
    const runs = some.map((option) =>
      pool.open({ scenario: text, changes: [JSON.stringify(option)], horizonDays: DAYS }, SEED),
    );
    mustBeComplete(await pool.extend([baseline, ...runs], REPLICATIONS));
    (await pool.compare(baseline, runs)).forEach((comparison, i) => comparisons.set(some[i].id, comparison));
    runs.forEach((run) => pool.close(run));
    console.error(`${start + some.length} of ${options.length} options`);
  }
  const described = await pool.describe(baseline.source);
  pool.dispose();
  if (!described.ok) throw new Error('The scenario cannot be described.');
  const { layout, primary } = described.value;
  const infoOf = (id: string) => layout.measures.find((info) => info.id === id && info.shape === 'scalar');
  const nameOf = (id: string) => `${infoOf(id)?.title ?? id} (${infoOf(id)?.unit ?? ''})`;
  const effect = (option: Change, id: string): Effect => {
    const found = comparisons.get(option.id)?.differences.find((difference) => difference.id === id);
    if (found === undefined) return { text: 'not there', sign: 0, baseline: '' };
    const { mean, halfWidth } = found;
    const sign = Math.abs(mean) > halfWidth && Math.abs(mean) > 1e-9 ? Math.sign(mean) : 0;
    const written = halfWidth < 1e-9 ? figure(mean) : `${mean > 1e-9 ? '+' : ''}${figure(mean)} ± ${figure(halfWidth)}`;
    return { text: written, sign, baseline: figure(found.baseline) };
  };
  const common = [...primary.map(({ measure }) => measure), ...COMMON];
  const groups = [...new Set([...GROUPS, ...options.map(({ group = '' }) => group)])];
  const unexplained: string[] = [];
  let agreeing = 0;
  const expectationOf = (option: Change): string[] => {
    const { measure, direction } = option.about ?? { measure: '', direction: '' };
    const { text: written, sign, baseline: from } = effect(option, measure);
    const agrees = sign !== 0 && sign > 0 === (direction === 'higher');
    if (agrees) agreeing++;
    else if (option.note === undefined) unexplained.push(option.id);
    const verdict = agrees ? 'yes' : sign === 0 ? 'cannot be told from 0' : '**no**';
    return [option.title, `${nameOf(measure)} ${direction}`, from, written, verdict];
  };
  const sections = groups.flatMap((group) => {
    const some = options.filter((option) => option.group === group);
    return [
      `## ${group}`,
      '',
      row('option', 'expected', 'baseline', 'difference', 'agrees'),
      row('---', '---', '---', '---', '---'),
      ...some.map((option) => row(...expectationOf(option))),
      '',
      ...some.map(
        ({ id, title, rationale, expected, source, note }) =>
          `- **${title}** (\`${id}\`). ${rationale} _Expected:_ ${expected ?? ''} Source: ${source}.${note === undefined ? '' : ` _What the model says:_ ${note}`}`,
      ),
      '',
    ];
  });
  const refusals = pairsOf(options)
    .filter(mayMeet)
    .flatMap((pair) => {
      const applied = applyChanges(scenario, pair);
      return applied.ok ? [] : [`- ${applied.issues[0].message}`];
    });
  const lines = [
    '# Redesign options',
    '',
    `Made by \`npm run options\`: ${REPLICATIONS} replications of two years, seed “${SEED}”, each paired with the same replication of the baseline. Do not edit by hand.`,
    '',
    `The ${options.length} change files of the shipped scenario, each by itself: what it was expected to do before it was run, and what it does in the model. ± is the half-width of the 95 % interval of the paired difference, not adjusted for there being so many; “cannot be told from 0” means that the interval holds 0. Where no source gives a size the size is illustrative: its range, in the change file, reaches down to no effect. All feedback loops are off, as in the baseline. The service is that of 2016/17.`,
    '',
    'COUNT',
    '',
    ...sections,
    '## What each does to the measures that decisions rest on',
    '',
    row('option', ...common.map(nameOf)),
    row('---', ...common.map(() => '---')),
    ...options.map((option) => row(option.title, ...common.map((measure) => effect(option, measure).text))),
    '',
    '## Two at a time',
    '',
    `Any two of these can be made together, but for the ${refusals.length} pairs below, which are refused with these words. At every build each option runs for ${PAIR_DAYS} days by itself, and so does each pair that touches one service, group of posts or quantity; pairs that touch nothing in common are only sampled then. \`npm run options -- --pairs\` runs all ${pairsOf(options).length}.`,
    '',
    ...refusals,
    '',
  ];
  const count = `Of ${options.length} expectations ${agreeing} are met beyond the interval. Where one is not, the reason stands below its table.`;
  writeFileSync(TARGET, lines.map((line) => (line === 'COUNT' ? count : line)).join('\n'));
  console.error(`${TARGET} is written. ${count}`);
  if (unexplained.length === 0) return;
  console.error(`These differ from their expectation and have no "note" that says why: ${unexplained.join(', ')}.`);
  process.exitCode = 1;
}

function figure(value: number): string {
  if (Math.abs(value) < 1e-9) return '0';
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en-GB') : value.toPrecision(3);
}

function row(...cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}
