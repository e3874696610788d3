/** Changes that can be chosen: those shipped, those loaded from files, and a person's own, made on the page. */
import type { Change, Operation } from '../../engine/scenario/schema';

/** A change with its text, which is what a worker is given. */
export interface AvailableChange {
  id: string;
  title: string;
  /** Heading under which it is listed. */
  group?: string;
  rationale: string;
  source: string;
  expected?: string;
  /** Id of the measure that the change is about. */
  about?: string;
  /** Ids of changes that it cannot be combined with. */
  excludes: string[];
  /** `own`: made on this page, where it can be edited. */
  origin: 'shipped' | 'file' | 'own';
  /** Of an own change: id of the scenario that it was made for. */
  scenario?: string;
  text: string;
}

/** A change as validated, or as it stands in a shipped file, before defaults. */
type AnyChange = Omit<Change, 'excludes'> & Partial<Pick<Change, 'excludes'>>;

/** What the page keeps of a change. */
export function availableChange(change: AnyChange, text: string, origin: AvailableChange['origin']): AvailableChange {
  const { id, title, group, rationale, source, expected, about } = change;
  const excludes = (change.excludes ?? []).map((entry) => (typeof entry === 'string' ? entry : entry.change));
  return { id, title, group, rationale, source, expected, about: about?.measure, excludes, origin, text };
}

const read = new WeakMap<AvailableChange, AnyChange>();

/** The whole of a change. Its text was validated before it became available. */
export function contentOf(change: AvailableChange): AnyChange {
  let content = read.get(change);
  if (!content) {
    content = JSON.parse(change.text) as AnyChange;
    read.set(change, content);
  }
  return content;
}

/** What a change does, in order. */
export function operationsOf(change: AvailableChange): readonly Operation[] {
  return contentOf(change).operations;
}

/** Those that make sense for a scenario: shipped ones belong to shipped scenarios, own ones to the scenario they were made for. */
export function changesFor(
  scenario: { origin: 'shipped' | 'file'; info: { id: string } } | undefined,
  available: readonly AvailableChange[],
): AvailableChange[] {
  return available.filter(({ origin, scenario: madeFor }) => {
    if (origin === 'own') return madeFor === scenario?.info.id;
    return origin === 'file' || scenario?.origin !== 'file';
  });
}

/** Titles of some changes by id; an id that is not there any more stands for itself. */
export function titlesOf(ids: readonly string[], available: readonly AvailableChange[]): string[] {
  return ids.map((id) => available.find((change) => change.id === id)?.title ?? id);
}

/** Changes by id, in the order asked for; ids that are not there are left out. */
export function changesOf(ids: readonly string[], available: readonly AvailableChange[]): AvailableChange[] {
  return ids.flatMap((id) => available.find((change) => change.id === id) ?? []);
}
