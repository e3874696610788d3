/** What is wrong with posts once their quantities are known. */
import type { ScenarioIssue } from '../scenario/issue';
import type { Scenario } from '../scenario/schema';
import type { StartingValues } from './starting-values';

const HOURS_PER_WEEK = 168;

/** Points of ramp-ups that do not follow each other in time, and protected time that takes more than the week has. */
export function staffIssues(scenario: Scenario, values: StartingValues): ScenarioIssue[] {
  return Object.keys(scenario.posts).flatMap((id) => [
    ...pointsOutOfOrder(scenario, values, id),
    ...overfullWeek(scenario, values, id),
  ]);
}

function pointsOutOfOrder(scenario: Scenario, values: StartingValues, id: string): ScenarioIssue[] {
  const points = scenario.posts[id].rampUp?.points ?? [];
  const times = points.map((_, i) => values.certain(`posts.${id}.rampUp.points.${i}.at`));
  return times.flatMap((time, i): ScenarioIssue[] => {
    const before = i === 0 ? null : times[i - 1];
    if (time === null || before === null || time > before) return [];
    return [
      {
        code: 'order',
        path: `posts.${id}.rampUp.points.${i}.at`,
        message: `this point is at ${round(time)} days and the one before at ${round(before)}; let each come later than the one before.`,
      },
    ];
  });
}

function overfullWeek(scenario: Scenario, values: StartingValues, id: string): ScenarioIssue[] {
  const contracted = values.certain(`posts.${id}.contracted`);
  let used = values.certain(`posts.${id}.overhead`);
  const taken = scenario.posts[id].protectedTime;
  if (contracted === null || used === null || taken === undefined) return [];
  taken.forEach((_, i) => {
    used = (used ?? 0) + (values.certain(`posts.${id}.protectedTime.${i}.hours`) ?? 0);
  });
  if (used <= contracted + 1e-9) return [];
  return [
    {
      code: 'hours',
      path: `posts.${id}.protectedTime`,
      message: `overhead and protected time come to ${round(used * HOURS_PER_WEEK)} hours a week of the ${round(contracted * HOURS_PER_WEEK)} contracted; lower one of them.`,
    },
  ];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
