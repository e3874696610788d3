/**
 * The event list: what happens next. Ties run first scheduled, first run; a cancelled event is really gone.
 *
 * The next events stand in a heap, later ones unsorted in buckets of time, and what lies beyond the buckets in one bucket
 * more (a ladder queue with one rung: Tang, Goh & Thng 2005, ACM TOMACS 15(3)). When the heap is empty the next bucket is
 * poured into it; when the buckets are used up they are laid out anew. An event is thus linked, poured and taken at a cost that
 * does not grow with the number pending, and many events at one time only make the heap larger. While few are pending there is
 * the heap alone.
 *
 * Times pass through `when`, a typed-array cell, because a double that crosses a function which is not inlined would be
 * allocated.
 */
import { EventHeap } from './event-heap';

/** With no more events pending than this the heap alone is quicker. */
const FEW = 32;
/** Events to take before their rate says how wide buckets should be. */
const ENOUGH_TAKEN = 256;
/** Events to a bucket: with fewer there is more walking from bucket to bucket, with more a deeper heap. */
const PER_BUCKET = 4;
const FEWEST_BUCKETS = 32;
const MOST_BUCKETS = 1 << 16;

// Cells of `span`: where the buckets begin and end, buckets to a day, and events taken so far when they were laid out.
const BASE = 0;
const LIMIT = 1;
const PER_DAY = 2;
const TAKEN_BEFORE = 3;

/** @see the file's comment */
export class EventList {
  /** Set `when[0]` to the time of the event, then call `schedule`. After `next` it holds the time of the event taken. */
  readonly when = new Float64Array(1);
  /** Kind and subject of the event that `next` took. */
  kind = 0;
  subject = 0;
  /** Events pending. */
  pending = 0;

  private readonly heap: EventHeap;
  /** First and last event of each bucket; the last of the buckets in use holds what lies beyond. */
  private head = new Int32Array(FEWEST_BUCKETS + 1);
  private tail = new Int32Array(FEWEST_BUCKETS + 1);
  /** Buckets in use, the one beyond not counted, and the one that was poured last. */
  private buckets = 0;
  private poured = 0;
  private readonly span = new Float64Array(4);
  private readonly taken = new Float64Array(1);

  /** @param capacity events to make room for at first; the list grows by itself */
  constructor(capacity = 1024) {
    this.heap = new EventHeap(capacity);
    this.clear();
  }

  /** Forget everything. */
  clear(): void {
    this.pending = 0;
    this.taken[0] = 0;
    this.span.fill(0);
    this.heap.clear();
    this.useHeapAlone();
  }

  /**
   * Schedule an event at `when[0]`.
   * @returns a handle for `cancel`, valid until the event is taken or cancelled
   */
  schedule(kind: number, subject: number): number {
    const { heap } = this;
    const slot = heap.takeSlot();
    heap.time[slot] = this.when[0];
    heap.kind[slot] = kind;
    heap.subject[slot] = subject;
    this.pending++;
    this.put(slot);
    return slot;
  }

  /** Take a pending event off the list. */
  cancel(handle: number): void {
    const { heap } = this;
    this.pending--;
    if (heap.place[handle] >= 0) heap.remove(handle);
    else this.unlink(handle);
    heap.releaseSlot(handle);
  }

  /** Time of an event that is still pending. */
  timeOf(handle: number): number {
    return this.heap.time[handle];
  }

  /** Time of the next event, or Infinity when there is none. */
  nextTime(): number {
    if (this.heap.count === 0 && !this.pour()) return Infinity;
    return this.heap.times[0];
  }

  /**
   * Take the next event: sets `when[0]`, `kind` and `subject`.
   * @param until the last instant of interest
   * @returns false when there is no event until then
   */
  next(until = Infinity): boolean {
    const { heap } = this;
    if ((heap.count === 0 && !this.pour()) || heap.times[0] > until) return false;
    const slot = heap.slots[0];
    this.when[0] = heap.times[0];
    this.kind = heap.kind[slot];
    this.subject = heap.subject[slot];
    this.pending--;
    this.taken[0]++;
    heap.releaseSlot(slot);
    heap.removeFirst();
    if (this.buckets === 0 && heap.count > 2 * FEW) this.outgrow();
    return true;
  }

  /** There are many events in the heap alone: once their rate is known, lay out buckets for them. */
  private outgrow(): void {
    const { heap, span } = this;
    if (this.taken[0] - span[TAKEN_BEFORE] < ENOUGH_TAKEN) return;
    for (let at = 0; at < heap.count; at++) this.link(heap.slots[at], 0);
    heap.count = 0;
    this.layOut();
  }

  /** Into the heap or a bucket. Buckets that were poured already have their place in the heap. */
  private put(slot: number): void {
    const time = this.heap.time[slot];
    const { span, buckets } = this;
    const bucket = time < span[LIMIT] ? ((time - span[BASE]) * span[PER_DAY]) | 0 : buckets;
    if (bucket <= this.poured) this.heap.add(slot);
    else this.link(slot, bucket < buckets ? bucket : buckets);
  }

  private link(slot: number, bucket: number): void {
    const { place, next, previous } = this.heap;
    const last = this.tail[bucket];
    place[slot] = -1 - bucket;
    previous[slot] = last;
    next[slot] = -1;
    this.tail[bucket] = slot;
    if (last >= 0) next[last] = slot;
    else this.head[bucket] = slot;
  }

  private unlink(slot: number): void {
    const { place, next, previous } = this.heap;
    const bucket = -1 - place[slot];
    const before = previous[slot];
    const after = next[slot];
    if (before >= 0) next[before] = after;
    else this.head[bucket] = after;
    if (after >= 0) previous[after] = before;
    else this.tail[bucket] = before;
  }

  /** Fill the empty heap with the next events. @returns false when there are none */
  private pour(): boolean {
    const { heap } = this;
    if (this.pending === 0) return false;
    while (heap.count === 0) {
      if (++this.poured >= this.buckets) {
        this.layOut();
        continue;
      }
      let slot = this.head[this.poured];
      this.head[this.poured] = -1;
      this.tail[this.poured] = -1;
      while (slot >= 0) {
        const after = heap.next[slot];
        heap.add(slot);
        slot = after;
      }
    }
    return true;
  }

  private useHeapAlone(): void {
    this.buckets = 0;
    this.poured = 0;
    this.head[0] = -1;
    this.tail[0] = -1;
    this.span[LIMIT] = -Infinity;
  }

  /** Lay the buckets out anew, over what lies beyond them: as wide as the last ones were full. */
  private layOut(): void {
    const { span, heap, taken } = this;
    let slot = this.head[this.buckets];
    let first = Infinity;
    for (let at = slot; at >= 0; at = heap.next[at]) if (heap.time[at] < first) first = heap.time[at];
    const perDay = (taken[0] - span[TAKEN_BEFORE]) / (first - span[BASE]);
    this.useHeapAlone();
    // Events at infinity, and the first ones, say nothing of a width.
    if (this.pending > FEW && perDay > 0 && perDay < Infinity && first < Infinity) {
      let buckets = FEWEST_BUCKETS;
      while (buckets < MOST_BUCKETS && buckets * PER_BUCKET < this.pending) buckets *= 2;
      if (buckets >= this.head.length) {
        this.head = new Int32Array(buckets + 1);
        this.tail = new Int32Array(buckets + 1);
      }
      this.head.fill(-1);
      this.tail.fill(-1);
      this.buckets = buckets;
      this.poured = -1;
      span[PER_DAY] = perDay / PER_BUCKET;
      span[LIMIT] = first + buckets / span[PER_DAY];
    }
    span[BASE] = first;
    span[TAKEN_BEFORE] = taken[0];
    while (slot >= 0) {
      const after = heap.next[slot];
      this.put(slot);
      slot = after;
    }
  }
}
