/** What `headroom compare` prints for people: for each change a sentence per primary measure, then a table. */
import type { ScenarioDescription } from '../workers/protocol';
import type { CompareOutput, ComparisonOutput, DifferenceOutput } from './compare-output';
import { amount, figure, range } from './figures';
import { measureNames, type MeasureNames } from './measure-names';
import { heading } from './run-words';
import { sectionsBy, table, type Alignment } from './table';

const HEADINGS = ['Measure', 'Baseline', 'Change', 'Difference', '±', 'Unit', 'Verdict'];
const ALIGNMENTS: Alignment[] = ['left', 'right', 'right', 'right', 'right', 'left', 'left'];

/** The whole text. */
export function compareWords(output: CompareOutput, description: ScenarioDescription): string {
  const names = measureNames(description);
  return [
    heading(output.baseline, description),
    ...output.comparisons.map((comparison) => section(comparison, names)),
    'Differences are change minus baseline, with the half-width of their 95 % interval over paired replications.',
  ].join('\n\n');
}

function section({ title, differences, notEstimable }: ComparisonOutput, names: MeasureNames): string {
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
  const parts = [
    [title, '='.repeat(title.length), ...primary.map((difference) => sentence(difference, names))].join('\n'),
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
  const judged = verdict === 'better' || verdict === 'worse' ? `, which is ${verdict}` : '';
  return `${name}: ${verb} from ${amount(baseline, unit)} to ${amount(changed, unit)}${judged} (${interval}).`;
}

/** What it would take to settle a call that is too close. */
function settle(difference: DifferenceOutput): string {
  const { replicationsToSettle: needed, replications, margin, mean, halfWidth } = difference;
  if (Math.abs(mean) + halfWidth < margin) return '; any difference is smaller than one that matters';
  if (needed === null) return '; more replications would not settle it';
  // Holm's adjustment: asked often enough, chance alone gives an interval that leaves 0 out.
  if (needed <= replications) return '; more replications would tell';
  return `; about ${Math.ceil(needed)} replications in all would settle it`;
}

function row(difference: DifferenceOutput, names: MeasureNames): string[] {
  const { baseline, changed, mean, halfWidth, unit, verdict } = difference;
  return [names.short(difference), figure(baseline), figure(changed), figure(mean), figure(halfWidth), unit, verdict];
}
