/** How likely a scenario's targets are to be met: the share of replications that meet each, with Wilson's interval. */
import type { ReplicationResult, TargetOutcome } from '../results/measures';
import type { CompiledTarget } from '../services/model';
import { targetProbability } from '../statistics/targets';
import { valuesAt } from './summarise';

/**
 * Judge the targets of a scenario.
 *
 * @param results replications of the scenario, in any order
 * @returns one outcome per target, in order; share and interval are null where no replication saw the measure
 */
export function judgeTargets(
  targets: readonly CompiledTarget[],
  results: readonly ReplicationResult[],
): TargetOutcome[] {
  return targets.map(({ place, ...target }) => {
    const found = targetProbability(valuesAt(results, place), target.bound, target.meets);
    return {
      ...target,
      share: found?.share ?? null,
      low: found?.low ?? null,
      high: found?.high ?? null,
      met: found?.successes ?? 0,
      replications: found?.trials ?? 0,
    };
  });
}
