/**
 * Everybody in the model. A person is a row: a record of integers and a record of times, each of one cache line, so that
 * whoever handles a person finds all of them at once, and reads two arrays instead of twenty. Rows of people who have left are
 * used again; a person's *number* (source and ordinal, the key of all their draws) is never a row.
 */

import type { FlowTally } from './flow-tally';

/** The record of integers of a person begins at `person << INTS` in `People.ints`. */
export const INTS = 4;
/** The record of times (days) of a person begins at `person << TIMES` in `People.times`. */
export const TIMES = 3;

// Places in the record of integers.

/** Key of the source; with the ordinal it makes the person's number. */
export const ENTITY = 0;
/** Ordinal of the candidate. */
export const ORDINAL = 1;
/** Number of the first draw of each purpose in this round. With entity and ordinal it is the key of the person's draws. */
export const ROUND = 2;
/** Bit set of the first 32 services entered in this round. */
const VISITED = 3;
/** Handle of the pending event that ends waiting (giving up, or another timer); −1 for none. */
export const TIMER = 4;
/** Handle of the end of service, or of another event that the service keeps; −1 for none. */
export const ENDING = 5;
/** Neighbours in the waiting line (or list) the person stands in. */
export const NEXT = 6;
/** @see NEXT */
export const PREVIOUS = 7;
/** Rank in the present line. */
export const RANK = 8;
/** A number that the present service keeps (a day, a step, a post). */
export const NOTE = 9;
/** Second number that the present service keeps. */
export const TAG = 10;
/** Case with a coordinator who keeps the place; −1 for none. */
export const HOME_CASE = 11;
/** Index of that coordinator's team; −1 for none. */
export const HOME_TEAM = 12;

// Places in the record of times.

/** First receipt of the present referral. */
export const REFERRED_AT = 0;
/** Arrival in the network. */
export const ENTERED_AT = 1;
/** Arrival at the present service. */
export const ARRIVED_AT = 2;
/** Work left at a desk, or a time that the present service keeps for this person. */
export const WORK = 3;
/** When the present spell of service started. */
export const STARTED_AT = 4;

/** Room for draws of one purpose within one round of a person. */
const DRAWS_PER_ROUND = 4096;
/** Services whose visits are bits of one integer. */
const PER_WORD = 32;

/** @see the file's comment */
export class People {
  /** Records of 2^INTS integers and of 2^TIMES times, one of each to a row. */
  ints: Int32Array;
  times: Float64Array;
  /** Attribute values, `attributeCount` to a row. */
  attributes: Uint8Array;
  /** People inside the model now. */
  inside = 0;
  /** Routes taken, in a replication that is asked for them; else null. */
  flows: FlowTally | null = null;

  /** Rows there is room for, rows in use at most so far, and the rows that are free again. */
  private capacity: number;
  private used = 0;
  private free: Int32Array;
  private freeCount = 0;
  /** Visits to services beyond the first 32, `moreWords` integers to a row. */
  private moreVisited: Int32Array;
  private readonly moreWords: number;

  /**
   * @param attributeCount attributes that the scenario declares
   * @param services services of the model
   */
  constructor(
    readonly attributeCount: number,
    services: number,
    capacity = 1024,
  ) {
    this.capacity = capacity;
    this.moreWords = Math.ceil(Math.max(0, services - PER_WORD) / PER_WORD);
    this.ints = new Int32Array(capacity << INTS);
    this.times = new Float64Array(capacity << TIMES);
    this.attributes = new Uint8Array(capacity * Math.max(1, attributeCount));
    this.moreVisited = new Int32Array(capacity * this.moreWords);
    this.free = new Int32Array(capacity);
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
      if (this.used === this.capacity) this.grow();
      row = this.used++;
    }
    this.inside++;
    const { ints } = this;
    const at = row << INTS;
    ints[at + ENTITY] = entity;
    ints[at + ORDINAL] = ordinal;
    ints[at + ROUND] = 0;
    ints[at + VISITED] = 0;
    ints[at + TIMER] = -1;
    ints[at + ENDING] = -1;
    ints[at + HOME_CASE] = -1;
    ints[at + HOME_TEAM] = -1;
    if (this.moreWords > 0) this.forgetMoreVisits(row);
    const first = row * this.attributeCount;
    for (let i = 0; i < this.attributeCount; i++) this.attributes[first + i] = 0;
    if (this.flows !== null) this.flows.begin(row, -1);
    return row;
  }

  /** The person leaves the model; the row may be used again. */
  remove(row: number): void {
    this.free[this.freeCount++] = row;
    this.inside--;
  }

  /** Whether a coordinator keeps a place for the person. */
  hasHome(row: number): boolean {
    return this.ints[(row << INTS) + HOME_CASE] >= 0;
  }

  /** A coordinator's case keeps the person's place, or no longer (−1 for both). */
  setHome(row: number, homeCase: number, homeTeam: number): void {
    this.ints[(row << INTS) + HOME_CASE] = homeCase;
    this.ints[(row << INTS) + HOME_TEAM] = homeTeam;
  }

  /** The person enters a service: a second visit begins a new round. */
  enter(row: number, service: number): void {
    if (this.flows !== null) this.flows.move(row, service);
    if (service >= PER_WORD) {
      this.enterMore(row, service - PER_WORD);
      return;
    }
    const { ints } = this;
    const at = (row << INTS) + VISITED;
    const mask = 1 << service;
    if ((ints[at] & mask) !== 0) this.beginRound(row);
    ints[at] |= mask;
  }

  private enterMore(row: number, service: number): void {
    const mask = 1 << (service & 31);
    const word = row * this.moreWords + (service >> 5);
    if ((this.moreVisited[word] & mask) !== 0) this.beginRound(row);
    this.moreVisited[word] |= mask;
  }

  private beginRound(row: number): void {
    this.ints[(row << INTS) + ROUND] += DRAWS_PER_ROUND;
    this.ints[(row << INTS) + VISITED] = 0;
    this.forgetMoreVisits(row);
  }

  private forgetMoreVisits(row: number): void {
    const first = row * this.moreWords;
    for (let i = 0; i < this.moreWords; i++) this.moreVisited[first + i] = 0;
  }

  private grow(): void {
    this.capacity *= 2;
    const { capacity } = this;
    this.free = longer(this.free, new Int32Array(capacity));
    this.ints = longer(this.ints, new Int32Array(capacity << INTS));
    this.times = longer(this.times, new Float64Array(capacity << TIMES));
    this.moreVisited = longer(this.moreVisited, new Int32Array(capacity * this.moreWords));
    this.attributes = longer(this.attributes, new Uint8Array(capacity * Math.max(1, this.attributeCount)));
  }
}

function longer<T extends Int32Array | Float64Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
