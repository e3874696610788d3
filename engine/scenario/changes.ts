/** A scenario made of a baseline and a list of changes. */
import { findConflicts, nameOf, refusedTogether } from './change-conflicts';
import { Draft } from './change-draft';
import { firstIssues } from './explain';
import type { ScenarioIssue } from './issue';
import { findUnsafe } from './json-safety';
import { readScenarioObject, type ReadResult } from './read';
import type { Change, Scenario } from './schema';

/** Changes in one list, and operations in all of them. */
const MOST_CHANGES = 100;
const MOST_OPERATIONS = 2000;

/**
 * Apply changes in order to a baseline, which is not changed itself, and check the outcome as a whole.
 *
 * A number at `parameters.<name>` holds for the whole run, or between `at` and `until`; the parameter's range is widened
 * to hold it. Positions in lists are those of the baseline, whatever was removed before. Changes that could not both
 * have their effect are refused: the outcome never hangs on which of them stood first.
 *
 * @returns the changed scenario under the baseline's title, or everything that is wrong; messages name the change
 */
export function applyChanges(baseline: Scenario, changes: readonly Change[]): ReadResult<Scenario> {
  const refused = [...tooMany(changes), ...unsafeValues(changes)];
  if (refused.length > 0) return { ok: false, issues: firstIssues(refused) };
  const together = refusedTogether(changes);
  if (together.length > 0) return { ok: false, issues: firstIssues(together) };

  const draft = new Draft(baseline, changes);
  const issues = [...draft.issues, ...findConflicts(draft.touches, changes)];
  if (issues.length > 0) return { ok: false, issues: firstIssues(issues) };

  const read = readScenarioObject(draft.scenario);
  return read.ok ? read : { ok: false, issues: withCulprits(read.issues, baseline, changes) };
}

/** Name in each message the change after which the scenario had the issue first. */
function withCulprits(
  issues: readonly ScenarioIssue[],
  baseline: Scenario,
  changes: readonly Change[],
): ScenarioIssue[] {
  const firstAfter = new Map<string, number>();
  for (let count = 0; count <= changes.length; count++) {
    const read = readScenarioObject(new Draft(baseline, changes.slice(0, count)).scenario);
    if (read.ok) continue;
    for (const issue of read.issues) if (!firstAfter.has(keyOf(issue))) firstAfter.set(keyOf(issue), count);
  }
  return issues.map((issue) => {
    const count = firstAfter.get(keyOf(issue)) ?? changes.length;
    // Nobody's doing: it stood in the baseline, or it only counts what is not listed.
    if (count === 0 || issue.code === 'more') return issue;
    return { ...issue, message: `${nameOf(changes[count - 1])}: ${issue.message}` };
  });
}

function keyOf(issue: ScenarioIssue): string {
  return `${issue.path}\n${issue.message}`;
}

function tooMany(changes: readonly Change[]): ScenarioIssue[] {
  const operations = changes.reduce((sum, change) => sum + change.operations.length, 0);
  if (changes.length <= MOST_CHANGES && operations <= MOST_OPERATIONS) return [];
  const message = `there are ${changes.length} changes with ${operations} operations; at most ${MOST_CHANGES} with ${MOST_OPERATIONS} are applied.`;
  return [{ code: 'too-many', path: '', message }];
}

/** Changes may come from elsewhere than a file that was read. */
function unsafeValues(changes: readonly Change[]): ScenarioIssue[] {
  return changes.flatMap((change) => {
    const unsafe = findUnsafe(change.operations);
    return unsafe === null ? [] : [{ ...unsafe, message: `${nameOf(change)}: ${unsafe.message}` }];
  });
}
