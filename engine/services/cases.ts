/**
 * Open cases of a team: who, with which coordinator, and when the next contact is due. A case is a row number. Its whole
 * numbers stand side by side in one record of 64 bytes, which is one line of a processor's cache, and its times in
 * another: with tens of thousands of cases a column for each number would mean a wait for memory at each of them.
 * What contacts change stands in the contact plan while one is planned.
 */

/** Whole numbers of a case: `ints[row * CASE_INTS + PERSON]` and so on. */
export const CASE_INTS = 16;
export const PERSON = 0;
/** Coordinator (a number within the team), −1 while the case has none. */
export const COORDINATOR = 1;
/** Place in the coordinator's list. */
export const PLACE = 2;
/** 1 while a contact is planned. */
export const IS_PLANNED = 3;
/** Contacts made so far, attended or not; as of the last time that none was planned. */
export const TRIED = 4;
/**
 * Attended contacts that are left of the episode, or the first day on which a contact ends it, or more than any day;
 * as of the last time that no contact was planned.
 */
export const LEFT = 5;
/** Draws of urgent need so far. */
export const SPELLS = 6;
/** One of the states below. */
export const STATE = 7;
/** Which of the team's contact rates holds for the person. */
export const RATE_CASE = 8;

/** Times of a case in days: `times[row * CASE_TIMES + STARTED_AT]` and so on. */
export const CASE_TIMES = 4;
export const STARTED_AT = 0;
/** When the episode ends by stay; Infinity when only contacts end it. */
export const ENDS_AT = 1;
/** When the stay may be over or urgent need arise: nothing to look at before. */
export const CHECK_AT = 2;

/** States of a case: contacts go on; they pause while the person is elsewhere (in crisis); the person is blocked and goes on here. */
export const ACTIVE = 0;
export const PAUSED = 1;
export const BLOCKED = 2;

/** A session on a day ends stays that end nearer to it than to the next one. */
export const HALF_A_DAY = 0.5;

/** @see the file's comment */
export class Cases {
  private used = 0;
  private free: Int32Array;
  private freeCount = 0;
  /** Open cases. */
  count = 0;
  ints: Int32Array;
  times: Float64Array;
  /** Day on which the next contact of each case is due: sessions are daily. It is written at each contact, hence its own column. */
  due: Int32Array;

  /** For each kind of urgent need: the cumulative hazard at which it arises. */
  readonly urgentAt: Float64Array[];

  /** @param urgentKinds kinds of urgent need that arise on this caseload */
  constructor(urgentKinds: number, capacity = 256) {
    this.urgentAt = Array.from({ length: urgentKinds }, () => new Float64Array(capacity));
    this.free = new Int32Array(capacity);
    this.ints = new Int32Array(capacity * CASE_INTS);
    this.times = new Float64Array(capacity * CASE_TIMES);
    this.due = new Int32Array(capacity);
  }

  /** No cases. */
  clear(): void {
    this.used = 0;
    this.freeCount = 0;
    this.count = 0;
  }

  /** Open a case. @returns its row */
  open(person: number): number {
    let row: number;
    if (this.freeCount > 0) row = this.free[--this.freeCount];
    else {
      if (this.used === this.free.length) this.grow();
      row = this.used++;
    }
    this.count++;
    const { ints } = this;
    const at = row * CASE_INTS;
    ints[at + PERSON] = person;
    ints[at + COORDINATOR] = -1;
    ints[at + IS_PLANNED] = 0;
    ints[at + TRIED] = 0;
    ints[at + STATE] = ACTIVE;
    return row;
  }

  /** Close a case; the row may be used again. */
  close(row: number): void {
    this.free[this.freeCount++] = row;
    this.count--;
  }

  /** The person of a case. */
  person(row: number): number {
    return this.ints[row * CASE_INTS + PERSON];
  }

  /** The coordinator of a case, −1 while it has none. */
  coordinator(row: number): number {
    return this.ints[row * CASE_INTS + COORDINATOR];
  }

  /** The state of a case. */
  state(row: number): number {
    return this.ints[row * CASE_INTS + STATE];
  }

  private grow(): void {
    const length = this.free.length * 2;
    const longer = <T extends Int32Array | Float64Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.free = longer(this.free, new Int32Array(length));
    this.ints = longer(this.ints, new Int32Array(length * CASE_INTS));
    this.times = longer(this.times, new Float64Array(length * CASE_TIMES));
    this.due = longer(this.due, new Int32Array(length));
    for (let kind = 0; kind < this.urgentAt.length; kind++)
      this.urgentAt[kind] = longer(this.urgentAt[kind], new Float64Array(length));
  }
}
