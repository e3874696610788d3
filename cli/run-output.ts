/** What `headroom run --json` prints. */
import {
  judgeTargets,
  summarise,
  type CurveSummary,
  type MeasureSummary,
  type NotEstimable,
  type RunSummary,
  type SeriesSummary,
  type TargetOutcome,
} from '../engine/index';
import type { StopReason } from '../workers/extend-until';
import type { ScenarioDescription } from '../workers/protocol';
import type { ScenarioRun } from '../workers/scenario-run';
import { finiteOrNull } from './output';
import type { PrecisionOutput } from './precision';
import { primaryOutput, type PrimaryOutput } from './primary-output';

/** A series in which steps that cannot be estimated are null. */
export interface SeriesOutput extends Omit<SeriesSummary, 'mean' | 'halfWidth'> {
  mean: (number | null)[];
  halfWidth: (number | null)[];
}

/** A curve in which points that cannot be estimated are null. */
export interface CurveOutput extends Omit<CurveSummary, 'mean' | 'low' | 'high'> {
  mean: (number | null)[];
  low: (number | null)[];
  high: (number | null)[];
}

/** One scenario's results. Units stand with the measures; all numbers are finite. */
export interface RunOutput {
  /** Id of the scenario. */
  scenario: string;
  title: string;
  /** Ids of the changes, in order. */
  changes: string[];
  /** Names of the files, as they were given. */
  files: ResultFiles;
  /** Hash of the scenario with its changes and settings, and of the scenario file alone. */
  scenarioHash: string;
  baselineHash: string;
  engineVersion: string;
  seed: string;
  /** Replications made: part of the result, whatever ended them. */
  replications: number;
  /**
   * Why they ended: `precise`, everything is as precise as was asked for; `replications`, as many were made as were asked
   * for or allowed; `seconds`, the budget was spent; `cancelled`, Ctrl+C.
   */
  stopped: StopReason;
  days: number;
  /** How far the primary measures have come. */
  precision: PrecisionOutput[];
  /** Values of the primary measures, replication by replication, on which `compare --results` rests. */
  primary: PrimaryOutput[];
  /** How likely the scenario's targets are to be met. */
  targets: TargetOutcome[];
  measures: MeasureSummary[];
  notEstimable: NotEstimable[];
  series?: SeriesOutput[];
  /** Shares still waiting and seen by time waited, people still waiting included; with the series. */
  curves?: CurveOutput[];
  events: number;
  hash: string;
  wallSeconds: number;
}

/** The files that a result was made from. */
export interface ResultFiles {
  scenario: string;
  changes: string[];
}

/** What else is wanted and known. */
export interface RunOutputOptions {
  wallSeconds: number;
  withSeries: boolean;
  stopped: StopReason;
}

/** A scenario with its replications. */
export interface SolvedScenario {
  files: ResultFiles;
  description: ScenarioDescription;
  run: ScenarioRun;
}

/**
 * Put the results of one scenario into the form that is printed.
 *
 * @param precision how far its measures have come
 * @param replications how many to use, where others have fewer
 */
export function runOutput(
  { files, description, run }: SolvedScenario,
  { wallSeconds, withSeries, stopped }: RunOutputOptions,
  precision: PrecisionOutput[],
  replications = run.replications,
): RunOutput {
  const results = run.results.slice(0, replications);
  const summary: RunSummary = summarise(description.layout, results);
  return {
    scenario: description.id,
    title: description.title,
    changes: description.changes.map(({ id }) => id),
    files,
    scenarioHash: description.scenarioHash,
    baselineHash: description.baselineHash,
    engineVersion: description.engineVersion,
    seed: run.seed,
    replications: summary.replications,
    stopped,
    days: description.run.horizonDays,
    precision,
    primary: primaryOutput(description, results),
    targets: judgeTargets(description.targets, results),
    measures: summary.measures,
    notEstimable: summary.notEstimable,
    series: withSeries ? summary.series.map(seriesOutput) : undefined,
    curves: withSeries ? summary.curves?.map(curveOutput) : undefined,
    events: summary.events,
    hash: summary.hash,
    wallSeconds,
  };
}

/** A gap in a series must keep its place. */
export function seriesOutput(series: SeriesSummary): SeriesOutput {
  return { ...series, mean: series.mean.map(finiteOrNull), halfWidth: series.halfWidth.map(finiteOrNull) };
}

function curveOutput(curve: CurveSummary): CurveOutput {
  const [mean, low, high] = [curve.mean, curve.low, curve.high].map((values) => values.map(finiteOrNull));
  return { ...curve, mean, low, high };
}
