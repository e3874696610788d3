/** What is chosen on the page, as the workers are asked for it. */
import type { Baseline } from './baseline';
import { changesOf, type AvailableChange } from './changes';
import type { Choices } from './choices';
import { titleOfSet } from './page-state';
import type { ScenarioRequest } from './solver';

/** The baseline, and each scenario with its changes, in order. */
export function requestsOf(
  baseline: Baseline,
  { horizonDays, sets }: Choices,
  available: readonly AvailableChange[],
): ScenarioRequest[] {
  const source = { scenario: baseline.text, changes: [] as string[], horizonDays };
  return [
    { id: 'baseline', title: 'Baseline', changes: [], source },
    ...sets.map((set): ScenarioRequest => {
      const changes = changesOf(set.changes, available);
      return {
        id: set.id,
        title: titleOfSet(set, available),
        changes: changes.map(({ title }) => title),
        about: changes.length === 1 ? changes[0].about : undefined,
        source: { ...source, changes: changes.map(({ text }) => text) },
      };
    }),
  ];
}
