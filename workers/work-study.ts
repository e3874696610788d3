/** Works off a study: hands its tasks to workers, batch after batch, until it asks for no more. */
import type { StudyOutcome, StudyProgress, StudyTask } from '../engine/index';
import { MOST_ATTEMPTS, WorkerLost, lostTooOften } from './attempts';
import type { StudyKey } from './member';
import type { SourceIssue, StudyTaskOutcome } from './protocol';
import type { Crew } from './work-off';

/** The scenarios of a study: over the whole run and, for a first look, over a part of it. */
export interface StudyKeys {
  whole: StudyKey;
  short: StudyKey;
}

/** What a study can be given. */
export interface StudyOptions {
  /** Cancels within 200 ms; the study keeps what was finished. */
  signal?: AbortSignal;
  /** Called whenever a task has ended. */
  onProgress?: (progress: StudyProgress) => void;
}

/** Who says what is to be run and takes what comes: a study here, the engine's `StudyPlan`, or one that a worker holds. */
export interface TaskSource {
  /** What to run next, all of it before asking again; empty at the end. */
  next(): StudyTask[] | Promise<StudyTask[]>;
  /** Take what came of a task, in the order in which tasks were asked for. */
  add(task: StudyTask, outcome: StudyOutcome): void;
  readonly progress: StudyProgress;
}

/** How a study ended. `refused`: a scenario is at fault as it is, at no setting of the study's. */
export type StudyEnd = { status: 'complete' } | { status: 'cancelled' } | { status: 'refused'; issues: SourceIssue[] };

/**
 * Run a study to its end. Outcomes reach it in the order of its tasks, so that its results do not depend on the number of
 * workers.
 *
 * @throws Error when a task loses its worker again and again
 */
export async function workStudy(
  crew: Crew,
  keys: StudyKeys,
  plan: TaskSource,
  { signal, onProgress }: StudyOptions = {},
): Promise<StudyEnd> {
  const stop = new AbortController();
  const onAbort = () => stop.abort();
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) stop.abort();
  try {
    for (;;) {
      const tasks = stop.signal.aborted ? [] : await plan.next();
      if (tasks.length === 0 || stop.signal.aborted) break;
      const issues = await workBatch(crew, keys, plan, tasks, stop, onProgress);
      if (issues !== null) return { status: 'refused', issues };
    }
    return { status: stop.signal.aborted ? 'cancelled' : 'complete' };
  } catch (error) {
    if (crew.isDisposed) return { status: 'cancelled' };
    throw error;
  } finally {
    stop.abort();
    signal?.removeEventListener('abort', onAbort);
  }
}

type Ended = Exclude<StudyTaskOutcome, { kind: 'cancelled' }>;

/** @returns the issues where a scenario is at fault as it is; null otherwise, cancelled or not */
async function workBatch(
  crew: Crew,
  keys: StudyKeys,
  plan: TaskSource,
  tasks: readonly StudyTask[],
  stop: AbortController,
  onProgress: StudyOptions['onProgress'],
): Promise<SourceIssue[] | null> {
  const outcomes: (Ended | undefined)[] = tasks.map(() => undefined);
  let [claimed, given] = [0, 0];
  let atFault: SourceIssue[] | null = null;

  /** Hand on what has ended, up to the first task that has not. */
  function give(): void {
    for (let outcome = outcomes[given]; outcome !== undefined; outcome = outcomes[given]) {
      plan.add(tasks[given], outcome);
      given += 1;
      onProgress?.(plan.progress);
    }
  }

  async function attempt(place: number): Promise<void> {
    const task = tasks[place];
    for (let attempts = 1; ; attempts++) {
      const member = await crew.acquire();
      try {
        const outcome = await member.runTask(task.isShort ? keys.short : keys.whole, task, stop.signal);
        if (outcome.kind === 'cancelled') return;
        if (outcome.kind === 'refused' && Object.keys(task.setting).length === 0) {
          atFault = outcome.issues;
          stop.abort();
          return;
        }
        outcomes[place] = outcome;
        return;
      } catch (error) {
        if (!(error instanceof WorkerLost) || crew.isDisposed) throw error;
        if (attempts >= MOST_ATTEMPTS) throw lostTooOften(`Replication ${task.replication} at a setting`, error);
      } finally {
        crew.release(member);
      }
    }
  }

  async function lane(): Promise<void> {
    while (!stop.signal.aborted && claimed < tasks.length) {
      const place = claimed;
      claimed += 1;
      await attempt(place);
      if (!stop.signal.aborted) give();
    }
  }

  await Promise.all(Array.from({ length: Math.min(crew.size, tasks.length) }, lane));
  if (atFault === null) give();
  return atFault;
}
