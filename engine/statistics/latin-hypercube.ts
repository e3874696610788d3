/** Samples of uncertain inputs that cover the range of each of them evenly. */
import { Distribution } from '../random/distribution';
import { Generator } from '../random/generator';
import { hashText } from '../random/key';
import { rootState } from '../random/seed';

/** An uncertain input as a scenario states it. */
export interface InputRange {
  /** The least it may be. */
  low: number;
  /** What it is taken to be, from low to high. */
  value: number;
  /** The most it may be. */
  high: number;
}

/**
 * A Latin hypercube (McKay, Beckman & Conover 1979, Technometrics 21(2)): the range from 0 to 1 of each input is cut into as
 * many equal strata as there are samples, and each stratum holds one sample of it, at a random place. Inputs are shuffled
 * independently of each other.
 *
 * Each input is drawn by its own key, so that adding, removing or reordering inputs leaves the others' numbers as they were.
 *
 * @param seed Any text.
 * @param inputs Ids of the inputs, each once.
 * @param samples How many samples, a whole number of 1 or more.
 * @returns For each input its uniforms, sample by sample, strictly between 0 and 1.
 * @throws RangeError for an id that comes twice and a number of samples that is none.
 */
export function latinHypercube(seed: string, inputs: readonly string[], samples: number): Float64Array[] {
  if (!(Number.isInteger(samples) && samples >= 1)) {
    throw new RangeError(`samples must be a whole number of 1 or more, got ${samples}`);
  }
  const repeated = inputs.find((id, i) => inputs.indexOf(id) !== i);
  if (repeated !== undefined) throw new RangeError(`inputs must each be named once, got '${repeated}' twice`);
  const root = rootState(seed);
  const generator = new Generator();
  return inputs.map((id) => {
    generator.seek(root, hashText(`latin-hypercube:${id}`), 0, 0, 0);
    const strata = Int32Array.from({ length: samples }, (_, i) => i);
    // Durstenfeld (1964), Communications of the ACM 7(7), algorithm 235.
    for (let last = samples - 1; last > 0; last--) {
      const other = generator.below(last + 1);
      const stratum = strata[other];
      strata[other] = strata[last];
      strata[last] = stratum;
    }
    // Rounding must not carry a uniform into the next stratum.
    return Float64Array.from(strata, (stratum) => {
      const place = (stratum + generator.uniform()) / samples;
      return Math.floor(place * samples) === stratum ? place : (stratum + 0.5) / samples;
    });
  });
}

/**
 * The value of an input at a probability.
 *
 * @param range Where it may lie. With `low` = `high` it is that, whatever the probability.
 * @param p A probability, 0 to 1; NaN outside.
 * @param shape `triangular` with `value` as the most likely, or `uniform` from low to high.
 * @throws RangeError for a range that is none.
 * @example inputAt({ low: 10, value: 20, high: 40 }, 1 / 3, 'triangular') // 20
 */
export function inputAt(range: InputRange, p: number, shape: 'triangular' | 'uniform'): number {
  const { low, value, high } = range;
  if (!(Number.isFinite(low) && Number.isFinite(high) && low <= value && value <= high)) {
    throw new RangeError(`value must lie from low to high, got ${value} with low ${low} and high ${high}`);
  }
  if (!(p >= 0 && p <= 1)) return NaN;
  if (low === high) return low;
  const law = shape === 'uniform' ? Distribution.uniform(low, high) : Distribution.triangular(low, value, high);
  return law.quantile(p);
}
