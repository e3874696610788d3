import { describe, expect, it } from 'vitest';
import {
  caretLine,
  isExpressionName,
  MAX_DEPTH,
  MAX_LENGTH,
  MAX_PARTS,
  parseExpression,
} from '../../engine/expression';
import type { ExpressionTree } from '../../engine/expression';
import { refusal } from './refusal';

/** A tree with all its parentheses. */
function bracketed(tree: ExpressionTree): string {
  switch (tree.kind) {
    case 'number':
      return String(tree.value);
    case 'name':
      return tree.name;
    case 'negate':
      return `(-${bracketed(tree.operand)})`;
    case 'not':
      return `(not ${bracketed(tree.operand)})`;
    case 'arithmetic':
    case 'logical':
      return `(${bracketed(tree.left)} ${tree.operator} ${bracketed(tree.right)})`;
    case 'comparison':
      return `(${tree.operands.map((o, i) => (i === 0 ? '' : `${tree.operators[i - 1]} `) + bracketed(o)).join(' ')})`;
    case 'conditional':
      return `(${bracketed(tree.condition)} ? ${bracketed(tree.whenTrue)} : ${bracketed(tree.whenFalse)})`;
    case 'call':
      return `${tree.name}(${tree.arguments.map(bracketed).join(', ')})`;
  }
}

describe('what binds to what', () => {
  it.each([
    ['a + b * c', '(a + (b * c))'],
    ['a / b * c', '((a / b) * c)'],
    ['1 / 2 * c', '((1 / 2) * c)'],
    ['a - b - c', '((a - b) - c)'],
    ['2^3^2', '(2 ^ (3 ^ 2))'],
    ['-2^2', '(-(2 ^ 2))'],
    ['2^-3^2', '(2 ^ (-(3 ^ 2)))'],
    ['-a * b', '((-a) * b)'],
    ['a - -b', '(a - (-b))'],
    ['--a', '(-(-a))'],
    ['(a + b) * c', '((a + b) * c)'],
    ['a + 1 < b * 2', '((a + 1) < (b * 2))'],
    ['1 < a <= 3', '(1 < a <= 3)'],
    ['(1 < a) <= 3', '((1 < a) <= 3)'],
    ['a or b and c', '(a or (b and c))'],
    ['a < b and b < c', '((a < b) and (b < c))'],
    ['not a and b', '((not a) and b)'],
    ['not (a > b)', '(not (a > b))'],
    ['a == b or not c', '((a == b) or (not c))'],
    ['not a ^ b', '(not (a ^ b))'],
    ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
    ['a ? (b ? c : d) : e', '(a ? (b ? c : d) : e)'],
    ['a + 1 ? b : c + 1', '((a + 1) ? b : (c + 1))'],
    ['a ?.5:.25', '(a ? 0.5 : 0.25)'],
    ['max(a ? b : c, min(1, 2), d)', 'max((a ? b : c), min(1, 2), d)'],
    ['mod(a, b)', 'mod(a, b)'],
    ['min (a,\n  b)', 'min(a, b)'],
    ['1.5e-3 + 2E2 + .5', '((0.0015 + 200) + 0.5)'],
  ])('%s is %s', (text, expected) => {
    expect(bracketed(parseExpression(text))).toBe(expected);
  });

  it('keeps the place of every part', () => {
    expect(parseExpression(' (a) + max(b, -2)')).toEqual({
      kind: 'arithmetic',
      operator: '+',
      position: 5,
      left: { kind: 'name', name: 'a', position: 2 },
      right: {
        kind: 'call',
        name: 'max',
        position: 7,
        arguments: [
          { kind: 'name', name: 'b', position: 11 },
          { kind: 'negate', position: 14, operand: { kind: 'number', value: 2, position: 15 } },
        ],
      },
    });
  });
});

describe('refusals', () => {
  it.each([
    ['', 'empty', 0],
    [' \n ', 'empty', 0],
    ['2 a', 'implicit-multiplication', 2],
    ['2a', 'implicit-multiplication', 1],
    ['a b', 'implicit-multiplication', 2],
    ['(a)(b)', 'implicit-multiplication', 3],
    ['2(3)', 'implicit-multiplication', 1],
    ['1/2 a', 'implicit-multiplication', 4],
    ['a not b', 'implicit-multiplication', 2],
    ['min(1, 2)(3)', 'implicit-multiplication', 9],
    ['10%', 'percent', 2],
    ['10 + 50%', 'percent', 7],
    ['7 % 2', 'percent', 2],
    ['"a"', 'string', 0],
    ["'a'", 'string', 0],
    ['`a`', 'string', 0],
    ["a'", 'transpose', 1],
    ['x=1', 'assignment', 1],
    ['x => 1', 'assignment', 2],
    ['max(a, b)=a', 'assignment', 9],
    ['1;2', 'block', 1],
    ['1\n2', 'implicit-multiplication', 2],
    ['[1,2]', 'array', 0],
    ['a[1]', 'array', 1],
    ['a .* b', 'array', 2],
    ['{a:1}', 'object', 0],
    ['a.b', 'property', 1],
    ['a?.b', 'property', 2],
    ['1:10', 'range', 1],
    ['a ? (1:2) : 3', 'range', 6],
    ['a ? b : c : d', 'range', 10],
    ['5!', 'factorial', 1],
    ['!a', 'operator', 0],
    ['a && b', 'operator', 2],
    ['a || b', 'operator', 2],
    ['a ** b', 'operator', 2],
    ['a === b', 'operator', 2],
    ['a ?? b', 'operator', 2],
    ['a & b', 'bit-operator', 2],
    ['a | b', 'bit-operator', 2],
    ['a << b', 'bit-operator', 2],
    ['a ^| b', 'bit-operator', 2],
    ['~a', 'bit-operator', 0],
    ['a # note', 'comment', 2],
    ['a /* note */', 'comment', 2],
    ['true', 'reserved-word', 0],
    ['1 + NaN', 'reserved-word', 4],
    ['Infinity', 'reserved-word', 0],
    ['null', 'reserved-word', 0],
    ['a to b', 'reserved-word', 2],
    ['2 in', 'reserved-word', 2],
    ['a xor b', 'reserved-word', 2],
    ['a mod b', 'reserved-word', 2],
    ['a mod (b)', 'reserved-word', 2],
    ['1e999', 'number-range', 0],
    ['1e-999', 'number-range', 0],
    ['0x1F', 'number', 0],
    ['1.2.3', 'number', 0],
    ['5.', 'number', 0],
    ['1_000', 'number', 0],
    ['1,000', 'comma', 1],
    ['(1, 2)', 'comma', 2],
    ['+1', 'value-expected', 0],
    ['1 +', 'value-expected', 3],
    ['1 + * 2', 'value-expected', 4],
    ['()', 'value-expected', 1],
    ['max(1,)', 'value-expected', 6],
    ['a ? : b', 'value-expected', 4],
    ['(1', 'parenthesis', 0],
    ['1)', 'parenthesis', 1],
    ['a ? b', 'conditional', 2],
    ['(a ? b) : c', 'conditional', 3],
    ['max(a ? b, c)', 'conditional', 6],
    ['a ? b ? c : d : e', 'conditional', 6],
    ['not a > b', 'unclear-not', 0],
    ['1 + not a > b', 'unclear-not', 4],
    ['a and not b + c == d', 'unclear-not', 6],
    ['foo(1)', 'unknown-function', 0],
    ['1 + ln(2)', 'unknown-function', 4],
    ['max(1)', 'argument-count', 0],
    ['exp()', 'argument-count', 0],
    ['clamp(1, 2)', 'argument-count', 0],
    ['sqrt(1, 2)', 'argument-count', 0],
    ['a × b', 'character', 2],
    ['£5', 'character', 0],
    ['$a', 'character', 0],
    ['a @ b', 'character', 2],
  ])('%j: %s at %i', (text, code, position) => {
    const error = refusal(() => parseExpression(text));
    expect([error.code, error.position]).toEqual([code, position]);
    expect(error.message).toContain(error.hint);
  });

  it.each([
    ['2 a', 'put a * between them'],
    ['ln(2)', 'Did you mean log(x)?'],
    ['pow(2, 3)', 'Did you mean x^y?'],
    ['squrt(2)', 'Did you mean sqrt(x)?'],
    ['zzzzzzzz(2)', 'The functions are min, max'],
    ['clamp(1, 2)', 'clamp takes 3 arguments, not 2. Write clamp(x, low, high).'],
    ['not a > b', 'not (a > b)'],
    ['7 % 2', 'mod(a, b)'],
    ['a − b', 'Write the hyphen'],
  ])('%j is told the way out: %s', (text, hint) => {
    expect(refusal(() => parseExpression(text)).message).toContain(hint);
  });
});

describe('limits', () => {
  it.each([
    ['length', '1' + '+1'.repeat(MAX_LENGTH), 'too-long', MAX_LENGTH],
    ['parts', '1' + '+1'.repeat(MAX_PARTS / 2), 'too-many-parts', MAX_PARTS],
    ['parentheses', '('.repeat(MAX_DEPTH + 1) + '1' + ')'.repeat(MAX_DEPTH + 1), 'too-deep', MAX_DEPTH],
    ['signs', '-'.repeat(MAX_DEPTH + 1) + '1', 'too-deep', MAX_DEPTH],
    ['powers', '2' + '^2'.repeat(MAX_DEPTH + 1), 'too-deep', 2 * MAX_DEPTH + 1],
    ['negations', 'not '.repeat(MAX_DEPTH + 1) + '1', 'too-deep', 4 * MAX_DEPTH],
    ['conditionals', '1?1:'.repeat(MAX_DEPTH + 1) + '1', 'too-deep', 4 * MAX_DEPTH + 1],
    ['calls', 'abs('.repeat(MAX_DEPTH + 1) + '1' + ')'.repeat(MAX_DEPTH + 1), 'too-deep', 4 * MAX_DEPTH + 3],
    ['mixed', '-(1?2^('.repeat(MAX_DEPTH), 'too-deep', 7 * 10],
  ])('bound %s', (_, text, code, position) => {
    const error = refusal(() => parseExpression(text));
    expect([error.code, error.position]).toEqual([code, position]);
  });

  it.each([
    ['parts', '1' + '+1'.repeat(MAX_PARTS / 2 - 1)],
    ['parentheses', '('.repeat(MAX_DEPTH) + '1' + ')'.repeat(MAX_DEPTH)],
    ['powers', '2' + '^2'.repeat(MAX_DEPTH)],
    ['conditionals', '1?1:'.repeat(MAX_DEPTH) + '1'],
    ['powers side by side', '1' + '+2^-3'.repeat(MAX_DEPTH + 10)],
    ['conditionals side by side', 'max(1' + ',1?2:3'.repeat(MAX_DEPTH + 10) + ')'],
    ['calls side by side', '1' + '+abs(-(1))'.repeat(MAX_DEPTH + 10)],
  ])('allow as many %s as they say', (_, text) => {
    expect(() => parseExpression(text)).not.toThrow();
  });
});

describe('the caret', () => {
  it('stands below the place', () => {
    expect(caretLine('2 x', 2)).toBe('2 x\n  ^');
    expect(caretLine('2\n\tx +', 5)).toBe('2  x +\n     ^');
  });

  it('stays below its character in a long text', () => {
    const [line, caret] = caretLine('a'.repeat(100) + '!' + 'b'.repeat(100), 100).split('\n');
    expect(line.length).toBeLessThan(80);
    expect(line.charAt(caret.indexOf('^'))).toBe('!');
  });

  it('keeps to the text', () => {
    expect(caretLine('abc', 9)).toBe('abc\n   ^');
    expect(caretLine('abc', -1)).toBe('abc\n^');
  });
});

describe('names a scenario may declare', () => {
  it('are those that an expression can refer to', () => {
    expect(['gpReferralsPerWeek', '_x', 'ipu3_8', 'constructor'].every(isExpressionName)).toBe(true);
    expect(['t', 'week', 'pi', 'max', 'mod', 'and', 'true', 'ipu-3', '3a', 'é', '', 'a b'].some(isExpressionName)).toBe(
      false,
    );
  });
});
