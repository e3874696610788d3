/** Advances a long computation in slices, so that the thread hears its messages in between. */

/** What can be advanced by a number of events: the engine's `Replication`. */
export interface Advancing {
  /** Run at most this many events; true when there are no more. */
  advance(maxEvents: number): boolean;
}

/** A slice should take this long. Half of the 25 ms allowed, since the cost of an event varies within a run. */
const TARGET_MS = 12;
const FIRST_EVENTS = 500;
const FEWEST_EVENTS = 50;
const MOST_EVENTS = 5_000_000;
/** A slice grows at most so much over the one before, so that one cheap slice does not make the next a long one. */
const MOST_GROWTH = 3;

/** Number of events for the next slice, given what the last one took. */
export function nextSliceEvents(events: number, tookMs: number): number {
  const growth = Math.min(MOST_GROWTH, TARGET_MS / Math.max(tookMs, 0.01));
  return Math.min(MOST_EVENTS, Math.max(FEWEST_EVENTS, Math.round(events * growth)));
}

/**
 * Advance to the end, or until `isCancelled` says so.
 *
 * @returns true when finished, false when cancelled
 */
export async function advanceInSlices(work: Advancing, isCancelled: () => boolean): Promise<boolean> {
  const pause = openPause();
  try {
    let events = FIRST_EVENTS;
    while (!isCancelled()) {
      const began = performance.now();
      if (work.advance(events)) return true;
      events = nextSliceEvents(events, performance.now() - began);
      await pause.untilMessagesAreHeard();
    }
    return false;
  } finally {
    pause.close();
  }
}

/** A way to wait for one turn of the message loop. `setTimeout` would cost 4 ms each time in a browser. */
function openPause() {
  // Node answers up to a thousand messages of one port before it looks at the others, so a port of our own would
  // keep it from hearing anything else.
  if (typeof setImmediate === 'function') {
    return { untilMessagesAreHeard: () => new Promise<void>((resolve) => setImmediate(resolve)), close: () => {} };
  }
  // A browser puts a message to oneself behind those already waiting.
  const { port1, port2 } = new MessageChannel();
  let wake = (): void => {};
  port1.onmessage = () => wake();
  return {
    untilMessagesAreHeard: () =>
      new Promise<void>((resolve) => {
        wake = resolve;
        port2.postMessage(null);
      }),
    close: () => {
      port1.close();
      port2.close();
    },
  };
}
