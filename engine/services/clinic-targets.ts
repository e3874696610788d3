/** Shares of a clinic's people who are within its waiting-time targets, each with its denominator stated. */
import type { MeasureBuilder } from '../results/measure-builder';
import type { TimeTally } from '../results/tally';

/** The shares for each target of one clinic. */
export class ClinicTargets {
  private readonly places: { over: number; seen: number; all: number }[];

  /**
   * @param title of the clinic
   * @param targetWeeks the targets at the start, for titles only: they may move during the run
   */
  constructor(measures: MeasureBuilder, id: string, title: string, targetWeeks: readonly number[]) {
    this.places = targetWeeks.map((target, i) => {
      const weeks = `${Number(target.toFixed(1))} weeks`;
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
          'waitOver',
          `share of those waiting over ${weeks}`,
          `People still waiting at the end who have waited longer than ${weeks} ÷ all still waiting then.`,
          'lower',
        ),
        seen: share(
          'seenWithin',
          `share of those seen within ${weeks}`,
          `People seen in the last quarter of a year of the run who had waited at most ${weeks} ÷ all seen then. Who is still waiting does not count.`,
          'higher',
        ),
        all: share(
          'within',
          `share within ${weeks}, those still waiting longer included`,
          `People seen in the last quarter of a year of the run who had waited at most ${weeks} ÷ all seen then and all still waiting at the end who have waited longer than that.`,
          'higher',
        ),
      };
    });
  }

  /**
   * Write the shares.
   * @param late waits of those seen in the last quarter of a year
   * @param still time waited so far by those still waiting at the end
   */
  collect(values: Float64Array, late: TimeTally, still: TimeTally): void {
    this.places.forEach(({ over, seen, all }, i) => {
      const within = late.count - late.over[i];
      values[over] = still.shareOver(i);
      values[seen] = within / late.count;
      values[all] = within / (late.count + still.over[i]);
    });
  }
}
