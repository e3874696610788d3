/** Targets and the chance of meeting them in words. Pure: outcomes and titles come in, words go out. */
import type { TargetDifference, TargetInfo, TargetOutcome } from '../../engine/results/measures';
import { formatDate, formatDuration, formatNumber } from './numbers';
import { formatQuantity } from './quantities';
import { unitWords } from './units';

/** Most decimals of a bound: it was chosen, not measured, and so none is left out that says something. */
const MOST_DECIMALS = 3;
const MONTH_DAYS = 30.4375;

/** A scenario's answer to a target. */
export interface ScenarioChance {
  /** Title of the scenario; the baseline stands first and needs none. */
  title: string;
  /** Undefined where the scenario is not judged by the target. */
  outcome: TargetOutcome | undefined;
  /** How the chance differs from the baseline's; undefined for the baseline, and where results do not say. */
  difference?: TargetDifference | undefined;
}

/**
 * What may be said of two chances, by runs in pairs that meet the same luck.
 *
 * @example describeChanceDifference({ verdict: 'more likely', difference: 0.2, low: 0.05, high: 0.33, … })
 * // 'more likely, by 20 in 100 (5 to 33)'
 */
export function describeChanceDifference({ verdict, difference, low, high }: TargetDifference): string {
  if (verdict === 'too close to call') return verdict;
  const sign = verdict === 'more likely' ? 1 : -1;
  const [by, from, to] = [difference, sign > 0 ? low : high, sign > 0 ? high : low].map((share) =>
    formatNumber(sign * share * 100, 0),
  );
  return `${verdict}, by ${by} in 100 (${from} to ${to})`;
}

/**
 * What a target asks for.
 *
 * @example describeBound({ meets: 'atMost', bound: 18, unit: 'weeks', by: '2019-04-01', … }) // 'at most 18 weeks by 1 April 2019'
 */
export function describeBound({ meets, bound, unit, by }: TargetInfo): string {
  const { scale } = unitWords(unit);
  let decimals = 0;
  while (decimals < MOST_DECIMALS && Math.abs(Number((bound * scale).toFixed(decimals)) - bound * scale) > 1e-9)
    decimals += 1;
  const words = `${meets === 'atMost' ? 'at most' : 'at least'} ${formatQuantity(bound, unit, decimals)}`;
  if (by === undefined) return `${words} at the end of the run`;
  return `${words} by ${typeof by === 'number' ? `day ${formatNumber(by, 0)}` : formatDate(by)}`;
}

/**
 * Which value of a measure over time a dated target is judged by; empty for one that is judged at the end of the run.
 *
 * @param stepDays length of a step of the measure's series; undefined if it is not known
 */
export function describeDeadline({ by }: TargetInfo, stepDays: number | undefined): string {
  if (by === undefined) return '';
  if (stepDays === undefined) return 'The last step over by then counts.';
  const length = Math.abs(stepDays - MONTH_DAYS) < 0.1 ? 'one month' : formatDuration(stepDays);
  return `The last step (${length}) over by then counts.`;
}

/**
 * The chance alone, as so many in 100. A chance that is neither none nor all is never rounded to one of them.
 *
 * @example formatChance({ share: 0.35, … }) // '35 in 100'
 */
export function formatChance({ share }: TargetOutcome): string {
  if (share === null) return 'not known';
  const text = formatNumber(share * 100, 0);
  if (share > 0 && text === '0') return 'fewer than 1 in 100';
  if (share < 1 && text === '100') return 'more than 99 in 100';
  return `${text} in 100`;
}

/** Wilson's interval of the chance, of 100: `21 to 52`; empty where no replication saw the measure. */
export function formatChanceInterval({ low, high }: TargetOutcome): string {
  if (low === null || high === null) return '';
  const [from, to] = [formatNumber(low * 100, 0), formatNumber(high * 100, 0)];
  return from === to ? `about ${to}` : `${from} to ${to}`;
}

/**
 * A target and how likely each scenario is to meet it, in one sentence.
 *
 * @param chances the baseline's first
 * @example
 * describeChances([{ title: 'Baseline', outcome }])
 * // 'Seen within 18 weeks (at least 92% by 1 April 2019): 35 in 100 runs meet it (21 to 52).'
 */
export function describeChances(chances: readonly ScenarioChance[]): string {
  const first = chances.find(({ outcome }) => outcome !== undefined)?.outcome;
  if (first === undefined) return '';
  const bound = describeBound(first);
  const isAlone = chances.length === 1;
  let isSaid = false;
  const parts = chances.map(({ title, outcome, difference }, i) => {
    const where = isAlone ? '' : i === 0 ? 'in the baseline, ' : `in “${title}”, `;
    if (outcome === undefined) return `${where}it is not a target`;
    const own = describeBound(outcome);
    const differs = own === bound ? where : `${where}where it is ${own}, `;
    if (outcome.share === null) return `${differs}no run saw what it is about`;
    const chance = formatChance(outcome);
    const verb = outcome.share > 0 && chance.startsWith('1 in') ? 'meets' : 'meet';
    const meet = isSaid ? '' : ` runs ${verb} it`;
    isSaid = true;
    const verdict = difference === undefined ? '' : `, ${describeChanceDifference(difference)}`;
    return `${differs}${chance}${meet} (${formatChanceInterval(outcome)})${verdict}`;
  });
  return `${first.title} (${bound}): ${parts.join('; ')}.`;
}

/** Waits of those who were seen leave out whoever still waits. */
const OF_THOSE_SEEN = /^(wait(Median|P90|Mean)|seenWithin\d+)$/;

/**
 * What a target on a wait does not count; empty for any other.
 *
 * @param name name of the measure within its service, e.g. `waitMedian`
 * @param kind kind of the service, e.g. `clinic`
 */
export function describeUncounted(name: string, kind: string): string {
  if (kind !== 'clinic' || !OF_THOSE_SEEN.test(name)) return '';
  return 'People still waiting are not in it; they are counted under “Waiting times”.';
}
