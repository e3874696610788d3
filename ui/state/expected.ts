/** What a link or file says that its results were, and whether this page gives the same. */
import type { ComparisonFile } from '../export/comparison-file';
import { joinList } from '../words/numbers';
import { changesOf } from './changes';
import { describeDrift, type MadeOf } from './choices';
import { madeOfNow, type PageState, type Results } from './page-state';
import { replicationsIn } from './solution';
import type { Solver } from './solver';

/** How a comparison stood where a link or file was made. */
export interface Expected {
  /** Name of the file, or `The link`. */
  from: string;
  engineVersion: string;
  scenarioHashes: string[];
  resultHashes?: string[];
  /** What it asked for. Once something else is chosen, its results are no longer expected. */
  madeOf: MadeOf;
}

type Chosen = Pick<PageState, 'baseline' | 'choices' | 'available'>;

/** The version of the engine here, and the hash of each scenario that is chosen; a scenario that is refused has none. */
export interface Identity {
  engineVersion: string;
  scenarioHashes: (string | undefined)[];
}

/** Ask the engine for what tells the chosen scenarios from all others. */
export async function identify(
  solver: Pick<Solver, 'describe'>,
  { baseline, choices, available }: Chosen,
): Promise<Identity> {
  const { horizonDays } = choices;
  const sets = [[], ...choices.sets.map(({ changes }) => changes)];
  const answers = await Promise.all(
    sets.map((ids) => {
      const changes = changesOf(ids, available).map(({ text }) => text);
      return solver.describe({ scenario: baseline?.text ?? '', changes, horizonDays });
    }),
  );
  const [first] = answers;
  return {
    engineVersion: first.ok ? first.value.engineVersion : '',
    scenarioHashes: answers.map((answer) => (answer.ok ? answer.value.scenarioHash : undefined)),
  };
}

/** Hashes of the results on the screen, where they are whole and belong to what is chosen. */
export function currentHashes(page: PageState): string[] | undefined {
  const { results } = page;
  if (!results || describeDrift(results.madeOf, madeOfNow(page)).length > 0) return undefined;
  const { runs, replications } = results.solution;
  return replicationsIn(results.solution) === replications ? runs.map(({ summary }) => summary.hash) : undefined;
}

/** What a comparison file expects on a page where it has been opened into these choices; undefined where it says nothing. */
export function expectedOf(file: ComparisonFile, from: string, chosen: Chosen): Expected | undefined {
  if (!file.made) return undefined;
  const madeOf = madeOfNow(chosen);
  return { from, engineVersion: file.engineVersion, ...file.made, madeOf };
}

/** Why the numbers may be others here than where the file was made, in one sentence; empty where nothing speaks for it. */
export function describeMismatch(expected: Expected, here: Identity): string {
  const reasons: string[] = [];
  if (expected.engineVersion !== here.engineVersion) {
    reasons.push(
      `it was made with version ${expected.engineVersion || 'unknown'} of the engine, and this is ${here.engineVersion}`,
    );
  }
  const isOther = expected.scenarioHashes.map((hash, i) => hash !== here.scenarioHashes[i]);
  if (isOther.length !== here.scenarioHashes.length || isOther[0]) {
    reasons.push('the scenario it was made from is not quite the one on this page');
  } else if (isOther.includes(true)) {
    reasons.push('not all of its changes are quite those on this page');
  }
  return reasons.length === 0 ? '' : `Its numbers may not come out the same: ${joinList(reasons)}.`;
}

/**
 * Whether results are those of the link or file, in a sentence; empty while that cannot be told.
 *
 * @example 'Exactly the numbers of the link.'
 */
export function describeMatch(expected: Expected | undefined, { solution, madeOf }: Results): string {
  if (!expected?.resultHashes || describeDrift(expected.madeOf, madeOf).length > 0) return '';
  if (replicationsIn(solution) !== solution.replications) return '';
  const from = expected.from === LINK ? 'the link' : `“${expected.from}”`;
  const isSame = expected.resultHashes.join() === solution.runs.map(({ summary }) => summary.hash).join();
  if (isSame) return `Exactly the numbers of ${from}.`;
  const here = { engineVersion: solution.engineVersion, scenarioHashes: solution.runs.map((run) => run.scenarioHash) };
  const why = describeMismatch(expected, here).replace(/^.*?: /, '') || 'the file must have been changed by hand.';
  return `Not the numbers of ${from}: ${why}`;
}

/** How a comparison from a link is called. */
export const LINK = 'The link';
