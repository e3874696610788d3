/** How to divide replications among scenarios, so that the best one is found most surely. */
import { normalCdf } from '../random/special';

/** What is known of each scenario so far. */
export interface ScenarioEstimates {
  /** Mean of each scenario, all finite, two or more. */
  means: ArrayLike<number>;
  /** Standard deviation between its replications, 0 or more. */
  standardDeviations: ArrayLike<number>;
  /** Which means are better. */
  better: 'higher' | 'lower';
  /** The smallest difference that matters, above 0: smaller ones count as this large, lest ties take everything. */
  margin: number;
}

/**
 * The shares of a budget by OCBA (Chen, Lin, Yücesan & Chick 2000, Discrete Event Dynamic Systems 10): with b
 * the best and δᵢ how far i lies behind it, Nᵢ is proportional to (σᵢ / δᵢ)², and N_b = σ_b √(Σ Nᵢ² / σᵢ²).
 *
 * It is made for scenarios whose values are independent. Pairing makes differences surer than it reckons.
 *
 * @param estimates What is known so far.
 * @returns Shares that add up to 1; equal ones where nothing varies.
 * @throws RangeError for estimates out of range.
 */
export function ocbaShares(estimates: ScenarioEstimates): Float64Array {
  const { means, standardDeviations: sd } = estimates;
  const best = bestOf(estimates);
  const shares = new Float64Array(means.length);
  let squares = 0;
  for (let i = 0; i < means.length; i++) {
    if (i === best) continue;
    // In margins, so that no unit is too large or too small.
    const ratio = (sd[i] / gap(estimates, best, i)) * (estimates.margin / gap(estimates, best, i));
    shares[i] = (sd[i] / gap(estimates, best, i)) ** 2;
    squares += ratio * ratio;
  }
  shares[best] = (sd[best] / estimates.margin) * Math.sqrt(squares);
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => (sum > 0 ? share / sum : 1 / means.length));
}

/**
 * Whom to give the next replications to, so that all together come as near to {@link ocbaShares} as can be.
 *
 * @param estimates What is known so far.
 * @param made Replications that each scenario has, whole numbers of 0 or more.
 * @param extra Replications to give away, a whole number of 0 or more.
 * @returns How many more each should make; adds up to `extra`.
 * @throws RangeError for estimates or counts out of range.
 */
export function ocbaAllocation(estimates: ScenarioEstimates, made: ArrayLike<number>, extra: number): number[] {
  const shares = ocbaShares(estimates);
  demandCount('extra', extra);
  if (made.length !== shares.length) {
    throw new RangeError(`made must have ${shares.length} counts, one for each scenario, got ${made.length}`);
  }
  const counts = Array.from(made);
  counts.forEach((count, i) => demandCount(`made[${i}]`, count));
  const wanted = wantedCounts(shares, counts, extra);
  const given = wanted.map((want, i) => Math.floor(Math.max(0, want - counts[i])));
  // What rounding left over goes where most of a replication is missing, the first among equals.
  const missing = wanted.map((want, i) => Math.max(0, want - counts[i]) - given[i]);
  const order = missing.map((_, i) => i).sort((i, l) => missing[l] - missing[i] || i - l);
  let left = extra - given.reduce((sum, count) => sum + count, 0);
  for (let place = 0; left > 0; place = (place + 1) % order.length, left--) given[order[place]]++;
  return given;
}

/** How many replications each should have in all, if those who have more already keep theirs. */
function wantedCounts(shares: Float64Array, made: number[], extra: number): number[] {
  const isOpen = made.map(() => true);
  for (;;) {
    let budget = extra;
    let open = 0;
    made.forEach((count, i) => {
      if (!isOpen[i]) return;
      budget += count;
      open += shares[i];
    });
    const wanted = made.map((count, i) => (isOpen[i] && open > 0 ? (shares[i] / open) * budget : count));
    const over = made.findIndex((count, i) => isOpen[i] && count > wanted[i]);
    if (over === -1) return wanted;
    isOpen[over] = false;
  }
}

/**
 * A lower bound of the probability that the scenario with the best mean is the best: 1 less the sum of the probabilities
 * that another is better than it (Bonferroni; Chen et al. 2000). For normal values, independent between scenarios; with
 * values that pair well the truth is higher.
 *
 * @param estimates What is known so far. Its margin counts: a scenario that is closer than it is as good.
 * @param made Replications of each scenario, 1 or more.
 * @returns From 0 to 1.
 */
export function probabilityBest(estimates: ScenarioEstimates, made: ArrayLike<number>): number {
  const { means, standardDeviations: sd } = estimates;
  const best = bestOf(estimates);
  let wrong = 0;
  for (let i = 0; i < means.length; i++) {
    if (i === best) continue;
    const error = Math.sqrt((sd[best] * sd[best]) / made[best] + (sd[i] * sd[i]) / made[i]);
    wrong += error === 0 ? 0 : normalCdf(-gap(estimates, best, i) / error);
  }
  return Math.max(0, 1 - wrong);
}

/** The first with the best mean. */
function bestOf({ means, standardDeviations: sd, better, margin }: ScenarioEstimates): number {
  if (means.length < 2) throw new RangeError(`means must have two scenarios or more, got ${means.length}`);
  if (!(margin > 0 && margin < Infinity)) throw new RangeError(`margin must be above 0, got ${margin}`);
  let best = 0;
  for (let i = 0; i < means.length; i++) {
    if (!Number.isFinite(means[i])) throw new RangeError(`means[${i}] must be finite, got ${means[i]}`);
    if (!(sd[i] >= 0 && sd[i] < Infinity)) {
      throw new RangeError(`standardDeviations[${i}] must be 0 or more, got ${sd[i]}`);
    }
    if (better === 'higher' ? means[i] > means[best] : means[i] < means[best]) best = i;
  }
  return best;
}

function gap({ means, margin }: ScenarioEstimates, best: number, i: number): number {
  return Math.max(margin, Math.abs(means[best] - means[i]));
}

function demandCount(name: string, count: number): void {
  if (!(Number.isInteger(count) && count >= 0)) {
    throw new RangeError(`${name} must be a whole number of 0 or more, got ${count}`);
  }
}
