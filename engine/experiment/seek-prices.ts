/** What settings cost, as far as it must be known before they are run: each lever's price times how far it is moved. */
import type { LeverEffect } from './seek-effects';
import type { Grid } from './seek-grid';

/** What the effort of a setting is counted in: pounds a year, units that all levers share, or steps. */
export type EffortUnit = { kind: 'pounds' } | { kind: 'units'; unit: string } | { kind: 'steps' };

/** A lever as far as its price goes. */
export interface PricedLever {
  values: readonly number[];
  /** Unit of the values, '' where there is none. */
  unit: string;
  /** £ a year for each unit, where the question says so. */
  price?: number;
}

/** Efforts of all settings, and the order that follows. */
export class Prices {
  readonly unit: EffortUnit;
  /** Effort per unit of each lever, in {@link unit}. */
  readonly perUnit: readonly number[];
  /** Effort of each setting above setting 0. */
  readonly efforts: Float64Array;
  /** Place of each setting in the order of effort, 0 for the least; steps moved decide between equal ones. */
  readonly ranks: Int32Array;

  /** @param effects what was found of each lever; costs that cannot be told from 0 count as 0 */
  constructor(grid: Grid, levers: readonly PricedLever[], effects: readonly LeverEffect[]) {
    const arePriced = levers.every(({ price }) => price !== undefined);
    const haveCosts = levers.every(({ price }, i) => price !== undefined || effects[i].cost !== null);
    const [{ unit }] = levers;
    const areAlike = levers.every((lever) => lever.unit === unit);
    this.unit = haveCosts ? { kind: 'pounds' } : areAlike && unit !== '' ? { kind: 'units', unit } : { kind: 'steps' };
    this.perUnit = levers.map(({ values, price }, i) => {
      const span = Math.abs(values[values.length - 1] - values[0]);
      if (arePriced || (haveCosts && price !== undefined)) return price!;
      if (haveCosts) return surely(effects[i]) / span;
      return areAlike && unit !== '' ? 1 : (values.length - 1) / span;
    });
    const amounts = levers.map(({ values }) => values.map((value) => Math.abs(value - values[0])));
    this.efforts = new Float64Array(grid.size);
    const steps = new Float64Array(grid.size);
    for (let setting = 0; setting < grid.size; setting++) {
      grid.positions(setting).forEach((position, lever) => {
        this.efforts[setting] += this.perUnit[lever] * amounts[lever][position];
        steps[setting] += position;
      });
    }
    const order = Array.from({ length: grid.size }, (_, setting) => setting).sort(
      (a, b) => this.difference(a, b) || steps[a] - steps[b] || a - b,
    );
    this.ranks = new Int32Array(grid.size);
    order.forEach((setting, rank) => {
      this.ranks[setting] = rank;
    });
  }

  /** Sums in another order differ in the last digits. */
  private difference(a: number, b: number): number {
    const difference = this.efforts[a] - this.efforts[b];
    return Math.abs(difference) < 1e-9 * Math.max(1, Math.abs(this.efforts[a])) ? 0 : difference;
  }
}

function surely({ cost }: LeverEffect): number {
  return cost !== null && Math.abs(cost.mean) > cost.halfWidth ? cost.mean : 0;
}
