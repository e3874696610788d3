/** By which exit people leave, and by when. */
import { demandConfidence } from './intervals';
import { type EntriesAndWithdrawals, riskSets } from './risk-sets';
import { type CurveOptions, logLogInterval, type ProbabilityCurve } from './survival';

/**
 * The share who have left by each exit at each age (Aalen & Johansen 1978, Scandinavian Journal of Statistics 5(3)), with
 * delayed entry. At any age the shares of all exits and of those who still wait add up to 1.
 *
 * The variance is the Greenwood-type one of Allignol, Schumacher & Beyersmann (2010, Biometrical Journal 52(1)), summed
 * step by step: the exits of a bin are multinomial among those at risk. Without censoring it is F (1 - F) / n.
 *
 * One minus Kaplan-Meier of one exit, with the others as withdrawals, answers another question and is too high.
 *
 * @param people Entries and withdrawals.
 * @param exits For each exit, how many left by it, by bin; the last is the overflow. One exit or more.
 * @param options Choices of the estimate.
 * @returns One curve for each exit, in the same order.
 * @throws RangeError for histograms that do not fit together (see {@link riskSets}), no exits, and a confidence out of range.
 */
export function aalenJohansen(
  people: EntriesAndWithdrawals,
  exits: readonly ArrayLike<number>[],
  options: CurveOptions = {},
): ProbabilityCurve[] {
  const { confidence = 0.95 } = options;
  demandConfidence(confidence);
  return incidences(people, exits, options).map(({ value, standardError, atRisk }) => ({
    value,
    standardError,
    ...logLogInterval(value, standardError, confidence),
    atRisk,
  }));
}

/** The estimates of {@link aalenJohansen} with their standard errors, without intervals. */
export function incidences(
  people: EntriesAndWithdrawals,
  exits: readonly ArrayLike<number>[],
  { ages = 'spread', fromBin = 0 }: CurveOptions = {},
): Pick<ProbabilityCurve, 'value' | 'standardError' | 'atRisk'>[] {
  if (exits.length === 0) throw new RangeError('exits must name one exit or more, got none');
  const all = Float64Array.from(exits[0]);
  for (const [i, exit] of exits.entries()) {
    if (exit.length !== all.length) {
      throw new RangeError(`exits[${i}] must have ${all.length} bins as the first has, got ${exit.length}`);
    }
    for (let bin = 0; bin < all.length; bin++) {
      if (!(exit[bin] >= 0))
        throw new RangeError(`exits[${i}][${bin}] must be a number of 0 or more, got ${exit[bin]}`);
      if (i > 0) all[bin] += exit[bin];
    }
  }
  const atRisk = riskSets(people, all, ages);
  return exits.map((exit) => ({ ...incidenceOf(exit, all, atRisk, fromBin), atRisk: atRisk.slice() }));
}

/** The cumulative incidence of one exit, whose counts are part of all exits'. */
function incidenceOf(
  exit: ArrayLike<number>,
  all: Float64Array,
  atRisk: Float64Array,
  fromBin: number,
): { value: Float64Array; standardError: Float64Array } {
  const value = new Float64Array(atRisk.length).fill(NaN);
  const standardError = new Float64Array(atRisk.length).fill(NaN);
  let waiting = 1;
  let left = 0;
  let varianceWaiting = 0;
  let varianceLeft = 0;
  let covariance = 0;
  for (let bin = 0; bin < atRisk.length; bin++) {
    const number = atRisk[bin];
    if (number !== number && waiting > 0) break;
    if (bin >= fromBin && number > 0 && all[bin] > 0) {
      const any = all[bin] / number;
      const share = exit[bin] / number;
      const scale = (waiting * waiting) / number;
      // First order in the errors of this bin's shares, whose covariance is multinomial and free of those before.
      varianceLeft += share * (share * varianceWaiting + 2 * covariance) + scale * share * (1 - share);
      covariance = (1 - any) * (covariance + share * varianceWaiting - scale * share);
      varianceWaiting = (1 - any) * ((1 - any) * varianceWaiting + scale * any);
      left += waiting * share;
      waiting *= 1 - any;
    }
    value[bin] = left;
    standardError[bin] = Math.sqrt(Math.max(0, varianceLeft));
  }
  return { value, standardError };
}
