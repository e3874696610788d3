/** How likely a scenario's targets are to be met, and whether changes make that likelier. */
import type { ReplicationResult, TargetDifference, TargetOutcome } from '../results/measures';
import type { CompiledTarget } from '../services/model';
import { holmAdjust } from '../statistics/holm';
import { pairedShares } from '../statistics/paired-shares';
import { meetsBound, targetProbability } from '../statistics/targets';
import { valuesAt } from './summarise';

/**
 * Judge the targets of a scenario: the share of replications that meet each, with Wilson's interval.
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

/** Replications of a scenario and the targets by which each is judged. */
export interface WithTargets {
  targets: readonly CompiledTarget[];
  results: readonly ReplicationResult[];
}

const SIGNIFICANCE = 0.05;

/**
 * Compare the chances of meeting targets: replication r of a scenario against replication r of the baseline, each judged
 * by its own bound. Holm's adjustment runs over all targets of all scenarios.
 *
 * @returns for each scenario one entry for each target that it shares with the baseline; none for a target whose measure no
 * replication saw on both sides
 */
export function compareTargets(baseline: WithTargets, changed: readonly WithTargets[]): TargetDifference[][] {
  const compared = changed.map((scenario) =>
    baseline.targets.flatMap((target): TargetDifference[] => {
      const other = scenario.targets.find(({ id }) => id === target.id);
      const found = other === undefined ? null : pairsOf(target, baseline.results, other, scenario.results);
      if (found === null) return [];
      const { pairs: replications, ...rest } = found;
      return [{ id: target.id, ...rest, replications, verdict: 'too close to call' }];
    }),
  );
  const all = compared.flat();
  const adjusted = holmAdjust(all.map(({ pValue }) => pValue));
  all.forEach((entry, i) => {
    entry.pValue = adjusted[i];
    if (adjusted[i] <= SIGNIFICANCE) entry.verdict = entry.difference > 0 ? 'more likely' : 'less likely';
  });
  return compared;
}

function pairsOf(
  before: CompiledTarget,
  beforeResults: readonly ReplicationResult[],
  after: CompiledTarget,
  afterResults: readonly ReplicationResult[],
) {
  const a = valuesAt(beforeResults, before.place);
  const b = valuesAt(afterResults, after.place);
  let [gained, lost, pairs] = [0, 0, 0];
  for (let r = 0; r < Math.min(a.length, b.length); r++) {
    if (Number.isNaN(a[r]) || Number.isNaN(b[r])) continue;
    pairs++;
    const wasMet = meetsBound(a[r], before.bound, before.meets);
    const isMet = meetsBound(b[r], after.bound, after.meets);
    if (isMet && !wasMet) gained++;
    if (wasMet && !isMet) lost++;
  }
  return pairedShares(gained, lost, pairs);
}
