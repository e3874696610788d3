/** Waits of a service, counted for everybody and by the attributes that are shown separately. */
import { TimeTally } from '../results/tally';
import type { SplitSpec } from './model';
import type { World } from './world';

/** One tally for all, and one per value of each attribute by which the service's waits are split. */
export class WaitRecord {
  readonly all: TimeTally;
  private readonly splits: { attribute: number; values: SplitSpec['values']; tallies: TimeTally[] }[];

  /**
   * @param id of the service
   * @param binDays width of a bin
   * @param targets times in days to count against; may change in place
   */
  constructor(
    private readonly world: World,
    id: string,
    binDays: number,
    targets?: Float64Array,
  ) {
    this.all = new TimeTally(binDays, targets);
    this.splits = (world.model.splits.get(id) ?? []).map(({ attribute, values }) => ({
      attribute,
      values,
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

  /** Each part with its label `attribute=value`, in the order of `splitBy`. */
  parts(): { label: string; title: string; tally: TimeTally }[] {
    return this.splits.flatMap(({ values, tallies }) => tallies.map((tally, value) => ({ ...values[value], tally })));
  }
}
