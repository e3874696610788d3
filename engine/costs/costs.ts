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
    this.restart();
  }

  /** Forget what was counted. What is counted has been set back before. */
  restart(): void {
    this.sums.fill(0);
    this.steps.fill(0);
    for (let i = 0; i < this.totals.length; i++) this.counted[i] = this.totals[i]();
  }

  /**
   * Pay for what has been counted since the last time, at the prices that held.
   * @param step step of the series that the clock is in
   */
  pay(step: number): void {
    const { spec, counted, totals } = this;
    const { values } = this.quantities;
    for (let i = 0; i < totals.length; i++) {
      const { price, shares, category } = spec.items[i];
      const total = totals[i]();
      const cost = (total - counted[i]) * values[price];
      counted[i] = total;
      this.add(0, step, cost);
      this.add(1 + spec.payers.length + this.categories.indexOf(category), step, cost);
      let named = 0;
      for (const { share } of shares) if (share >= 0) named += values[share];
      for (const { payer, share } of shares)
        this.add(1 + payer, step, cost * (share < 0 ? Math.max(0, 1 - named) : values[share]));
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

  private add(place: number, step: number, cost: number): void {
    this.sums[place] += cost;
    this.steps[step * this.sums.length + place] += cost;
  }
}
