/** Runs scenarios on a pool of worker threads: progress on a terminal, Ctrl+C keeps what there is. */
import type { PrecisionRule } from '../engine/index';
import type { StopReason } from '../workers/extend-until';
import type { Pool } from '../workers/pool';
import type { ScenarioRun } from '../workers/scenario-run';
import { createNodePool } from '../workers/spawn-node';
import type { ReplicationsWanted } from './commands/options';
import { sourceError, type NamedSource } from './read-source';

/** What is to be run. */
export interface SolveOptions {
  seed: string;
  wanted: ReplicationsWanted;
  /** Says when to stop, where replications are wanted until precise. */
  rule: PrecisionRule;
  /** The line of progress after so many replications, where replications are wanted until precise. */
  progress: (replications: number) => string;
  /** Default: one worker for each core. */
  workers?: number;
}

/** What came of it. */
export interface Solved {
  runs: ScenarioRun[];
  wallSeconds: number;
  /** Why replications ended; after `cancelled` scenarios may have different numbers of them. */
  stopped: StopReason;
}

/** Run every source with the same seed, evenly. */
export async function solve(sources: NamedSource[], options: SolveOptions): Promise<Solved> {
  const pool = createNodePool(options.workers);
  const runs = sources.map(({ source }) => pool.open(source, options.seed));
  const progress = progressLine();
  const interrupt = new AbortController();
  const onInterrupt = () => interrupt.abort();
  // Once: a second Ctrl+C ends the program at once.
  process.once('SIGINT', onInterrupt);
  const began = performance.now();
  try {
    const end = await extend(pool, runs, options, interrupt.signal, progress.show);
    if ('issues' in end) throw sourceError(end.issues, sources[runs.indexOf(end.run)]);
    const wallSeconds = Math.round(performance.now() - began) / 1000;
    return { runs, wallSeconds, stopped: end.reason };
  } finally {
    process.off('SIGINT', onInterrupt);
    progress.clear();
    pool.dispose();
  }
}

type Refused = Extract<Awaited<ReturnType<Pool['extend']>>, { status: 'refused' }>;

async function extend(
  pool: Pool,
  runs: ScenarioRun[],
  { wanted, rule, progress }: SolveOptions,
  signal: AbortSignal,
  show: (text: string) => void,
): Promise<{ reason: StopReason } | Refused> {
  if (wanted.untilPrecise) {
    return pool.extendUntil(runs, rule, {
      mostReplications: wanted.replications,
      mostSeconds: wanted.seconds,
      signal,
      onProgress: (replications) => show(progress(replications)),
    });
  }
  const end = await pool.extend(runs, wanted.replications, {
    signal,
    onProgress: ({ done, wanted: all }) => show(`${done} of ${all} replications`),
  });
  if (end.status === 'refused') return end;
  return { reason: end.status === 'cancelled' ? 'cancelled' : 'replications' };
}

/** One line on the terminal that overwrites itself; nothing at all where nobody is looking. */
export function progressLine() {
  const write = (text: string) => void (process.stderr.isTTY && process.stderr.write(text));
  // A line that wraps could not be overwritten.
  const cut = (text: string) => text.slice(0, Math.max(20, (process.stderr.columns || 80) - 1));
  return {
    show: (text: string) => write(`\r\u001B[K${cut(text)}`),
    clear: () => write('\r\u001B[K'),
  };
}
