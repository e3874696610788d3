/** A sensitivity study that a worker holds for the page: which quantities are to be tried next, and what came of it. */
import {
  SensitivityStudy,
  compile,
  firstLookDays,
  ScenarioError,
  uncertainInputs,
  type SensitivityResult,
  type SensitivityStage,
  type StudyOutcome,
  type StudyProgress,
  type StudyTask,
} from '../engine/index';
import { assemble, readTexts } from './assemble';
import type { Answer, ScenarioSource, SourceIssue } from './protocol';

/** What the page asks of a study. Plain data. */
export interface SensitivityQuestion {
  /** The baseline and, where it is about a difference, the same with changes. */
  sources: ScenarioSource[];
  measure: string;
  /** Quantities that are measured with intervals, and replications at each end of their ranges. */
  top: number;
  replications: number;
  seed: string;
}

/** What is known before anything has run. */
export interface SensitivityOpened {
  /** Quantities that are tried. */
  tried: number;
  /** Length of the runs of the first look, in days. */
  lookDays: number;
}

/** Tasks that have ended, batch by batch as they were asked for; the last one may have been broken off. */
export type StudyBatches = readonly { task: StudyTask; outcome: StudyOutcome }[][];

/** What is to be run next; none at the end. */
export interface SensitivityStep {
  tasks: StudyTask[];
  stage: SensitivityStage;
  progress: StudyProgress;
}

const refuse = (message: string): { ok: false; issues: SourceIssue[] } => ({
  ok: false,
  issues: [{ code: 'sensitivity', path: '', message }],
});

/** @see the file's comment */
export class SensitivitySession {
  private seen = 0;
  /** Whether the batch after those that were seen has been asked for. */
  private isAsked = false;

  private constructor(
    readonly opened: SensitivityOpened,
    private readonly study: SensitivityStudy,
  ) {}

  /** Read a question; what a person can mend comes as issues. */
  static open({ sources, measure, top, replications, seed }: SensitivityQuestion): Answer<SensitivitySession> {
    const texts = readTexts(sources[0]);
    if (!texts.ok) return texts;
    try {
      const assembled = sources.map((source) => assemble(source));
      const models = [];
      for (const one of assembled) {
        if (!one.ok) return one;
        models.push(compile(one.value.scenario));
      }
      const infos = models.map(({ layout }) =>
        layout.measures.find((one) => one.id === measure && one.shape === 'scalar'),
      );
      const [info] = infos;
      if (info === undefined || infos.includes(undefined))
        return refuse('the changes add or remove what this measure counts, so there is no difference to ask about.');
      const inputs = uncertainInputs(texts.value.baseline);
      const tried = inputs.filter(({ kind }) => kind === 'range').length;
      if (tried === 0) return refuse('no quantity of this scenario has a range to vary it over.');
      const margin = models[0].primary.find((one) => one.measure === measure)?.margin ?? 0;
      const { id, service, unit, good } = info;
      const study = new SensitivityStudy(inputs, {
        seed,
        top,
        replications,
        shape: 'triangular',
        withLoops: false,
        measure: { id, service, unit, good, margin },
        isDifference: sources.length > 1,
      });
      const lookDays = firstLookDays(models[0].scenario.run, tried);
      return { ok: true, value: new SensitivitySession({ tried, lookDays }, study) };
    } catch (error) {
      if (error instanceof ScenarioError) return { ok: false, issues: [...error.issues] };
      throw error;
    }
  }

  /** How many batches have been taken. */
  get taken(): number {
    return this.seen;
  }

  /** Take the batches that were not taken yet, and say what is needed next. */
  step(batches: StudyBatches): SensitivityStep {
    this.take(batches);
    const tasks = this.study.next();
    this.isAsked = true;
    return { tasks, stage: this.study.stage, progress: this.study.progress };
  }

  /**
   * What is known by now.
   *
   * @param isComplete whether nothing more was wanted after these
   */
  result(batches: StudyBatches, isComplete: boolean): SensitivityResult {
    this.take(batches);
    if (isComplete && !this.isAsked) this.step(batches);
    return this.study.result();
  }

  private take(batches: StudyBatches): void {
    for (const batch of batches.slice(this.seen)) {
      // What is asked for next hangs on when it is asked: a study that is made anew is asked at the same points.
      if (!this.isAsked) this.study.next();
      this.isAsked = false;
      for (const { task, outcome } of batch) this.study.add(task, outcome);
      this.seen += 1;
    }
  }
}
