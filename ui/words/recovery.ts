/** How long a difference lasts, in words. Pure: what the engine found comes in, words go out. */
import type { RecoveryInfo } from '../../engine/results/measures';
import { decimalsFor, formatDate, formatNumber } from './numbers';
import { decimalsOf, formatInterval, formatQuantity } from './quantities';
import { unitWords } from './units';

const MS_PER_DAY = 86_400_000;
const DAYS_PER_WEEK = 7;

/** The cells of a table about one measure of one scenario. */
export interface RecoveryCells {
  /** Replications in which the difference was ever beyond the margin: `20 of 20`. */
  hit: string;
  /** When half of these are back: `30 November 2018`. */
  back: string;
  /** Its interval: `2 March 2018 to beyond the run`; empty where it lies beyond the run as a whole. */
  interval: string;
  /** How many of these are not back by the end: `2 of 20`. */
  never: string;
  /** The largest difference and when it is reached; empty where a single replication was hit. */
  peak: string;
}

/**
 * The end of a day of the run: a date, or the week it falls into where the scenario has no date of its start.
 *
 * @example formatDay(30.4, '2017-04-01') // '1 May 2017'
 * @example formatDay(30.4, undefined) // 'week 5'
 */
export function formatDay(day: number, startDate: string | undefined): string {
  return startDate === undefined ? `week ${atLeastOne(day / DAYS_PER_WEEK)}` : formatDate(dateOfDay(day, startDate));
}

const atLeastOne = (value: number) => Math.max(1, Math.ceil(value - 1e-9));

/** The date of a day of the run, which ends with it. */
export function dateOfDay(day: number, startDate: string): string {
  const time = Date.parse(`${startDate}T00:00:00Z`) + (atLeastOne(day) - 1) * MS_PER_DAY;
  return new Date(time).toISOString().slice(0, 10);
}

/** What stands in a table about one measure. */
export function recoveryCells(one: RecoveryInfo, startDate: string | undefined): RecoveryCells {
  const { hit, recovered, never, peak, peakDay, unit } = one;
  const day = (value: number | null | undefined) =>
    typeof value === 'number' ? formatDay(value, startDate) : 'beyond the run';
  return {
    hit: `${hit.successes} of ${hit.trials}`,
    back: typeof recovered?.day === 'number' ? day(recovered.day) : 'not within the run',
    interval: typeof recovered?.low === 'number' ? `${day(recovered.low)} to ${day(recovered.high)}` : '',
    never: never === undefined ? '' : `${never.successes} of ${never.trials}`,
    peak:
      peak && peakDay
        ? `${formatInterval(peak.mean, peak.halfWidth, unit, decimalsOf(unit, peak.halfWidth, peak.mean))}, about ${formatDay(peakDay.mean, startDate)}`
        : '',
  };
}

/**
 * When the difference is back, in a sentence.
 *
 * @param scenario title of the scenario
 * @param subject what is measured, e.g. `the number of people waiting for the clinic`
 */
export function describeRecovery(
  one: RecoveryInfo,
  scenario: string,
  subject: string,
  startDate: string | undefined,
): string {
  const { hit, recovered, never, margin, unit } = one;
  const cells = recoveryCells(one, startDate);
  const size = margin * unitWords(unit).scale;
  const beyond = formatQuantity(margin, unit, decimalsFor(NaN, size));
  const opening = `“${scenario}” moves ${subject} by more than ${beyond} in ${cells.hit} runs`;
  if (recovered === undefined || never === undefined) return `${opening}.`;
  if (recovered.day === null) {
    const left = never.successes === never.trials ? 'all' : never.successes;
    return `${opening}, and in ${left} of these it is not back by the end.`;
  }
  const all = never.successes === 0 ? 'in every run by the end' : `in ${never.successes} of these never`;
  const half = `${opening}. Half of these are back within it by ${cells.back} (${cells.interval}), ${all}.`;
  return hit.successes === 1 ? `${opening}, and is back by ${cells.back}.` : half;
}

/** For how long the difference has to stay within the margin: `9 weeks` for two months. */
export function formatHold({ holdDays }: RecoveryInfo): string {
  return `${formatNumber(holdDays / DAYS_PER_WEEK, 0)} weeks`;
}
