/** What `headroom compare` prints for people: for each change a sentence per primary measure, then a table. */
import type { ScenarioDescription } from '../workers/protocol';
import type { CompareOutput, ComparisonOutput, DifferenceOutput } from './compare-output';
import { amount, duration, figure, range } from './figures';
import { measureNames, type MeasureNames } from './measure-names';
import { moneyWords } from './money-words';
import { recoveryWords } from './recovery-words';
import { heading } from './run-words';
import { stopWords } from './stop-words';
import { sectionsBy, table, type Alignment } from './table';
import { targetChangeWords } from './target-words';

const HEADINGS = ['Measure', 'Baseline', 'Change', 'Difference', '±', 'Unit', 'Verdict', 'Pairing'];
const ALIGNMENTS: Alignment[] = ['left', 'right', 'right', 'right', 'right', 'left', 'left', 'right'];

/** What stands under every comparison. */
export const HOW_TO_READ = [
  'Differences are change minus baseline, with the half-width of their 95 % interval over paired replications.',
  'Pairing: how many times as many replications independent runs would need for the same interval.',
].join('\n');

/**
 * The whole text.
 *
 * @param untilPrecise whether replications were to go on until everything was precise
 */
export function compareWords(
  output: CompareOutput,
  description: ScenarioDescription,
  untilPrecise: boolean = false,
): string {
  const names = measureNames(description);
  const { baseline, comparisons } = output;
  const named = (difference: string) => (one: ComparisonOutput['precision'][number]) => {
    const service = description.layout.measures.find(({ id }) => id === one.measure)?.service ?? '';
    return { ...one, name: `${difference}${names.full({ id: one.measure, service })}` };
  };
  const precision = [
    ...baseline.precision.map(named('')),
    ...comparisons.flatMap((one) => one.precision.map(named(`${one.title}, difference of `))),
  ];
  const stopped = stopWords({ reason: baseline.stopped, untilPrecise }, precision);
  return [
    [heading(baseline, description), ...stopped].join('\n'),
    ...comparisons.map((comparison) =>
      comparisonWords(comparison, names, [
        ...targetChangeWords(baseline.targets, comparison),
        ...recoveryWords(comparison.recoveries, names, description.run.startDate),
      ]),
    ),
    HOW_TO_READ,
  ].join('\n\n');
}

/**
 * One scenario against the baseline: a sentence for each primary measure, then a table.
 *
 * @param more what is to be said of targets and of recovery
 */
export function comparisonWords(
  {
    title,
    differences,
    waitPrices,
    notEstimable,
  }: Pick<ComparisonOutput, 'title' | 'differences' | 'waitPrices' | 'notEstimable'>,
  names: MeasureNames,
  more: readonly string[] = [],
): string {
  const primary = differences.filter((difference) => difference.primary);
  const clear = differences.filter(
    (difference) => !difference.primary && !names.isPart(difference) && difference.verdict !== 'too close to call',
  );
  const shown = [...primary, ...clear];
  const sections = sectionsBy(shown, names.service, (difference) => row(difference, names));
  const left = [
    ...(shown.length < differences.length
      ? [`${differences.length - shown.length} other measures differ too little to call, or are of parts`]
      : []),
    ...(notEstimable.length > 0 ? [`${notEstimable.length} cannot be estimated`] : []),
  ];
  const money = moneyWords(differences, waitPrices, names);
  const parts = [
    [title, '='.repeat(title.length), ...primary.map((difference) => sentence(difference, names)), ...more].join('\n'),
    ...(money.length > 0 ? [money.join('\n')] : []),
    table(HEADINGS, sections, ALIGNMENTS),
    ...(left.length > 0 ? [`${left.join('; ')}: see --json.`] : []),
  ];
  return parts.join('\n\n');
}

function sentence(difference: DifferenceOutput, names: MeasureNames): string {
  const { baseline, changed, mean, halfWidth, unit, verdict } = difference;
  const name = names.full(difference);
  const interval = `difference ${amount(mean, unit)}, 95 % interval ${range(mean, halfWidth, unit)}`;
  if (verdict === 'too close to call') {
    const between = `${amount(baseline, unit)} and ${amount(changed, unit)}`;
    return `${name}: ${between}, too close to call (${interval}${settle(difference)}).`;
  }
  const verb = mean < 0 ? 'falls' : 'rises';
  const judged = judgedWords(difference);
  return `${name}: ${verb} from ${amount(baseline, unit)} to ${amount(changed, unit)}${judged} (${interval}).`;
}

/**
 * What is said of a difference that is called, to follow what it does: nothing of one without a good direction, unless it may be
 * too small to matter.
 */
export function judgedWords({ verdict, perhapsSmall }: Pick<DifferenceOutput, 'verdict' | 'perhapsSmall'>): string {
  const small = perhapsSmall === true ? ', perhaps by less than matters' : '';
  return verdict === 'better' || verdict === 'worse' ? `, which is ${verdict}${small}` : small;
}

/** What it would take to settle a call that is too close. */
function settle(difference: DifferenceOutput): string {
  const { replicationsToSettle: needed, moreReplications: more, moreSeconds, margin, unit, equivalent } = difference;
  if (equivalent) {
    return `; equivalent within the margin: any difference is smaller than the ${amount(margin, unit)} that matter`;
  }
  if (needed === null) return '; more replications would not settle it';
  // Holm's adjustment: what is clear by itself waits for what is less so.
  if (more === null) return '; more replications would tell';
  const time = moreSeconds === null ? '' : `, roughly ${duration(moreSeconds)},`;
  return `; about ${more} more ${more === 1 ? 'replication' : 'replications'}${time} would settle it`;
}

function row(difference: DifferenceOutput, names: MeasureNames): string[] {
  const { baseline, changed, mean, halfWidth, unit, verdict, varianceReduction } = difference;
  const pairing = varianceReduction === null ? '' : `${figure(varianceReduction)} ×`;
  const figures = [baseline, changed, mean, halfWidth].map(figure);
  return [names.short(difference), ...figures, unit, verdict, pairing];
}
