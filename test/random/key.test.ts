/** Keys of entities. */
import { describe, expect, it } from 'vitest';
import { hashText } from '../../engine/random/key';

describe('hashText', () => {
  it('gives the keys it always gave: a change here changes every seeded result', () => {
    expect(['', 'a', 'source.gp', 'post.amhp-3', 'Łódź 🏥'].map(hashText)).toEqual([
      -710984187, -923472621, 418570474, -40606735, -992215492,
    ]);
  });

  it('is a whole number of 31 bits', () => {
    const keys = Array.from({ length: 10_000 }, (_, i) => hashText(`post.${i}`));
    expect(keys.every((key) => Number.isInteger(key) && key >= -(2 ** 30) && key < 2 ** 30)).toBe(true);
    // Both halves of the range are used.
    expect(Math.min(...keys) < -(2 ** 29) && Math.max(...keys) > 2 ** 29).toBe(true);
  });

  it('keeps ids apart that differ in one character, in order, or in the high byte of a character', () => {
    const ids = ['ab', 'ba', 'a', 'aa', 'aaa', 'a ', ' a', 'a\u0100', 'a\u0000', '\u0100a', 'Ab', 'aB', ''];
    expect(new Set(ids.map(hashText)).size).toBe(ids.length);
  });

  it('meets itself as seldom as chance allows among 100,000 numbered ids', () => {
    // Expected pairs: 100,000² / 2 / 2^31 = 2.3; ten or more once in 10,000 times.
    const keys = new Set(
      Array.from({ length: 100_000 }, (_, i) => hashText(`team-${i % 100}.post-${Math.floor(i / 100)}`)),
    );
    expect(100_000 - keys.size).toBeLessThan(10);
  });
});
