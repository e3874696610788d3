/** What every kind of service has in common. */
import type { WeekMeasureName } from '../scenario/week-measure-table';
import type { Cumulative } from '../stocks/stocks';
import type { World } from './world';

/** Low bits of an event's kind say what it is to its service; the rest is the service's index. */
export const WHAT_BITS = 4;

/** A service in a running world. */
export abstract class Service {
  /**
   * @param index position among the services
   * @param id its id in the scenario
   */
  constructor(
    readonly world: World,
    readonly index: number,
    readonly id: string,
  ) {}

  /**
   * Schedule one of the service's own events at `events.when[0]`: a time that is set there first need not be allocated
   * on the way.
   * @returns its handle
   */
  protected scheduleAtWhen(what: number, subject: number): number {
    return this.world.events.schedule((this.index << WHAT_BITS) | what, subject);
  }

  /** Somebody comes in now. */
  abstract arrive(person: number): void;

  /** One of the service's own events is due. */
  handle(_what: number, _subject: number): void {}

  /** Empty the service and its tallies for a new replication. */
  abstract reset(): void;

  /** Schedule first events and place those who are inside at the start; all services are empty when this begins. */
  begin(): void {}

  /** Rule 1, step 3: duty rosters are filled. `day` is the day that begins. */
  fillRoster(_day: number): void {}

  /** Rule 1, step 4: clinic slots are cut to the staff who are in. */
  cutSlots(_day: number): void {}

  /** Rule 1, step 5: what remains of the day's hours is known; sessions are scheduled. */
  planSession(_day: number): void {}

  /** Nobody works in the post any more; or it has more room and hours than before. */
  postLeft(_post: number): void {}
  postFilled(_post: number): void {}

  /** Expressions were evaluated again (weekly step or a timed change). */
  quantitiesChanged(): void {}

  /** The warm-up is over: forget what was counted. */
  restart(): void {}

  /** A step of the series ends: note its values. */
  endStep(_step: number): void {}

  /** Number in the service now (for readings at instants). */
  abstract inside(): number;

  /** The running sums of a measure of the week; null when there are none of that name here, but with the tallies. */
  cumulative(_measure: WeekMeasureName): Cumulative | null {
    return null;
  }

  /** Write the replication's values. */
  abstract collect(values: Float64Array, histograms: Float64Array): void;
}
