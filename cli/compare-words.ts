/** What `headroom compare` prints for people: for each change a sentence per primary measure, then a table. */
import type { MeasureDifference } from '../engine/index';
import type { ScenarioDescription } from '../workers/protocol';
import type { CompareOutput, ComparisonOutput } from './compare-output';
import { amount, figure, range } from './figures';
import { fullName, measureNames, type MeasureNames } from './measure-names';
import { heading } from './run-words';
import { table } from './table';

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
  const others = differences.filter(
    ({ primary: isPrimary, id, verdict }) => !isPrimary && !names.isPart(id) && verdict !== 'too close to call',
  );
  const unclear = differences.length - primary.length - others.length;
  const rows = [...primary, ...others].map((difference) => row(difference, names));
  const headings = ['Service', 'Measure', 'Baseline', 'Change', 'Difference', '±', 'Unit', 'Verdict'];
  const left = [
    ...(unclear > 0 ? [`${unclear} other measures differ too little to call, or are of parts`] : []),
    ...(notEstimable.length > 0 ? [`${notEstimable.length} cannot be estimated`] : []),
  ];
  const lines = [
    title,
    '='.repeat(title.length),
    ...primary.map((difference) => sentence(difference, names)),
    '',
    table(headings, rows, ['left', 'left', 'right', 'right', 'right', 'right', 'left', 'left']),
  ];
  return (left.length > 0 ? [...lines, '', `${left.join('; ')}: see --json.`] : lines).join('\n');
}

function sentence(difference: MeasureDifference, names: MeasureNames): string {
  const { baseline, changed, mean, halfWidth, unit, verdict, replicationsToSettle } = difference;
  const name = fullName(names, difference);
  const interval = `difference ${amount(mean, unit)}, 95 % interval ${range(mean, halfWidth, unit)}`;
  if (verdict === 'too close to call') {
    const settle =
      replicationsToSettle === null ? '' : `; about ${figure(replicationsToSettle)} replications would settle it`;
    return `${name}: ${amount(baseline, unit)} and ${amount(changed, unit)}, too close to call (${interval}${settle}).`;
  }
  const verb = mean < 0 ? 'falls' : 'rises';
  const judged = verdict === 'better' || verdict === 'worse' ? `, which is ${verdict}` : '';
  return `${name} ${verb} from ${amount(baseline, unit)} to ${amount(changed, unit)}${judged} (${interval}).`;
}

function row(difference: MeasureDifference, names: MeasureNames): string[] {
  const { id, service, baseline, changed, mean, halfWidth, unit, verdict } = difference;
  return [
    names.service(service) || service,
    names.measure(id),
    figure(baseline),
    figure(changed),
    figure(mean),
    figure(halfWidth),
    unit,
    verdict,
  ];
}
