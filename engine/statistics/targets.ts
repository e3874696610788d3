/** How likely a target is to be met, and by when. */
import { type ShareInterval, wilsonInterval } from './proportions';

/** One point of an S-curve. */
export interface SCurvePoint extends ShareInterval {
  /** The date that the share of replications had reached by, in the unit of the dates. */
  date: number;
}

/** Whether a value is on the right side of a bound; one that equals it is. NaN, not seen, is on neither side: false. */
export function meetsBound(value: number, bound: number, meets: 'atMost' | 'atLeast'): boolean {
  return meets === 'atMost' ? value <= bound : value >= bound;
}

/**
 * The probability of meeting a target: the share of replications that do, with Wilson's interval (see
 * {@link wilsonInterval}).
 *
 * @param values One for each replication; NaN marks a replication in which the measure was not seen and is left out.
 * @param target In the unit of the values; a value that equals it meets it.
 * @param meets Whether a value has to be `atMost` or `atLeast` the target.
 * @param confidence Above 0 and below 1.
 * @returns null where no replication saw the measure.
 * @throws RangeError if the target is NaN or the confidence is out of range.
 */
export function targetProbability(
  values: ArrayLike<number>,
  target: number,
  meets: 'atMost' | 'atLeast',
  confidence = 0.95,
): ShareInterval | null {
  if (target !== target) throw new RangeError('target must be a number, got NaN');
  let met = 0;
  let seen = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value !== value) continue;
    seen++;
    if (meetsBound(value, target, meets)) met++;
  }
  return wilsonInterval(met, seen, confidence);
}

/**
 * The S-curve of a date: for each of some dates, the share of replications in which the thing had happened by then, with
 * Wilson's interval at each point by itself. It ends below 1 where some replications never got there.
 *
 * @param happened When it happened, one for each replication; Infinity for not within the run, NaN for a replication that
 * does not count.
 * @param dates The dates to answer for, in any order, in the same unit.
 * @param confidence Of each point, above 0 and below 1.
 * @returns One point for each date, in the order given; none where no replication counts.
 * @throws RangeError as {@link targetProbability}.
 */
export function sCurve(happened: ArrayLike<number>, dates: readonly number[], confidence = 0.95): SCurvePoint[] {
  return dates.flatMap((date) => {
    const share = targetProbability(happened, date, 'atMost', confidence);
    return share === null ? [] : [{ date, ...share }];
  });
}
