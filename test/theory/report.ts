/** Writes the page of known answers, `docs/background/verification.md`. */
import { ENGINE_VERSION } from '../../engine/index';
import {
  FEWEST_REPLICATIONS,
  MOST_ERRORS_OFF,
  MOST_ERROR_OF_PROBABILITY,
  MOST_RELATIVE_ERROR,
  MOST_RELATIVE_ERROR_OF_PROBABILITY,
  type Row,
  type Solved,
} from './solve';

const percent = (share: number) => `${share * 100} %`;

const INTRODUCTION = `# Known answers

Written by \`npm run verify\`; do not edit.

Queueing theory knows some systems exactly. Each of them is written here as an ordinary scenario file in
[\`scenarios/verification/\`](../../scenarios/verification/), read, compiled, run and summarised through the same door as any other
scenario, and its results are held against the truth. The truths come from formulas, exact numerical solutions, published
tables and hand calculation, never from a simulator.

This shows that the engine does what a scenario says: arrivals, service times, lines, priorities that wait, interrupt or grow, giving
up, changes while waiting, rooms of limited size, shifts, absences, routes, starts, and the averages and percentiles that are
reported of them. It does not show that a scenario is a good picture of a service; that is what its sources and its own checks
are for.

A result passes if

- it is less than ${MOST_ERRORS_OFF} standard errors from the truth, **and**
- its standard error is at most ${percent(MOST_RELATIVE_ERROR)} of the truth (for probabilities at most ${MOST_ERROR_OF_PROBABILITY}, and ${percent(MOST_RELATIVE_ERROR_OF_PROBABILITY)} of the truth), **and**
- it rests on at least ${FEWEST_REPLICATIONS} replications with a fixed seed.

The second rule keeps the first honest: a short run is never far from the truth in standard errors. Runs start empty, or with the
people that the case names, and drop a warm-up unless the case is about the way from the start; everybody whose wait ended after it
counts, not only those who were done before the end. Deterministic cases must be right to rounding. Where a truth comes from a
Markov chain, \`test/theory/oracles.ts\` solves it, and knows nothing of the engine.

Results are means over replications, with the half-width of their 95 % interval. By chance about one result in twenty lies more
than two standard errors from its truth, and fewer than one in a thousand more than four. Results of one scenario hang together.
`;

/** The page for cases that have been solved, in their order. */
export function report(solved: readonly Solved[]): string {
  const rows = solved.flatMap((one) => one.rows);
  const tested = rows.filter(({ kind }) => kind !== 'exact');
  const far = tested.filter(({ errorsOff }) => Math.abs(errorsOff) > 2).length;
  const furthest = Math.max(...tested.map(({ errorsOff }) => Math.abs(errorsOff)));
  const events = solved.reduce((sum, one) => sum + one.events, 0);
  const faults = rows.flatMap((row) => row.faults);
  const summary = [
    `Engine ${ENGINE_VERSION}: ${rows.length} results of ${solved.length} scenarios, ${Math.round(events / 1e6)} million events.`,
    `${far} of the ${tested.length} random results are more than two standard errors off; the furthest is ${furthest.toFixed(1)} off.`,
    faults.length === 0 ? 'All are within tolerance.' : `**${faults.length} out of tolerance:** ${faults.join('; ')}.`,
  ].join('\n');
  return [INTRODUCTION, summary, '', ...solved.map(section)].join('\n');
}

function section({ answer, scenario, rows }: Solved): string {
  const { replications, horizonDays, warmUpDays, seed } = scenario.run;
  const note = scenario.sources.case?.note ?? '';
  const parameters = Object.values(scenario.parameters).map(
    ({ title, value, unit }) => `${title[0].toLowerCase()}${title.slice(1)} ${quantity(value, unit)}`,
  );
  const seeds = (answer.seeds ?? 1) > 1 ? ` under each of ${answer.seeds} seeds` : '';
  const runs = `${replications} replications of ${horizonDays} days${seeds}`;
  const warmUp = warmUpDays > 0 ? `, the first ${warmUpDays} dropped` : '';
  return [
    `## ${answer.id}: ${scenario.title}`,
    '',
    `- ${scenario.description ?? ''}`,
    `- System: [\`${answer.scenario}.json\`](../../scenarios/verification/${answer.scenario}.json); ${parameters.join(', ')}.`,
    `- Truth: ${note}`,
    `- Run: ${runs}${warmUp}, seed "${seed}".`,
    '',
    '| Measure | Truth | Result | Standard errors off |',
    '| --- | --- | --- | --- |',
    ...rows.map(line),
    '',
  ].join('\n');
}

/** A number with its unit; a plain number has none worth saying. */
function quantity(value: number, unit: string): string {
  const number = String(Number(value.toPrecision(7)));
  if (unit === 'share') return number;
  return `${number} ${/^(minute|hour|day)$/.test(unit) && value !== 1 ? `${unit}s` : unit}`;
}

function line(row: Row): string {
  const truth = quantity(row.truth, row.unit);
  if (row.kind === 'exact') return `| ${row.name} | ${truth} | ${Number(row.mean.toPrecision(12))} | exact |`;
  const digits = Math.max(0, 1 - Math.floor(Math.log10(row.halfWidth)));
  const result = `${row.mean.toFixed(digits)} ± ${row.halfWidth.toFixed(digits)}`;
  return `| ${row.name} | ${truth} | ${result} | ${signed(row.errorsOff)} |`;
}

/** One decimal, with a minus sign that is one; no sign for what rounds to nothing. */
function signed(errorsOff: number): string {
  const digits = errorsOff.toFixed(1);
  return Number(digits) === 0 ? '0.0' : digits.replace('-', '−');
}
