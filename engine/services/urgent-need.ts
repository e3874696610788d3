/**
 * Urgent need that arises on a caseload (rules 10 and 12): one keyed Exp(1) threshold per person, kind and spell,
 * compared with the cumulative hazard, so that a hazard which follows a stock needs no new draw.
 */
import { ln } from '../random/elementary';
import { CASE_INTS, CASE_TIMES, CHECK_AT, ENDS_AT, HALF_A_DAY, SPELLS, type Cases } from './cases';
import type { Coordinators } from './coordinators';
import { matches } from './routes';
import type { TeamSpec } from './team-spec';
import type { World } from './world';

/** The hazards of one team, and when each case needs a look. */
export class UrgentNeed {
  /** Whether a hazard can change during the run. */
  readonly moves: boolean;
  /** Cumulative hazard of each kind, by case of its hazard. */
  private readonly hazards: Float64Array[];

  constructor(
    private readonly world: World,
    private readonly spec: TeamSpec,
    private readonly cases: Cases,
    private readonly coordinators: Coordinators,
  ) {
    this.hazards = spec.urgent.map((need) => new Float64Array(need.hazard.length));
    this.moves = spec.urgent.some((need) => need.hazard.some(({ value }) => world.quantities.all[value].moves));
  }

  /** A new replication. */
  reset(): void {
    for (const hazard of this.hazards) hazard.fill(0);
  }

  /** Cumulative hazards grow by a day; called once a day before the cases are looked at. */
  grow(): void {
    const { values } = this.world.quantities;
    for (let kind = 0; kind < this.hazards.length; kind++) {
      const byCase = this.spec.urgent[kind].hazard;
      for (let i = 0; i < byCase.length; i++) this.hazards[kind][i] += values[byCase[i].value];
    }
  }

  /** The kind that is due on a case, or −1. */
  due(row: number): number {
    for (let kind = 0; kind < this.hazards.length; kind++) {
      if (this.hazardOf(row, kind) >= this.cases.urgentAt[kind][row]) return kind;
    }
    return -1;
  }

  /** New thresholds of every kind. */
  drawAll(row: number): void {
    for (let kind = 0; kind < this.hazards.length; kind++) this.draw(row, kind);
    this.planCheck(row);
  }

  /** A new threshold of one kind. */
  draw(row: number, kind: number): void {
    const { cases, world, spec } = this;
    const nth = cases.ints[row * CASE_INTS + SPELLS]++;
    const uniform = world.draws.uniform(cases.person(row), spec.urgent[kind].purpose, nth);
    cases.urgentAt[kind][row] = this.hazardOf(row, kind) - ln(uniform);
  }

  /** When a case needs a look: the stay ends (to the nearest session), or a hazard at its present rate is due. */
  planCheck(row: number): void {
    const { cases, spec, world } = this;
    let at = cases.times[row * CASE_TIMES + ENDS_AT] - HALF_A_DAY;
    for (let kind = 0; kind < this.hazards.length; kind++) {
      const i = this.caseIndex(kind, cases.person(row));
      const rate = world.quantities.values[spec.urgent[kind].hazard[i].value];
      // A day early, since hazards grow once a day and thresholds are compared exactly then.
      const due = world.clock[0] + (cases.urgentAt[kind][row] - this.hazards[kind][i]) / rate - 1;
      if (due < at) at = due;
    }
    cases.times[row * CASE_TIMES + CHECK_AT] = at;
    this.noteCheck(row);
  }

  /** Hazards have changed: when cases with a coordinator need a look. */
  planChecks(): void {
    const { count, load, lists } = this.coordinators;
    for (let i = 0; i < count; i++) for (let k = 0; k < load[i]; k++) this.planCheck(lists[i][k]);
  }

  /** A case takes its place with a coordinator; while it had none, hazards may have changed. */
  placed(row: number): void {
    if (this.moves) this.planCheck(row);
    else this.noteCheck(row);
  }

  /** The coordinator's list has a case that needs a look at its time. */
  noteCheck(row: number): void {
    const { nextCheck } = this.coordinators;
    const coordinator = this.cases.coordinator(row);
    const at = this.cases.times[row * CASE_TIMES + CHECK_AT];
    if (coordinator >= 0 && at < nextCheck[coordinator]) nextCheck[coordinator] = at;
  }

  private hazardOf(row: number, kind: number): number {
    return this.hazards[kind][this.caseIndex(kind, this.cases.person(row))];
  }

  private caseIndex(kind: number, person: number): number {
    const byCase = this.spec.urgent[kind].hazard;
    for (let i = 0; i < byCase.length - 1; i++) if (matches(byCase[i].when, this.world.people, person)) return i;
    return byCase.length - 1;
  }
}
