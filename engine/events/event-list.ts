/**
 * The event list: what happens next. Ties run first scheduled, first run; a cancelled event is really gone.
 *
 * A 4-ary heap over parallel typed arrays. Callers see only `when`, `schedule`, `cancel` and `next`, so that another
 * structure (an adaptive ladder) can take its place. Times pass through `when`, a typed-array cell, because a double
 * that crosses a function which is not inlined would be allocated.
 */
export class EventList {
  /** Set `when[0]` to the time of the event, then call `schedule`. After `next` it holds the time of the event taken. */
  readonly when = new Float64Array(1);
  /** Kind and subject of the event that `next` took. */
  kind = 0;
  subject = 0;
  /** Events pending. */
  pending = 0;

  // The heap: time and slot at each position; slot 0.. is where an event's other fields stand.
  private heapTime: Float64Array;
  private heapSlot: Int32Array;
  private position: Int32Array;
  private sequence: Float64Array;
  private kindOf: Int32Array;
  private subjectOf: Int32Array;
  private free: Int32Array;
  private freeCount = 0;
  private readonly counter = new Float64Array(1);

  /** @param capacity events to make room for at first; the list grows by itself */
  constructor(capacity = 1024) {
    this.heapTime = new Float64Array(capacity);
    this.heapSlot = new Int32Array(capacity);
    this.position = new Int32Array(capacity);
    this.sequence = new Float64Array(capacity);
    this.kindOf = new Int32Array(capacity);
    this.subjectOf = new Int32Array(capacity);
    this.free = new Int32Array(capacity);
    this.clear();
  }

  /** Forget everything. */
  clear(): void {
    this.pending = 0;
    this.counter[0] = 0;
    this.freeCount = this.free.length;
    for (let i = 0; i < this.freeCount; i++) this.free[i] = this.freeCount - 1 - i;
  }

  /**
   * Schedule an event at `when[0]`.
   * @returns a handle for `cancel`, valid until the event is taken or cancelled
   */
  schedule(kind: number, subject: number): number {
    if (this.freeCount === 0) this.grow();
    const slot = this.free[--this.freeCount];
    this.kindOf[slot] = kind;
    this.subjectOf[slot] = subject;
    this.sequence[slot] = this.counter[0]++;
    const at = this.pending++;
    this.heapTime[at] = this.when[0];
    this.heapSlot[at] = slot;
    this.siftUp(at);
    return slot;
  }

  /** Take a pending event off the list. */
  cancel(handle: number): void {
    const at = this.position[handle];
    this.free[this.freeCount++] = handle;
    const last = --this.pending;
    if (at === last) return;
    this.heapTime[at] = this.heapTime[last];
    this.heapSlot[at] = this.heapSlot[last];
    this.position[this.heapSlot[at]] = at;
    this.siftDown(at);
    this.siftUp(at);
  }

  /** Time of an event that is still pending. */
  timeOf(handle: number): number {
    return this.heapTime[this.position[handle]];
  }

  /** Time of the next event, or Infinity when there is none. */
  nextTime(): number {
    return this.pending === 0 ? Infinity : this.heapTime[0];
  }

  /** Take the next event: sets `when[0]`, `kind` and `subject`. @returns false when the list is empty */
  next(): boolean {
    if (this.pending === 0) return false;
    const slot = this.heapSlot[0];
    this.when[0] = this.heapTime[0];
    this.kind = this.kindOf[slot];
    this.subject = this.subjectOf[slot];
    this.free[this.freeCount++] = slot;
    const last = --this.pending;
    if (last > 0) {
      this.heapTime[0] = this.heapTime[last];
      this.heapSlot[0] = this.heapSlot[last];
      this.siftDown(0);
    }
    return true;
  }

  private siftUp(start: number): void {
    const times = this.heapTime;
    const slots = this.heapSlot;
    const sequence = this.sequence;
    let at = start;
    const time = times[at];
    const slot = slots[at];
    while (at > 0) {
      const parent = (at - 1) >> 2;
      const above = times[parent];
      if (above < time || (above === time && sequence[slots[parent]] < sequence[slot])) break;
      times[at] = above;
      slots[at] = slots[parent];
      this.position[slots[at]] = at;
      at = parent;
    }
    times[at] = time;
    slots[at] = slot;
    this.position[slot] = at;
  }

  private siftDown(start: number): void {
    const times = this.heapTime;
    const slots = this.heapSlot;
    const sequence = this.sequence;
    const count = this.pending;
    let at = start;
    const time = times[at];
    const slot = slots[at];
    for (;;) {
      const first = at * 4 + 1;
      if (first >= count) break;
      let best = first;
      let bestTime = times[first];
      const end = first + 4 < count ? first + 4 : count;
      for (let child = first + 1; child < end; child++) {
        const childTime = times[child];
        if (childTime < bestTime || (childTime === bestTime && sequence[slots[child]] < sequence[slots[best]])) {
          best = child;
          bestTime = childTime;
        }
      }
      if (time < bestTime || (time === bestTime && sequence[slot] < sequence[slots[best]])) break;
      times[at] = bestTime;
      slots[at] = slots[best];
      this.position[slots[at]] = at;
      at = best;
    }
    times[at] = time;
    slots[at] = slot;
    this.position[slot] = at;
  }

  private grow(): void {
    const before = this.free.length;
    const after = before * 2;
    const heapTime = new Float64Array(after);
    heapTime.set(this.heapTime);
    this.heapTime = heapTime;
    const sequence = new Float64Array(after);
    sequence.set(this.sequence);
    this.sequence = sequence;
    this.heapSlot = grown(this.heapSlot, after);
    this.position = grown(this.position, after);
    this.kindOf = grown(this.kindOf, after);
    this.subjectOf = grown(this.subjectOf, after);
    this.free = grown(this.free, after);
    for (let slot = after - 1; slot >= before; slot--) this.free[this.freeCount++] = slot;
  }
}

function grown(array: Int32Array, length: number): Int32Array {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}
