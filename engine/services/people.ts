/**
 * Everybody in the model, as a structure of arrays: a person is a row number. Rows of people who have left are used
 * again; a person's *number* (source and ordinal, the key of all their draws) is never a row.
 */
export class People {
  /** Rows in use at most so far, and the rows that are free again. */
  private used = 0;
  private free: Int32Array;
  private freeCount = 0;
  /** People inside the model now. */
  inside = 0;

  // A person's number: the key of the source and the ordinal of the candidate.
  entity: Int32Array;
  ordinal: Int32Array;
  /** Round: raised when a service is entered a second time, so that each visit has its own draws. */
  round: Int32Array;
  /** Bit set of services entered in this round, `visitedWords` to a row. */
  private visited: Int32Array;
  private readonly visitedWords: number;

  /** First receipt of the present referral; arrival in the network; arrival at the present service. */
  referredAt: Float64Array;
  enteredAt: Float64Array;
  arrivedAt: Float64Array;
  /** Work left at a desk, or a time that the present service keeps for this person. */
  work: Float64Array;
  /** When the present spell of service started. */
  startedAt: Float64Array;

  /** Handles of pending events: giving up (or another timer), and the end of service; −1 for none. */
  timer: Int32Array;
  ending: Int32Array;
  /** Links of the waiting line (or list) the person stands in. */
  next: Int32Array;
  previous: Int32Array;
  /** Rank in the present line, and a number that the present service keeps (a day, a step, a post). */
  rank: Int32Array;
  note: Int32Array;
  /** Second number that the present service keeps. */
  tag: Int32Array;
  /** Case with a coordinator who keeps the place, and the team's index; −1 for none. */
  homeCase: Int32Array;
  homeTeam: Int32Array;
  /** Attribute values, `attributeCount` to a row. */
  attributes: Uint8Array;

  /**
   * @param attributeCount attributes that the scenario declares
   * @param services services of the model
   */
  constructor(
    readonly attributeCount: number,
    services: number,
    capacity = 1024,
  ) {
    this.visitedWords = Math.ceil(services / 32);
    this.free = new Int32Array(capacity);
    this.entity = new Int32Array(capacity);
    this.ordinal = new Int32Array(capacity);
    this.round = new Int32Array(capacity);
    this.visited = new Int32Array(capacity * this.visitedWords);
    this.referredAt = new Float64Array(capacity);
    this.enteredAt = new Float64Array(capacity);
    this.arrivedAt = new Float64Array(capacity);
    this.work = new Float64Array(capacity);
    this.startedAt = new Float64Array(capacity);
    this.timer = new Int32Array(capacity);
    this.ending = new Int32Array(capacity);
    this.next = new Int32Array(capacity);
    this.previous = new Int32Array(capacity);
    this.rank = new Int32Array(capacity);
    this.note = new Int32Array(capacity);
    this.tag = new Int32Array(capacity);
    this.homeCase = new Int32Array(capacity);
    this.homeTeam = new Int32Array(capacity);
    this.attributes = new Uint8Array(capacity * Math.max(1, attributeCount));
  }

  /** Everybody leaves. */
  clear(): void {
    this.used = 0;
    this.freeCount = 0;
    this.inside = 0;
  }

  /** A new person with this number; attributes at their first values. @returns the row */
  add(entity: number, ordinal: number): number {
    let row: number;
    if (this.freeCount > 0) row = this.free[--this.freeCount];
    else {
      if (this.used === this.entity.length) this.grow();
      row = this.used++;
    }
    this.inside++;
    this.entity[row] = entity;
    this.ordinal[row] = ordinal;
    this.round[row] = 0;
    this.forgetVisits(row);
    this.timer[row] = -1;
    this.ending[row] = -1;
    this.homeCase[row] = -1;
    this.homeTeam[row] = -1;
    const first = row * this.attributeCount;
    for (let i = 0; i < this.attributeCount; i++) this.attributes[first + i] = 0;
    return row;
  }

  /** The person leaves the model; the row may be used again. */
  remove(row: number): void {
    this.free[this.freeCount++] = row;
    this.inside--;
  }

  /** The person enters a service: a second visit begins a new round. */
  enter(row: number, service: number): void {
    const mask = 1 << (service & 31);
    const word = row * this.visitedWords + (service >> 5);
    if ((this.visited[word] & mask) !== 0) {
      this.round[row]++;
      this.forgetVisits(row);
    }
    this.visited[word] |= mask;
  }

  private forgetVisits(row: number): void {
    const first = row * this.visitedWords;
    for (let i = 0; i < this.visitedWords; i++) this.visited[first + i] = 0;
  }

  private grow(): void {
    const length = this.entity.length * 2;
    this.free = longer(this.free, new Int32Array(length));
    this.entity = longer(this.entity, new Int32Array(length));
    this.ordinal = longer(this.ordinal, new Int32Array(length));
    this.round = longer(this.round, new Int32Array(length));
    this.visited = longer(this.visited, new Int32Array(length * this.visitedWords));
    this.referredAt = longer(this.referredAt, new Float64Array(length));
    this.enteredAt = longer(this.enteredAt, new Float64Array(length));
    this.arrivedAt = longer(this.arrivedAt, new Float64Array(length));
    this.work = longer(this.work, new Float64Array(length));
    this.startedAt = longer(this.startedAt, new Float64Array(length));
    this.timer = longer(this.timer, new Int32Array(length));
    this.ending = longer(this.ending, new Int32Array(length));
    this.next = longer(this.next, new Int32Array(length));
    this.previous = longer(this.previous, new Int32Array(length));
    this.rank = longer(this.rank, new Int32Array(length));
    this.note = longer(this.note, new Int32Array(length));
    this.tag = longer(this.tag, new Int32Array(length));
    this.homeCase = longer(this.homeCase, new Int32Array(length));
    this.homeTeam = longer(this.homeTeam, new Int32Array(length));
    this.attributes = longer(this.attributes, new Uint8Array(length * Math.max(1, this.attributeCount)));
  }
}

function longer<T extends Int32Array | Float64Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
