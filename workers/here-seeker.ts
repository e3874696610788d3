/** A search run where it stands: in the command line. */
import { edgeOf, type Search } from '../engine/index';
import type { ScenarioSource } from './protocol';
import type { Seeker } from './seek';

/** A search that is here. */
export function hereSeeker(search: Search, sourceOf: (setting: number) => ScenarioSource): Seeker {
  return {
    next: () => search.next(),
    take: (setting, values, costs) => search.take(setting, values, costs),
    taken: (setting) => search.recordOf(setting)?.values.length ?? 0,
    isSettled: (setting) => search.screened(setting) !== 'open',
    edge: () => edgeOf(search),
    sourceOf,
    get tried() {
      return search.tried.length;
    },
  };
}
