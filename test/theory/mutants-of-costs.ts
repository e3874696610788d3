/** Mistakes in money: what is counted, at which price, who pays, and when a week less has a price. */
import type { Mutant } from './mutants';

/** @see Mutant */
export const MUTANTS_OF_COSTS: readonly Mutant[] = [
  {
    file: 'engine/costs/costs.ts',
    before: 'if (!this.hasChanged(i)) continue;',
    after: '',
    breaks: 'Whoever a dated change does not concern pays the same to the last bit.',
    test: 'test/mechanisms/costs.test.ts',
    title: 'to the last bit',
  },
  {
    file: 'engine/costs/costs.ts',
    before: 'this.hold(i);',
    after: '',
    breaks: 'A price that changes holds from then on.',
    test: 'test/mechanisms/costs.test.ts',
  },
  {
    file: 'engine/costs/costs.ts',
    before: 'this.shares[i][k] = share < 0 ? Math.max(0, 1 - named) : values[share];',
    after: 'this.shares[i][k] = share < 0 ? 1 : values[share];',
    breaks: 'The rest is what the other shares leave.',
    test: 'test/mechanisms/costs.test.ts',
    title: 'add up',
  },
  {
    file: 'engine/services/cost-totals.ts',
    before: "return () => (per === 'placeDay' ? sums.over() : sums.total());",
    after: 'return () => sums.total();',
    breaks: 'Places cost whether they are used or not.',
    test: 'test/mechanisms/costs.test.ts',
    title: 'counts by',
  },
  {
    file: 'engine/services/clockwork.ts',
    before: 'world.costs?.restart();',
    after: '',
    breaks: 'Nothing before the end of the warm-up is paid for.',
    test: 'test/mechanisms/costs.test.ts',
    title: 'forgets',
  },
  {
    file: 'engine/experiment/wait-price.ts',
    before: "const price = verdict === 'better' ? fiellerInterval(costs, weeks) : null;",
    after: 'const price = fiellerInterval(costs, weeks);',
    breaks: 'A week less has a price only where the wait is better.',
    test: 'test/experiment/wait-price.test.ts',
  },
];
