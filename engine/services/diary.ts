/** The diary of a clinic: slots of each day and who is booked into them. A ring of days; lists hang on the people. */
import { INTS, NEXT, NOTE, PREVIOUS, type People } from './people';

/** @see the file's comment */
export class Diary {
  /** Free slots, free slots held back, people booked, and the first and last of them, by day of the ring. */
  private readonly free: Int32Array;
  private readonly held: Int32Array;
  private readonly bookedCount: Int32Array;
  private readonly head: Int32Array;
  private readonly tail: Int32Array;
  private readonly mask: number;
  /** First day that is not published yet. */
  openUntil = 0;

  /** @param days how far ahead the diary may reach */
  constructor(
    private readonly people: People,
    days: number,
  ) {
    let length = 16;
    while (length < days + 2) length *= 2;
    this.mask = length - 1;
    this.free = new Int32Array(length);
    this.held = new Int32Array(length);
    this.bookedCount = new Int32Array(length);
    this.head = new Int32Array(length);
    this.tail = new Int32Array(length);
  }

  /** Empty the diary; nothing is published from `day` on. */
  clear(day: number): void {
    this.openUntil = day;
    this.free.fill(0);
    this.held.fill(0);
    this.bookedCount.fill(0);
    this.head.fill(-1);
    this.tail.fill(-1);
  }

  /** Publish the next day with so many slots, some held back. */
  publish(free: number, held: number): void {
    const at = this.openUntil++ & this.mask;
    this.free[at] = free;
    this.held[at] = held;
    this.bookedCount[at] = 0;
    this.head[at] = -1;
    this.tail[at] = -1;
  }

  /** Free slots of a published day, those held back included when asked for. */
  freeOn(day: number, mayUseHeld: boolean): number {
    const at = day & this.mask;
    return this.free[at] + (mayUseHeld ? this.held[at] : 0);
  }

  /** Slots of a published day in all: free, held back and booked. */
  offered(day: number): number {
    const at = day & this.mask;
    return this.free[at] + this.held[at] + this.bookedCount[at];
  }

  /** First published day from `from` on with a free slot, or −1. */
  firstFree(from: number, mayUseHeld: boolean): number {
    for (let day = from; day < this.openUntil; day++) if (this.freeOn(day, mayUseHeld) > 0) return day;
    return -1;
  }

  /** Book a person into a day with a free slot; a slot held back is used when no other is left. */
  book(person: number, day: number): void {
    const at = day & this.mask;
    if (this.free[at] > 0) this.free[at]--;
    else this.held[at]--;
    const { people } = this;
    people.ints[(person << INTS) + NOTE] = day;
    people.ints[(person << INTS) + NEXT] = -1;
    people.ints[(person << INTS) + PREVIOUS] = this.tail[at];
    if (this.tail[at] >= 0) people.ints[(this.tail[at] << INTS) + NEXT] = person;
    else this.head[at] = person;
    this.tail[at] = person;
    this.bookedCount[at]++;
  }

  /** Take a person out of their day. With `keepSlot` the slot is free again, else it is gone. */
  cancel(person: number, keepSlot: boolean): void {
    const { people } = this;
    const at = people.ints[(person << INTS) + NOTE] & this.mask;
    const before = people.ints[(person << INTS) + PREVIOUS];
    const after = people.ints[(person << INTS) + NEXT];
    if (before >= 0) people.ints[(before << INTS) + NEXT] = after;
    else this.head[at] = after;
    if (after >= 0) people.ints[(after << INTS) + PREVIOUS] = before;
    else this.tail[at] = before;
    this.bookedCount[at]--;
    if (keepSlot) this.free[at]++;
  }

  /** Slots held back on the published days from `from` to `to` are open to everybody from now on. */
  release(from: number, to: number): void {
    const last = Math.min(to, this.openUntil - 1);
    for (let day = from; day <= last; day++) {
      const at = day & this.mask;
      this.free[at] += this.held[at];
      this.held[at] = 0;
    }
  }

  /** Lose slots of a day: free ones first. @returns bookings that are too many now */
  lose(day: number, slots: number): number {
    const at = day & this.mask;
    let left = slots;
    const fromFree = Math.min(left, this.free[at]);
    this.free[at] -= fromFree;
    left -= fromFree;
    const fromHeld = Math.min(left, this.held[at]);
    this.held[at] -= fromHeld;
    left -= fromHeld;
    return Math.min(left, this.bookedCount[at]);
  }

  /** People booked on a day. */
  booked(day: number): number {
    return this.bookedCount[day & this.mask];
  }

  /** First booked of a day, or −1. */
  first(day: number): number {
    return this.head[day & this.mask];
  }

  /** Last booked of a day, or −1. */
  last(day: number): number {
    return this.tail[day & this.mask];
  }
}
