/**
 * A hazard that people face while they wait (rule 10): one keyed Exp(1) threshold per person and visit, compared with the
 * cumulative hazard. The hazard is constant between two changes of its quantity, so the instant at which it reaches the
 * threshold is known and scheduled; when the quantity changes, what is left of the threshold goes by the new rate.
 */
import type { CompiledCase } from '../scenario/reader';
import { ENDING, INTS, STARTED_AT, TIMER, TIMES, WORK } from './people';
import { matches } from './routes';
import type { World } from './world';

/** Where a hazard keeps its event and its threshold in a person's row; a service has at most two hazards. */
export type HazardPlace = 'first' | 'second';

/** One hazard of a service. */
export class WaitingHazard {
  /** For each case: cumulative hazard at `since`, hazard a day from then on, and whether it has just changed. */
  private readonly cumulative: Float64Array;
  private readonly rates: Float64Array;
  private readonly hasChanged: Uint8Array;
  private readonly since = new Float64Array(1);
  /** Places of the event's handle and of the threshold in a person's records. */
  private readonly handle: number;
  private readonly threshold: number;

  /**
   * @param hazard quantities of the hazard by case (a day)
   * @param purpose what the person's draw is for
   * @param owner index of the service that gets the event
   * @param what kind of that event; its subject is the person
   */
  constructor(
    private readonly world: World,
    private readonly hazard: readonly CompiledCase<number>[],
    private readonly purpose: number,
    private readonly owner: number,
    private readonly what: number,
    place: HazardPlace,
  ) {
    this.cumulative = new Float64Array(hazard.length);
    this.rates = new Float64Array(hazard.length);
    this.hasChanged = new Uint8Array(hazard.length);
    this.handle = place === 'first' ? TIMER : ENDING;
    this.threshold = place === 'first' ? WORK : STARTED_AT;
  }

  /** A new replication; quantities are at their start. */
  reset(): void {
    this.cumulative.fill(0);
    this.since[0] = 0;
    for (let i = 0; i < this.rates.length; i++) this.rates[i] = this.world.quantities.values[this.hazard[i].value];
  }

  /** The person begins to wait now. */
  start(person: number): void {
    const { world } = this;
    const { clock, people } = world;
    const i = this.caseOf(person);
    const rate = this.rates[i];
    const at = (person << INTS) + this.handle;
    people.ints[at] = -1;
    if (rate === 0 && !world.quantities.all[this.hazard[i].value].moves) return;
    const threshold = world.draws.seekPerson(person, this.purpose).exponential();
    people.times[(person << TIMES) + this.threshold] =
      this.cumulative[i] + rate * (clock[0] - this.since[0]) + threshold;
    if (rate > 0) people.ints[at] = world.schedule(clock[0] + threshold / rate, this.owner, this.what, person);
  }

  /** The person waits no longer. */
  stop(person: number): void {
    const { ints } = this.world.people;
    const at = (person << INTS) + this.handle;
    if (ints[at] >= 0) this.world.events.cancel(ints[at]);
    ints[at] = -1;
  }

  /** The person's event has run. */
  ran(person: number): void {
    this.world.people.ints[(person << INTS) + this.handle] = -1;
  }

  /** Quantities were evaluated again. @returns whether a hazard has changed, so that `retime` is due for all who wait */
  quantitiesChanged(): boolean {
    const { world, rates, hasChanged } = this;
    const { values } = world.quantities;
    let changed = false;
    for (let i = 0; i < rates.length; i++) {
      hasChanged[i] = values[this.hazard[i].value] === rates[i] ? 0 : 1;
      if (hasChanged[i] === 1) changed = true;
    }
    if (!changed) return false;
    const days = world.clock[0] - this.since[0];
    for (let i = 0; i < rates.length; i++) {
      this.cumulative[i] += rates[i] * days;
      rates[i] = values[this.hazard[i].value];
    }
    this.since[0] = world.clock[0];
    return true;
  }

  /** Put the event of somebody who waits where the changed hazard has it. */
  retime(person: number): void {
    const { world } = this;
    const i = this.caseOf(person);
    if (this.hasChanged[i] === 0) return;
    this.stop(person);
    const rate = this.rates[i];
    if (rate === 0) return;
    const left = Math.max(0, world.people.times[(person << TIMES) + this.threshold] - this.cumulative[i]);
    world.people.ints[(person << INTS) + this.handle] = world.schedule(
      world.clock[0] + left / rate,
      this.owner,
      this.what,
      person,
    );
  }

  private caseOf(person: number): number {
    const last = this.hazard.length - 1;
    for (let i = 0; i < last; i++) if (matches(this.hazard[i].when, this.world.people, person)) return i;
    return last;
  }
}
