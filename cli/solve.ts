/** Runs scenarios on a pool of worker threads: progress on a terminal, Ctrl+C keeps what there is. */
import type { ScenarioRun } from '../workers/scenario-run';
import { createNodePool } from '../workers/spawn-node';
import { sourceError, type NamedSource } from './read-source';

/** What is to be run. */
export interface SolveOptions {
  seed: string;
  replications: number;
  /** Default: one worker for each core. */
  workers?: number;
}

/** What came of it. */
export interface Solved {
  runs: ScenarioRun[];
  wallSeconds: number;
  /** Ctrl+C was pressed: there may be fewer replications than were asked for. */
  interrupted: boolean;
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
    const end = await pool.extend(runs, options.replications, {
      signal: interrupt.signal,
      onProgress: ({ done, wanted }) => progress.show(`${done} of ${wanted} replications`),
    });
    if (end.status === 'refused') throw sourceError(end.issues, sources[runs.indexOf(end.run)]);
    const wallSeconds = Math.round(performance.now() - began) / 1000;
    return { runs, wallSeconds, interrupted: end.status === 'cancelled' };
  } finally {
    process.off('SIGINT', onInterrupt);
    progress.clear();
    pool.dispose();
  }
}

/** One line on the terminal that overwrites itself; nothing at all where nobody is looking. */
function progressLine() {
  const write = (text: string) => void (process.stderr.isTTY && process.stderr.write(text));
  return {
    show: (text: string) => write(`\r\u001B[K${text}`),
    clear: () => write('\r\u001B[K'),
  };
}
