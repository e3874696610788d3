/** Stocks by themselves against their closed forms, and at their limits. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coming, exit, parameter, q, run, type Small } from '../mechanisms/small-scenarios';

type Stocks = NonNullable<Small['stocks']>;

/** A model in which hardly anything happens beside these stocks; the last step is on day 210. */
const beside = (stocks: Stocks, more: Partial<Small> = {}): Small => ({
  days: 210.5,
  services: { gp: coming(0.01, 'home'), home: exit() },
  stocks,
  ...more,
});
const stock = (more: Partial<Stocks[string]> & { start: Stocks[string]['start'] }): Stocks[string] => ({
  title: 'A stock',
  unit: 'person',
  ...more,
});
const level = (small: Small, id = 'level') => run(small).value(`stocks.level[stock=${id}]`);

/** Each system with its level on day 210, by hand. */
const SYSTEMS = {
  'that drains': {
    stocks: { level: stock({ start: q(100, 'person'), outflow: `level / ${q(60, 'day')}` }) },
    exact: 100 * Math.exp(-210 / 60),
  },
  'that seeks a goal': {
    stocks: {
      level: stock({ start: 0, inflow: `(${q(80, 'person')} - level) / ${q(50, 'day')}` }),
    },
    exact: 80 * (1 - Math.exp(-210 / 50)),
  },
  'that grows as logistic curves do': {
    stocks: {
      level: stock({
        start: q(5, 'person'),
        inflow: `${q(0.05, '1/day')} * level`,
        outflow: `${q(0.05, '1/day')} * level * level / ${q(200, 'person')}`,
      }),
    },
    exact: 200 / (1 + (200 / 5 - 1) * Math.exp(-0.05 * 210)),
  },
  'that follows the time': {
    stocks: { level: stock({ start: 0, inflow: `${q(0.002, 'person/day')} * t^3 / (day * day * day)` }) },
    exact: (0.002 * 210 ** 4) / 4,
  },
} satisfies Record<string, { stocks: Stocks; exact: number }>;

describe('a stock', () => {
  it.each(Object.entries(SYSTEMS))('%s comes to its closed form', (_, { stocks, exact }) => {
    const found = level(beside(stocks));
    expect(Math.abs(found / exact - 1)).toBeLessThan(1e-4);
  });

  it.each(['that drains', 'that seeks a goal', 'that grows as logistic curves do'] as const)(
    '%s comes nearer with the fourth power of the step',
    (name) => {
      const { stocks, exact } = SYSTEMS[name];
      const errorAt = (stepDays: number) => Math.abs(level(beside(stocks, { run: { stepDays } })) - exact);
      const order = Math.log2(errorAt(7) / errorAt(3.5));
      expect(order).toBeGreaterThan(3.7);
      expect(order).toBeLessThan(4.6);
    },
  );

  it('and another swing against each other as two springs do', () => {
    // x' = y / a, y' = −x / a: a circle, with the time constant a.
    const a = q(28, 'day');
    const stocks = {
      x: stock({ start: q(10, 'person'), inflow: `y / ${a}`, mayBeNegative: true }),
      y: stock({ start: 0, outflow: `x / ${a}`, mayBeNegative: true }),
    };
    const small = beside(stocks);
    expect(level(small, 'x')).toBeCloseTo(10 * Math.cos(210 / 28), 2);
    expect(level(small, 'y')).toBeCloseTo(-10 * Math.sin(210 / 28), 2);
  });

  it('starts from the start of another, whichever stands first', () => {
    const stocks = {
      after: stock({ start: '2 * before', inflow: 0 }),
      before: stock({ start: q(21, 'person'), inflow: 0 }),
    };
    expect(level(beside(stocks), 'after')).toBe(42);
  });

  it('follows a parameter from the day on which it changes', () => {
    const small = beside(
      { level: stock({ start: 0, inflow: 'rate' }) },
      {
        parameters: { rate: { ...parameter(1, 'person/day'), low: 0, high: 2 } },
        timeline: [{ parameter: 'rate', op: 'to', value: 2, at: 70 }],
      },
    );
    expect(level(small)).toBeCloseTo(70 + 2 * 140, 9);
  });

  it('is shown in its own unit, at the end of each step of the series', () => {
    const stocks = { level: stock({ unit: 'week', start: q(7, 'day'), inflow: q(1, 'share') }) };
    const small = beside(stocks, { run: { seriesDays: 70.25 } });
    const { series, value } = run(small);
    // A day a day, from one week on: as of the steps on days 70, 140 and 210.
    expect(series('stocks.level[stock=level]')).toEqual([11, 21, 31].map((weeks) => expect.closeTo(weeks, 9)));
    expect(value('stocks.level[stock=level]')).toBeCloseTo(31, 9);
  });

  it('that may not be negative stops at 0, and each time is counted', () => {
    const small = beside({ level: stock({ start: q(10, 'person'), outflow: q(1, 'person/day') }) });
    const { value } = run(small);
    expect(value('stocks.level[stock=level]')).toBe(0);
    // From the second week on; 30 steps in all.
    expect(value('stocks.held')).toBe(29);
  });

  it('that may be negative goes on', () => {
    const stocks = { level: stock({ start: q(10, 'person'), outflow: q(1, 'person/day'), mayBeNegative: true }) };
    expect(level(beside(stocks))).toBeCloseTo(-200, 9);
  });

  it('whose flow comes to no number stays where it is, and each time is counted', () => {
    const nothing = `(level - level) / (level - level)`;
    const small = beside({ level: stock({ start: q(10, 'person'), inflow: `${nothing} * ${q(1, 'person/day')}` }) });
    const { value } = run(small);
    expect(value('stocks.level[stock=level]')).toBe(10);
    expect(value('stocks.held')).toBe(30);
  });

  it('is a number, 0 or more, whatever flows', () => {
    const part = fc.oneof(
      fc.constantFrom('a', 'b', 'rate', '2'),
      fc.constantFrom('a / b', 'a * b', 'sqrt(a)', 'exp(a)', 'log(b)', 'a - 2 * b', 'a^3', '1 / (a - b)', 't / year'),
    );
    const flow = fc
      .tuple(part, part, fc.constantFrom('+', '-', '*', '/'))
      // Plain numbers, and so slow that nothing is refused for speed.
      .map(([x, y, sign]) => `min(0.04, abs((${x}) ${sign} (${y}))) * rate / day`);
    const start = fc.double({ min: 0, max: 50, noNaN: true });
    let finished = 0;
    fc.assert(
      fc.property(flow, flow, start, start, (inflow, outflow, a, b) => {
        const share = (value: number) => ({ ...parameter(value, 'share'), low: 0, high: 50 });
        const small: Small = {
          days: 365,
          parameters: { rate: share(1), startA: share(a), startB: share(b) },
          services: { gp: coming(0.01, 'home'), home: exit() },
          stocks: {
            a: stock({
              unit: 'share',
              start: 'startA',
              inflow,
              outflow,
            }),
            b: stock({ unit: 'share', start: 'startB', inflow: outflow, outflow: inflow }),
          },
        };
        let done;
        try {
          done = run(small);
        } catch (error) {
          // Too fast at the start.
          expect(JSON.stringify((error as { issues?: unknown }).issues)).toContain('time-constant');
          return;
        }
        finished++;
        for (const id of ['a', 'b']) {
          for (const value of [...done.series(`stocks.level[stock=${id}]`), done.value(`stocks.level[stock=${id}]`)]) {
            expect(Number.isFinite(value)).toBe(true);
            expect(value).toBeGreaterThanOrEqual(0);
          }
        }
      }),
      { numRuns: 150, seed: 7 },
    );
    expect(finished).toBeGreaterThan(75);
  });
});
