/** Compares two result files, when they were made on the same terms; otherwise says what differs and what to do. */
import { compare, type MeasureLayout, type NotEstimable, type ReplicationResult } from '../engine/index';
import { differenceOutput, type DifferenceOutput } from './compare-output';
import { HOW_TO_READ, comparisonWords } from './compare-words';
import { InputError } from './failure';
import type { MeasureNames } from './measure-names';
import { waitPriceOutput, type WaitPriceOutput } from './money-words';
import type { ResultFile } from './result-file';
import { heading } from './run-words';

/** Two results compared: the second minus the first, on the primary measures of the first. */
export interface ResultsOutput {
  baseline: Pick<ResultFile, 'file' | 'changes' | 'scenarioHash'>;
  changed: Pick<ResultFile, 'file' | 'changes' | 'scenarioHash'>;
  engineVersion: string;
  seed: string;
  days: number;
  replications: number;
  differences: DifferenceOutput[];
  waitPrices: WaitPriceOutput[];
  notEstimable: NotEstimable[];
}

/** What must be the same, and what it is called. */
const TERMS: { of: keyof ResultFile; title: string }[] = [
  { of: 'days', title: 'length of the run in days' },
  { of: 'engineVersion', title: 'version of the engine' },
  { of: 'baselineHash', title: 'hash of the scenario without changes' },
  { of: 'seed', title: 'seed' },
  { of: 'replications', title: 'replications' },
];

/**
 * Demand that two results were made on the same terms.
 *
 * @throws InputError with everything that differs and the commands that make both anew
 */
export function demandSameTerms(a: ResultFile, b: ResultFile): void {
  const differing = TERMS.filter(({ of }) => a[of] !== b[of]);
  if (differing.length === 0) return;
  throw new InputError(
    [
      `${a.file} and ${b.file} were not made on the same terms, so the difference would not be that of the changes:`,
      ...differing.map(({ of, title }) => `  ${title}: ${shown(a[of])} in ${a.file}, ${shown(b[of])} in ${b.file}`),
      ...(a.files.scenario === b.files.scenario ? [] : [`  (the commands below take ${a.files.scenario} for both)`]),
      'These commands make both anew and compare them:',
      ...commandsFor(a, b).map((command) => `  ${command}`),
    ].join('\n'),
  );
}

const shown = (value: unknown): string => (typeof value === 'string' ? `"${value}"` : String(value));

/** The commands that make both results on the terms of the first, with the greater number of replications. */
export function commandsFor(a: ResultFile, b: ResultFile): string[] {
  const replications = Math.max(a.replications, b.replications, 2);
  const terms = ['--seed', a.seed, '--days', String(a.days), '--replications', String(replications), '--json'];
  const run = ({ file, files }: ResultFile) => {
    const changes = files.changes.flatMap((change) => ['--change', change]);
    return `${words(['headroom', 'run', a.files.scenario, ...changes, ...terms])} > ${words([file])}`;
  };
  return [run(a), run(b), words(['headroom', 'compare', '--results', a.file, b.file])];
}

/** Words of a command line, quoted where a shell would take them apart. */
function words(parts: readonly string[]): string {
  return parts
    .map((part) => (/^[\w./:=+@%-]+$/.test(part) ? part : `'${part.replaceAll("'", String.raw`'\''`)}'`))
    .join(' ');
}

/** Compare two results made on the same terms. */
export function compareResults(a: ResultFile, b: ResultFile): ResultsOutput {
  const [{ differences, notEstimable, waitPrices }] = compare(solved(a), [solved(b)], a.primary);
  const secondsEach = (a.wallSeconds + b.wallSeconds) / a.replications;
  const about = ({ file, changes, scenarioHash }: ResultFile) => ({ file, changes, scenarioHash });
  return {
    baseline: about(a),
    changed: about(b),
    engineVersion: a.engineVersion,
    seed: a.seed,
    days: a.days,
    replications: a.replications,
    differences: differences.map((difference) => differenceOutput(difference, secondsEach)),
    waitPrices: waitPrices.map(waitPriceOutput),
    notEstimable,
  };
}

/** The primary measures as a layout with replications, as if nothing else had been measured. */
function solved({ primary, replications }: ResultFile): { layout: MeasureLayout; results: ReplicationResult[] } {
  const measures = primary.map(({ measure, service, title, unit, good }, offset) => {
    return { id: measure, service, name: measure, title, unit, good, offset, definition: '', length: 1 };
  });
  return {
    layout: {
      measures: measures.map((info) => ({ ...info, shape: 'scalar' as const })),
      valuesLength: primary.length,
      histogramsLength: 0,
    },
    results: Array.from({ length: replications }, (_, number) => ({
      number,
      events: 0,
      values: Float64Array.from(primary, ({ values }) => values[number] ?? NaN),
      histograms: new Float64Array(0),
      hash: '',
    })),
  };
}

/** For people. */
export function resultsWords(output: ResultsOutput, a: ResultFile, b: ResultFile): string {
  const called = ({ file, changes }: ResultFile) => `${file} (${changes.join(' + ') || 'without changes'})`;
  const comparison = { ...output, title: `${called(b)} against ${called(a)}` };
  const ran = heading({ ...a, wallSeconds: a.wallSeconds + b.wallSeconds }, { changes: [] });
  return [ran, comparisonWords(comparison, namesOf([...a.primary, ...b.primary])), HOW_TO_READ].join('\n\n');
}

function namesOf(primary: ResultFile['primary']): MeasureNames {
  const known = new Map(primary.map((one) => [one.measure, one]));
  const service = ({ id, service: fallback }: { id: string; service: string }) =>
    known.get(id)?.serviceTitle ?? fallback;
  const short = (measure: { id: string; service: string }) => {
    const title = known.get(measure.id)?.title ?? measure.id;
    const prefix = `${service(measure)}: `;
    return title.startsWith(prefix) ? title.slice(prefix.length) : title;
  };
  return { service, short, full: (measure) => `${service(measure)}: ${short(measure)}`, isPart: () => false };
}
