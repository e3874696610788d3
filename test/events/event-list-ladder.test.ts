/** The event list when it is long: buckets behind the heap, laid out anew as rates change, and back to the heap alone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventList } from '../../engine/events/event-list';

const SEED = 40123;

interface Pending {
  time: number;
  number: number;
  handle: number;
}

/** A sorted array: what an event list must do, in the plainest way. */
class Naive {
  readonly events: Pending[] = [];

  add(event: Pending): void {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      // Behind everything at its own time.
      if (this.events[middle].time <= event.time) low = middle + 1;
      else high = middle;
    }
    this.events.splice(low, 0, event);
  }
}

/** Both lists, told the same. */
class Both {
  readonly list = new EventList(4);
  readonly naive = new Naive();
  now = 0;
  private number = 0;

  schedule(time: number): void {
    this.list.when[0] = time;
    const handle = this.list.schedule(this.number, this.number * 3);
    this.naive.add({ time, number: this.number++, handle });
  }

  cancel(which: number): void {
    const { events } = this.naive;
    if (events.length > 0) this.list.cancel(events.splice(which % events.length, 1)[0].handle);
  }

  /** Take one event of each and hold them against each other. @returns whether there was one */
  take(): boolean {
    const first = this.naive.events.shift();
    const { list } = this;
    if (list.nextTime() !== (first?.time ?? Infinity)) throw new Error(`nextTime is ${list.nextTime()}`);
    if (list.next() !== (first !== undefined)) throw new Error('one of the lists is empty');
    if (first === undefined) return false;
    if (list.when[0] !== first.time || list.kind !== first.number || list.subject !== first.number * 3)
      throw new Error(`took ${list.kind} at ${list.when[0]}, not ${first.number} at ${first.time}`);
    if (list.pending !== this.naive.events.length) throw new Error(`${list.pending} are pending`);
    if (first.time < Infinity) this.now = first.time;
    return true;
  }

  drain(): void {
    while (this.take());
  }
}

/** Buckets in use behind the heap; 0 when there is the heap alone. */
const bucketsOf = (list: EventList): number => (list as unknown as { buckets: number }).buckets;

describe('a long event list', () => {
  it('does what a sorted array does: random times, bursts at one time, far ahead, never, cancelled in any place', () => {
    const action = fc.oneof(
      { weight: 4, arbitrary: fc.record({ hold: fc.nat(400), span: fc.constantFrom(0.01, 1, 30) }) },
      { weight: 3, arbitrary: fc.record({ schedule: fc.nat(200), span: fc.constantFrom(0, 0.5, 20, 3000) }) },
      { weight: 1, arbitrary: fc.record({ burst: fc.nat(150), ahead: fc.constantFrom(0, 0.25, 10) }) },
      { weight: 1, arbitrary: fc.record({ never: fc.nat(20) }) },
      { weight: 2, arbitrary: fc.record({ cancel: fc.nat(60), step: fc.nat(997) }) },
      { weight: 2, arbitrary: fc.record({ take: fc.nat(300) }) },
      { weight: 1, arbitrary: fc.record({ back: fc.double({ min: 0, max: 1, noNaN: true }) }) },
    );
    let longest = 0;
    let mostBuckets = 0;
    fc.assert(
      fc.property(
        fc.array(action, { minLength: 5, maxLength: 60 }),
        fc.infiniteStream(fc.nat()),
        (actions, numbers) => {
          const both = new Both();
          const uniform = (): number => ((numbers.next().value as number) % 9973) / 9973;
          for (const what of actions) {
            if ('hold' in what) {
              // Take one, schedule one: how lists are used most.
              for (let i = 0; i < what.hold; i++) {
                if (!both.take()) break;
                both.schedule(both.now + uniform() * what.span);
              }
            } else if ('schedule' in what) {
              for (let i = 0; i < what.schedule; i++) both.schedule(both.now + uniform() * what.span);
            } else if ('burst' in what) {
              for (let i = 0; i < what.burst; i++) both.schedule(both.now + what.ahead);
            } else if ('never' in what) {
              for (let i = 0; i < what.never; i++) both.schedule(Infinity);
            } else if ('cancel' in what) {
              for (let i = 0; i < what.cancel; i++) both.cancel(i * what.step);
            } else if ('take' in what) {
              for (let i = 0; i < what.take && both.naive.events.length > 0; i++) both.take();
            } else both.schedule(both.now * what.back);
            longest = Math.max(longest, both.list.pending);
            mostBuckets = Math.max(mostBuckets, bucketsOf(both.list));
          }
          both.drain();
        },
      ),
      { seed: SEED, numRuns: 250 },
    );
    // The runs were long enough to say something.
    expect(longest).toBeGreaterThan(500);
    expect(mostBuckets).toBeGreaterThan(32);
  });

  it('runs 100 000 events in order, from the heap alone to buckets and back', () => {
    const both = new Both();
    let state = 1;
    const uniform = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    const holds = (times: number, span: number): void => {
      for (let i = 0; i < times; i++) {
        both.take();
        both.schedule(both.now + uniform() * span);
      }
    };
    for (let i = 0; i < 20; i++) both.schedule(uniform());
    holds(1000, 1);
    expect(bucketsOf(both.list)).toBe(0);
    for (let i = 0; i < 3000; i++) both.schedule(both.now + uniform() * 50);
    holds(60_000, 50);
    expect(bucketsOf(both.list)).toBeGreaterThan(256);
    // A tenth as fast, then a thousand times as fast: the buckets follow.
    holds(20_000, 500);
    holds(15_000, 0.05);
    for (let i = 0; i < 2990; i++) both.cancel(i * 7919);
    // Until the buckets laid out for many are used up.
    holds(30_000, 1);
    expect(bucketsOf(both.list)).toBe(0);
    expect(both.list.pending).toBe(30);
    both.drain();
  });

  it('keeps the order of a burst at one time that stands in a bucket, and of one beyond the buckets', () => {
    const both = new Both();
    for (let i = 0; i < 400; i++) both.schedule(i / 10);
    for (let i = 0; i < 300; i++) {
      both.take();
      both.schedule(both.now + 40);
    }
    expect(bucketsOf(both.list)).toBeGreaterThan(0);
    const soon = both.now + 3;
    for (let i = 0; i < 500; i++) {
      both.schedule(soon);
      both.schedule(1e6);
      if (i % 3 === 0) both.cancel(i * 31);
    }
    both.drain();
  });

  it('takes events at infinity last, in the order in which they were scheduled', () => {
    const both = new Both();
    for (let i = 0; i < 300; i++) {
      both.schedule(i);
      both.schedule(Infinity);
    }
    both.drain();
    expect(both.list.pending).toBe(0);
  });

  it('begins anew after being cleared in the middle of its buckets', () => {
    const list = new EventList(4);
    const fill = (): number[] => {
      for (let kind = 0; kind < 700; kind++) {
        list.when[0] = (kind * 7919) % 701;
        list.schedule(kind, 0);
      }
      const kinds: number[] = [];
      for (let i = 0; i < 400; i++) {
        list.next();
        kinds.push(list.kind);
      }
      return kinds;
    };
    const first = fill();
    expect(bucketsOf(list)).toBeGreaterThan(0);
    list.clear();
    expect([list.pending, list.nextTime(), bucketsOf(list)]).toEqual([0, Infinity, 0]);
    expect(fill()).toEqual(first);
  });
});
