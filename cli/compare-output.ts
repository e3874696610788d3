/** What `headroom compare --json` prints. */
import {
  compare,
  compareTargets,
  isEquivalent,
  type MeasureDifference,
  type NotEstimable,
  type PrecisionState,
  type RecoveryInfo,
  type TargetDifference,
  type TargetOutcome,
} from '../engine/index';
import { waitPriceOutput, type WaitPriceOutput } from './money-words';
import { finiteOrNull } from './output';
import { precisionOutput, type PrecisionOutput } from './precision';
import {
  runOutput,
  seriesOutput,
  type RunOutput,
  type RunOutputOptions,
  type SeriesOutput,
  type SolvedScenario,
} from './run-output';

/** A difference in which what is not a number is null, and what it would take to settle it. */
export interface DifferenceOutput extends Omit<MeasureDifference, 'pValue' | 'varianceReduction'> {
  pValue: number | null;
  /**
   * How many times fewer replications pairing needs than independent runs would. Null when the difference is the same in
   * every replication, so that there is no variance left.
   */
  varianceReduction: number | null;
  /** Whether nothing that matters can be left: the interval lies inside ±margin. */
  equivalent: boolean;
  /** How many more replications would settle a call that is too close; null when it is settled or none would. */
  moreReplications: number | null;
  /** Roughly how long they would take on this machine, from how long those so far took. */
  moreSeconds: number | null;
}

/** One scenario against the baseline. Differences are changed minus baseline. */
export interface ComparisonOutput {
  /** Ids of the changes, in order. */
  changes: string[];
  title: string;
  scenarioHash: string;
  replications: number;
  hash: string;
  /** How far the paired differences of primary measures have come. */
  precision: PrecisionOutput[];
  /** How likely the scenario's targets are to be met; the baseline's stand with the baseline. */
  targets: TargetOutcome[];
  /** Whether the changes make the targets of both likelier. */
  targetDifferences: TargetDifference[];
  differences: DifferenceOutput[];
  /** What a week of each primary wait costs, in £ a year; empty where there are no costs. */
  waitPrices: WaitPriceOutput[];
  /** When the differences in primary measures are back within their margins. */
  recoveries: RecoveryInfo[];
  notEstimable: NotEstimable[];
  /** Paired differences of series, step by step. */
  series?: SeriesOutput[];
}

/** A baseline and everything compared with it. */
export interface CompareOutput {
  baseline: RunOutput;
  comparisons: ComparisonOutput[];
}

/**
 * Compare over the replications that all scenarios have.
 *
 * @param precision how far the measures have come, the baseline's and their differences
 */
export function compareOutput(
  baseline: SolvedScenario,
  changed: SolvedScenario[],
  options: RunOutputOptions,
  precision: readonly PrecisionState[],
): CompareOutput {
  const common = Math.min(...[baseline, ...changed].map(({ run }) => run.replications));
  const solved = ({ description, run }: SolvedScenario) => ({
    layout: description.layout,
    targets: description.targets,
    results: run.results.slice(0, common),
  });
  const [first, others] = [solved(baseline), changed.map(solved)];
  const found = compare(first, others, baseline.description.primary);
  const targetDifferences = compareTargets(first, others);
  const secondsEach = options.wallSeconds / common;
  return {
    baseline: runOutput(baseline, options, precisionOutput(precision, 0), common),
    comparisons: changed.map((scenario, i) => {
      const { scenarioHash, hash, targets } = runOutput(scenario, options, [], common);
      const { differences, notEstimable, waitPrices, recoveries = [], series } = found[i];
      return {
        changes: scenario.description.changes.map(({ id }) => id),
        title: scenario.description.changes.map(({ title }) => title).join(' + '),
        scenarioHash,
        replications: common,
        hash,
        precision: precisionOutput(precision, i + 1),
        targets,
        targetDifferences: targetDifferences[i],
        differences: differences.map((difference) => differenceOutput(difference, secondsEach)),
        waitPrices: waitPrices.map(waitPriceOutput),
        recoveries,
        notEstimable,
        series: options.withSeries ? series.map(seriesOutput) : undefined,
      };
    }),
  };
}

/**
 * Put a difference into the form that is printed.
 *
 * @param secondsEach seconds that one more replication of all scenarios takes
 */
export function differenceOutput(difference: MeasureDifference, secondsEach: number): DifferenceOutput {
  const { pValue, varianceReduction, verdict, margin, replications, replicationsToSettle: needed } = difference;
  const equivalent = isEquivalent(difference, margin);
  const isOpen = verdict === 'too close to call' && !equivalent && needed !== null && needed > replications;
  const moreReplications = isOpen ? needed - replications : null;
  return {
    ...difference,
    pValue: finiteOrNull(pValue),
    varianceReduction: finiteOrNull(varianceReduction),
    equivalent,
    moreReplications,
    moreSeconds: moreReplications === null ? null : finiteOrNull(moreReplications * secondsEach),
  };
}
