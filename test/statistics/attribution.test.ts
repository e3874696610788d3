/** Attribution of a difference against published games, all orders by brute force, and the axioms. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attribute,
  orderedContributions,
  shapleyInteractions,
  shapleyValues,
} from '../../engine/statistics/attribution';
import { meanInterval } from '../../engine/statistics/intervals';

/** The results of every combination of k changes. */
function results(k: number, value: (made: number[]) => number): number[] {
  return Array.from({ length: 1 << k }, (_, set) =>
    value(Array.from({ length: k }, (_unused, i) => i).filter((i) => set & (1 << i))),
  );
}

function ordersOf(items: number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) => ordersOf(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}

const anyGame = fc
  .integer({ min: 1, max: 5 })
  .chain((k) => fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1 << k, maxLength: 1 << k }));
const changesOf = (values: number[]): number[] => Array.from({ length: Math.log2(values.length) }, (_, i) => i);
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, x) => total + x, 0);
const property = (holds: (values: number[]) => void): void =>
  fc.assert(fc.property(anyGame, holds), { seed: 1953, numRuns: 100 });

describe('shapleyValues', () => {
  it('is that of the airport game: 2, 3, 4, 9 of the cost of the longest runway', () => {
    // Littlechild & Owen (1973), Management Science 20(3): equal shares of each stretch among those who need it.
    const costs = [8, 11, 13, 18];
    const shares = shapleyValues(results(4, (made) => Math.max(0, ...made.map((i) => costs[i]))));
    [2, 3, 4, 9].forEach((share, i) => expect(shares[i]).toBeCloseTo(share, 12));
  });

  it('is that of the glove game: two left gloves and a right one', () => {
    const shares = shapleyValues(results(3, (made) => (made.includes(2) && made.length > 1 ? 1 : 0)));
    [1 / 6, 1 / 6, 2 / 3].forEach((share, i) => expect(shares[i]).toBeCloseTo(share, 12));
  });

  it('is the average over all orders', () => {
    property((values) => {
      const changes = changesOf(values);
      const orders = ordersOf(changes);
      const average = new Float64Array(changes.length);
      for (const order of orders) {
        const steps = orderedContributions(values, order);
        order.forEach((i, place) => (average[i] += steps[place] / orders.length));
      }
      shapleyValues(values).forEach((share, i) => expect(share).toBeCloseTo(average[i], 9));
    });
  });

  it('adds up to the whole (efficiency)', () => {
    property((values) => {
      expect(sum(shapleyValues(values))).toBeCloseTo(values[values.length - 1] - values[0], 9);
    });
  });

  it('gives changes that do the same the same (symmetry), and one that does nothing nothing (dummy)', () => {
    property((values) => {
      const k = changesOf(values).length;
      // Two more changes than fit would be too many: the last two only count how many of them are made.
      const symmetric = results(Math.min(5, k + 1), (made) => {
        const rest = made.filter((i) => i >= 2).reduce((set, i) => set | (1 << (i - 2)), 0);
        return values[rest % values.length] * (1 + made.filter((i) => i < 2).length ** 2);
      });
      const shares = shapleyValues(symmetric);
      if (shares.length > 1) expect(shares[0]).toBeCloseTo(shares[1], 9);
      if (k === 5) return;
      const withDummy = [...values, ...values];
      const all = shapleyValues(withDummy);
      expect(all[k]).toBe(0);
      shapleyValues(values).forEach((share, i) => expect(all[i]).toBeCloseTo(share, 9));
    });
  });
});

describe('shapleyInteractions', () => {
  it('is the interaction itself with two changes, and 0 where effects only add', () => {
    expect(shapleyInteractions([1, 3, 6, 20])).toEqual([Float64Array.of(0, 12), Float64Array.of(12, 0)]);
    const additive = results(4, (made) => made.reduce((total, i) => total + 2 ** i, 5));
    for (const row of shapleyInteractions(additive)) row.forEach((index) => expect(index).toBeCloseTo(0, 12));
  });

  it('is 1/(k - 1) for each pair where only all together do something', () => {
    // Unanimity game of three (Grabisch & Roubens 1999): each pair has half of it.
    const table = shapleyInteractions(results(3, (made) => (made.length === 3 ? 1 : 0)));
    expect(table.flatMap((row) => [...row])).toEqual([0, 0.5, 0.5, 0.5, 0, 0.5, 0.5, 0.5, 0]);
  });

  it('is how the share of one changes when the other is made for good, on average over orders', () => {
    property((values) => {
      const k = changesOf(values).length;
      if (k < 2) return;
      // I(i, j) = share of i in the game with j made for good, less that in the game without j.
      const j = k - 1;
      const half = values.length / 2;
      const without = shapleyValues(values.slice(0, half));
      const with_ = shapleyValues(values.slice(half));
      const table = shapleyInteractions(values);
      without.forEach((share, i) => expect(table[i][j]).toBeCloseTo(with_[i] - share, 9));
    });
  });
});

describe('orderedContributions', () => {
  it('are the steps from the baseline to the whole', () => {
    const values = [10, 13, 9, 11];
    expect(orderedContributions(values, [0, 1])).toEqual(Float64Array.of(3, -2));
    expect(orderedContributions(values, [1, 0])).toEqual(Float64Array.of(-1, 2));
  });

  it('refuses an order that is none', () => {
    for (const order of [[0], [0, 0], [0, 2], [0, 1, 1], [0, 0.5]]) {
      expect(() => orderedContributions([1, 2, 3, 4], order)).toThrow('order must name each change from 0 to 1 once');
    }
  });
});

describe('attribute', () => {
  const replications = [
    [10, 12, 9, 15],
    [11, 14, 10, 15],
    [10, 13, 8, 14],
  ];

  it('gives each part the t-interval of its value in each replication', () => {
    const { total, changes, alone, steps, together, pairs } = attribute(replications, 0.9)!;
    expect(total).toEqual(meanInterval([5, 4, 4], 0.9));
    // First change: half of (12 - 10) + (15 - 9) = 4, and so on.
    expect(changes[0]).toEqual(meanInterval([4, 4, 4.5], 0.9));
    expect(changes[1]).toEqual(meanInterval([1, 0, -0.5], 0.9));
    expect(alone).toEqual([meanInterval([2, 3, 3], 0.9), meanInterval([-1, -1, -2], 0.9)]);
    expect(steps).toEqual([meanInterval([2, 3, 3], 0.9), meanInterval([3, 1, 1], 0.9)]);
    expect(together).toEqual(meanInterval([4, 2, 3], 0.9));
    expect(pairs).toEqual([[together], []]);
    expect(changes[0].mean + changes[1].mean).toBeCloseTo(total.mean, 12);
  });

  it('takes what rounding leaves of effects that only add for nothing', () => {
    // 0.1 + 0.2 is not 0.3: the same tiny rest in every replication would be a sure interaction.
    const { together, pairs } = attribute([1, 2, 3].map(() => [0, 0.1, 0.2, 0.3]))!;
    expect(together).toMatchObject({ mean: 0, halfWidth: 0 });
    expect(pairs[0][0]).toMatchObject({ mean: 0, halfWidth: 0 });
    const small = attribute([1, 2].map(() => [1, 1, 1, 1 + 1e-9]))!;
    expect(small.together.mean).toBeCloseTo(1e-9, 15);
  });

  it('leaves out a replication in which a combination was not seen, so that parts still add up', () => {
    const { total, changes } = attribute([...replications, [10, NaN, 9, 99]])!;
    expect(total.replications).toBe(3);
    expect(changes[0].mean + changes[1].mean).toBeCloseTo(total.mean, 12);
    expect(
      attribute([
        [1, 2],
        [NaN, 3],
      ]),
    ).toBeNull();
    expect(attribute([])).toBeNull();
  });

  it('refuses results that are not of every combination', () => {
    expect(() => shapleyValues([1, 2, 3])).toThrow('values must hold 2, 4, 8, 16 or 32 results');
    expect(() => shapleyValues(new Float64Array(64))).toThrow('got 64');
    expect(() =>
      attribute([
        [1, 2],
        [1, 2, 3, 4],
      ]),
    ).toThrow('replications[1] must have 2 values, got 4');
  });
});
