/** Runs a study of an output that is known: no scenario, no worker. */
import type { StudyOutcome, StudyPlan, StudyTask, UncertainInput } from '../../engine/index';

/** An input with a range; its value lies in the middle unless told otherwise. */
export function input(id: string, low: number, high: number, more: Partial<UncertainInput> = {}): UncertainInput {
  return {
    id,
    title: `Input ${id}`,
    unit: 'share',
    low,
    value: (low + high) / 2,
    high,
    grade: 'assumption',
    source: 'assumption',
    kind: low === high ? 'none' : 'range',
    ...more,
  };
}

/** What a test asks about. */
export const MEASURE = { id: 'desk.waitMean', service: 'desk', unit: 'weeks', good: 'lower' as const, margin: 0.5 };

/** The output at a setting: a number, or the names of inputs at fault. */
export type Known = (values: Record<string, number>, replication: number, task: StudyTask) => number[] | string[];

/** Answer every task until the study has enough, or `most` were answered. @returns how many were answered */
export function work(plan: StudyPlan, inputs: readonly UncertainInput[], known: Known, most = Infinity): number {
  const atValue = Object.fromEntries(inputs.map(({ id, value }) => [id, value]));
  let answered = 0;
  for (let tasks = plan.next(); tasks.length > 0; tasks = plan.next()) {
    for (const task of tasks) {
      if (answered >= most) return answered;
      const found = known({ ...atValue, ...task.setting }, task.replication, task);
      const outcome: StudyOutcome =
        typeof found[0] === 'string'
          ? { kind: 'refused', inputs: found as string[], issues: [{ code: 'x', path: 'services.x', message: 'no.' }] }
          : { kind: 'done', values: found as number[] };
      plan.add(task, outcome);
      answered += 1;
    }
  }
  return answered;
}
