/** The change files of a scenario, one by one and two by two: which go together, and whether what comes of them runs. */
import { readFileSync, readdirSync } from 'node:fs';
import {
  ScenarioError,
  applyChanges,
  compile,
  describeIssue,
  readChange,
  readScenario,
  replicate,
  type Change,
  type ReadResult,
  type Scenario,
} from '../engine/index';

/** What became of some changes on a scenario: they ran, or why they were refused. */
export type Outcome = { kind: 'ran'; measures: ReadonlySet<string> } | { kind: 'refused'; because: string };

/** A scenario's folder as read: its file with a short horizon, and its changes by file name. */
export interface OptionFiles {
  scenario: Scenario;
  options: Change[];
}

/** Read a scenario's folder. @throws Error with what is wrong with a file */
export function readOptions(folder: string, horizonDays: number): OptionFiles {
  const text = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8');
  const file = JSON.parse(text('scenario.json')) as { run: { horizonDays: number }; targets?: object };
  file.run.horizonDays = horizonDays;
  // Targets are dated beyond a short horizon.
  file.targets = {};
  const names = readdirSync(`${folder}/changes`).sort();
  return {
    scenario: mustRead(readScenario(JSON.stringify(file)), 'scenario.json'),
    options: names.map((name) => mustRead(readChange(text(`changes/${name}`)), name)),
  };
}

function mustRead<T>(read: ReadResult<T>, name: string): T {
  if (!read.ok) throw new Error(`${name}: ${read.issues.map(describeIssue).join('\n')}`);
  return read.value;
}

/** Apply changes, compile and run one replication. */
export function tryOptions(scenario: Scenario, options: readonly Change[]): Outcome {
  const applied = applyChanges(scenario, options);
  if (!applied.ok) return { kind: 'refused', because: applied.issues[0].message };
  try {
    const model = compile(applied.value);
    replicate(model, 'options', 0);
    return { kind: 'ran', measures: new Set(model.layout.measures.map(({ id }) => id)) };
  } catch (error) {
    // A scenario at fault is an answer; anything else is a bug.
    if (!(error instanceof ScenarioError)) throw error;
    return { kind: 'refused', because: error.issues[0].message };
  }
}

/** All pairs of options, each once. */
export function pairsOf(options: readonly Change[]): [Change, Change][] {
  return options.flatMap((second, i) => options.slice(0, i).map((first): [Change, Change] => [first, second]));
}

/**
 * Whether two options can get into each other's way: they rule one another out, or touch one entry (a service, a group of
 * posts, a parameter). What touches no entry in common cannot conflict, whatever its order.
 */
export function mayMeet([first, second]: [Change, Change]): boolean {
  const excludes = (one: Change, other: Change): boolean =>
    one.excludes.some((entry) => (typeof entry === 'string' ? entry : entry.change) === other.id);
  if (excludes(first, second) || excludes(second, first)) return true;
  const entries = entriesOf(first);
  return [...entriesOf(second)].some((entry) => entries.has(entry));
}

function entriesOf({ operations }: Change): Set<string> {
  return new Set(operations.map(({ path }) => path.split('.').slice(0, 2).join('.')));
}
