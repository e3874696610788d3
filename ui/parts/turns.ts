/** Lets parts of the page be drawn one after another, each in a turn of its own, so that it never stands still for long. */

const waiting: (() => void)[] = [];
let isUnderWay = false;

function next(): void {
  const job = waiting.shift();
  if (job === undefined) {
    isUnderWay = false;
    return;
  }
  // Before the job, so that one that fails does not stop those behind it.
  setTimeout(next);
  job();
}

/** Do something when it is its turn: after the next frame, and after everything that asked before. */
export function takeTurn(job: () => void): void {
  waiting.push(job);
  if (isUnderWay) return;
  isUnderWay = true;
  // A hidden page has no frames.
  if (document.hidden) setTimeout(next);
  else requestAnimationFrame(() => setTimeout(next));
}
