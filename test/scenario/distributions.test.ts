/** Distributions as scenarios write them: what is made of each kind, and what is refused with which words. */
import { describe, expect, it } from 'vitest';
import { readScenario, ScenarioError, type ScenarioInput } from '../../engine/index';
import { CONTACT, DIMENSIONLESS, PERSON, TIME, type Dimension } from '../../engine/expression/dimension';
import { Distribution } from '../../engine/random/distribution';
import type { DistributionField } from '../../engine/scenario/fields';
import { FieldReader } from '../../engine/scenario/reader';
import {
  coming,
  comingAt,
  delay,
  exit,
  modelOf,
  q,
  run,
  scenarioText,
  type Small,
} from '../mechanisms/small-scenarios';

/** As a file has it, before defaults are filled in. */
type Written = Parameters<typeof delay>[0];

function small(duration: Written, more: Partial<Small> = {}): Small {
  return { days: 30, services: { door: comingAt([0, 1, 2], 'away'), away: delay(duration), home: exit() }, ...more };
}

/** The distribution of a field, and everything that is wrong with it. */
function read(written: Written, dimension: Dimension = TIME): { distribution: Distribution; issues: string[] } {
  const result = readScenario(scenarioText(small(written)));
  if (!result.ok) return { distribution: Distribution.fixed(0), issues: result.issues.map((issue) => issue.message) };
  const reader = new FieldReader(result.value);
  const away = result.value.services.away as { duration: DistributionField };
  const distribution = reader.distribution('x', away.duration, dimension, { low: 0, high: 1e6 });
  reader.finish();
  return { distribution, issues: reader.issues.map((issue) => `${issue.path}: ${issue.message}`) };
}

const day = (value: number): string => q(value, 'day');
const plain = (value: number): string => q(value, 'share');
const people = (value: number): string => q(value, 'person');
const OBSERVED = { kind: 'empirical' as const, values: [36, 12, 24, 96], unit: 'hour', source: 'assumption' };
const CHOICE = {
  kind: 'discrete' as const,
  values: [
    { value: day(3), share: plain(0.25) },
    { value: day(1), share: plain(0.75) },
  ],
};

describe('a distribution of a time', () => {
  it.each<[string, Written, Distribution]>([
    ['erlang', { kind: 'erlang', mean: day(6), stages: 3 }, Distribution.erlang(6, 3)],
    [
      'normal',
      { kind: 'normal', mean: day(5), sd: day(2), low: day(1), high: day(8) },
      Distribution.normal(5, 2, 1, 8),
    ],
    [
      'a normal around a negative mean',
      { kind: 'normal', mean: day(-5), sd: day(2), low: day(1), high: day(8) },
      Distribution.normal(-5, 2, 1, 8),
    ],
    [
      'beta',
      { kind: 'beta', alpha: plain(2), beta: plain(4), low: day(1), high: day(8) },
      Distribution.beta(2, 4, 1, 8),
    ],
    ['discrete', CHOICE, Distribution.discrete([1, 3], [3, 1])],
    ['empirical', OBSERVED, Distribution.empirical([0.5, 1, 1.5, 4])],
    ['observed values only', { ...OBSERVED, between: false }, Distribution.discrete([0.5, 1, 1.5, 4], [1, 1, 1, 1])],
  ])('is made of %s', (_, written, wanted) => {
    const { distribution, issues } = read(written);
    expect(issues).toEqual([]);
    expect(distribution.mean()).toBeCloseTo(wanted.mean(), 12);
    expect(distribution.variance()).toBeCloseTo(wanted.variance(), 12);
    for (const x of [0.7, 1, 2, 3.3]) expect(distribution.cdf(x)).toBeCloseTo(wanted.cdf(x), 12);
  });

  it('follows a parameter that changes during the run, up to the fourth', () => {
    const written = { kind: 'normal' as const, mean: day(5), sd: day(2), low: day(1), high: `${day(8)} + t / 7` };
    const model = modelOf(small(written));
    const [entry] = model.quantities.distributions;
    model.quantities.reset();
    expect(entry.distribution.quantile(1)).toBe(8);
    model.quantities.update(14);
    expect(entry.distribution.quantile(1)).toBe(10);
  });

  it.each<[string, Written]>([
    ['x.kind: "poisson" counts people, contacts or plain numbers', { kind: 'poisson', mean: day(3) }],
    ['x.kind: "binomial" counts people', { kind: 'binomial', trials: day(3), probability: plain(0.5) }],
    ['x.unit: the values are in person, and here they must be in day', { ...OBSERVED, unit: 'person' }],
    ['x.unit: ', { ...OBSERVED, unit: 'fortnite' }],
    ['x.values.1: -2 hour is out of range: it must lie between 0 and', { ...OBSERVED, values: [1, -2] }],
    [
      'x: the shares come to 0.75; let one branch',
      { kind: 'discrete', values: [{ value: day(1), share: plain(0.75) }] },
    ],
    ['x: beta high must be above low (4), got 3', betaFrom(4, 3)],
    [
      'x: normal high must be above low (2), got 1',
      { kind: 'normal', mean: day(1), sd: day(1), low: day(2), high: day(1) },
    ],
    ['this list needs 2 or more entries', { ...OBSERVED, values: [1] }],
  ])('is refused with "%s"', (message, written) => {
    const { issues } = read(written);
    expect(issues.join('\n')).toContain(message);
  });

  it('has observed values only with a source that the scenario knows', () => {
    const sources: ScenarioInput['sources'] = { audit: { title: 'An audit' } };
    const cited = (source: string): Small => small({ ...OBSERVED, source }, { sources });
    expect(() => modelOf(cited('audit, table 2'))).not.toThrow();
    expect(() => modelOf(cited('hearsay'))).toThrow(ScenarioError);
    expect(() => modelOf(cited('hearsay'))).toThrow('"hearsay" is not among the scenario\'s sources');
  });
});

function betaFrom(low: number, high: number): Written {
  return { kind: 'beta', alpha: plain(2), beta: plain(2), low: day(low), high: day(high) };
}

describe('a distribution of a count', () => {
  it.each([
    ['people', PERSON, 'person'],
    ['contacts', CONTACT, 'contact'],
    ['plain numbers', DIMENSIONLESS, 'share'],
  ] as const)('may be Poisson or binomial: %s', (_, dimension, unit) => {
    const poisson = read({ kind: 'poisson', mean: q(3.5, unit) }, dimension);
    expect(poisson.issues).toEqual([]);
    expect([poisson.distribution.kind, poisson.distribution.mean()]).toEqual(['poisson', 3.5]);
    const binomial = read({ kind: 'binomial', trials: q(12, unit), probability: plain(0.25) }, dimension);
    expect(binomial.issues).toEqual([]);
    expect([binomial.distribution.mean(), binomial.distribution.variance()]).toEqual([3, 2.25]);
  });

  it('must have a whole number of trials and a mean in the unit of the field', () => {
    const broken = read({ kind: 'binomial', trials: people(2.5), probability: plain(0.25) }, PERSON);
    expect(broken.issues.join()).toContain('x: binomial trials must be a whole number from 0 to 1000000, got 2.5');
    expect(read({ kind: 'poisson', mean: day(3) }, PERSON).issues.join()).toContain('x.mean');
  });
});

describe('a stay', () => {
  it.each<[string, Written]>([
    ['discrete', CHOICE],
    ['empirical', OBSERVED],
    ['beta', betaFrom(2, 30)],
    ['erlang', { kind: 'erlang', mean: day(6), stages: 3 }],
    ['normal', { kind: 'normal', mean: day(5), sd: day(2), low: 0, high: day(20) }],
  ])('may be %s, for those found in the middle of it at the start too', (_, law) => {
    const away = delay(law, { start: { inside: people(50) } });
    const services = { door: coming(1, 'away'), away, home: exit() };
    expect(run(small(law, { services })).log.length).toBeGreaterThan(20);
  });
});
