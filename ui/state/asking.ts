/** Questions to the workers that are no run: what a scenario is made of, routes taken, people worth following. */
import type { Flow } from '../../engine/experiment/flows';
import type { Pool } from '../../workers/pool';
import type { Answer, Outcome, ScenarioDescription, ScenarioSource } from '../../workers/protocol';
import type { ScenarioRun } from '../../workers/scenario-run';
import type { ShareIntervals } from './chances';
import { fingerprint } from './choices';
import { Job } from './job';
import { Recent } from './recent';

/** Replications that routes are counted in: enough for the width of a line. */
export const FLOW_REPLICATIONS = 3;
/** Scenarios and answers that are kept: those of two comparisons. */
const MOST_KEPT = 18;

/** A scenario with the seed that its results were made with. */
export interface Asked {
  source: ScenarioSource;
  seed: string;
}

/** Asks the workers, and keeps what they answered. */
export class Asking {
  readonly #workers: () => Promise<Pool>;
  readonly #described = new Recent<Promise<Answer<ScenarioDescription>>>(MOST_KEPT);
  readonly #jobs = new Map<string, Job<unknown>>();
  readonly #shares = new Recent<Promise<ShareIntervals>>(MOST_KEPT);
  readonly #flows = new Recent<Flow[]>(MOST_KEPT);
  readonly #runs = new Recent<ScenarioRun>(MOST_KEPT, (run) => void this.#workers().then((pool) => pool.close(run)));

  /** @param workers gives the pool, which is started when first asked for */
  constructor(workers: () => Promise<Pool>) {
    this.#workers = workers;
  }

  /** The workers, for questions that run for a while. */
  workers(): Promise<Pool> {
    return this.#workers();
  }

  /** A job by its name, the same for whoever asks: it outlives the view that began it. */
  job<T>(name: string): Job<T> {
    const known = this.#jobs.get(name) ?? new Job<unknown>();
    this.#jobs.set(name, known);
    return known as Job<T>;
  }

  /** The interval of a share for each number of successes of so many trials. */
  shareIntervals(trials: number): Promise<ShareIntervals> {
    const key = String(trials);
    const answer = this.#shares.get(key, () => this.#workers().then((pool) => pool.shareIntervals(trials)));
    answer.catch(() => this.#shares.forget(key));
    return answer;
  }

  /** Validate a scenario and describe it. */
  describe(source: ScenarioSource): Promise<Answer<ScenarioDescription>> {
    const key = keyOf({ source, seed: '' });
    const answer = this.#described.get(key, () => this.#workers().then((pool) => pool.describe(source)));
    answer.catch(() => this.#described.forget(key));
    return answer;
  }

  /**
   * People a week on each route, on average over the first replications of each scenario.
   *
   * @param onProgress called with replications done and wanted
   * @returns nothing when it was cancelled
   */
  async flows(
    asked: readonly Asked[],
    signal: AbortSignal,
    onProgress: (done: number, wanted: number) => void,
  ): Promise<Flow[][] | undefined> {
    const wanted = asked.length * FLOW_REPLICATIONS;
    let done = 0;
    const counted = asked.map(async (one) => {
      const kept = this.#flows.get(keyOf(one), () => []);
      if (kept.length === 0) {
        const numbers = Array.from({ length: FLOW_REPLICATIONS }, (_, number) => number);
        const outcomes = await Promise.all(
          numbers.map(async (number) => {
            const outcome = await this.ask(one, (pool, run) => pool.countFlows(run, number, signal));
            onProgress((done += 1), wanted);
            return outcome;
          }),
        );
        if (outcomes.some((flows) => flows === undefined)) return undefined;
        kept.push(...meanOf(outcomes as Flow[][]));
      } else done += FLOW_REPLICATIONS;
      return kept;
    });
    const flows = await Promise.all(counted);
    return flows.every((one) => one !== undefined) ? flows : undefined;
  }

  /** Ask something about one scenario; nothing when it was cancelled. @throws Error with what is wrong with the scenario */
  async ask<T>(asked: Asked, question: (pool: Pool, run: ScenarioRun) => Promise<Outcome<T>>): Promise<T | undefined> {
    const pool = await this.#workers();
    const run = this.#runs.get(keyOf(asked), () => pool.open(asked.source, asked.seed));
    const outcome = await question(pool, run);
    if (outcome.kind === 'refused') throw new Error(outcome.issues.map(({ message }) => message).join(' '));
    return outcome.kind === 'done' ? outcome.value : undefined;
  }
}

const keyOf = ({ source, seed }: Asked): string => {
  const text = JSON.stringify([seed, source]);
  return `${text.length}:${fingerprint(text)}`;
};

/** Mean of several counts of the same routes; a route that nobody took in one of them counts 0 there. */
export function meanOf(counts: readonly Flow[][]): Flow[] {
  const sums = new Map<string, Flow>();
  for (const { from, to, perWeek } of counts.flat()) {
    const key = `${from} ${to}`;
    const known = sums.get(key);
    if (known) known.perWeek += perWeek / counts.length;
    else sums.set(key, { from, to, perWeek: perWeek / counts.length });
  }
  return [...sums.values()];
}
