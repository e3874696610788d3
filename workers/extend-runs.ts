/** Fills runs up to a number of replications. */
import type { ScenarioRun } from './scenario-run';
import { missingOf, workOff, type Crew, type ExtendEnd } from './work-off';

/** How far an extension has come. Runs hold the results. */
export interface Progress {
  /** Replications finished by now over all runs, those from before included. */
  done: number;
  /** Replications there will be at the end over all runs. */
  wanted: number;
  /** The run whose contiguous prefix has just grown. */
  grown: ScenarioRun;
}

/** What an extension can be given. */
export interface ExtendOptions {
  /** Cancels within 200 ms; what is finished stays. */
  signal?: AbortSignal;
  /** One worker makes them all: quicker for a few replications, for which it is not worth compiling a scenario on each. */
  isByOne?: boolean;
  /** Called whenever the contiguous prefix of a run has grown. */
  onProgress?: (progress: Progress) => void;
}

/** See `Pool.extend`. */
export async function extendRuns(
  crew: Crew,
  runs: readonly ScenarioRun[],
  replications: number,
  { signal, onProgress, isByOne }: ExtendOptions,
): Promise<ExtendEnd> {
  const wanted = runs.length * replications;
  // Some may be there already that an earlier stop rule left out.
  for (const run of runs) run.admit(replications);
  const onAdded = (grown: ScenarioRun, prefixGrew: boolean): void => {
    if (prefixGrew) onProgress?.({ done: wanted - missingOf(runs, replications), wanted, grown });
  };
  return workOff(crew, runs, replications, signal, onAdded, isByOne);
}
