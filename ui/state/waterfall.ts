/** The bars of a waterfall: from the baseline, part by part, to what all of them together come to. Pure. */
import type { CalledPart, Explanation, Part } from '../../engine/experiment/explain';
import type { Reading } from '../words/explain';

/** One row of the picture and of the table. */
export interface WaterfallBar {
  kind: 'total' | 'part' | 'together';
  title: string;
  /** Where it begins and ends, in the unit of the measure; equal for a total. */
  from: number;
  to: number;
  /** Half of the 95 % interval of its size; 0 for a total. */
  halfWidth: number;
  /** Whether its size can be called, and as what; empty for a total and where it was not asked. */
  verdict: CalledPart['verdict'] | '';
}

/** The bars in order; those between the totals add up to the whole difference, whatever is read. */
export function barsOf(explanation: Explanation, titles: readonly string[], reading: Reading): WaterfallBar[] {
  const { baseline, changed, contributions, interaction } = explanation;
  let at = baseline;
  const bar = (
    kind: WaterfallBar['kind'],
    title: string,
    part: Part,
    verdict: WaterfallBar['verdict'],
  ): WaterfallBar => {
    const from = at;
    at += part.mean;
    return { kind, title, from, to: at, halfWidth: part.halfWidth, verdict };
  };
  const total = (title: string, value: number): WaterfallBar => {
    return { kind: 'total', title, from: value, to: value, halfWidth: 0, verdict: '' };
  };
  return [
    total('Baseline', baseline),
    ...contributions.map((one, i) =>
      bar('part', titles[i], one[reading], reading === 'share' ? one.share.verdict : ''),
    ),
    ...(reading === 'alone' ? [bar('together', 'Only together', interaction, interaction.verdict)] : []),
    total('All changes', changed),
  ];
}
