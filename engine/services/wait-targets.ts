/** Shares of a service's people who are within its waiting-time targets, each with its denominator stated. */
import type { MeasureBuilder } from '../results/measure-builder';
import type { TimeTally } from '../results/tally';
import type { WaitText } from './wait-curve';

/** How many waited, and how many of them longer than each target. */
export type Counted = Pick<TimeTally, 'count' | 'over'>;

/** The shares for each target of one service. */
export class WaitTargets {
  private readonly places: { over: number; seen: number; all: number }[];

  /** @param over name of the share of those still waiting who have waited longer, before the target's number */
  constructor(
    measures: MeasureBuilder,
    id: string,
    { title, targetDays, unit, unitDays, when }: WaitText,
    over: string = 'waitOver',
  ) {
    this.places = targetDays.map((days, i) => {
      const target = `${Number((days / unitDays).toFixed(1))} ${unit}`;
      const share = (name: string, text: string, definition: string, good: 'lower' | 'higher') =>
        measures.scalar(id, {
          name: `${name}${i + 1}`,
          title: `${title}: ${text}`,
          unit: 'share',
          definition,
          good,
        });
      return {
        over: share(
          over,
          `share of those waiting over ${target}`,
          `People still waiting at the end who have waited longer than ${target} ÷ all still waiting then.`,
          'lower',
        ),
        seen: share(
          'seenWithin',
          `share of those seen within ${target}`,
          `People seen${when} who had waited at most ${target} ÷ all seen${when === '' ? '' : ' then'}. Who is still waiting does not count.`,
          'higher',
        ),
        all: share(
          'within',
          `share within ${target}, those still waiting longer included`,
          `People seen${when} who had waited at most ${target} ÷ all seen${when === '' ? '' : ' then'} and all still waiting at the end who have waited longer than that.`,
          'higher',
        ),
      };
    });
  }

  /**
   * Write the shares.
   * @param seen waits of those who were seen
   * @param still time waited so far by those still waiting at the end
   */
  collect(values: Float64Array, seen: Counted, still: Counted): void {
    this.places.forEach((place, i) => {
      const within = seen.count - seen.over[i];
      values[place.over] = still.over[i] / still.count;
      values[place.seen] = within / seen.count;
      values[place.all] = within / (seen.count + still.over[i]);
    });
  }
}
