/** For programs that write a page: a run either ends as it should, or the program stops and says why. */
import { describeIssue } from '../engine/index';
import type { ExtendEnd } from '../workers/work-off';

/** @throws Error naming every issue when the scenario was refused, or saying that the run was cancelled */
export function mustBeComplete(end: ExtendEnd): void {
  if (end.status === 'complete') return;
  const why = end.status === 'refused' ? end.issues.map(describeIssue).join('\n') : '';
  throw new Error(`The runs were ${end.status}. ${why}`);
}
