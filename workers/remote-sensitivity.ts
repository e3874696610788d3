/** A sensitivity study that a worker holds, run by the pool: the page asks it and never has it. */
import type { SensitivityResult, SensitivityStage, StudyOutcome, StudyProgress, StudyTask } from '../engine/index';
import type { Pool } from './pool';
import type { Answer } from './protocol';
import type { SensitivityOpened, SensitivityQuestion, SensitivityStep } from './sensitivity-session';
import type { TaskSource } from './work-study';

/** Numbers that studies are told apart by in the workers. */
let last = 0;

class RemoteStudy implements TaskSource {
  readonly #ask: (batches: RemoteStudy['batches']) => Promise<SensitivityStep>;
  readonly batches: { task: StudyTask; outcome: StudyOutcome }[][] = [];
  #batch: { task: StudyTask; outcome: StudyOutcome }[] = [];
  #step: SensitivityStep | undefined;

  constructor(ask: (batches: RemoteStudy['batches']) => Promise<SensitivityStep>) {
    this.#ask = ask;
  }

  async next(): Promise<StudyTask[]> {
    this.#step = await this.#ask(this.batches);
    this.#batch = [];
    if (this.#step.tasks.length > 0) this.batches.push(this.#batch);
    return this.#step.tasks;
  }

  add(task: StudyTask, outcome: StudyOutcome): void {
    this.#batch.push({ task, outcome });
  }

  get progress(): StudyProgress {
    const { done, wanted } = this.#step?.progress ?? { done: 0, wanted: 1 };
    return { done: done + this.#batch.length, wanted };
  }

  get stage(): SensitivityStage {
    return this.#step?.stage ?? 'screening';
  }
}

/** How far a study has come. */
export type RemoteStudyProgress = StudyProgress & { stage: SensitivityStage };

/** What a study has found, complete or broken off. */
export interface RemoteSensitivity {
  opened: SensitivityOpened;
  result: SensitivityResult;
  isComplete: boolean;
}

/**
 * Try all quantities of a scenario over their ranges.
 *
 * @returns the issues where the scenario is at fault
 * @throws Error when a task loses its worker again and again
 */
export async function tryQuantitiesRemotely(
  pool: Pool,
  question: SensitivityQuestion,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: RemoteStudyProgress) => void },
): Promise<Answer<RemoteSensitivity>> {
  last += 1;
  const key = `sensitivity-${last}`;
  const answer = await pool.ask((engine) => engine.openSensitivity(key, question));
  if (!answer.ok) return answer;
  const opened = answer.value;
  const study = new RemoteStudy((batches) => pool.ask((engine) => engine.sensitivityStep(key, question, batches)));
  const { sources, measure, seed } = question;
  const end = await pool.study({ sources, measure }, opened.lookDays, seed, study, {
    signal,
    onProgress: (progress) => onProgress({ ...progress, stage: study.stage }),
  });
  if (end.status === 'refused') return { ok: false, issues: end.issues };
  const isComplete = end.status === 'complete';
  const result = await pool.ask((engine) => engine.sensitivityResult(key, question, study.batches, isComplete));
  return { ok: true, value: { opened, result, isComplete } };
}
