/** Work at a desk that stops before its end: servers leave, or somebody more urgent comes. */
import type { Desk } from './desk';
import { SAME_INSTANT } from './desk-events';
import { ENDING, INTS, RANK } from './people';

/** More are at work than there are servers: the shift-end rule for those who began last (of the latest rank, where ranks interrupt). */
export function stopBeyondCapacity(desk: Desk): void {
  const { spec, staffing } = desk;
  const { shiftEnd } = spec;
  if (shiftEnd !== 'suspend' && shiftEnd !== 'handOver') return;
  endWhatIsDone(desk);
  while (staffing.busy > staffing.capacity) {
    const person = desk.serving.last();
    desk.stopWork(person, 'stops');
    if (shiftEnd === 'suspend') desk.suspend(person);
    else desk.joinAtHead(person);
  }
}

/** While the first in line may interrupt somebody of a later rank: of the latest rank in service, whoever began last. */
export function interruptForWaiting(desk: Desk): void {
  const { line, serving, spec, staffing, world } = desk;
  const { people } = world;
  let isSettled = false;
  for (let head = line.first(); head >= 0; head = line.first()) {
    const rank = people.ints[(head << INTS) + RANK];
    const other = serving.last();
    if (rank >= spec.interruptingRanks || other < 0 || people.ints[(other << INTS) + RANK] <= rank) return;
    // Nobody could begin in place of somebody who works overtime, or whose server leaves too soon.
    if (!staffing.hasFree(staffing.busy - 1)) return;
    if (spec.shiftEnd === 'doNotStart' && !desk.couldEnd(head)) return;
    if (isSettled) {
      desk.stopWork(other, 'is interrupted');
      desk.tallies.interrupted();
      desk.joinAtHead(other);
      desk.startWaiting();
    } else {
      // A server who is done at this very instant need not interrupt anything.
      isSettled = true;
      endWhatIsDone(desk);
    }
  }
}

/** Work that ends at this very instant is finished, not stopped with nothing left. */
function endWhatIsDone(desk: Desk): void {
  const { serving } = desk;
  const { people, events, clock } = desk.world;
  // Whoever begins meanwhile stands behind those who are at work now.
  for (let left = serving.length; left > 0; left--) {
    let person = serving.first();
    while (person >= 0 && events.timeOf(people.ints[(person << INTS) + ENDING]) > clock[0] + SAME_INSTANT)
      person = serving.after(person);
    if (person < 0) return;
    events.cancel(people.ints[(person << INTS) + ENDING]);
    desk.end(person);
  }
}
