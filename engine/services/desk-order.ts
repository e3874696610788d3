/** Who is next in the line of a desk. */
import { purposeOf } from '../random/keyed-draws';
import type { DeskSpec } from './desk-spec';
import { ARRIVED_AT } from './people';
import type { WaitingLine } from './waiting-line';
import type { World } from './world';

/** The order of service: by rank, then first, last or at random; or by a priority that grows with waiting. */
export class DeskOrder {
  /** Weight of each rank where priority grows with waiting. */
  private readonly weights: Float64Array | null;
  private readonly draw: number;
  private draws = 0;
  /** First of the best rank, as nearly everywhere. */
  private readonly isPlain: boolean;

  constructor(
    private readonly world: World,
    id: string,
    private readonly spec: DeskSpec,
  ) {
    this.weights = spec.growth === null ? null : new Float64Array(spec.growth.length);
    this.isPlain = spec.growth === null && spec.order === 'first';
    this.draw = purposeOf(id, 'order');
  }

  /** A new replication. */
  reset(): void {
    this.draws = 0;
  }

  /** Read the weights, which may hang on quantities that move. */
  refresh(): void {
    const { growth } = this.spec;
    if (this.weights === null || growth === null) return;
    for (let rank = 0; rank < growth.length; rank++)
      this.weights[rank] = growth[rank] < 0 ? 0 : this.world.quantities.values[growth[rank]];
  }

  /** The next in line, who stays there; −1 when it is empty. */
  next(line: WaitingLine): number {
    if (this.isPlain) return line.first();
    const { world } = this;
    if (this.weights !== null) return line.nextByGrowth(this.weights, ARRIVED_AT, world.clock[0]);
    const { order } = this.spec;
    const uniform = order === 'random' && line.length > 1 ? world.things.uniformOf(this.draw, this.draws++, 0, 0) : 0;
    return line.next(order, uniform);
  }
}
