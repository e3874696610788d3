/** What `headroom explain` prints for people: for each measure a few sentences, then tables. */
import { isEquivalent, type Explanation } from '../engine/index';
import type { ScenarioDescription } from '../workers/protocol';
import { judgedWords } from './compare-words';
import type { ExplainOutput } from './explain-output';
import { amount, figure, range } from './figures';
import { measureNames, type MeasureNames } from './measure-names';
import { heading } from './run-words';
import { stopWords } from './stop-words';
import { table, type Alignment } from './table';

type CalledPart = Explanation['whole'];

const HEADINGS = ['Change', 'Step', '±', 'Share', '±', 'Alone', '±', 'Unit', 'Verdict'];
const ALIGNMENTS: Alignment[] = ['left', 'right', 'right', 'right', 'right', 'right', 'right', 'left', 'left'];

const HOW_TO_READ = [
  'Step: what a change adds to those before it, in the order given. Share: what it adds on average over all orders (Shapley).',
  'Alone: what it does by itself. Each of these columns adds up to the whole difference, the last one with the interaction.',
  'Figures have the half-width of their 95 % interval over paired replications. The verdict is of the share, of the interaction,',
  'or of the whole difference, after an adjustment for having asked several questions at once.',
].join('\n');

/**
 * The whole text.
 *
 * @param descriptions of all combinations, the baseline first
 */
export function explainWords(output: ExplainOutput, descriptions: readonly ScenarioDescription[]): string {
  const { explanations, notEstimable, changes } = output;
  const inAll = measureNames(descriptions.at(-1)!);
  const names = measureNames(descriptions[0]);
  const letters = changes.map(({ title }, i) => `  ${letter(i)}: ${title}`);
  const ran = heading(output, { changes: [], caution: descriptions[0].caution });
  const precision = output.combinations.flatMap(({ changes: made, precision: states }) => {
    const difference = made.length === 0 ? '' : `${made.map(letter).join(' + ')}, difference of `;
    return states.map((one) => {
      const info = descriptions[0].layout.measures.find(({ id }) => id === one.measure)!;
      return { ...one, name: `${difference}${names.full(info)}` };
    });
  });
  const stopped = stopWords({ reason: output.stopped, untilPrecise: output.untilPrecise }, precision);
  const left = notEstimable.map((one) => {
    const known = descriptions[0].layout.measures.some(({ id }) => id === one.id) ? names : inAll;
    return `${known.full(one)}: not to be explained. ${one.reason}`;
  });
  return [
    [ran, ...stopped].join('\n'),
    ['Every combination of these changes was run:', ...letters].join('\n'),
    ...explanations.map((explanation) => sectionOf(explanation, output, names)),
    ...(left.length > 0 ? [left.join('\n')] : []),
    ...(explanations.length > 0 ? [HOW_TO_READ] : []),
  ].join('\n\n');
}

const letter = (i: number): string => String.fromCodePoint('A'.codePointAt(0)! + i);

function sectionOf(explanation: Explanation, { changes }: ExplainOutput, names: MeasureNames): string {
  const { contributions, pairs, unit } = explanation;
  const sentences = [
    wholeSentence(explanation, names),
    ...contributions.map(({ share }, i) => `  ${letter(i)} (${changes[i].title}) ${shareWords(share, explanation)}`),
    `  ${interactionSentence(explanation)}`,
  ];
  const rows = [
    ...contributions.map(({ step, share, alone }, i) => [
      `${letter(i)}: ${changes[i].title}`,
      ...[step, share, alone].flatMap(({ mean, halfWidth }) => [figure(mean), figure(halfWidth)]),
      unit,
      share.verdict,
    ]),
    interactionRow(explanation),
    wholeRow(explanation),
  ];
  const parts = [sentences.join('\n'), table(HEADINGS, [{ title: names.full(explanation), rows }], ALIGNMENTS)];
  if (pairs.length > 0) {
    const ofPairs = pairs.map(({ changes: [i, j], mean, halfWidth }) => [
      `${letter(i)} with ${letter(j)}`,
      figure(mean),
      figure(halfWidth),
      unit,
    ]);
    const title = 'How much more two do together than one by one';
    parts.push(table(['Pair', 'Interaction', '±', 'Unit'], [{ title, rows: ofPairs }], PAIR_ALIGNMENTS));
  }
  return parts.join('\n\n');
}

const PAIR_ALIGNMENTS: Alignment[] = ['left', 'right', 'right', 'left'];

function wholeSentence(explanation: Explanation, names: MeasureNames): string {
  const { baseline, changed, whole, unit } = explanation;
  const name = names.full(explanation);
  const interval = `difference ${amount(whole.mean, unit)}, 95 % interval ${range(whole.mean, whole.halfWidth, unit)}`;
  if (whole.verdict === 'too close to call') {
    const between = `${amount(baseline, unit)} and ${amount(changed, unit)} with all changes`;
    return `${name}: ${between}, too close to call (${interval}). Of the difference:`;
  }
  const verb = whole.mean < 0 ? 'falls' : 'rises';
  const way = `${verb} from ${amount(baseline, unit)} to ${amount(changed, unit)} with all changes`;
  return `${name}: ${way}${judgedWords(whole)} (${interval}). Of the difference:`;
}

function shareWords(share: CalledPart, { unit, margin }: Explanation): string {
  const { mean, halfWidth } = share;
  const interval = `95 % interval ${range(mean, halfWidth, unit)}`;
  if (share.verdict !== 'too close to call')
    return `contributes ${amount(mean, unit)}${judgedWords(share)} (${interval}).`;
  return `contributes ${amount(mean, unit)}, too close to call (${interval}${small(share, margin, unit)}).`;
}

function interactionSentence({ interaction, unit, margin }: Explanation): string {
  const { mean, halfWidth, verdict } = interaction;
  if (mean === 0 && halfWidth === 0) return 'There is no interaction: each does together what it does alone.';
  const interval = `95 % interval ${range(mean, halfWidth, unit)}`;
  if (verdict === 'too close to call')
    return `Interaction: ${amount(mean, unit)}, too close to call (${interval}${small(interaction, margin, unit)}).`;
  return `Interaction: together they come to ${amount(mean, unit)} beyond the sum of what each does alone${judgedWords(interaction)} (${interval}).`;
}

function small(part: CalledPart, margin: number, unit: string): string {
  return isEquivalent(part, margin) ? `; smaller than the ${amount(margin, unit)} that matter` : '';
}

function interactionRow({ interaction: { mean, halfWidth, verdict }, unit }: Explanation): string[] {
  return ['Interaction', '', '', '', '', figure(mean), figure(halfWidth), unit, verdict];
}

function wholeRow({ whole: { mean, halfWidth, verdict }, unit }: Explanation): string[] {
  const once = [figure(mean), figure(halfWidth)];
  return ['Whole difference', ...once, ...once, ...once, unit, verdict];
}
