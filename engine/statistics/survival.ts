/** How long people wait, those counted who entered late or still wait at the end. */
import { exp, ln } from '../random/elementary';
import { normalQuantile } from '../random/normal-quantile';
import { demandConfidence } from './intervals';
import { type AgesWithin, type EntriesAndWithdrawals, riskSets } from './risk-sets';

/** A probability at the end of each bin, with how sure it is. NaN from where nobody is left to tell. */
export interface ProbabilityCurve {
  /** The estimate, 0 to 1. */
  value: Float64Array;
  /** Its standard error. */
  standardError: Float64Array;
  /** Lower end of the interval at this bin by itself; NaN where the estimate is 0 or 1. */
  low: Float64Array;
  /** Upper end likewise. */
  high: Float64Array;
  /** People at risk in each bin; weights make it any number of 0 or more. */
  atRisk: Float64Array;
}

/** Choices of an estimate. */
export interface CurveOptions {
  /** What is known within a bin; see {@link AgesWithin}. Ages are spread unless told otherwise. */
  ages?: AgesWithin;
  /** Above 0 and below 1; 0.95 unless told otherwise. */
  confidence?: number;
  /**
   * Start the curve with this bin, for those who reached it. Late entry leaves few at risk at the first ages; one who
   * leaves then would bring the whole curve down (Klein & Moeschberger 2003, §4.6). 0 unless told otherwise.
   */
  fromBin?: number;
}

/**
 * The share who still wait at each age (Kaplan & Meier 1958, Journal of the American Statistical Association 53), with
 * delayed entry: somebody counts as at risk only while followed (Klein & Moeschberger 2003, §4.6). Standard errors are
 * Greenwood's (1926), intervals are on the log-log scale (Klein & Moeschberger 2003, equation 4.3.2) and stay inside 0 to 1.
 *
 * Everybody who enters late must be like those of the same age who were followed all along, and being followed no longer
 * must have nothing to do with how soon one would have left.
 *
 * @param people Entries and withdrawals.
 * @param events How many left by bin; the last is the overflow.
 * @param options Choices of the estimate.
 * @returns One value for each bin but the overflow.
 * @throws RangeError for histograms that do not fit together (see {@link riskSets}) and a confidence out of range.
 */
export function kaplanMeier(
  people: EntriesAndWithdrawals,
  events: ArrayLike<number>,
  options: CurveOptions = {},
): ProbabilityCurve {
  const { ages = 'spread', confidence = 0.95, fromBin = 0 } = options;
  demandConfidence(confidence);
  const atRisk = riskSets(people, events, ages);
  const { value, standardError } = productLimit(atRisk, events, fromBin);
  return { value, standardError, ...logLogInterval(value, standardError, confidence), atRisk };
}

/**
 * The estimate of {@link kaplanMeier} with its standard error, without an interval.
 *
 * @param atRisk from {@link riskSets}
 * @param fromBin see {@link CurveOptions}
 */
export function productLimit(
  atRisk: Float64Array,
  events: ArrayLike<number>,
  fromBin: number = 0,
): Pick<ProbabilityCurve, 'value' | 'standardError'> {
  const value = new Float64Array(atRisk.length).fill(NaN);
  const standardError = new Float64Array(atRisk.length).fill(NaN);
  let survival = 1;
  let sum = 0;
  for (let bin = 0; bin < atRisk.length; bin++) {
    const number = atRisk[bin];
    // What is 0 stays 0, whether or not somebody is there.
    if (number !== number && survival > 0) break;
    if (bin >= fromBin && number > 0 && events[bin] > 0) {
      const stay = 1 - events[bin] / number;
      survival *= stay;
      sum += events[bin] / (number * number * stay);
    }
    value[bin] = survival;
    standardError[bin] = survival === 0 ? 0 : survival * Math.sqrt(sum);
  }
  return { value, standardError };
}

/**
 * The interval p^exp(±z s / (p ln p)) of a probability p with standard error s, inside 0 to 1 (Klein & Moeschberger 2003,
 * equation 4.3.2).
 *
 * @returns NaN where p is 0, 1 or NaN: nothing has happened yet, or nobody is left.
 */
export function logLogInterval(
  value: Float64Array,
  standardError: Float64Array,
  confidence: number,
): { low: Float64Array; high: Float64Array } {
  const z = normalQuantile((1 + confidence) / 2);
  const low = new Float64Array(value.length);
  const high = new Float64Array(value.length);
  for (let bin = 0; bin < value.length; bin++) {
    const p = value[bin];
    if (p > 0 && p < 1) {
      const logP = ln(p);
      const factor = exp((z * standardError[bin]) / (p * -logP));
      low[bin] = exp(logP * factor);
      high[bin] = exp(logP / factor);
    } else low[bin] = high[bin] = NaN;
  }
  return { low, high };
}

/**
 * The age by which a share of people have left, by linear interpolation within its bin.
 *
 * @param survival The share who still wait at the end of each bin, from {@link kaplanMeier}.
 * @param p The share that has left, above 0 and at most 1.
 * @param binWidth In the unit of the result.
 * @returns Infinity where the curve ends with more than 1 - p waiting, NaN where nobody is left to tell, or p is out of range.
 */
export function ageWhenLeft(survival: ArrayLike<number>, p: number, binWidth: number): number {
  if (!(p > 0 && p <= 1)) return NaN;
  let before = 1;
  for (let bin = 0; bin < survival.length; bin++) {
    const after = survival[bin];
    if (after !== after) return NaN;
    if (after <= 1 - p) return (bin + (before - (1 - p)) / (before - after)) * binWidth;
    before = after;
  }
  return Infinity;
}
