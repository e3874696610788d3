/** How often a question is put again when its worker is lost, and what is said when that does not help. */

/** A call that never got its answer because the worker died, or that failed so that the worker can't be trusted. */
export class WorkerLost extends Error {
  /** @param reason what is known of why, for people */
  constructor(reason: string) {
    super(reason);
    this.name = 'WorkerLost';
  }
}

/** A question is put to so many workers, one after another, before the pool gives up on it. */
export const MOST_ATTEMPTS = 3;

/** The error for something that lost its worker as often as is tried. */
export function lostTooOften(what: string, last: WorkerLost): Error {
  const message = `${what} stopped ${MOST_ATTEMPTS} times, the last time because: ${last.message}.`;
  return new Error(`${message} This is a bug in Headroom, or the computer has run out of memory.`, { cause: last });
}
