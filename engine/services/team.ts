/**
 * The caseload of a team (rules 2 and 4): places with named coordinators (or shared), contacts worked off in daily
 * sessions while ledger hours remain, episodes that end by contacts made or by time, hand-overs that can block.
 */
import { hashText } from '../random/key';
import { purposeOf } from '../random/keyed-draws';
import type { FieldReader } from '../scenario/reader';
import type { TeamField } from '../scenario/services';
import {
  ACTIVE,
  BLOCKED,
  CASE_INTS,
  CASE_TIMES,
  Cases,
  COORDINATOR as CASE_COORDINATOR,
  IS_PLANNED,
  PAUSED,
  PLACE,
  RATE_CASE,
  SPELLS,
  STARTED_AT,
  STATE,
} from './cases';
import { Coordinators } from './coordinators';
import { Episodes } from './episode';
import { ARRIVED_AT, HOME_CASE, HOME_TEAM, INTS, NOTE, TAG, TIMES } from './people';
import { COORDINATOR, matches, placeOf } from './routes';
import { Service } from './service';
import { ON_LIST, TeamList } from './team-list';
import { TeamSession } from './team-session';
import { compileTeamSpec, type TeamSpec } from './team-spec';
import { fillCaseload, fillList } from './team-start';
import { TeamTallies } from './team-tallies';
import { UnheldCases } from './unheld-cases';
import { UrgentNeed } from './urgent-need';
import type { World } from './world';

const SESSION = 0;
const LEAVES = 1;
const HOURS_PER_DAY = 24;

/** Compile a team. @returns how to build it in a world */
export function compileTeam(
  reader: FieldReader,
  id: string,
  index: number,
  field: TeamField,
): (world: World) => Service {
  const spec = compileTeamSpec(reader, id, field);
  return (world) => new Team(world, index, id, spec);
}

/** A team in a running world. */
export class Team extends Service {
  readonly cases: Cases;
  readonly coordinators: Coordinators;
  readonly tallies: TeamTallies;
  readonly urgentNeed: UrgentNeed;
  private readonly session: TeamSession;
  private readonly list: TeamList;
  private readonly unheld: UnheldCases;
  readonly episodes: Episodes;
  private readonly placeDraw: number;
  readonly startEntity: number;

  constructor(
    world: World,
    index: number,
    id: string,
    readonly spec: TeamSpec,
  ) {
    super(world, index, id);
    this.cases = new Cases(spec.urgent.length);
    this.coordinators = new Coordinators(world, spec);
    this.tallies = new TeamTallies(world, id, spec, this.coordinators);
    this.session = new TeamSession(world, this, purposeOf(id, 'contact'));
    this.list = new TeamList(world, index, id, spec, this.tallies, LEAVES);
    this.unheld = new UnheldCases(world, id, spec, this.cases, this.tallies);
    this.urgentNeed = new UrgentNeed(world, spec, this.cases, this.coordinators);
    this.episodes = new Episodes(world, spec, this.cases, purposeOf(id, 'stay'));
    this.placeDraw = purposeOf(id, 'place');
    this.startEntity = hashText(`start:${id}`);
  }

  override reset(): void {
    this.cases.clear();
    this.coordinators.reset();
    this.list.reset();
    this.urgentNeed.reset();
    this.session.reset();
    this.tallies.reset();
    this.unheld.reset();
  }

  override begin(): void {
    fillCaseload(this);
    fillList(this);
    this.allocateWaiting();
    this.tallies.begin();
  }

  override arrive(person: number): void {
    const { people } = this.world;
    if (people.ints[(person << INTS) + HOME_TEAM] === this.index) {
      this.welcomeBack(person);
      return;
    }
    // Somebody comes from another team's caseload: that place is free now. A shared team keeps the place for them.
    if (!this.spec.pooled) this.world.dropHome(person);
    this.tallies.referred();
    const coordinator = this.list.length === 0 && this.unheld.length === 0 ? this.chooseFor(person) : -1;
    if (coordinator >= 0) this.allocate(person, coordinator);
    else this.findNoPlace(person);
  }

  override handle(what: number, subject: number): void {
    if (what === SESSION) this.session.run(subject);
    else {
      this.list.ran(subject);
      this.tallies.leftUnseen(subject);
      this.world.follow(subject, this.spec.waitTo);
    }
  }

  override planSession(day: number): void {
    this.world.schedule(day + this.spec.sessionHour / HOURS_PER_DAY, this.index, SESSION, day);
  }

  override postLeft(post: number): void {
    const { coordinators, cases } = this;
    const coordinator = coordinators.ofPost(post);
    if (coordinator < 0) return;
    coordinators.refresh();
    if (coordinators.pooled) return;
    // The caseload of a leaver is re-allocated; who finds no room waits for it before anybody new.
    while (coordinators.load[coordinator] > 0) {
      const last = coordinators.load[coordinator] - 1;
      const row = coordinators.lists[coordinator][last];
      this.stopContacts(row);
      coordinators.remove(coordinator, last);
      cases.ints[row * CASE_INTS + CASE_COORDINATOR] = -1;
      if (this.world.trace !== null)
        this.world.tell(cases.person(row), this.index, 'loses the coordinator, who leaves');
      this.unheld.add(row);
    }
    this.allocateWaiting();
  }

  override postFilled(post: number): void {
    if (this.coordinators.ofPost(post) < 0) return;
    this.coordinators.refresh();
    this.allocateWaiting();
  }

  override quantitiesChanged(): void {
    this.tallies.readTargets();
    this.coordinators.refresh();
    this.list.quantitiesChanged();
    this.allocateWaiting();
    if (this.urgentNeed.moves) this.urgentNeed.planChecks();
  }

  override restart(): void {
    this.tallies.restart();
    this.unheld.restart();
  }

  override endStep(step: number): void {
    this.tallies.endStep(step);
    this.unheld.endStep(step);
  }

  override inside(): number {
    return this.cases.count + this.list.length;
  }

  override collect(values: Float64Array, histograms: Float64Array): void {
    this.list.eachSince((since) => this.tallies.waitingAtEnd(since));
    this.unheld.eachWaitingSince((since) => this.tallies.waitingAtEnd(since));
    this.tallies.collect(values, histograms);
    this.unheld.collect(values);
  }

  /** A person who was elsewhere comes back to the coordinator who kept the place. */
  welcomeBack(person: number): void {
    const row = this.world.people.ints[(person << INTS) + HOME_CASE];
    this.cases.ints[row * CASE_INTS + STATE] = ACTIVE;
    this.cases.due[row] = Math.floor(this.world.clock[0]) + 1;
    this.startContacts(row);
    this.urgentNeed.drawAll(row);
    if (this.world.trace !== null) this.world.note(person, this.index, 'is back');
  }

  /** A hand-over from a shared team: allocate at once, or hold the place there until one is free here. @returns whether allocated */
  offer(person: number, from: Team, row: number): boolean {
    this.tallies.referred();
    const coordinator = this.list.length === 0 && this.unheld.length === 0 ? this.chooseFor(person) : -1;
    const { people } = this.world;
    people.times[(person << TIMES) + ARRIVED_AT] = this.world.clock[0];
    if (coordinator >= 0) {
      from.release(row);
      people.enter(person, this.index);
      this.allocate(person, coordinator);
      return true;
    }
    this.list.joinFrom(person, from.index, row);
    return false;
  }

  /** The receiving team has a place now: the case here is over. */
  release(row: number): void {
    if (this.cases.state(row) === BLOCKED) this.tallies.blocked.add(-1);
    this.closeCase(row);
  }

  /** The person leaves this team's caseload for good (or to another team's). */
  drop(person: number): void {
    this.closeCase(this.world.people.ints[(person << INTS) + HOME_CASE]);
  }

  /** Urgent need of a kind on a case: hours of a duty contact, or elsewhere with the place kept. */
  meetUrgentNeed(row: number, kind: number): void {
    const { world, spec, cases } = this;
    const need = spec.urgent[kind];
    const person = cases.person(row);
    this.tallies.urgent(kind);
    const coordinator = cases.coordinator(row);
    this.coordinators.spend(coordinator, world.quantities.values[need.hours] * HOURS_PER_DAY);
    this.urgentNeed.draw(row, kind);
    // Who is blocked stays: the place is held until the next team has one.
    if (need.to === null || cases.state(row) === BLOCKED) return;
    // A shared team has no coordinator who could keep the place.
    if (spec.pooled) this.closeCase(row);
    else {
      cases.ints[row * CASE_INTS + STATE] = PAUSED;
      this.stopContacts(row);
    }
    world.follow(person, need.to);
  }

  /**
   * The episode is over: on to where the route leads, or blocked where a hand-over finds no place.
   * @returns whether the case goes on here, because the person is blocked
   */
  endEpisode(row: number): boolean {
    const { world, spec, cases } = this;
    const person = cases.person(row);
    const target = world.choose(person, spec.to);
    if (world.trace !== null) world.tell(person, this.index, 'has had what the team can do');
    const hasHome = world.people.hasHome(person);
    if (target >= 0 && spec.pooled && world.services[target] instanceof Team && !hasHome) {
      const team = world.services[target] as Team;
      if (!team.coordinators.pooled) {
        if (team.offer(person, this, row)) return false;
        cases.ints[row * CASE_INTS + STATE] = BLOCKED;
        this.tallies.blocked.add(1);
        if (world.trace !== null) world.note(person, this.index, 'is blocked');
        return true;
      }
    }
    this.closeCase(row);
    if (target === COORDINATOR) world.backToCoordinator(person);
    else world.send(person, target);
    return false;
  }

  private chooseFor(person: number): number {
    const { spec, coordinators, world } = this;
    if (spec.allocation === 'random')
      return coordinators.chooseAtRandom(world.draws.seekPerson(person, this.placeDraw));
    if (spec.allocation === 'skill') {
      for (let i = 0; i < spec.skill.length; i++) {
        if (!matches(spec.skill[i].when, world.people, person)) continue;
        const skilled = coordinators.choose(spec.skill[i].groups);
        if (skilled >= 0) return skilled;
        break;
      }
    }
    return coordinators.choose(null);
  }

  private findNoPlace(person: number): void {
    const { spec, world } = this;
    if (spec.overLimit !== null) {
      const target = world.choose(person, spec.overLimit);
      if (target === this.index) {
        const least = this.coordinators.leastFull();
        if (least >= 0) {
          this.allocate(person, least);
          return;
        }
      } else {
        if (target === COORDINATOR) world.backToCoordinator(person);
        else world.send(person, target);
        return;
      }
    }
    this.list.join(person);
  }

  /** Onto the list of people who wait for a place. */
  joinList(person: number): void {
    this.list.join(person);
  }

  /** Freed places go by one rule: cases whose coordinator left, then the line. */
  private allocateWaiting(): void {
    const { world, list } = this;
    const { people } = world;
    while (this.unheld.length > 0) {
      const coordinator = this.chooseFor(this.cases.person(this.unheld.next()));
      if (coordinator < 0) return;
      const row = this.unheld.take();
      if (world.trace !== null) world.tell(this.cases.person(row), this.index, 'has a new coordinator');
      this.place(row, coordinator);
    }
    while (list.length > 0) {
      const person = list.first();
      const coordinator = this.chooseFor(person);
      if (coordinator < 0) return;
      list.leave(person);
      this.tallies.waited(world.clock[0] - people.times[(person << TIMES) + ARRIVED_AT]);
      const blockedRow = people.ints[(person << INTS) + TAG];
      if (blockedRow !== ON_LIST) {
        people.enter(person, this.index);
        (world.services[people.ints[(person << INTS) + NOTE]] as Team).release(blockedRow);
      }
      this.allocate(person, coordinator);
    }
  }

  private allocate(person: number, coordinator: number): void {
    const { world } = this;
    const row = this.episodes.open(person);
    this.settle(row, coordinator);
    if (world.trace !== null) world.note(person, this.index, 'is allocated');
    this.tallies.started();
  }

  /** A new case takes its place with a coordinator. */
  settle(row: number, coordinator: number): void {
    const { world, spec, cases } = this;
    const person = cases.person(row);
    if (!spec.pooled) {
      world.people.setHome(person, row, this.index);
    }
    cases.ints[row * CASE_INTS + SPELLS] = 0;
    this.urgentNeed.drawAll(row);
    this.place(row, coordinator);
    this.tallies.caseload.add(1);
  }

  private place(row: number, coordinator: number): void {
    const { ints } = this.cases;
    const at = row * CASE_INTS;
    ints[at + CASE_COORDINATOR] = coordinator;
    ints[at + PLACE] = this.coordinators.add(coordinator, row);
    this.urgentNeed.placed(row);
    if (ints[at + STATE] !== PAUSED) this.startContacts(row);
  }

  /** Contacts of a case are planned from its `due` day on, once it has a coordinator. */
  private startContacts(row: number): void {
    const { cases, coordinators, spec, world } = this;
    const coordinator = cases.coordinator(row);
    const { ints } = cases;
    const at = row * CASE_INTS;
    if (coordinator < 0 || ints[at + IS_PLANNED] === 1) return;
    ints[at + RATE_CASE] = placeOf(spec.rate, world.people, cases.person(row));
    coordinators.countActive(coordinator, ints[at + RATE_CASE], 1);
    this.session.plan.plan(row, cases.due[row]);
  }

  private stopContacts(row: number): void {
    const { cases, coordinators } = this;
    const at = row * CASE_INTS;
    if (cases.ints[at + IS_PLANNED] === 0) return;
    coordinators.countActive(cases.coordinator(row), cases.ints[at + RATE_CASE], -1);
    this.session.plan.drop(row);
  }

  private closeCase(row: number): void {
    const { cases, coordinators, world, spec } = this;
    this.stopContacts(row);
    const coordinator = cases.coordinator(row);
    if (coordinator >= 0) {
      const place = cases.ints[row * CASE_INTS + PLACE];
      const moved = coordinators.remove(coordinator, place);
      if (moved >= 0) cases.ints[moved * CASE_INTS + PLACE] = place;
    } else this.unheld.remove(row);
    const person = cases.person(row);
    if (!spec.pooled) {
      world.people.setHome(person, -1, -1);
    }
    this.tallies.caseload.add(-1);
    this.tallies.ended(world.clock[0] - cases.times[row * CASE_TIMES + STARTED_AT]);
    cases.close(row);
    this.allocateWaiting();
  }
}
