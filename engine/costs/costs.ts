/**
 * Money of a running world: prices times what the services and posts count anyway. Nothing is done at an event; sums are
 * taken when prices may change, as a step of the series ends and at the end, so that prices may follow the time.
 */
import type { Quantities } from '../expression/quantities';
import type { MeasureBuilder } from '../results/measure-builder';
import { COST_CATEGORIES, type CostCategory } from '../scenario/costs';
import type { CostsSpec } from './spec';

const SERVICE = 'money';
const UNIT = '£ per year';
const DAYS_PER_YEAR = 365.25;
const WHAT = 'All that the scenario gives a price: posts by WTE in post, places, people and time by their own prices';

const CATEGORY_TITLES: Readonly<Record<CostCategory, string>> = {
  staff: 'staff',
  agency: 'agency',
  beds: 'beds',
  outOfArea: 'out of area',
  other: 'other',
};

/** @see the file's comment */
export class Costs {
  /** £ so far: in all, by payer, by category; and the same by steps of the series. */
  private readonly sums: Float64Array;
  private readonly steps: Float64Array;
  /** What has been counted of each item, and paid for, so far. */
  private readonly counted: Float64Array;
  /** Prices and shares that hold, by item. */
  private readonly prices: Float64Array;
  private readonly shares: readonly Float64Array[];
  private readonly categories: readonly CostCategory[];
  /** Places of the scalars and, of those that have one, of the series. */
  private readonly at: { scalar: number; series: number }[];

  /**
   * @param totals the running sum of each item, in order
   * @param daysInStep counted days of a step
   */
  constructor(
    private readonly spec: CostsSpec,
    private readonly quantities: Quantities,
    private readonly totals: readonly (() => number)[],
    measures: MeasureBuilder,
    private readonly daysInStep: (step: number) => number,
  ) {
    this.categories = COST_CATEGORIES.filter((category) => spec.items.some((item) => item.category === category));
    const width = 1 + spec.payers.length + this.categories.length;
    this.sums = new Float64Array(width);
    this.steps = new Float64Array(width * measures.steps);
    this.counted = new Float64Array(spec.items.length);
    this.prices = new Float64Array(spec.items.length);
    this.shares = spec.items.map(({ shares }) => new Float64Array(shares.length));
    this.at = [
      { title: 'Money: cost in all', definition: `${WHAT}, whoever pays, per year.`, good: 'lower' as const },
      ...spec.payers.map(({ id, title }) => ({
        title: `Money: cost, ${title}`,
        definition: `${WHAT}; what this payer bears of it, per year.`,
        good: 'lower' as const,
        part: `payer=${id}`,
      })),
      ...this.categories.map((category) => ({
        title: `Money: cost, ${CATEGORY_TITLES[category]}`,
        definition: `${WHAT}; what falls in this category, whoever pays, per year.`,
        good: 'none' as const,
        part: `category=${category}`,
      })),
    ].map((text) => {
      const measure = { name: 'cost', unit: UNIT, ...text };
      const scalar = measures.scalar(SERVICE, measure);
      return {
        scalar,
        series: measures.series(SERVICE, { ...measure, definition: `${text.definition} Over the step.` }),
      };
    });
  }

  /** A new replication; services are at their start. */
  reset(): void {
    for (let i = 0; i < this.totals.length; i++) this.hold(i);
    this.restart();
  }

  /** Forget what was counted. What is counted has been set back before. */
  restart(): void {
    this.sums.fill(0);
    this.steps.fill(0);
    for (let i = 0; i < this.totals.length; i++) this.counted[i] = this.totals[i]();
  }

  /** Pay for what has been counted since the last time. @param step step of the series that the clock is in */
  pay(step: number): void {
    for (let i = 0; i < this.totals.length; i++) this.payItem(i, step);
  }

  /**
   * Quantities were evaluated again: what has been counted until now is paid at the prices that held. Only where one has
   * changed, so that money whose prices stand still is added up alike in every scenario, to the last bit.
   */
  quantitiesChanged(step: number): void {
    for (let i = 0; i < this.totals.length; i++) {
      if (!this.hasChanged(i)) continue;
      this.payItem(i, step);
      this.hold(i);
    }
  }

  /** Write the replication's values; everything is paid for. */
  collect(values: Float64Array, countedDays: number): void {
    const width = this.sums.length;
    this.at.forEach(({ scalar, series }, i) => {
      values[scalar] = (this.sums[i] / countedDays) * DAYS_PER_YEAR;
      for (let step = 0; step < this.steps.length / width; step++)
        values[series + step] = (this.steps[step * width + i] / this.daysInStep(step)) * DAYS_PER_YEAR;
    });
  }

  private payItem(i: number, step: number): void {
    const { spec, counted, categories } = this;
    const { shares, category } = spec.items[i];
    const total = this.totals[i]();
    const cost = (total - counted[i]) * this.prices[i];
    counted[i] = total;
    this.add(0, step, cost);
    this.add(1 + spec.payers.length + categories.indexOf(category), step, cost);
    shares.forEach(({ payer }, k) => this.add(1 + payer, step, cost * this.shares[i][k]));
  }

  private hasChanged(i: number): boolean {
    const { values } = this.quantities;
    const { price, shares } = this.spec.items[i];
    return (
      values[price] !== this.prices[i] ||
      shares.some(({ share }, k) => share >= 0 && values[share] !== this.shares[i][k])
    );
  }

  /** Take prices and shares as they are now; the rest is what the other shares leave. */
  private hold(i: number): void {
    const { values } = this.quantities;
    const { price, shares } = this.spec.items[i];
    const named = shares.reduce((sum, { share }) => sum + (share < 0 ? 0 : values[share]), 0);
    this.prices[i] = values[price];
    shares.forEach(({ share }, k) => {
      this.shares[i][k] = share < 0 ? Math.max(0, 1 - named) : values[share];
    });
  }

  private add(place: number, step: number, cost: number): void {
    this.sums[place] += cost;
    this.steps[step * this.sums.length + place] += cost;
  }
}
