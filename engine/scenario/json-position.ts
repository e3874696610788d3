/** Where in a JSON text something stands, in words; browsers word their own messages differently, or not at all. */
import { shown } from './wording';

/** Characters shown before and after a place. */
const BEFORE = 24;
const AFTER = 16;

/** Line and column of a place in a text, both counted from 1; a line ends at LF, CR or CRLF. */
export function lineAndColumn(text: string, position: number): { line: number; column: number } {
  const at = Math.min(Math.max(position, 0), text.length);
  let line = 1;
  let lineStart = 0;
  for (let i = 0; i < at; i++) {
    const unit = text.charCodeAt(i);
    const ends = unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10);
    if (!ends) continue;
    line++;
    lineStart = i + 1;
  }
  return { line, column: at - lineStart + 1 };
}

/**
 * A place for people: `line 3, column 5 (near: …"warmUpDays": 0 "horizonDays"…)`; at the end of the text, what stands
 * before it.
 */
export function describePosition(text: string, position: number): string {
  const at = Math.min(Math.max(position, 0), text.length);
  const { line, column } = lineAndColumn(text, at);
  const start = Math.max(0, at - BEFORE);
  const end = Math.min(text.length, at + AFTER);
  const piece = shown(text.slice(start, end).replaceAll(/\s+/g, ' ')).trim();
  const near = piece === '' ? '' : ` (near: ${start > 0 ? '…' : ''}${piece}${end < text.length ? '…' : ''})`;
  return `line ${line}, column ${column}${near}`;
}
