/** Where numbers come from, in one line under a picture or table that leaves the page. */
import { replicationsIn, type Solution } from '../state/solution';
import { formatDuration, formatNumber } from './numbers';

/**
 * The source of a solution's numbers.
 *
 * @example sourceLine(solution) // 'Source: Headroom 0.1.0, a simulation of “Our service”; 20 replications of three years, seed “headroom”.'
 */
export function sourceLine(solution: Solution): string {
  const { engineVersion, scenarioTitle, horizonDays, seed } = solution;
  return (
    `Source: Headroom ${engineVersion}, a simulation of “${scenarioTitle}”; ${formatNumber(replicationsIn(solution), 0)} ` +
    `replications of ${formatDuration(horizonDays)}, seed “${seed}”.`
  );
}
