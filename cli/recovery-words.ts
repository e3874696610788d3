/** Sentences on recovery: when the difference that a change makes comes back to nothing that matters. */
import type { RecoveryInfo } from '../engine/index';
import { amount, figure } from './figures';
import type { MeasureNames } from './measure-names';
import { dateOf } from './moments';

const DAYS_PER_WEEK = 7;

/**
 * A line for each primary measure that is ever beyond its margin, under a heading; nothing where none is.
 *
 * @param startDate of the run, where the scenario has one
 */
export function recoveryWords(
  recoveries: readonly RecoveryInfo[],
  names: MeasureNames,
  startDate: string | undefined,
): string[] {
  const hit = recoveries.filter((one) => one.hit.successes > 0);
  if (hit.length === 0) return [];
  return [
    'When the difference is back within its margin and stays there for eight weeks or more:',
    ...hit.map((one) => `  ${recoverySentence(one, names, startDate)}`),
  ];
}

function recoverySentence(one: RecoveryInfo, names: MeasureNames, startDate: string | undefined): string {
  const { unit, margin, hit, recovered, never, relapsed, peak, peakDay } = one;
  const name = names.full({ id: one.measure, service: one.service });
  const parts = [`beyond ${amount(margin, unit)} in ${hit.successes} of ${hit.trials} replications`];
  if (recovered !== undefined && never !== undefined) {
    if (recovered.day === null) {
      parts.push(`not back within the run in ${never.successes} of these (95 % interval ${percent(never)})`);
    } else {
      const upper = recovered.high === null ? 'beyond the run' : `week ${weekOf(recovered.high)}`;
      const interval = `95 % interval week ${weekOf(recovered.low ?? 0)} to ${upper}`;
      parts.push(`in half of these back by week ${weekOf(recovered.day)}${on(recovered.day, startDate)} (${interval})`);
      parts.push(never.successes === 0 ? 'in all of these within the run' : `in ${never.successes} of these never`);
    }
  }
  if (relapsed !== undefined && relapsed.successes > 0) parts.push(`in ${relapsed.successes} beyond it again`);
  if (peak && peakDay) {
    const when = `about week ${weekOf(peakDay.mean)}${on(peakDay.mean, startDate)}`;
    parts.push(`farthest off by ${amount(peak.mean, unit)} (± ${figure(peak.halfWidth * scaleOf(unit))}) ${when}`);
  }
  return `${name}: ${parts.join('; ')}.`;
}

const scaleOf = (unit: string): number => (unit === 'share' ? 100 : 1);
const percent = ({ low, high }: { low: number; high: number }): string =>
  `${figure(100 * low)} to ${figure(100 * high)} %`;

/** The week in which a day ends, the first being 1. */
const weekOf = (day: number): number => Math.max(1, Math.ceil(day / DAYS_PER_WEEK - 1e-9));

function on(day: number, startDate: string | undefined): string {
  return startDate === undefined ? '' : `, ${dateOf(Math.max(0, Math.ceil(day - 1e-9) - 1), startDate)}`;
}
