/** How long those who wait have waited so far, without looking at each: from the sum of the instants since when. */
import type { Cumulative } from '../stocks/stocks';

/** @see the file's comment */
export class WaitingTimes {
  /** People waiting, and the sum of the days since which they do. */
  private readonly cell = new Float64Array(2);

  /** @param clock cell that holds the present time in days */
  constructor(private readonly clock: Float64Array) {}

  /** Nobody waits. */
  clear(): void {
    this.cell.fill(0);
  }

  /** Somebody who waits since day `since` comes to the list (1) or leaves it (−1). */
  add(since: number, change: 1 | -1): void {
    this.cell[0] += change;
    this.cell[1] += change * since;
  }

  /** Time waited so far, and people, summed over mornings. */
  cumulative(): Cumulative {
    const { cell, clock } = this;
    return ofMornings((sums) => {
      sums[0] += clock[0] * cell[0] - cell[1];
      sums[1] += cell[0];
    });
  }
}

/** A measure of the week that is taken on its mornings: two sums to which each morning adds. */
export function ofMornings(add: (sums: Float64Array) => void): Cumulative {
  const sums = new Float64Array(2);
  return {
    total: () => sums[0],
    over: () => sums[1],
    reset: () => {
      sums.fill(0);
    },
    sample: () => {
      add(sums);
    },
  };
}
