/** Everything that the page shows, in one plain object. */
import type { SourceIssue } from '../../workers/protocol';
import type { Baseline, ScenarioInfo } from './baseline';
import { titlesOf, type AvailableChange } from './changes';
import { fingerprint, type ChangeSet, type Choices, type MadeOf } from './choices';
import type { Expected } from './expected';
import { NOTHING_DONE, type History } from './history';
import type { Solution, SolutionOrigin } from './solution';

/** Results on the screen. */
export interface Results {
  solution: Solution;
  origin: SolutionOrigin;
  /** What they were made of. */
  madeOf: MadeOf;
  /** The scenario they belong to, which need not be the one in use. */
  info: ScenarioInfo;
  /** The person's own run gave the very numbers that were computed beforehand. */
  isSameAsBeforehand?: boolean;
}

/** Something that went wrong, as the error summary shows it. */
export interface Problem {
  title: string;
  items: {
    /** Where, e.g. a path in the file; empty for all of it. */
    where: string;
    text: string;
    /** Id of the element that can put it right. */
    field?: string;
  }[];
  /** What the person still has. */
  kept: string;
}

/** How a run is going. */
export interface RunState {
  status: 'idle' | 'running' | 'cancelling';
  /** Replications done and wanted over all scenarios. */
  done: number;
  wanted: number;
}

/** What can be taken back. Results only where what was done replaced them. */
export interface Snapshot extends Pick<PageState, 'baseline' | 'available' | 'choices'> {
  results?: Results;
}

/** The page's state. Replaced, never changed in place. */
export interface PageState {
  baseline: Baseline | undefined;
  available: readonly AvailableChange[];
  choices: Choices;
  /** Why a scenario cannot be run, by its id. */
  refusals: ReadonlyMap<string, SourceIssue[]>;
  results: Results | undefined;
  /** What the link or file that was opened last says its results were. */
  expected?: Expected;
  run: RunState;
  problem: Problem | undefined;
  /** What can be taken back, and what can be done again. */
  history: History<Snapshot>;
  /** What was just done that a person may want back, in words, to be shown with a way back. */
  notice: string | undefined;
  /** Spoken politely to those who do not see the page. */
  announcement: string;
  /** Whether the first results are still being fetched. */
  isLoading: boolean;
  /** Whether the browser keeps choices; false where storage is forbidden. */
  isKept: boolean;
}

/** What results made now would be made of. */
export function madeOfNow({
  baseline,
  available,
  choices,
}: Pick<PageState, 'baseline' | 'available' | 'choices'>): MadeOf {
  const keyOf = (id: string) => {
    const change = available.find((one) => one.id === id);
    return change && change.origin !== 'shipped' ? `${id}:${fingerprint(change.text)}` : id;
  };
  return {
    choices,
    scenario: baseline?.key ?? '',
    sets: choices.sets.map(({ changes }) => changes.map(keyOf).join('+')),
  };
}

/** What a scenario is called: its own name, or the titles of its changes. */
export function titleOfSet(set: ChangeSet, available: readonly AvailableChange[]): string {
  return set.name || titlesOf(set.changes, available).join(' + ') || 'No change';
}

/** The state before anything is loaded. */
export const EMPTY: PageState = {
  baseline: undefined,
  available: [],
  choices: { sets: [], horizonDays: 1096, replications: 20, seed: 'headroom' },
  refusals: new Map(),
  results: undefined,
  run: { status: 'idle', done: 0, wanted: 0 },
  problem: undefined,
  history: NOTHING_DONE,
  notice: undefined,
  announcement: '',
  isLoading: true,
  isKept: true,
};
