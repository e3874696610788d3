/** Several workers that share the work of a page or a command. The same in a browser and in Node. */
import type {
  Change,
  Comparison,
  Explained,
  Flow,
  Followed,
  Outputs,
  PeopleFound,
  RunSummary,
  ShareInterval,
  Solved,
  UncertainInput,
} from '../engine/index';
import { MOST_ATTEMPTS, WorkerLost, lostTooOften } from './attempts';
import type { Connection, Spawn } from './connection';
import { extendRuns, type ExtendOptions } from './extend-runs';
import { extendUntil, type StopRule, type UntilEnd, type UntilOptions } from './extend-until';
import { Member } from './member';
import { onOneReplication } from './one-replication';
import { onlyMeasures } from './only-measures';
import type {
  Answer,
  KeyedResults,
  Outcome,
  RemoteEngine,
  ScenarioDescription,
  ScenarioSource,
  StudyQuestion,
} from './protocol';
import { ScenarioRun } from './scenario-run';
import type { ExtendEnd } from './work-off';
import { workStudy, type StudyEnd, type StudyOptions, type TaskSource } from './work-study';

/**
 * Runs replications of scenarios on several workers and answers questions about scenarios.
 *
 * @example
 * const pool = createNodePool();
 * const baseline = pool.open({ scenario: text, changes: [] }, 'a seed');
 * await pool.extend([baseline], 20, { onProgress: ({ done, wanted }) => show(done / wanted) });
 * const summary = await pool.summarise(baseline);
 * pool.dispose();
 */
export class Pool {
  /** Most workers at once. They are started when first needed. */
  readonly size: number;
  readonly #spawn: Spawn;
  #members: Member[] = [];
  #idle: Member[] = [];
  #waiting: { resolve: (member: Member) => void; reject: (error: Error) => void }[] = [];
  #lastKey = 0;
  #isDisposed = false;

  /**
   * @param spawn starts one worker
   * @param size number of workers, at least 1
   */
  constructor(spawn: Spawn, size: number) {
    if (!Number.isInteger(size) || size < 1) throw new RangeError(`A pool needs 1 or more workers, got ${size}.`);
    this.#spawn = spawn;
    this.size = size;
  }

  /** Validate a scenario with its changes and describe it. Answers while replications are running, too. */
  describe(source: ScenarioSource): Promise<Answer<ScenarioDescription>> {
    return this.#ask((engine) => engine.describe(source));
  }

  /** Read and validate one change on its own. */
  readChange(text: string): Promise<Answer<Change>> {
    return this.#ask((engine) => engine.readChange(text));
  }

  /** Start with no replications of a scenario. `extend` makes them. Comparisons need one seed for all. */
  open(source: ScenarioSource, seed: string): ScenarioRun {
    this.#lastKey += 1;
    return new ScenarioRun(`scenario-${this.#lastKey}`, source, seed);
  }

  /** Let the workers drop the model of a run that is not needed any more. */
  close(run: ScenarioRun): void {
    for (const member of this.#members) member.forget(run.key);
  }

  /**
   * Make replications until every run has this many; those that exist are kept and never made again. Replication r of
   * every run comes before r + 1 of any.
   *
   * @param replications number that each run should have in the end
   * @returns how it ended; the runs hold what there is, however it ended
   * @throws Error when a replication loses its worker again and again
   */
  extend(runs: readonly ScenarioRun[], replications: number, options: ExtendOptions = {}): Promise<ExtendEnd> {
    return extendRuns(this, runs, replications, options);
  }

  /**
   * Make replications until a rule says that there are enough, or a budget is spent. The rule sees replication 0 of all
   * runs, then 1 of all, and so on; those that exist are kept and seen first. In the end all runs have the same number,
   * which does not depend on the number of workers unless seconds ran out. What workers had finished beyond it does not
   * count, but is not made again by a later extension.
   *
   * @returns why it ended
   * @throws Error when a replication loses its worker again and again
   */
  extendUntil(runs: readonly ScenarioRun[], rule: StopRule, options: UntilOptions): Promise<UntilEnd> {
    return extendUntil(this, runs, rule, options);
  }

  /** The quantities of a scenario as uncertain inputs. */
  inputs(source: ScenarioSource): Promise<Answer<UncertainInput[]>> {
    return this.#ask((engine) => engine.inputs(source));
  }

  /**
   * Run a study to its end, or until it is cancelled; it holds what there is, however it ended.
   *
   * @param question what is asked at each setting
   * @param shortDays length of the runs of a first look, in days; at most that of the others
   * @param seed of the runs
   * @throws Error when a task loses its worker again and again
   */
  async study(
    question: StudyQuestion,
    shortDays: number,
    seed: string,
    plan: TaskSource,
    options: StudyOptions = {},
  ): Promise<StudyEnd> {
    this.#lastKey += 1;
    const key = `study-${this.#lastKey}`;
    const sources = question.sources.map((source) => ({ ...source, horizonDays: shortDays }));
    const keys = {
      whole: { key, question, seed },
      short: { key: `${key}-short`, question: { ...question, sources }, seed },
    };
    try {
      return await workStudy(this, keys, plan, options);
    } finally {
      for (const member of this.#members) for (const used of [keys.whole, keys.short]) member.forget(used.key);
    }
  }

  /** Summary of the replications that a run has. */
  summarise(run: ScenarioRun): Promise<RunSummary> {
    const keyed = keyedResults(run);
    return this.#ask(async (engine, member) => {
      await requirePrepared(member, run);
      return engine.summarise(keyed);
    });
  }

  /** Ask any worker something that needs nothing prepared. It may be put to another one when a worker is lost. */
  ask<T>(question: (engine: RemoteEngine) => Promise<T>): Promise<T> {
    return this.#ask(question);
  }

  /**
   * Take differences apart: as the engine's `explain`. Only the values of these measures are sent.
   *
   * @param combinations over the same replications
   */
  explain(
    combinations: readonly Solved[],
    measures: readonly { measure: string; margin: number }[],
  ): Promise<Explained> {
    const ids = measures.map(({ measure }) => measure);
    const slim = combinations.map((solved) => onlyMeasures(solved, ids));
    return this.#ask((engine) => engine.explain(slim, [...measures]));
  }

  /** Wilson's 95 % interval of a share for each number of successes, from none to all of so many trials. */
  shareIntervals(trials: number): Promise<ShareInterval[]> {
    return this.#ask((engine) => engine.shareIntervals(trials));
  }

  /** Paired comparison over the replications that all these runs have. */
  async compare(baseline: ScenarioRun, changed: readonly ScenarioRun[]): Promise<Comparison[]> {
    return this.#together([baseline, ...changed], (engine, [first, ...others]) => engine.compare(first, others));
  }

  /** The twelve outputs over the replications that all these runs have, the baseline first. */
  async outputs(runs: readonly ScenarioRun[]): Promise<Outputs> {
    return this.#together(runs, (engine, keyed) => engine.outputs(keyed));
  }

  /** Ask something about the replications that all these runs have. */
  async #together<T>(
    runs: readonly ScenarioRun[],
    question: (engine: RemoteEngine, keyed: KeyedResults[]) => Promise<T>,
  ): Promise<T> {
    if (runs.some(({ seed }) => seed !== runs[0].seed)) {
      throw new Error('Scenarios can be compared only on one seed, since the comparison is paired.');
    }
    const replications = Math.min(...runs.map((run) => run.replications));
    const keyed = runs.map((run) => keyedResults(run, replications));
    return this.#ask(async (engine, member) => {
      for (const run of runs) await requirePrepared(member, run);
      return question(engine, keyed);
    });
  }

  /** Count the routes that people take in one replication of a scenario. */
  countFlows(run: ScenarioRun, number: number, signal?: AbortSignal): Promise<Outcome<Flow[]>> {
    return onOneReplication(this, run, number, signal, (engine, one) => engine.countFlows(one));
  }

  /** Look for people who wait at a service in one replication of a scenario. */
  findPeople(run: ScenarioRun, number: number, service: string, signal?: AbortSignal): Promise<Outcome<PeopleFound>> {
    return onOneReplication(this, run, number, signal, (engine, one) => engine.findPeople(one, service));
  }

  /** Follow one person through one replication of a scenario; null for a name that nobody there can have. */
  follow(run: ScenarioRun, number: number, person: string, signal?: AbortSignal): Promise<Outcome<Followed | null>> {
    return onOneReplication(this, run, number, signal, (engine, one) => engine.follow(one, person));
  }

  /** End every worker. What is under way is cancelled. */
  dispose(): void {
    this.#isDisposed = true;
    for (const member of this.#members) member.discard(DISPOSED);
    for (const { reject } of this.#waiting) reject(new WorkerLost(DISPOSED));
    this.#members = [];
    this.#idle = [];
    this.#waiting = [];
  }

  /** Whether `dispose` was called. */
  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  /** For extensions: wait for a worker that runs no replication, and have it to oneself until `release`. */
  async acquire(): Promise<Member> {
    if (this.#isDisposed) throw new WorkerLost(DISPOSED);
    const free = this.#takeFree();
    return free ?? new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** For extensions: give back a worker from `acquire`, dead or alive. */
  release(member: Member): void {
    if (this.#isDisposed) return;
    this.#idle.push(member);
    const first = this.#waiting.shift();
    if (first === undefined) return;
    try {
      const free = this.#takeFree();
      if (free === undefined) this.#waiting.unshift(first);
      else first.resolve(free);
    } catch (error) {
      first.reject(error as Error);
    }
  }

  /** A worker that runs nothing: one that is idle, or a new one while there is room. */
  #takeFree(): Member | undefined {
    this.#dropDead();
    return this.#idle.pop() ?? (this.#members.length < this.size ? this.#start() : undefined);
  }

  /** Ask any worker, busy or not: replications run in slices, between which it answers. */
  async #ask<T>(question: (engine: RemoteEngine, member: Member) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const member = this.#anyMember();
      try {
        return await member.ask((engine) => question(engine, member));
      } catch (error) {
        if (!(error instanceof WorkerLost) || this.#isDisposed) throw error;
        if (attempt >= MOST_ATTEMPTS) throw lostTooOften('A worker', error);
      }
    }
  }

  #anyMember(): Member {
    if (this.#isDisposed) throw new WorkerLost(DISPOSED);
    this.#dropDead();
    const chosen = this.#idle.at(-1) ?? this.#members.at(-1);
    if (chosen !== undefined) return chosen;
    const started = this.#start();
    this.#idle.push(started);
    return started;
  }

  #start(): Member {
    const member = new Member(this.#connect());
    this.#members.push(member);
    return member;
  }

  #connect(): Connection {
    try {
      return this.#spawn();
    } catch (error) {
      throw new Error('No worker could be started.', { cause: error });
    }
  }

  #dropDead(): void {
    this.#members = this.#members.filter(({ isAlive }) => isAlive);
    this.#idle = this.#idle.filter(({ isAlive }) => isAlive);
  }
}

const DISPOSED = 'the pool was closed';

function keyedResults(run: ScenarioRun, replications = run.replications): KeyedResults {
  return { key: run.key, results: run.results.slice(0, replications) };
}

async function requirePrepared(member: Member, run: ScenarioRun): Promise<void> {
  const prepared = await member.prepare(run);
  if (!prepared.ok) throw new Error(`This is a bug in Headroom: results of a scenario that does not compile.`);
}
