/** Studies that run a scenario at many settings of its quantities: what is to be run, and what came of it. */
import type { ScenarioIssue } from '../scenario/issue';
import type { Setting } from './inputs';

/** One replication at one setting. */
export interface StudyTask {
  /** Names the setting within its study. */
  point: string;
  setting: Setting;
  /** Number of the replication, from 0; the same number is the same future at every setting. */
  replication: number;
  /** Whether the run ends early, as a study's first look does. */
  isShort: boolean;
}

/** What came of a task. `refused`: the model does not take the setting, for these reasons, on account of these inputs. */
export type StudyOutcome =
  | {
      kind: 'done';
      /** The measure in the baseline and, where there are changes, with them; NaN where it was not seen. */
      values: number[];
    }
  | { kind: 'refused'; issues: ScenarioIssue[]; inputs: string[] };

/** How far a study has come. */
export interface StudyProgress {
  /** Tasks finished, and how many there will be as far as is known. */
  done: number;
  wanted: number;
}

/** A study: says what to run, and takes what comes. */
export interface StudyPlan {
  /** What to run next, all of it before asking again; empty at the end. */
  next(): StudyTask[];
  /** Take what came of a task. In the order in which tasks were asked for, so that it does not hang on who was faster. */
  add(task: StudyTask, outcome: StudyOutcome): void;
  readonly progress: StudyProgress;
}

/** The outputs of a study by point and replication. */
export class StudyOutputs {
  private readonly byPoint = new Map<string, number[]>();

  /** Take the output of a task that was done. */
  add({ point, replication }: StudyTask, values: readonly number[]): void {
    const row = this.byPoint.get(point) ?? [];
    row[replication] = outputOf(values);
    this.byPoint.set(point, row);
  }

  /** Whether the output is there; it may be NaN, not seen. */
  has(point: string, replication: number): boolean {
    return this.byPoint.get(point)?.[replication] !== undefined;
  }

  /** Outputs of a point over replications `from` to `to` − 1; NaN where there is none. */
  row(point: string, from: number, to: number): Float64Array {
    const row = this.byPoint.get(point);
    return Float64Array.from({ length: Math.max(0, to - from) }, (_, i) => row?.[from + i] ?? NaN);
  }

  /** The tasks of a point over replications `from` to `to` − 1 that have no output yet. */
  missing(point: string, setting: Setting, from: number, to: number, isShort = false): StudyTask[] {
    const tasks: StudyTask[] = [];
    for (let replication = from; replication < to; replication++)
      if (!this.has(point, replication)) tasks.push({ point, setting, replication, isShort });
    return tasks;
  }
}

/** The measure itself or, where there are changes, the difference that they make. */
function outputOf(values: readonly number[]): number {
  return values.length > 1 ? values[1] - values[0] : values[0];
}

/** The quantity to blame first, in words. */
export function refusalText(issues: readonly ScenarioIssue[]): string {
  const [first] = issues;
  return first === undefined ? 'it was refused' : `${first.path}: ${first.message}`;
}
