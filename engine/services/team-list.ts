/**
 * The people who wait for a place with a team: those on its own list, who may leave it at a hazard, and those who hold a
 * place elsewhere until there is one here (blocked hand-overs).
 */
import { purposeOf } from '../random/keyed-draws';
import { ARRIVED_AT, INTS, NOTE, TAG, TIMES } from './people';
import type { TeamSpec } from './team-spec';
import type { TeamTallies } from './team-tallies';
import { WaitingHazard } from './waiting-hazard';
import { WaitingLine } from './waiting-line';
import type { World } from './world';

/** `tag` of people who wait for a place: this, or the row of the case that they block elsewhere. */
export const ON_LIST = -1;

/** @see the file's comment */
export class TeamList {
  private readonly line: WaitingLine;
  private readonly leaving: WaitingHazard;

  /** @param leaves what the team's event of leaving the list is called */
  constructor(
    private readonly world: World,
    private readonly team: number,
    id: string,
    private readonly spec: TeamSpec,
    private readonly tallies: TeamTallies,
    leaves: number,
  ) {
    this.line = new WaitingLine(world.people, 2);
    const hazard = [{ when: [], value: spec.waitHazard }];
    this.leaving = new WaitingHazard(world, hazard, purposeOf(id, 'waits'), team, leaves, 'first');
  }

  /** A new replication: nobody waits. */
  reset(): void {
    this.line.clear();
    this.leaving.reset();
  }

  get length(): number {
    return this.line.length;
  }

  /** Who goes next, or −1. */
  first(): number {
    return this.line.first();
  }

  /** Since when each person waits, in order. */
  eachSince(tell: (since: number) => void): void {
    const { times } = this.world.people;
    for (let person = this.line.first(); person >= 0; person = this.line.after(person))
      tell(times[(person << TIMES) + ARRIVED_AT]);
  }

  /** Onto the list, by date of decision. */
  join(person: number): void {
    const { people } = this.world;
    people.ints[(person << INTS) + TAG] = ON_LIST;
    this.line.joinByDate(person, this.spec.handOversFirst ? 1 : 0, ARRIVED_AT);
    this.tallies.changeWaiting(person, 1);
    if (this.world.trace !== null)
      this.world.tell(person, this.team, 'waits on the list: no coordinator has a place', this.line.ahead(person));
    this.leaving.start(person);
  }

  /** The person holds a place elsewhere, in this row of that team's cases, and stays there until there is one here. */
  joinFrom(person: number, team: number, row: number): void {
    const { people } = this.world;
    people.ints[(person << INTS) + TAG] = row;
    people.ints[(person << INTS) + NOTE] = team;
    this.line.joinByDate(person, 0, ARRIVED_AT);
    this.tallies.changeWaiting(person, 1);
    if (this.world.trace !== null)
      this.world.tell(person, this.team, 'waits where they are: no coordinator has a place', this.line.ahead(person));
  }

  /** The person waits no longer. */
  leave(person: number): void {
    this.line.leave(person);
    this.tallies.changeWaiting(person, -1);
    this.leaving.stop(person);
  }

  /** The person's event of leaving the list has run. */
  ran(person: number): void {
    this.leaving.ran(person);
    this.leave(person);
    if (this.world.trace !== null) this.world.tell(person, this.team, 'leaves the list');
  }

  /** The hazard may have changed: who waits now leaves by the new one. */
  quantitiesChanged(): void {
    if (!this.leaving.quantitiesChanged()) return;
    const { people } = this.world;
    for (let person = this.line.first(); person >= 0; person = this.line.after(person))
      if (people.ints[(person << INTS) + TAG] === ON_LIST) this.leaving.retime(person);
  }
}
