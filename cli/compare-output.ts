/** What `headroom compare --json` prints. */
import { compare, type MeasureDifference, type NotEstimable } from '../engine/index';
import type { ScenarioDescription } from '../workers/protocol';
import type { ScenarioRun } from '../workers/scenario-run';
import {
  finiteOrNull,
  runOutput,
  seriesOutput,
  type RunOutput,
  type RunOutputOptions,
  type SeriesOutput,
} from './run-output';

/** A difference in which what is not a number is null. */
export interface DifferenceOutput extends Omit<MeasureDifference, 'pValue' | 'varianceReduction'> {
  pValue: number | null;
  /** Null when the difference is the same in every replication, so that there is no variance left. */
  varianceReduction: number | null;
}

/** One scenario against the baseline. Differences are changed minus baseline. */
export interface ComparisonOutput {
  /** Ids of the changes, in order. */
  changes: string[];
  title: string;
  scenarioHash: string;
  replications: number;
  hash: string;
  differences: DifferenceOutput[];
  notEstimable: NotEstimable[];
  /** Paired differences of series, step by step. */
  series?: SeriesOutput[];
}

/** A baseline and everything compared with it. */
export interface CompareOutput {
  baseline: RunOutput;
  comparisons: ComparisonOutput[];
}

/** A scenario with its replications. */
export interface SolvedScenario {
  description: ScenarioDescription;
  run: ScenarioRun;
}

/** Compare over the replications that all scenarios have. */
export function compareOutput(
  baseline: SolvedScenario,
  changed: SolvedScenario[],
  options: RunOutputOptions,
): CompareOutput {
  const common = Math.min(...[baseline, ...changed].map(({ run }) => run.replications));
  const solved = ({ description, run }: SolvedScenario) => ({
    layout: description.layout,
    results: run.results.slice(0, common),
  });
  const found = compare(solved(baseline), changed.map(solved), baseline.description.primary);
  return {
    baseline: runOutput(baseline.description, baseline.run, options),
    comparisons: changed.map((scenario, i) => {
      const { scenarioHash, hash } = runOutput(scenario.description, scenario.run, options);
      const { differences, notEstimable, series } = found[i];
      return {
        changes: scenario.description.changes.map(({ id }) => id),
        title: scenario.description.changes.map(({ title }) => title).join(' + '),
        scenarioHash,
        replications: common,
        hash,
        differences: differences.map(differenceOutput),
        notEstimable,
        series: options.withSeries ? series.map(seriesOutput) : undefined,
      };
    }),
  };
}

function differenceOutput(difference: MeasureDifference): DifferenceOutput {
  const { pValue, varianceReduction } = difference;
  return { ...difference, pValue: finiteOrNull(pValue), varianceReduction: finiteOrNull(varianceReduction) };
}
