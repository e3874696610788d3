/** What the parts of a distribution share: its kind, its numbers and the search in its weights. */
import { REGISTER } from './register';

/** The kinds of distribution, in the order of their codes. */
export const DISTRIBUTION_KINDS = [
  'fixed',
  'exponential',
  'uniform',
  'triangular',
  'lognormal',
  'gamma',
  'weibull',
  'normal',
  'beta',
  'poisson',
  'binomial',
  'discrete',
  'empirical',
  'mixture',
] as const;

/** One of {@link DISTRIBUTION_KINDS}. */
export type DistributionKind = (typeof DISTRIBUTION_KINDS)[number];

export const FIXED = 0;
export const EXPONENTIAL = 1;
export const UNIFORM = 2;
export const TRIANGULAR = 3;
export const LOGNORMAL = 4;
export const GAMMA = 5;
export const WEIBULL = 6;
export const NORMAL = 7;
export const BETA = 8;
export const POISSON = 9;
export const BINOMIAL = 10;
export const DISCRETE = 11;
export const EMPIRICAL = 12;
export const MIXTURE = 13;

/**
 * Places in {@link Law.numbers}. 0 to 3 hold the parameters in the order of the constructor; from 4 on stands what is
 * derived from them once, for the draws.
 */
export const TRIANGULAR_CUT = 4; // share of probability below the mode
export const TRIANGULAR_LEFT = 5; // width · (mode - low)
export const TRIANGULAR_RIGHT = 6; // width · (high - mode)
export const LOGNORMAL_MU = 4;
export const LOGNORMAL_SIGMA = 5;
export const SCALE = 4; // of gamma and weibull
export const INVERSE_SHAPE = 5; // of gamma and weibull
export const GAMMA_D = 6; // d and c of Marsaglia and Tsang for the draw …
export const BIASED_D = 8; // … and for the length-biased draw (gamma and weibull)
export const NUMBERS = 12;

/** A distribution as its functions see it. */
export interface Law {
  /** Index into {@link DISTRIBUTION_KINDS}. */
  readonly code: number;
  /** Parameters and what is derived from them. */
  readonly numbers: Float64Array;
  /** Discrete and empirical: the values, ascending. Empty for other kinds. */
  readonly values: Float64Array;
  /** Discrete: where the weight of each of the ascending values stands in the order given. */
  readonly order: Int32Array;
  /** Discrete and mixture: running sum of the shares, ascending; the last is 1. */
  readonly cumulative: Float64Array;
  /** Mixture: its components. Empty for other kinds. */
  readonly components: readonly Law[];
}

/** The first place at which the running sum reaches the probability in {@link REGISTER}, by halving. */
export function placeInRegister(cumulative: Float64Array): number {
  const u = REGISTER[0];
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle] >= u) high = middle;
    else low = middle + 1;
  }
  return low;
}
