/**
 * The stocks of a running world (rule 10): at each step the measures of the closed week are taken, then stocks are
 * integrated; expressions and hazards follow.
 */
import type { Quantities } from '../expression/quantities';
import type { MeasureBuilder } from '../results/measure-builder';
import { Integrator } from './integrate';
import { WEEK_DAYS, type StocksSpec, type StockSpec } from './spec';

/** Two running sums of a service whose increases over a week, one over the other, are a measure of that week. */
export interface Cumulative {
  total(): number;
  over(): number;
  /** Begin again with a replication; for sums that are kept for this alone. */
  reset?(): void;
  /** A morning of the week, for what is averaged over mornings. */
  sample?(): void;
}

const SERVICE = 'stocks';

/** @see the file's comment */
export class Stocks {
  private readonly integrator: Integrator;
  /**
   * Both sums of each measure as they stood at each of the steps of the past week, in turn, less what they had grown to when
   * services last forgot them. A measure is always of seven days, however short the step: days of the week differ.
   */
  private readonly totals: Float64Array[];
  private readonly overs: Float64Array[];
  private stepsDone = 0;
  private readonly steps: Float64Array[];
  private readonly at: { end: number; series: number }[];
  private readonly heldAt: number;
  private readonly day = new Float64Array(1);

  /**
   * @param weekly the running sums of each measure of the week, in order
   * @param steps steps of a series
   */
  constructor(
    private readonly spec: StocksSpec,
    private readonly quantities: Quantities,
    private readonly weekly: readonly Cumulative[],
    measures: MeasureBuilder,
  ) {
    this.integrator = new Integrator(spec.stocks, quantities);
    const stepsInWeek = Math.round(WEEK_DAYS / spec.stepDays);
    this.totals = Array.from({ length: stepsInWeek }, () => new Float64Array(weekly.length));
    this.overs = Array.from({ length: stepsInWeek }, () => new Float64Array(weekly.length));
    this.steps = spec.stocks.map(() => new Float64Array(measures.steps));
    this.at = spec.stocks.map((stock) => ({
      end: measures.scalar(SERVICE, text(stock, 'Its level when the run ends.')),
      series: measures.series(SERVICE, text(stock, 'Its level at the end of the step.')),
    }));
    this.heldAt = measures.scalar(SERVICE, {
      name: 'held',
      title: 'Stocks and loops: values held at a limit',
      unit: 'times',
      definition:
        'Times that a stock, or a value that follows one, would have left its range and was held at the end of it, since the run began.',
      good: 'lower',
    });
  }

  /** A new replication; services are at their start. */
  reset(): void {
    this.day[0] = 0;
    this.stepsDone = 0;
    for (const sums of this.weekly) sums.reset?.();
    this.note(0);
    for (const steps of this.steps) steps.fill(0);
  }

  /** A morning. */
  sample(): void {
    for (let i = 0; i < this.weekly.length; i++) this.weekly[i].sample?.();
  }

  /** A step: measures of the week that has closed, then the stocks. Expressions are to be evaluated after this. */
  step(day: number): void {
    const place = ++this.stepsDone % this.totals.length;
    if (this.stepsDone >= this.totals.length) this.measure(place);
    this.note(place);
    this.integrator.step(this.day[0], day);
    this.day[0] = day;
  }

  /** Services are about to forget what they counted: what the week has had so far is kept. */
  beforeRestart(): void {
    this.shift(-1);
  }

  /** Services have forgotten what they counted. */
  afterRestart(): void {
    this.shift(1);
  }

  /** A step of the series ends. */
  endStep(step: number): void {
    this.spec.stocks.forEach((stock, i) => {
      this.steps[i][step] = this.level(stock);
    });
  }

  /** Write the replication's values. */
  collect(values: Float64Array): void {
    this.spec.stocks.forEach((stock, i) => {
      values[this.at[i].end] = this.level(stock);
      values.set(this.steps[i], this.at[i].series);
    });
    values[this.heldAt] = this.quantities.held[0];
  }

  /** Measures of the seven days since the sums were noted at this place. */
  private measure(place: number): void {
    const { weekly, spec } = this;
    const totals = this.totals[place];
    const overs = this.overs[place];
    for (let i = 0; i < weekly.length; i++) {
      const over = weekly[i].over() - overs[i];
      const value = (weekly[i].total() - totals[i]) / over;
      if (over > 0 && Number.isFinite(value)) this.quantities.slots[spec.weekMeasures[i].slot] = Math.max(0, value);
    }
  }

  private note(place: number): void {
    for (let i = 0; i < this.weekly.length; i++) {
      this.totals[place][i] = this.weekly[i].total();
      this.overs[place][i] = this.weekly[i].over();
    }
  }

  /** Move all that was noted by the present sums, so that increases since then stay as they are. */
  private shift(sign: 1 | -1): void {
    for (let place = 0; place < this.totals.length; place++)
      for (let i = 0; i < this.weekly.length; i++) {
        this.totals[place][i] += sign * this.weekly[i].total();
        this.overs[place][i] += sign * this.weekly[i].over();
      }
  }

  private level({ slot, toBase }: StockSpec): number {
    return this.quantities.slots[slot] / toBase;
  }
}

function text(stock: StockSpec, definition: string) {
  const unit = PLURALS[stock.unit] ?? stock.unit;
  return { name: 'level', title: stock.title, unit, definition, part: `stock=${stock.id}` };
}

/** Units as results write them. */
const PLURALS: Readonly<Record<string, string>> = {
  person: 'people',
  contact: 'contacts',
  hour: 'hours',
  day: 'days',
  week: 'weeks',
};
