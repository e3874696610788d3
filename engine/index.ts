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
export { compile } from './services/compile';
export type { CompiledTarget, Model, PrimaryMeasure } from './services/model';
export { Replication, replicate } from './experiment/replicate';
export { Following, follow, somePeople, type Followed, type FollowedEntry, type PersonSeen } from './experiment/follow';
export { startOf } from './experiment/person-names';
export { PeopleSearch, type PeopleFound, type PersonWait } from './experiment/find-people';
export { FLOW, FlowCount, type Flow } from './experiment/flows';
export { usesOf, waysOf, type ParameterUse, type Way } from './services/system-map';
export { summarise } from './experiment/summarise';
export { compare } from './experiment/compare';
export { combinationsOf, explain, type Explained, type Explanation, type Part } from './experiment/explain';
export { PrecisionRule, furthestOff, type PrecisionState, type PrecisionWish } from './experiment/precision';
export { compareTargets, judgeTargets } from './experiment/targets';
export { MOST_CHANGES as MOST_EXPLAINED_CHANGES } from './statistics/attribution';
export { targetsWithin } from './services/run-targets';
export { isEquivalent } from './statistics/verdict';
export { scenarioHash } from './scenario/hash';
export type * from './results/measures';
