/** What the changes of a scenario do to one quantity or field. */
import type { Operation } from '../../engine/scenario/schema';
import type { SourceIssue } from '../../workers/protocol';
import { operationsOf, type AvailableChange } from '../state/changes';
import { samePath } from '../state/own-changes';

/** One operation on a path, and the change it stands in. */
export interface Effect {
  change: AvailableChange;
  operation: Operation;
}

/** Operations on exactly this path, in the order in which they apply. */
export function effectsOn(path: string, changes: readonly AvailableChange[]): Effect[] {
  return changes.flatMap((change) =>
    operationsOf(change)
      .filter((operation) => samePath(operation.path, path))
      .map((operation) => ({ change, operation })),
  );
}

/** Paths that the changes of a scenario touch, with all of their effects. */
export function effectsByPath(changes: readonly AvailableChange[]): Map<string, Effect[]> {
  const effects = new Map<string, Effect[]>();
  for (const change of changes) {
    for (const operation of operationsOf(change)) {
      const path = operation.path.replace(/^(parameters\.[^.]+)\.value$/, '$1');
      effects.set(path, [...(effects.get(path) ?? []), { change, operation }]);
    }
  }
  return effects;
}

/** The value for the whole run after the changes that hold for the whole run; dated ones are left out. */
export function plainValue(value: number, effects: readonly Effect[]): number {
  return effects.reduce((now, { operation }) => {
    if (operation.op === 'add' || operation.op === 'remove') return now;
    if (operation.at !== undefined || operation.until !== undefined || typeof operation.value !== 'number') return now;
    if (operation.op === 'times') return now * operation.value;
    return operation.op === 'plus' ? now + operation.value : operation.value;
  }, value);
}

/** What the engine has against a path or something within it. */
export function issuesAt(path: string, issues: readonly SourceIssue[]): SourceIssue[] {
  return issues.filter((issue) => samePath(issue.path, path) || issue.path.startsWith(`${path}.`));
}
