/** Tables of text for a terminal. */

/** Which way a column is aligned. */
export type Alignment = 'left' | 'right';

/** Rows under a heading of their own. */
export interface Section {
  title: string;
  rows: string[][];
}

const INDENT = '  ';

/** Lines of a table whose columns line up over all sections. Titles of sections may be wider than a column. */
export function table(headings: string[], sections: Section[], alignments: Alignment[]): string {
  const indented = ([first, ...others]: string[]) => [INDENT + first, ...others];
  const lines = [headings, ...sections.flatMap(({ rows }) => rows.map(indented))];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const format = (line: string[]) =>
    line
      .map((cell, i) => (alignments[i] === 'left' ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width));
  return [
    format(headings),
    format(rule),
    ...sections.flatMap(({ title, rows }) => [title, ...rows.map((row) => format(indented(row)))]),
  ].join('\n');
}

/** Put things into sections by a title, in the order in which the titles come first. */
export function sectionsBy<T>(things: T[], title: (thing: T) => string, row: (thing: T) => string[]): Section[] {
  const sections = new Map<string, string[][]>();
  for (const thing of things) {
    const rows = sections.get(title(thing));
    if (rows === undefined) sections.set(title(thing), [row(thing)]);
    else rows.push(row(thing));
  }
  return [...sections].map(([name, rows]) => ({ title: name, rows }));
}
