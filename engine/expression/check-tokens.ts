/**
 * Checks the order, nesting and number of tokens before mathjs sees them. mathjs descends recursively and tries some
 * readings twice, so that a short hostile text could cost it the stack or exponential time; what passes here is
 * bounded, and leaves to mathjs only the question of what binds to what.
 */
import { ExpressionError, quote } from './expression-error';
import { functionNamed } from './functions';
import type { Token } from './tokens';
import { MAX_DEPTH, MAX_PARTS } from './tree';

/** What is open at one level of parentheses. */
interface Group {
  /** The parenthesis; null for the expression as a whole. */
  readonly open: Token | null;
  readonly isCall: boolean;
  /** Signs and powers that await the end of their right side. */
  chain: number;
  /** Conditionals begun, each nested in the one before. */
  conditionals: number;
  /** A `?` whose `:` has not come. */
  unfinished: Token | null;
  /** A `not` whose right side goes on. */
  not: Token | null;
}

/** Where the check has got to. */
interface Check {
  readonly groups: Group[];
  depth: number;
  previous: Token | null;
}

/**
 * Check tokens: values and operators alternate, parentheses and conditionals are complete, functions exist, and the
 * limits of `tree.ts` are kept.
 *
 * @param length length of the text, the position of an error at its end
 * @throws ExpressionError at the first token that is wrong
 */
export function checkTokens(tokens: readonly Token[], length: number): void {
  const check: Check = { groups: [newGroup(null, false)], depth: 0, previous: null };
  let parts = 0;
  for (const token of tokens) {
    if (!'(),:'.includes(token.kind) && ++parts > MAX_PARTS) {
      const found = `An expression has at most ${MAX_PARTS} numbers, names and operators.`;
      throw new ExpressionError('too-many-parts', found, SPLIT, token.position);
    }
    if (awaitsValue(check.previous)) checkValue(check, token);
    else checkContinuation(check, token);
    check.previous = token;
  }
  if (awaitsValue(check.previous)) {
    throw new ExpressionError(
      'value-expected',
      'The expression ends where a value should follow.',
      WRITE_VALUE,
      length,
    );
  }
  const group = innermost(check);
  if (group.open !== null) {
    throw new ExpressionError(
      'parenthesis',
      'This ( is never closed.',
      'Add the ) or leave out the (.',
      group.open.position,
    );
  }
  finishConditionals(check, group);
}

const SPLIT = 'Split it: give a part a name of its own.';
const WRITE_VALUE = 'Write a number, a name, a function call or ( ).';

function newGroup(open: Token | null, isCall: boolean): Group {
  return { open, isCall, chain: 0, conditionals: 0, unfinished: null, not: null };
}

function innermost(check: Check): Group {
  return check.groups[check.groups.length - 1];
}

/** After an operator or an opening a value must follow; signs are operators in the place of a value. */
function awaitsValue(previous: Token | null): boolean {
  return previous === null || !['number', 'name', ')'].includes(previous.kind);
}

function checkValue(check: Check, token: Token): void {
  const group = innermost(check);
  const { previous } = check;
  const isSign = token.kind === 'operator' && token.text === '-';
  if (isSign || token.kind === 'not') {
    group.chain++;
    if (token.kind === 'not') group.not = token;
    deepen(check, token);
  } else if (token.kind === '(') {
    check.groups.push(newGroup(token, previous?.kind === 'function'));
    deepen(check, token);
  } else if (token.kind === 'function') {
    functionNamed(token.text, token.position);
  } else if (token.kind === ')' && previous?.kind === '(' && group.isCall) {
    closeGroup(check, token); // A call without arguments; its number of arguments is checked with the tree.
  } else if (token.kind !== 'number' && token.kind !== 'name') {
    throw new ExpressionError(
      'value-expected',
      `A value should stand before ${token.text}.`,
      WRITE_VALUE,
      token.position,
    );
  }
}

function checkContinuation(check: Check, token: Token): void {
  switch (token.kind) {
    case 'operator':
      return checkOperator(check, token);
    case '?':
      return beginConditional(check, token);
    case ':':
      return continueConditional(check, token);
    case ',':
      return nextArgument(check, token);
    case ')':
      return closeGroup(check, token);
    case 'number':
    case 'name':
    case 'function':
    case 'not':
    case '(':
      throw missingOperator(check.previous, token);
  }
}

function missingOperator(previous: Token | null, token: Token): ExpressionError {
  if (token.text === 'mod') {
    return new ExpressionError(
      'reserved-word',
      'mod is a function, not an operator.',
      'Write mod(a, b).',
      token.position,
    );
  }
  const before = quote(previous?.text ?? '');
  return new ExpressionError(
    'implicit-multiplication',
    `An operator is missing between ${before} and ${quote(token.text)}.`,
    'Multiplication is always written: put a * between them.',
    token.position,
  );
}

function checkOperator(check: Check, token: Token): void {
  const group = innermost(check);
  if (token.text === '^') {
    group.chain++;
    return deepen(check, token);
  }
  endChain(check, group);
  if (group.not !== null && token.text !== 'and' && token.text !== 'or') {
    const found = `not a ${token.text} b would mean (not a) ${token.text} b.`;
    const hint = `Write not (a ${token.text} b), or put the not into parentheses.`;
    throw new ExpressionError('unclear-not', found, hint, group.not.position);
  }
  group.not = null;
}

function beginConditional(check: Check, token: Token): void {
  const group = innermost(check);
  endChain(check, group);
  group.not = null;
  if (group.unfinished !== null) {
    const found = 'A conditional between ? and : stands in parentheses.';
    throw new ExpressionError('conditional', found, 'Write a ? (b ? c : d) : e.', token.position);
  }
  group.unfinished = token;
  group.conditionals++;
  deepen(check, token);
}

function continueConditional(check: Check, token: Token): void {
  const group = innermost(check);
  endChain(check, group);
  group.not = null;
  if (group.unfinished === null) {
    const found = 'There are no ranges: a : stands only after a ?.';
    throw new ExpressionError('range', found, 'Write condition ? a : b.', token.position);
  }
  group.unfinished = null;
}

function nextArgument(check: Check, token: Token): void {
  const group = innermost(check);
  if (!group.isCall) {
    const hint = 'Write a decimal point as 0.5 and thousands as 1000.';
    throw new ExpressionError('comma', 'A comma stands only between arguments of a function.', hint, token.position);
  }
  finishConditionals(check, group);
}

function closeGroup(check: Check, token: Token): void {
  const group = innermost(check);
  if (group.open === null) {
    throw new ExpressionError('parenthesis', 'This ) was never opened.', 'Leave it out or add the (.', token.position);
  }
  finishConditionals(check, group);
  check.groups.pop();
  check.depth--;
}

/** The end of an argument, a parenthesis or the whole: everything nested in it ends too. */
function finishConditionals(check: Check, group: Group): void {
  if (group.unfinished !== null) {
    const found = 'This ? has no : after it.';
    throw new ExpressionError('conditional', found, 'Write condition ? a : b.', group.unfinished.position);
  }
  endChain(check, group);
  group.not = null;
  check.depth -= group.conditionals;
  group.conditionals = 0;
}

function endChain(check: Check, group: Group): void {
  check.depth -= group.chain;
  group.chain = 0;
}

function deepen(check: Check, token: Token): void {
  if (++check.depth > MAX_DEPTH) {
    throw new ExpressionError('too-deep', `At most ${MAX_DEPTH} levels may be nested.`, SPLIT, token.position);
  }
}
