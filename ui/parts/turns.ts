/**
 * Lets parts of the page be drawn one after another, with room for the browser in between: it paints, and hears whoever types
 * or clicks, every few milliseconds instead of after everything.
 */

import { pause } from '../state/pause';

/** Parts are drawn for this long before the browser has its turn: far below 50 ms, since a slow part may begin last. */
const SLICE_MS = 8;

/** Small things, in the order in which they stand on the page; as many in one slice as there is time for. */
const parts: (() => void)[] = [];
/** Asked for since the last part: they stand inside it, and so before the parts that wait. */
const inner: (() => void)[] = [];
/** What can wait until no part is waiting. */
const turns: (() => void)[] = [];
let isUnderWay = false;

/** Draw a part of the page soon: after the parts that stand before it, and before anything that waits for its turn. */
export function drawPart(job: () => void): void {
  inner.push(job);
  if (!isUnderWay) void work();
}

/** Do something when it is its turn: when all parts are drawn, and after everything that asked before. */
export function takeTurn(job: () => void): void {
  turns.push(job);
  if (!isUnderWay) void work();
}

async function work(): Promise<void> {
  isUnderWay = true;
  let end = 0;
  while (inner.length + parts.length + turns.length > 0) {
    if (performance.now() >= end) {
      await pause();
      end = performance.now() + SLICE_MS;
    }
    parts.unshift(...inner.splice(0));
    attempt(parts.shift() ?? turns.shift());
    // The controls in a part draw themselves as soon as the script rests, and that is to count too.
    await Promise.resolve();
  }
  isUnderWay = false;
}

/** One that fails does not stop those behind it. */
function attempt(job: (() => void) | undefined): void {
  try {
    job?.();
  } catch (error) {
    reportError(error);
  }
}
