/**
 * Tallies: what the loop counts. Sums, time-weighted sums and fixed-bin histograms, nothing that grows with the number
 * of people, so that results add up across replications and workers.
 */

import { histogramQuantile } from '../statistics/quantiles';

/** Bins of a histogram; the last one counts everything beyond. */
export const BINS = 521;

// Cells of a tally of times, behind its bins.
const COUNT = BINS;
const SUM = BINS + 1;
const SQUARES = BINS + 2;

/**
 * A number that changes over time, such as a queue length: its time-weighted mean since the last restart.
 *
 * Kept is the sum of each change times its instant, for the area under the level is level × now less that sum: a change
 * costs one product and two sums, and nothing need be known of the change before it.
 */
export class LevelTally {
  // value, sum of changes × their times since restart (the value at restart is a change then), time of restart
  private readonly cell = new Float64Array(3);

  /** @param clock cell that holds the present time in days */
  constructor(private readonly clock: Float64Array) {}

  /** Start counting now from level `value`. */
  reset(value: number): void {
    const cell = this.cell;
    cell[0] = value;
    cell[1] = value * this.clock[0];
    cell[2] = this.clock[0];
  }

  /** Forget the past, keep the level (end of a warm-up or of a step). */
  restart(): void {
    this.reset(this.cell[0]);
  }

  /** The level changes by `change` now. */
  add(change: number): void {
    const cell = this.cell;
    cell[0] += change;
    cell[1] += change * this.clock[0];
  }

  /** The level is `value` from now on. */
  set(value: number): void {
    this.add(value - this.cell[0]);
    this.cell[0] = value;
  }

  /** The level now. */
  get level(): number {
    return this.cell[0];
  }

  /** Level × time since restart, in units × days. */
  area(): number {
    const cell = this.cell;
    return cell[0] * this.clock[0] - cell[1];
  }

  /** Time-weighted mean since restart; NaN when no time has passed. */
  mean(): number {
    return this.area() / (this.clock[0] - this.cell[2]);
  }
}

/** Observed times (waits, stays): count, sum, sum of squares, histogram, and counts over targets. */
export class TimeTally {
  /** The bins, and behind them count, sum and sum of squares: who counts finds all in one array. */
  private readonly cells = new Float64Array(BINS + 3);
  readonly bins: Float64Array;
  readonly over: Float64Array;
  private readonly perBin: number;

  /**
   * @param binDays width of a bin
   * @param targets times in days to count against (strictly longer); may change in place
   */
  constructor(
    binDays: number,
    private readonly targets: Float64Array = new Float64Array(0),
  ) {
    this.perBin = 1 / binDays;
    this.bins = this.cells.subarray(0, BINS);
    this.over = new Float64Array(targets.length);
  }

  /** Forget everything. */
  reset(): void {
    this.cells.fill(0);
    this.over.fill(0);
  }

  /** Count one time of `days`. */
  add(days: number): void {
    const cells = this.cells;
    cells[COUNT] += 1;
    cells[SUM] += days;
    cells[SQUARES] += days * days;
    const bin = days * this.perBin;
    cells[bin < BINS - 1 ? bin | 0 : BINS - 1] += 1;
    for (let i = 0; i < this.targets.length; i++) if (days > this.targets[i]) this.over[i] += 1;
  }

  get count(): number {
    return this.cells[COUNT];
  }

  /** Sum of the times, in days. */
  get sum(): number {
    return this.cells[SUM];
  }

  /** Mean in days; NaN when nothing was counted. */
  mean(): number {
    return this.sum / this.count;
  }

  /** Standard deviation in days (of the observed times, not of their mean). */
  standardDeviation(): number {
    const n = this.count;
    const sum = this.sum;
    const squares = this.cells[SQUARES];
    return n < 2 ? NaN : Math.sqrt(Math.max(0, (squares - (sum * sum) / n) / (n - 1)));
  }

  /** Share longer than target `i`; NaN when nothing was counted. */
  shareOver(i: number): number {
    return this.over[i] / this.count;
  }

  /** Quantile in bins, by linear interpolation within a bin; NaN when nothing was counted. */
  quantileBins(p: number): number {
    return histogramQuantile(this.bins, 0, BINS, 1, p);
  }

  /** Quantile in days; a quantile in the overflow bin gives that bin's lower edge. */
  quantile(p: number): number {
    return this.quantileBins(p) / this.perBin;
  }
}
