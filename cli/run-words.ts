/** What `headroom run` prints for people: a sentence per primary measure, then a table. */
import type { ScenarioDescription } from '../workers/protocol';
import { amount, figure, range } from './figures';
import { fullName, measureNames } from './measure-names';
import type { RunOutput } from './run-output';
import { table } from './table';

/** The whole text. */
export function runWords(output: RunOutput, description: ScenarioDescription): string {
  const names = measureNames(description);
  const found = new Map(output.measures.map((measure) => [measure.id, measure]));
  const missing = new Map(output.notEstimable.map((measure) => [measure.id, measure]));

  const sentences = description.primary.flatMap(({ measure: id }) => {
    const measure = found.get(id);
    if (measure !== undefined) {
      const { mean, halfWidth, unit } = measure;
      return [`${fullName(names, measure)} is ${amount(mean, unit)} (95 % interval ${range(mean, halfWidth, unit)}).`];
    }
    const absent = missing.get(id);
    return absent === undefined ? [] : [`${fullName(names, absent)} cannot be estimated: ${absent.reason}`];
  });

  const rows = output.measures
    .filter(({ id }) => !names.isPart(id))
    .map(({ id, service, mean, halfWidth, unit }) => [
      names.service(service) || service,
      names.measure(id),
      figure(mean),
      figure(halfWidth),
      unit,
    ]);
  const headings = ['Service', 'Measure', 'Mean', '±', 'Unit'];
  return [
    heading(output, description),
    ...(sentences.length > 0 ? [sentences.join('\n')] : []),
    table(headings, rows, ['left', 'left', 'right', 'right', 'left']),
    `± is the half-width of the 95 % interval over replications.${more(output, rows.length)}`,
  ].join('\n\n');
}

/** Title, changes, caution and what was run. */
export function heading(output: RunOutput, description: ScenarioDescription): string {
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
