/** Means with t-intervals, over replications. */
import { tQuantile } from './student-t';

/** A mean with the half-width of its interval. */
export interface Interval {
  mean: number;
  halfWidth: number;
  low: number;
  high: number;
  replications: number;
  standardDeviation: number;
}

/** Mean and t-interval of the finite values; null when there are fewer than two. */
export function meanInterval(values: ArrayLike<number>, confidence = 0.95): Interval | null {
  let n = 0;
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    n++;
    const delta = values[i] - mean;
    mean += delta / n;
    squares += delta * (values[i] - mean);
  }
  if (n < 2) return null;
  const standardDeviation = Math.sqrt(squares / (n - 1));
  const halfWidth = (tQuantile(0.5 + confidence / 2, n - 1) * standardDeviation) / Math.sqrt(n);
  return { mean, halfWidth, low: mean - halfWidth, high: mean + halfWidth, replications: n, standardDeviation };
}

/** Interval of the paired difference b − a over replications where both are seen. */
export function pairedInterval(a: ArrayLike<number>, b: ArrayLike<number>, confidence = 0.95): (Interval & { varianceReduction: number }) | null {
  const before: number[] = [];
  const after: number[] = [];
  const difference: number[] = [];
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (!Number.isFinite(a[i]) || !Number.isFinite(b[i])) continue;
    before.push(a[i]);
    after.push(b[i]);
    difference.push(b[i] - a[i]);
  }
  const interval = meanInterval(difference, confidence);
  if (interval === null) return null;
  const independent = (meanInterval(before)?.standardDeviation ?? 0) ** 2 + (meanInterval(after)?.standardDeviation ?? 0) ** 2;
  const paired = interval.standardDeviation ** 2;
  return { ...interval, varianceReduction: paired > 0 ? independent / paired : independent > 0 ? Infinity : 1 };
}
