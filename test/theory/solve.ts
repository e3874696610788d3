/** Runs verification scenarios on worker threads and holds their results against the truth. */
import { readFileSync } from 'node:fs';
import { describeIssue, readScenario, type Model, type RunSummary, type Scenario } from '../../engine/index';
import { tQuantile } from '../../engine/statistics/student-t';
import type { Pool } from '../../workers/pool';
import type { Expected, KnownAnswer } from './expected';

/** A result may be so many standard errors off the truth. */
export const MOST_ERRORS_OFF = 4;
/** The standard error may be this share of the truth. */
export const MOST_RELATIVE_ERROR = 0.005;
/** The standard error of a probability may be this, and this share of the truth. */
export const MOST_ERROR_OF_PROBABILITY = 0.005;
export const MOST_RELATIVE_ERROR_OF_PROBABILITY = 0.02;
export const FEWEST_REPLICATIONS = 30;
/** A deterministic result may be off by this share of the truth, for rounding. */
const ROUNDING = 1e-9;

/** A measure as it came out. Times and numbers are in the unit of the truth. */
export interface Row extends Expected {
  mean: number;
  /** Half-width of the 95 % interval. */
  halfWidth: number;
  standardError: number;
  /** (mean - truth) / standard error. */
  errorsOff: number;
  replications: number;
  /** What is wrong with it; empty when it is within tolerance. */
  faults: string[];
}

/** A scenario with its results. */
export interface Solved {
  answer: KnownAnswer;
  scenario: Scenario;
  rows: Row[];
  events: number;
}

/** Read a verification scenario. Paths are from the project's root, where tests and scripts run. */
export function readVerificationScenario(name: string): { text: string; scenario: Scenario } {
  const text = readFileSync(`scenarios/verification/${name}.json`, 'utf8');
  const read = readScenario(text);
  if (!read.ok) throw new Error(`${name}: ${read.issues.map(describeIssue).join('\n')}`);
  return { text, scenario: read.value };
}

/** Run all replications of one scenario on the pool, under each seed, and read its rows. */
export async function solve(pool: Pool, answer: KnownAnswer): Promise<Solved> {
  const { text, scenario } = readVerificationScenario(answer.scenario);
  const { replications, seed } = scenario.run;
  const summaries: RunSummary[] = [];
  for (let i = 1; i <= (answer.seeds ?? 1); i++) {
    const run = pool.open({ scenario: text, changes: [] }, i === 1 ? seed : `${seed} ${i}`);
    const end = await pool.extend([run], replications);
    if (end.status !== 'complete') throw new Error(`${answer.scenario} was ${end.status}: ${JSON.stringify(end)}`);
    summaries.push(await pool.summarise(run));
    pool.close(run);
  }
  return {
    answer,
    scenario,
    rows: answer.expected.map((expected) => rowOf(expected, summaries)),
    events: summaries.reduce((sum, { events }) => sum + events, 0),
  };
}

/**
 * Solve in order, two at a time, so that no thread waits while another ends the last replication of a case.
 *
 * @returns a promise for each, in the same order
 */
export function solveAll(pool: Pool, answers: readonly KnownAnswer[]): Promise<Solved>[] {
  const solved: Promise<Solved>[] = [];
  answers.forEach((answer, i) => {
    const before = solved[i - 2];
    const start = before === undefined ? Promise.resolve() : before.then(ignore, ignore);
    solved.push(start.then(() => solve(pool, answer)));
  });
  // Whoever awaits a promise hears of its failure; the others must not end the process.
  for (const promise of solved) promise.catch(ignore);
  return solved;
}

function ignore(): void {}

/** One expected value beside what summaries say, one of each seed and of equally many replications. */
export function rowOf(expected: Expected, summaries: readonly RunSummary[]): Row {
  const found = summaries.map((summary) => estimate(expected, summary));
  const over = (of: (one: Estimate) => number) => found.reduce((sum, one) => sum + of(one), 0);
  const mean = (over((one) => one.mean) / found.length) * expected.factor;
  const variance = over(({ halfWidth, replications }) => (halfWidth / tQuantile(0.975, replications - 1)) ** 2);
  const standardError = (Math.sqrt(variance) / found.length) * expected.factor;
  const replications = over((one) => one.replications);
  const off = mean - expected.truth;
  const row: Row = {
    ...expected,
    mean,
    halfWidth: standardError * tQuantile(0.975, replications - found.length),
    standardError,
    errorsOff: off === 0 ? 0 : off / standardError,
    replications,
    faults: [],
  };
  row.faults = faultsOf(row);
  return row;
}

/** What one summary says of a measure, in the measure's own unit. */
interface Estimate {
  mean: number;
  halfWidth: number;
  replications: number;
}

function estimate({ measure, step }: Expected, summary: RunSummary): Estimate {
  if (step === undefined) {
    const found = summary.measures.find(({ id }) => id === measure);
    if (found === undefined) throw new Error(`The result has no measure ${measure}.`);
    return found;
  }
  const series = summary.series.find(({ id }) => id === measure);
  if (series === undefined) throw new Error(`The result has no series ${measure}.`);
  return { mean: series.mean[step], halfWidth: series.halfWidth[step], replications: summary.replications };
}

/** The largest standard error with which a row says enough. */
export function mostError({ kind, truth }: Expected): number {
  if (kind === 'exact') return ROUNDING * truth;
  if (kind === 'value') return MOST_RELATIVE_ERROR * truth;
  return Math.min(MOST_ERROR_OF_PROBABILITY, MOST_RELATIVE_ERROR_OF_PROBABILITY * truth);
}

function faultsOf(row: Row): string[] {
  const faults: string[] = [];
  const what = `${row.measure} is ${row.mean}, must be ${row.truth} ${row.unit}`;
  if (row.kind === 'exact') {
    if (!(Math.abs(row.mean - row.truth) <= ROUNDING * row.truth)) faults.push(what);
    return faults;
  }
  if (!(Math.abs(row.errorsOff) < MOST_ERRORS_OFF)) {
    faults.push(`${what}: ${row.errorsOff.toFixed(2)} standard errors off`);
  }
  const most = mostError(row);
  if (!(row.standardError <= most)) {
    faults.push(`${row.measure} has standard error ${row.standardError}, at most ${most} ${row.unit} is enough`);
  }
  if (row.replications < FEWEST_REPLICATIONS) faults.push(`${row.measure} rests on ${row.replications} replications`);
  return faults;
}

/** The layout's measure of that id and shape. @throws Error when there is none */
export function measureOf(model: Model, id: string, shape: 'scalar' | 'series' | 'histogram' = 'scalar') {
  const found = model.layout.measures.find((measure) => measure.id === id && measure.shape === shape);
  if (found === undefined) throw new Error(`The model has no measure ${id}.`);
  return found;
}
