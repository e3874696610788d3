/** Tables of text for a terminal. */

/** Which way a column is aligned. */
export type Alignment = 'left' | 'right';

/** Lines of a table whose columns line up, under headings and a rule. */
export function table(headings: string[], rows: string[][], alignments: Alignment[]): string {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const rule = widths.map((width) => '-'.repeat(width));
  return [headings, rule, ...rows]
    .map((line) =>
      line
        .map((cell, i) => (alignments[i] === 'left' ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
