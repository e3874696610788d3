/** The event list: first scheduled, first run; what is cancelled is gone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventList } from '../../engine/events/event-list';

const SEED = 20171;

function schedule(list: EventList, time: number, kind: number, subject = 0): number {
  list.when[0] = time;
  return list.schedule(kind, subject);
}

/** Take everything: kinds in the order in which they come. */
function drain(list: EventList): number[] {
  const kinds: number[] = [];
  while (list.next()) kinds.push(list.kind);
  return kinds;
}

describe('events at one time', () => {
  it('run in the order in which they were scheduled: twelve of them', () => {
    const list = new EventList();
    for (let kind = 0; kind < 12; kind++) schedule(list, 1, kind);
    expect(drain(list)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('keep their order when events of other times stand between them', () => {
    const list = new EventList(4);
    [5, 1, 5, 3, 5, 1, 5].forEach((time, kind) => schedule(list, time, kind));
    expect(drain(list)).toEqual([1, 5, 3, 0, 2, 4, 6]);
  });

  it('keep their order when some of them are cancelled, whose places are used again', () => {
    const list = new EventList();
    const handles = Array.from({ length: 12 }, (_, kind) => schedule(list, 1, kind));
    for (const kind of [0, 3, 4, 11]) list.cancel(handles[kind]);
    // New events take the freed places, and still come last.
    schedule(list, 1, 20);
    schedule(list, 1, 21);
    expect(drain(list)).toEqual([1, 2, 5, 6, 7, 8, 9, 10, 20, 21]);
  });

  it('come before those scheduled while they run', () => {
    const list = new EventList();
    schedule(list, 1, 0);
    schedule(list, 1, 1);
    list.next();
    schedule(list, 1, 2);
    expect(drain(list)).toEqual([1, 2]);
  });
});

describe('an event that is cancelled', () => {
  it('never runs: a delay of 10 that is interrupted at 3, then 100 more, ends at 103', () => {
    const list = new EventList();
    const timer = schedule(list, 10, 1);
    schedule(list, 3, 2);
    const ends: number[] = [];
    while (list.next()) {
      if (list.kind === 2) {
        list.cancel(timer);
        schedule(list, list.when[0] + 100, 1);
      } else ends.push(list.when[0]);
    }
    expect(ends).toEqual([103]);
  });

  it('is not counted as pending, and does not hold up the others', () => {
    const list = new EventList();
    const first = schedule(list, 1, 1);
    schedule(list, 2, 2);
    expect(list.pending).toBe(2);
    list.cancel(first);
    expect(list.pending).toBe(1);
    expect(list.nextTime()).toBe(2);
    expect(drain(list)).toEqual([2]);
  });

  it('can be the only one, the next one or the last one', () => {
    const list = new EventList();
    list.cancel(schedule(list, 1, 1));
    expect([list.pending, list.nextTime(), list.next()]).toEqual([0, Infinity, false]);
    const handles = [1, 2, 3].map((time) => schedule(list, time, time));
    list.cancel(handles[0]);
    list.cancel(handles[2]);
    expect(drain(list)).toEqual([2]);
  });
});

describe('a list', () => {
  it('gives back time, kind and subject', () => {
    const list = new EventList();
    const handle = schedule(list, 0.1 + 0.2, (1 << 27) + 3, 2 ** 31 - 1);
    expect(list.timeOf(handle)).toBe(0.1 + 0.2);
    expect(list.next()).toBe(true);
    expect([list.when[0], list.kind, list.subject]).toEqual([0.1 + 0.2, (1 << 27) + 3, 2 ** 31 - 1]);
    expect(list.next()).toBe(false);
  });

  it('grows beyond its first capacity with handles still valid', () => {
    const list = new EventList(2);
    const handles = Array.from({ length: 1000 }, (_, kind) => schedule(list, (kind * 7919) % 1000, kind));
    expect(handles.map((handle) => list.timeOf(handle))).toEqual(handles.map((_, kind) => (kind * 7919) % 1000));
    handles.forEach((handle, kind) => kind % 2 === 1 && list.cancel(handle));
    const times: number[] = [];
    while (list.next()) {
      expect(list.kind % 2).toBe(0);
      times.push(list.when[0]);
    }
    expect(times).toEqual(times.slice().sort((a, b) => a - b));
    expect(times).toHaveLength(500);
  });

  it('is empty after being cleared, and begins anew', () => {
    const list = new EventList(4);
    for (let kind = 0; kind < 10; kind++) schedule(list, kind, kind);
    list.clear();
    expect([list.pending, list.nextTime()]).toEqual([0, Infinity]);
    for (let kind = 0; kind < 10; kind++) schedule(list, 1, kind);
    expect(drain(list)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('does what a sorted array does, whatever is scheduled, cancelled and taken', () => {
    // Few different times, so that ties are common; a naive list of [time, number], sorted stably.
    const action = fc.oneof(
      { weight: 5, arbitrary: fc.record({ schedule: fc.nat(7) }) },
      { weight: 3, arbitrary: fc.record({ cancel: fc.nat(1000) }) },
      { weight: 3, arbitrary: fc.record({ take: fc.constant(true) }) },
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 400 }), fc.integer({ min: 1, max: 8 }), (actions, capacity) => {
        const list = new EventList(capacity);
        let naive: { time: number; kind: number; handle: number }[] = [];
        let number = 0;
        for (const what of actions) {
          if ('schedule' in what) {
            const handle = schedule(list, what.schedule / 3, number, number * 2);
            naive.push({ time: what.schedule / 3, kind: number++, handle });
          } else if ('cancel' in what) {
            if (naive.length === 0) continue;
            const [gone] = naive.splice(what.cancel % naive.length, 1);
            list.cancel(gone.handle);
          } else {
            naive = naive.map((event) => event).sort((a, b) => a.time - b.time || a.kind - b.kind);
            const first = naive.shift();
            expect(list.next()).toBe(first !== undefined);
            if (first !== undefined)
              expect([list.when[0], list.kind, list.subject]).toEqual([first.time, first.kind, first.kind * 2]);
          }
          expect(list.pending).toBe(naive.length);
          expect(list.nextTime()).toBe(Math.min(Infinity, ...naive.map(({ time }) => time)));
        }
        expect(drain(list)).toEqual(naive.sort((a, b) => a.time - b.time || a.kind - b.kind).map(({ kind }) => kind));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
