/** From texts to the scenario that will run: baseline, changes, and the settings set beside them. */
import {
  applyChanges,
  fromEmpty,
  readChange,
  readScenario,
  targetsWithin,
  type Change,
  type Scenario,
  type ScenarioIssue,
} from '../engine/index';
import type { Answer, ScenarioSource, SourceIssue } from './protocol';

/** The longest run that a scenario file may ask for; an override keeps to it. */
const MOST_DAYS = 40_000;

/** A scenario with its changes applied, and what those were. */
export interface Assembled {
  scenario: Scenario;
  changes: Change[];
  /** The scenario file as it was read, before changes and settings. */
  baseline: Scenario;
}

/** A baseline and changes as they were read, before anything is applied. */
export interface ReadTexts {
  baseline: Scenario;
  changes: Change[];
}

/** Read the texts, apply the changes in order, then the overrides. Issues of all texts are collected. */
export function assemble(source: ScenarioSource): Answer<Assembled> {
  const read = readTexts(source);
  return read.ok ? assembleFrom(read.value, source) : read;
}

/** Read the texts. Issues of all of them are collected. */
export function readTexts(source: ScenarioSource): Answer<ReadTexts> {
  const issues: SourceIssue[] = [];
  const baseline = readScenario(source.scenario);
  if (!baseline.ok) issues.push(...baseline.issues);

  const changes: Change[] = [];
  source.changes.forEach((text, change) => {
    const read = readChange(text);
    if (read.ok) changes.push(read.value);
    else issues.push(...read.issues.map((issue) => ({ ...issue, change })));
  });
  if (!baseline.ok || issues.length > 0) return { ok: false, issues };
  return { ok: true, value: { baseline: baseline.value, changes } };
}

/** Apply changes in order, then the overrides. */
export function assembleFrom({ baseline, changes }: ReadTexts, source: ScenarioSource): Answer<Assembled> {
  const changed = applyChanges(baseline, changes);
  if (!changed.ok) return { ok: false, issues: issuesOfAll(changed.issues, source) };
  const { run } = changed.value;
  const horizonDays = source.horizonDays ?? run.horizonDays;
  if (!(horizonDays > 0 && horizonDays <= MOST_DAYS)) return { ok: false, issues: [horizonIssue(horizonDays)] };
  // A run asked to be shorter than its scenario cannot judge what comes later; in the scenario itself that is a mistake.
  const shortened = horizonDays < run.horizonDays && { targets: targetsWithin(changed.value, horizonDays) };
  const scenario = { ...changed.value, run: { ...run, horizonDays }, ...shortened };
  if (source.fromEmpty === undefined) return { ok: true, value: { scenario, changes, baseline } };
  if (scenario.timeline.length > 0) return { ok: false, issues: issuesOfAll([datedIssue(scenario)], source) };
  const empty = fromEmpty(scenario, source.fromEmpty.warmUpDays);
  return { ok: true, value: { scenario: empty, changes, baseline } };
}

/** Mark issues that were found after the changes had been applied, if there were any. */
export function issuesOfAll(issues: readonly ScenarioIssue[], { changes }: ScenarioSource): SourceIssue[] {
  return issues.map((issue) => (changes.length === 0 ? issue : { ...issue, change: 'all' }));
}

function horizonIssue(found: number): SourceIssue {
  const message = `the run must be longer than 0 and at most ${MOST_DAYS} days, got ${found}. A year is 365 days.`;
  return { code: 'horizon-out-of-range', path: 'run.horizonDays', message };
}

function datedIssue({ timeline }: Scenario): ScenarioIssue {
  const message = `a steady state has no dates, but ${timeline[0].parameter} changes on ${timeline[0].at}; leave out what is dated.`;
  return { code: 'steady-state-dates', path: 'timeline', message };
}
