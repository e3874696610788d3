/** Intervals of a share: how often something happened among independent replications or people. */
import { Distribution } from '../random/distribution';
import { normalQuantile } from '../random/normal-quantile';
import { demandConfidence } from './intervals';

/** A share and how sure it is. */
export interface ShareInterval {
  /** Successes over trials, 0 to 1. */
  share: number;
  /** Lower end, 0 or more. */
  low: number;
  /** Upper end, 1 or less. */
  high: number;
  /** How often it happened. */
  successes: number;
  /** How often it could have happened, 1 or more. */
  trials: number;
}

/**
 * Wilson's score interval of a share (Wilson 1927, Journal of the American Statistical Association 22; Newcombe 1998,
 * Statistics in Medicine 17(8), method 3). Covers about as often as it says, also near 0 and 1, and is never of no width.
 *
 * @param successes A whole number from 0 to trials.
 * @param trials A whole number, 0 or more.
 * @param confidence Above 0 and below 1.
 * @returns null without trials.
 * @throws RangeError for counts that are none and for a confidence out of range.
 * @example wilsonInterval(81, 263) // 0.308, from 0.2553 to 0.3662
 */
export function wilsonInterval(successes: number, trials: number, confidence = 0.95): ShareInterval | null {
  demandCounts(successes, trials, confidence);
  if (trials === 0) return null;
  const z = normalQuantile((1 + confidence) / 2);
  const z2 = z * z;
  const middle = (successes + z2 / 2) / (trials + z2);
  const half = (z * Math.sqrt((successes * (trials - successes)) / trials + z2 / 4)) / (trials + z2);
  return {
    share: successes / trials,
    // At the ends the two parts are equal but for rounding.
    low: successes === 0 ? 0 : middle - half,
    high: successes === trials ? 1 : middle + half,
    successes,
    trials,
  };
}

/**
 * The interval of Clopper & Pearson (1934, Biometrika 26(4)): each end is the share at which so few, or so many,
 * successes would come up with half the remaining probability. Covers at least as often as it says, often more.
 *
 * @param successes As in {@link wilsonInterval}; the others and what is thrown likewise.
 * @returns null without trials.
 * @example clopperPearsonInterval(81, 263) // 0.308, from 0.2527 to 0.3676
 */
export function clopperPearsonInterval(successes: number, trials: number, confidence = 0.95): ShareInterval | null {
  demandCounts(successes, trials, confidence);
  if (trials === 0) return null;
  const tail = (1 - confidence) / 2;
  const failures = trials - successes;
  return {
    share: successes / trials,
    low: successes === 0 ? 0 : Distribution.beta(successes, failures + 1, 0, 1).quantile(tail),
    high: failures === 0 ? 1 : Distribution.beta(successes + 1, failures, 0, 1).quantile(1 - tail),
    successes,
    trials,
  };
}

function demandCounts(successes: number, trials: number, confidence: number): void {
  demandConfidence(confidence);
  if (!(Number.isInteger(trials) && trials >= 0)) {
    throw new RangeError(`trials must be a whole number of 0 or more, got ${trials}`);
  }
  if (!(Number.isInteger(successes) && successes >= 0 && successes <= trials)) {
    throw new RangeError(`successes must be a whole number from 0 to ${trials} trials, got ${successes}`);
  }
}
