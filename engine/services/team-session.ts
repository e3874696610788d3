/**
 * A team's daily session (rule 1, step 5, and rule 2): what is left of the day's ledger hours goes to urgent need, other
 * casework, standing work, and contacts: most urgent person first, then the longest overdue.
 */
import { BLOCKED, HALF_A_DAY, PAUSED } from './cases';
import { pick } from './routes';
import type { Team } from './team';
import type { World } from './world';

const HOURS_PER_DAY = 24;

/** Works off one day of a team. Scratch arrays are kept; a session allocates nothing. */
export class TeamSession {
  private dueRows = new Int32Array(256);
  private dueKeys = new Float64Array(256);
  /** Contacts a day that the plan foresees for the cases last gathered. */
  private planned = 0;
  /** Coordinators without an hour today (on leave, sick, on the rota all day): those whom colleagues cover. */
  private readonly away: Uint8Array;
  private readonly owed: Float64Array;
  private readonly standing: Float64Array;

  constructor(
    private readonly world: World,
    private readonly team: Team,
    private readonly contactDraw: number,
  ) {
    this.away = new Uint8Array(team.coordinators.count);
    this.owed = new Float64Array(team.coordinators.count);
    this.standing = new Float64Array(team.spec.standingWork.length);
  }

  /** A new replication. */
  reset(): void {
    this.owed.fill(0);
    this.standing.fill(0);
  }

  /** The session of a day. */
  run(day: number): void {
    const { team } = this;
    const { coordinators, tallies } = team;
    team.urgentNeed.grow();
    for (let i = 0; i < coordinators.count; i++) this.urgentNeeds(i);
    tallies.beginSession();
    for (let i = 0; i < coordinators.count; i++) this.away[i] = coordinators.hoursLeft(i) > 0 ? 0 : 1;
    this.standingWork();
    for (let i = 0; i < coordinators.count; i++) {
      this.casework(i, day);
    }
    if (team.spec.cover) for (let i = 0; i < coordinators.count; i++) if (this.away[i] === 1) this.coverFor(i, day);
    tallies.endSession();
  }

  /** Stays that are over, and urgent need that has arisen. */
  private urgentNeeds(coordinator: number): void {
    const { team, world } = this;
    const { cases, coordinators } = team;
    if (coordinators.nextCheck[coordinator] > world.clock[0]) return;
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
    team.spec.standingWork.forEach((work, w) => {
      const today = quantities.values[work.hours] * HOURS_PER_DAY;
      this.standing[w] += today;
      team.tallies.needed(today);
      let available = 0;
      for (const group of work.groups)
        for (const post of workforce.postsOf(group)) if (left[post] > 0) available += left[post];
      if (available <= 0) return;
      const part = Math.min(1, this.standing[w] / available);
      this.standing[w] -= part * available;
      for (const group of work.groups)
        for (const post of workforce.postsOf(group))
          if (left[post] > 0) workforce.ledger.spend(post, left[post] * part);
    });
  }

  /** Plans, reviews and meetings about the person: they come due every day and are done when somebody is in. @returns hours that came due */
  private otherCasework(coordinator: number): number {
    const { team, world } = this;
    const { coordinators, spec } = team;
    const today =
      world.quantities.values[spec.otherHours] *
      HOURS_PER_DAY *
      coordinators.load[coordinator] *
      coordinators.weight(coordinator);
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
    const { team } = this;
    const available = team.coordinators.hoursLeft(coordinator);
    const other = this.otherCasework(coordinator);
    const { coordinators, cases } = team;
    const due = this.gatherDue(coordinator, day);
    team.tallies.plan(coordinator, this.planned, other, available);
    if (team.spec.moveDays >= 0 && this.isAway(coordinator, day)) {
      const moved = Math.max(1, Math.round(this.world.quantities.values[team.spec.moveDays]));
      for (let k = 0; k < due; k++) cases.due[this.dueRows[k]] = this.workingDay(coordinator, day + moved, day);
      return;
    }
    let done = 0;
    for (; done < due && coordinators.hoursLeft(coordinator) > 0; done++) {
      const row = this.dueRows[done];
      this.contact(row, coordinator, day);
    }
    team.tallies.coordinatorDay(coordinator, due - done);
    // Episodes end after the session's list is done with, since ending moves rows about.
    for (let k = 0; k < done; k++) {
      const row = this.dueRows[k];
      if (team.spec.endsByContacts && cases.made[row] >= cases.needed[row] && cases.state[row] !== BLOCKED)
        team.endEpisode(row);
    }
  }

  /** Whether nobody of this coordinator is in on a day on which they should be. */
  private isAway(coordinator: number, day: number): boolean {
    const { workforce } = this.world;
    for (const post of this.team.coordinators.posts[coordinator]) {
      if (workforce.ledger.present[post] === 1 || !workforce.group(post).calendar.isOpenDay(day)) return false;
    }
    return true;
  }

  /** Due contacts of somebody who is away are made by colleagues with hours left. */
  private coverFor(coordinator: number, day: number): void {
    const { team } = this;
    const { coordinators, cases } = team;
    const due = this.gatherDue(coordinator, day);
    let done = 0;
    for (; done < due; done++) {
      const helper = coordinators.withMostHours();
      if (helper < 0) break;
      this.contact(this.dueRows[done], helper, day);
    }
    for (let k = 0; k < done; k++) {
      const row = this.dueRows[k];
      if (team.spec.endsByContacts && cases.made[row] >= cases.needed[row] && cases.state[row] !== BLOCKED)
        team.endEpisode(row);
    }
  }

  private contact(row: number, worker: number, day: number): void {
    const { team, world } = this;
    const { cases, coordinators, spec } = team;
    const { values } = world.quantities;
    const person = cases.person[row];
    const generator = world.draws.seekPerson(person, this.contactDraw, cases.tried[row]++);
    const isMissed = generator.uniform() < values[spec.missedShare];
    const hours = values[spec.hours] * HOURS_PER_DAY * coordinators.weight(worker);
    coordinators.spend(worker, isMissed ? hours * values[spec.missedHours] : hours);
    if (!isMissed) cases.made[row]++;
    // The next interval counts from the contact made; fractions of a day are settled by the person's own uniform.
    const next = Math.floor(day + team.intervalOf(person) + generator.uniform());
    cases.due[row] = this.workingDay(worker, Math.max(day + 1, next), day);
    team.tallies.contact(worker, isMissed);
  }

  /** The nearest day on which the worker's calendar is open, after `day`. */
  private workingDay(worker: number, wanted: number, day: number): number {
    const { world, team } = this;
    const { calendar } = world.workforce.group(team.coordinators.posts[worker][0]);
    for (let shift = 0; shift < 7; shift++) {
      if (wanted - shift > day && calendar.isOpenDay(wanted - shift)) return wanted - shift;
      if (calendar.isOpenDay(wanted + shift)) return wanted + shift;
    }
    return wanted;
  }

  /** Cases whose contact is due, in the order in which they are seen. @returns how many */
  private gatherDue(coordinator: number, day: number): number {
    const { team, world } = this;
    const { cases, coordinators, spec } = team;
    const { people } = world;
    const { attribute, rankOf } = spec.priority;
    const { values } = world.quantities;
    const list = coordinators.lists[coordinator];
    const load = coordinators.load[coordinator];
    const { due, state } = cases;
    const hasOneRate = spec.rate.length === 1;
    let count = 0;
    let active = 0;
    let planned = 0;
    for (let k = 0; k < load; k++) {
      const row = list[k];
      if (state[row] === PAUSED) continue;
      active++;
      if (!hasOneRate) planned += values[pick(spec.rate, people, cases.person[row])];
      if (due[row] > day) continue;
      if (count === this.dueRows.length) this.growScratch();
      const rank = attribute < 0 ? 0 : rankOf[people.attributes[cases.person[row] * people.attributeCount + attribute]];
      const key = rank * 1e6 + cases.due[row];
      let at = count++;
      while (at > 0 && this.dueKeys[at - 1] > key) {
        this.dueKeys[at] = this.dueKeys[at - 1];
        this.dueRows[at] = this.dueRows[at - 1];
        at--;
      }
      this.dueKeys[at] = key;
      this.dueRows[at] = row;
    }
    this.planned = hasOneRate ? active * values[spec.rate[0].value] : planned;
    return count;
  }

  private growScratch(): void {
    const rows = new Int32Array(this.dueRows.length * 2);
    rows.set(this.dueRows);
    this.dueRows = rows;
    const keys = new Float64Array(rows.length);
    keys.set(this.dueKeys);
    this.dueKeys = keys;
  }
}
