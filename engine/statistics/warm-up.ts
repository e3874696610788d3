/** Where a run that starts empty has come to its steady state. Only for systems that have one. */

/** How much of a series to drop, and how that was found. */
export interface Truncation {
  /** How many observations to drop from the beginning: a multiple of the batch. */
  dropped: number;
  /** Mean of what is left, in the unit of the series. */
  mean: number;
  /** The statistic that was minimised, for 0, 1, 2, … batches dropped; to be shown, not compared between series. */
  statistic: Float64Array;
  /**
   * False where the minimum lies at the end of the first half, beyond which nothing is tried: the series is still moving.
   * Run it longer; if that does not help, there is no steady state.
   */
  isSettled: boolean;
}

/** Batches that a series must have before anything is said of it. */
const FEWEST_BATCHES = 10;

/**
 * MSER-5: drop so many batches of five that the squared standard error of the mean of the others, computed as if batches
 * were independent, is smallest: Σ (Zⱼ - mean)² / (b - d)² (White 1997, Simulation 69(6); in batches of five White, Cobb &
 * Spratt 2000, Proceedings of the Winter Simulation Conference, 755-760). What is dropped must lie in the first half of
 * the series, for a few batches at its end can agree by chance (White & Robinson 2010, Journal of Simulation 4(4)).
 *
 * @param series Observations at equal steps, all finite; the mean over replications, step by step, or one long run. What
 * does not fill a last batch is left out.
 * @param batch Observations to a batch, a whole number of 1 or more; 5 gives MSER-5.
 * @returns null for fewer than ten batches.
 * @throws RangeError for a batch that is none and observations that are not finite.
 */
export function mserTruncation(series: ArrayLike<number>, batch = 5): Truncation | null {
  if (!(Number.isInteger(batch) && batch >= 1)) {
    throw new RangeError(`batch must be a whole number of 1 or more, got ${batch}`);
  }
  const batches = Math.floor(series.length / batch);
  if (batches < FEWEST_BATCHES) return null;
  const last = Math.floor(batches / 2);
  const statistic = new Float64Array(last + 1);
  let best = last;
  let bestMean = NaN;
  // From the end to the beginning, so that each number of dropped batches takes one step (Welford 1962).
  let mean = 0;
  let squares = 0;
  for (let dropped = batches - 1; dropped >= 0; dropped--) {
    const left = batches - dropped;
    const value = batchMean(series, dropped * batch, batch);
    const deviation = value - mean;
    mean += deviation / left;
    squares += deviation * (value - mean);
    if (dropped > last) continue;
    statistic[dropped] = squares / (left * left);
    // Among equals the one that drops least.
    if (dropped === last || statistic[dropped] <= statistic[best]) {
      best = dropped;
      bestMean = mean;
    }
  }
  return { dropped: best * batch, mean: bestMean, statistic, isSettled: best < last };
}

function batchMean(series: ArrayLike<number>, from: number, batch: number): number {
  let sum = 0;
  for (let i = from; i < from + batch; i++) {
    if (!Number.isFinite(series[i])) throw new RangeError(`series[${i}] must be a finite number, got ${series[i]}`);
    sum += series[i];
  }
  return sum / batch;
}

/**
 * The points of Welch's plot: the mean over replications at each step, smoothed by a moving average that narrows towards
 * the beginning. A person looks for the step from which it is flat (Welch 1983; Law 2015, §9.5.1).
 *
 * @param replications The series of each replication, of one length.
 * @param window Steps to each side, a whole number of 0 or more and at most a quarter of the steps.
 * @returns One point for each step but the last `window`, which have no full average.
 * @throws RangeError for no replications, series of different lengths and a window out of range.
 */
export function welchPoints(replications: readonly ArrayLike<number>[], window: number): Float64Array {
  if (replications.length === 0) throw new RangeError('replications must hold one series or more, got none');
  const steps = replications[0].length;
  for (const [i, series] of replications.entries()) {
    if (series.length === steps) continue;
    throw new RangeError(`replications[${i}] must have ${steps} steps as the first has, got ${series.length}`);
  }
  const most = Math.floor(steps / 4);
  if (!(Number.isInteger(window) && window >= 0 && window <= most)) {
    throw new RangeError(`window must be a whole number from 0 to ${most}, a quarter of ${steps} steps, got ${window}`);
  }
  const means = Float64Array.from({ length: steps }, (_, step) => {
    let sum = 0;
    for (const series of replications) sum += series[step];
    return sum / replications.length;
  });
  return Float64Array.from({ length: steps - window }, (_, step) => {
    const reach = Math.min(window, step);
    let sum = 0;
    for (let i = step - reach; i <= step + reach; i++) sum += means[i];
    return sum / (2 * reach + 1);
  });
}
