/** The golden run of a scenario: a short run whose numbers are kept in `expected.json`, so that none moves unseen. */
import {
  compile,
  describeIssue,
  ENGINE_VERSION,
  readScenario,
  replicate,
  scenarioHash,
  type ReadResult,
} from '../engine/index';

/** The scenarios that have a golden run, and how long it is: long enough for every service to work, short enough to be cheap. */
export const GOLDEN_RUNS = [
  { scenario: 'small-town', days: 364, replications: 3 },
  { scenario: 'coventry-warwickshire', days: 60, replications: 2 },
] as const;

/** What `expected.json` holds. */
export interface GoldenRun {
  engineVersion: string;
  /** Hash of the scenario file's content. */
  scenarioHash: string;
  seed: string;
  /** Length of the run, instead of the scenario's own. */
  days: number;
  replications: number;
  /** Hash of each replication's results. */
  hashes: string[];
  /** Mean of each scalar measure over the replications, to six digits; null where it was not seen in all of them. */
  values: Record<string, number | null>;
}

/** Run a scenario file for its golden run. @throws Error naming what is wrong with the file */
export function goldenRun(text: string, days: number, replications: number): GoldenRun {
  const scenario = valueOf(readScenario(text));
  const { seed } = scenario.run;
  // Targets may have dates after the end of the short run; they read results and change none.
  const model = compile({ ...scenario, run: { ...scenario.run, horizonDays: days }, targets: undefined });
  const results = Array.from({ length: replications }, (_, number) => replicate(model, seed, number));
  const scalars = model.layout.measures.filter(({ shape }) => shape === 'scalar');
  const meanAt = (offset: number): number | null => {
    const mean = results.reduce((sum, { values }) => sum + values[offset], 0) / replications;
    return Number.isNaN(mean) ? null : Number(mean.toPrecision(6));
  };
  return {
    engineVersion: ENGINE_VERSION,
    scenarioHash: scenarioHash(scenario),
    seed,
    days,
    replications,
    hashes: results.map(({ hash }) => hash),
    values: Object.fromEntries(scalars.map(({ id, offset }) => [id, meanAt(offset)])),
  };
}

/** What differs between the run that is kept and the one made now, in sentences; empty when nothing does. */
export function goldenDifferences(kept: GoldenRun, now: GoldenRun): string[] {
  const found: string[] = [];
  for (const key of ['engineVersion', 'scenarioHash', 'seed', 'days', 'replications'] as const) {
    if (kept[key] !== now[key]) found.push(`${key} was ${kept[key]} and is ${now[key]}`);
  }
  for (const id of new Set([...Object.keys(kept.values), ...Object.keys(now.values)])) {
    const [was, is] = [kept.values[id], now.values[id]];
    if (was === undefined) found.push(`${id} is new: ${is}`);
    else if (is === undefined) found.push(`${id} is gone; it was ${was}`);
    else if (was !== is) found.push(`${id} was ${was} and is ${is}`);
  }
  const moved = kept.hashes.some((hash, i) => hash !== now.hashes[i]);
  if (found.length === 0 && moved)
    found.push('results differ in their last digits, or in series and histograms: no mean moved in six digits');
  return found;
}

function valueOf<T>(answer: ReadResult<T>): T {
  if (!answer.ok) throw new Error(answer.issues.map(describeIssue).join('\n'));
  return answer.value;
}
