/** A difference taken apart, in words. Pure: what the engine found comes in, words go out. */
import type { CalledPart, Explanation } from '../../engine/experiment/explain';
import { measurePhrase, type MeasureParts } from './measure-phrases';
import { formatDuration, joinList } from './numbers';
import { decimalsOf, formatBare, formatInterval, formatQuantity } from './quantities';

/** Which of a change's figures are shown: on average over all orders, in the order given, or each by itself. */
export type Reading = 'share' | 'step' | 'alone';

/** What the readings are called, and what they say. */
export const READINGS: readonly { value: Reading; label: string; says: string }[] = [
  {
    value: 'share',
    label: 'Fair share',
    says: 'What each change adds on average over all orders in which they could be made (Shapley 1953).',
  },
  { value: 'step', label: 'In order', says: 'What each change adds to those before it, in the order of the scenario.' },
  {
    value: 'alone',
    label: 'Each alone',
    says: 'What each change does by itself, and what they do beyond that only together.',
  },
];

/** Decimals for all figures of one difference. */
export function decimalsOfExplanation({ whole, baseline, changed, unit }: Explanation, spoken = unit): number {
  return decimalsOf(spoken, whole.halfWidth, Math.max(Math.abs(baseline), Math.abs(changed)));
}

/** What is said of a part: its size with its interval and, where it can be called, its verdict. */
export function partWords(
  { mean, halfWidth, verdict, perhapsSmall }: CalledPart,
  unit: string,
  decimals: number,
): string {
  return `${formatInterval(mean, halfWidth, unit, decimals)}${verdict === 'too close to call' ? ', too close to call' : perhapsSmall ? ', perhaps less than matters' : ''}`;
}

/**
 * The difference and who made it, in two or three sentences.
 *
 * @param titles of the changes, in order
 */
export function describeExplanation(
  explanation: Explanation,
  titles: readonly string[],
  measure: MeasureParts,
  horizonDays: number,
): string[] {
  const { baseline, changed, whole, contributions, interaction, margin } = explanation;
  const { subject, plural, when, unit = explanation.unit } = measurePhrase(measure);
  const decimals = decimalsOfExplanation(explanation, unit);
  const [from, to] = [formatBare(baseline, unit, decimals), formatQuantity(changed, unit, decimals)];
  const time = `${when} ${formatDuration(horizonDays)}`;
  const opening =
    whole.verdict === 'too close to call'
      ? `With all ${titles.length} changes, ${subject} ${plural ? 'are' : 'is'} ${to} against ${from} ${time}`
      : `With all ${titles.length} changes, ${subject} ${whole.mean > 0 ? 'rise' : 'fall'}${plural ? '' : 's'} from ${from} to ${to} ${time}`;
  const called = contributions
    .map(({ share }, i) => ({ share, title: titles[i] }))
    .filter(({ share }) => share.verdict !== 'too close to call')
    .sort((a, b) => Math.abs(b.share.mean) - Math.abs(a.share.mean));
  const open = contributions.length - called.length;
  const shares = called.map(({ share, title }) => `“${title}” makes it ${partWords(share, unit, decimals)}`);
  const rest =
    open === 0
      ? ''
      : `${called.length === 0 ? 'what each of them does' : open === 1 ? 'what the other does' : `what the other ${open} do`} is too close to call`;
  return [
    `${opening} (${formatInterval(whole.mean, whole.halfWidth, unit, decimals)}; 95% interval): ${whole.verdict}.`,
    `Of this, ${joinList([...shares, rest].filter((text) => text !== ''))}.`,
    interactionWords(interaction, unit, decimals, margin),
  ];
}

function interactionWords(interaction: CalledPart, unit: string, decimals: number, margin: number): string {
  const { mean, halfWidth, verdict } = interaction;
  const size = formatInterval(mean, halfWidth, unit, decimals);
  if (mean === 0 && halfWidth === 0) return 'Each does together with the others what it does alone.';
  if (verdict !== 'too close to call') return `Together they make it ${size} beyond what each does alone.`;
  if (margin > 0 && Math.abs(mean) + halfWidth < margin)
    return 'Together they do what they do alone, as far as it matters.';
  return `Whether they do more together than alone is too close to call (${size}).`;
}
