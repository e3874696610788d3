/** Check the parameters of a distribution and derive what its draws need. */
import { MOST_COUNTED, prepareBinomial, preparePoisson } from './counts';
import { exp } from './exponential';
import {
  BETA,
  BIASED_D,
  BINOMIAL,
  DISTRIBUTION_KINDS,
  EXPONENTIAL,
  FIXED,
  GAMMA,
  GAMMA_D,
  INVERSE_SHAPE,
  type Law,
  LOGNORMAL,
  LOGNORMAL_MU,
  LOGNORMAL_SIGMA,
  NORMAL,
  POISSON,
  SCALE,
  TRIANGULAR,
  TRIANGULAR_CUT,
  TRIANGULAR_LEFT,
  TRIANGULAR_RIGHT,
  UNIFORM,
  WEIBULL,
} from './law';
import { ln } from './logarithm';
import { prepareGamma } from './sampling';
import { lnGamma, lnOnePlus } from './special';
import { prepareTruncated } from './truncated-normal';

/** Below it the variance of a Weibull variable of mean 1 would leave the range of doubles. */
const LEAST_WEIBULL_SHAPE = 0.02;
/** Beyond so many standard deviations a double no longer tells one value of the tail from the next. */
const FARTHEST = 10_000;
/** Below it both gamma variables of a beta draw could be too small for a double. */
const LEAST_BETA_SHAPE = 0.05;

const WHOLE = `a whole number from 0 to ${MOST_COUNTED}`;

/**
 * Set the parameters of a law in place and derive what its draws need. Nothing changes if one of them is refused.
 *
 * @param law Any kind but discrete, empirical and mixture.
 * @param p0 The first parameter, in the order of the constructor of the kind; p1 to p3 likewise.
 * @throws RangeError naming kind, parameter, rule and value.
 */
export function setParameters(law: Law, p0: number, p1: number, p2: number, p3: number): void {
  const numbers = law.numbers;
  switch (law.code) {
    case FIXED:
      demand(Number.isFinite(p0), law, 'value', 'a finite number', p0);
      break;
    case EXPONENTIAL:
      demandAboveZero(law, 'mean', p0);
      break;
    case UNIFORM:
      demand(Number.isFinite(p0), law, 'low', 'a finite number', p0);
      demand(p1 > p0 && p1 < Infinity, law, 'high', `above low (${p0})`, p1);
      break;
    case TRIANGULAR:
      demand(Number.isFinite(p0), law, 'low', 'a finite number', p0);
      demand(p1 >= p0 && p1 < Infinity, law, 'mode', `low (${p0}) or more`, p1);
      demand(p2 >= p1 && p2 > p0 && p2 < Infinity, law, 'high', `above low (${p0}) and not below mode (${p1})`, p2);
      numbers[TRIANGULAR_CUT] = (p1 - p0) / (p2 - p0);
      numbers[TRIANGULAR_LEFT] = (p2 - p0) * (p1 - p0);
      numbers[TRIANGULAR_RIGHT] = (p2 - p0) * (p2 - p1);
      break;
    case LOGNORMAL: {
      demandAboveZero(law, 'mean', p0);
      demandAboveZero(law, 'cv', p1);
      const logVariance = lnOnePlus(p1 * p1);
      numbers[LOGNORMAL_MU] = ln(p0) - logVariance / 2;
      numbers[LOGNORMAL_SIGMA] = Math.sqrt(logVariance);
      break;
    }
    case GAMMA:
      demandAboveZero(law, 'mean', p0);
      demandAboveZero(law, 'shape', p1);
      numbers[SCALE] = p0 / p1;
      numbers[INVERSE_SHAPE] = 1 / p1;
      prepareGamma(numbers, GAMMA_D, p1 < 1 ? p1 + 1 : p1);
      prepareGamma(numbers, BIASED_D, p1 + 1);
      break;
    case WEIBULL:
      demandAboveZero(law, 'mean', p0);
      demand(p1 >= LEAST_WEIBULL_SHAPE && p1 < Infinity, law, 'shape', `${LEAST_WEIBULL_SHAPE} or more`, p1);
      numbers[SCALE] = p0 * exp(-lnGamma(1 + 1 / p1));
      numbers[INVERSE_SHAPE] = 1 / p1;
      prepareGamma(numbers, BIASED_D, 1 + 1 / p1);
      break;
    case NORMAL:
      demand(Number.isFinite(p0), law, 'mean', 'a finite number', p0);
      demandAboveZero(law, 'sd', p1);
      demand(p2 < Infinity, law, 'low', 'below Infinity', p2);
      demand(p3 > p2, law, 'high', `above low (${p2})`, p3);
      demand(p2 <= p0 + FARTHEST * p1, law, 'low', `within ${FARTHEST} sd of the mean (${p0})`, p2);
      demand(p3 >= p0 - FARTHEST * p1, law, 'high', `within ${FARTHEST} sd of the mean (${p0})`, p3);
      prepareTruncated(numbers, p0, p1, p2, p3);
      break;
    case BETA:
      demandBetaShape(law, 'alpha', p0);
      demandBetaShape(law, 'beta', p1);
      demand(Number.isFinite(p2), law, 'low', 'a finite number', p2);
      demand(p3 > p2 && p3 < Infinity, law, 'high', `above low (${p2})`, p3);
      break;
    case POISSON:
      demand(p0 >= 0 && p0 <= MOST_COUNTED, law, 'mean', `0 to ${MOST_COUNTED}`, p0);
      preparePoisson(numbers, p0);
      break;
    case BINOMIAL:
      demand(Number.isInteger(p0) && p0 >= 0 && p0 <= MOST_COUNTED, law, 'trials', WHOLE, p0);
      demand(p1 >= 0 && p1 <= 1, law, 'probability', '0 to 1', p1);
      prepareBinomial(numbers, p0, p1);
      break;
    default:
      throw new RangeError(
        `${DISTRIBUTION_KINDS[law.code]} has no parameters to set: make a new one, or set its weights or components.`,
      );
  }
  numbers[0] = p0;
  numbers[1] = p1;
  numbers[2] = p2;
  numbers[3] = p3;
}

/**
 * Set the weights of a discrete law or a mixture in place. Nothing changes if one of them is refused.
 *
 * @param law A discrete law or a mixture.
 * @param weights One for each value or component, in the order they were given in; they need not sum to 1.
 * @throws RangeError if their number differs, one is negative or not finite, or all are 0.
 */
export function setWeights(law: Law, weights: ArrayLike<number>): void {
  const { cumulative, order } = law;
  const count = cumulative.length;
  const kind = DISTRIBUTION_KINDS[law.code];
  if (count === 0) throw new RangeError(`${kind} has no weights.`);
  demand(weights.length === count, law, 'weights', `${count} in number`, weights.length);
  let total = 0;
  for (let i = 0; i < count; i++) {
    const weight = weights[order[i]];
    demand(weight >= 0 && weight < Infinity, law, `weights[${order[i]}]`, '0 or more', weight);
    total += weight;
  }
  demand(total > 0 && total < Infinity, law, 'sum of weights', 'above 0', total);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    sum += weights[order[i]];
    // Summed in one order, so that the last quotient is exactly 1.
    cumulative[i] = sum / total;
  }
}

function demandBetaShape(law: Law, name: string, value: number): void {
  demand(value >= LEAST_BETA_SHAPE && value < Infinity, law, name, `${LEAST_BETA_SHAPE} or more`, value);
}

function demandAboveZero(law: Law, name: string, value: number): void {
  demand(value > 0, law, name, 'above 0', value);
  demand(value < Infinity, law, name, 'finite', value);
}

function demand(isMet: boolean, law: Law, name: string, rule: string, value: number): void {
  if (!isMet) throw new RangeError(`${DISTRIBUTION_KINDS[law.code]} ${name} must be ${rule}, got ${value}`);
}
