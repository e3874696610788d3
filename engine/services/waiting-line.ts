/**
 * A line of people who wait: ranks in order of priority, first come first within a rank. Links stand in the people's
 * rows, so a person can be in one line at a time, and leaving from the middle costs nothing.
 */
import { INTS, NEXT, PREVIOUS, RANK, TIMES, type People } from './people';

/** @see WaitingLine.next */
export type LineOrder = 'first' | 'last' | 'random';

// Cells of a rank.
const RANK_CELLS = 2;
const HEAD = 0;
const TAIL = 1;
const COUNT = 2;

/** A waiting line with ranks. */
export class WaitingLine {
  length = 0;
  /** Head, tail and length of each rank, `RANK_CELLS` to a rank; −1 for nobody. */
  private readonly cells: Int32Array;

  /** @param ranks number of ranks; rank 0 goes first */
  constructor(
    private readonly people: People,
    readonly ranks: number,
  ) {
    this.cells = new Int32Array(ranks << RANK_CELLS);
    this.clear();
  }

  /** Empty the line. */
  clear(): void {
    this.length = 0;
    for (let rank = 0; rank < this.ranks; rank++) {
      const at = rank << RANK_CELLS;
      this.cells[at + HEAD] = -1;
      this.cells[at + TAIL] = -1;
      this.cells[at + COUNT] = 0;
    }
  }

  /** Join at the end of one's rank. */
  join(person: number, rank: number): void {
    this.insertAfter(person, rank, this.cells[(rank << RANK_CELLS) + TAIL]);
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
    let behind = this.cells[(rank << RANK_CELLS) + TAIL];
    const head = this.cells[(rank << RANK_CELLS) + HEAD];
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
    const { cells } = this;
    const { ints } = this.people;
    const at = person << INTS;
    const rank = ints[at + RANK] << RANK_CELLS;
    const before = ints[at + PREVIOUS];
    const after = ints[at + NEXT];
    if (before >= 0) ints[(before << INTS) + NEXT] = after;
    else cells[rank + HEAD] = after;
    if (after >= 0) ints[(after << INTS) + PREVIOUS] = before;
    else cells[rank + TAIL] = before;
    cells[rank + COUNT]--;
    this.length--;
  }

  /** How many stand before this person, who is in the line. Walks the line: for following somebody, not for every event. */
  ahead(person: number): number {
    const { ints } = this.people;
    let count = 0;
    for (let rank = 0; rank < ints[(person << INTS) + RANK]; rank++) count += this.cells[(rank << RANK_CELLS) + COUNT];
    for (let other = ints[(person << INTS) + PREVIOUS]; other >= 0; other = ints[(other << INTS) + PREVIOUS]) count++;
    return count;
  }

  /** The person at the head of the first rank that is not empty, or −1. */
  first(): number {
    const { cells } = this;
    for (let at = HEAD; at < cells.length; at += 1 << RANK_CELLS) if (cells[at] >= 0) return cells[at];
    return -1;
  }

  /** The next in line after this person, through the ranks, or −1. */
  after(person: number): number {
    const next = this.people.ints[(person << INTS) + NEXT];
    if (next >= 0) return next;
    for (let rank = this.people.ints[(person << INTS) + RANK] + 1; rank < this.ranks; rank++) {
      const head = this.cells[(rank << RANK_CELLS) + HEAD];
      if (head >= 0) return head;
    }
    return -1;
  }

  /** The person at the tail of the last rank that is not empty, or −1. */
  last(): number {
    for (let rank = this.ranks - 1; rank >= 0; rank--) {
      const tail = this.cells[(rank << RANK_CELLS) + TAIL];
      if (tail >= 0) return tail;
    }
    return -1;
  }

  /** Who is next: the first or last of the best rank, or one of it at random by `uniform`; −1 when empty. */
  next(order: LineOrder, uniform: number): number {
    for (let rank = 0; rank < this.ranks; rank++) {
      if (this.cells[(rank << RANK_CELLS) + COUNT] === 0) continue;
      if (order === 'last') return this.cells[(rank << RANK_CELLS) + TAIL];
      let person = this.cells[(rank << RANK_CELLS) + HEAD];
      if (order === 'random') {
        const steps = Math.floor(uniform * this.cells[(rank << RANK_CELLS) + COUNT]);
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
      const person = this.cells[(rank << RANK_CELLS) + HEAD];
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
    const { cells } = this;
    const { ints } = this.people;
    const at = person << INTS;
    const ofRank = rank << RANK_CELLS;
    const after = behind >= 0 ? ints[(behind << INTS) + NEXT] : cells[ofRank + HEAD];
    ints[at + RANK] = rank;
    ints[at + PREVIOUS] = behind;
    ints[at + NEXT] = after;
    if (behind >= 0) ints[(behind << INTS) + NEXT] = person;
    else cells[ofRank + HEAD] = person;
    if (after >= 0) ints[(after << INTS) + PREVIOUS] = person;
    else cells[ofRank + TAIL] = person;
    cells[ofRank + COUNT]++;
    this.length++;
  }
}
