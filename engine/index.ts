/**
 * The only door to the engine: read and validate scenarios, apply changes, compile a model, replicate, summarise,
 * compare. Everything behind it is pure: no clock, no page, no storage.
 */
export { ENGINE_VERSION } from './version';
export { readScenario, readChange, type ReadResult } from './scenario/read';
export { applyChanges } from './scenario/changes';
export { ScenarioError, describeIssue, type ScenarioIssue } from './scenario/issue';
export type { Scenario, ScenarioInput, Change, Operation, Parameter } from './scenario/schema';
export type { ServiceField } from './scenario/services';
export { SettableModel, compile } from './services/compile';
export type { CompiledTarget, Model, PrimaryMeasure } from './services/model';
export { Replication, replicate } from './experiment/replicate';
export { Following, follow, somePeople, type Followed, type FollowedEntry, type PersonSeen } from './experiment/follow';
export { startOf } from './experiment/person-names';
export { PeopleSearch, type PeopleFound, type PersonWait } from './experiment/find-people';
export { FLOW, FlowCount, type Flow } from './experiment/flows';
export { usesOf, waysOf, type ParameterUse, type Way } from './services/system-map';
export { summarise } from './experiment/summarise';
export { compare, type Solved } from './experiment/compare';
export { combinationsOf, explain, type Explained, type Explanation, type Part } from './experiment/explain';
export { Search, type Wanted } from './experiment/seek';
export { MOST_LEVERS, leverValues, isMet, type Criterion, type Lever } from './experiment/seek-question';
export {
  conclude,
  edgeOf,
  mostPromising,
  outcomeOf,
  replicationsToCall,
  type Conclusion,
  type Confirmed,
  type SeekStatus,
  type SettingOutcome,
} from './experiment/seek-edge';
export type { LeverEffect } from './experiment/seek-effects';
export type { EffortUnit } from './experiment/seek-prices';
export {
  changeFor,
  resolveLevers,
  type ChangeTexts,
  type LeverIssue,
  type LeverWish,
  type ResolvedLever,
} from './experiment/seek-levers';
export { isLimit, pressures, type Pressure } from './experiment/pressures';
export {
  atSetting,
  inputsAt,
  uncertainInputs,
  type InputShape,
  type Setting,
  type UncertainInput,
} from './experiment/inputs';
export type { StudyOutcome, StudyPlan, StudyProgress, StudyTask } from './experiment/study';
export { SensitivityStudy, firstLookDays, type SensitivityStage, type SensitivityWish } from './experiment/sensitivity';
export type { SensitivityResult, StudyAnswer, StudyPart, TornadoBar } from './experiment/sensitivity-result';
export { InputBandStudy, type BandResult, type BandWish } from './experiment/input-band';
export { PrecisionRule, furthestOff, type PrecisionState, type PrecisionWish } from './experiment/precision';
export { compareTargets, judgeTargets } from './experiment/targets';
export { fromEmpty, studySteadyState, type SteadyStateSeries, type SteadyStateStudy } from './experiment/steady-state';
export { MOST_CHANGES as MOST_EXPLAINED_CHANGES } from './statistics/attribution';
export { deadline, locateTarget, targetsWithin } from './services/run-targets';
export { isEquivalent } from './statistics/verdict';
export { pairedInterval } from './statistics/intervals';
export { wilsonInterval, type ShareInterval } from './statistics/proportions';
export { scenarioHash } from './scenario/hash';
export { OUTPUT_IDS, outputsOf } from './experiment/outputs';
export type * from './results/measures';
export type * from './results/outputs';
