/** Runs a search on a pool: round after round of what it asks for, then its edge on new replications. */
import type { ReplicationResult, Wanted } from '../engine/index';
import type { StopReason } from './extend-until';
import type { Pool } from './pool';
import type { ScenarioSource, SourceIssue } from './protocol';
import type { ScenarioRun } from './scenario-run';

/** Who says which replications are needed and is given their numbers: a search here, or one that a worker holds. */
export interface Seeker {
  /** Which are needed next; none when the screening is over. */
  next(): Wanted[] | Promise<Wanted[]>;
  /** Take the replications of a setting that come next: values of the measure, and £ a year, one for each. */
  take(setting: number, values: readonly number[], costs: readonly number[]): void;
  /** Replications of a setting that were taken. */
  taken(setting: number): number;
  /** Whether a setting is screened and needs no more, as far as is known since `next` was asked. */
  isSettled(setting: number): boolean;
  /** The settings to be run anew in the end, in order of effort. */
  edge(): number[] | Promise<number[]>;
  /** The scenario of a setting that was asked for. */
  sourceOf(setting: number): ScenarioSource;
  /** Settings that have been run. */
  readonly tried: number;
}

/** What a search is run on. */
export interface SeekTask {
  seeker: Seeker;
  /** Seed of the screening, and that of the replications at the edge. */
  seeds: { screening: string; edge: string };
  /** Where the measure of the target and the costs to add up stand among the values of a replication; none without costs. */
  places: { measure: number; costs: readonly number[] };
  /** Values that a replication has. */
  valuesLength: number;
}

/** How far a search has come. */
export interface SeekProgress {
  phase: 'screening' | 'edge';
  /** Replications by phase, and settings that have been run. */
  screening: number;
  edge: number;
  settings: number;
}

/** The budget, and what else a search can be given. */
export interface SeekOptions {
  /** Most seconds by the clock; none when absent. */
  seconds?: number;
  /** Most replications of the screening, and of the edge, over all settings; none when absent. */
  most?: { screening: number; edge: number };
  /** Cancels within 200 ms; rounds that are finished stay. */
  signal?: AbortSignal;
  onProgress?: (progress: SeekProgress) => void;
}

/** What was run. */
export interface Sought {
  status: 'done';
  /** `precise`: the search came to its end; else what ended it before. */
  stopped: StopReason;
  /** Replications by phase over all settings: with these as limits the search gives the same again. */
  screening: number;
  edge: number;
  /** The settings at the edge with their new replications, as many of each, in order of effort. */
  runs: { setting: number; run: ScenarioRun; results: readonly ReplicationResult[] }[];
}

/** How it ended; `refused`: the scenario of a setting is at fault. */
export type SeekEnd = Sought | { status: 'refused'; setting: number; issues: SourceIssue[] };

/** The screening leaves the rest of the seconds to the edge. */
const SCREENING_SHARE = 0.6;
/** Replications of each setting at the edge: of one round, and at most. */
const EDGE_ROUND = 2;
const MOST_AT_EDGE = 200;

/**
 * Run a search to its end, or until the budget is spent. Rounds count as a whole or not at all, so that the result hangs
 * on how many there were and on nothing else.
 *
 * @throws Error when a replication loses its worker again and again
 */
export async function seek(pool: Pool, task: SeekTask, options: SeekOptions = {}): Promise<SeekEnd> {
  const { seeker, seeds } = task;
  const { seconds, most, signal, onProgress } = options;
  const began = performance.now();
  const runs = new Map<number, ScenarioRun>();
  const made = { screening: 0, edge: 0 };
  const tell = (phase: SeekProgress['phase']) => onProgress?.({ phase, ...made, settings: seeker.tried });
  const open = (setting: number): ScenarioRun => {
    const run = runs.get(setting) ?? pool.open(seeker.sourceOf(setting), seeds.screening);
    runs.set(setting, run);
    return run;
  };

  /** Make replications of several settings; undefined when they are there. */
  async function extend(
    wanted: readonly { setting: number; run: ScenarioRun; replications: number }[],
    limit: Limit,
  ): Promise<'ended' | Extract<SeekEnd, { status: 'refused' }> | undefined> {
    // With a setting for each worker no setting needs to be compiled on more than one.
    const how = { signal: limit.signal, isByOne: wanted.length >= pool.size };
    const ends = await Promise.all(wanted.map(({ run, replications }) => pool.extend([run], replications, how)));
    for (const [i, end] of ends.entries())
      if (end.status === 'refused') return { status: 'refused', setting: wanted[i].setting, issues: end.issues };
    return ends.some(({ status }) => status !== 'complete') ? 'ended' : undefined;
  }

  /** Rounds of screening. @returns why they ended */
  async function screen(limit: Limit): Promise<StopReason | Extract<SeekEnd, { status: 'refused' }>> {
    for (;;) {
      const wanted = await seeker.next();
      for (const [setting, run] of runs) if (seeker.isSettled(setting)) pool.close(run);
      const round = wanted.map(({ setting, replications }) => {
        return { setting, replications, from: seeker.taken(setting), run: open(setting) };
      });
      if (round.length === 0) return 'precise';
      const more = round.reduce((sum, { replications, from }) => sum + replications - from, 0);
      if (made.screening + more > (most?.screening ?? Infinity)) return 'replications';
      const end = await extend(round, limit);
      if (end === 'ended') return limit.reason();
      if (end !== undefined) return end;
      for (const { setting, run, from, replications } of round)
        take(task, setting, run.results.slice(from, replications));
      made.screening += more;
      tell('screening');
    }
  }

  const screening = limitOf(signal, seconds === undefined ? undefined : seconds * SCREENING_SHARE, began);
  const screened = await screen(screening).finally(() => screening.forget());
  if (typeof screened === 'object') return screened;
  const edge = screened === 'cancelled' ? [] : await seeker.edge();
  const atEdge = edge.map((setting) => ({ setting, run: pool.open(seeker.sourceOf(setting), seeds.edge) }));
  let stopped: StopReason = screened;
  let each = 0;
  const limit = limitOf(signal, seconds, began);
  try {
    while (atEdge.length > 0 && each < MOST_AT_EDGE) {
      const more = EDGE_ROUND * atEdge.length;
      if (made.edge + more > (most?.edge ?? Infinity)) {
        stopped = 'replications';
        break;
      }
      const round = atEdge.map((one) => ({ ...one, replications: each + EDGE_ROUND }));
      const end = await extend(round, limit);
      if (typeof end === 'object') return end;
      if (end === 'ended') {
        stopped = limit.reason();
        break;
      }
      each += EDGE_ROUND;
      made.edge += more;
      tell('edge');
    }
  } finally {
    limit.forget();
  }
  return {
    status: 'done',
    stopped,
    ...made,
    runs: atEdge.map(({ setting, run }) => ({ setting, run, results: run.results.slice(0, each) })),
  };
}

/** Hand the numbers of replications to the search. */
function take(
  { seeker, places, valuesLength }: SeekTask,
  setting: number,
  results: readonly ReplicationResult[],
): void {
  if (results.some(({ values }) => values.length !== valuesLength))
    throw new Error('This is a bug in Headroom: settings of one search have different measures.');
  const { measure, costs } = places;
  seeker.take(
    setting,
    results.map(({ values }) => values[measure]),
    costs.length === 0 ? [] : results.map(({ values }) => costs.reduce((sum, place) => sum + values[place], 0)),
  );
}

/** When to stop: at a time, or when the person says so. */
interface Limit {
  signal: AbortSignal;
  reason: () => StopReason;
  forget: () => void;
}

function limitOf(outer: AbortSignal | undefined, seconds: number | undefined, began: number): Limit {
  const own = new AbortController();
  const stop = () => own.abort();
  outer?.addEventListener('abort', stop, { once: true });
  if (outer?.aborted) stop();
  const left = seconds === undefined ? undefined : Math.max(0, seconds * 1000 - (performance.now() - began));
  const clock = left === undefined ? undefined : setTimeout(stop, left);
  return {
    signal: own.signal,
    reason: () => (outer?.aborted === true ? 'cancelled' : 'seconds'),
    forget: () => {
      clearTimeout(clock);
      outer?.removeEventListener('abort', stop);
    },
  };
}
