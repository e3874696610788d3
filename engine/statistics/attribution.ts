/**
 * Which change made how much of a difference. Needs the result of every combination of the changes: with k of them 2^k
 * values, where bit i of a value's index says whether change i is made (index 0 is the baseline, the last has all).
 */
import { type Interval, meanInterval } from './intervals';

/** With more, the combinations to run would be more than anybody waits for. */
export const MOST_CHANGES = 5;

/** The parts of a difference over replications. */
export interface Attribution {
  /** The whole difference, all changes less the baseline. */
  total: Interval;
  /** Shapley value of each change; they add up to the whole. */
  changes: Interval[];
  /** What each change would do by itself. */
  alone: Interval[];
  /** What each change adds to those before it, in the order of their bits; they add up to the whole. */
  steps: Interval[];
  /** The whole less what each would do by itself: what they do only together. */
  together: Interval;
  /** Shapley interaction index of each pair i < j: pairs[i][j - i - 1]. */
  pairs: Interval[][];
}

/** Parts smaller than this share of the largest result are what sums of doubles leave behind. */
const ROUNDING = 1e-13;

/**
 * The Shapley value of each change: what it adds, averaged over all orders in which the changes could be made (Shapley
 * 1953, Contributions to the Theory of Games II, equation 12). The values add up to the whole difference, changes that do
 * the same get the same, and one that does nothing gets 0.
 *
 * @param values The result of every combination.
 * @returns One for each change.
 * @throws RangeError unless there are 2^k values, k from 1 to 5.
 */
export function shapleyValues(values: ArrayLike<number>): Float64Array {
  const k = changesOf(values);
  const result = new Float64Array(k);
  for (let i = 0; i < k; i++) {
    for (let set = 0; set < values.length; set++) {
      if (set & (1 << i)) continue;
      const size = sizeOf(set);
      result[i] +=
        ((factorial(size) * factorial(k - 1 - size)) / factorial(k)) * (values[set | (1 << i)] - values[set]);
    }
  }
  return result;
}

/**
 * The Shapley interaction index of each pair: how much more two changes do together than one by one, averaged over what
 * else has been made (Grabisch & Roubens 1999, International Journal of Game Theory 28(4), equation 4). Below 0 they stand
 * in for each other.
 *
 * @param values As in {@link shapleyValues}.
 * @returns A symmetric table, row by row, with 0 on its diagonal.
 */
export function shapleyInteractions(values: ArrayLike<number>): Float64Array[] {
  const k = changesOf(values);
  const table = Array.from({ length: k }, () => new Float64Array(k));
  for (let i = 0; i < k; i++) {
    for (let j = i + 1; j < k; j++) {
      const [one, other] = [1 << i, 1 << j];
      let sum = 0;
      for (let set = 0; set < values.length; set++) {
        if (set & (one | other)) continue;
        const size = sizeOf(set);
        const weight = (factorial(size) * factorial(k - 2 - size)) / factorial(k - 1);
        sum += weight * (values[set | one | other] - values[set | one] - values[set | other] + values[set]);
      }
      table[i][j] = table[j][i] = sum;
    }
  }
  return table;
}

/**
 * What each change adds when they are made in one order: the steps of a waterfall. Another order gives other steps.
 *
 * @param values As in {@link shapleyValues}.
 * @param order The changes in the order they are made, each once.
 * @returns One for each change of the order, in that order; they add up to the whole difference.
 * @throws RangeError for an order that does not name each change once.
 */
export function orderedContributions(values: ArrayLike<number>, order: readonly number[]): Float64Array {
  const k = changesOf(values);
  let set = 0;
  for (const i of order) if (Number.isInteger(i) && i >= 0 && i < k) set |= 1 << i;
  if (order.length !== k || set !== values.length - 1) {
    throw new RangeError(`order must name each change from 0 to ${k - 1} once, got ${order.join(', ')}`);
  }
  set = 0;
  return Float64Array.from(order, (i) => {
    const before = set;
    set |= 1 << i;
    return values[set] - values[before];
  });
}

/**
 * Attribute a difference to changes: each replication by itself, then mean and t-interval.
 *
 * @param replications For each replication the results of every combination, from the same random numbers. One in which a
 * combination did not see the measure is left out as a whole, so that the parts add up.
 * @param confidence Of each interval by itself, above 0 and below 1.
 * @returns null where fewer than two replications saw every combination.
 * @throws RangeError as {@link shapleyValues}, and if replications differ in length.
 */
export function attribute(replications: readonly ArrayLike<number>[], confidence = 0.95): Attribution | null {
  const length = replications[0]?.length;
  for (const [i, values] of replications.entries()) {
    if (values.length !== length)
      throw new RangeError(`replications[${i}] must have ${length} values, got ${values.length}`);
  }
  const seen = replications.filter((values) => Array.from(values).every(Number.isFinite));
  if (seen.length < 2) return null;
  const k = changesOf(seen[0]);
  const changes = Array.from({ length: k }, (_, i) => i);
  const shapley = seen.map(shapleyValues);
  const steps = seen.map((values) => orderedContributions(values, changes));
  const interactions = seen.map(shapleyInteractions);
  const smallest = seen.map(
    (values) => ROUNDING * Array.from(values).reduce((most, x) => Math.max(most, Math.abs(x)), 0),
  );
  const effect = (values: ArrayLike<number>, set: number): number => values[set] - values[0];
  const over = (part: (values: ArrayLike<number>, replication: number) => number): Interval =>
    // Two replications or more, all finite: never null.
    meanInterval(
      seen.map((values, replication) => {
        const value = part(values, replication);
        // Else changes that do nothing together could be called for their rounding errors, which do not vary.
        return Math.abs(value) <= smallest[replication] ? 0 : value;
      }),
      confidence,
    )!;
  return {
    total: over((values) => effect(values, values.length - 1)),
    changes: changes.map((i) => over((_, replication) => shapley[replication][i])),
    alone: changes.map((i) => over((values) => effect(values, 1 << i))),
    steps: changes.map((i) => over((_, replication) => steps[replication][i])),
    together: over((values) =>
      changes.reduce((rest, i) => rest - effect(values, 1 << i), effect(values, values.length - 1)),
    ),
    pairs: changes.map((i) =>
      changes.slice(i + 1).map((j) => over((_, replication) => interactions[replication][i][j])),
    ),
  };
}

function changesOf(values: ArrayLike<number>): number {
  for (let k = 1; k <= MOST_CHANGES; k++) if (values.length === 1 << k) return k;
  throw new RangeError(
    `values must hold 2, 4, 8, 16 or 32 results, one for each combination of up to ${MOST_CHANGES} changes, got ${values.length}`,
  );
}

function sizeOf(set: number): number {
  let size = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) size++;
  return size;
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}
