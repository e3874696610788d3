/** Tables as CSV for a spreadsheet. */
import { pause } from '../state/pause';

/** Rows that are written between two pauses. */
const PORTION = 100;

/** A long table as a file, written with pauses so that it never holds the page up. Begins with the mark by which Excel knows UTF-8. */
export async function csvFile(rows: Iterable<readonly (string | number)[]>): Promise<Blob> {
  const pieces = ['\uFEFF'];
  let waiting: (readonly (string | number)[])[] = [];
  for (const row of rows) {
    waiting.push(row);
    if (waiting.length < PORTION) continue;
    pieces.push(toCsv(waiting));
    waiting = [];
    await pause();
  }
  if (waiting.length > 0) pieces.push(toCsv(waiting));
  return new Blob(pieces, { type: 'text/csv' });
}

/** Rows to CSV. A cell that a spreadsheet would take for a formula is made text; numbers stay numbers. */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

function cell(value: string | number): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const safe = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
