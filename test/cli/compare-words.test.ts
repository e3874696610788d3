/** What `headroom compare` says of a call that is too close. */
import { describe, expect, it } from 'vitest';
import { compareWords } from '../../cli/compare-words';
import type { CompareOutput, DifferenceOutput } from '../../cli/compare-output';
import type { ScenarioDescription } from '../../workers/protocol';

const TOO_CLOSE: DifferenceOutput = {
  id: 'desk.waitMean',
  service: 'desk',
  unit: 'days',
  baseline: 3,
  changed: 4,
  mean: 1,
  halfWidth: 2,
  replications: 20,
  verdict: 'too close to call',
  margin: 0,
  good: 'lower',
  primary: true,
  replicationsToSettle: 81,
  pValue: 0.3,
  varianceReduction: 2,
};

/** The sentence for one difference. */
function sentenceFor(difference: Partial<DifferenceOutput>): string {
  const output = {
    baseline: { scenario: { title: 'Desk' }, replications: 20, horizonDays: 10, seed: 's', wallSeconds: 1 },
    comparisons: [{ title: 'Two clerks', differences: [{ ...TOO_CLOSE, ...difference }], notEstimable: [] }],
  };
  const description = { title: 'Desk', layout: { measures: [] }, services: [], changes: [] };
  const text = compareWords(output as unknown as CompareOutput, description as unknown as ScenarioDescription);
  return text.split('\n').find((line) => line.includes('too close to call')) ?? text;
}

describe('a call that is too close', () => {
  it.each([
    [{}, 'about 81 replications in all would settle it'],
    [{ replicationsToSettle: null }, 'more replications would not settle it'],
    // The interval leaves 0 out, but Holm's adjustment does not let it count.
    [{ mean: 3, halfWidth: 2, replicationsToSettle: 20 }, 'more replications would tell'],
    [{ mean: 0, halfWidth: 0, margin: 0.5 }, 'any difference is smaller than one that matters'],
  ])('says what would settle it: %o', (difference, words) => {
    expect(sentenceFor(difference)).toContain(words);
  });
});
