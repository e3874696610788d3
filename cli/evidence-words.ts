/** Quantities with their evidence, chosen by grade, source, unit and words. */
import { GRADES } from '../engine/scenario/schema';
import type { ParameterDescription, ScenarioDescription } from '../workers/protocol';
import { csv } from './csv';
import { sectionsBy, table } from './table';

/** What to list; each empty wish lets everything through. */
export interface EvidenceWish {
  grade?: string;
  source?: string;
  unit?: string;
  text?: string;
}

/** A quantity with its evidence. `year` is that of the figure, else of the publication it cites; null for assumptions. */
export interface Evidence extends Omit<ParameterDescription, 'year' | 'note'> {
  year: number | null;
  note: string;
}

const COLUMNS = ['id', 'title', 'value', 'unit', 'low', 'high', 'grade', 'source', 'year', 'note'] as const;

/** The quantities of a scenario that fit a wish, in the order of the file. */
export function evidenceOf({ parameters, sources }: ScenarioDescription, wish: EvidenceWish): Evidence[] {
  const holds = (text: string, words: string | undefined): boolean =>
    (words ?? '')
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.toLowerCase().includes(word));
  return parameters
    .filter(
      ({ id, title, unit, grade, source, note = '' }) =>
        (wish.grade === undefined || grade === wish.grade) &&
        (wish.unit === undefined || unit === wish.unit) &&
        holds(source, wish.source) &&
        holds(`${id} ${title} ${source} ${note}`, wish.text),
    )
    .map(({ id, title, value, unit, low, high, grade, source, year, note = '' }) => {
      const publication = sources[source.split(/[\s;,]/)[0]];
      return { id, title, value, unit, low, high, grade, source, year: year ?? publication?.year ?? null, note };
    });
}

/** A table by grade, with how many there are of each. */
export function evidenceWords(evidence: readonly Evidence[], all: number): string {
  const counts = new Map<string, number>();
  for (const { grade } of evidence) counts.set(grade, (counts.get(grade) ?? 0) + 1);
  const said = [...counts].map(([grade, count]) => `${count} ${grade}`).join(', ');
  const heading = `${evidence.length} of ${all} quantities${said === '' ? '' : `: ${said}`}.`;
  if (evidence.length === 0) return `${heading} Nothing fits; ask for less with --grade, --source, --unit or --text.`;
  const sections = sectionsBy(
    GRADES.flatMap((grade) => evidence.filter((entry) => entry.grade === grade)),
    ({ grade }) => grade,
    ({ id, value, unit, low, high, source, year, title }) => [
      id,
      String(value),
      unit,
      low === high ? 'fixed' : `${low} to ${high}`,
      source,
      year === null ? '' : String(year),
      title,
    ],
  );
  const headings = ['quantity', 'value', 'unit', 'low to high', 'source', 'year', 'what'];
  return `${heading}\n\n${table(headings, sections, ['left', 'right', 'left', 'left', 'left', 'left', 'left'])}`;
}

/** The same as CSV, with everything that is known of each. */
export function evidenceCsv(evidence: readonly Evidence[]): string {
  return csv([COLUMNS, ...evidence.map((entry) => COLUMNS.map((column) => entry[column] ?? ''))]);
}
