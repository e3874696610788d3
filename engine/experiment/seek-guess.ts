/** A guess at settings that have not been run, only to choose which to run next: nothing is ever decided by it. */
import { normalCdf } from '../random/special';
import { normalQuantile } from '../random/normal-quantile';
import type { RecordOf } from './seek-effects';
import type { Grid } from './seek-grid';
import { gainFrom, type Criterion } from './seek-question';

/** Guesses how likely settings are to meet the target, from the mean of the measure at those that have been run. */
export class Guess {
  private readonly known: { positions: readonly number[]; residual: number }[];
  private readonly corners: { isLast: boolean[]; mean: number }[];
  private readonly spread: number;

  /** @param tried settings that have been run, all corners among them */
  constructor(
    private readonly grid: Grid,
    private readonly criterion: Criterion,
    recordOf: RecordOf,
    tried: readonly number[],
  ) {
    const means = new Map(tried.map((setting) => [setting, momentsOf(recordOf(setting)?.values ?? [])]));
    this.corners = grid.corners().map((corner) => ({
      isLast: grid.positions(corner).map((position) => position > 0),
      mean: means.get(corner)?.mean ?? NaN,
    }));
    const known = tried.map((setting) => ({ positions: grid.positions(setting), moments: means.get(setting)! }));
    this.known = known.flatMap(({ positions, moments }) => {
      const residual = moments.mean - this.between(positions);
      return Number.isNaN(residual) ? [] : [{ positions, residual }];
    });
    const variances = known.flatMap(({ moments }) => (Number.isNaN(moments.variance) ? [] : [moments.variance]));
    this.spread = Math.sqrt(variances.reduce((sum, variance) => sum + variance, 0) / Math.max(1, variances.length));
  }

  /** From 0 to 1; one half where nothing can be guessed. */
  chanceOfMeeting(setting: number): number {
    const positions = this.grid.positions(setting);
    const { criterion } = this;
    const mean = this.between(positions) + this.residualAt(positions);
    const needed = criterion.kind === 'chance' ? normalQuantile(criterion.chance) * this.spread : 0;
    const room = gainFrom(criterion, criterion.bound, mean) - needed;
    const chance = normalCdf(room / Math.max(criterion.margin, this.spread / 2));
    return Number.isNaN(chance) ? 0.5 : chance;
  }

  /** The mean between those of the corners, linear in each lever. */
  private between(positions: readonly number[]): number {
    return this.corners.reduce((sum, { isLast, mean }) => {
      const weight = positions.reduce((product, position, lever) => {
        const share = position / (this.grid.lengths[lever] - 1);
        return product * (isLast[lever] ? share : 1 - share);
      }, 1);
      return weight === 0 ? sum : sum + weight * mean;
    }, 0);
  }

  /** How far means lay beside that line nearby: weighted by the inverse square of the distance (Shepard 1968). */
  private residualAt(positions: readonly number[]): number {
    let weights = 0;
    let sum = 0;
    for (const { positions: other, residual } of this.known) {
      const distance = other.reduce((total, position, lever) => {
        const apart = (position - positions[lever]) / (this.grid.lengths[lever] - 1);
        return total + apart * apart;
      }, 0);
      if (distance === 0) return residual;
      weights += 1 / distance;
      sum += residual / distance;
    }
    return weights === 0 ? 0 : sum / weights;
  }
}

function momentsOf(values: readonly number[]): { mean: number; variance: number } {
  const seen = values.filter((value) => !Number.isNaN(value));
  const mean = seen.reduce((sum, value) => sum + value, 0) / seen.length;
  const variance = seen.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (seen.length - 1);
  return { mean, variance };
}
