/** A curve over replications: the estimate of each replication, then mean and t-interval at each point. */
import { meanInterval } from './intervals';

/** A curve with a band. NaN where fewer than two replications can tell. */
export interface CurveBand {
  /** Mean over the replications that can tell. */
  mean: Float64Array;
  /** Lower end of the t-interval of the mean at this point by itself, cut off at 0. */
  low: Float64Array;
  /** Upper end, cut off at 1. */
  high: Float64Array;
  /** How many replications can tell at this point. */
  replications: Int32Array;
}

/**
 * The mean of curves of probabilities (survival, cumulative incidence) over independent replications. People of one
 * replication queue behind each other and so are not independent: this band is the one to trust, not Greenwood's of the
 * people of all replications taken together.
 *
 * @param curves One for each replication, of one length; NaN where it cannot tell.
 * @param confidence Above 0 and below 1.
 * @throws RangeError if curves differ in length or the confidence is out of range.
 */
export function curveBand(curves: readonly ArrayLike<number>[], confidence = 0.95): CurveBand {
  const length = curves.length === 0 ? 0 : curves[0].length;
  for (const [i, curve] of curves.entries()) {
    if (curve.length !== length) {
      throw new RangeError(`curves[${i}] must have ${length} points as the first has, got ${curve.length}`);
    }
  }
  const band: CurveBand = {
    mean: new Float64Array(length).fill(NaN),
    low: new Float64Array(length).fill(NaN),
    high: new Float64Array(length).fill(NaN),
    replications: new Int32Array(length),
  };
  const values = new Float64Array(curves.length);
  for (let point = 0; point < length; point++) {
    for (let i = 0; i < curves.length; i++) {
      values[i] = curves[i][point];
      if (Number.isFinite(values[i])) band.replications[point]++;
    }
    const interval = meanInterval(values, confidence);
    if (interval === null) continue;
    band.mean[point] = interval.mean;
    band.low[point] = Math.max(0, interval.low);
    band.high[point] = Math.min(1, interval.high);
  }
  return band;
}
