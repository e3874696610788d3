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
  equivalent: false,
  moreReplications: 61,
  moreSeconds: 30.5,
  pValue: 0.3,
  varianceReduction: 2,
};

/** The sentence for one difference. */
function sentenceFor(difference: Partial<DifferenceOutput>): string {
  const output = {
    baseline: {
      title: 'Desk',
      replications: 20,
      days: 10,
      seed: 's',
      wallSeconds: 1,
      stopped: 'replications',
      precision: [],
      targets: [],
    },
    comparisons: [
      {
        title: 'Two clerks',
        differences: [{ ...TOO_CLOSE, ...difference }],
        notEstimable: [],
        precision: [],
        targets: [],
        targetDifferences: [],
        waitPrices: [],
        recoveries: [],
      },
    ],
  };
  const description = { title: 'Desk', layout: { measures: [] }, services: [], changes: [], run: {} };
  const text = compareWords(output as unknown as CompareOutput, description as unknown as ScenarioDescription);
  return text.split('\n').find((line) => line.includes('too close to call')) ?? text;
}

describe('a call that is too close', () => {
  it.each([
    [{}, 'about 61 more replications, roughly 31 s, would settle it'],
    [{ moreReplications: 1, moreSeconds: 0.2 }, 'about 1 more replication, roughly 1 s, would settle it'],
    [{ moreReplications: 9000, moreSeconds: 4500 }, 'about 9000 more replications, roughly 75 min, would settle it'],
    [{ replicationsToSettle: null, moreReplications: null }, 'more replications would not settle it'],
    // The interval leaves 0 out, but Holm's adjustment does not let it count.
    [{ mean: 3, halfWidth: 2, replicationsToSettle: 20, moreReplications: null }, 'more replications would tell'],
    [
      { mean: 0, halfWidth: 0.1, margin: 0.5, equivalent: true, moreReplications: null },
      'equivalent within the margin: any difference is smaller than the 0.500 days that matter',
    ],
  ])('says what would settle it: %o', (difference, words) => {
    expect(sentenceFor(difference)).toContain(words);
  });

  it('says of a call whether the size matters for sure', () => {
    const called = { mean: 3, halfWidth: 2.5, margin: 1, verdict: 'worse' } as const;
    expect(sentenceFor({ ...called, perhapsSmall: true })).toContain(
      ', which is worse, perhaps by less than matters (',
    );
    expect(sentenceFor({ ...called, halfWidth: 1, perhapsSmall: false })).toContain(', which is worse (');
    expect(sentenceFor({ ...called, verdict: 'higher', perhapsSmall: true })).toContain(
      'to 4.00 days, perhaps by less than matters (',
    );
  });
});
