/** Waits of a service, counted for everybody and by the attributes that the run shows separately. */
import { TimeTally } from '../results/tally';
import type { World } from './world';

interface Split {
  attribute: number;
  tallies: TimeTally[];
}

/** One tally for all, and one per value of each attribute in `run.splitBy`. */
export class WaitRecord {
  readonly all: TimeTally;
  private readonly splits: Split[];

  constructor(
    private readonly world: World,
    binDays: number,
    targets?: Float64Array,
  ) {
    this.all = new TimeTally(binDays, targets);
    this.splits = world.model.splits.map(({ attribute, values }) => ({
      attribute,
      tallies: values.map(() => new TimeTally(binDays, targets)),
    }));
  }

  /** Count a wait. */
  add(person: number, days: number): void {
    this.all.add(days);
    const { people } = this.world;
    for (let i = 0; i < this.splits.length; i++) {
      const { attribute, tallies } = this.splits[i];
      tallies[people.attributes[person * people.attributeCount + attribute]].add(days);
    }
  }

  /** Forget everything. */
  reset(): void {
    this.all.reset();
    for (const split of this.splits) for (const tally of split.tallies) tally.reset();
  }

  /** Each part with its label `attribute=value`, in the order of the run's `splitBy`. */
  parts(): { label: string; title: string; tally: TimeTally }[] {
    return this.splits.flatMap((split, i) =>
      split.tallies.map((tally, value) => ({ ...this.world.model.splits[i].values[value], tally })),
    );
  }
}
