/** Several questions at once: p-values and Holm's adjustment. */
import { tCdf } from './student-t';

/** Two-sided p-value of a paired t-test of no difference beyond `margin`. */
export function pairedPValue(mean: number, sd: number, n: number, margin = 0): number {
  const distance = Math.max(0, Math.abs(mean) - margin);
  if (sd === 0) return distance > 0 ? 0 : 1;
  return 2 * (1 - tCdf((distance * Math.sqrt(n)) / sd, n - 1));
}

/** Holm (1979) step-down adjustment, in the order given. */
export function holmAdjust(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((i, j) => pValues[i] - pValues[j]);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let most = 0;
  order.forEach((i, rank) => {
    most = Math.max(most, Math.min(1, pValues[i] * (pValues.length - rank)));
    adjusted[i] = most;
  });
  return adjusted;
}
