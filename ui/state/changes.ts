/** Changes that can be chosen: those shipped, and those loaded from files. */
import type { Change } from '../../engine/scenario/schema';

/** A change with its text, which is what a worker is given. */
export interface AvailableChange {
  id: string;
  title: string;
  rationale: string;
  source: string;
  expected?: string;
  /** Id of the measure that the change is about. */
  about?: string;
  /** Ids of changes that it cannot be combined with. */
  excludes: string[];
  origin: 'shipped' | 'file';
  text: string;
}

/** A change as validated, or as it stands in a shipped file, before defaults. */
type AnyChange = Omit<Change, 'excludes'> & { excludes?: string[] };

/** What the page keeps of a change. */
export function availableChange(change: AnyChange, text: string, origin: AvailableChange['origin']): AvailableChange {
  const { id, title, rationale, source, expected, about, excludes = [] } = change;
  return { id, title, rationale, source, expected, about: about?.measure, excludes, origin, text };
}

/** Titles of some changes by id; an id that is not there any more stands for itself. */
export function titlesOf(ids: readonly string[], available: readonly AvailableChange[]): string[] {
  return ids.map((id) => available.find((change) => change.id === id)?.title ?? id);
}

/** Changes by id, in the order asked for; ids that are not there are left out. */
export function changesOf(ids: readonly string[], available: readonly AvailableChange[]): AvailableChange[] {
  return ids.flatMap((id) => available.find((change) => change.id === id) ?? []);
}
