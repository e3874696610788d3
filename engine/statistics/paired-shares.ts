/** How a share differs between two scenarios whose replications are pairs. */
import { binomialTerm } from '../random/special';
import { normalQuantile } from '../random/normal-quantile';
import { demandConfidence } from './intervals';

/** What pairs of yes and no come to. Pairs that agree say how large the shares are, not how they differ. */
export interface PairedShares {
  /** Share after less share before, −1 to 1. */
  difference: number;
  low: number;
  high: number;
  /** Exact p-value of McNemar's test that neither is likelier. */
  pValue: number;
  /** Pairs with no before and yes after. */
  gained: number;
  /** Pairs with yes before and no after. */
  lost: number;
  /** Pairs, 1 or more. */
  pairs: number;
}

/**
 * Compare two shares of the same pairs.
 *
 * The interval is Bonett and Price's adjusted Wald interval (2012, Journal of Educational and Behavioral Statistics 37(4)):
 * one pair more is counted on each side, and two in all, which keeps it honest near 0 and 1 and gives it a width where no
 * pair disagrees. The test is McNemar's (1947, Psychometrika 12(2)) in its exact form: of the pairs that disagree, each is
 * as likely to go either way.
 *
 * @param gained pairs with no before and yes after
 * @param lost pairs with yes before and no after
 * @param pairs all pairs, those that agree among them
 * @param confidence above 0 and below 1
 * @returns null without pairs
 * @throws RangeError for counts that are none and for a confidence out of range
 * @example pairedShares(10, 2, 50) // 0.16 likelier, from 0.021 to 0.287; p = 0.039
 */
export function pairedShares(gained: number, lost: number, pairs: number, confidence = 0.95): PairedShares | null {
  demandConfidence(confidence);
  for (const [name, count] of Object.entries({ gained, lost, pairs }))
    if (!(Number.isInteger(count) && count >= 0))
      throw new RangeError(`${name} must be a whole number of 0 or more, got ${count}`);
  if (gained + lost > pairs) throw new RangeError(`${gained} gained and ${lost} lost are more than ${pairs} pairs`);
  if (pairs === 0) return null;
  const up = (gained + 1) / (pairs + 2);
  const down = (lost + 1) / (pairs + 2);
  const middle = up - down;
  const half = normalQuantile((1 + confidence) / 2) * Math.sqrt((up + down - middle * middle) / (pairs + 2));
  return {
    difference: (gained - lost) / pairs,
    low: Math.max(-1, middle - half),
    high: Math.min(1, middle + half),
    pValue: exactMcNemar(gained, lost),
    gained,
    lost,
    pairs,
  };
}

/** Twice the chance of so few in the rarer direction, at most 1. */
function exactMcNemar(gained: number, lost: number): number {
  const disagree = gained + lost;
  let tail = 0;
  for (let k = 0; k <= Math.min(gained, lost); k++) tail += binomialTerm(k, disagree, 0.5);
  return Math.min(1, 2 * tail);
}
