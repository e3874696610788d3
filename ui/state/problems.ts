/** Issues and failures as the error summary shows them. */
import type { SourceIssue } from '../../workers/protocol';
import type { SettingProblem } from './choices';
import type { Problem } from './page-state';

const KEPT = 'Nothing you had is lost: your scenario, choices and results are as they were.';
/** More than this many issues only hide the first. */
const MOST_ITEMS = 12;

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.');

/** A file that cannot be used. */
export function problemWithFile(name: string, issues: readonly { path: string; message: string }[]): Problem {
  return { title: `“${name}” cannot be used`, items: itemsOf(issues), kept: KEPT };
}

/** A scenario that the engine refuses. */
export function problemWithScenario(title: string, issues: readonly SourceIssue[]): Problem {
  return { title: `“${title}” cannot be run`, items: itemsOf(issues), kept: KEPT };
}

/** Run settings that are not filled in well. */
export function problemWithSettings(problems: readonly SettingProblem[]): Problem {
  const items = problems.map(({ field, message }) => ({ where: '', text: message, field: `setting-${field}` }));
  return { title: 'There is a problem with the settings', items, kept: '' };
}

/** Something that should not have happened. */
export function problemWithProgram(error: unknown): Problem {
  const text = error instanceof Error ? error.message : String(error);
  return {
    title: 'Something went wrong that should not have',
    items: [{ where: '', text: sentence(text) }],
    kept: KEPT,
  };
}

function itemsOf(issues: readonly { path: string; message: string }[]): Problem['items'] {
  const items = issues.slice(0, MOST_ITEMS).map(({ path, message }) => ({ where: path, text: sentence(message) }));
  const left = issues.length - items.length;
  return left > 0 ? [...items, { where: '', text: `And ${left} more of this kind.` }] : items;
}
