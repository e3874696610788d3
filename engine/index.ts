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
export { follow, somePeople, startOf, type Followed, type FollowedEntry, type PersonSeen } from './experiment/follow';
export { summarise } from './experiment/summarise';
export { compare } from './experiment/compare';
export { combinationsOf, explain, type Explained, type Explanation, type Part } from './experiment/explain';
export { PrecisionRule, furthestOff, type PrecisionState, type PrecisionWish } from './experiment/precision';
export { judgeTargets } from './experiment/targets';
export { MOST_CHANGES as MOST_EXPLAINED_CHANGES } from './statistics/attribution';
export { targetsWithin } from './services/run-targets';
export { isEquivalent } from './statistics/verdict';
export { scenarioHash } from './scenario/hash';
export type * from './results/measures';
