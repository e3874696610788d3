/** Open cases of a team, as a structure of arrays: who, with which coordinator, and when the next contact is due. */

/** @see the file's comment */
export class Cases {
  private used = 0;
  private free: Int32Array;
  private freeCount = 0;
  /** Open cases. */
  count = 0;
  person: Int32Array;
  /** Coordinator (a number within the team), −1 while the case has none. */
  coordinator: Int32Array;
  /** Place in the coordinator's list. */
  place: Int32Array;
  /** When the next contact is due (a day number: sessions are daily), and when the episode started and ends by stay. */
  due: Float64Array;
  startedAt: Float64Array;
  endsAt: Float64Array;
  /** When the stay is over, for teams whose episodes end at the first contact after it. */
  staysUntil: Float64Array;
  /** Contacts made in all (attended or not) and attended; attended ones that end the episode. */
  tried: Int32Array;
  made: Int32Array;
  needed: Int32Array;
  /** When the stay may be over or urgent need arise: nothing to look at before. */
  checkAt: Float64Array;
  /** Draws of urgent need so far. */
  spells: Int32Array;
  /** 1 while the person is elsewhere (in crisis) and contacts pause; 2 while the person is blocked and goes on here. */
  state: Uint8Array;
  /** Which of the team's contact rates holds for the person. */
  rateCase: Uint8Array;
  /** The line of the contact plan that the case stands in (see `contact-plan`), its neighbours there, and its order in it. */
  duePlace: Int32Array;
  nextDue: Int32Array;
  previousDue: Int32Array;
  dueKey: Float64Array;

  /** For each kind of urgent need: the cumulative hazard at which it arises. */
  readonly urgentAt: Float64Array[];

  /** @param urgentKinds kinds of urgent need that arise on this caseload */
  constructor(urgentKinds: number, capacity = 256) {
    this.urgentAt = Array.from({ length: urgentKinds }, () => new Float64Array(capacity));
    this.free = new Int32Array(capacity);
    this.person = new Int32Array(capacity);
    this.coordinator = new Int32Array(capacity);
    this.place = new Int32Array(capacity);
    this.due = new Float64Array(capacity);
    this.startedAt = new Float64Array(capacity);
    this.endsAt = new Float64Array(capacity);
    this.staysUntil = new Float64Array(capacity);
    this.tried = new Int32Array(capacity);
    this.made = new Int32Array(capacity);
    this.needed = new Int32Array(capacity);
    this.spells = new Int32Array(capacity);
    this.checkAt = new Float64Array(capacity);
    this.state = new Uint8Array(capacity);
    this.rateCase = new Uint8Array(capacity);
    this.duePlace = new Int32Array(capacity);
    this.nextDue = new Int32Array(capacity);
    this.previousDue = new Int32Array(capacity);
    this.dueKey = new Float64Array(capacity);
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
      if (this.used === this.person.length) this.grow();
      row = this.used++;
    }
    this.count++;
    this.person[row] = person;
    this.coordinator[row] = -1;
    this.tried[row] = 0;
    this.made[row] = 0;
    this.state[row] = ACTIVE;
    this.duePlace[row] = -1;
    return row;
  }

  /** Close a case; the row may be used again. */
  close(row: number): void {
    this.free[this.freeCount++] = row;
    this.count--;
  }

  private grow(): void {
    const length = this.person.length * 2;
    const longer = <T extends Int32Array | Float64Array | Uint8Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.free = longer(this.free, new Int32Array(length));
    this.person = longer(this.person, new Int32Array(length));
    this.coordinator = longer(this.coordinator, new Int32Array(length));
    this.place = longer(this.place, new Int32Array(length));
    this.due = longer(this.due, new Float64Array(length));
    this.startedAt = longer(this.startedAt, new Float64Array(length));
    this.endsAt = longer(this.endsAt, new Float64Array(length));
    this.staysUntil = longer(this.staysUntil, new Float64Array(length));
    this.tried = longer(this.tried, new Int32Array(length));
    this.made = longer(this.made, new Int32Array(length));
    this.needed = longer(this.needed, new Int32Array(length));
    this.checkAt = longer(this.checkAt, new Float64Array(length));
    this.spells = longer(this.spells, new Int32Array(length));
    this.state = longer(this.state, new Uint8Array(length));
    this.rateCase = longer(this.rateCase, new Uint8Array(length));
    this.duePlace = longer(this.duePlace, new Int32Array(length));
    this.nextDue = longer(this.nextDue, new Int32Array(length));
    this.previousDue = longer(this.previousDue, new Int32Array(length));
    this.dueKey = longer(this.dueKey, new Float64Array(length));
    for (let kind = 0; kind < this.urgentAt.length; kind++)
      this.urgentAt[kind] = longer(this.urgentAt[kind], new Float64Array(length));
  }
}

/** States of a case. */
export const ACTIVE = 0;
export const PAUSED = 1;
export const BLOCKED = 2;

/** A session on a day ends stays that end nearer to it than to the next one. */
export const HALF_A_DAY = 0.5;
