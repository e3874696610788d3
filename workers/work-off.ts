/** Works off missing replications: who does which next, and what happens when one ends badly. */
import { MOST_ATTEMPTS, WorkerLost, lostTooOften } from './attempts';
import type { Member } from './member';
import type { SourceIssue } from './protocol';
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

  next(): Claim | undefined {
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

  putBack(claim: Claim): void {
    this.#again.push(claim);
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
 * @throws Error when a replication loses its worker again and again
 */
export async function workOff(
  crew: Crew,
  runs: readonly ScenarioRun[],
  replications: number,
  signal: AbortSignal | undefined,
  onAdded: (run: ScenarioRun, prefixGrew: boolean) => void,
): Promise<ExtendEnd> {
  if (signal?.aborted) return { status: 'cancelled' };
  const claims = new Claims(runs, replications);
  const stop = new AbortController();

  /** Works off claims with whichever worker is free, until there are none. */
  async function lane(): Promise<ExtendEnd> {
    while (!stop.signal.aborted) {
      const member = await crew.acquire();
      try {
        const claim = stop.signal.aborted ? undefined : claims.next();
        if (claim === undefined) break;
        const refused = await work(member, claim);
        if (refused !== undefined) return refused;
      } finally {
        crew.release(member);
      }
    }
    return { status: stop.signal.aborted ? 'cancelled' : 'complete' };
  }

  async function work(member: Member, claim: Claim): Promise<ExtendEnd | undefined> {
    try {
      const outcome = await member.replicate(claim.run, claim.number, stop.signal);
      if (outcome.kind === 'refused') return { status: 'refused', run: claim.run, issues: outcome.issues };
      if (outcome.kind === 'cancelled') return undefined;
      const prefixGrew = claim.run.add(outcome.result);
      if (!stop.signal.aborted) onAdded(claim.run, prefixGrew);
    } catch (error) {
      if (!(error instanceof WorkerLost) || crew.isDisposed) throw error;
      claim.attempts += 1;
      if (claim.attempts >= MOST_ATTEMPTS) throw lostTooOften(`Replication ${claim.number}`, error);
      claims.putBack(claim);
    }
    return undefined;
  }

  const lanes = Math.min(crew.size, missingOf(runs, replications));
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
