/** What is wrong with a scenario or a change, as data first; messages are made from it. */

/** One thing that is wrong: where, what was found, what the rule is and what would do. */
export interface ScenarioIssue {
  /** A name that a test or a page can rely on, e.g. `unknown-service`. */
  code: string;
  /** Where, e.g. `services.triage.to`; empty for the file as a whole. */
  path: string;
  /** What was found, the rule, and a way out, in one or two sentences. */
  message: string;
}

/** Thrown by `compile` and friends with everything that is wrong, never only the first. */
export class ScenarioError extends Error {
  readonly issues: readonly ScenarioIssue[];

  /** @param issues at least one issue */
  constructor(issues: readonly ScenarioIssue[]) {
    super(issues.map(describeIssue).join('\n'));
    this.name = 'ScenarioError';
    this.issues = issues;
  }
}

/** One line for people: `services.triage.to: no service "teem" …`. */
export function describeIssue(issue: ScenarioIssue): string {
  return issue.path === '' ? issue.message : `${issue.path}: ${issue.message}`;
}
