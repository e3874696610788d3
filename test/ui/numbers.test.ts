import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countInWords,
  decimalsFor,
  formatDate,
  formatDuration,
  formatNumber,
  formatSigned,
  joinList,
} from '../../ui/words/numbers';

describe('numbers', () => {
  it.each([
    [3, 0],
    [1, 0],
    [0.96, 1],
    [0.3, 1],
    [0.05, 2],
    [0.0001, 2],
  ])('an interval of ± %d supports %d decimals', (halfWidth, decimals) => {
    expect(decimalsFor(halfWidth)).toBe(decimals);
  });

  it.each([
    [NaN, 892, 0],
    [0, 14.06, 1],
    [0, 0.25, 2],
    [0, 3, 0],
  ])('without an interval (%d) a number of size %d has %d decimals', (halfWidth, size, decimals) => {
    expect(decimalsFor(halfWidth, size)).toBe(decimals);
  });

  it.each([
    [1234.5, 0, '1,235'],
    [-3.14159, 2, '−3.14'],
    [-0.001, 1, '0.0'],
    [NaN, 1, '–'],
    [Infinity, 1, '–'],
  ])('writes %d with %d decimals as %s', (value, decimals, text) => {
    expect(formatNumber(value, decimals)).toBe(text);
  });

  it('writes what Intl writes, which takes too long to ask', () => {
    const formats = [0, 1, 2, 3].map(
      (decimals) =>
        new Intl.NumberFormat('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
    );
    const short = fc.tuple(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 5 }));
    const values = fc.oneof(
      fc.double({ min: 0, max: 1e10, noNaN: true }),
      // Ends in the five that decides about rounding more often than not.
      short.map(([digits, places]) => Number(`${digits}5e-${places}`)),
    );
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 3 }), (value, decimals) => {
        expect(formatNumber(value, decimals)).toBe(formats[decimals].format(value));
      }),
      { seed: 4, numRuns: 2000 },
    );
  });

  it('gives a difference its sign, and none to nothing', () => {
    expect(formatSigned(5, 0)).toBe('+5');
    expect(formatSigned(-5, 0)).toBe('−5');
    expect(formatSigned(0.01, 0)).toBe('0');
  });
});

describe('words for numbers', () => {
  it.each([
    [1096, 'three years'],
    [1095, 'three years'],
    [365.25, 'one year'],
    [183, 'six months'],
    [548, '18 months'],
    [548 + 15, '18 months'],
    [91, 'three months'],
    [28, 'four weeks'],
    [10, 'ten days'],
    [1, 'one day'],
    [0.5, '0.5 days'],
    [8766, '24 years'],
  ])('%d days are %s', (days, text) => {
    expect(formatDuration(days)).toBe(text);
  });

  it('counts in words up to ten', () => {
    expect([0, 2, 10, 11].map(countInWords)).toEqual(['no', 'two', 'ten', '11']);
  });

  it('lists with a last and', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((items) => joinList(items))).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
  });

  it('writes dates in British order', () => {
    expect(formatDate('2017-04-01')).toBe('1 April 2017');
  });
});
