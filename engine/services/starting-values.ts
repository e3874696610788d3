/** What the quantities of a model are at the start, looked up by where they stand in the scenario. */
import type { Quantities } from '../expression/quantities';

/** Values at the start, for checks that refuse only what is certain. */
export class StartingValues {
  private readonly at = new Map<string, number>();

  /** @param quantities of a model that compiled; they stand at the start of a run */
  constructor(private readonly quantities: Quantities) {
    quantities.all.forEach(({ path }, index) => this.at.set(path, index));
  }

  /** The value at a path for the whole run; null when it can change, or when nothing is there. */
  certain(path: string): number | null {
    const index = this.at.get(path);
    if (index === undefined || this.quantities.all[index].moves) return null;
    return this.quantities.values[index];
  }

  /** The value at a path at the start; 0 when nothing is there. */
  atStart(path: string): number {
    const index = this.at.get(path);
    return index === undefined ? 0 : this.quantities.values[index];
  }

  /** Whether the value at a path is other than 0 at any time, as far as one can tell. */
  isPossible(path: string): boolean {
    return this.certain(path) !== 0;
  }
}
