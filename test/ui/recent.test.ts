import { expect, it } from 'vitest';
import { meanOf } from '../../ui/state/asking';
import { Recent } from '../../ui/state/recent';

it('keeps what was asked for last, and lets go of the rest', () => {
  const gone: number[] = [];
  const recent = new Recent<number>(2, (value) => gone.push(value));
  let made = 0;
  const ask = (key: string) => recent.get(key, () => (made += 1));
  expect([ask('a'), ask('b'), ask('a'), ask('c'), ask('a'), ask('b')]).toEqual([1, 2, 1, 3, 1, 4]);
  expect(gone).toEqual([2, 3]);
  recent.forget('a');
  expect(ask('a')).toBe(5);
});

it('averages counts of routes; one that nobody took in a replication counts 0 there', () => {
  const mean = meanOf([[{ from: 'a', to: 'b', perWeek: 3 }], [], [{ from: 'a', to: 'b', perWeek: 6 }]]);
  expect(mean).toEqual([{ from: 'a', to: 'b', perWeek: 3 }]);
});
