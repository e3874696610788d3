/**
 * One step of all stocks together, by the classical Runge-Kutta method of order 4 (Hairer, Nørsett & Wanner, Solving
 * Ordinary Differential Equations I, §II.1), with the measures of the closed week held constant.
 */
import type { Quantities } from '../expression/quantities';
import type { StockSpec } from './spec';

/** Integrates the stocks of a model; their levels live in the slots of its quantities. */
export class Integrator {
  private readonly before: Float64Array;
  private readonly flow: Float64Array;
  private readonly sum: Float64Array;

  constructor(
    private readonly stocks: readonly StockSpec[],
    private readonly quantities: Quantities,
  ) {
    this.before = new Float64Array(stocks.length);
    this.flow = new Float64Array(stocks.length);
    this.sum = new Float64Array(stocks.length);
  }

  /**
   * Bring the stocks from day `from` to day `to`. A stock that may not be negative stops at 0; one whose flows come to
   * no number stays where it is; each is counted in `quantities.held`. Parameters are left as they are on day `to`.
   */
  step(from: number, to: number): void {
    const { stocks, before, flow, sum, quantities } = this;
    const { slots, held } = quantities;
    const days = to - from;
    for (let i = 0; i < stocks.length; i++) before[i] = slots[stocks[i].slot];
    this.netFlow(from, flow);
    sum.set(flow);
    this.tryLevels(days / 2);
    this.netFlow(from + days / 2, flow);
    this.add(2);
    this.tryLevels(days / 2);
    this.netFlow(from + days / 2, flow);
    this.add(2);
    this.tryLevels(days);
    // Just before: a change dated on day `to` belongs to the next step.
    this.netFlow(to - JUST_BEFORE * days, flow);
    this.add(1);
    for (let i = 0; i < stocks.length; i++) {
      const level = before[i] + (days / 6) * sum[i];
      const allowed = this.allowed(i, level);
      slots[stocks[i].slot] = allowed;
      if (allowed !== level && !(level < 0 && level >= -ROUNDING * before[i])) held[0]++;
    }
    quantities.bringParameters(to, quantities.uncounted);
  }

  /** What flows in less what flows out, in base units a day, at the levels in the slots. Nothing is counted. */
  netFlow(day: number, into: Float64Array): void {
    const { stocks, quantities } = this;
    const { slots } = quantities;
    quantities.bringParameters(day, quantities.uncounted);
    for (let i = 0; i < stocks.length; i++) {
      const { inflow, outflow } = stocks[i];
      into[i] = (inflow === null ? 0 : inflow.evaluate(slots)) - (outflow === null ? 0 : outflow.evaluate(slots));
    }
  }

  private add(weight: number): void {
    for (let i = 0; i < this.sum.length; i++) this.sum[i] += weight * this.flow[i];
  }

  private tryLevels(days: number): void {
    const { stocks, before, flow } = this;
    for (let i = 0; i < stocks.length; i++)
      this.quantities.slots[stocks[i].slot] = this.allowed(i, before[i] + days * flow[i]);
  }

  private allowed(stock: number, level: number): number {
    if (!Number.isFinite(level)) return this.before[stock];
    return level < 0 && !this.stocks[stock].mayBeNegative ? 0 : level;
  }
}

/** So small a part of a step that no flow notices. */
const JUST_BEFORE = 1e-12;
/** A level this small a share of the one before is 0 but for rounding. */
const ROUNDING = 1e-12;
