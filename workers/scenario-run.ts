/** One scenario and the replications of it that have been made so far. */
import type { ReplicationResult } from '../engine/index';
import type { ScenarioSource } from './protocol';

/**
 * Keeps the results of one scenario with one seed. Only the contiguous prefix counts: replications 0, 1, 2, … up to the
 * first that is missing, so that what is shown does not depend on which worker was faster. The prefix can be held, so
 * that a rule may look at each replication before the next one counts.
 */
export class ScenarioRun {
  /** Names the model in the workers. */
  readonly key: string;
  readonly source: ScenarioSource;
  readonly seed: string;
  readonly #prefix: ReplicationResult[] = [];
  /** Finished ahead of one that is still missing, or of where the prefix is held. */
  readonly #ahead = new Map<number, ReplicationResult>();
  #most = Infinity;
  /** One array for all, which also crosses to a worker only once. */
  #zeros: Float64Array | undefined;

  /** Use `Pool.open`, which gives the key. */
  constructor(key: string, source: ScenarioSource, seed: string) {
    this.key = key;
    this.source = source;
    this.seed = seed;
  }

  /** Replications of the contiguous prefix. */
  get replications(): number {
    return this.#prefix.length;
  }

  /**
   * Results of the contiguous prefix, in order of number. Their histograms are added up in the first result, since only
   * the sum is ever asked for and a hundred of them would not fit into a page; those of the others are all zero.
   */
  get results(): readonly ReplicationResult[] {
    return this.#prefix;
  }

  /** Whether a replication is done, in the prefix or ahead of it. */
  has(number: number): boolean {
    return number < this.#prefix.length || this.#ahead.has(number);
  }

  /** How many of the first so many replications are not done yet. */
  missingOf(replications: number): number {
    let missing = Math.max(0, replications - this.#prefix.length);
    for (const number of this.#ahead.keys()) if (number < replications) missing -= 1;
    return missing;
  }

  /**
   * Add a finished replication. One that is there already is dropped: it has the same numbers.
   *
   * @returns whether the prefix grew
   */
  add(result: ReplicationResult): boolean {
    if (this.has(result.number)) return false;
    this.#ahead.set(result.number, result);
    return this.#grow();
  }

  /** Keep the prefix as it is: replications that are added from now on wait until they are admitted. */
  hold(): void {
    this.#most = this.#prefix.length;
  }

  /**
   * Let the prefix grow to this many replications, if they are there.
   *
   * @returns whether the prefix grew
   */
  admit(replications: number): boolean {
    this.#most = Math.max(this.#most, replications);
    return this.#grow();
  }

  #grow(): boolean {
    const before = this.#prefix.length;
    while (this.#prefix.length < this.#most) {
      const next = this.#ahead.get(this.#prefix.length);
      if (next === undefined) break;
      this.#ahead.delete(next.number);
      this.#append(next);
    }
    return this.#prefix.length > before;
  }

  #append(result: ReplicationResult): void {
    if (this.#prefix.length === 0) {
      this.#prefix.push(result);
      return;
    }
    const sum = this.#prefix[0].histograms;
    const { histograms } = result;
    for (let bin = 0; bin < sum.length; bin += 1) sum[bin] += histograms[bin];
    this.#zeros ??= new Float64Array(sum.length);
    this.#prefix.push({ ...result, histograms: this.#zeros });
  }
}
