/** Sentences on targets: in which share of replications each is met, and how sure that is. */
import type { TargetDifference, TargetOutcome } from '../engine/index';
import { amount, figure } from './figures';

/** One line for each target of one scenario. */
export function targetWords(targets: readonly TargetOutcome[]): string[] {
  return targets.map((target) => `${called(target)}: ${chance(target)}.`);
}

/** One line for each target of the baseline that the changed scenario has too, with what may be said of the difference. */
export function targetChangeWords(
  before: readonly TargetOutcome[],
  { targets, targetDifferences }: { targets: readonly TargetOutcome[]; targetDifferences: readonly TargetDifference[] },
): string[] {
  return before.flatMap((target) => {
    const other = targets.find(({ id }) => id === target.id);
    if (other === undefined) return [];
    const difference = targetDifferences.find(({ id }) => id === target.id);
    const verdict = difference === undefined ? '' : `; ${judged(difference)}`;
    return [`${called(target)}: ${chance(other)}; baseline: ${chance(target)}${verdict}.`];
  });
}

function judged({ difference, low, high, verdict }: TargetDifference): string {
  const [points, from, to] = [difference, low, high].map((share) => figure(100 * share));
  return `${verdict} (difference ${points} points, 95 % interval ${from} to ${to})`;
}

function called({ title, meets, bound, unit, by }: TargetOutcome): string {
  const when = by === undefined ? '' : typeof by === 'number' ? ` by day ${by}` : ` by ${by}`;
  return `${title} (${meets === 'atMost' ? 'at most' : 'at least'} ${amount(bound, unit)}${when})`;
}

function chance({ share, low, high, met, replications }: TargetOutcome): string {
  if (share === null || low === null || high === null) return 'seen in no replication';
  const interval = `95 % interval ${figure(100 * low)} to ${figure(100 * high)} %`;
  return `met in ${met} of ${replications} replications (${interval})`;
}
