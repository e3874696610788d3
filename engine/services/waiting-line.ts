/**
 * A line of people who wait: ranks in order of priority, first come first within a rank. Links stand in the people's
 * rows, so a person can be in one line at a time, and leaving from the middle costs nothing.
 */
import { INTS, NEXT, PREVIOUS, RANK, TIMES, type People } from './people';

/** @see WaitingLine.next */
export type LineOrder = 'first' | 'last' | 'random';

/** A waiting line with ranks. */
export class WaitingLine {
  length = 0;
  private readonly head: Int32Array;
  private readonly tail: Int32Array;
  private readonly count: Int32Array;

  /** @param ranks number of ranks; rank 0 goes first */
  constructor(
    private readonly people: People,
    readonly ranks: number,
  ) {
    this.head = new Int32Array(ranks);
    this.tail = new Int32Array(ranks);
    this.count = new Int32Array(ranks);
    this.clear();
  }

  /** Empty the line. */
  clear(): void {
    this.length = 0;
    this.head.fill(-1);
    this.tail.fill(-1);
    this.count.fill(0);
  }

  /** Join at the end of one's rank. */
  join(person: number, rank: number): void {
    this.insertAfter(person, rank, this.tail[rank]);
  }

  /** Join at the head of one's rank. */
  joinAtHead(person: number, rank: number): void {
    this.insertAfter(person, rank, -1);
  }

  /**
   * Join behind everybody of one's rank whose date is not later; the line stays in order of dates.
   *
   * @param place where the date stands in the record of times
   */
  joinByDate(person: number, rank: number, place: number): void {
    const { ints, times } = this.people;
    const date = times[(person << TIMES) + place];
    let behind = this.tail[rank];
    const head = this.head[rank];
    // Who comes back to a list has waited long and stands near its head; who is new, at its tail.
    if (head >= 0 && date - times[(head << TIMES) + place] < times[(behind << TIMES) + place] - date) {
      behind = -1;
      let ahead = head;
      for (; ahead >= 0 && times[(ahead << TIMES) + place] <= date; ahead = ints[(ahead << INTS) + NEXT])
        behind = ahead;
    } else {
      while (behind >= 0 && times[(behind << TIMES) + place] > date) behind = ints[(behind << INTS) + PREVIOUS];
    }
    this.insertAfter(person, rank, behind);
  }

  /** Leave from anywhere in the line. */
  leave(person: number): void {
    const people = this.people;
    const rank = people.ints[(person << INTS) + RANK];
    const before = people.ints[(person << INTS) + PREVIOUS];
    const after = people.ints[(person << INTS) + NEXT];
    if (before >= 0) people.ints[(before << INTS) + NEXT] = after;
    else this.head[rank] = after;
    if (after >= 0) people.ints[(after << INTS) + PREVIOUS] = before;
    else this.tail[rank] = before;
    this.count[rank]--;
    this.length--;
  }

  /** How many stand before this person, who is in the line. Walks the line: for following somebody, not for every event. */
  ahead(person: number): number {
    const { ints } = this.people;
    let count = 0;
    for (let rank = 0; rank < ints[(person << INTS) + RANK]; rank++) count += this.count[rank];
    for (let other = ints[(person << INTS) + PREVIOUS]; other >= 0; other = ints[(other << INTS) + PREVIOUS]) count++;
    return count;
  }

  /** The person at the head of the first rank that is not empty, or −1. */
  first(): number {
    for (let rank = 0; rank < this.ranks; rank++) if (this.head[rank] >= 0) return this.head[rank];
    return -1;
  }

  /** The next in line after this person, through the ranks, or −1. */
  after(person: number): number {
    const next = this.people.ints[(person << INTS) + NEXT];
    if (next >= 0) return next;
    for (let rank = this.people.ints[(person << INTS) + RANK] + 1; rank < this.ranks; rank++)
      if (this.head[rank] >= 0) return this.head[rank];
    return -1;
  }

  /** The person at the tail of the last rank that is not empty, or −1. */
  last(): number {
    for (let rank = this.ranks - 1; rank >= 0; rank--) if (this.tail[rank] >= 0) return this.tail[rank];
    return -1;
  }

  /** Who is next: the first or last of the best rank, or one of it at random by `uniform`; −1 when empty. */
  next(order: LineOrder, uniform: number): number {
    for (let rank = 0; rank < this.ranks; rank++) {
      if (this.count[rank] === 0) continue;
      if (order === 'last') return this.tail[rank];
      let person = this.head[rank];
      if (order === 'random') {
        const steps = Math.floor(uniform * this.count[rank]);
        for (let i = 0; i < steps; i++) person = this.people.ints[(person << INTS) + NEXT];
      }
      return person;
    }
    return -1;
  }

  /**
   * Who is next when priority grows with waiting (Kleinrock 1964, Naval Research Logistics Quarterly 11(4)): of the heads
   * of the ranks, the one with the largest product of weight and time waited, the better rank at equal products; −1 when
   * empty. Ranks must stand in order of arrival.
   *
   * @param weights one for each rank
   * @param place in the record of times: when each person began to wait, in days
   * @param now the present, in days
   */
  nextByGrowth(weights: Float64Array, place: number, now: number): number {
    let best = -1;
    let highest = -1;
    for (let rank = 0; rank < this.ranks; rank++) {
      const person = this.head[rank];
      if (person < 0) continue;
      const score = weights[rank] * (now - this.people.times[(person << TIMES) + place]);
      if (score > highest) {
        best = person;
        highest = score;
      }
    }
    return best;
  }

  /** Take the next person out of the line, see {@link WaitingLine.next}; −1 when empty. */
  take(order: LineOrder, uniform: number): number {
    const person = this.next(order, uniform);
    if (person >= 0) this.leave(person);
    return person;
  }

  private insertAfter(person: number, rank: number, behind: number): void {
    const people = this.people;
    const after = behind >= 0 ? people.ints[(behind << INTS) + NEXT] : this.head[rank];
    people.ints[(person << INTS) + RANK] = rank;
    people.ints[(person << INTS) + PREVIOUS] = behind;
    people.ints[(person << INTS) + NEXT] = after;
    if (behind >= 0) people.ints[(behind << INTS) + NEXT] = person;
    else this.head[rank] = person;
    if (after >= 0) people.ints[(after << INTS) + PREVIOUS] = person;
    else this.tail[rank] = person;
    this.count[rank]++;
    this.length++;
  }
}
