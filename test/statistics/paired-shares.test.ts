/** Paired shares: worked figures, the exact test from its definition, and how often the interval covers. */
import { describe, expect, it } from 'vitest';
import { pairedShares } from '../../engine/statistics/paired-shares';

/** Chance of at most k heads in n throws of a coin, in whole numbers: no rounding before the division. */
function coinAtMost(k: number, n: number): number {
  let term = 1n;
  let sum = 0n;
  for (let i = 0; i <= k; i++) {
    sum += term;
    term = (term * BigInt(n - i)) / BigInt(i + 1);
  }
  return Number(sum) / 2 ** n;
}

/** Chance of each (gained, lost) among n pairs. */
function outcomes(n: number, up: number, down: number): { gained: number; lost: number; chance: number }[] {
  const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1));
  const found = [];
  for (let gained = 0; gained <= n; gained++)
    for (let lost = 0; lost + gained <= n; lost++) {
      const same = n - gained - lost;
      const ways = factorial(n) / (factorial(gained) * factorial(lost) * factorial(same));
      found.push({ gained, lost, chance: ways * up ** gained * down ** lost * (1 - up - down) ** same });
    }
  return found;
}

describe('pairedShares', () => {
  it('is worked by hand for 10 gained and 2 lost of 50', () => {
    const found = pairedShares(10, 2, 50)!;
    // (11 − 3) ÷ 52, ± 1.959964 × √((14/52 − (8/52)²) ÷ 52)
    const middle = 8 / 52;
    const half = 1.959963985 * Math.sqrt((14 / 52 - middle ** 2) / 52);
    expect(found.difference).toBeCloseTo(0.16, 14);
    expect(found.low).toBeCloseTo(middle - half, 9);
    expect(found.high).toBeCloseTo(middle + half, 9);
    // 2 × (1 + 12 + 66) ÷ 4096
    expect(found.pValue).toBeCloseTo(158 / 4096, 14);
  });

  it.each([
    [0, 0, 10],
    [1, 0, 10],
    [5, 0, 5],
    [6, 0, 6],
    [0, 9, 40],
    [17, 8, 60],
    [150, 120, 1000],
  ])('has the exact p-value for %i gained and %i lost of %i', (gained, lost, pairs) => {
    const expected = Math.min(1, 2 * coinAtMost(Math.min(gained, lost), gained + lost));
    expect(pairedShares(gained, lost, pairs)!.pValue).toBeCloseTo(expected, 12);
  });

  it('seen from the other side is the same with the sign turned', () => {
    const [one, other] = [pairedShares(7, 3, 30)!, pairedShares(3, 7, 30)!];
    expect(other).toMatchObject({ difference: -one.difference, gained: 3, lost: 7, pValue: one.pValue });
    expect(other.low).toBeCloseTo(-one.high, 14);
    expect(other.high).toBeCloseTo(-one.low, 14);
  });

  it('has a width where no pair disagrees, and stays between −1 and 1', () => {
    const none = pairedShares(0, 0, 20)!;
    expect(none).toMatchObject({ difference: 0, pValue: 1 });
    expect(none.low).toBeLessThan(-0.05);
    expect(none.high).toBeGreaterThan(0.05);
    expect(pairedShares(1, 0, 1)!.high).toBeLessThanOrEqual(1);
  });

  it.each([
    [20, 0.3, 0.1],
    [20, 0.05, 0.02],
    [40, 0.5, 0.05],
    [40, 0.1, 0.1],
    [30, 0.02, 0],
  ])('covers the true difference about as often as it says: %i pairs, %d against %d', (pairs, up, down) => {
    let covered = 0;
    let falseCalls = 0;
    for (const { gained, lost, chance } of outcomes(pairs, up, down)) {
      const { low, high, pValue } = pairedShares(gained, lost, pairs)!;
      if (low <= up - down && up - down <= high) covered += chance;
      if (pValue <= 0.05) falseCalls += chance;
    }
    expect(covered).toBeGreaterThan(0.935);
    if (up === down) expect(falseCalls).toBeLessThanOrEqual(0.05);
  });

  it('refuses what are no counts', () => {
    expect(() => pairedShares(-1, 0, 10)).toThrow('gained must be a whole number of 0 or more, got -1');
    expect(() => pairedShares(0.5, 0, 10)).toThrow('got 0.5');
    expect(() => pairedShares(6, 5, 10)).toThrow('6 gained and 5 lost are more than 10 pairs');
    expect(pairedShares(0, 0, 0)).toBeNull();
  });
});
