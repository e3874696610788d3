import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { DIMENSIONLESS, ExpressionError, parseExpression, readExpression } from '../../engine/expression';
import { refusal } from './refusal';

/** A scope that knows `a` alone. */
const SCOPE = {
  slotOf: (name: string) => new Map([['a', 0]]).get(name),
  dimensionOf: (name: string) => new Map([['a', DIMENSIONLESS]]).get(name),
};

const PROTOTYPE_NAMES = Object.getOwnPropertyNames(Object.prototype);
const MATHJS_NAMES = [
  'import',
  'evaluate',
  'parse',
  'createUnit',
  'simplify',
  'derivative',
  'range',
  'random',
  'chain',
];

const TAME_PIECES = 'a 1 0 .5 + - * / ^ ( ) , ? : < == max( sin( mod( and or not'
  .split(' ')
  .map((piece) => ` ${piece}`);
const WILD_PIECES = 'a 2 = mod in to % ! \' " [ ] { } . ; # é ?. 1% e5 x'.split(' ');

describe('hostile expressions', () => {
  it.each([...PROTOTYPE_NAMES, ...MATHJS_NAMES, 'prototype', 'arguments', 'eval', 'this', 'end', 'i', 'mod'])(
    'the name %s is unknown',
    (name) => {
      expect(refusal(() => readExpression(`a + ${name}`, SCOPE, null))).toMatchObject({
        code: 'unknown-name',
        position: 4,
      });
    },
  );

  it.each([...PROTOTYPE_NAMES, ...MATHJS_NAMES])('the function %s is unknown', (name) => {
    expect(refusal(() => parseExpression(`a + ${name}(a)`))).toMatchObject({ code: 'unknown-function', position: 4 });
  });

  it.each([...PROTOTYPE_NAMES])('the name %s is unknown even to a scope that is a plain object', (name) => {
    const careless = {
      slotOf: (key: string) => ({ a: 0 })[key as 'a'],
      dimensionOf: (key: string) => ({ a: DIMENSIONLESS })[key as 'a'],
    };
    expect(refusal(() => readExpression(name, careless, null)).code).toBe('unknown-name');
    expect(refusal(() => readExpression(name, { ...careless, dimensionOf: () => DIMENSIONLESS }, null)).code).toBe(
      'unknown-name',
    );
  });

  it.each([
    'cos.constructor("return 1")()',
    'import("fs")',
    'f(x)=x',
    'f(x) = f(x)',
    'x=1',
    '[1,2]',
    '"a"',
    '{a:1}',
    '{"__proto__":1}',
    '1;2',
    '10%',
    '5!',
    "a'",
    'createUnit("x")',
    'range(1, 1e9)',
    'range',
    '1:1e9',
    'a.__proto__',
    'a["constructor"]',
    'a?.constructor',
    'cos?.(1)',
    '(cos)(1)',
    'cos(1)(1)',
    '\\u0061',
    'a\u0000',
    'a\u200b',
    '\u202ea + 1',
    '\ufeffa',
    'а', // Cyrillic
    'ａ', // full width
    '𝑎',
    '\ud835',
    'a\u00a0+ 1',
    'a\u2028+ 1',
    '１',
    '1%(1%(1%(1%(1%(1%(1%(1%(1%(1%(1%(1%(1%(1%(1%(1%(1%(1%(1%(1%(1',
    'a ? b ? c ? d',
    'end[1]',
    '# nothing else',
    '//',
    ':',
    ',',
    ')',
    '(',
    '.',
    '..',
    '1e',
    '1e+',
    '=',
    '?',
  ])('%j is refused', (text) => {
    expect(refusal(() => readExpression(text, SCOPE, null))).toBeInstanceOf(ExpressionError);
  });

  it.each([
    '(',
    '-',
    'not ',
    '2^',
    '1?',
    '1?1:',
    'abs(',
    'max(1,',
    '-(',
    '1+',
    '1<',
    'a ',
    '{',
    '[',
    '!',
    '%',
    '1%(',
    ')',
  ])('endless %j ends at once', (piece) => {
    for (const length of [1000, 10_000, 1_000_000]) {
      const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
      expect(refusal(() => parseExpression(text))).toBeInstanceOf(ExpressionError);
    }
  });

  it('tells an invisible character by its code and never repeats it', () => {
    const { message } = refusal(() => parseExpression('a\u202e'));
    expect(message).toContain('U+202E');
    expect(message).not.toContain('\u202e');
  });

  it('repeats no more than a piece of a long name', () => {
    expect(refusal(() => parseExpression(`${'x'.repeat(900)}(1)`)).message.length).toBeLessThan(300);
    expect(refusal(() => readExpression('x'.repeat(900), SCOPE, null)).message.length).toBeLessThan(300);
  });

  it('any text either compiles or is refused with a place inside it', () => {
    const piece = fc.constantFrom(' ', '\n', ...TAME_PIECES, ...WILD_PIECES);
    const tame = fc.constantFrom(...TAME_PIECES);
    const text = fc.oneof(
      fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
      fc.array(tame, { maxLength: 15 }).map((pieces) => pieces.join('')),
      fc.string({ maxLength: 40, unit: 'binary' }),
    );
    fc.assert(
      fc.property(text, (candidate) => {
        try {
          expect(typeof readExpression(candidate, SCOPE, null).evaluate(new Float64Array([2]))).toBe('number');
        } catch (error) {
          if (!(error instanceof ExpressionError)) throw error;
          // What the token check lets through, mathjs must be able to read.
          expect(['syntax', 'not-allowed']).not.toContain(error.code);
          expect(error.position === null || (error.position >= 0 && error.position <= candidate.length)).toBe(true);
        }
      }),
      { seed: 20_170_401, numRuns: 4_000 },
    );
  });
});
