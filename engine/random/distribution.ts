/** Distributions of times, counts and choices: made once, drawn from often, re-parameterised in place. */
import { cdf, quantile } from './cumulative';
import type { Generator } from './generator';
import {
  DISCRETE,
  DISTRIBUTION_KINDS,
  type DistributionKind,
  EXPONENTIAL,
  FIXED,
  GAMMA,
  type Law,
  LOGNORMAL,
  MIXTURE,
  NUMBERS,
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
  /** Discrete: the values, ascending. Empty for other kinds. */
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
    this.cumulative = new Float64Array(count);
    this.components = components;
  }

  private static of(code: number, p0: number, p1 = 0, p2 = 0): Distribution {
    const distribution = new Distribution(code);
    setParameters(distribution, p0, p1, p2);
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
   * Weibull: a hazard that falls (shape below 1) or rises (above 1) as a power of time.
   *
   * @param mean Above 0.
   * @param shape 0.02 or more.
   */
  static weibull(mean: number, shape: number): Distribution {
    return Distribution.of(WEIBULL, mean, shape);
  }

  /**
   * One of several values.
   *
   * @param values At least one, finite, in any order.
   * @param weights One for each value, 0 or more; they need not sum to 1.
   */
  static discrete(values: readonly number[], weights: readonly number[]): Distribution {
    if (values.length === 0) throw new RangeError('discrete values must be 1 or more in number, got 0');
    for (const [i, value] of values.entries()) {
      if (!Number.isFinite(value)) {
        throw new RangeError(`discrete values[${i}] must be a finite number, got ${value}`);
      }
    }
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
   * @throws RangeError naming the parameter, the rule and the value; for discrete and mixture always.
   */
  setParameters(p0: number, p1 = 0, p2 = 0): void {
    setParameters(this, p0, p1, p2);
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
   * The smallest x with `cdf(x)` of at least p, exact or to about 1e-14 of itself (gamma, mixture: slow, by bisection).
   *
   * @param p A probability. 0 and 1 give the ends of the range, Infinity where there is none; outside NaN.
   */
  quantile(p: number): number {
    return quantile(this, p);
  }
}
