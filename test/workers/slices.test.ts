import { describe, expect, it } from 'vitest';
import { advanceInSlices, nextSliceEvents } from '../../workers/slices';

function burn(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

/** Work in which each event takes so long; it keeps the longest slice. */
function work(events: number, msPerEvent: number) {
  let left = events;
  const slices: number[] = [];
  return {
    slices,
    left: () => left,
    advance(maxEvents: number): boolean {
      const now = Math.min(left, maxEvents);
      burn(now * msPerEvent);
      left -= now;
      slices.push(now);
      return left === 0;
    },
  };
}

describe('the number of events in a slice', () => {
  it('shrinks in proportion when a slice took too long', () => {
    expect(nextSliceEvents(1000, 120)).toBe(100);
  });

  it('grows threefold at most', () => {
    expect(nextSliceEvents(1000, 0.001)).toBe(3000);
  });

  it('stays within bounds', () => {
    expect(nextSliceEvents(60, 10_000)).toBe(50);
    expect(nextSliceEvents(5_000_000, 0)).toBe(5_000_000);
  });
});

describe('work in slices', () => {
  it('runs to the end', async () => {
    const all = work(100_000, 0.0001);
    expect(await advanceInSlices(all, () => false)).toBe(true);
    expect(all.slices.reduce((sum, one) => sum + one, 0)).toBe(100_000);
  });

  it('hears messages in between', async () => {
    const long = work(1_000_000, 0.01);
    const { port1, port2 } = new MessageChannel();
    let cancelled = false;
    port1.onmessage = () => {
      cancelled = true;
    };
    const began = performance.now();
    setTimeout(() => port2.postMessage('cancel'), 30);
    expect(await advanceInSlices(long, () => cancelled)).toBe(false);
    expect(performance.now() - began).toBeLessThan(230);
    expect(long.left()).toBeGreaterThan(0);
    port1.close();
    port2.close();
  });
});
