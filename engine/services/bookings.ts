/**
 * Who is booked when (rule 3): the diary of a clinic and the list of those who could not be booked yet. Slots are published
 * some weeks ahead; when a day loses some, its latest-booked people are moved.
 */
import { LONGEST_DIARY, type ClinicSpec } from './clinic-spec';
import type { ClinicTallies } from './clinic-tallies';
import { Diary } from './diary';
import { INTS, NEXT, NOTE, PREVIOUS, RANK, REFERRED_AT, TAG, TIMES } from './people';
import { matches } from './routes';
import type { Slots } from './slots';
import { WaitingLine } from './waiting-line';
import type { World } from './world';

/** Set in the `tag` of people at a clinic while they are booked; below it stands how often they missed an appointment. */
export const BOOKED = 1 << 16;

/** @see the file's comment */
export class Bookings {
  readonly diary: Diary;
  private readonly list: WaitingLine;
  private heldPart = 0;
  /** First day whose held slots are not released yet. */
  private heldFrom = 0;

  constructor(
    private readonly world: World,
    private readonly index: number,
    private readonly spec: ClinicSpec,
    private readonly slots: Slots,
    private readonly tallies: ClinicTallies,
  ) {
    this.diary = new Diary(world.people, LONGEST_DIARY.high + 1);
    this.list = new WaitingLine(world.people, spec.byPriority ? spec.priority.ranks : 1);
  }

  /** A new replication: nobody is booked or waits. */
  reset(): void {
    this.heldPart = 0;
    this.heldFrom = 0;
    this.diary.clear(0);
    this.list.clear();
  }

  /** Publish all days that have come within reach. */
  publish(day: number): void {
    const { spec, diary, world } = this;
    const { values } = world.quantities;
    let reach = day + Math.max(1, Math.ceil(spec.byPriority ? values[spec.notice] : values[spec.diaryOpen]));
    if (this.isPulledForToday()) reach = day;
    while (diary.openUntil <= reach) {
      const slots = this.slots.publishable(diary.openUntil);
      let held = 0;
      if (spec.heldBack !== null) {
        this.heldPart += slots * values[spec.heldBack.share];
        held = Math.min(slots, Math.floor(this.heldPart));
        this.heldPart -= held;
      }
      diary.publish(slots - held, held);
    }
  }

  /** The day begins: publish the next days, release held slots, lose slots without staff and move surplus bookings, fill free slots. */
  beginDay(day: number): void {
    const { spec, diary, world } = this;
    this.publish(day);
    if (spec.heldBack !== null && spec.heldBack.release >= 0) {
      const until = day + Math.ceil(world.quantities.values[spec.heldBack.release]);
      diary.release(Math.max(day, this.heldFrom), until);
      this.heldFrom = Math.min(until + 1, diary.openUntil);
    }
    const lost = this.slots.lost(day, diary.offered(day));
    if (lost > 0) {
      const surplus = diary.lose(day, lost);
      for (let i = 0; i < surplus; i++) {
        const person = this.lastToMove(day);
        this.takeOut(person, false);
        if (world.trace !== null) world.note(person, this.index, 'is moved');
        this.request(person);
      }
      this.tallies.lost(lost);
    }
    this.fill(this.isPulledForToday() ? day : this.earliestDay());
  }

  /** Book the person, or put them on the list. */
  request(person: number): void {
    const { spec } = this;
    // Slots held back are theirs even while others are on the list.
    if (!spec.byPriority && (this.list.length === 0 || this.mayUseHeld(person))) {
      const day = this.diary.firstFree(this.earliestDay(), this.mayUseHeld(person));
      if (day >= 0) {
        this.book(person, day);
        return;
      }
    }
    this.list.joinByDate(person, this.rankOf(person), REFERRED_AT);
    if (this.world.trace !== null) this.world.tell(person, this.index, this.whyListed(), this.list.ahead(person));
  }

  private whyListed(): string {
    if (this.spec.byPriority) return 'waits on the list: days are filled from it in order of priority';
    return `waits on the list: no free slot before day ${this.diary.openUntil}, to which the diary is open`;
  }

  /** The person's appointment takes place, or is missed. */
  keep(person: number): void {
    this.takeOut(person, false);
  }

  /** Somebody who waits leaves. A slot freed with enough notice is offered again; a later one is lost. */
  giveUp(person: number): void {
    const { people } = this.world;
    if ((people.ints[(person << INTS) + TAG] & BOOKED) === 0) {
      this.list.leave(person);
      return;
    }
    this.takeOut(person, people.ints[(person << INTS) + NOTE] >= this.earliestDay());
    this.fillFree(this.earliestDay());
  }

  /** Everybody who waits, booked or not. */
  each(visit: (person: number) => void): void {
    for (let person = this.list.first(); person >= 0; person = this.list.after(person)) visit(person);
    const { diary, world } = this;
    for (let day = Math.floor(world.clock[0]); day < diary.openUntil; day++) {
      for (let person = diary.first(day); person >= 0; person = world.people.ints[(person << INTS) + NEXT])
        visit(person);
    }
  }

  /** Booking by priority without notice: the list is pulled for the day that begins. */
  private isPulledForToday(): boolean {
    return this.spec.byPriority && this.world.quantities.values[this.spec.notice] === 0;
  }

  /** Whom to move when a day has too many bookings: the routine appointment booked last; an urgent one only when all are. */
  private lastToMove(day: number): number {
    const last = this.diary.last(day);
    let person = last;
    while (person >= 0 && this.mayUseHeld(person)) person = this.world.people.ints[(person << INTS) + PREVIOUS];
    return person >= 0 ? person : last;
  }

  private book(person: number, day: number): void {
    const { people } = this.world;
    this.diary.book(person, day);
    people.ints[(person << INTS) + TAG] |= BOOKED;
    people.ints[(person << INTS) + RANK] = -1;
    if (this.world.trace !== null) this.world.note(person, this.index, `is booked for day ${day}`);
  }

  /** Out of the diary. While somebody is booked, `rank` holds the event of an appointment that has its own. */
  private takeOut(person: number, keepSlot: boolean): void {
    const { people, events } = this.world;
    this.diary.cancel(person, keepSlot);
    people.ints[(person << INTS) + TAG] &= ~BOOKED;
    if (people.ints[(person << INTS) + RANK] >= 0) events.cancel(people.ints[(person << INTS) + RANK]);
    people.ints[(person << INTS) + RANK] = -1;
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

  /** Fill free slots from a day on, those held back from the list of people for whom they are held. */
  private fill(from: number): void {
    this.fillFree(from);
    const { diary, list } = this;
    if (this.spec.heldBack === null) return;
    for (let person = list.first(); person >= 0;) {
      const next = list.after(person);
      if (this.mayUseHeld(person)) {
        const day = diary.firstFree(from, true);
        if (day < 0) return;
        list.leave(person);
        this.book(person, day);
      }
      person = next;
    }
  }

  /** Free slots that leave enough notice go to the list, in its order. */
  private fillFree(from: number): void {
    const { diary, list } = this;
    if (this.spec.bringForward) this.bringForward(from);
    let day = from;
    while (list.length > 0) {
      day = diary.firstFree(day, false);
      if (day < 0) return;
      this.book(list.take('first', 0), day);
    }
  }

  /** Each free slot goes to the earliest referral among routine people booked later and the first of the list. */
  private bringForward(from: number): void {
    const { diary, list, world } = this;
    for (let day = diary.firstFree(from, false); day >= 0; day = diary.firstFree(day, false)) {
      const booked = this.earliestReferral(day + 1);
      const listed = list.first();
      if (booked < 0 || (listed >= 0 && this.referredAt(listed) < this.referredAt(booked))) {
        if (listed < 0) return;
        list.leave(listed);
        this.book(listed, day);
      } else {
        this.takeOut(booked, true);
        this.tallies.broughtForward();
        if (world.trace !== null) world.note(booked, this.index, 'is brought forward');
        this.book(booked, day);
      }
    }
  }

  private referredAt(person: number): number {
    return this.world.people.times[(person << TIMES) + REFERRED_AT];
  }

  /** Of the routine people booked from a day on, the one who was referred first, or −1. */
  private earliestReferral(from: number): number {
    const { diary, world } = this;
    const { ints } = world.people;
    let best = -1;
    let earliest = Infinity;
    for (let day = from; day < diary.openUntil; day++) {
      for (let person = diary.first(day); person >= 0; person = ints[(person << INTS) + NEXT]) {
        const referred = this.referredAt(person);
        if (referred >= earliest || this.mayUseHeld(person)) continue;
        best = person;
        earliest = referred;
      }
    }
    return best;
  }
}
