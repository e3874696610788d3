/** The protocol, answered by the engine: in a web worker, in a worker thread, or inline in the command line. */
import { transfer } from 'comlink';
import {
  FlowCount,
  Following,
  PeopleSearch,
  Replication,
  ScenarioError,
  compare,
  compareTargets,
  compile,
  explain,
  judgeTargets,
  outputsOf,
  readChange,
  startOf,
  summarise,
  uncertainInputs,
  wilsonInterval,
  type Change,
  type Comparison,
  type Explained,
  type Flow,
  type Followed,
  type Model,
  type Outputs,
  type PeopleFound,
  type Pressure,
  type ReplicationResult,
  type RunSummary,
  type SensitivityResult,
  type Setting,
  type ShareInterval,
  type Solved,
  type UncertainInput,
} from '../engine/index';
import { assemble, issuesOfAll, readTexts } from './assemble';
import { describeModel } from './describe-model';
import {
  BATCH_MS,
  type Answer,
  type EngineProtocol,
  type KeyedResults,
  type OneReplication,
  type Outcome,
  type ReplicationsOutcome,
  type ScenarioDescription,
  type ScenarioSource,
  type StudyQuestion,
  type StudyTaskOutcome,
} from './protocol';
import { pressing } from './pressing';
import type { EdgeValues } from './seek-answer';
import {
  SeekSession,
  type SeekFound,
  type SeekOpened,
  type SeekQuestion,
  type SeekStep,
  type SeekTaken,
} from './seek-session';
import {
  SensitivitySession,
  type SensitivityOpened,
  type SensitivityQuestion,
  type SensitivityStep,
  type StudyBatches,
} from './sensitivity-session';
import { advanceInSlices, type Advancing } from './slices';
import { StudyModels } from './study-models';

/** A model, and the replication that is reset for each number: the engine runs one at a time on a model. */
interface HeldModel {
  model: Model;
  replication: Replication;
}

/** Holds compiled models by key and works on them as asked. */
export class EngineService implements EngineProtocol {
  readonly #models = new Map<string, HeldModel>();
  /** The study and the search that were asked about last. */
  #sensitivity: { key: string; session: SensitivitySession } | undefined;
  #seek: { key: string; session: SeekSession } | undefined;
  readonly #studies = new Map<string, StudyModels>();
  /** Replications under way by ticket: true once cancelled. */
  readonly #underWay = new Map<number, boolean>();

  describe(source: ScenarioSource): Answer<ScenarioDescription> {
    const assembled = assemble(source);
    if (!assembled.ok) return assembled;
    return answer(source, () => describeModel(compile(assembled.value.scenario), assembled.value));
  }

  readChange(text: string): Answer<Change> {
    return readChange(text);
  }

  prepare(key: string, source: ScenarioSource): Answer<null> {
    if (this.#models.has(key)) return { ok: true, value: null };
    const assembled = assemble(source);
    if (!assembled.ok) return assembled;
    return answer(source, () => {
      const model = compile(assembled.value.scenario);
      this.#models.set(key, { model, replication: new Replication(model) });
      return null;
    });
  }

  inputs(source: ScenarioSource): Answer<UncertainInput[]> {
    const read = readTexts(source);
    return read.ok ? { ok: true, value: uncertainInputs(read.value.baseline) } : read;
  }

  prepareStudy(key: string, question: StudyQuestion): Answer<null> {
    if (this.#studies.has(key)) return { ok: true, value: null };
    const prepared = StudyModels.prepare(question);
    if (!prepared.ok) return prepared;
    this.#studies.set(key, prepared.value);
    return { ok: true, value: null };
  }

  async runTask(
    key: string,
    seed: string,
    setting: Setting,
    number: number,
    ticket: number,
  ): Promise<StudyTaskOutcome> {
    const models = this.#studies.get(key);
    if (models === undefined)
      throw new Error(`This is a bug in Headroom: study ${key} was used before it was prepared.`);
    this.#underWay.set(ticket, false);
    try {
      return await models.run(setting, seed, number, () => this.#underWay.get(ticket) !== false);
    } finally {
      this.#underWay.delete(ticket);
    }
  }

  forget(key: string): void {
    this.#models.delete(key);
    this.#studies.delete(key);
  }

  async replicate(key: string, seed: string, numbers: readonly number[], ticket: number): Promise<ReplicationsOutcome> {
    const { replication } = this.#held(key);
    const results: ReplicationResult[] = [];
    const began = performance.now();
    // What is done is not kept waiting for one that turns out to be long: that one is begun again by itself.
    const isLate = () => results.length > 0 && performance.now() - began > BATCH_MS;
    for (const number of numbers) {
      if (isLate()) break;
      const begin = () => {
        replication.reset(seed, number);
        return replication;
      };
      const ended = await this.#inSlices(ticket, begin, isLate);
      if (ended.kind === 'done') results.push(ended.value);
      else if (results.length === 0) return ended;
      else break;
    }
    const buffers = new Set(results.flatMap(({ values, histograms }) => [values.buffer, histograms.buffer]));
    return transfer<ReplicationsOutcome>({ kind: 'done', results }, [...buffers]);
  }

  async countFlows({ key, seed, number, ticket }: OneReplication): Promise<Outcome<Flow[]>> {
    const { model } = this.#held(key);
    return this.#inSlices(ticket, () => new FlowCount(model, seed, number));
  }

  async findPeople({ key, seed, number, ticket }: OneReplication, service: string): Promise<Outcome<PeopleFound>> {
    const { model } = this.#held(key);
    return this.#inSlices(ticket, () => new PeopleSearch(model, seed, number, service));
  }

  async follow({ key, seed, number, ticket }: OneReplication, person: string): Promise<Outcome<Followed | null>> {
    const { model } = this.#held(key);
    if (startOf(model.scenario, person) === null) return { kind: 'done', value: null };
    return this.#inSlices(ticket, () => new Following(model, seed, number, person));
  }

  /** Advance until the end, a cancellation, or until there is another reason to stop. */
  async #inSlices<T>(
    ticket: number,
    begin: () => Advancing & { result(): T },
    isToStop: () => boolean = () => false,
  ): Promise<Outcome<T>> {
    this.#underWay.set(ticket, false);
    try {
      const work = begin();
      const finished = await advanceInSlices(work, () => this.#underWay.get(ticket) !== false || isToStop());
      return finished ? { kind: 'done', value: work.result() } : { kind: 'cancelled' };
    } catch (error) {
      if (error instanceof ScenarioError) return { kind: 'refused', issues: [...error.issues] };
      throw error;
    } finally {
      this.#underWay.delete(ticket);
    }
  }

  cancel(ticket: number): void {
    if (this.#underWay.has(ticket)) this.#underWay.set(ticket, true);
  }

  summarise(run: KeyedResults): RunSummary {
    const { layout, targets } = this.#held(run.key).model;
    return { ...summarise(layout, run.results), targets: judgeTargets(targets, run.results) };
  }

  openSeek(key: string, question: SeekQuestion): Answer<SeekOpened> {
    const answer = SeekSession.open(question);
    if (!answer.ok) return answer;
    this.#seek = { key, session: answer.value };
    return { ok: true, value: answer.value.opened };
  }

  seekStep(key: string, question: SeekQuestion, taken: SeekTaken[]): SeekStep {
    return this.#seekOf(key, question, taken).step(taken);
  }

  seekAnswer(key: string, question: SeekQuestion, taken: SeekTaken[], atEdge: EdgeValues[], title: string): SeekFound {
    return this.#seekOf(key, question, taken).answer(taken, atEdge, title);
  }

  #seekOf(key: string, question: SeekQuestion, taken: readonly SeekTaken[]): SeekSession {
    const held = this.#seek;
    if (held?.key === key && held.session.taken <= taken.length) return held.session;
    const answer = SeekSession.open(question);
    if (!answer.ok) throw new Error('This is a bug in Headroom: a search that was taken up before is refused.');
    this.#seek = { key, session: answer.value };
    return answer.value;
  }

  openSensitivity(key: string, question: SensitivityQuestion): Answer<SensitivityOpened> {
    const answer = SensitivitySession.open(question);
    if (!answer.ok) return answer;
    this.#sensitivity = { key, session: answer.value };
    return { ok: true, value: answer.value.opened };
  }

  sensitivityStep(key: string, question: SensitivityQuestion, batches: StudyBatches): SensitivityStep {
    return this.#sensitivityOf(key, question, batches).step(batches);
  }

  sensitivityResult(
    key: string,
    question: SensitivityQuestion,
    batches: StudyBatches,
    isComplete: boolean,
  ): SensitivityResult {
    return this.#sensitivityOf(key, question, batches).result(batches, isComplete);
  }

  #sensitivityOf(key: string, question: SensitivityQuestion, batches: StudyBatches): SensitivitySession {
    const held = this.#sensitivity;
    if (held?.key === key && held.session.taken <= batches.length) return held.session;
    const answer = SensitivitySession.open(question);
    if (!answer.ok) throw new Error('This is a bug in Headroom: a study that was taken up before is refused.');
    this.#sensitivity = { key, session: answer.value };
    return answer.value;
  }

  pressing(solved: Solved, service: string): Pressure[] {
    return pressing(solved, service);
  }

  explain(combinations: Solved[], measures: { measure: string; margin: number }[]): Explained {
    return explain(combinations, measures);
  }

  shareIntervals(trials: number): ShareInterval[] {
    return Array.from({ length: trials + 1 }, (_, successes) => wilsonInterval(successes, trials) ?? []).flat();
  }

  compare(baseline: KeyedResults, changed: KeyedResults[]): Comparison[] {
    const solved = [baseline, ...changed].map(({ key, results }) => {
      const { layout, targets } = this.#held(key).model;
      return { layout, targets, results };
    });
    const [first, ...others] = solved;
    const targets = compareTargets(first, others);
    return compare(first, others, this.#held(baseline.key).model.primary).map((comparison, i) => ({
      ...comparison,
      targets: targets[i],
    }));
  }

  outputs(runs: KeyedResults[]): Outputs {
    return outputsOf(
      runs.map(({ key, results }) => {
        const { scenario, layout } = this.#held(key).model;
        return { scenario, layout, results };
      }),
    );
  }

  #held(key: string): HeldModel {
    const held = this.#models.get(key);
    if (held === undefined) throw new Error(`This is a bug in Headroom: model ${key} was used before it was prepared.`);
    return held;
  }
}

/** What a person can mend becomes an answer; anything else is a bug and stays an exception. */
function answer<T>(source: ScenarioSource, work: () => T): Answer<T> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    if (error instanceof ScenarioError) return { ok: false, issues: issuesOfAll(error.issues, source) };
    throw error;
  }
}
