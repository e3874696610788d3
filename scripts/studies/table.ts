/** What a study gives: a table with a few words before it. */
export interface StudyTable {
  title: string;
  /** Paragraphs before the table: what was done, and what it shows. */
  words: string[];
  headings: string[];
  rows: string[][];
  /** What is not as it should be; none if left out. */
  faults?: string[];
}

/**
 * A study: how well a method keeps its promise on systems whose answers are known.
 *
 * @param effort Macro-runs (whole experiments) as a share of those of the page; 1 unless told otherwise.
 */
export type Study = (effort?: number) => StudyTable | Promise<StudyTable>;

/** As Markdown. */
export function markdown({ title, words, headings, rows }: StudyTable): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const table = [line(headings), line(headings.map((_, i) => (i === 0 ? '---' : '--:'))), ...rows.map(line)];
  return [`## ${title}`, ...words, table.join('\n')].join('\n\n');
}

/** A share in per cent, to one decimal. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** Macro-runs at an effort: at least 20. */
export function macroRunsAt(effort: number, full: number): number {
  return Math.max(20, Math.round(effort * full));
}
