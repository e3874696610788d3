/** Work on a single replication that makes no results: routes counted, people looked for, somebody followed. */
import { MOST_ATTEMPTS, WorkerLost, lostTooOften } from './attempts';
import type { OneReplication, Outcome, RemoteEngine } from './protocol';
import type { ScenarioRun } from './scenario-run';
import type { Crew } from './work-off';

/**
 * Have a worker to oneself for one replication of a run's scenario. What the run has is neither used nor changed.
 *
 * @param signal cancels after the current slice
 * @throws Error when the work loses its worker again and again
 */
export async function onOneReplication<T>(
  crew: Crew,
  run: ScenarioRun,
  number: number,
  signal: AbortSignal | undefined,
  question: (engine: RemoteEngine, one: OneReplication) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  for (let attempt = 1; ; attempt += 1) {
    if (signal?.aborted) return { kind: 'cancelled' };
    const member = await crew.acquire();
    try {
      return await member.work(run, signal, (engine, ticket) =>
        question(engine, { key: run.key, seed: run.seed, number, ticket }),
      );
    } catch (error) {
      if (!(error instanceof WorkerLost) || crew.isDisposed) throw error;
      if (attempt >= MOST_ATTEMPTS) throw lostTooOften(`Replication ${number}`, error);
    } finally {
      crew.release(member);
    }
  }
}
