/** Cuts an expression into tokens and refuses every character that has no place in one. */
import { ExpressionError, quote } from './expression-error';
import { REFUSED_SPELLINGS, REFUSED_WORDS } from './refused-spellings';
import type { RefusedSpelling } from './refused-spellings';

/**
 * What a token is: a number, a name, the name of a function (a `(` follows), a binary operator, or one of
 * `not ( ) , ? :`. A minus is an `operator` here; its place decides whether it is a sign.
 */
export type TokenKind = 'number' | 'name' | 'function' | 'operator' | 'not' | '(' | ')' | ',' | '?' | ':';

/** A token with its place. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Characters from 0. */
  readonly position: number;
}

const SPACE = /[ \t\r\n]+/y;
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const SIGN = /<=|>=|==|!=|[-+*/^<>(),?:]/y;
const OPENS_CALL = /[ \t\r\n]*\(/y;

/**
 * Cut a text into tokens.
 *
 * @throws ExpressionError at the first character, word or number that is refused
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let position = match(SPACE, text, 0).length;
  while (position < text.length) {
    const token = tokenAt(text, position, tokens.at(-1));
    tokens.push(token);
    position += token.text.length;
    position += match(SPACE, text, position).length;
  }
  return tokens;
}

function tokenAt(text: string, position: number, previous: Token | undefined): Token {
  refuseSpelling(text, position, previous);
  const number = match(NUMBER, text, position);
  if (number !== '') return numberToken(number, text, position);
  const name = match(NAME, text, position);
  if (name !== '') return { kind: wordKind(name, text, position), text: name, position };
  const sign = match(SIGN, text, position);
  if (sign === '') throw strayCharacter(text, position);
  const kind = sign === '(' || sign === ')' || sign === ',' || sign === '?' || sign === ':' ? sign : 'operator';
  return { kind, text: sign, position };
}

/** The text a sticky pattern matches at a position, empty if none. */
function match(pattern: RegExp, text: string, position: number): string {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0] ?? '';
}

function numberToken(number: string, text: string, position: number): Token {
  const next = text.charAt(position + number.length);
  const otherBase = number === '0' && /[xob]/i.test(next);
  if (next === '.' || next === '_' || otherBase) {
    const hint = 'Write numbers like 1250, 0.5 or 2.5e-3.';
    throw new ExpressionError('number', `${quote(number + next)} does not begin a number.`, hint, position);
  }
  const value = Number(number);
  const vanishes = value === 0 && /^[^eE]*[1-9]/.test(number);
  if (!Number.isFinite(value) || vanishes) {
    const size = vanishes ? 'small' : 'large';
    throw new ExpressionError('number-range', `${quote(number)} is too ${size}.`, 'Numbers go to 1.7e308.', position);
  }
  return { kind: 'number', text: number, position };
}

function wordKind(word: string, text: string, position: number): TokenKind {
  const refused = REFUSED_WORDS.get(word);
  if (refused !== undefined) {
    throw new ExpressionError('reserved-word', `${quote(word)} is not allowed here.`, refused, position);
  }
  if (word === 'and' || word === 'or') return 'operator';
  if (word === 'not') return 'not';
  return match(OPENS_CALL, text, position + word.length) === '' ? 'name' : 'function';
}

function refuseSpelling(text: string, position: number, previous: Token | undefined): void {
  const afterValue = previous !== undefined && ['number', 'name', ')'].includes(previous.kind);
  const fits = (spelling: RefusedSpelling) =>
    text.startsWith(spelling.text, position) &&
    (spelling.afterValue === undefined || spelling.afterValue === afterValue) &&
    // A point before a digit begins a number, and `!=` is a comparison.
    !(spelling.text === '.' && /\d/.test(text.charAt(position + 1))) &&
    !(spelling.text === '!' && text.startsWith('!=', position)) &&
    !(spelling.text === '=' && text.startsWith('==', position));
  const refused = REFUSED_SPELLINGS.find(fits);
  if (refused !== undefined) throw new ExpressionError(refused.code, refused.found, refused.hint, position);
}

/** A character with no meaning; one that cannot be seen is told by its code alone. */
function strayCharacter(text: string, position: number): ExpressionError {
  const code = text.codePointAt(position) ?? 0;
  const character = String.fromCodePoint(code);
  const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const shown = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? `"${character}" (${number})` : number;
  return new ExpressionError(
    'character',
    `The character ${shown} has no meaning in an expression.`,
    'Names consist of the letters A to Z and a to z, digits and _; operators are + - * / ^ and comparisons.',
    position,
  );
}
