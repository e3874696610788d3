/** From seed text to root state. */
import { describe, expect, it, vi } from 'vitest';
import { rootState } from '../../engine/random/seed';

describe('rootState', () => {
  it('gives the states it always gave: a change here changes every seeded result', () => {
    expect([...rootState('headroom')]).toEqual([-228352840, 7724706, 54198403, 1944259952]);
    expect([...rootState('')]).toEqual([994027583, -749346234, 669454676, -1001141691]);
  });

  it('is four words, a new array each time, and another one for other text', () => {
    const root = rootState('1');
    expect(root).toBeInstanceOf(Int32Array);
    expect(root.length).toBe(4);
    expect(rootState('1')).toEqual(root);
    expect(rootState('1')).not.toBe(root);
    const roots = Array.from({ length: 1000 }, (_, i) => rootState(`seed ${i}`).join());
    expect(new Set(roots).size).toBe(1000);
  });

  it('asks nothing of Math.random and leaves it alone', () => {
    const before = Math.random;
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const root = rootState('quiet');
    expect(random).not.toHaveBeenCalled();
    random.mockRestore();
    expect(Math.random).toBe(before);
    expect(rootState('quiet')).toEqual(root);
  });
});
