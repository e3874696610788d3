/** What `headroom run` prints for people: a sentence per primary measure, then a table. */
import type { ScenarioDescription } from '../workers/protocol';
import { amount, figure, range } from './figures';
import { measureNames } from './measure-names';
import type { RunOutput } from './run-output';
import { stopWords } from './stop-words';
import { sectionsBy, table } from './table';
import { targetWords } from './target-words';

/**
 * The whole text.
 *
 * @param untilPrecise whether replications were to go on until everything was precise
 */
export function runWords(output: RunOutput, description: ScenarioDescription, untilPrecise: boolean = false): string {
  const names = measureNames(description);
  const found = new Map(output.measures.map((measure) => [measure.id, measure]));
  const missing = new Map(output.notEstimable.map((measure) => [measure.id, measure]));

  const sentences = description.primary.flatMap(({ measure: id }) => {
    const measure = found.get(id);
    if (measure !== undefined) {
      const { mean, halfWidth, unit } = measure;
      return [`${names.full(measure)}: ${amount(mean, unit)} (95 % interval ${range(mean, halfWidth, unit)}).`];
    }
    const absent = missing.get(id);
    return absent === undefined ? [] : [`${names.full(absent)}: not to be estimated. ${absent.reason}`];
  });

  const shown = output.measures.filter((measure) => !names.isPart(measure));
  const sections = sectionsBy(shown, names.service, (measure) => [
    names.short(measure),
    figure(measure.mean),
    figure(measure.halfWidth),
    measure.unit,
  ]);
  const precision = output.precision.map((one) => {
    const service = description.layout.measures.find(({ id }) => id === one.measure)?.service ?? '';
    return { ...one, name: names.full({ id: one.measure, service }) };
  });
  return [
    [heading(output, description), ...stopWords({ reason: output.stopped, untilPrecise }, precision)].join('\n'),
    ...[sentences, targetWords(output.targets)].filter(({ length }) => length > 0).map((lines) => lines.join('\n')),
    table(['Measure', 'Mean', '±', 'Unit'], sections, ['left', 'right', 'right', 'left']),
    `± is the half-width of the 95 % interval over replications.${more(output, shown.length)}`,
  ].join('\n\n');
}

/** Title, changes, caution and what was run. */
export function heading(
  output: Pick<RunOutput, 'title' | 'replications' | 'days' | 'seed' | 'wallSeconds'>,
  description: Pick<ScenarioDescription, 'changes' | 'caution'>,
): string {
  const changes = description.changes.map(({ title }) => `  with: ${title}`);
  const ran = `${output.replications} replications of ${figure(output.days)} days, seed "${output.seed}"`;
  const lines = [output.title, ...changes];
  if (description.caution !== undefined) lines.push(description.caution);
  return [...lines, `${ran}, ${output.wallSeconds.toFixed(1)} s.`].join('\n');
}

function more({ measures, notEstimable }: RunOutput, shown: number): string {
  const parts = measures.length - shown;
  const notes = [
    ...(parts > 0 ? [` ${parts} measures of parts (one profession, one group) are in --json.`] : []),
    ...(notEstimable.length > 0
      ? [` ${notEstimable.length} measures were seen in too few replications; --json says why.`]
      : []),
  ];
  return notes.join('');
}
