/** Whether a chance lies above or below a target, from as few trials as that takes. */
import { ln } from '../random/elementary';

/** What is to be decided, and how surely. */
export interface RatioTestAim {
  /** The chance that counts as missing the target, above 0. */
  low: number;
  /** The chance that counts as meeting it, above `low` and below 1. */
  high: number;
  /** The chance of a wrong decision at `low` or below, above 0 and below 0.5. */
  errorAtLow: number;
  /** The chance of a wrong decision at `high` or above, likewise. */
  errorAtHigh: number;
}

/**
 * The sequential probability ratio test of a chance (Wald 1945, Sequential tests of statistical hypotheses, Annals of
 * Mathematical Statistics 16(2)): each success adds log(high / low), each failure log((1 − high) / (1 − low)), and the sum
 * decides when it reaches log((1 − b) / a) or log(b / (1 − a)), with a the error at `low` and b that at `high`. Between
 * `low` and `high` either answer may come, and late. The errors are Wald's approximation, which errs on the safe side by
 * as much as the last step goes beyond the bound.
 *
 * @example
 * const test = new RatioTest({ low: 0.7, high: 0.9, errorAtLow: 0.1, errorAtHigh: 0.1 });
 * while (test.decision === null) test.add(trial()); // 9 successes in a row, or 2 failures at once
 */
export class RatioTest {
  private readonly success: number;
  private readonly failure: number;
  private readonly upper: number;
  private readonly lower: number;
  private sum = 0;
  private decided: 'high' | 'low' | null = null;

  /** @throws RangeError naming what is out of range */
  constructor({ low, high, errorAtLow, errorAtHigh }: RatioTestAim) {
    if (!(low > 0 && low < high && high < 1))
      throw new RangeError(`low and high must be chances, 0 < low < high < 1, got ${low} and ${high}`);
    for (const [name, error] of Object.entries({ errorAtLow, errorAtHigh }))
      if (!(error > 0 && error < 0.5)) throw new RangeError(`${name} must be above 0 and below 0.5, got ${error}`);
    this.success = ln(high / low);
    this.failure = ln((1 - high) / (1 - low));
    this.upper = ln((1 - errorAtHigh) / errorAtLow);
    this.lower = ln(errorAtHigh / (1 - errorAtLow));
  }

  /** What has been decided; null while it has not. Stays as it is once it has. */
  get decision(): 'high' | 'low' | null {
    return this.decided;
  }

  /** Take the next trial. */
  add(succeeded: boolean): void {
    if (this.decided !== null) return;
    this.sum += succeeded ? this.success : this.failure;
    if (this.sum >= this.upper - ROUNDING) this.decided = 'high';
    else if (this.sum <= this.lower + ROUNDING) this.decided = 'low';
  }
}

/** Sums of equal steps that reach the bound exactly should count as reaching it. */
const ROUNDING = 1e-9;
