/** Solved comparisons as the page holds them: the example made beforehand and what the workers send have one form. */
import type { Comparison, MeasureInfo, MeasureLayout, RunSummary } from '../../engine/results/measures';
import type { Outputs } from '../../engine/results/outputs';
import type { Sample } from './samples';

/** One scenario with its results. */
export interface SolvedRun {
  id: string;
  title: string;
  /** Titles of the changes on the baseline, in order; empty for the baseline. */
  changes: string[];
  /** Measure that the (only) change is about. */
  about?: string;
  /** Hash of the scenario's content. */
  scenarioHash: string;
  summary: RunSummary;
  /** What single replications gave; absent in results of before they were kept. */
  samples?: Sample[];
}

/** A baseline with up to eight scenarios, solved. */
export interface Solution {
  engineVersion: string;
  seed: string;
  /** Replications asked for; each run's summary says how many there are. */
  replications: number;
  horizonDays: number;
  scenarioTitle: string;
  /** Ids of the measures that decisions rest on; absent where the comparisons say so themselves. */
  primary?: string[];
  layout: MeasureLayout;
  /** The baseline first. */
  runs: SolvedRun[];
  /** One for each run after the baseline, in the same order. */
  comparisons: Comparison[];
  /** The twelve outputs; absent while a run is under way, and in results of before there were any. */
  outputs?: Outputs;
}

/** How the results on the screen came about. */
export type SolutionOrigin = 'beforehand' | 'complete' | 'partial';

/** Find what a scalar measure is by its id, which a series may share. */
export function measureOf(solution: Solution, id: string): MeasureInfo | undefined {
  return solution.layout.measures.find((measure) => measure.id === id && measure.shape === 'scalar');
}

/** The part of the people a measure is about: `clinic.waitMedian[need=high]` gives `{ key: 'need', value: 'high' }`. */
export function partOf(id: string): { key: string; value: string } | undefined {
  const match = /\[([^=\]]+)=([^\]]+)\]$/.exec(id);
  return match ? { key: match[1], value: match[2] } : undefined;
}

/** Replications that every run has. */
export function replicationsIn(solution: Solution): number {
  return Math.min(...solution.runs.map((run) => run.summary.replications));
}
