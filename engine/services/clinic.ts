/**
 * Bookable slots, such as initial assessments (rule 3). Slots are published some weeks ahead from the posts who will be
 * in; who cannot be booked waits on a list. When a day loses staff, its latest-booked people are moved.
 */
import { ln } from '../random/elementary';
import { hashText } from '../random/key';
import { purposeOf } from '../random/keyed-draws';
import type { FieldReader } from '../scenario/reader';
import type { ClinicField } from '../scenario/services';
import { LONGEST_DIARY, compileClinicSpec, type ClinicSpec } from './clinic-spec';
import { ClinicTallies } from './clinic-tallies';
import { Diary } from './diary';
import { applyMix } from './mix';
import { matches, pick, type Route } from './routes';
import { Service } from './service';
import type { Slots } from './slots';
import { WaitingLine } from './waiting-line';
import type { World } from './world';

const SESSION = 0;
const LEAVES = 1;
const TURNS = 2;
const HOURS_PER_DAY = 24;
/** `tag` of people at a clinic: how often they missed an appointment, and whether they are booked. */
const BOOKED = 1 << 16;

/** Compile a clinic. @returns how to build it in a world */
export function compileClinic(
  reader: FieldReader,
  id: string,
  index: number,
  field: ClinicField,
): (world: World) => Service {
  const spec = compileClinicSpec(reader, id, field);
  return (world) => new Clinic(world, index, id, spec);
}

/** A clinic in a running world. */
class Clinic extends Service {
  private readonly diary: Diary;
  private readonly list: WaitingLine;
  private readonly slots: Slots;
  private readonly tallies: ClinicTallies;
  private readonly missedDraw: number;
  private readonly rebookDraw: number;
  private readonly leavesDraw: number;
  private readonly startEntity: number;
  private waiting = 0;
  private heldPart = 0;

  constructor(
    world: World,
    index: number,
    id: string,
    private readonly spec: ClinicSpec,
  ) {
    super(world, index, id);
    this.diary = new Diary(world.people, LONGEST_DIARY.high + 1);
    this.list = new WaitingLine(world.people, spec.byPriority ? spec.priority.ranks : 1);
    this.slots = spec.slots.build(world, id);
    this.tallies = new ClinicTallies(world, id, spec);
    this.missedDraw = purposeOf(id, 'missed');
    this.rebookDraw = purposeOf(id, 'rebook');
    this.leavesDraw = purposeOf(id, 'leaves');
    this.startEntity = hashText(`start:${id}`);
  }

  override reset(): void {
    this.waiting = 0;
    this.heldPart = 0;
    this.diary.clear(0);
    this.list.clear();
    this.slots.reset();
    this.tallies.reset();
  }

  override begin(): void {
    this.publish(0);
    const { spec, world } = this;
    if (spec.start === null) return;
    const people = Math.round(world.quantities.values[spec.start.waiting]);
    const longest = world.quantities.values[spec.start.waited];
    for (let i = 0; i < people; i++) {
      // The one who has waited longest comes first; the list is in order of referral.
      const person = world.network.enter(this.startEntity, i);
      world.people.enter(person, this.index);
      applyMix(world, spec.start.mix, person);
      const referred = -longest * (1 - (i + 0.5) / people);
      world.people.referredAt[person] = referred;
      world.people.arrivedAt[person] = referred;
      this.waiting++;
      this.tallies.waiting.add(1);
      world.people.tag[person] = 0;
      this.startTimers(person);
      this.request(person);
    }
    this.tallies.waiting.restart();
    this.tallies.begin();
  }

  override arrive(person: number): void {
    this.tallies.arrived();
    this.waiting++;
    this.tallies.waiting.add(1);
    this.world.people.tag[person] = 0;
    this.startTimers(person);
    this.request(person);
  }

  override handle(what: number, subject: number): void {
    if (what === SESSION) this.session(subject);
    else if (what === LEAVES) this.leaveUnseen(subject, this.spec.leaves.to, true);
    else this.leaveUnseen(subject, this.spec.turns[0].to, false);
  }

  /** The day begins: publish the next days, release held slots, move surplus bookings. */
  override cutSlots(day: number): void {
    this.publish(day);
    const { spec, world, diary } = this;
    if (spec.heldBack !== null) {
      const until = day + Math.ceil(world.quantities.values[spec.heldBack.release]);
      if (until < diary.openUntil) diary.release(until);
    }
    const lost = this.slots.lost(day);
    if (lost > 0) {
      const surplus = diary.lose(day, lost);
      for (let i = 0; i < surplus; i++) {
        const person = this.lastToMove(day);
        diary.cancel(person, false);
        world.people.tag[person] &= ~BOOKED;
        if (world.trace !== null) world.note(person, this.index, 'is moved');
        this.request(person);
      }
      this.tallies.lost(lost);
    }
    this.fillFromList(day);
    if (spec.heldBack !== null) this.fillHeldFromList();
    this.tallies.published(diary.booked(day) + diary.freeOn(day, true));
    if (diary.booked(day) > 0) world.schedule(day + spec.sessionHour / HOURS_PER_DAY, this.index, SESSION, day);
  }

  /** Whom to move when a day has too many bookings: the routine appointment booked last; an urgent one only when all are. */
  private lastToMove(day: number): number {
    const last = this.diary.last(day);
    let person = last;
    while (person >= 0 && this.mayUseHeld(person)) person = this.world.people.previous[person];
    return person >= 0 ? person : last;
  }

  override quantitiesChanged(): void {
    this.tallies.readTargets();
  }

  override restart(): void {
    this.tallies.restart();
  }

  override endStep(step: number): void {
    this.tallies.endStep(step, this.slots);
    this.eachWaiting((person) => this.tallies.stillWaiting(step, person));
  }

  override inside(): number {
    return this.waiting;
  }

  override collect(values: Float64Array, histograms: Float64Array): void {
    this.tallies.beginEnd();
    this.eachWaiting((person) => this.tallies.waitingAtEnd(person));
    this.tallies.collect(values, histograms);
  }

  /** Publish all days that have come within reach. */
  private publish(day: number): void {
    const { spec, diary, world } = this;
    const reach =
      day +
      Math.max(
        1,
        Math.ceil(spec.byPriority ? world.quantities.values[spec.notice] : world.quantities.values[spec.diaryOpen]),
      );
    while (diary.openUntil <= reach) {
      const slots = this.slots.publishable(diary.openUntil);
      let held = 0;
      if (spec.heldBack !== null) {
        this.heldPart += slots * world.quantities.values[spec.heldBack.share];
        held = Math.min(slots, Math.floor(this.heldPart));
        this.heldPart -= held;
      }
      diary.publish(slots - held, held);
    }
  }

  /** Book the person, or put them on the list. */
  private request(person: number): void {
    const { spec, world } = this;
    if (!spec.byPriority && this.list.length === 0) {
      const day = this.diary.firstFree(this.earliestDay(), this.mayUseHeld(person));
      if (day >= 0) {
        this.book(person, day);
        return;
      }
    } else if (!spec.byPriority && spec.heldBack !== null && this.mayUseHeld(person)) {
      // Slots held back are theirs even while others are on the list.
      const day = this.diary.firstFree(this.earliestDay(), true);
      if (day >= 0) {
        this.book(person, day);
        return;
      }
    }
    this.list.joinByDate(person, this.rankOf(person), world.people.referredAt);
  }

  private book(person: number, day: number): void {
    this.diary.book(person, day);
    this.world.people.tag[person] |= BOOKED;
    if (this.world.trace !== null) this.world.note(person, this.index, `is booked for day ${day}`);
  }

  /** First day that leaves the notice a person needs. */
  private earliestDay(): number {
    return Math.floor(this.world.clock[0] + Math.max(1, this.world.quantities.values[this.spec.notice]));
  }

  private mayUseHeld(person: number): boolean {
    const { heldBack } = this.spec;
    return heldBack !== null && matches(heldBack.who, this.world.people, person);
  }

  private rankOf(person: number): number {
    const { byPriority, priority } = this.spec;
    if (!byPriority || priority.attribute < 0) return 0;
    const { people } = this.world;
    return priority.rankOf[people.attributes[person * people.attributeCount + priority.attribute]];
  }

  /** Free slots that leave enough notice go to the list, in its order. */
  private fillFromList(_today: number): void {
    const { diary, list } = this;
    let day = this.earliestDay();
    while (list.length > 0) {
      day = diary.firstFree(day, false);
      if (day < 0) return;
      const person = list.take('first', 0);
      this.book(person, day);
    }
  }

  /** Slots held back on days that have opened go to those on the list for whom they are held. */
  private fillHeldFromList(): void {
    const { diary, list } = this;
    for (let person = list.first(); person >= 0;) {
      const next = list.after(person);
      if (this.mayUseHeld(person)) {
        const day = diary.firstFree(this.earliestDay(), true);
        if (day < 0) return;
        list.leave(person);
        this.book(person, day);
      }
      person = next;
    }
  }

  /** The day's appointments. */
  private session(day: number): void {
    const { diary, world, spec } = this;
    const { values } = world.quantities;
    for (let person = diary.first(day); person >= 0; person = diary.first(day)) {
      diary.cancel(person, false);
      world.people.tag[person] &= ~BOOKED;
      const missedBefore = world.people.tag[person];
      const share = values[pick(spec.missed.share, world.people, person)];
      if (world.draws.uniform(person, this.missedDraw, missedBefore) < share) this.miss(person, missedBefore);
      else {
        this.slots.charge(values[spec.attendedHours] * HOURS_PER_DAY);
        this.tallies.attended(person);
        this.cancelTimers(person);
        this.depart(person);
        if (world.trace !== null) world.note(person, this.index, 'attends');
        world.follow(person, spec.to);
      }
    }
  }

  private miss(person: number, missedBefore: number): void {
    const { spec, world } = this;
    const { values } = world.quantities;
    this.slots.charge(values[spec.missedHours] * HOURS_PER_DAY);
    this.tallies.missed();
    if (world.trace !== null) world.note(person, this.index, 'misses');
    const again =
      missedBefore + 1 < spec.missed.limit &&
      world.draws.uniform(person, this.rebookDraw, missedBefore) < values[spec.missed.rebook];
    if (again) {
      world.people.tag[person] = missedBefore + 1;
      this.request(person);
      return;
    }
    this.cancelTimers(person);
    this.depart(person);
    this.tallies.lostAfterMissing();
    world.follow(person, spec.missed.to);
  }

  /** Opted out, withdrawn, refused; or turned elsewhere by a crisis. */
  private leaveUnseen(person: number, route: Route, isTimer: boolean): void {
    const { world, diary } = this;
    if (isTimer) world.people.timer[person] = -1;
    else world.people.ending[person] = -1;
    this.cancelTimers(person);
    if ((world.people.tag[person] & BOOKED) !== 0) {
      // A slot freed with enough notice is offered again; a later one is lost.
      diary.cancel(person, world.people.note[person] >= this.earliestDay());
      this.fillFromList(Math.floor(world.clock[0]));
    } else this.list.leave(person);
    this.depart(person);
    this.tallies.leftUnseen();
    if (world.trace !== null) world.note(person, this.index, 'leaves unseen');
    world.follow(person, route);
  }

  private depart(_person: number): void {
    this.waiting--;
    this.tallies.waiting.add(-1);
  }

  /** Keyed thresholds of the hazards while waiting; they run until the person attends. */
  private startTimers(person: number): void {
    const { spec, world } = this;
    const { people, quantities } = world;
    const hazard = quantities.values[spec.leaves.hazard];
    if (hazard > 0) {
      const after = -ln(world.draws.uniform(person, this.leavesDraw)) / hazard;
      people.timer[person] = world.schedule(world.clock[0] + after, this.index, LEAVES, person);
    }
    if (spec.turns.length > 0) {
      const [turn] = spec.turns;
      const rate = quantities.values[pick(turn.hazard, people, person)];
      if (rate > 0) {
        const after = -ln(world.draws.uniform(person, turn.purpose)) / rate;
        people.ending[person] = world.schedule(world.clock[0] + after, this.index, TURNS, person);
      }
    }
  }

  private cancelTimers(person: number): void {
    const { people, events } = this.world;
    if (people.timer[person] >= 0) events.cancel(people.timer[person]);
    if (people.ending[person] >= 0) events.cancel(people.ending[person]);
    people.timer[person] = -1;
    people.ending[person] = -1;
  }

  private eachWaiting(visit: (person: number) => void): void {
    for (let person = this.list.first(); person >= 0; person = this.list.after(person)) visit(person);
    const { diary, world } = this;
    for (let day = Math.floor(world.clock[0]); day < diary.openUntil; day++) {
      for (let person = diary.first(day); person >= 0; person = world.people.next[person]) visit(person);
    }
  }
}
