/** Works off missing replications: who does which next, and what happens when one ends badly. */
import { MOST_ATTEMPTS, WorkerLost, lostTooOften } from './attempts';
import type { Member } from './member';
import { BATCH_MS, type SourceIssue } from './protocol';
import type { ScenarioRun } from './scenario-run';

/** Workers to be had one at a time: the pool. */
export interface Crew {
  readonly size: number;
  readonly isDisposed: boolean;
  acquire(): Promise<Member>;
  release(member: Member): void;
}

/** How an extension ended. `refused`: a scenario is at fault, and these are its issues. */
export type ExtendEnd =
  { status: 'complete' } | { status: 'cancelled' } | { status: 'refused'; run: ScenarioRun; issues: SourceIssue[] };

/** One replication to be made. */
interface Claim {
  run: ScenarioRun;
  number: number;
  attempts: number;
}

/** A worker is asked for at most so many replications at once. */
const MOST_AT_ONCE = 64;

/** Hands out what is missing: replication r of every run before r + 1 of any. */
class Claims {
  readonly #runs: readonly ScenarioRun[];
  readonly #replications: number;
  readonly #again: Claim[] = [];
  #number = 0;
  #run = 0;

  constructor(runs: readonly ScenarioRun[], replications: number) {
    this.#runs = runs;
    this.#replications = replications;
  }

  /**
   * The next claims of one run. One that has lost a worker comes alone.
   *
   * @param most how many, at least 1
   * @returns none when nothing is left
   */
  next(most: number): Claim[] {
    const claims: Claim[] = [];
    while (claims.length < most) {
      const claim = this.#one();
      if (claim === undefined) break;
      if (claims.length > 0 && (claim.run !== claims[0].run || claim.attempts > 0)) {
        this.#again.unshift(claim);
        break;
      }
      claims.push(claim);
      if (claim.attempts > 0) break;
    }
    return claims;
  }

  putBack(claims: readonly Claim[]): void {
    this.#again.push(...claims);
  }

  #one(): Claim | undefined {
    const again = this.#again.shift();
    if (again !== undefined) return again;
    for (; this.#number < this.#replications; this.#number += 1, this.#run = 0) {
      while (this.#run < this.#runs.length) {
        const run = this.#runs[this.#run];
        this.#run += 1;
        if (!run.has(this.#number)) return { run, number: this.#number, attempts: 0 };
      }
    }
    return undefined;
  }
}

/** How many of the first so many replications of the runs are not done yet. */
export function missingOf(runs: readonly ScenarioRun[], replications: number): number {
  return runs.reduce((sum, run) => sum + run.missingOf(replications), 0);
}

/**
 * Make the replications that are missing of the first so many of each run, on as many workers as there are.
 *
 * @param signal cancels within 200 ms; what is finished stays
 * @param onAdded called when a result was added to a run
 * @param isByOne whether one worker makes them all, so that no other has to compile the runs
 * @throws Error when a replication loses its worker again and again
 */
export async function workOff(
  crew: Crew,
  runs: readonly ScenarioRun[],
  replications: number,
  signal: AbortSignal | undefined,
  onAdded: (run: ScenarioRun, prefixGrew: boolean) => void,
  isByOne = false,
): Promise<ExtendEnd> {
  if (signal?.aborted) return { status: 'cancelled' };
  const claims = new Claims(runs, replications);
  const stop = new AbortController();
  // Short replications go to a worker many at a time: a message costs more than they do.
  let atOnce = 1;

  /** Works off claims with whichever worker is free, until there are none. */
  async function lane(): Promise<ExtendEnd> {
    while (!stop.signal.aborted) {
      const member = await crew.acquire();
      try {
        do {
          const batch = stop.signal.aborted ? [] : claims.next(atOnce);
          if (batch.length === 0) return { status: stop.signal.aborted ? 'cancelled' : 'complete' };
          const refused = await work(member, batch);
          if (refused !== undefined) return refused;
        } while (isByOne && member.isAlive);
      } finally {
        crew.release(member);
      }
    }
    return { status: stop.signal.aborted ? 'cancelled' : 'complete' };
  }

  async function work(member: Member, batch: readonly Claim[]): Promise<ExtendEnd | undefined> {
    const [{ run }] = batch;
    const numbers = batch.map(({ number }) => number);
    try {
      const began = performance.now();
      const outcome = await member.replicate(run, numbers, stop.signal);
      if (outcome.kind === 'refused') return { status: 'refused', run, issues: outcome.issues };
      if (outcome.kind === 'cancelled') return undefined;
      const { results } = outcome;
      claims.putBack(batch.slice(results.length));
      const isQuick = performance.now() - began < BATCH_MS / 2;
      if (!isQuick) atOnce = Math.min(atOnce, results.length);
      else if (batch.length >= atOnce) atOnce = Math.min(MOST_AT_ONCE, 2 * atOnce);
      for (const result of results) {
        const prefixGrew = run.add(result);
        if (!stop.signal.aborted) onAdded(run, prefixGrew);
      }
    } catch (error) {
      if (!(error instanceof WorkerLost) || crew.isDisposed) throw error;
      for (const claim of batch) claim.attempts += 1;
      const [first] = batch;
      if (first.attempts >= MOST_ATTEMPTS) throw lostTooOften(`Replication ${first.number}`, error);
      claims.putBack(batch);
    }
    return undefined;
  }

  const lanes = Math.min(isByOne ? 1 : crew.size, missingOf(runs, replications));
  const aborted = whenAborted(signal);
  try {
    const allLanes = Promise.all(Array.from({ length: lanes }, async () => stopUnlessComplete(await lane(), stop)));
    // Not waiting for the lanes is what makes a cancellation quick; they end by themselves after their current slice.
    const ends = await Promise.race([allLanes, aborted.promise]);
    return (
      ends.find(({ status }) => status === 'refused') ?? ends.find(({ status }) => status !== 'complete') ?? COMPLETE
    );
  } catch (error) {
    if (crew.isDisposed) return { status: 'cancelled' };
    throw error;
  } finally {
    stop.abort();
    aborted.forget();
  }
}

const COMPLETE: ExtendEnd = { status: 'complete' };

function stopUnlessComplete(end: ExtendEnd, stop: AbortController): ExtendEnd {
  if (end.status !== 'complete') stop.abort();
  return end;
}

function whenAborted(signal: AbortSignal | undefined) {
  let forget = (): void => {};
  const promise = new Promise<ExtendEnd[]>((resolve) => {
    const onAbort = () => resolve([{ status: 'cancelled' }]);
    signal?.addEventListener('abort', onAbort, { once: true });
    forget = () => signal?.removeEventListener('abort', onAbort);
  });
  return { promise, forget };
}
