/** The headings under which changes are listed. */
import type { AvailableChange } from '../state/changes';

/** Changes under one heading. */
export interface ChangeGroup {
  title: string;
  changes: readonly AvailableChange[];
}

/** Headings that come first, in the order of a person's way through the services; others follow as they come. */
const FIRST = ['Front door', 'Mental Health Act', 'Teams', 'Social care and records', 'Workforce', 'Demand and beds'];
const WITHOUT: Record<AvailableChange['origin'], string> = {
  own: 'Your own',
  file: 'From your file',
  shipped: 'Other',
};

/** The heading of a change: what it says itself, else where it came from. */
export function headingOf({ group, origin }: AvailableChange): string {
  return origin === 'own' ? WITHOUT.own : (group ?? WITHOUT[origin]);
}

/** Put changes under their headings: a person's own first, then along the way through the services. */
export function groupChanges(changes: readonly AvailableChange[]): ChangeGroup[] {
  const headings = [...new Set([WITHOUT.own, WITHOUT.file, ...FIRST, ...changes.map(headingOf)])];
  return headings
    .map((title) => ({ title, changes: changes.filter((change) => headingOf(change) === title) }))
    .filter((group) => group.changes.length > 0);
}
