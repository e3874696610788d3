/** How much of what varies is due to uncertain inputs, and how much to chance. */

/** Two sources of variance, told apart. */
export interface VarianceComponents {
  /** Mean over all points and replications. */
  mean: number;
  /** Variance between points of what is expected at them: the inputs'. 0 where chance could explain all there is. */
  inputVariance: number;
  /** Variance between replications at a point: that of chance. */
  runVariance: number;
  /** Mean of each point that counts, in order. */
  pointMeans: Float64Array;
  /** Points and replications that count. */
  points: number;
  replications: number;
  /** Points that were left out, since a replication did not see the output there. */
  leftOut: number;
}

/**
 * Tells the variance of inputs from that of chance, where every point was run with the same replications (a two-way crossed
 * random-effects layout with one observation in a cell, since common random numbers make replication r the same future
 * everywhere). By the method of moments from the analysis of variance (Searle, Casella & McCulloch 1992, Variance
 * Components, chapter 4): with mean squares MP between points, MR between replications and ME of the rest, over n points
 * and m replications, points have variance (MP - ME) / m, replications (MR - ME) / n, and the rest ME. The last two
 * together are what differs between replications at one point. Negative estimates count as 0.
 *
 * Treating the points as independent groups (a nested layout) would count what a lucky future does everywhere as noise of
 * the points' means, which pairing removes.
 *
 * @param rows for each point its outputs by replication, the same number for all; not finite where the output was not seen
 * @returns null with fewer than two whole points or two replications
 * @throws RangeError when rows differ in length
 */
export function varianceComponents(rows: readonly ArrayLike<number>[]): VarianceComponents | null {
  const m = rows[0]?.length ?? 0;
  if (rows.some(({ length }) => length !== m)) throw new RangeError('every point must have the same replications');
  const whole = rows.map((row) => Array.from(row)).filter((row) => row.every(Number.isFinite));
  const n = whole.length;
  if (n < 2 || m < 2) return null;
  const pointMeans = Float64Array.from(whole, (row) => row.reduce((sum, value) => sum + value, 0) / m);
  const runMeans = Array.from({ length: m }, (_, r) => whole.reduce((sum, row) => sum + row[r], 0) / n);
  const mean = pointMeans.reduce((sum, value) => sum + value, 0) / n;
  const square = (value: number): number => value * value;
  const betweenPoints = (m * pointMeans.reduce((sum, value) => sum + square(value - mean), 0)) / (n - 1);
  const betweenRuns = (n * runMeans.reduce((sum, value) => sum + square(value - mean), 0)) / (m - 1);
  let rest = 0;
  whole.forEach((row, p) =>
    row.forEach((value, r) => {
      rest += square(value - pointMeans[p] - runMeans[r] + mean);
    }),
  );
  rest /= (n - 1) * (m - 1);
  return {
    mean,
    inputVariance: Math.max(0, (betweenPoints - rest) / m),
    runVariance: Math.max(0, (betweenRuns - rest) / n) + rest,
    pointMeans,
    points: n,
    replications: m,
    leftOut: rows.length - n,
  };
}
