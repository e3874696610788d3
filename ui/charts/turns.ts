/** Lets charts draw one after another, each in a turn of its own, so that the page never stands still for long. */

const waiting: (() => void)[] = [];
let isUnderWay = false;

function next(): void {
  const job = waiting.shift();
  if (job === undefined) {
    isUnderWay = false;
    return;
  }
  job();
  setTimeout(next);
}

/** Do something when it is its turn. */
export function takeTurn(job: () => void): void {
  waiting.push(job);
  if (isUnderWay) return;
  isUnderWay = true;
  requestAnimationFrame(next);
}
