/** Comparisons as one plain sentence each: what moves, by how much, how sure, and what that means. */
import type { MeasureDifference, MeasureSummary } from '../../engine/results/measures';
import { lowerFirst, measurePhrase, type MeasureParts } from './measure-phrases';
import { decimalsFor, formatDuration, formatNumber, joinList } from './numbers';
import { decimalsOf, formatBare, formatInterval, formatQuantity } from './quantities';

/** Everything a sentence is made of. */
export interface SentenceInput {
  /** Titles of the changes made, in order. */
  changes: readonly string[];
  measure: MeasureParts;
  difference: MeasureDifference;
  horizonDays: number;
  /** Words that keep their capital inside a sentence (places, employers). */
  names?: ReadonlySet<string>;
  /** Leave out which changes were made, where that was said before. */
  isShort?: boolean;
}

/** Titles such as “Referrals grow by 10 %” are clauses of their own and cannot stand behind “with”. */
const CLAUSE = new RegExp(
  '\\b(is|are|has|have|do|does|go|goes|grows?|books?|hands?|takes?|gives?|gets?|stays?|moves?|works?|serves?|becomes?|' +
    'ends?|starts?|falls?|rises?|returns?|joins?|merges?|sees?|comes?|leaves?|needs?|runs?|closes?|opens?)\\b',
);

function titleInSentence(title: string, names?: ReadonlySet<string>): string {
  const text = title.replace(/\.$/, '');
  return CLAUSE.test(text) ? `“${text}”` : lowerFirst(text, names);
}

function openingOf(changes: readonly string[], names?: ReadonlySet<string>): string {
  if (changes.length === 0) return 'With no change';
  return `With ${joinList(changes.map((title) => titleInSentence(title, names)))}`;
}

/**
 * One sentence with the numbers, the unit, the interval of the paired difference, and the verdict.
 *
 * @example
 * describeDifference({ changes: ['Vacancies frozen'], … })
 * // 'With vacancies frozen, the median wait for IPU 3-8 assessment, Coventry rises from 18 to 24 weeks after three
 * // years (5 to 7 weeks longer; 95% interval): worse.'
 */
export function describeDifference(input: SentenceInput): string {
  const { difference: d } = input;
  const phrase = measurePhrase(input.measure);
  const unit = phrase.unit ?? d.unit;
  const decimals = decimalsOf(unit, d.halfWidth, Math.max(Math.abs(d.baseline), Math.abs(d.changed)));
  const from = formatBare(d.baseline, unit, decimals);
  const to = formatQuantity(d.changed, unit, decimals);
  const time = `${phrase.when} ${formatDuration(input.horizonDays)}`;
  const interval = `(${formatInterval(d.mean, d.halfWidth, unit, decimals)}; 95% interval): ${verdictWords(d)}.`;
  const opening = input.isShort
    ? capitalise(phrase.subject)
    : `${openingOf(input.changes, input.names)}, ${phrase.subject}`;
  if (d.verdict === 'too close to call' || formatQuantity(d.baseline, unit, decimals) === to) {
    const is = phrase.plural ? 'are' : 'is';
    const without = input.changes.length > 1 ? 'without them' : 'without it';
    return `${opening} ${is} ${to} against ${from} ${without} ${time} ${interval}`;
  }
  const verb = (d.mean > 0 ? 'rise' : 'fall') + (phrase.plural ? '' : 's');
  return `${opening} ${verb} from ${from} to ${to} ${time} ${interval}`;
}

/** One measure of one scenario in a sentence, with the interval of its mean. */
export function describeLevel(input: {
  measure: MeasureParts;
  summary: Pick<MeasureSummary, 'unit' | 'mean' | 'halfWidth'>;
  horizonDays: number;
}): string {
  const { mean, halfWidth } = input.summary;
  const { subject, plural, when, unit = input.summary.unit } = measurePhrase(input.measure);
  const decimals = decimalsOf(unit, halfWidth, mean);
  const [low, high] = [mean - halfWidth, mean + halfWidth].map((end) => formatBare(end, unit, decimals));
  const text = `${subject} ${plural ? 'are' : 'is'} ${formatQuantity(mean, unit, decimals)} ${when} `;
  return `${capitalise(text)}${formatDuration(input.horizonDays)} (${low} to ${high}; 95% interval).`;
}

const capitalise = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * What it would take to settle a call that is too close; undefined when the call is settled.
 *
 * @param unit unit to speak in, where it is not the measure's own
 */
export function describeWhatWouldSettle(
  difference: MeasureDifference,
  unit: string = difference.unit,
): string | undefined {
  const { verdict, replicationsToSettle: needed, replications, margin, mean, halfWidth } = difference;
  if (verdict !== 'too close to call') return undefined;
  if (mean === 0 && halfWidth === 0) return 'No difference in any replication.';
  if (margin > 0 && Math.abs(mean) + halfWidth < margin) {
    const least = formatQuantity(margin, unit, decimalsFor(0, margin));
    return `Any difference is smaller than ${least}, the least that matters here.`;
  }
  // Holm's adjustment: asked often enough, chance alone gives an interval that leaves 0 out.
  if (Math.abs(mean) > halfWidth) {
    return 'The interval leaves no difference out, but with this many measures asked about that can be chance: more replications would tell.';
  }
  if (needed === null || !Number.isFinite(needed)) return 'More replications would not settle it.';
  const more = Math.max(1, Math.ceil(needed - replications));
  return `About ${formatNumber(more, 0)} more replication${more === 1 ? '' : 's'} would settle it.`;
}

/** A verdict with, where the direction is sure but not that the size matters, that it may be too small to matter. */
export function verdictWords({ verdict, perhapsSmall }: Pick<MeasureDifference, 'verdict' | 'perhapsSmall'>): string {
  return perhapsSmall === true ? `${verdict}, perhaps by less than matters` : verdict;
}

/** How often each verdict was given, as one phrase: `2 worse, 1 better, 3 too close to call`. */
export function countVerdicts(differences: readonly MeasureDifference[]): string {
  const counts = new Map<string, number>();
  for (const { verdict } of differences) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const order = ['worse', 'better', 'higher', 'lower', 'too close to call'];
  return joinList(order.filter((verdict) => counts.has(verdict)).map((verdict) => `${counts.get(verdict)} ${verdict}`));
}

/**
 * The measure to lead with: the primary one that the change is about, else the settled primary measure that moves most
 * against its margin, those with a good direction first, else the first primary measure.
 */
export function leadingDifference(
  differences: readonly MeasureDifference[],
  about?: string,
): MeasureDifference | undefined {
  const primary = differences.filter((difference) => difference.primary);
  const candidates = primary.length > 0 ? primary : differences;
  const named = candidates.find((difference) => difference.id === about);
  if (named) return named;
  const weight = (d: MeasureDifference) => {
    if (d.verdict === 'too close to call') return 0;
    const size = Math.abs(d.mean) / (d.margin > 0 ? d.margin : Math.max(Math.abs(d.baseline), 1e-9));
    return (d.good === 'none' ? 1e6 : 1e9) + size;
  };
  return candidates.reduce<MeasureDifference | undefined>(
    (best, d) => (best === undefined || weight(d) > weight(best) ? d : best),
    undefined,
  );
}
