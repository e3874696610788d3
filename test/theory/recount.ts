/** Counts a replication again from its event log, person by person: the books that the engine's tallies must agree with. */
import type { Replication } from '../../engine/index';

/** What the log says of one desk between two instants. */
export interface Recount {
  arrivals: number;
  turnedAway: number;
  /** Waits that ended in the window, by the start of service or by giving up, in days. */
  waits: number[];
  gaveUp: number;
  /** Times from arrival to the end of service, of those whose service ended in the window. */
  stays: number[];
  /** Time spent at work on each of them, laid down and taken up again or not. */
  services: number[];
  /** Person-days of waiting, of work, and of being there at all, in the window. */
  waitingDays: number;
  /** Those of the first that belong to people whose work had begun and was stopped. */
  stoppedDays: number;
  workingDays: number;
  presentDays: number;
  waitingAtEnd: number;
  /** People with whom work has not begun at the end. */
  notBegunAtEnd: number;
  presentAtEnd: number;
}

interface Visit {
  arrivedAt: number;
  /** When the present spell of waiting, work or rest began. */
  since: number;
  state: 'waiting' | 'working' | 'resting';
  worked: number;
  hasStarted: boolean;
}

type Entry = Replication['trace'][number];

/**
 * Count one desk again.
 *
 * @param isHandedOver whether work that stops goes back to the line (and waits) or rests until it is taken up again
 */
export function recountDesk(
  trace: readonly Entry[],
  desk: string,
  from: number,
  until: number,
  isHandedOver = false,
): Recount {
  const visits = new Map<string, Visit>();
  const count: Recount = {
    arrivals: 0,
    turnedAway: 0,
    waits: [],
    gaveUp: 0,
    stays: [],
    services: [],
    waitingDays: 0,
    stoppedDays: 0,
    workingDays: 0,
    presentDays: 0,
    waitingAtEnd: 0,
    notBegunAtEnd: 0,
    presentAtEnd: 0,
  };
  const within = (since: number, to: number) => Math.max(0, to - Math.max(since, from));
  const close = (visit: Visit, now: number) => {
    const days = within(visit.since, now);
    if (visit.state === 'waiting') count.waitingDays += days;
    if (visit.state === 'waiting' && visit.hasStarted) count.stoppedDays += days;
    if (visit.state === 'working') count.workingDays += days;
    count.presentDays += days;
    if (visit.state === 'working') visit.worked += now - visit.since;
    visit.since = now;
  };
  for (const { day, service, what, person } of trace) {
    const counts = day >= from;
    const visit = visits.get(person);
    if (what === 'arrives') {
      // Elsewhere without a start: there was no room.
      if (visit !== undefined && visit.state === 'waiting' && !visit.hasStarted) {
        visits.delete(person);
        if (counts) count.turnedAway++;
      }
      if (service !== desk) continue;
      visits.set(person, { arrivedAt: day, since: day, state: 'waiting', worked: 0, hasStarted: false });
      if (counts) count.arrivals++;
      continue;
    }
    if (service !== desk) continue;
    if (visit === undefined) throw new Error(`${person} ${what} at ${desk} without having come.`);
    close(visit, day);
    if (what === 'starts') {
      if (!visit.hasStarted && counts) count.waits.push(day - visit.arrivedAt);
      visit.hasStarted = true;
      visit.state = 'working';
    } else if (what === 'stops') {
      visit.state = isHandedOver ? 'waiting' : 'resting';
    } else if (what === 'is interrupted') {
      visit.state = 'waiting';
    } else if (what === 'changes') {
      // Of class, while waiting: the wait goes on.
    } else if (what === 'gives up') {
      visits.delete(person);
      if (!counts) continue;
      count.waits.push(day - visit.arrivedAt);
      count.gaveUp++;
    } else if (what === 'ends') {
      visits.delete(person);
      if (!counts) continue;
      count.stays.push(day - visit.arrivedAt);
      count.services.push(visit.worked);
    } else throw new Error(`The log of ${desk} says "${what}", which is new.`);
  }
  for (const visit of visits.values()) {
    close(visit, until);
    count.presentAtEnd++;
    if (visit.state === 'waiting') count.waitingAtEnd++;
    if (!visit.hasStarted) count.notBegunAtEnd++;
  }
  return count;
}
