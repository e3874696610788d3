/**
 * A team's daily session (rule 1, step 5, and rule 2): what is left of the day's ledger hours goes to urgent need, other
 * casework, standing work, and contacts: most urgent person first, then the longest overdue.
 */
import { BLOCKED, CASE_TIMES, CHECK_AT, ENDS_AT, HALF_A_DAY, PAUSED } from './cases';
import { ContactPlan, E_ENTITY, E_LEFT, E_ORDINAL, E_RATE_CASE, E_ROW, E_VISIT } from './contact-plan';
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
    this.casework(day);
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
      const times = row * CASE_TIMES;
      if (cases.times[times + CHECK_AT] > world.clock[0] || cases.state(row) === PAUSED) {
        team.urgentNeed.noteCheck(row);
        continue;
      }
      if (cases.times[times + ENDS_AT] <= world.clock[0] + HALF_A_DAY && cases.state(row) !== BLOCKED) {
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

  /** Everybody's day: other casework, then contacts that are due, while hours remain. */
  private casework(day: number): void {
    const { team, plan, owed } = this;
    const { coordinators, tallies } = team;
    const { present } = this.world.workforce.ledger;
    const otherHours = this.world.quantities.values[team.spec.otherHours] * HOURS_PER_DAY;
    let days = 0;
    let shortOfHours = 0;
    let shortOfPlaces = 0;
    for (let i = 0; i < coordinators.count; i++) {
      const available = coordinators.hoursLeft(i);
      tallies.byProfession.available(i, available);
      // Plans, reviews and meetings about the person come due every day and are done when somebody is in.
      owed[i] += otherHours * coordinators.load[i] * coordinators.weights[i];
      if (owed[i] > 0 && available > 0) {
        const pay = owed[i] < available ? owed[i] : available;
        coordinators.spend(i, pay);
        owed[i] -= pay;
      }
      if (plan.due[i] > 0) this.dueContacts(i, day);
      if (present[coordinators.firstPost[i]] === 0) continue;
      days++;
      if (plan.due[i] > 0) shortOfHours++;
      if (tallies.waiting.level > 0 && coordinators.load[i] >= coordinators.limits[i]) shortOfPlaces++;
    }
    tallies.coordinatorDays(days, shortOfHours, shortOfPlaces);
  }

  /** A coordinator's contacts that are due, while hours remain; the last one may overrun. */
  private dueContacts(coordinator: number, day: number): void {
    const { team, plan } = this;
    const { coordinators } = team;
    if (team.spec.moveDays >= 0 && this.isAway(coordinator, day)) {
      const moved = Math.max(1, Math.round(this.world.quantities.values[team.spec.moveDays]));
      const moveTo = this.workingDay(coordinator, day + moved, day);
      while (plan.due[coordinator] > 0) {
        plan.take(coordinator);
        plan.putBack(moveTo);
      }
      return;
    }
    let contacts = 0;
    let missed = 0;
    while (plan.due[coordinator] > 0 && coordinators.hoursLeft(coordinator) > 0) {
      plan.take(coordinator);
      if (this.contact(coordinator, day)) missed++;
      contacts++;
    }
    if (contacts > 0) team.tallies.contacts(coordinator, contacts, missed);
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
    while (plan.due[coordinator] > 0) {
      const helper = coordinators.withMostHours();
      if (helper < 0) break;
      plan.take(coordinator);
      this.team.tallies.contacts(helper, 1, this.contact(helper, day) ? 1 : 0);
    }
  }

  /** The contact that was taken from the plan is made, or missed by the person, and the next one planned. @returns whether it was missed */
  private contact(worker: number, day: number): boolean {
    const { team, world, plan } = this;
    const { coordinators, spec } = team;
    const { values } = world.quantities;
    const { taken } = plan;
    const generator = world.draws.seek(taken[E_ENTITY], taken[E_ORDINAL], this.contactDraw, taken[E_VISIT]++);
    const isMissed = generator.uniform() < values[spec.missedShare];
    const hours = values[spec.hours] * HOURS_PER_DAY * coordinators.weights[worker];
    if (world.trace !== null)
      world.tell(team.cases.person(taken[E_ROW]), team.index, isMissed ? 'misses a contact' : 'has a contact');
    coordinators.spend(worker, isMissed ? hours * values[spec.missedHours] : hours);
    if (spec.end === 'contacts' && !isMissed) taken[E_LEFT]--;
    if (taken[E_LEFT] <= (spec.end === 'contacts' ? 0 : day)) {
      const row = taken[E_ROW];
      // Somebody who is blocked goes on having contacts here.
      if (team.cases.state(row) !== BLOCKED && !team.endEpisode(row)) return isMissed;
    }
    // The next interval counts from the contact made; fractions of a day are settled by the person's own uniform.
    const next =
      spec.interval === null
        ? Math.floor(day + 1 / values[spec.rate[taken[E_RATE_CASE]].value] + generator.uniform())
        : Math.floor(world.clock[0] + spec.interval.sample(generator));
    plan.putBack(this.workingDay(worker, next > day ? next : day + 1, day));
    return isMissed;
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
