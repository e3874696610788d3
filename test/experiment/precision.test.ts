/** The sequential rule on sequences worked out by hand. */
import { describe, expect, it } from 'vitest';
import { PrecisionRule, SequentialRule, furthestOff, lookAheadFrom } from '../../engine/experiment/precision';
import type { MeasureLayout, ReplicationResult } from '../../engine/index';

/** 1, −1, 1, −1, …: half-widths 2.868, 1.837, 1.360, 1.150, 0.989, 0.894 after 3 to 8 values, by t tables. */
const alternating = (i: number) => (i % 2 === 0 ? 1 : -1);

/** Replications at which the rule says to stop, out of so many. */
function stopsAt(rule: SequentialRule, values: (i: number) => readonly number[], most = 40): number | null {
  for (let i = 0; i < most; i++) if (rule.add(values(i))) return i + 1;
  return null;
}

describe('the look-ahead', () => {
  it('is kLimit up to 100 replications and in proportion beyond, rounded down', () => {
    expect([3, 100, 119, 120, 150, 200].map((n) => lookAheadFrom(n, 5))).toEqual([5, 5, 5, 6, 7, 10]);
    expect(lookAheadFrom(1000, 0)).toBe(0);
  });
});

describe('the sequential rule', () => {
  it('has the half-widths of the t tables', () => {
    const rule = new SequentialRule([1], { fewest: 3, lookAhead: 0 });
    const found = Array.from({ length: 8 }, (_, i) => {
      rule.add([alternating(i)]);
      return rule.halfWidth(0);
    });
    expect(found[0]).toBe(Infinity);
    [2.868, 1.837, 1.36, 1.15, 0.989, 0.894].forEach((halfWidth, i) => expect(found[i + 2]).toBeCloseTo(halfWidth, 3));
  });

  it('stops without look-ahead at the first replication that is precise', () => {
    const rule = new SequentialRule([1], { fewest: 3, lookAhead: 0 });
    expect(stopsAt(rule, (i) => [alternating(i)])).toBe(7);
    expect(rule.preciseFrom).toBe(7);
  });

  it('looks ahead, and keeps what it looked at', () => {
    const rule = new SequentialRule([1], { fewest: 3, lookAhead: 5 });
    expect(stopsAt(rule, (i) => [alternating(i)])).toBe(12);
    expect(rule).toMatchObject({ preciseFrom: 7, replications: 12, isDone: true });
  });

  it('begins again when precision is lost while it looks ahead', () => {
    // The tenth value is 4: s² = (9 − 1/9 + 0.9 (4 − 1/9)²) / 9 = 2.5, half-width 2.262 · 1.581 / √10 = 1.131.
    const values = (i: number) => [i === 9 ? 4 : alternating(i)];
    const rule = new SequentialRule([1], { fewest: 3, lookAhead: 5 });
    for (let i = 0; i < 10; i++) expect(rule.add(values(i))).toBe(false);
    expect(rule.halfWidth(0)).toBeCloseTo(1.131, 3);
    expect(rule.preciseFrom).toBeNull();
    // At 11 it is 2.228 · √(22.727 / 10) / √11 = 1.013, at 12 it is 2.201 · √(24.917 / 11) / √12 = 0.956.
    rule.add(values(10));
    expect(rule.preciseFrom).toBeNull();
    rule.add(values(11));
    expect(rule.preciseFrom).toBe(12);
    let n = 12;
    while (!rule.add(values(n))) n += 1;
    expect(rule.replications).toBe(17);
  });

  it('does not stop before the fewest replications', () => {
    expect(stopsAt(new SequentialRule([10], { fewest: 9, lookAhead: 2 }), (i) => [alternating(i)])).toBe(11);
    expect(stopsAt(new SequentialRule([1], { fewest: 2, lookAhead: 2 }), () => [5])).toBe(4);
  });

  it('waits for the last of several quantities, and for those that are rarely seen', () => {
    const twice = (i: number) => [alternating(i), 2 * alternating(i)];
    const alone = stopsAt(new SequentialRule([1], { fewest: 3, lookAhead: 0 }), (i) => [2 * alternating(i)]);
    expect(alone).toBeGreaterThan(7);
    expect(stopsAt(new SequentialRule([1, 1], { fewest: 3, lookAhead: 0 }), twice)).toBe(alone);
    // Seen in every other replication only: seven seen are thirteen made.
    const rarely = (i: number) => [i % 2 === 0 ? alternating(i / 2) : NaN];
    expect(stopsAt(new SequentialRule([1], { fewest: 3, lookAhead: 0 }), rarely)).toBe(13);
    expect(stopsAt(new SequentialRule([1], { fewest: 3, lookAhead: 0 }), () => [NaN])).toBeNull();
  });

  it('refuses a precision that nothing can have, and settings that make no rule', () => {
    expect(() => new SequentialRule([1, 0])).toThrow('a precision must be above 0, got 0');
    expect(() => new SequentialRule([NaN])).toThrow('a precision must be above 0, got NaN');
    expect(() => new SequentialRule([1], { fewest: 1, lookAhead: 5 })).toThrow('2 or more replications');
  });
});

function layoutOf(...ids: string[]): MeasureLayout {
  const measures = ids.map((id, offset) => ({ id, offset, service: 's', name: id, title: id, unit: 'weeks' }));
  const scalars = measures.map((info) => ({ ...info, definition: '', good: 'lower' as const, length: 1 }));
  return { measures: scalars.map((info) => ({ ...info, shape: 'scalar' })), valuesLength: 2, histogramsLength: 0 };
}
const result = (...values: number[]) => ({ values: Float64Array.from(values) }) as ReplicationResult;

describe('the rule for scenarios', () => {
  it('watches the baseline’s measures and the paired differences of the others', () => {
    // In the changed scenario the places of the measures are swapped.
    const rule = new PrecisionRule(
      [layoutOf('a', 'b'), layoutOf('b', 'a')],
      [
        { measure: 'a', precision: 1 },
        { measure: 'nowhere', precision: 1 },
      ],
      { fewest: 3, lookAhead: 0 },
    );
    let n = 0;
    for (let isDone = false; !isDone; n++) {
      // The difference of `a` varies twice as much as `a`; `b` varies so much that it would never end.
      const value = alternating(n);
      isDone = rule.see([result(value, 1000 * value), result(1000 * value, 3 * value)]);
    }
    const states = rule.states();
    expect(states.map(({ measure, scenario, reached }) => [measure, scenario, reached])).toEqual([
      ['a', 0, true],
      ['a', 1, true],
    ]);
    expect(states[1].halfWidth).toBeCloseTo(2 * states[0].halfWidth, 12);
    expect(furthestOff(states)).toBe(states[1]);
    expect(n).toBeGreaterThan(7);
  });

  it('watches no difference of what a change removed', () => {
    const rule = new PrecisionRule([layoutOf('a', 'b'), layoutOf('b')], [{ measure: 'a', precision: 1 }]);
    expect(rule.states()).toMatchObject([{ measure: 'a', scenario: 0, halfWidth: Infinity, reached: false }]);
  });
});
