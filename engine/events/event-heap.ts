/**
 * Where events stand, and a heap of some of them: 4-ary, over parallel typed arrays, earliest first and among equals the
 * one that was added first. Each event knows its place, so that it can be removed from the middle.
 */

/** @see the file's comment */
export class EventHeap {
  // Of each event, by its slot.
  time: Float64Array;
  kind: Int32Array;
  subject: Int32Array;
  /** Place in the heap, or what the event list has for events that stand elsewhere, below 0. */
  place: Int32Array;
  /** Neighbours in a bucket of the event list, −1 for none. */
  next: Int32Array;
  previous: Int32Array;

  /** Events in the heap, with time and slot of each; the first is the earliest. */
  count = 0;
  times: Float64Array;
  slots: Int32Array;

  /** Turn of each event in the heap: the order in which they were added. */
  private sequence: Float64Array;
  private free: Int32Array;
  private freeCount = 0;
  private readonly counter = new Float64Array(1);

  /** @param capacity events to make room for at first */
  constructor(capacity: number) {
    this.time = new Float64Array(capacity);
    this.kind = new Int32Array(capacity);
    this.subject = new Int32Array(capacity);
    this.place = new Int32Array(capacity);
    this.next = new Int32Array(capacity);
    this.previous = new Int32Array(capacity);
    this.times = new Float64Array(capacity);
    this.slots = new Int32Array(capacity);
    this.sequence = new Float64Array(capacity);
    this.free = new Int32Array(capacity);
    this.clear();
  }

  /** No events. */
  clear(): void {
    this.count = 0;
    this.counter[0] = 0;
    this.freeCount = this.free.length;
    for (let i = 0; i < this.freeCount; i++) this.free[i] = this.freeCount - 1 - i;
  }

  /** A slot for a new event. */
  takeSlot(): number {
    if (this.freeCount === 0) this.grow();
    return this.free[--this.freeCount];
  }

  /** The slot's event is over. */
  releaseSlot(slot: number): void {
    this.free[this.freeCount++] = slot;
  }

  /** Put a slot's event into the heap, behind those of the same time that are there. */
  add(slot: number): void {
    this.sequence[slot] = this.counter[0]++;
    const at = this.count++;
    this.times[at] = this.time[slot];
    this.slots[at] = slot;
    this.siftUp(at);
  }

  /** Take the first event out of the heap. */
  removeFirst(): void {
    const last = --this.count;
    if (last === 0) return;
    this.times[0] = this.times[last];
    this.slots[0] = this.slots[last];
    this.siftDown(0);
  }

  /** Take a slot's event out of the heap. */
  remove(slot: number): void {
    const at = this.place[slot];
    const last = --this.count;
    if (at === last) return;
    this.times[at] = this.times[last];
    this.slots[at] = this.slots[last];
    this.place[this.slots[at]] = at;
    this.siftDown(at);
    this.siftUp(at);
  }

  private siftUp(start: number): void {
    const { times, slots, place, sequence } = this;
    let at = start;
    const time = times[at];
    const slot = slots[at];
    while (at > 0) {
      const parent = (at - 1) >> 2;
      const above = times[parent];
      if (above < time || (above === time && sequence[slots[parent]] < sequence[slot])) break;
      times[at] = above;
      slots[at] = slots[parent];
      place[slots[at]] = at;
      at = parent;
    }
    times[at] = time;
    slots[at] = slot;
    place[slot] = at;
  }

  private siftDown(start: number): void {
    const { times, slots, place, sequence, count } = this;
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
      place[slots[at]] = at;
      at = best;
    }
    times[at] = time;
    slots[at] = slot;
    place[slot] = at;
  }

  private grow(): void {
    const before = this.free.length;
    const after = before * 2;
    this.time = longer(this.time, new Float64Array(after));
    this.kind = longer(this.kind, new Int32Array(after));
    this.subject = longer(this.subject, new Int32Array(after));
    this.place = longer(this.place, new Int32Array(after));
    this.next = longer(this.next, new Int32Array(after));
    this.previous = longer(this.previous, new Int32Array(after));
    this.times = longer(this.times, new Float64Array(after));
    this.slots = longer(this.slots, new Int32Array(after));
    this.sequence = longer(this.sequence, new Float64Array(after));
    this.free = longer(this.free, new Int32Array(after));
    for (let slot = after - 1; slot >= before; slot--) this.free[this.freeCount++] = slot;
  }
}

function longer<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
