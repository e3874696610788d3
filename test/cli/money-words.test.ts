/** What `headroom compare` says of money. */
import { describe, expect, it } from 'vitest';
import { moneyWords, waitPriceOutput } from '../../cli/money-words';
import type { MeasureNames } from '../../cli/measure-names';

const names: MeasureNames = {
  full: ({ id }) => (id === 'clinic.waitMedian' ? 'Clinic: median wait' : id),
  short: ({ id }) => (id === 'money.cost' ? 'cost in all' : 'cost, The council'),
  service: ({ service }) => service,
  isPart: () => false,
};
const cost = (id: string, mean: number, halfWidth: number) => ({
  id,
  service: 'money',
  baseline: 1_000_000,
  changed: 1_000_000 + mean,
  mean,
  halfWidth,
});
const wait = { ...cost('clinic.waitMedian', -2, 1), service: 'clinic' };
const price = (figures: object) =>
  moneyWords(
    [wait],
    [waitPriceOutput({ measure: 'clinic.waitMedian', ratio: 20_000, replications: 9, ...figures } as never)],
    names,
  )[1];

describe('money in words', () => {
  it('is not mentioned without costs', () => {
    expect(moneyWords([wait], [], names)).toEqual([]);
  });

  it('tells the whole and every payer, and leaves categories to the table', () => {
    const differences = [
      cost('money.cost', 50_000, 20_000),
      cost('money.cost[payer=council]', -30_000, 40_000),
      cost('money.cost[payer=nhs]', 0, 0),
      cost('money.cost[category=staff]', 9, 1),
    ];
    expect(moneyWords(differences, [], names)).toEqual([
      'Money, as a mean over the run:',
      '  cost in all: £1,000,000 per year and £1,050,000 per year, £50,000 per year more (95 % interval of the difference £30,000 to £70,000 per year).',
      '  cost, The council: £1,000,000 per year and £970,000 per year, £30,000 per year less (95 % interval of the difference −£70,000 to £10,000 per year).',
      '  cost, The council: £1,000,000 per year, the same in every replication.',
    ]);
  });

  it('says once which waits have no price', () => {
    expect(price({ kind: 'notBetter' })).toBe(
      '  A week less has no price where a wait is not surely shorter: Clinic: median wait.',
    );
  });

  it.each([
    [
      { kind: 'bounded', low: 15_000, high: 30_000 },
      'each week less costs £20,000 a year (95 % interval £15,000 to £30,000).',
    ],
    [
      { kind: 'bounded', low: -5000, high: 30_000 },
      'each week less costs £20,000 a year (95 % interval −£5,000 to £30,000; it may cost nothing).',
    ],
    [
      { kind: 'bounded', ratio: -20_000, low: -30_000, high: -9000 },
      'each week less comes with £20,000 a year less, so it has no price (95 % interval −£30,000 to −£9,000).',
    ],
    [
      { kind: 'outside', below: -7000, above: 9000 },
      'a week less costs at least £9,000 a year, or at most −£7,000 a year: how little the wait may have gained leaves the price without a bound.',
    ],
    [{ kind: 'outside', below: -Infinity, above: 9000 }, 'a week less costs at least £9,000 a year: how little'],
    [{ kind: 'everything' }, 'a week less has no price that could be told: how little the wait may have gained'],
  ])('says what a week less costs: %j', (figures, words) => {
    expect(price(figures)).toContain(`  Clinic: median wait: ${words}`);
  });
});
