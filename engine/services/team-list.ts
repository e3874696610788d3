/**
 * The people who wait for a place with a team: those on its own list, who may leave it at a hazard, and those who hold a
 * place elsewhere until there is one here (blocked hand-overs).
 */
import { purposeOf } from '../random/keyed-draws';
import type { TeamSpec } from './team-spec';
import type { TeamTallies } from './team-tallies';
import { WaitingLine } from './waiting-line';
import type { World } from './world';

/** `tag` of people who wait for a place: this, or the row of the case that they block elsewhere. */
export const ON_LIST = -1;

/** @see the file's comment */
export class TeamList {
  private readonly line: WaitingLine;
  private readonly waitDraw: number;
  // Hazard of leaving, its integral until the last change, and the time of that change.
  private readonly hazard = new Float64Array(3);

  /** @param leaves what the team's event of leaving the list is called */
  constructor(
    private readonly world: World,
    private readonly team: number,
    id: string,
    private readonly spec: TeamSpec,
    private readonly tallies: TeamTallies,
    private readonly leaves: number,
  ) {
    this.line = new WaitingLine(world.people, 2);
    this.waitDraw = purposeOf(id, 'waits');
  }

  /** A new replication: nobody waits. */
  reset(): void {
    this.line.clear();
    this.hazard[0] = this.world.quantities.values[this.spec.waitHazard];
    this.hazard[1] = 0;
    this.hazard[2] = 0;
  }

  get length(): number {
    return this.line.length;
  }

  /** Who goes next, or −1. */
  first(): number {
    return this.line.first();
  }

  /** Onto the list, by date of decision. */
  join(person: number): void {
    const { people, draws } = this.world;
    people.tag[person] = ON_LIST;
    this.line.joinByDate(person, this.spec.handOversFirst ? 1 : 0, people.arrivedAt);
    this.tallies.waiting.add(1);
    // The person leaves when the integral of the hazard has grown by a threshold of their own (rule 10).
    people.work[person] = this.integral() + draws.seekPerson(person, this.waitDraw).exponential();
    this.setTimer(person);
  }

  /** The person holds a place elsewhere, in this row of that team's cases. */
  joinFrom(person: number, team: number, row: number): void {
    const { people } = this.world;
    people.tag[person] = row;
    people.note[person] = team;
    this.line.joinByDate(person, 0, people.arrivedAt);
    this.tallies.waiting.add(1);
  }

  /** The person waits no longer. */
  leave(person: number): void {
    const { people, events } = this.world;
    this.line.leave(person);
    this.tallies.waiting.add(-1);
    if (people.timer[person] >= 0) {
      events.cancel(people.timer[person]);
      people.timer[person] = -1;
    }
  }

  /** The hazard may have changed: who waits now leaves by the new one. */
  quantitiesChanged(): void {
    const hazard = this.world.quantities.values[this.spec.waitHazard];
    if (hazard === this.hazard[0]) return;
    this.hazard[1] = this.integral();
    this.hazard[2] = this.world.clock[0];
    this.hazard[0] = hazard;
    const { people, events } = this.world;
    for (let person = this.line.first(); person >= 0; person = this.line.after(person)) {
      if (people.tag[person] !== ON_LIST) continue;
      if (people.timer[person] >= 0) events.cancel(people.timer[person]);
      this.setTimer(person);
    }
  }

  private integral(): number {
    return this.hazard[1] + this.hazard[0] * (this.world.clock[0] - this.hazard[2]);
  }

  private setTimer(person: number): void {
    const { world } = this;
    const left = world.people.work[person] - this.integral();
    world.people.timer[person] =
      this.hazard[0] > 0 ? world.schedule(world.clock[0] + left / this.hazard[0], this.team, this.leaves, person) : -1;
  }
}
