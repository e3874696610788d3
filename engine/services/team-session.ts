/**
 * A team's daily session (rule 1, step 5, and rule 2): what is left of the day's ledger hours goes to urgent need, other
 * casework, standing work, and contacts: most urgent person first, then the longest overdue.
 */
import { BLOCKED, HALF_A_DAY, PAUSED } from './cases';
import { ContactPlan } from './contact-plan';
import type { Team } from './team';
import type { World } from './world';

const HOURS_PER_DAY = 24;

/** Works off one day of a team. */
export class TeamSession {
  readonly plan: ContactPlan;
  /** Coordinators without an hour today (on leave, sick, on the rota all day): those whom colleagues cover. */
  private readonly away: Uint8Array;
  private readonly owed: Float64Array;
  private readonly standing: Float64Array;

  constructor(
    private readonly world: World,
    private readonly team: Team,
    private readonly contactDraw: number,
  ) {
    const { coordinators, spec, cases } = team;
    this.plan = new ContactPlan(cases, world.people, spec.priority, coordinators.count);
    this.away = new Uint8Array(coordinators.count);
    this.owed = new Float64Array(coordinators.count);
    this.standing = new Float64Array(spec.standingWork.length);
  }

  /** A new replication. */
  reset(): void {
    this.plan.clear();
    this.owed.fill(0);
    this.standing.fill(0);
  }

  /** The session of a day. */
  run(day: number): void {
    const { team, plan } = this;
    const { coordinators, tallies, spec } = team;
    const now = this.world.clock[0];
    team.urgentNeed.grow();
    for (let i = 0; i < coordinators.count; i++) if (coordinators.nextCheck[i] <= now) this.urgentNeeds(i);
    coordinators.beginSession();
    tallies.beginSession();
    if (spec.cover) for (let i = 0; i < coordinators.count; i++) this.away[i] = coordinators.hoursLeft(i) > 0 ? 0 : 1;
    if (spec.standingWork.length > 0) this.standingWork();
    plan.beginDay(day);
    for (let i = 0; i < coordinators.count; i++) this.casework(i, day);
    if (spec.cover) for (let i = 0; i < coordinators.count; i++) if (this.away[i] === 1) this.coverFor(i, day);
    tallies.endSession();
  }

  /** Stays that are over, and urgent need that has arisen. */
  private urgentNeeds(coordinator: number): void {
    const { team, world } = this;
    const { cases, coordinators } = team;
    coordinators.nextCheck[coordinator] = Infinity;
    // From the end, since a case that leaves is replaced by the last one.
    for (let k = coordinators.load[coordinator] - 1; k >= 0; k--) {
      const row = coordinators.lists[coordinator][k];
      if (cases.checkAt[row] > world.clock[0] || cases.state[row] === PAUSED) {
        team.urgentNeed.noteCheck(row);
        continue;
      }
      if (cases.endsAt[row] <= world.clock[0] + HALF_A_DAY && cases.state[row] !== BLOCKED) {
        team.endEpisode(row);
        continue;
      }
      const kind = team.urgentNeed.due(row);
      if (kind >= 0) team.meetUrgentNeed(row, kind);
      team.urgentNeed.planCheck(row);
    }
  }

  /** Duty desk, statutory work, reports: shared by those who are in, in proportion to their hours. */
  private standingWork(): void {
    const { team, world } = this;
    const { workforce, quantities } = world;
    const { left } = workforce.ledger;
    const { standingWork } = team.spec;
    for (let w = 0; w < standingWork.length; w++) {
      const { hours, groups } = standingWork[w];
      const today = quantities.values[hours] * HOURS_PER_DAY;
      this.standing[w] += today;
      team.tallies.needed(today);
      let available = 0;
      for (let g = 0; g < groups.length; g++) {
        const until = workforce.endOf(groups[g]);
        for (let post = workforce.startOf(groups[g]); post < until; post++) if (left[post] > 0) available += left[post];
      }
      if (available <= 0) continue;
      const part = Math.min(1, this.standing[w] / available);
      this.standing[w] -= part * available;
      for (let g = 0; g < groups.length; g++) {
        const until = workforce.endOf(groups[g]);
        for (let post = workforce.startOf(groups[g]); post < until; post++)
          if (left[post] > 0) workforce.ledger.spend(post, left[post] * part);
      }
    }
    team.coordinators.beginSession();
  }

  /** Plans, reviews and meetings about the person: they come due every day and are done when somebody is in. @returns hours that came due */
  private otherCasework(coordinator: number): number {
    const { team, world } = this;
    const { coordinators, spec } = team;
    const today =
      world.quantities.values[spec.otherHours] *
      HOURS_PER_DAY *
      coordinators.load[coordinator] *
      coordinators.weights[coordinator];
    this.owed[coordinator] += today;
    const pay = Math.min(this.owed[coordinator], coordinators.hoursLeft(coordinator));
    if (pay > 0) {
      coordinators.spend(coordinator, pay);
      this.owed[coordinator] -= pay;
    }
    return today;
  }

  /** Other casework, then contacts that are due, while hours remain; the last one may overrun. */
  private casework(coordinator: number, day: number): void {
    const { team, plan } = this;
    const { coordinators } = team;
    const available = coordinators.hoursLeft(coordinator);
    const other = this.otherCasework(coordinator);
    team.tallies.plan(coordinator, coordinators.plannedContacts(coordinator), other, available);
    if (team.spec.moveDays >= 0 && plan.due[coordinator] > 0 && this.isAway(coordinator, day)) {
      const moved = Math.max(1, Math.round(this.world.quantities.values[team.spec.moveDays]));
      for (let row = plan.first(coordinator); row >= 0; row = plan.first(coordinator))
        plan.plan(row, this.workingDay(coordinator, day + moved, day));
      return;
    }
    for (
      let row = plan.first(coordinator);
      row >= 0 && coordinators.hoursLeft(coordinator) > 0;
      row = plan.first(coordinator)
    )
      this.contact(row, coordinator, day);
    team.tallies.coordinatorDay(coordinator, plan.due[coordinator]);
  }

  /** Whether nobody of this coordinator is in on a day on which they should be. */
  private isAway(coordinator: number, day: number): boolean {
    const { workforce } = this.world;
    const posts = this.team.coordinators.posts[coordinator];
    for (let i = 0; i < posts.length; i++) {
      if (workforce.ledger.present[posts[i]] === 1 || !workforce.group(posts[i]).calendar.isOpenDay(day)) return false;
    }
    return true;
  }

  /** Due contacts of somebody who is away are made by colleagues with hours left. */
  private coverFor(coordinator: number, day: number): void {
    const { plan } = this;
    const { coordinators } = this.team;
    for (let row = plan.first(coordinator); row >= 0; row = plan.first(coordinator)) {
      const helper = coordinators.withMostHours();
      if (helper < 0) break;
      this.contact(row, helper, day);
    }
  }

  private contact(row: number, worker: number, day: number): void {
    const { team, world } = this;
    const { cases, coordinators, spec } = team;
    const { values } = world.quantities;
    const person = cases.person[row];
    const generator = world.draws.seekPerson(person, this.contactDraw, cases.tried[row]++);
    const isMissed = generator.uniform() < values[spec.missedShare];
    const hours = values[spec.hours] * HOURS_PER_DAY * coordinators.weights[worker];
    coordinators.spend(worker, isMissed ? hours * values[spec.missedHours] : hours);
    if (!isMissed) cases.made[row]++;
    team.tallies.contact(worker, isMissed);
    // Somebody who is blocked goes on having contacts here.
    if (this.isLast(row) && !team.endEpisode(row)) return;
    // The next interval counts from the contact made; fractions of a day are settled by the person's own uniform.
    const next =
      spec.interval === null
        ? Math.floor(day + 1 / values[spec.rate[cases.rateCase[row]].value] + generator.uniform())
        : Math.floor(world.clock[0] + spec.interval.sample(generator));
    this.plan.plan(row, this.workingDay(worker, next > day ? next : day + 1, day));
  }

  /** Whether the episode ends with the contact that has just been made. */
  private isLast(row: number): boolean {
    const { cases, spec } = this.team;
    if (cases.state[row] === BLOCKED) return false;
    if (spec.end === 'contacts') return cases.made[row] >= cases.needed[row];
    return spec.end === 'nextContact' && this.world.clock[0] >= cases.staysUntil[row];
  }

  /** The working day for a contact wanted on a day: the nearest one, or the next, after `day`. */
  private workingDay(worker: number, wanted: number, day: number): number {
    const { team } = this;
    const calendar = team.coordinators.calendars[worker];
    if (calendar.isOpenDay(wanted)) return wanted;
    for (let shift = 1; shift < 7; shift++) {
      if (!team.spec.movesOn && wanted - shift > day && calendar.isOpenDay(wanted - shift)) return wanted - shift;
      if (calendar.isOpenDay(wanted + shift)) return wanted + shift;
    }
    return wanted;
  }
}
