/**
 * When contacts are due. A case has an entry in the line of the day on which its next contact is due; when that day comes
 * the entry moves to its coordinator's line of due contacts, in the order in which they are seen: most urgent need first,
 * then the longest overdue. A day therefore costs what is due on it, not a look at every case.
 *
 * An entry carries all that a contact wants to know of the case, and lines are arrays of entries one behind the other.
 * With tens of thousands of cases their rows are not in a processor's cache, and to look one up takes longer than all
 * the rest of a contact; entries in a row are fetched ahead.
 */
import type { CompiledPriority } from '../scenario/reference-reader';
import { CASE_INTS, type Cases, COORDINATOR, IS_PLANNED, LEFT, PERSON, RATE_CASE, TRIED } from './cases';
import { ENTITY, INTS, ORDINAL, type People, ROUND } from './people';

/** Lines of days; a contact further ahead waits in its line for another turn. A power of two. */
const DAYS = 128;
/** Need goes before date: the order of a due contact is its rank, then its day, of which there are fewer than 2^23. */
const DAY_BITS = 23;
const DAY_MASK = (1 << DAY_BITS) - 1;
/** Entries that a line has room for at first. */
const ROOM = 8;

/** Numbers of an entry: the case, its coordinator, and its order among those due. */
export const ENTRY = 8;
export const E_ROW = 0;
export const E_COORDINATOR = 1;
const E_ORDER = 2;
/** The key of the next contact's draws. */
export const E_ENTITY = 3;
export const E_ORDINAL = 4;
export const E_VISIT = 5;
/** @see LEFT */
export const E_LEFT = 6;
export const E_RATE_CASE = 7;

/** @see the file's comment */
export class ContactPlan {
  /** Contacts due with each coordinator. */
  readonly due: Int32Array;
  /** The entry that was taken last; it stands in no line until it is put back. */
  readonly taken = new Int32Array(ENTRY);
  private isTaken = false;
  /** The entries of each day, and how many there are. */
  private readonly days: Int32Array[];
  private readonly dayLength: Int32Array;
  /** The entries of each coordinator, from the place of the first one on. */
  private readonly lines: Int32Array[];
  private readonly from: Int32Array;
  /** The last day whose contacts have come due. */
  private through = -1;

  constructor(
    private readonly cases: Cases,
    private readonly people: People,
    private readonly priority: CompiledPriority,
    coordinators: number,
  ) {
    const lines = (count: number): Int32Array[] => Array.from({ length: count }, () => new Int32Array(ROOM * ENTRY));
    this.days = lines(DAYS);
    this.dayLength = new Int32Array(DAYS);
    this.lines = lines(coordinators);
    this.from = new Int32Array(coordinators);
    this.due = new Int32Array(coordinators);
    this.clear();
  }

  /** Nothing is planned. */
  clear(): void {
    this.due.fill(0);
    this.from.fill(0);
    this.dayLength.fill(0);
    this.through = -1;
    this.isTaken = false;
  }

  /** Plan a case's next contact for a day. The case has a coordinator, and no contact planned. */
  plan(row: number, day: number): void {
    const { taken, people, priority } = this;
    const { ints } = this.cases;
    const at = row * CASE_INTS;
    const person = ints[at + PERSON];
    let rank = 0;
    if (priority.attribute >= 0)
      rank = priority.rankOf[people.attributes[person * people.attributeCount + priority.attribute]];
    ints[at + IS_PLANNED] = 1;
    taken[E_ROW] = row;
    taken[E_COORDINATOR] = ints[at + COORDINATOR];
    taken[E_ORDER] = rank << DAY_BITS;
    const personAt = person << INTS;
    taken[E_ENTITY] = people.ints[personAt + ENTITY];
    taken[E_ORDINAL] = people.ints[personAt + ORDINAL];
    taken[E_VISIT] = people.ints[personAt + ROUND] + ints[at + TRIED];
    taken[E_LEFT] = ints[at + LEFT];
    taken[E_RATE_CASE] = ints[at + RATE_CASE];
    this.isTaken = true;
    this.putBack(day);
  }

  /** Nothing is planned for the case any more. The case learns what its entry knew. */
  drop(row: number): void {
    const { ints } = this.cases;
    const at = row * CASE_INTS;
    if (ints[at + IS_PLANNED] === 0) return;
    ints[at + IS_PLANNED] = 0;
    if (!this.isTaken || this.taken[E_ROW] !== row) this.takeOut(row, ints[at + COORDINATOR]);
    this.isTaken = false;
    ints[at + TRIED] = this.taken[E_VISIT] - this.people.ints[(ints[at + PERSON] << INTS) + ROUND];
    ints[at + LEFT] = this.taken[E_LEFT];
  }

  /** The contacts of a day come due. Days come in order. */
  beginDay(day: number): void {
    this.through = day;
    const line = day & (DAYS - 1);
    const entries = this.days[line];
    const end = this.dayLength[line] * ENTRY;
    // Those whose turn is another time stay, and close up.
    this.dayLength[line] = 0;
    for (let at = 0; at < end; at += ENTRY) {
      if ((entries[at + E_ORDER] & DAY_MASK) <= day) this.becomeDue(entries, at);
      else copyEntry(entries, at, entries, ENTRY * this.dayLength[line]++);
    }
  }

  /** Take the entry that a coordinator sees next, who has one; see {@link ContactPlan.taken}. */
  take(coordinator: number): void {
    const { from } = this;
    copyEntry(this.lines[coordinator], from[coordinator], this.taken, 0);
    from[coordinator] += ENTRY;
    this.due[coordinator]--;
    this.isTaken = true;
  }

  /** The entry that was taken goes to a day. */
  putBack(day: number): void {
    const { taken } = this;
    const on = day < DAY_MASK ? day : DAY_MASK;
    this.isTaken = false;
    this.cases.due[taken[E_ROW]] = on;
    taken[E_ORDER] = (taken[E_ORDER] & ~DAY_MASK) | on;
    if (on <= this.through) {
      this.becomeDue(taken, 0);
      return;
    }
    const line = on & (DAYS - 1);
    const at = ENTRY * this.dayLength[line]++;
    let entries = this.days[line];
    if (at === entries.length) this.days[line] = entries = longer(entries);
    copyEntry(taken, 0, entries, at);
  }

  private becomeDue(from: Int32Array, at: number): void {
    const coordinator = from[at + E_COORDINATOR];
    const first = this.makeRoom(coordinator);
    const entries = this.lines[coordinator];
    const order = from[at + E_ORDER];
    let place = first + ENTRY * this.due[coordinator]++;
    while (place > first && entries[place - ENTRY + E_ORDER] > order) {
      copyEntry(entries, place - ENTRY, entries, place);
      place -= ENTRY;
    }
    copyEntry(from, at, entries, place);
  }

  /** There is room for one more at the end of a coordinator's line. @returns the place of the first */
  private makeRoom(coordinator: number): number {
    const { from } = this;
    const first = from[coordinator];
    const used = ENTRY * this.due[coordinator];
    if (used === 0) from[coordinator] = 0;
    else if (first + used === this.lines[coordinator].length) {
      if (first === 0) this.lines[coordinator] = longer(this.lines[coordinator]);
      else {
        this.lines[coordinator].copyWithin(0, first, first + used);
        from[coordinator] = 0;
      }
    }
    return from[coordinator];
  }

  /** Take the entry of a case out of the line in which it stands. */
  private takeOut(row: number, coordinator: number): void {
    const due = this.cases.due[row];
    const isDue = due <= this.through;
    const line = due & (DAYS - 1);
    const entries = isDue ? this.lines[coordinator] : this.days[line];
    let at = isDue ? this.from[coordinator] : 0;
    const length = isDue ? this.due[coordinator]-- : this.dayLength[line]--;
    const end = at + ENTRY * length;
    while (entries[at + E_ROW] !== row) at += ENTRY;
    copyEntry(entries, at, this.taken, 0);
    entries.copyWithin(at, at + ENTRY, end);
  }
}

/** Each number by itself: a call to copy so few takes longer. */
function copyEntry(from: Int32Array, at: number, to: Int32Array, place: number): void {
  to[place] = from[at];
  to[place + 1] = from[at + 1];
  to[place + 2] = from[at + 2];
  to[place + 3] = from[at + 3];
  to[place + 4] = from[at + 4];
  to[place + 5] = from[at + 5];
  to[place + 6] = from[at + 6];
  to[place + 7] = from[at + 7];
}

function longer(entries: Int32Array): Int32Array {
  const to = new Int32Array(entries.length * 2);
  to.set(entries);
  return to;
}
