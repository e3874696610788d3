/** Times that people stay in a service: means for everybody and by the attributes that are shown separately. */
import type { World } from './world';

/** Part 0 is everybody; then one part per value of each attribute by which the service is split, in that order. */
export class StayRecord {
  /** Count and sum of days of each part. */
  private readonly sums: Float64Array;
  private readonly attributes: number[];
  private readonly firstParts: number[];

  /** @param id of the service */
  constructor(
    private readonly world: World,
    id: string,
  ) {
    let parts = 1;
    const splits = world.model.splits.get(id) ?? [];
    this.attributes = splits.map(({ attribute }) => attribute);
    this.firstParts = splits.map(({ values }) => (parts += values.length) - values.length);
    this.sums = new Float64Array(2 * parts);
  }

  /** Forget everything. */
  reset(): void {
    this.sums.fill(0);
  }

  /** Count a stay of so many days. */
  add(person: number, days: number): void {
    const { sums, attributes, firstParts } = this;
    sums[0]++;
    sums[1] += days;
    const { people } = this.world;
    for (let i = 0; i < attributes.length; i++) {
      const part = firstParts[i] + people.attributes[person * people.attributeCount + attributes[i]];
      sums[2 * part]++;
      sums[2 * part + 1] += days;
    }
  }

  /** Mean stay of a part in days; NaN when nobody was counted. */
  mean(part: number): number {
    return this.sums[2 * part + 1] / this.sums[2 * part];
  }
}
