/** Makes replications until a rule says that there are enough, or a budget is spent. */
import type { ReplicationResult } from '../engine/index';
import type { SourceIssue } from './protocol';
import type { ScenarioRun } from './scenario-run';
import { workOff, type Crew } from './work-off';

/** Says when there are enough replications: the engine's `PrecisionRule`. */
export interface StopRule {
  /**
   * See the next replication: the same number of every run, in the order of the runs.
   * @returns whether to stop
   */
  see(results: readonly ReplicationResult[]): boolean;
}

/** Why replications ended. */
export type StopReason = 'precise' | 'replications' | 'seconds' | 'cancelled';

/** How an extension under a rule ended. `refused`: a scenario is at fault, and these are its issues. */
export type UntilEnd =
  { status: 'stopped'; reason: StopReason } | { status: 'refused'; run: ScenarioRun; issues: SourceIssue[] };

/** The budget, and what else an extension under a rule can be given. */
export interface UntilOptions {
  /** Most replications of each run, those that exist included. */
  mostReplications: number;
  /** Most seconds by the clock; none when absent. */
  mostSeconds?: number;
  /** Cancels within 200 ms; what is finished stays. */
  signal?: AbortSignal;
  /** Called when the rule has seen one more replication. */
  onProgress?: (replications: number) => void;
}

/** See `Pool.extendUntil`. */
export async function extendUntil(
  crew: Crew,
  runs: readonly ScenarioRun[],
  rule: StopRule,
  { mostReplications, mostSeconds, signal, onProgress }: UntilOptions,
): Promise<UntilEnd> {
  let reason: StopReason | undefined;
  let seen = 0;
  const stop = new AbortController();
  const end = (why: StopReason) => {
    reason ??= why;
    stop.abort();
  };
  for (const run of runs) run.hold();

  /** Lets the rule see what is complete, in order, until it says to stop. */
  function look(): void {
    while (reason === undefined && seen < mostReplications && runs.every((run) => run.has(seen))) {
      seen += 1;
      for (const run of runs) run.admit(seen);
      const isEnough = rule.see(runs.map(({ results }) => results[seen - 1]));
      onProgress?.(seen);
      // What was there before the rule was asked stays: it cannot stop before.
      if (isEnough && runs.every(({ replications }) => replications <= seen)) end('precise');
    }
    if (seen >= mostReplications) end('replications');
  }

  look();
  const cancel = () => end('cancelled');
  signal?.addEventListener('abort', cancel, { once: true });
  if (signal?.aborted) cancel();
  const clock = mostSeconds === undefined ? undefined : setTimeout(() => end('seconds'), mostSeconds * 1000);
  try {
    const worked = await workOff(crew, runs, mostReplications, stop.signal, look);
    if (worked.status === 'refused') return worked;
    return { status: 'stopped', reason: reason ?? 'cancelled' };
  } finally {
    clearTimeout(clock);
    signal?.removeEventListener('abort', cancel);
  }
}
