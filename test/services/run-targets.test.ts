/** Targets of a scenario: what a bound is held against, and how likely it is to be met. */
import { describe, expect, it } from 'vitest';
import {
  ScenarioError,
  compareTargets,
  compile,
  judgeTargets,
  readScenario,
  type ScenarioInput,
} from '../../engine/index';
import type { CompiledTarget, ReplicationResult } from '../../engine/index';
import { clinic, coming, exit, q, scenarioText } from '../mechanisms/small-scenarios';

type Target = NonNullable<ScenarioInput['targets']>[string];

/** A clinic for a year from 1 April 2017, in series of 30 days, with one target. */
function modelWith(target: Partial<Target>, run: Partial<ScenarioInput['run']> = {}) {
  const text = scenarioText({
    days: 365,
    run: { startDate: '2017-04-01', seriesDays: 30, ...run },
    services: { gp: coming(2, 'clinic'), clinic: clinic(2, { waitTargets: [q(28, 'day')] }), home: exit() },
    targets: { soon: { title: 'Seen soon', measure: 'clinic.waitMedian', ...target } },
  });
  const read = readScenario(text);
  if (!read.ok) throw new ScenarioError(read.issues);
  return compile(read.value);
}

/** The target, and the measure that its value stands in, with the step. */
function compiled(target: Partial<Target>): { target: CompiledTarget; at: string } {
  const { targets, layout } = modelWith(target);
  const [found] = targets;
  const info = layout.measures.find(
    ({ shape, offset, length }) => shape !== 'histogram' && found.place >= offset && found.place < offset + length,
  )!;
  return { target: found, at: `${info.shape} ${info.id} ${found.place - info.offset}` };
}

describe('a target', () => {
  it('is held against the measure of the whole run, in its unit', () => {
    const { target, at } = compiled({ atMost: q(28, 'day') });
    expect(at).toBe('scalar clinic.waitMedian 0');
    expect(target).toMatchObject({ id: 'soon', unit: 'weeks', meets: 'atMost', bound: 4 });
  });

  it.each([
    // Steps end on days 30, 60, 90, …: day 183 is 1 October, and 27 September ends on day 180.
    ['2017-10-01', 5],
    ['2017-09-27', 5],
    ['2017-09-26', 4],
    ['2018-03-31', 11],
    [30, 0],
    [365, 11],
  ])('by %s is held against the last step that is over by then', (by, step) => {
    const { at, target } = compiled({ atMost: q(28, 'day'), by });
    expect(at).toBe(`series clinic.waitMedian ${step}`);
    expect(target.by).toBe(by);
  });

  it('may be a share that has to be reached', () => {
    expect(compiled({ measure: 'clinic.within1', atLeast: q(0.92, 'share') })).toMatchObject({
      at: 'scalar clinic.within1 0',
      target: { meets: 'atLeast', bound: 0.92, unit: 'share' },
    });
  });

  it.each<[Partial<Target>, string, string]>([
    [{}, 'targets.soon', 'either "atMost" or "atLeast"'],
    [{ atMost: q(28, 'day'), atLeast: q(28, 'day') }, 'targets.soon', 'either "atMost" or "atLeast"'],
    [{ atMost: q(28, 'person') }, 'targets.soon.atMost', 'day is needed here'],
    [{ atMost: q(28, 'day'), measure: 'clinic.waitMedia' }, 'targets.soon.measure', 'did you mean'],
    [{ measure: 'clinic.within1', atLeast: q(0.9, 'share'), by: 300 }, 'targets.soon.measure', 'which "by" needs'],
    [{ atMost: q(28, 'day'), by: 400 }, 'targets.soon.by', 'the run ends on day 365'],
    [{ atMost: q(28, 'day'), by: '2017-04-15' }, 'targets.soon.by', 'the first ends on day 30'],
  ])('is refused: %j', (target, path, message) => {
    expect.assertions(2);
    try {
      modelWith(target);
    } catch (error) {
      const { issues } = error as ScenarioError;
      expect(issues.map((issue) => issue.path)).toContain(path);
      expect(issues.map((issue) => issue.message).join()).toContain(message);
    }
  });

  it('by a date needs a run that starts on one, and series that go on', () => {
    const soon = { atMost: q(28, 'day'), by: '2018-01-01' };
    expect(() => modelWith(soon, { startDate: undefined })).toThrow('a date needs run.startDate');
    expect(() => modelWith(soon, { seriesDays: 1, seriesCycle: 7 })).toThrow('leave "by" out');
  });
});

describe('the chance of a target', () => {
  const target = (more: Partial<CompiledTarget> = {}): CompiledTarget => ({
    id: 't',
    title: 'T',
    measure: 'm',
    unit: 'weeks',
    meets: 'atMost',
    bound: 10,
    place: 1,
    ...more,
  });
  const results = [9, 10, 11, NaN, 12, 3].map((value) => ({ values: Float64Array.of(99, value) }) as ReplicationResult);

  it('is the share of the replications that saw the measure, with Wilson’s interval', () => {
    // Three of five: (0.6 + 3.8415/10 ± 1.96 √(0.24/5 + 3.8415/100)) / (1 + 3.8415/5).
    expect(judgeTargets([target()], results)).toMatchObject([
      { id: 't', met: 3, replications: 5, share: 0.6, low: expect.closeTo(0.2307, 4), high: expect.closeTo(0.8824, 4) },
    ]);
    expect(judgeTargets([target({ meets: 'atLeast' })], results)).toMatchObject([{ met: 3, replications: 5 }]);
    expect(judgeTargets([target({ meets: 'atLeast', bound: 11 })], results)).toMatchObject([{ met: 2 }]);
  });

  it('is not known where nobody saw the measure', () => {
    expect(judgeTargets([target()], results.slice(3, 4))).toMatchObject([{ share: null, low: null, replications: 0 }]);
  });

  const runs = (values: number[], more: Partial<CompiledTarget> = {}) => ({
    targets: [target(more)],
    results: values.map((value) => ({ values: Float64Array.of(99, value) }) as ReplicationResult),
  });

  it('differs by the pairs that disagree, each judged by its own bound; pairs not seen on both sides do not count', () => {
    const before = runs([9, 12, 12, 12, 8, NaN]);
    // Met by its own bound of 5: yes, no, yes, NaN, no, yes.
    const after = runs([4, 6, 5, NaN, 5.5, 1], { bound: 5 });
    expect(compareTargets(before, [after])).toEqual([
      [expect.objectContaining({ id: 't', gained: 1, lost: 1, replications: 4, difference: 0, pValue: 1 })],
    ]);
  });

  it('is likelier or not by pairs, where two intervals side by side could not tell', () => {
    // Seven of twenty before, fourteen after, and none lost: p = 2 ÷ 2^7.
    const before = runs(Array.from({ length: 20 }, (_, r) => (r < 7 ? 5 : 15)));
    const after = runs(Array.from({ length: 20 }, (_, r) => (r < 14 ? 5 : 15)));
    const [[difference]] = compareTargets(before, [after]);
    expect(difference).toMatchObject({
      gained: 7,
      lost: 0,
      verdict: 'more likely',
      pValue: expect.closeTo(2 / 128, 12),
    });
    const [low, high] = [
      judgeTargets(after.targets, after.results)[0].low,
      judgeTargets(before.targets, before.results)[0].high,
    ];
    expect(low).toBeLessThan(high!);
    expect(compareTargets(after, [before])[0][0].verdict).toBe('less likely');
  });

  it('is adjusted for all that is asked at once', () => {
    const before = runs(Array.from({ length: 20 }, (_, r) => (r < 7 ? 5 : 15)));
    const after = runs(Array.from({ length: 20 }, (_, r) => (r < 14 ? 5 : 15)));
    const four = compareTargets(before, [after, before, before, before]);
    expect(four.map(([{ verdict }]) => verdict)).toEqual(Array.from({ length: 4 }, () => 'too close to call'));
    expect(four[0][0].pValue).toBeCloseTo(8 / 128, 12);
  });

  it('is compared only where both have the target', () => {
    expect(compareTargets(runs([1, 2]), [runs([1, 2], { id: 'other' })])).toEqual([[]]);
  });
});
