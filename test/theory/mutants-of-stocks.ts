/** Mistakes in stocks, measures of the week and loops. */
import type { Mutant } from './mutants';

/** @see Mutant */
export const MUTANTS_OF_STOCKS: readonly Mutant[] = [
  {
    file: 'engine/stocks/integrate.ts',
    before: 'this.tryLevels(days);',
    after: 'this.tryLevels(days / 2);',
    breaks: 'Stocks come nearer to their closed form with the fourth power of the step.',
    test: 'test/stocks/stocks.test.ts',
  },
  {
    file: 'engine/stocks/integrate.ts',
    before: 'return level < 0 && !this.stocks[stock].mayBeNegative ? 0 : level;',
    after: 'return level;',
    breaks: 'A stock that may not be negative stops at 0.',
    test: 'test/stocks/stocks.test.ts',
  },
  {
    file: 'engine/stocks/stocks.ts',
    before: 'if (this.stepsDone >= this.totals.length) this.measure(place);',
    after: 'this.measure(place);',
    breaks: 'A measure of the week keeps its start until a week has closed.',
    test: 'test/stocks/week-measures.test.ts',
  },
  {
    file: 'engine/stocks/stocks.ts',
    before: 'this.note(place);',
    after: '',
    breaks: 'A measure of the week is of that week, and not of the run so far.',
    test: 'test/stocks/week-measures.test.ts',
  },
  {
    file: 'engine/services/clockwork.ts',
    before: 'world.stocks?.beforeRestart();',
    after: '',
    breaks: 'The end of a warm-up within a week does not cut its measures.',
    test: 'test/stocks/week-measures.test.ts',
  },
  {
    file: 'engine/services/waiting-times.ts',
    before: 'this.cell[1] += change * since;',
    after: 'this.cell[1] += since;',
    breaks: 'Who leaves a list no longer counts in how long it has waited.',
    test: 'test/stocks/week-measures.test.ts',
  },
  {
    file: 'engine/expression/links.ts',
    before: 'const result = link.adds ? value + strength * effect : value * (1 + strength * (effect - 1));',
    after: 'const result = link.adds ? value + strength * effect : value * (1 + strength * effect);',
    breaks: 'A link of strength 1 multiplies by its effect.',
    test: 'test/stocks/loops.test.ts',
    title: 'acts as dated changes',
  },
  {
    file: 'engine/stocks/loops.ts',
    before:
      "reader.fail('strength', at, 'a strength is a parameter with a range from 0, so that it can be seen and changed.');",
    after: '',
    breaks: 'A strength is a parameter.',
    test: 'test/stocks/refused.test.ts',
  },
  {
    file: 'engine/services/urgent-need.ts',
    before: 'if (this.moves) this.planCheck(row);',
    after: 'if (!this.moves) this.planCheck(row);',
    breaks: 'A hazard that rises while a case has no coordinator is noticed as it gets one.',
    test: 'test/stocks/loops.test.ts',
    title: 'is noticed as they get one',
  },
  {
    file: 'engine/expression/quantities.ts',
    before: 'const ceiling = quantity.ceiling < 0 ? high : Math.min(high, this.ceilingOf(quantity));',
    after: 'const ceiling = high;',
    breaks: 'A rate that follows stocks is held at its ceiling.',
    test: 'test/stocks/loops.test.ts',
    title: 'held there, and counted',
  },
];
