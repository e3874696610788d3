/**
 * The event list: what happens next. Ties run first scheduled, first run; a cancelled event is really gone.
 *
 * The next few events stand in order, later ones unsorted in buckets of time, and what lies beyond the buckets in one
 * bucket more (a ladder queue with one rung: Tang, Goh & Thng 2005, ACM TOMACS 15(3)). When the events in order are used up the
 * next bucket is sorted in; when the buckets are used up they are laid out anew. An event is thus linked, sorted in and taken
 * at a cost that does not grow with the number pending. Where a bucket has many events (clinics that all start at nine), a heap
 * takes the place of those in order, so that no pattern of times costs more than a heap does. While few are pending there
 * are no buckets. Every step keeps events of one time in the order in which they were scheduled.
 *
 * Times pass through `when`, a typed-array cell, because a double that crosses a function which is not inlined would be
 * allocated.
 */
import { EventHeap } from './event-heap';

/** With more events in order than this a heap is quicker. */
const MOST_IN_ORDER = 32;
/** Events to take before their rate says how wide buckets should be. */
const ENOUGH_TAKEN = 256;
/** Events to a bucket: with fewer there is more walking from bucket to bucket, with more there is more sorting. */
const PER_BUCKET = 4;
const FEWEST_BUCKETS = 32;
const MOST_BUCKETS = 1 << 16;

/** `place` of an event that stands in order, and of one in bucket 0; bucket b has `IN_BUCKET` − b. */
const IN_ORDER = -1;
const IN_BUCKET = -2;

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

  /** The slots of all events, and the heap. */
  private readonly heap: EventHeap;
  /** The events in order, the next one last. There are none while the heap has some. */
  private inOrder = 0;
  private readonly times = new Float64Array(MOST_IN_ORDER);
  private readonly slots = new Int32Array(MOST_IN_ORDER);
  /** First and last event of each bucket; the last of the buckets in use holds what lies beyond. */
  private head = new Int32Array(FEWEST_BUCKETS + 1);
  private tail = new Int32Array(FEWEST_BUCKETS + 1);
  /** Buckets in use, the one beyond not counted, and the one that was sorted in last. */
  private buckets = 0;
  private current = 0;
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
    this.inOrder = 0;
    this.taken[0] = 0;
    this.span.fill(0);
    this.heap.clear();
    this.useNoBuckets();
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
    else if (heap.place[handle] === IN_ORDER) this.takeOut(handle);
    else this.unlink(handle);
    heap.releaseSlot(handle);
  }

  /** Time of an event that is still pending. */
  timeOf(handle: number): number {
    return this.heap.time[handle];
  }

  /** Time of the next event, or Infinity when there is none. */
  nextTime(): number {
    if (this.inOrder > 0) return this.times[this.inOrder - 1];
    if (this.heap.count > 0) return this.heap.times[0];
    return this.sortIn() ? this.nextTime() : Infinity;
  }

  /**
   * Take the next event: sets `when[0]`, `kind` and `subject`.
   * @param until the last instant of interest
   * @returns false when there is no event until then
   */
  next(until = Infinity): boolean {
    const { heap } = this;
    if (this.inOrder === 0 && heap.count === 0 && !this.sortIn()) return false;
    let slot: number;
    if (this.inOrder > 0) {
      const at = this.inOrder - 1;
      if (this.times[at] > until) return false;
      slot = this.slots[at];
      this.when[0] = this.times[at];
      this.inOrder = at;
    } else {
      if (heap.times[0] > until) return false;
      slot = heap.slots[0];
      this.when[0] = heap.times[0];
      heap.removeFirst();
      if (this.buckets === 0 && heap.count > MOST_IN_ORDER) this.outgrow();
    }
    this.kind = heap.kind[slot];
    this.subject = heap.subject[slot];
    this.pending--;
    this.taken[0]++;
    heap.releaseSlot(slot);
    return true;
  }

  /** Among those in order or in the heap, or into a bucket that has not been sorted in yet. */
  private put(slot: number): void {
    const time = this.heap.time[slot];
    const { span, buckets } = this;
    const bucket = time < span[LIMIT] ? ((time - span[BASE]) * span[PER_DAY]) | 0 : buckets;
    if (bucket <= this.current) this.insert(slot);
    else this.link(slot, bucket < buckets ? bucket : buckets);
  }

  private insert(slot: number): void {
    const { heap, times, slots } = this;
    if (heap.count > 0 || this.inOrder === MOST_IN_ORDER) {
      this.useHeap();
      heap.add(slot);
      return;
    }
    const time = heap.time[slot];
    let at = this.inOrder++;
    // Behind events of the same time, which are nearer to the end.
    while (at > 0 && times[at - 1] <= time) {
      times[at] = times[at - 1];
      slots[at] = slots[at - 1];
      at--;
    }
    times[at] = time;
    slots[at] = slot;
    heap.place[slot] = IN_ORDER;
  }

  /** The events in order become a heap. */
  private useHeap(): void {
    while (this.inOrder > 0) this.heap.add(this.slots[--this.inOrder]);
  }

  private takeOut(slot: number): void {
    const { times, slots } = this;
    let at = this.inOrder - 1;
    while (slots[at] !== slot) at--;
    const last = --this.inOrder;
    for (; at < last; at++) {
      times[at] = times[at + 1];
      slots[at] = slots[at + 1];
    }
  }

  private link(slot: number, bucket: number): void {
    const { place, next, previous } = this.heap;
    const last = this.tail[bucket];
    place[slot] = IN_BUCKET - bucket;
    previous[slot] = last;
    next[slot] = -1;
    this.tail[bucket] = slot;
    if (last >= 0) next[last] = slot;
    else this.head[bucket] = slot;
  }

  private unlink(slot: number): void {
    const { place, next, previous } = this.heap;
    const bucket = IN_BUCKET - place[slot];
    const before = previous[slot];
    const after = next[slot];
    if (before >= 0) next[before] = after;
    else this.head[bucket] = after;
    if (after >= 0) previous[after] = before;
    else this.tail[bucket] = before;
  }

  /** Nothing stands in order: sort the next bucket in that has events. @returns false when there are none */
  private sortIn(): boolean {
    if (this.pending === 0) return false;
    while (this.inOrder === 0 && this.heap.count === 0) {
      if (++this.current >= this.buckets) {
        this.layOut();
        continue;
      }
      let slot = this.head[this.current];
      if (slot < 0) continue;
      this.head[this.current] = -1;
      this.tail[this.current] = -1;
      while (slot >= 0) {
        const after = this.heap.next[slot];
        this.insert(slot);
        slot = after;
      }
    }
    return true;
  }

  /** There are many events and no buckets: once the rate of events is known, lay some out. */
  private outgrow(): void {
    const { heap, taken, span } = this;
    if (taken[0] - span[TAKEN_BEFORE] < ENOUGH_TAKEN) return;
    while (heap.count > 0) {
      this.link(heap.slots[0], 0);
      heap.removeFirst();
    }
    this.layOut();
  }

  private useNoBuckets(): void {
    this.buckets = 0;
    this.current = 0;
    this.head[0] = -1;
    this.tail[0] = -1;
    this.span[LIMIT] = -Infinity;
  }

  /** Lay the buckets out anew, over what lies beyond them: as wide as events came in the time of the last ones. */
  private layOut(): void {
    const { span, heap, taken } = this;
    let slot = this.head[this.buckets];
    let first = Infinity;
    for (let at = slot; at >= 0; at = heap.next[at]) if (heap.time[at] < first) first = heap.time[at];
    const perDay = (taken[0] - span[TAKEN_BEFORE]) / (first - span[BASE]);
    this.useNoBuckets();
    // Events at infinity, and the first ones, say nothing of a width.
    if (this.pending > MOST_IN_ORDER && perDay > 0 && perDay < Infinity && first < Infinity) {
      let buckets = FEWEST_BUCKETS;
      while (buckets < MOST_BUCKETS && buckets * PER_BUCKET < this.pending) buckets *= 2;
      if (buckets >= this.head.length) {
        this.head = new Int32Array(buckets + 1);
        this.tail = new Int32Array(buckets + 1);
      }
      this.head.fill(-1);
      this.tail.fill(-1);
      this.buckets = buckets;
      this.current = -1;
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
