/**
 * Cases of a team whose coordinator has left and for whom nobody has room yet. They have no contacts, and go before anybody
 * new, in an order that the team states. People who have ended or moved on while they waited are none of them.
 */
import { LevelTally, TimeTally } from '../results/tally';
import { CASE_TIMES, STARTED_AT, type Cases } from './cases';
import type { TeamSpec } from './team-spec';
import type { TeamTallies } from './team-tallies';
import type { World } from './world';

const DAYS_PER_WEEK = 7;

/** @see the file's comment */
export class UnheldCases {
  /** Rows of the cases, the next one last; and since when each waits. */
  private readonly rows: number[] = [];
  private readonly since: number[] = [];
  private readonly level: LevelTally;
  private readonly waits = new TimeTally(1);
  private readonly steps: Float64Array;
  private readonly at: { mean: number; series: number; placed: number; wait: number } | null;

  constructor(
    private readonly world: World,
    id: string,
    private readonly spec: TeamSpec,
    private readonly cases: Cases,
    private readonly tallies: TeamTallies,
  ) {
    const { measures } = world;
    this.level = new LevelTally(world.clock);
    this.steps = new Float64Array(world.model.steps);
    const people = {
      name: 'withoutCoordinator',
      title: `${spec.title}: people without a coordinator`,
      unit: 'people',
      good: 'lower' as const,
    };
    this.at =
      spec.reallocation === null
        ? null
        : {
            mean: measures.scalar(id, {
              ...people,
              definition:
                'Time average of people on the caseload whose coordinator has left and whom nobody has taken on.',
            }),
            series: measures.series(id, {
              ...people,
              definition: 'People on the caseload without a coordinator at the end of the step.',
            }),
            placed: measures.scalar(id, {
              name: 'reallocated',
              title: `${spec.title}: cases of leavers taken on`,
              unit: 'people per week',
              definition: 'Cases of coordinators who left that a colleague took on, per week.',
            }),
            wait: measures.scalar(id, {
              name: 'waitForReallocation',
              title: `${spec.title}: wait for another coordinator`,
              unit: 'weeks',
              definition: 'Mean time without a coordinator of those whom a colleague took on, at once or later.',
              good: 'lower',
            }),
          };
  }

  /** How many there are. */
  get length(): number {
    return this.rows.length;
  }

  /** A new replication: none. */
  reset(): void {
    this.rows.length = 0;
    this.since.length = 0;
    this.level.reset(0);
    this.waits.reset();
    this.steps.fill(0);
  }

  /** Forget what was counted. */
  restart(): void {
    this.level.restart();
    this.waits.reset();
    this.steps.fill(0);
  }

  /** The coordinator of a case has left. */
  add(row: number): void {
    let at = this.rows.length;
    while (at > 0 && this.goesBefore(this.rows[at - 1], row)) at--;
    this.rows.splice(at, 0, row);
    this.since.splice(at, 0, this.world.clock[0]);
    this.count(1, this.world.clock[0]);
  }

  /** The case that goes next. There is one. */
  next(): number {
    return this.rows[this.rows.length - 1];
  }

  /** The next case has a coordinator again. @returns its row */
  take(): number {
    const row = this.next();
    const waited = this.world.clock[0] - this.since[this.since.length - 1];
    this.waits.add(waited);
    if (this.spec.reallocation?.countsAsWaiting === true && waited > 0) this.tallies.waited(waited);
    this.remove(row);
    return row;
  }

  /** A case is over, or has a coordinator again. */
  remove(row: number): void {
    const at = this.rows.indexOf(row);
    const since = this.since[at];
    this.rows.splice(at, 1);
    this.since.splice(at, 1);
    this.count(-1, since);
  }

  /** Since when each case waits, where that counts as waiting. */
  eachWaitingSince(tell: (since: number) => void): void {
    if (this.spec.reallocation?.countsAsWaiting === true) this.since.forEach(tell);
  }

  /** A step of the series ends. */
  endStep(step: number): void {
    this.steps[step] = this.level.level;
  }

  /** Write the replication's values. */
  collect(values: Float64Array): void {
    const { at, world } = this;
    if (at === null) return;
    values[at.mean] = this.level.mean();
    values.set(this.steps, at.series);
    values[at.placed] = (this.waits.count / (world.clock[0] - world.countingFrom)) * DAYS_PER_WEEK;
    values[at.wait] = this.waits.mean() / DAYS_PER_WEEK;
  }

  private count(change: 1 | -1, since: number): void {
    this.level.add(change);
    if (this.spec.reallocation?.countsAsWaiting === true) this.tallies.changeWaitingSince(since, change);
  }

  /** Whether a case that is there already goes before one that comes. Without a stated order, whoever came last goes first. */
  private goesBefore(there: number, comes: number): boolean {
    const { spec } = this;
    if (spec.reallocation === null) return false;
    if (spec.reallocation.order === 'urgent') {
      const [first, second] = [this.rankOf(there), this.rankOf(comes)];
      if (first !== second) return first < second;
    }
    const later = this.startedAt(there) - this.startedAt(comes);
    return spec.reallocation.order === 'newest' ? later > 0 : later <= 0;
  }

  private startedAt(row: number): number {
    return this.cases.times[row * CASE_TIMES + STARTED_AT];
  }

  private rankOf(row: number): number {
    const { people } = this.world;
    const { attribute, rankOf } = this.spec.priority;
    return attribute < 0 ? 0 : rankOf[people.attributes[this.cases.person(row) * people.attributeCount + attribute]];
  }
}
