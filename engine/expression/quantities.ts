/**
 * The quantities of a model: every expression compiled once, with its present value in one array. Expressions that
 * depend on time or on a parameter that changes during the run are evaluated again at each weekly step.
 */
import type { CompiledExpression } from './compile';
import type { Distribution } from '../random/distribution';

/** What a quantity may be, checked whenever it is evaluated. */
export interface QuantityRule {
  low: number;
  high: number;
}

/** A compiled expression and where its value stands. */
export interface Quantity {
  /** Where it is used, for messages. */
  path: string;
  rule: QuantityRule;
  expression: CompiledExpression | null;
  constant: number;
  /** Whether it can change during a run. */
  moves: boolean;
}

/** A distribution whose parameters are quantities. */
export interface MovingDistribution {
  distribution: Distribution;
  /** Indices of the quantities that are its parameters; of a mixture, its weights. */
  parameters: number[];
  isMixture: boolean;
  moves: boolean;
  path: string;
}

/** A parameter's value changes at an instant. */
export interface TimedValue {
  day: number;
  slot: number;
  value: number;
}

/** A value came out of its range while the model ran or was compiled. */
export class QuantityError extends Error {
  constructor(
    readonly path: string,
    readonly found: string,
  ) {
    super(`${path}: ${found}`);
    this.name = 'QuantityError';
  }
}

/** All quantities of a model. `values` is read in the loop; everything else only at steps. */
export class Quantities {
  readonly values: Float64Array;
  readonly slots: Float64Array;
  private readonly moving: number[];
  private readonly movingDistributions: MovingDistribution[];

  /**
   * @param all every quantity, by index
   * @param distributions every distribution that hangs on quantities
   * @param initialSlots parameter values in base units; slot 0 is `t`
   * @param timed changes of parameters, in order of day
   */
  constructor(
    readonly all: readonly Quantity[],
    readonly distributions: readonly MovingDistribution[],
    readonly initialSlots: Float64Array,
    readonly timed: readonly TimedValue[],
  ) {
    this.values = new Float64Array(all.length);
    this.slots = initialSlots.slice();
    this.moving = all.flatMap((quantity, index) => (quantity.moves ? [index] : []));
    this.movingDistributions = distributions.filter((entry) => entry.moves);
    all.forEach((quantity, index) => {
      if (!quantity.moves) this.evaluate(index);
    });
    for (const entry of distributions) if (!entry.moves) this.refresh(entry);
  }

  /** Whether anything changes during a run. */
  get moves(): boolean {
    return this.moving.length > 0;
  }

  /** Back to the start of a run. @throws QuantityError when a value is out of range */
  reset(): void {
    this.slots.set(this.initialSlots);
    this.update(0);
  }

  /** Bring everything to time `day`. @throws QuantityError when a value is out of range */
  update(day: number): void {
    this.slots[0] = day;
    for (const change of this.timed) {
      if (change.day > day) break;
      this.slots[change.slot] = change.value;
    }
    for (const index of this.moving) this.evaluate(index);
    for (const entry of this.movingDistributions) this.refresh(entry);
  }

  /** The value of one quantity at time `day`, exactly (for rates that are evaluated at each candidate). */
  at(index: number, day: number): number {
    const quantity = this.all[index];
    if (quantity.expression === null) return quantity.constant;
    this.slots[0] = day;
    return quantity.expression.evaluate(this.slots);
  }

  private evaluate(index: number): void {
    const quantity = this.all[index];
    const value = quantity.expression === null ? quantity.constant : quantity.expression.evaluate(this.slots);
    const { low, high } = quantity.rule;
    if (!(value >= low && value <= high)) throw new QuantityError(quantity.path, outOfRange(value, quantity.rule));
    this.values[index] = value;
  }

  private refresh(entry: MovingDistribution): void {
    const parameters = entry.parameters.map((index) => this.values[index]);
    const [p0, p1, p2, p3] = parameters;
    try {
      if (entry.isMixture) entry.distribution.setWeights(parameters);
      else entry.distribution.setParameters(p0, p1, p2, p3);
    } catch (error) {
      throw new QuantityError(entry.path, error instanceof Error ? error.message : String(error));
    }
  }
}

function outOfRange(value: number, rule: QuantityRule): string {
  const found = Number.isNaN(value) ? 'comes to no number (0 divided by 0?)' : `comes to ${value}`;
  if (rule.low === 0 && rule.high === Infinity) return `${found}; it must be 0 or more`;
  if (rule.low === 0 && rule.high === 1) return `${found}; a share lies between 0 and 1`;
  return `${found}; it must lie between ${rule.low} and ${rule.high}`;
}
