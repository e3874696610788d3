/**
 * When contacts are due. A case stands in the bucket of the day on which its next contact is due; when that day comes it
 * moves to its coordinator's line of due contacts, in the order in which they are seen: most urgent need first, then the
 * longest overdue. A day therefore costs what is due on it, not a look at every case.
 */
import type { CompiledPriority } from '../scenario/reference-reader';
import type { Cases } from './cases';
import type { People } from './people';

/** Buckets of days; a contact further ahead waits in its bucket for another turn. A power of two. */
const DAYS = 512;
/** `duePlace` of a case that has no contact planned. */
export const UNPLANNED = -1;
/** More than any day number: need goes before date. */
const RANK_STEP = 1e7;

/** @see the file's comment */
export class ContactPlan {
  /** Contacts due with each coordinator. */
  readonly due: Int32Array;
  /** Heads and tails of the lines: first the buckets of days, then one for each coordinator. */
  private readonly head: Int32Array;
  private readonly tail: Int32Array;
  /** The last day whose contacts have come due. */
  private through = -1;

  constructor(
    private readonly cases: Cases,
    private readonly people: People,
    private readonly priority: CompiledPriority,
    coordinators: number,
  ) {
    this.due = new Int32Array(coordinators);
    this.head = new Int32Array(DAYS + coordinators);
    this.tail = new Int32Array(DAYS + coordinators);
    this.clear();
  }

  /** Nothing is planned. */
  clear(): void {
    this.due.fill(0);
    this.head.fill(-1);
    this.tail.fill(-1);
    this.through = -1;
  }

  /** Plan a case's next contact for a day; the case has a coordinator. An earlier plan is dropped. */
  plan(row: number, day: number): void {
    const { cases } = this;
    if (cases.duePlace[row] !== UNPLANNED) this.drop(row);
    cases.due[row] = day;
    if (day <= this.through) this.becomeDue(row);
    else this.link(row, day & (DAYS - 1), this.tail[day & (DAYS - 1)]);
  }

  /** Nothing is planned for the case any more. */
  drop(row: number): void {
    const { duePlace, nextDue, previousDue } = this.cases;
    const place = duePlace[row];
    if (place === UNPLANNED) return;
    const before = previousDue[row];
    const after = nextDue[row];
    if (before >= 0) nextDue[before] = after;
    else this.head[place] = after;
    if (after >= 0) previousDue[after] = before;
    else this.tail[place] = before;
    if (place >= DAYS) this.due[place - DAYS]--;
    duePlace[row] = UNPLANNED;
  }

  /** The contacts of a day come due. Days come in order. */
  beginDay(day: number): void {
    this.through = day;
    const { due, nextDue } = this.cases;
    const bucket = day & (DAYS - 1);
    let row = this.head[bucket];
    this.head[bucket] = -1;
    this.tail[bucket] = -1;
    while (row >= 0) {
      const next = nextDue[row];
      if (due[row] <= day) this.becomeDue(row);
      else this.link(row, bucket, this.tail[bucket]);
      row = next;
    }
  }

  /** The case that a coordinator sees next, or −1. */
  first(coordinator: number): number {
    return this.head[DAYS + coordinator];
  }

  private becomeDue(row: number): void {
    const { cases, people } = this;
    const { attribute, rankOf } = this.priority;
    const rank = attribute < 0 ? 0 : rankOf[people.attributes[cases.person[row] * people.attributeCount + attribute]];
    const key = rank * RANK_STEP + cases.due[row];
    cases.dueKey[row] = key;
    const coordinator = cases.coordinator[row];
    let behind = this.tail[DAYS + coordinator];
    while (behind >= 0 && cases.dueKey[behind] > key) behind = cases.previousDue[behind];
    this.due[coordinator]++;
    this.link(row, DAYS + coordinator, behind);
  }

  private link(row: number, place: number, behind: number): void {
    const { duePlace, nextDue, previousDue } = this.cases;
    const after = behind >= 0 ? nextDue[behind] : this.head[place];
    duePlace[row] = place;
    previousDue[row] = behind;
    nextDue[row] = after;
    if (behind >= 0) nextDue[behind] = row;
    else this.head[place] = row;
    if (after >= 0) previousDue[after] = row;
    else this.tail[place] = row;
  }
}
