/** What becomes of those who wait long at a desk: attributes are set anew, and the rank with them. */
import { purposeOf } from '../random/keyed-draws';
import type { Desk } from './desk';
import { BECOMES } from './desk-events';
import type { Becoming } from './desk-spec';
import { interruptForWaiting } from './desk-stops';
import { ARRIVED_AT, ENDING, INTS, NOTE, RANK } from './people';
import { remainingTime } from './remaining-time';
import { matches } from './routes';

/**
 * The changes of those who wait at one desk. While a person waits, `ending` holds the handle of the next change and
 * `note` how many there have been: nobody who waits is in service.
 */
export class Becomings {
  private readonly draw: number;

  constructor(
    private readonly desk: Desk,
    private readonly entries: readonly Becoming[],
  ) {
    this.draw = purposeOf(desk.id, 'becomes');
  }

  /** The person begins to wait and may change; `waited` days of the wait are over (at the start of a run). */
  watch(person: number, waited = 0): void {
    this.desk.world.people.ints[(person << INTS) + NOTE] = 0;
    this.schedule(person, waited);
  }

  /** The person waits no longer. */
  forget(person: number): void {
    const { people, events } = this.desk.world;
    if (people.ints[(person << INTS) + ENDING] < 0) return;
    events.cancel(people.ints[(person << INTS) + ENDING]);
    people.ints[(person << INTS) + ENDING] = -1;
  }

  /** The change is due. */
  change(person: number): void {
    const { desk } = this;
    const { world, line } = desk;
    const { people } = world;
    people.ints[(person << INTS) + ENDING] = -1;
    const { set } = this.entries[this.entryOf(person)];
    for (let i = 0; i < set.length; i++)
      people.attributes[person * people.attributeCount + set[i].attribute] = set[i].value;
    people.ints[(person << INTS) + NOTE]++;
    desk.tallies.became();
    if (world.trace !== null) world.note(person, desk.index, 'changes');
    const rank = desk.rankOf(person);
    if (rank !== people.ints[(person << INTS) + RANK]) {
      line.leave(person);
      line.joinByDate(person, rank, ARRIVED_AT);
    }
    this.schedule(person, 0);
    // Work may be so much shorter now that it can end before servers leave; or this person may go before others.
    desk.startWaiting();
    if (desk.spec.interruptingRanks > 0) interruptForWaiting(desk);
  }

  /** The first entry that fits the person, or −1. */
  private entryOf(person: number): number {
    for (let i = 0; i < this.entries.length; i++)
      if (matches(this.entries[i].when, this.desk.world.people, person)) return i;
    return -1;
  }

  private schedule(person: number, waited: number): void {
    const { world, index } = this.desk;
    const { people } = world;
    const entry = this.entryOf(person);
    if (entry < 0) return;
    const { after } = this.entries[entry];
    const generator = world.draws.seekPerson(person, this.draw, people.ints[(person << INTS) + NOTE]);
    const days = waited > 0 ? remainingTime(after, waited, generator.uniform()) : after.sample(generator);
    people.ints[(person << INTS) + ENDING] = world.schedule(world.clock[0] + days, index, BECOMES, person);
  }
}
