/** Reads a distribution of a scenario: its quantities, their dimensions, and where a kind makes no sense. */
import { CONTACT, DIMENSIONLESS, PERSON, dimensionText, sameDimension, type Dimension } from '../expression/dimension';
import type { MovingDistribution, QuantityRule } from '../expression/quantities';
import { parseUnit } from '../expression/units';
import { Distribution } from '../random/distribution';
import type { DistributionField, ExpressionField } from './fields';

/** What a reader of fields does for a distribution. */
export interface DistributionHost {
  /** Compile an expression. @returns the quantity's index */
  quantity(path: string, field: ExpressionField, dimension: Dimension, rule?: QuantityRule): number;
  /** A structural number that stands among the quantities. @returns the quantity's index */
  constant(path: string, value: number): number;
  /** Let the parameters of a distribution follow these quantities. */
  addDistribution(entry: Omit<MovingDistribution, 'moves' | 'follows'>): Distribution;
  /** Shares that must make 1 together. */
  checkShares(path: string, shares: readonly number[], hasRest: boolean): void;
  checkSource(path: string, source: string, grade: string | null): void;
  fail(code: string, path: string, message: string): void;
}

/** What the values of a distribution are. */
interface Variable {
  dimension: Dimension;
  rule: QuantityRule;
}

const SHARE: QuantityRule = { low: 0, high: 1 };
const SHAPE: QuantityRule = { low: 1e-6, high: 1e6 };
const COUNTS: readonly Dimension[] = [DIMENSIONLESS, PERSON, CONTACT];

/**
 * Read a distribution whose values have a dimension and lie within a rule. What is wrong is told to the reader; a
 * distribution comes back all the same, so that reading goes on.
 */
export function readDistribution(
  host: DistributionHost,
  path: string,
  field: DistributionField,
  variable: Variable,
): Distribution {
  const own = (name: string, value: ExpressionField): number =>
    host.quantity(`${path}.${name}`, value, variable.dimension, variable.rule);
  const plain = (name: string, value: ExpressionField, rule = SHAPE): number =>
    host.quantity(`${path}.${name}`, value, DIMENSIONLESS, rule);
  const add = (distribution: Distribution, ...parameters: number[]): Distribution =>
    host.addDistribution({ distribution, parameters, isMixture: false, path });
  switch (field.kind) {
    case 'fixed':
      return add(Distribution.fixed(0), own('value', field.value));
    case 'exponential':
      return add(Distribution.exponential(1), own('mean', field.mean));
    case 'erlang':
      return add(
        Distribution.erlang(1, field.stages),
        own('mean', field.mean),
        host.constant(`${path}.stages`, field.stages),
      );
    case 'uniform':
      return add(Distribution.uniform(0, 1), own('low', field.low), own('high', field.high));
    case 'triangular':
      return add(
        Distribution.triangular(0, 1, 2),
        own('low', field.low),
        own('mode', field.mode),
        own('high', field.high),
      );
    case 'lognormal':
      return add(Distribution.lognormal(1, 1), own('mean', field.mean), plain('cv', field.cv));
    case 'gamma':
      return add(Distribution.gamma(1, 1), own('mean', field.mean), plain('shape', field.shape));
    case 'weibull':
      return add(Distribution.weibull(1, 1), own('mean', field.mean), plain('shape', field.shape));
    case 'normal': {
      // The mean before the cut may lie outside the range of the variable.
      const around = { low: -variable.rule.high, high: variable.rule.high };
      return add(
        Distribution.normal(0, 1, 0, 1),
        host.quantity(`${path}.mean`, field.mean, variable.dimension, around),
        own('sd', field.sd),
        own('low', field.low),
        own('high', field.high),
      );
    }
    case 'beta':
      return add(
        Distribution.beta(1, 1, 0, 1),
        plain('alpha', field.alpha),
        plain('beta', field.beta),
        own('low', field.low),
        own('high', field.high),
      );
    case 'poisson':
      demandCount(host, path, field.kind, variable);
      return add(Distribution.poisson(1), own('mean', field.mean));
    case 'binomial':
      demandCount(host, path, field.kind, variable);
      return add(
        Distribution.binomial(1, 0.5),
        own('trials', field.trials),
        plain('probability', field.probability, SHARE),
      );
    case 'empirical':
      return readEmpirical(host, path, field, variable);
    case 'discrete':
      return readMixture(
        host,
        path,
        field.values.map((entry, i) => add(Distribution.fixed(0), own(`values.${i}.value`, entry.value))),
        field.values.map((entry, i) => plain(`values.${i}.share`, entry.share, SHARE)),
      );
    case 'mixture':
      return readMixture(
        host,
        path,
        field.parts.map((part, i) => readDistribution(host, `${path}.parts.${i}.of`, part.of, variable)),
        field.parts.map((part, i) => plain(`parts.${i}.share`, part.share, SHARE)),
      );
  }
}

function readMixture(host: DistributionHost, path: string, parts: Distribution[], shares: number[]): Distribution {
  const distribution = Distribution.mixture(
    parts,
    shares.map(() => 1),
  );
  host.checkShares(path, shares, false);
  return host.addDistribution({ distribution, parameters: shares, isMixture: true, path });
}

/** Observed values are numbers with a unit and a source of their own: as parameters they would be hundreds. */
function readEmpirical(
  host: DistributionHost,
  path: string,
  field: Extract<DistributionField, { kind: 'empirical' }>,
  { dimension, rule }: Variable,
): Distribution {
  host.checkSource(path, field.source, null);
  let toBase = 1;
  try {
    const unit = parseUnit(field.unit);
    toBase = unit.toBase;
    if (!sameDimension(unit.dimension, dimension)) {
      host.fail(
        'dimension',
        `${path}.unit`,
        `the values are in ${field.unit}, and here they must be in ${dimensionText(dimension)} or another unit of its kind.`,
      );
    }
  } catch (error) {
    host.fail('unit', `${path}.unit`, error instanceof Error ? error.message : String(error));
  }
  const values = field.values.map((value) => value * toBase);
  const wrong = values.findIndex((value) => !(value >= rule.low && value <= rule.high));
  if (wrong >= 0) {
    host.fail(
      'value',
      `${path}.values.${wrong}`,
      `${field.values[wrong]} ${field.unit} is out of range: it must lie between ${rule.low / toBase} and ${rule.high / toBase}.`,
    );
  }
  return field.between
    ? Distribution.empirical(values)
    : Distribution.discrete(
        values,
        values.map(() => 1),
      );
}

function demandCount(host: DistributionHost, path: string, kind: string, { dimension }: Variable): void {
  if (COUNTS.some((count) => sameDimension(count, dimension))) return;
  host.fail(
    'dimension',
    `${path}.kind`,
    `"${kind}" counts people, contacts or plain numbers, and here a value in ${dimensionText(dimension)} is wanted; ` +
      'take "gamma", "lognormal" or another continuous kind.',
  );
}
