/** One worker of the pool: what it has prepared, and whether it is still alive. */
import { WorkerLost } from './attempts';
import type { Connection } from './connection';
import type { StudyTask } from '../engine/index';
import type { Answer, RemoteEngine, ReplicationsOutcome, StudyQuestion, StudyTaskOutcome } from './protocol';
import type { ScenarioRun } from './scenario-run';

/** Work that did not come to its end. */
type Stopped = Exclude<ReplicationsOutcome, { kind: 'done' }>;
/** A study as workers know it. */
export interface StudyKey {
  /** Names its scenarios in the workers. */
  key: string;
  question: StudyQuestion;
  /** Seed of the runs. */
  seed: string;
}

/** A worker with the calls that the pool makes of it. */
export class Member {
  readonly #connection: Connection;
  /** Rejects when the worker is lost; never resolves. */
  readonly #lost: Promise<never>;
  #lose!: (error: WorkerLost) => void;
  #isAlive = true;
  readonly #prepared = new Map<string, Promise<Answer<null>>>();
  #lastTicket = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#lost = new Promise((_, reject) => {
      this.#lose = reject;
    });
    // A worker may die while nobody is asking it anything.
    this.#lost.catch(() => {});
    void connection.death.then((reason) => this.discard(reason));
  }

  /** False once the worker has died or was discarded. */
  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Ask the worker something. Rejects with {@link WorkerLost} if it dies first. */
  async ask<T>(question: (engine: RemoteEngine) => Promise<T>): Promise<T> {
    if (!this.#isAlive) return this.#lost;
    return Promise.race([question(this.#connection.engine), this.#lost]);
  }

  /** Have the worker compile the model of a run, once. */
  prepare(run: ScenarioRun): Promise<Answer<null>> {
    return this.#once(run.key, (engine) => engine.prepare(run.key, run.source));
  }

  #once(key: string, ask: (engine: RemoteEngine) => Promise<Answer<null>>): Promise<Answer<null>> {
    const before = this.#prepared.get(key);
    if (before !== undefined) return before;
    const prepared = this.ask(ask);
    this.#prepared.set(key, prepared);
    prepared.catch(() => this.#prepared.delete(key));
    return prepared;
  }

  /** Let the worker drop a model, if it has it. */
  forget(key: string): void {
    if (this.#prepared.delete(key)) this.#tell((engine) => engine.forget(key));
  }

  /** Have the worker compile the scenarios of a study, once. */
  prepareStudy(key: string, question: StudyQuestion): Promise<Answer<null>> {
    return this.#once(key, (engine) => engine.prepareStudy(key, question));
  }

  /**
   * Run replications: the first, and as many more as take little time. When the signal aborts, the answer comes after the
   * current slice.
   *
   * @throws WorkerLost when the worker died or the call failed in a way that only a bug can; the worker is then gone
   */
  replicate(run: ScenarioRun, numbers: readonly number[], signal: AbortSignal): Promise<ReplicationsOutcome> {
    return this.work(run, signal, (engine, ticket) => engine.replicate(run.key, run.seed, numbers, ticket));
  }

  /**
   * Do other work on the model of a run that can be cancelled like a replication.
   *
   * @throws WorkerLost as `replicate` does
   */
  work<T>(
    run: ScenarioRun,
    signal: AbortSignal | undefined,
    question: (engine: RemoteEngine, ticket: number) => Promise<T>,
  ): Promise<T | Stopped> {
    return this.#workOn(this.prepare(run), signal, question);
  }

  /**
   * Run one task of a study, that can be cancelled like a replication.
   *
   * @throws WorkerLost as `replicate` does
   */
  async runTask(study: StudyKey, task: StudyTask, signal: AbortSignal): Promise<StudyTaskOutcome> {
    const { key, question, seed } = study;
    const outcome = await this.#workOn<StudyTaskOutcome>(this.prepareStudy(key, question), signal, (engine, ticket) =>
      engine.runTask(key, seed, task.setting, task.replication, ticket),
    );
    // Scenarios that do not compile at all are no quantity's fault.
    return outcome.kind === 'refused' ? { inputs: [], ...outcome } : outcome;
  }

  async #workOn<T>(
    preparing: Promise<Answer<null>>,
    signal: AbortSignal | undefined,
    question: (engine: RemoteEngine, ticket: number) => Promise<T>,
  ): Promise<T | Stopped> {
    this.#lastTicket += 1;
    const ticket = this.#lastTicket;
    const cancel = () => this.#tell((engine) => engine.cancel(ticket));
    try {
      const prepared = await preparing;
      if (!prepared.ok) return { kind: 'refused', issues: prepared.issues };
      if (signal?.aborted) return { kind: 'cancelled' };
      signal?.addEventListener('abort', cancel, { once: true });
      return await this.ask((engine) => question(engine, ticket));
    } catch (error) {
      if (error instanceof WorkerLost) throw error;
      // The worker lives, but nobody knows in what state.
      const reason = error instanceof Error ? error.message : String(error);
      this.discard(reason);
      throw new WorkerLost(reason);
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  /** End the worker; whoever waits for an answer gets {@link WorkerLost} with this reason. */
  discard(reason: string): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    this.#lose(new WorkerLost(reason));
    this.#connection.terminate();
  }

  /** Ask without waiting. If the worker is lost, what it was told no longer matters. */
  #tell(message: (engine: RemoteEngine) => Promise<void>): void {
    this.ask(message).catch(() => {});
  }
}
