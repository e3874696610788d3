/** What `headroom explain --json` prints. */
import {
  combinationsOf,
  explain,
  summarise,
  type Explanation,
  type MeasureInfo,
  type NotEstimable,
  type PrecisionState,
} from '../engine/index';
import type { StopReason } from '../workers/extend-until';
import type { ScenarioDescription } from '../workers/protocol';
import type { ExplainedChange } from './explain-combinations';
import { InputError } from './failure';
import { precisionOutput, type PrecisionOutput } from './precision';
import type { ResultFiles, SolvedScenario } from './run-output';

/** One combination that was run. */
export interface CombinationOutput {
  /** Positions in `changes` of those it has. */
  changes: number[];
  scenarioHash: string;
  /** Hash of its replications. */
  hash: string;
  /** How far its measures have come; of all but the first, which has no changes, their paired differences. */
  precision: PrecisionOutput[];
}

/** A difference taken apart. All numbers are finite; contributions stand in the order of `changes`. */
export interface ExplainOutput {
  scenario: string;
  title: string;
  files: ResultFiles;
  baselineHash: string;
  engineVersion: string;
  seed: string;
  days: number;
  /** Replications that every combination has. */
  replications: number;
  /** Why replications ended: `replications`, as many were made as were asked for; `cancelled`, Ctrl+C. */
  stopped: StopReason;
  /** Whether they were to go on until everything is as precise as was asked for. */
  untilPrecise: boolean;
  changes: ExplainedChange[];
  combinations: CombinationOutput[];
  explanations: Explanation[];
  notEstimable: NotEstimable[];
  wallSeconds: number;
}

/** A measure to explain with the smallest difference that matters, in its unit. */
export interface WantedMeasure {
  measure: string;
  margin: number;
}

/**
 * The measures to explain: those named, or else all primary ones.
 *
 * @param descriptions of all combinations, the baseline first
 * @throws InputError for a name that no combination has, and when there are none
 */
export function wantedMeasures(descriptions: readonly ScenarioDescription[], named: string[] = []): WantedMeasure[] {
  const { primary } = descriptions[0];
  const known = primary.map(({ measure }) => measure).join(', ');
  if (named.length === 0 && primary.length === 0)
    throw new InputError('The scenario names no primary measures. Say what to explain with --measure ID.');
  const isScalar = (id: string) => (info: MeasureInfo) => info.id === id && info.shape === 'scalar';
  for (const id of named) {
    if (descriptions.some(({ layout }) => layout.measures.some(isScalar(id)))) continue;
    const hint = known === '' ? 'run --json lists all measures' : `primary measures are ${known}; run --json lists all`;
    throw new InputError(`--measure ${id}: there is no such measure (${hint}).`);
  }
  if (named.length === 0) return primary.map(({ measure, margin }) => ({ measure, margin }));
  const margins = new Map(primary.map(({ measure, margin }) => [measure, margin]));
  return [...new Set(named)].map((measure) => ({ measure, margin: margins.get(measure) ?? 0 }));
}

/**
 * Take the differences apart, over the replications that all combinations have.
 *
 * @param combinations in the order of `combinationsOf`, the baseline first
 */
export function explainOutput(
  combinations: readonly SolvedScenario[],
  changes: ExplainedChange[],
  measures: readonly WantedMeasure[],
  { states, ...ended }: Pick<ExplainOutput, 'wallSeconds' | 'stopped' | 'untilPrecise'> & { states: PrecisionState[] },
): ExplainOutput {
  const replications = Math.min(...combinations.map(({ run }) => run.replications));
  const solved = combinations.map(({ description, run }) => {
    return { layout: description.layout, results: run.results.slice(0, replications) };
  });
  const { explanations, notEstimable } = explain(solved, measures);
  const [{ description, files, run }] = combinations;
  const sets = combinationsOf(changes.length);
  return {
    scenario: description.id,
    title: description.title,
    files: { scenario: files.scenario, changes: changes.flatMap((change) => change.files) },
    baselineHash: description.baselineHash,
    engineVersion: description.engineVersion,
    seed: run.seed,
    days: description.run.horizonDays,
    replications,
    ...ended,
    changes,
    combinations: combinations.map((combination, set) => ({
      changes: sets[set],
      scenarioHash: combination.description.scenarioHash,
      hash: summarise(solved[set].layout, solved[set].results).hash,
      precision: precisionOutput(states, set),
    })),
    explanations,
    notEstimable,
  };
}
