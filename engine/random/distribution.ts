/** Distributions of times, counts and choices: made once, drawn from often, re-parameterised in place. */
import { cdf, quantile } from './cumulative';
import type { Generator } from './generator';
import {
  BETA,
  BINOMIAL,
  DISCRETE,
  DISTRIBUTION_KINDS,
  type DistributionKind,
  EMPIRICAL,
  EXPONENTIAL,
  FIXED,
  GAMMA,
  type Law,
  LOGNORMAL,
  MIXTURE,
  NORMAL,
  NUMBERS,
  POISSON,
  TRIANGULAR,
  UNIFORM,
  WEIBULL,
} from './law';
import { drawLengthBiased } from './length-biased';
import { mean, variance } from './moments';
import { setParameters, setWeights } from './parameters';
import { REGISTER } from './register';
import { draw } from './sampling';

export { DISTRIBUTION_KINDS, type DistributionKind };

function demandFinite(kind: DistributionKind, values: readonly number[]): void {
  for (const [i, value] of values.entries()) {
    if (!Number.isFinite(value)) throw new RangeError(`${kind} values[${i}] must be a finite number, got ${value}`);
  }
}

/**
 * A distribution. Values are in whatever unit its parameters are in (the engine's times are days). One class for all
 * kinds, so that a call to `sample` stays monomorphic; drawing allocates nothing.
 *
 * @example Distribution.gamma(274, 2).variance() // 37538
 */
export class Distribution implements Law {
  /** The kind, a word of the scenario file. */
  readonly kind: DistributionKind;
  /** Index of the kind in {@link DISTRIBUTION_KINDS}. */
  readonly code: number;
  /** Parameters and what is derived from them; set by {@link Distribution.setParameters}. */
  readonly numbers: Float64Array;
  /** Discrete and empirical: the values, ascending. Empty for other kinds. */
  readonly values: Float64Array;
  /** Where the weight of each place stands in the order given. */
  readonly order: Int32Array;
  /** Discrete and mixture: running sum of the shares. Empty for other kinds. */
  readonly cumulative: Float64Array;
  /** Mixture: its components, in the order given; set their parameters one by one. Empty for other kinds. */
  readonly components: readonly Distribution[];

  private constructor(code: number, values: readonly number[] = [], components: readonly Distribution[] = []) {
    const count = Math.max(values.length, components.length);
    this.kind = DISTRIBUTION_KINDS[code];
    this.code = code;
    this.numbers = new Float64Array(NUMBERS);
    this.order = Int32Array.from({ length: count }, (_, i) => i);
    if (values.length > 0) this.order.sort((a, b) => values[a] - values[b]);
    this.values = Float64Array.from(values).sort();
    this.cumulative = new Float64Array(code === EMPIRICAL ? 0 : count);
    this.components = components;
  }

  private static of(code: number, p0: number, p1 = 0, p2 = 0, p3 = 0): Distribution {
    const distribution = new Distribution(code);
    setParameters(distribution, p0, p1, p2, p3);
    return distribution;
  }

  /**
   * Always the same value.
   *
   * @param value Any finite number.
   * @throws RangeError naming the parameter, the rule and the value; so do all makers.
   */
  static fixed(value: number): Distribution {
    return Distribution.of(FIXED, value);
  }

  /**
   * Exponential: the time to the next of events that come at a constant rate.
   *
   * @param mean Above 0.
   */
  static exponential(mean: number): Distribution {
    return Distribution.of(EXPONENTIAL, mean);
  }

  /**
   * Every value from low to high is as likely as any other.
   *
   * @param low Finite.
   * @param high Above low.
   */
  static uniform(low: number, high: number): Distribution {
    return Distribution.of(UNIFORM, low, high);
  }

  /**
   * A density that rises in a straight line from low to mode and falls in one to high.
   *
   * @param low Finite.
   * @param mode From low to high.
   * @param high Above low.
   */
  static triangular(low: number, mode: number, high: number): Distribution {
    return Distribution.of(TRIANGULAR, low, mode, high);
  }

  /**
   * Lognormal, by the mean and coefficient of variation of the variable itself, not of its logarithm.
   *
   * @param mean Above 0.
   * @param cv Standard deviation divided by mean, above 0.
   */
  static lognormal(mean: number, cv: number): Distribution {
    return Distribution.of(LOGNORMAL, mean, cv);
  }

  /**
   * Gamma; with a whole shape the sum of that many equal exponential stages (Erlang).
   *
   * @param mean Above 0.
   * @param shape Above 0; the coefficient of variation is 1/√shape.
   */
  static gamma(mean: number, shape: number): Distribution {
    return Distribution.of(GAMMA, mean, shape);
  }

  /**
   * Erlang: the sum of so many equal exponential stages, a gamma distribution of whole shape.
   *
   * @param mean Of the sum, above 0.
   * @param stages A whole number, 1 or more.
   */
  static erlang(mean: number, stages: number): Distribution {
    if (!Number.isInteger(stages)) throw new RangeError(`erlang stages must be a whole number, got ${stages}`);
    return Distribution.gamma(mean, stages);
  }

  /**
   * Weibull: a hazard that falls (shape below 1) or rises (above 1) as a power of time.
   *
   * @param mean Above 0.
   * @param shape 0.02 or more.
   */
  static weibull(mean: number, shape: number): Distribution {
    return Distribution.of(WEIBULL, mean, shape);
  }

  /**
   * Normal, cut off at two bounds: a draw beyond them is drawn again. Exact and as quick far out in a tail.
   *
   * @param mean Of the normal before it is cut, finite; so the mean of the variable is another unless the cuts are even.
   * @param sd Of the normal before it is cut, above 0.
   * @param low -Infinity or more.
   * @param high Above low; Infinity for none.
   */
  static normal(mean: number, sd: number, low: number, high: number): Distribution {
    return Distribution.of(NORMAL, mean, sd, low, high);
  }

  /**
   * Beta, stretched from [0, 1] to other bounds. Its mean lies alpha / (alpha + beta) of the way from low to high.
   *
   * @param alpha 0.05 or more.
   * @param beta 0.05 or more.
   * @param low Finite.
   * @param high Above low.
   */
  static beta(alpha: number, beta: number, low: number, high: number): Distribution {
    return Distribution.of(BETA, alpha, beta, low, high);
  }

  /**
   * Poisson: how many of many rare things happen.
   *
   * @param mean 0 to 1,000,000.
   */
  static poisson(mean: number): Distribution {
    return Distribution.of(POISSON, mean);
  }

  /**
   * Binomial: how many of so many trials succeed.
   *
   * @param trials A whole number from 0 to 1,000,000.
   * @param probability Of one trial, 0 to 1.
   */
  static binomial(trials: number, probability: number): Distribution {
    return Distribution.of(BINOMIAL, trials, probability);
  }

  /**
   * Between observed values, with straight lines: each stretch between neighbours in order of size is as likely as any
   * other, and every point of it too (Law 2015, Simulation Modeling and Analysis, §6.2.4). To draw the values themselves
   * make a discrete distribution of them.
   *
   * @param values Two or more, finite, in any order; equal ones are drawn as often as they say.
   */
  static empirical(values: readonly number[]): Distribution {
    if (values.length < 2) throw new RangeError(`empirical values must be 2 or more in number, got ${values.length}`);
    demandFinite('empirical', values);
    return new Distribution(EMPIRICAL, values);
  }

  /**
   * One of several values.
   *
   * @param values At least one, finite, in any order.
   * @param weights One for each value, 0 or more; they need not sum to 1.
   */
  static discrete(values: readonly number[], weights: readonly number[]): Distribution {
    if (values.length === 0) throw new RangeError('discrete values must be 1 or more in number, got 0');
    demandFinite('discrete', values);
    const distribution = new Distribution(DISCRETE, values);
    setWeights(distribution, weights);
    return distribution;
  }

  /**
   * A draw from one of several distributions, which is chosen by weight.
   *
   * @param components At least one; the mixture keeps them, and follows when their parameters are set.
   * @param weights One for each component, 0 or more; they need not sum to 1.
   */
  static mixture(components: readonly Distribution[], weights: readonly number[]): Distribution {
    if (components.length === 0) throw new RangeError('mixture components must be 1 or more in number, got 0');
    const distribution = new Distribution(MIXTURE, [], [...components]);
    setWeights(distribution, weights);
    return distribution;
  }

  /**
   * Set the parameters in place, in the order of the maker of this kind. If one is refused nothing changes.
   *
   * @throws RangeError naming the parameter, the rule and the value; for discrete, empirical and mixture always.
   */
  setParameters(p0: number, p1 = 0, p2 = 0, p3 = 0): void {
    setParameters(this, p0, p1, p2, p3);
  }

  /**
   * Set the weights of a discrete distribution or a mixture in place. If one is refused nothing changes.
   *
   * @param weights One for each value or component, in the order given to the maker.
   * @throws RangeError naming the weight, the rule and the value; for other kinds always.
   */
  setWeights(weights: ArrayLike<number>): void {
    setWeights(this, weights);
  }

  /**
   * One draw. It is in proportion to the scale: the same stream with twice the mean gives twice the draw.
   *
   * @param generator Where the uniforms come from.
   */
  sample(generator: Generator): number {
    draw(this, generator);
    return REGISTER[0];
  }

  /** Leave one draw in {@link REGISTER}, where it need not be allocated. */
  sampleInPlace(generator: Generator): void {
    draw(this, generator);
  }

  /**
   * One draw from the density x f(x) / mean: the whole stay of somebody found in the middle of it. Exact for every kind.
   *
   * @param generator Where the uniforms come from; how many it takes depends on the kind.
   * @throws RangeError if the variable can be negative, or if it has mean 0 and is not fixed.
   */
  sampleLengthBiased(generator: Generator): number {
    drawLengthBiased(this, generator);
    return REGISTER[0];
  }

  /** The mean, in the unit of the variable. */
  mean(): number {
    return mean(this);
  }

  /** The variance, in the square of the unit of the variable; Infinity beyond the range of doubles. */
  variance(): number {
    return variance(this);
  }

  /**
   * The probability of a value of at most x.
   *
   * @param x Any number; NaN for NaN.
   */
  cdf(x: number): number {
    return cdf(this, x);
  }

  /**
   * The smallest x with `cdf(x)` of at least p, exact or to about 1e-14 of itself (slow, by bisection, where there is no closed form).
   *
   * @param p A probability. 0 and 1 give the ends of the range, Infinity where there is none; outside NaN.
   */
  quantile(p: number): number {
    return quantile(this, p);
  }
}
