/** Spellings that other languages or mathjs understand and we refuse, each with what to write instead. */

/** A sign that is refused wherever it stands. */
export interface RefusedSpelling {
  readonly text: string;
  /** The error's code. */
  readonly code: string;
  /** What was found and the rule. */
  readonly found: string;
  /** What to write instead. */
  readonly hint: string;
  /** Given when the entry counts only after (true) or only not after (false) a value. */
  readonly afterValue?: boolean;
}

/** In order of trial: longer spellings first. */
export const REFUSED_SPELLINGS: readonly RefusedSpelling[] = [
  refuse('===', 'operator', 'There is no operator ===.', 'Write ==.'),
  refuse('!==', 'operator', 'There is no operator !==.', 'Write !=.'),
  refuse('=>', 'assignment', 'Functions cannot be defined.', 'Write >= for "at least".'),
  refuse('<>', 'operator', 'There is no operator <>.', 'Write !=.'),
  refuse('<<', 'bit-operator', 'There are no operators on bits.', 'Multiply or divide by a power of two.'),
  refuse('>>', 'bit-operator', 'There are no operators on bits.', 'Multiply or divide by a power of two.'),
  refuse('^|', 'bit-operator', 'There are no operators on bits.', 'Write (a or b) and not (a and b).'),
  refuse('**', 'operator', 'There is no operator **.', 'Write ^ for a power.'),
  refuse('//', 'operator', 'There is no operator //.', 'Write floor(a / b).'),
  refuse('/*', 'comment', 'Comments are not allowed.', 'Put the remark into the note of a parameter.'),
  refuse('&&', 'operator', 'There is no operator &&.', 'Write and.'),
  refuse('||', 'operator', 'There is no operator ||.', 'Write or.'),
  refuse('??', 'operator', 'There is no operator ??.', 'Every name has a value; write condition ? a : b.'),
  refuse('.*', 'array', 'There are no arrays, so no operator .*.', 'Write *.'),
  refuse('./', 'array', 'There are no arrays, so no operator ./.', 'Write /.'),
  refuse('.^', 'array', 'There are no arrays, so no operator .^.', 'Write ^.'),
  refuse('=', 'assignment', 'Nothing can be assigned or defined here.', 'Write == to compare.'),
  refuse(';', 'block', 'An expression is one value, not a list of steps.', 'Leave out the ;.'),
  refuse('[', 'array', 'There are no arrays or places in them.', 'Use ( ) for grouping, and one name per value.'),
  refuse(']', 'array', 'There are no arrays or places in them.', 'Use ( ) for grouping, and one name per value.'),
  refuse('{', 'object', 'There are no objects or blocks.', 'Use ( ) for grouping.'),
  refuse('}', 'object', 'There are no objects or blocks.', 'Use ( ) for grouping.'),
  refuse('.', 'property', 'Names have no parts.', 'Write numbers like 0.5, and names without a point.'),
  refuse('"', 'string', 'There is no text in expressions.', 'Write numbers and names only.'),
  refuse("'", 'transpose', "There is no operator '.", 'Write numbers and names only.', true),
  refuse("'", 'string', 'There is no text in expressions.', 'Write numbers and names only.', false),
  refuse('`', 'string', 'There is no text in expressions.', 'Write numbers and names only.'),
  refuse('%', 'percent', 'There are no percentages, and % is not a remainder.', 'Write 0.1 for 10%, or mod(a, b).'),
  refuse('!', 'factorial', 'There are no factorials.', 'Write the product.', true),
  refuse('!', 'operator', 'There is no operator !.', 'Write not.', false),
  refuse('&', 'bit-operator', 'There are no operators on bits.', 'Write and.'),
  refuse('|', 'bit-operator', 'There are no operators on bits.', 'Write or, or abs(x).'),
  refuse('~', 'bit-operator', 'There are no operators on bits.', 'Write not.'),
  refuse('#', 'comment', 'Comments are not allowed.', 'Put the remark into the note of a parameter.'),
  refuse('£', 'character', 'Numbers carry no currency.', 'Name a parameter whose unit is £.'),
  // What a word processor or a keyboard makes of the plain signs.
  refuse('×', 'character', 'The sign × is not an operator.', 'Write *.'),
  refuse('·', 'character', 'The sign · is not an operator.', 'Write *.'),
  refuse('÷', 'character', 'The sign ÷ is not an operator.', 'Write /.'),
  refuse('−', 'character', 'The long minus is not an operator.', 'Write the hyphen, -.'),
  refuse('–', 'character', 'The dash is not an operator.', 'Write the hyphen, -.'),
  refuse('≤', 'character', 'The sign ≤ is not an operator.', 'Write <=.'),
  refuse('≥', 'character', 'The sign ≥ is not an operator.', 'Write >=.'),
  refuse('≠', 'character', 'The sign ≠ is not an operator.', 'Write !=.'),
];

/** Words that mathjs reads as values or operators of its own; each with what to write instead. */
export const REFUSED_WORDS: ReadonlyMap<string, string> = new Map([
  ['true', 'Write 1.'],
  ['false', 'Write 0.'],
  ['null', 'Every name has a value; write 0 for none.'],
  ['undefined', 'Every name has a value; write 0 for none.'],
  ['NaN', 'Write a finite number.'],
  ['Infinity', 'Write a finite number.'],
  ['to', 'Units are converted by themselves; divide by a unit to get a plain number, as in t / year.'],
  ['in', 'Units are converted by themselves; divide by a unit to get a plain number, as in t / year.'],
  ['xor', 'Write (a or b) and not (a and b).'],
]);

function refuse(text: string, code: string, found: string, hint: string, afterValue?: boolean): RefusedSpelling {
  return { text, code, found, hint, afterValue };
}
