/**
 * Tallies: what the loop counts. Sums, time-weighted sums and fixed-bin histograms, nothing that grows with the number
 * of people, so that results add up across replications and workers.
 */

import { histogramQuantile } from '../statistics/quantiles';

/** Bins of a histogram; the last one counts everything beyond. */
export const BINS = 521;

/** A number that changes over time, such as a queue length: its time-weighted mean since the last restart. */
export class LevelTally {
  // value, time of last change, area since restart, time of restart
  private readonly cell = new Float64Array(4);

  /** @param clock cell that holds the present time in days */
  constructor(private readonly clock: Float64Array) {}

  /** Start counting now from level `value`. */
  reset(value: number): void {
    const cell = this.cell;
    cell[0] = value;
    cell[1] = this.clock[0];
    cell[2] = 0;
    cell[3] = this.clock[0];
  }

  /** Forget the past, keep the level (end of a warm-up or of a step). */
  restart(): void {
    this.reset(this.cell[0]);
  }

  /** The level changes by `change` now. */
  add(change: number): void {
    const cell = this.cell;
    const now = this.clock[0];
    cell[2] += cell[0] * (now - cell[1]);
    cell[1] = now;
    cell[0] += change;
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
    return cell[2] + cell[0] * (this.clock[0] - cell[1]);
  }

  /** Time-weighted mean since restart; NaN when no time has passed. */
  mean(): number {
    return this.area() / (this.clock[0] - this.cell[3]);
  }
}

/** Observed times (waits, stays): count, sum, sum of squares, histogram, and counts over targets. */
export class TimeTally {
  // count, sum, sum of squares
  private readonly sums = new Float64Array(3);
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
    this.bins = new Float64Array(BINS);
    this.over = new Float64Array(targets.length);
  }

  /** Forget everything. */
  reset(): void {
    this.sums.fill(0);
    this.bins.fill(0);
    this.over.fill(0);
  }

  /** Count one time of `days`. */
  add(days: number): void {
    const sums = this.sums;
    sums[0] += 1;
    sums[1] += days;
    sums[2] += days * days;
    const bin = days * this.perBin;
    this.bins[bin < BINS - 1 ? bin | 0 : BINS - 1] += 1;
    for (let i = 0; i < this.targets.length; i++) if (days > this.targets[i]) this.over[i] += 1;
  }

  get count(): number {
    return this.sums[0];
  }

  /** Sum of the times counted, in days. */
  get sum(): number {
    return this.sums[1];
  }

  /** Mean in days; NaN when nothing was counted. */
  mean(): number {
    return this.sums[1] / this.sums[0];
  }

  /** Standard deviation in days (of the observed times, not of their mean). */
  standardDeviation(): number {
    const [n, sum, squares] = this.sums;
    return n < 2 ? NaN : Math.sqrt(Math.max(0, (squares - (sum * sum) / n) / (n - 1)));
  }

  /** Share longer than target `i`; NaN when nothing was counted. */
  shareOver(i: number): number {
    return this.over[i] / this.sums[0];
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
