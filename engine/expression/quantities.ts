/**
 * The quantities of a model: every expression compiled once, with its present value in one array. Expressions that
 * depend on time, on a parameter that changes during the run, on a stock or on a measure of the past week are evaluated
 * again at each weekly step.
 */
import type { CompiledExpression } from './compile';
import { applyLink, applyLinks, type Link, type ParameterLink } from './links';
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
  /**
   * Whether it hangs on a stock, a measure of the week or a loop. What a run makes of it is not known beforehand: out of
   * its range it is held at the nearest end, and counted, instead of ending the run.
   */
  follows: boolean;
  /** What loops do to it. */
  links: readonly Link[];
  /** Index of a quantity that it may not exceed, or −1. */
  ceiling: number;
}

/** A distribution whose parameters are quantities. */
export interface MovingDistribution {
  distribution: Distribution;
  /** Indices of the quantities that are its parameters; of a mixture, its weights. */
  parameters: number[];
  isMixture: boolean;
  moves: boolean;
  /** @see Quantity.follows */
  follows: boolean;
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
  /** Times that a value that follows stocks was held at an end of its range in this run. */
  readonly held = new Float64Array(1);
  /** A place for counts that nobody reads: of rates at candidates, and of trial levels within a step. */
  readonly uncounted = new Float64Array(1);
  private isStart = true;
  private readonly moving: number[];
  private readonly movingDistributions: MovingDistribution[];

  /**
   * @param all every quantity, by index
   * @param distributions every distribution that hangs on quantities
   * @param initialSlots parameter values in base units; slot 0 is `t`
   * @param timed changes of parameters, in order of day
   * @param parameterLinks what loops do to parameters, each after those that it hangs on
   */
  constructor(
    readonly all: readonly Quantity[],
    readonly distributions: readonly MovingDistribution[],
    readonly initialSlots: Float64Array,
    readonly timed: readonly TimedValue[],
    private readonly parameterLinks: readonly ParameterLink[] = [],
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

  /** Back to the start of a run. @throws QuantityError when a value is out of range, one that follows stocks too */
  reset(): void {
    this.slots.set(this.initialSlots);
    this.held[0] = 0;
    this.isStart = true;
    this.update(0);
    this.isStart = false;
  }

  /** Bring everything to time `day`. @throws QuantityError when a value that follows no stock is out of range */
  update(day: number): void {
    this.bringParameters(day);
    for (const index of this.moving) this.evaluate(index);
    for (const entry of this.movingDistributions) this.refresh(entry);
  }

  /**
   * Bring the slots of parameters to time `day`: dated changes first, then what loops do to them.
   * @param held where effects that cannot be used are counted
   */
  bringParameters(day: number, held = this.held): void {
    const { slots, parameterLinks, initialSlots } = this;
    slots[0] = day;
    for (const { slot } of parameterLinks) slots[slot] = initialSlots[slot];
    for (const { slot } of this.timed) slots[slot] = initialSlots[slot];
    for (const change of this.timed) {
      if (change.day > day) break;
      slots[change.slot] = change.value;
    }
    for (const { slot, link } of parameterLinks) {
      const heldBefore = held[0];
      slots[slot] = applyLink(slots[slot], link, slots, held);
      if (this.isStart && held[0] > heldBefore) throw uselessEffect([link]);
    }
  }

  /** The value of one quantity at time `day`, exactly (for rates that are evaluated at each candidate). */
  at(index: number, day: number): number {
    const quantity = this.all[index];
    this.slots[0] = day;
    const value = quantity.expression === null ? quantity.constant : quantity.expression.evaluate(this.slots);
    return quantity.follows ? this.within(index, applyLinks(value, quantity.links, this.slots, this.uncounted)) : value;
  }

  private evaluate(index: number): void {
    const quantity = this.all[index];
    let value = quantity.expression === null ? quantity.constant : quantity.expression.evaluate(this.slots);
    if (quantity.follows) {
      const heldBefore = this.held[0];
      value = applyLinks(value, quantity.links, this.slots, this.held);
      if (this.isStart && this.held[0] > heldBefore) throw uselessEffect(quantity.links);
      if (!this.isStart) {
        const held = this.within(index, value);
        if (held !== value) this.held[0]++;
        value = held;
      }
    }
    const { low, high } = quantity.rule;
    if (!(value >= low && value <= high)) throw new QuantityError(quantity.path, outOfRange(value, quantity.rule));
    if (quantity.ceiling >= 0 && value > this.ceilingOf(quantity))
      throw new QuantityError(quantity.path, `comes to ${value}, over its ceiling of ${this.ceilingOf(quantity)}`);
    this.values[index] = value;
  }

  /** The nearest value that a quantity may have; what is no finite number leaves it as it was. */
  private within(index: number, value: number): number {
    const quantity = this.all[index];
    const { low, high } = quantity.rule;
    const ceiling = quantity.ceiling < 0 ? high : Math.min(high, this.ceilingOf(quantity));
    const wanted = Number.isFinite(value) ? value : this.values[index];
    return Math.max(low, Math.min(ceiling, wanted));
  }

  private ceilingOf(quantity: Quantity): number {
    return this.values[quantity.ceiling];
  }

  private refresh(entry: MovingDistribution): void {
    const parameters = entry.parameters.map((index) => this.values[index]);
    const [p0, p1, p2, p3] = parameters;
    try {
      if (entry.isMixture) entry.distribution.setWeights(parameters);
      else entry.distribution.setParameters(p0, p1, p2, p3);
    } catch (error) {
      if (!this.isStart && entry.follows) {
        // Parameters that make no distribution together leave it as it was.
        this.held[0]++;
        return;
      }
      throw new QuantityError(entry.path, error instanceof Error ? error.message : String(error));
    }
  }
}

function uselessEffect(links: readonly Link[]): QuantityError {
  const path = links.map((link) => link.path).join(', ');
  return new QuantityError(path, 'comes to no factor of 0 or more, or to no number, as the run begins');
}

function outOfRange(value: number, rule: QuantityRule): string {
  const found = Number.isNaN(value) ? 'comes to no number (0 divided by 0?)' : `comes to ${value}`;
  if (rule.low === 0 && rule.high === Infinity) return `${found}; it must be 0 or more`;
  if (rule.low === 0 && rule.high === 1) return `${found}; a share lies between 0 and 1`;
  return `${found}; it must lie between ${rule.low} and ${rule.high}`;
}
