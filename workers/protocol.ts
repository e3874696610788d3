/**
 * What a worker can be asked. Everything that crosses is plain data: texts go in, descriptions, issues and numbers come
 * out, so that the page needs no line of the engine itself.
 */
import type {
  Change,
  Comparison,
  Explained,
  CompiledTarget,
  Flow,
  Followed,
  MeasureLayout,
  Outputs,
  Parameter,
  ParameterUse,
  PeopleFound,
  Pressure,
  PrimaryMeasure,
  ReplicationResult,
  RunSummary,
  Scenario,
  SensitivityResult,
  ScenarioIssue,
  ShareInterval,
  Way,
  Setting,
  Solved,
  StudyOutcome,
  UncertainInput,
} from '../engine/index';

import type { EdgeValues } from './seek-answer';
import type { SensitivityOpened, SensitivityQuestion, SensitivityStep, StudyBatches } from './sensitivity-session';
import type { SeekFound, SeekOpened, SeekQuestion, SeekStep, SeekTaken } from './seek-session';

/** The texts that a scenario is made of, and the run settings that a person sets beside them. */
export interface ScenarioSource {
  /** The baseline's file, as text. */
  scenario: string;
  /** Change files, as texts, in the order in which they apply. */
  changes: string[];
  /** Run this many days instead of what the file says. */
  horizonDays?: number;
  /** Start with nobody, and count from the end of a warm-up of so many days, whatever the file says. */
  fromEmpty?: { warmUpDays: number };
}

/** An issue, and which of the texts it is about. */
export interface SourceIssue extends ScenarioIssue {
  /**
   * Position in `changes` of the text that is at fault, or `all` when only what comes of scenario and changes together
   * is. Absent for the scenario itself.
   */
  change?: number | 'all';
}

/** A value, or everything that stands in its way: bad input is an answer, not an exception. */
export type Answer<T> = { ok: true; value: T } | { ok: false; issues: SourceIssue[] };

/** A parameter with its evidence, under its id. */
export interface ParameterDescription extends Parameter {
  id: string;
}

/** A service as shown to people. */
export interface ServiceDescription {
  id: string;
  kind: Scenario['services'][string]['kind'];
  title: string;
  note?: string;
  /** Id of a place in `places`. */
  place?: string;
  /** Id of a group in `groups`: services whose results are shown together. */
  group?: string;
}

/** Everything to be said of a scenario before it has run. */
export interface ScenarioDescription {
  id: string;
  title: string;
  description?: string;
  /** To be shown wherever the scenario is shown. */
  caution?: string;
  /** Run settings as they will be used, defaults and overrides included. */
  run: Scenario['run'];
  parameters: ParameterDescription[];
  /** Publications that parameters cite by key. */
  sources: Scenario['sources'];
  places: Scenario['places'];
  groups: Scenario['groups'];
  professions: Scenario['professions'];
  employers: Scenario['employers'];
  services: ServiceDescription[];
  /** Ways that people can take between services. */
  ways: Way[];
  /** What each parameter is used by, in the order of `parameters`. */
  uses: ParameterUse[];
  /** What `countFlows` counts. */
  flow: { title: string; unit: string; definition: string };
  /** Attributes of people, for their titles. */
  attributes: Scenario['attributes'];
  /** The changes that were applied, in order. */
  changes: Change[];
  layout: MeasureLayout;
  primary: PrimaryMeasure[];
  targets: CompiledTarget[];
  /** Hash of the scenario after its changes and overrides. */
  scenarioHash: string;
  /** Hash of the scenario file alone, before changes and overrides: equal for what can be compared. */
  baselineHash: string;
  engineVersion: string;
}

/** What a study asks at each of its settings. */
export interface StudyQuestion {
  /** The baseline and, where there are changes, the same with them: settings are of the baseline, before its changes. */
  sources: ScenarioSource[];
  /** Id of a measure with one value for each replication. */
  measure: string;
}

/** How one task of a study ended. */
export type StudyTaskOutcome = StudyOutcome | { kind: 'cancelled' };

/** Replications of a model that the worker holds under `key`, in order of number. */
export interface KeyedResults {
  key: string;
  results: ReplicationResult[];
}

/**
 * How replications ended. `done`: at least the first of those asked for, in their order; the rest was left for another
 * time. `refused`: the scenario turned out to be at fault while the first of them ran.
 */
export type ReplicationsOutcome =
  { kind: 'done'; results: ReplicationResult[] } | { kind: 'cancelled' } | { kind: 'refused'; issues: SourceIssue[] };

/** How work on one replication ended: the same, with what came of it. */
export type Outcome<T> =
  { kind: 'done'; value: T } | { kind: 'cancelled' } | { kind: 'refused'; issues: SourceIssue[] };

/** A worker that was asked for several replications begins none later than so many milliseconds after the call. */
export const BATCH_MS = 20;

/** One replication of a prepared model. The ticket names the call, for `cancel`. */
export interface OneReplication {
  key: string;
  seed: string;
  number: number;
  ticket: number;
}

/** The engine as a worker offers it. Every rejection is a bug or a crash; what a person can mend comes as issues. */
export interface EngineProtocol {
  /** Validate a scenario with its changes and describe it. */
  describe(source: ScenarioSource): Answer<ScenarioDescription>;
  /** Read and validate one change on its own. */
  readChange(text: string): Answer<Change>;
  /** Compile a scenario and hold the model under `key` until it is forgotten. Does nothing if it is held already. */
  prepare(key: string, source: ScenarioSource): Answer<null>;
  /** The quantities of a scenario and its changes as uncertain inputs: those of the baseline. */
  inputs(source: ScenarioSource): Answer<UncertainInput[]>;
  /** Compile the scenarios of a study, to be run at settings, and hold them under `key` until they are forgotten. */
  prepareStudy(key: string, question: StudyQuestion): Answer<null>;
  /** Run one replication of the scenarios of a study at a setting, in slices as {@link EngineProtocol.replicate} does. */
  runTask(key: string, seed: string, setting: Setting, number: number, ticket: number): Promise<StudyTaskOutcome>;
  /** Let go of a model, or of a study's. */
  forget(key: string): void;
  /**
   * Run replications of a prepared model, in slices of at most about 25 ms, between which other calls are heard. Answers
   * with the first of them and as many more as are done within {@link BATCH_MS}. Their arrays are transferred, not copied.
   *
   * @param numbers of the replications, at least one
   * @param ticket names this call, for `cancel`
   */
  replicate(key: string, seed: string, numbers: readonly number[], ticket: number): Promise<ReplicationsOutcome>;
  /** Count the routes that people take in one replication: `FLOW` says what is counted. In slices, like `replicate`. */
  countFlows(one: OneReplication): Promise<Outcome<Flow[]>>;
  /** Look for people who wait a typical, a short and a long time at a service. In slices, like `replicate`. */
  findPeople(one: OneReplication, service: string): Promise<Outcome<PeopleFound>>;
  /**
   * Follow one person through one replication, in slices, like `replicate`. The value is null where nobody of the scenario can
   * have this name; somebody who does not come in has no entries.
   */
  follow(one: OneReplication, person: string): Promise<Outcome<Followed | null>>;
  /** Stop the replication with this ticket after its current slice. Does nothing once it has ended. */
  cancel(ticket: number): void;
  /** Means, intervals, series and histograms over the replications of a prepared model. */
  summarise(run: KeyedResults): RunSummary;
  /** Read what a search is asked, and hold the search under `key` until another one is. */
  openSeek(key: string, question: SeekQuestion): Answer<SeekOpened>;
  /**
   * What a search needs next. It hangs on nothing but the question and all that was made so far, in order: a worker that does
   * not hold the search makes it anew.
   */
  seekStep(key: string, question: SeekQuestion, taken: SeekTaken[]): SeekStep;
  /** What the search came to, likewise. */
  seekAnswer(key: string, question: SeekQuestion, taken: SeekTaken[], atEdge: EdgeValues[], title: string): SeekFound;
  /** Read what a sensitivity study is asked, and hold it under `key` until another one is. */
  openSensitivity(key: string, question: SensitivityQuestion): Answer<SensitivityOpened>;
  /** What the study needs next, from all that was run so far; like `seekStep`. */
  sensitivityStep(key: string, question: SensitivityQuestion, batches: StudyBatches): SensitivityStep;
  /** What the study has found by now, likewise. */
  sensitivityResult(
    key: string,
    question: SensitivityQuestion,
    batches: StudyBatches,
    isComplete: boolean,
  ): SensitivityResult;
  /** The limits of a service and of others that are used most; of the measures only those that tell are needed. */
  pressing(solved: Solved, service: string): Pressure[];
  /** Take differences apart: as the engine's `explain`, of combinations of which only these measures are given. */
  explain(combinations: Solved[], measures: { measure: string; margin: number }[]): Explained;
  /** Wilson's 95 % interval of a share for each number of successes, from none to all of so many trials. */
  shareIntervals(trials: number): ShareInterval[];
  /** Paired comparison of prepared models with a baseline. The primary measures are the baseline's. */
  compare(baseline: KeyedResults, changed: KeyedResults[]): Comparison[];
  /** The twelve outputs, who waits and the scorecard, of prepared models; the baseline stands first. */
  outputs(runs: KeyedResults[]): Outputs;
}

/** The same seen from the other side of a message port: every answer is awaited. */
export type RemoteEngine = {
  [Name in keyof EngineProtocol]: (
    ...args: Parameters<EngineProtocol[Name]>
  ) => Promise<Awaited<ReturnType<EngineProtocol[Name]>>>;
};
