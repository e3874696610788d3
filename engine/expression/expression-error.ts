/** What is wrong with an expression or a unit, told with a place and a way out. */

/** Thrown for every expression and unit that is refused; never for an internal fault. */
export class ExpressionError extends Error {
  /** Stable kebab-case name of the rule that was broken, e.g. `implicit-multiplication`. */
  readonly code: string;
  /** Where in the text, in characters from 0; the text's length means its end; null when no one place is at fault. */
  readonly position: number | null;
  /** What would do instead, in a sentence. */
  readonly hint: string;

  /**
   * @param code stable name of the rule
   * @param found what was found and the rule, in a sentence; the message is this followed by the hint
   * @param hint a way out, in a sentence
   * @param position characters from 0, or null
   */
  constructor(code: string, found: string, hint: string, position: number | null = null) {
    super(`${found} ${hint}`);
    this.name = 'ExpressionError';
    this.code = code;
    this.hint = hint;
    this.position = position;
  }
}

/** Characters of text shown on either side of the caret. */
const CONTEXT = 36;

/**
 * Show a place in a text: the text on one line, a caret below the place. Long texts are cut around the place, and
 * line breaks and tabs become spaces so that the caret stays under its character.
 *
 * @param position characters from 0; values outside the text point at its nearer end
 * @example caretLine('2 x', 2) // '2 x\n  ^'
 */
export function caretLine(text: string, position: number): string {
  const at = Math.min(Math.max(position, 0), text.length);
  const start = Math.max(at - CONTEXT, 0);
  const end = Math.min(at + CONTEXT, text.length);
  const before = start > 0 ? '…' : '';
  const after = end < text.length ? '…' : '';
  const shown = text.slice(start, end).replaceAll(/\s/g, ' ');
  return `${before}${shown}${after}\n${' '.repeat(before.length + at - start)}^`;
}

/** Longest piece of a scenario's own text that a message repeats, in characters. */
const QUOTE_LENGTH = 40;

/** A piece of the author's text for use in a message: in quotation marks, and cut when long. */
export function quote(text: string): string {
  return text.length <= QUOTE_LENGTH ? `"${text}"` : `"${text.slice(0, QUOTE_LENGTH)}…"`;
}
