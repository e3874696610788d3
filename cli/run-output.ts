/** What `headroom run --json` prints. */
import {
  summarise,
  type MeasureSummary,
  type NotEstimable,
  type RunSummary,
  type SeriesSummary,
} from '../engine/index';
import type { ScenarioDescription } from '../workers/protocol';
import type { ScenarioRun } from '../workers/scenario-run';

/** A series in which steps that cannot be estimated are null. */
export interface SeriesOutput extends Omit<SeriesSummary, 'mean' | 'halfWidth'> {
  mean: (number | null)[];
  halfWidth: (number | null)[];
}

/** One scenario's results. Units stand with the measures; all numbers are finite. */
export interface RunOutput {
  /** Id of the scenario. */
  scenario: string;
  title: string;
  /** Ids of the changes, in order. */
  changes: string[];
  scenarioHash: string;
  engineVersion: string;
  seed: string;
  /** Replications made, which Ctrl+C may leave short of those asked for. */
  replications: number;
  days: number;
  measures: MeasureSummary[];
  notEstimable: NotEstimable[];
  series?: SeriesOutput[];
  events: number;
  hash: string;
  wallSeconds: number;
}

/** What else is wanted. */
export interface RunOutputOptions {
  wallSeconds: number;
  withSeries: boolean;
}

/** Put the results of one scenario into the form that is printed. */
export function runOutput(
  description: ScenarioDescription,
  run: ScenarioRun,
  { wallSeconds, withSeries }: RunOutputOptions,
): RunOutput {
  const summary: RunSummary = summarise(description.layout, [...run.results]);
  return {
    scenario: description.id,
    title: description.title,
    changes: description.changes.map(({ id }) => id),
    scenarioHash: description.scenarioHash,
    engineVersion: description.engineVersion,
    seed: run.seed,
    replications: summary.replications,
    days: description.run.horizonDays,
    measures: summary.measures,
    notEstimable: summary.notEstimable,
    series: withSeries ? summary.series.map(seriesOutput) : undefined,
    events: summary.events,
    hash: summary.hash,
    wallSeconds,
  };
}

/** A gap in a series must keep its place. */
export function seriesOutput(series: SeriesSummary): SeriesOutput {
  return { ...series, mean: series.mean.map(finiteOrNull), halfWidth: series.halfWidth.map(finiteOrNull) };
}

/** JSON has neither NaN nor Infinity. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
