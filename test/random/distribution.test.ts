/** Distributions against distribution functions, moments and densities written down here independently. */
import { describe, expect, it } from 'vitest';
import { Distribution } from '../../engine/random/distribution';
import { Generator } from '../../engine/random/generator';
import { rootState } from '../../engine/random/seed';
import { cdfOfDensity, errorsOffMean, integrate, kolmogorov } from './oracles';

interface Case {
  name: string;
  make: () => Distribution;
  /** Proportional to the density over the range that matters. */
  density: (x: number) => number;
  /** Beyond it lies less than 1e-9. */
  range: [number, number];
  /** Whether nothing at all lies beyond it. */
  isBounded?: boolean;
  /** Closed forms, from the literature. */
  mean: number;
  variance: number;
  cdf?: (x: number) => number;
}

// Γ(1 + 1/k) of the Weibull cases: Γ(1.5) = √π/2, Γ(2.25) and Γ(3.5) = 15√π/8 (Abramowitz & Stegun 1964, 6.1.8-6.1.12).
const ROOT_PI = Math.sqrt(Math.PI);

const NORMAL_CDF = cdfOfDensity((z) => Math.exp((-z * z) / 2), -9, 9, 36_000);

function lognormalDensity(mean: number, cv: number): (x: number) => number {
  const variance = Math.log(1 + cv * cv);
  const mu = Math.log(mean) - variance / 2;
  return (x) => (x <= 0 ? 0 : Math.exp(-((Math.log(x) - mu) ** 2) / (2 * variance)) / x);
}

function lognormalCdf(mean: number, cv: number): (x: number) => number {
  const variance = Math.log(1 + cv * cv);
  const mu = Math.log(mean) - variance / 2;
  return (x) => (x <= 0 ? 0 : NORMAL_CDF((Math.log(x) - mu) / Math.sqrt(variance)));
}

/**
 * Normals cut off: around the mean, in a narrow strip beside it, far above it, far below it, nearly level. Means and
 * variances were printed once from 80-digit arithmetic (mpmath 1.3.0, the closed form with `erfc`).
 */
function truncatedCases(): Case[] {
  return [
    [10, 4, 0, 30, 10.070545338259029, 15.289390451500076],
    [3, 2, 4, 4.5, 4.243505768438361, 0.020764706977410268],
    [0, 1, 8, 12, 8.121368112236112, 0.014324883443340866],
    [0, 1, 30, 40, 30.033259667433676, 0.001103771511890091],
    [50, 1, 10, 45, 44.813496032874156, 0.032696434617112226],
    [5, 100, 2, 9, 5.499795866679027, 4.082666402798411],
  ].map(([centre, sd, low, high, mean, variance]) => {
    const nearest = Math.min(high, Math.max(low, centre));
    // Relative to its largest value, which is beyond the range of doubles for the whole normal.
    const density = (x: number): number => Math.exp(((nearest - centre) ** 2 - (x - centre) ** 2) / (2 * sd * sd));
    return {
      name: `normal of ${centre} and ${sd} from ${low} to ${high}`,
      make: () => Distribution.normal(centre, sd, low, high),
      density,
      range: [low, high],
      isBounded: true,
      mean,
      variance,
      // So steep that the table has to be finer.
      cdf: low === 30 ? cdfOfDensity(density, 30, 31.5, 200_000) : undefined,
    };
  });
}

const CASES: Case[] = [
  {
    name: 'exponential of mean 9',
    make: () => Distribution.exponential(9),
    density: (x) => Math.exp(-x / 9),
    range: [0, 200],
    mean: 9,
    variance: 81,
    cdf: (x) => 1 - Math.exp(-x / 9),
  },
  {
    name: 'uniform from -2 to 6',
    make: () => Distribution.uniform(-2, 6),
    density: () => 1,
    range: [-2, 6],
    isBounded: true,
    mean: 2,
    variance: 64 / 12,
    cdf: (x) => (x + 2) / 8,
  },
  {
    name: 'uniform from 190 to 210',
    make: () => Distribution.uniform(190, 210),
    density: () => 1,
    range: [190, 210],
    isBounded: true,
    mean: 200,
    variance: 400 / 12,
  },
  {
    name: 'triangular 1, 2, 6',
    make: () => Distribution.triangular(1, 2, 6),
    density: (x) => (x < 2 ? (x - 1) * 4 : 6 - x),
    range: [1, 6],
    isBounded: true,
    mean: 3,
    variance: (1 + 4 + 36 - 2 - 6 - 12) / 18,
    cdf: (x) => (x < 2 ? (x - 1) ** 2 / 5 : 1 - (6 - x) ** 2 / 20),
  },
  {
    name: 'triangular with the mode at its lower end',
    make: () => Distribution.triangular(0, 0, 3),
    density: (x) => 3 - x,
    range: [0, 3],
    isBounded: true,
    mean: 1,
    variance: 0.5,
  },
  {
    name: 'triangular with the mode at its upper end',
    make: () => Distribution.triangular(1, 4, 4),
    density: (x) => x - 1,
    range: [1, 4],
    isBounded: true,
    mean: 3,
    variance: 0.5,
  },
  {
    name: 'lognormal of mean 0.4 and cv 0.5',
    make: () => Distribution.lognormal(0.4, 0.5),
    density: lognormalDensity(0.4, 0.5),
    range: [0, 8],
    mean: 0.4,
    variance: 0.04,
    cdf: lognormalCdf(0.4, 0.5),
  },
  {
    name: 'lognormal of mean 10 and cv 1.5',
    make: () => Distribution.lognormal(10, 1.5),
    density: lognormalDensity(10, 1.5),
    range: [0, 3000],
    mean: 10,
    variance: 225,
    cdf: lognormalCdf(10, 1.5),
  },
  {
    name: 'gamma of mean 274 and shape 2',
    make: () => Distribution.gamma(274, 2),
    density: (x) => x * Math.exp(-x / 137),
    range: [0, 4000],
    mean: 274,
    variance: 37538,
    cdf: (x) => 1 - Math.exp(-x / 137) * (1 + x / 137),
  },
  {
    name: 'gamma of mean 2 and shape 0.5',
    make: () => Distribution.gamma(2, 0.5),
    // The square of a normal deviate of variance 2: P(X ≤ x) = erf(√x / 2), below by its integral.
    density: (x) => (x <= 0 ? 0 : Math.exp(-x / 4) / Math.sqrt(x)),
    range: [0, 100],
    mean: 2,
    variance: 8,
    cdf: (x) => (2 / ROOT_PI) * integrate((z) => Math.exp(-z * z), 0, Math.sqrt(x) / 2, 200),
  },
  {
    name: 'gamma of mean 3 and shape 30',
    make: () => Distribution.gamma(3, 30),
    density: (x) => (x <= 0 ? 0 : Math.exp(29 * Math.log(x) - 10 * x)),
    range: [0, 9],
    mean: 3,
    variance: 0.3,
  },
  {
    name: 'weibull of mean 5 and shape 2',
    make: () => Distribution.weibull(5, 2),
    density: (x) => x * Math.exp(-((x / (10 / ROOT_PI)) ** 2)),
    range: [0, 40],
    mean: 5,
    variance: (100 / Math.PI) * (1 - Math.PI / 4),
    cdf: (x) => 1 - Math.exp(-((x / (10 / ROOT_PI)) ** 2)),
  },
  {
    name: 'weibull of mean 8 and shape 0.5',
    make: () => Distribution.weibull(8, 0.5),
    density: (x) => (x <= 0 ? 0 : Math.exp(-Math.sqrt(x / 4)) / Math.sqrt(x)),
    range: [0, 4000],
    mean: 8,
    // Scale 4, Γ(5) = 24.
    variance: 16 * 24 - 64,
    cdf: (x) => 1 - Math.exp(-Math.sqrt(x / 4)),
  },
  {
    name: 'erlang of mean 6 and 3 stages',
    make: () => Distribution.erlang(6, 3),
    density: (x) => x * x * Math.exp(-x / 2),
    range: [0, 100],
    mean: 6,
    variance: 12,
    cdf: (x) => 1 - Math.exp(-x / 2) * (1 + x / 2 + (x * x) / 8),
  },
  ...truncatedCases(),
  {
    name: 'beta of shapes 2 and 4 from 1 to 7',
    make: () => Distribution.beta(2, 4, 1, 7),
    density: (x) => (x - 1) * (7 - x) ** 3,
    range: [1, 7],
    isBounded: true,
    mean: 3,
    variance: (36 * 8) / (36 * 7),
  },
  {
    name: 'beta of shapes 0.5 and 1',
    // The square of a uniform.
    make: () => Distribution.beta(0.5, 1, 0, 1),
    density: (x) => (x <= 0 ? 0 : 1 / Math.sqrt(x)),
    range: [0, 1],
    isBounded: true,
    mean: 1 / 3,
    variance: 1 / 5 - 1 / 9,
    cdf: (x) => Math.sqrt(Math.min(1, Math.max(0, x))),
  },
  {
    name: 'empirical of 5, 1, 3 and 3.5',
    make: () => Distribution.empirical([5, 1, 3, 3.5]),
    density: (x) => (x < 3 ? 1 / 6 : x < 3.5 ? 2 / 3 : 2 / 9),
    range: [1, 5],
    isBounded: true,
    mean: (2 + 3.25 + 4.25) / 3,
    // E x² less the square of the mean; over a stretch from a to b the mean square is (a² + a b + b²) / 3.
    variance: (13 + (9 + 10.5 + 12.25) + (12.25 + 17.5 + 25)) / 9 - (9.5 / 3) ** 2,
    cdf: (x) => (x < 3 ? (x - 1) / 6 : x < 3.5 ? 1 / 3 + (x - 3) / 1.5 : 2 / 3 + (x - 3.5) / 4.5),
  },
  {
    name: 'mixture of gamma, uniform and exponential',
    make: () =>
      Distribution.mixture(
        [Distribution.gamma(4, 2), Distribution.uniform(10, 12), Distribution.exponential(1)],
        [1, 2, 5],
      ),
    density: (x) => (x * Math.exp(-x / 2)) / 4 / 8 + (x >= 10 && x < 12 ? 1 / 8 : 0) + (Math.exp(-x) * 5) / 8,
    range: [0, 100],
    mean: (4 + 2 * 11 + 5) / 8,
    // E x² less the square of the mean.
    variance: (1 * (8 + 16) + 2 * (4 / 12 + 121) + 5 * 2) / 8 - (31 / 8) ** 2,
    cdf: (x) => (1 - Math.exp(-x / 2) * (1 + x / 2) + Math.min(2, Math.max(0, x - 10)) + 5 * (1 - Math.exp(-x))) / 8,
  },
];

const DISCRETE = { values: [5, -1, 5, 0.5], weights: [1, 2, 1, 4] };

function draws(seed: string, count: number, draw: (generator: Generator) => number): Float64Array {
  const generator = new Generator();
  generator.seek(rootState(seed), 0, 0, 0, 0);
  return Float64Array.from({ length: count }, () => draw(generator));
}

describe.each(CASES)('$name', ({ name, make, density, range, isBounded, mean, variance, cdf }) => {
  const [low, high] = range;
  const tabulated = cdf ?? cdfOfDensity(density, low, high, 20_000);

  it('has the mean and variance of the textbook', () => {
    expect(make().mean()).toBeCloseTo(mean, 10);
    expect(make().variance() / variance).toBeCloseTo(1, 10);
  });

  it('has the distribution function that its density integrates to', () => {
    const distribution = make();
    for (let i = 1; i < 40; i++) {
      const x = low + ((high - low) * i ** 3) / 64_000;
      expect(distribution.cdf(x), `at ${x}`).toBeCloseTo(tabulated(x), cdf ? 7 : 5);
    }
    expect(distribution.cdf(low - 1)).toBe(0);
    expect(distribution.cdf(high * 1e6)).toBeCloseTo(1, 12);
    expect(distribution.cdf(NaN)).toBe(NaN);
  });

  it('has a quantile that inverts the distribution function to 1e-10', () => {
    const distribution = make();
    for (const p of [1e-6, 0.01, 0.05, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999999]) {
      expect(Math.abs(distribution.cdf(distribution.quantile(p)) - p), `p = ${p}`).toBeLessThan(1e-10);
    }
    expect(distribution.quantile(0)).toBe(low);
    expect(distribution.quantile(1)).toBe(isBounded ? high : Infinity);
    expect([-0.1, 1.1, NaN].map((p) => distribution.quantile(p))).toEqual([NaN, NaN, NaN]);
  });

  it('draws a sample that the distribution function fits, with its mean', () => {
    const distribution = make();
    const sample = draws(name, 40_000, (generator) => distribution.sample(generator));
    expect(kolmogorov(sample, tabulated)).toBeLessThan(1.95);
    expect(errorsOffMean(sample, mean, variance)).toBeLessThan(4);
  });

  it('draws length-biased from x f(x), with mean E[x²] / E[x]', () => {
    if (low < 0) return;
    const distribution = make();
    const sample = draws(`${name} biased`, 40_000, (generator) => distribution.sampleLengthBiased(generator));
    const biased = (x: number): number => x * density(x);
    expect(kolmogorov(sample, cdfOfDensity(biased, low, high, 20_000))).toBeLessThan(1.95);
    const biasedMean = (variance + mean * mean) / mean;
    const second = integrate((x) => x * x * biased(x), low, high, 200_000) / integrate(biased, low, high, 200_000);
    expect(errorsOffMean(sample, biasedMean, second - biasedMean * biasedMean)).toBeLessThan(4);
  });
});

describe('the fit of a sample', () => {
  it.each<[string, Distribution, Distribution]>([
    ['exponential of another mean', Distribution.exponential(9), Distribution.exponential(10)],
    ['gamma of another shape and the same mean', Distribution.gamma(5, 2), Distribution.gamma(5, 2.6)],
    ['lognormal of another spread', Distribution.lognormal(5, 0.5), Distribution.lognormal(5, 0.58)],
    ['gamma for lognormal of the same mean and variance', Distribution.lognormal(5, 0.5), Distribution.gamma(5, 4)],
    ['weibull of another shape', Distribution.weibull(5, 2), Distribution.weibull(5, 2.3)],
    ['normal with a bound moved', Distribution.normal(5, 2, 1, 9), Distribution.normal(5, 2, 2, 9)],
    ['beta of another shape', Distribution.beta(2, 4, 0, 1), Distribution.beta(2.4, 4, 0, 1)],
    ['triangular of another mode', Distribution.triangular(0, 1, 3), Distribution.triangular(0, 1.3, 3)],
  ])('finds out %s', (name, right, wrong) => {
    const sample = draws(name, 10_000, (generator) => wrong.sample(generator));
    expect(kolmogorov(sample, (x) => right.cdf(x))).toBeGreaterThan(1.95);
  });
});

describe('a draw', () => {
  it.each<[string, (scale: number) => Distribution]>([
    ['exponential', (scale) => Distribution.exponential(scale)],
    ['erlang', (scale) => Distribution.erlang(scale, 3)],
    ['gamma', (scale) => Distribution.gamma(scale, 0.7)],
    ['lognormal', (scale) => Distribution.lognormal(scale, 0.8)],
    ['weibull', (scale) => Distribution.weibull(scale, 1.7)],
    ['normal', (scale) => Distribution.normal(scale, scale / 2, 0, 3 * scale)],
    ['beta', (scale) => Distribution.beta(2, 3, 0, scale)],
  ])('of the same key is in proportion to the scale: %s', (_, make) => {
    const generator = new Generator();
    const root = rootState('scale');
    const [one, three] = [make(1), make(3)];
    for (let i = 0; i < 500; i++) {
      generator.seek(root, 0, i, 0, 0);
      const small = one.sample(generator);
      generator.seek(root, 0, i, 0, 0);
      expect(three.sample(generator) / (3 * small)).toBeCloseTo(1, 13);
    }
  });

  it('of a lognormal law keeps its normal when mean and cv change', () => {
    const generator = new Generator();
    const root = rootState('normal');
    const normalOf = (mean: number, cv: number): number => {
      const sigma = Math.sqrt(Math.log(1 + cv * cv));
      return (Math.log(Distribution.lognormal(mean, cv).sample(generator) / mean) + (sigma * sigma) / 2) / sigma;
    };
    for (let i = 0; i < 200; i++) {
      generator.seek(root, 0, i, 0, 0);
      const z = normalOf(1, 0.5);
      generator.seek(root, 0, i, 0, 0);
      expect(normalOf(40, 1.3)).toBeCloseTo(z, 12);
    }
  });
});

describe('a sample by inversion', () => {
  it('takes one uniform, and is the quantile of it', () => {
    const distributions = [
      Distribution.uniform(1, 2),
      Distribution.triangular(0, 1, 4),
      Distribution.discrete([1, 2, 3], [1, 1, 1]),
    ];
    const generator = new Generator();
    const other = new Generator();
    const root = rootState('inversion');
    for (const distribution of distributions) {
      for (let i = 0; i < 200; i++) {
        generator.seek(root, 0, i, 0, 0);
        other.seek(root, 0, i, 0, 0);
        expect(distribution.sample(generator), distribution.kind).toBe(distribution.quantile(other.uniform()));
        expect(generator.state).toEqual(other.state);
      }
    }
  });

  it('stays finite at both ends of the uniforms', () => {
    const generator = new Generator();
    for (const state of [
      [0, 0, 0, 0],
      [0, 0, 954437176, -1],
    ]) {
      for (const distribution of [
        Distribution.exponential(2),
        Distribution.lognormal(3, 0.8),
        Distribution.weibull(2, 0.5),
      ]) {
        generator.state.set(state);
        const value = distribution.sample(generator);
        expect(value >= 0 && value < Infinity, `${distribution.kind}: ${value}`).toBe(true);
      }
    }
  });
});

describe('the quantile of a gamma distribution', () => {
  it('has the published values of chi-square', () => {
    // Abramowitz & Stegun 1964, table 26.8: upper 5 % and 0.5 % points.
    const published = [
      [1, 0.95, 3.84146],
      [2, 0.95, 5.99146],
      [10, 0.95, 18.307],
      [30, 0.95, 43.773],
      [1, 0.995, 7.87944],
      [10, 0.995, 25.1882],
    ];
    for (const [df, p, value] of published) expect(Distribution.gamma(df, df / 2).quantile(p)).toBeCloseTo(value, 4);
  });

  it('reaches into tiny shapes', () => {
    const tiny = Distribution.gamma(1, 0.01);
    const x = tiny.quantile(0.3);
    expect(x).toBeGreaterThan(0);
    expect(tiny.cdf(x)).toBeCloseTo(0.3, 10);
  });
});

describe('fixed', () => {
  it('is always its value, length-biased too', () => {
    const distribution = Distribution.fixed(2.5);
    const generator = new Generator();
    expect([distribution.sample(generator), distribution.sampleLengthBiased(generator)]).toEqual([2.5, 2.5]);
    expect([distribution.mean(), distribution.variance(), distribution.quantile(0.3)]).toEqual([2.5, 0, 2.5]);
    expect([distribution.cdf(2.4), distribution.cdf(2.5)]).toEqual([0, 1]);
  });
});

describe('discrete', () => {
  it('draws each value as often as its weight says, whatever the order they are given in', () => {
    const distribution = Distribution.discrete(DISCRETE.values, DISCRETE.weights);
    const sample = draws('discrete', 80_000, (generator) => distribution.sample(generator));
    for (const [value, share] of [
      [-1, 0.25],
      [0.5, 0.5],
      [5, 0.25],
    ]) {
      const count = sample.filter((x) => x === value).length;
      expect(Math.abs(count - share * 80_000) / Math.sqrt(80_000 * share * (1 - share)), `${value}`).toBeLessThan(4);
    }
    expect(distribution.mean()).toBe(1.25);
    expect(distribution.variance()).toBe(0.25 * 2.25 ** 2 + 0.5 * 0.75 ** 2 + 0.25 * 3.75 ** 2);
    expect([-2, -1, 0, 0.5, 4, 5].map((x) => distribution.cdf(x))).toEqual([0, 0.25, 0.25, 0.75, 0.75, 1]);
    expect([0, 0.25, 0.26, 0.75, 0.76, 1].map((p) => distribution.quantile(p))).toEqual([-1, -1, 0.5, 0.5, 5, 5]);
  });

  it('never draws what has weight 0, and leaves it out of its range', () => {
    const distribution = Distribution.discrete([1, 2, 3], [0, 1, 0]);
    const sample = draws('zero', 1000, (generator) => distribution.sample(generator));
    expect(new Set(sample)).toEqual(new Set([2]));
    expect([distribution.quantile(0), distribution.quantile(1)]).toEqual([2, 2]);
  });

  it('follows new weights, given in the order of the values', () => {
    const distribution = Distribution.discrete([30, 10, 20], [1, 1, 1]);
    distribution.setWeights(Float64Array.of(1, 0, 3));
    expect(distribution.mean()).toBe(22.5);
    expect(distribution.cdf(20)).toBe(0.75);
  });

  it('draws length-biased by weight times value', () => {
    const distribution = Distribution.discrete([0, 10, 1, 4], [5, 1, 2, 2]);
    const sample = draws('discrete biased', 40_000, (generator) => distribution.sampleLengthBiased(generator));
    for (const [value, share] of [
      [0, 0],
      [1, 0.1],
      [4, 0.4],
      [10, 0.5],
    ]) {
      const count = sample.filter((x) => x === value).length;
      expect(Math.abs(count - share * 40_000), `${value}`).toBeLessThanOrEqual(
        4 * Math.sqrt(40_000 * share * (1 - share)),
      );
    }
  });
});

describe('mixture', () => {
  it('follows its components when their parameters are set', () => {
    const mixture = Distribution.mixture([Distribution.fixed(1), Distribution.exponential(3)], [1, 1]);
    mixture.components[1].setParameters(7);
    expect(mixture.mean()).toBe(4);
    mixture.setWeights([3, 1]);
    expect(mixture.mean()).toBe(2.5);
    expect(mixture.cdf(0.999999)).toBeCloseTo(0.25 * (1 - Math.exp(-0.999999 / 7)), 12);
    expect(mixture.quantile(0.5)).toBeCloseTo(1, 12);
  });

  it('may hold mixtures and discrete distributions, and components of weight 0 that never come up', () => {
    const inner = Distribution.mixture([Distribution.discrete([1, 2], [1, 1]), Distribution.fixed(-9)], [1, 0]);
    const outer = Distribution.mixture([inner, Distribution.fixed(5)], [2, 1]);
    const sample = draws('nested', 9000, (generator) => outer.sample(generator));
    expect(new Set(sample)).toEqual(new Set([1, 2, 5]));
    expect(outer.mean()).toBeCloseTo(8 / 3, 12);
    const biased = draws('nested biased', 9000, (generator) => outer.sampleLengthBiased(generator));
    expect(Math.abs(biased.filter((x) => x === 5).length / 9000 - 5 / 8)).toBeLessThan(0.02);
    expect([outer.quantile(0), outer.quantile(0.7), outer.quantile(1)]).toEqual([1, 5, 5]);
  });
});

describe('parameters', () => {
  it('can be set in place, and give the draws of a distribution made with them', () => {
    const pairs: [Distribution, Distribution, number[]][] = [
      [Distribution.fixed(1), Distribution.fixed(2), [2]],
      [Distribution.exponential(1), Distribution.exponential(2), [2]],
      [Distribution.uniform(0, 1), Distribution.uniform(2, 5), [2, 5]],
      [Distribution.triangular(0, 1, 2), Distribution.triangular(2, 3, 9), [2, 3, 9]],
      [Distribution.lognormal(1, 1), Distribution.lognormal(3, 0.2), [3, 0.2]],
      [Distribution.gamma(1, 1), Distribution.gamma(3, 0.2), [3, 0.2]],
      [Distribution.weibull(1, 1), Distribution.weibull(3, 0.7), [3, 0.7]],
      [Distribution.normal(0, 1, 0, 9), Distribution.normal(1, 2, 3, 4), [1, 2, 3, 4]],
      [Distribution.beta(1, 1, 0, 1), Distribution.beta(2, 3, 4, 5), [2, 3, 4, 5]],
      [Distribution.poisson(100), Distribution.poisson(2), [2]],
      [Distribution.binomial(1000, 0.5), Distribution.binomial(9, 0.3), [9, 0.3]],
    ];
    for (const [changed, made, [p0, p1, p2, p3]] of pairs) {
      changed.setParameters(p0, p1, p2, p3);
      for (const draw of ['sample', 'sampleLengthBiased'] as const) {
        const a = draws('set', 50, (generator) => changed[draw](generator));
        expect(a, made.kind).toEqual(draws('set', 50, (generator) => made[draw](generator)));
      }
      expect(changed.quantile(0.3)).toBe(made.quantile(0.3));
    }
  });

  it.each<[string, () => unknown]>([
    ['fixed value must be a finite number, got NaN', () => Distribution.fixed(NaN)],
    ['exponential mean must be above 0, got 0', () => Distribution.exponential(0)],
    ['exponential mean must be finite, got Infinity', () => Distribution.exponential(Infinity)],
    ['uniform low must be a finite number, got -Infinity', () => Distribution.uniform(-Infinity, 1)],
    ['uniform high must be above low (2), got 2', () => Distribution.uniform(2, 2)],
    ['triangular mode must be low (2) or more, got 1', () => Distribution.triangular(2, 1, 3)],
    ['triangular high must be above low (2) and not below mode (4), got 3', () => Distribution.triangular(2, 4, 3)],
    ['triangular high must be above low (2) and not below mode (2), got 2', () => Distribution.triangular(2, 2, 2)],
    ['lognormal mean must be above 0, got -1', () => Distribution.lognormal(-1, 1)],
    ['lognormal cv must be above 0, got 0', () => Distribution.lognormal(1, 0)],
    ['gamma mean must be above 0, got NaN', () => Distribution.gamma(NaN, 1)],
    ['gamma shape must be above 0, got -2', () => Distribution.gamma(1, -2)],
    ['weibull mean must be above 0, got 0', () => Distribution.weibull(0, 1)],
    ['weibull shape must be 0.02 or more, got 0.01', () => Distribution.weibull(1, 0.01)],
    ['erlang stages must be a whole number, got 1.5', () => Distribution.erlang(1, 1.5)],
    ['gamma shape must be above 0, got 0', () => Distribution.erlang(1, 0)],
    ['normal mean must be a finite number, got NaN', () => Distribution.normal(NaN, 1, 0, 1)],
    ['normal sd must be above 0, got 0', () => Distribution.normal(1, 0, 0, 1)],
    ['normal low must be below Infinity, got Infinity', () => Distribution.normal(1, 1, Infinity, Infinity)],
    ['normal high must be above low (2), got 1', () => Distribution.normal(1, 1, 2, 1)],
    ['normal low must be within 10000 sd of the mean (1), got 20002', () => Distribution.normal(1, 2, 20_002, 1e6)],
    ['normal high must be within 10000 sd of the mean (1), got -20000', () => Distribution.normal(1, 2, -1e6, -20_000)],
    ['beta alpha must be 0.05 or more, got 0.01', () => Distribution.beta(0.01, 1, 0, 1)],
    ['beta beta must be 0.05 or more, got -1', () => Distribution.beta(1, -1, 0, 1)],
    ['beta high must be above low (3), got 3', () => Distribution.beta(1, 1, 3, 3)],
    ['poisson mean must be 0 to 1000000, got -1', () => Distribution.poisson(-1)],
    ['binomial trials must be a whole number from 0 to 1000000, got 2.5', () => Distribution.binomial(2.5, 0.1)],
    ['binomial probability must be 0 to 1, got 1.5', () => Distribution.binomial(2, 1.5)],
    ['empirical values must be 2 or more in number, got 1', () => Distribution.empirical([1])],
    ['empirical values[1] must be a finite number, got Infinity', () => Distribution.empirical([1, Infinity])],
    ['empirical has no weights', () => Distribution.empirical([1, 2]).setWeights([1, 1])],
    ['empirical has no parameters to set', () => Distribution.empirical([1, 2]).setParameters(1)],
    ['discrete values must be 1 or more in number, got 0', () => Distribution.discrete([], [])],
    ['discrete values[1] must be a finite number, got NaN', () => Distribution.discrete([1, NaN], [1, 1])],
    ['discrete weights must be 2 in number, got 1', () => Distribution.discrete([1, 2], [1])],
    ['discrete weights[0] must be 0 or more, got -1', () => Distribution.discrete([2, 1], [-1, 1])],
    ['discrete sum of weights must be above 0, got 0', () => Distribution.discrete([1, 2], [0, 0])],
    ['mixture components must be 1 or more in number, got 0', () => Distribution.mixture([], [])],
    ['mixture weights[0] must be 0 or more, got NaN', () => Distribution.mixture([Distribution.fixed(1)], [NaN])],
    ['fixed has no weights', () => Distribution.fixed(1).setWeights([1])],
    ['discrete has no parameters to set', () => Distribution.discrete([1], [1]).setParameters(1)],
    ['mixture has no parameters to set', () => Distribution.mixture([Distribution.fixed(1)], [1]).setParameters(1)],
  ])('are refused with "%s"', (message, make) => {
    expect(make).toThrow(RangeError);
    expect(make).toThrow(message);
  });

  it('stay as they were when new ones are refused', () => {
    const gamma = Distribution.gamma(4, 2);
    expect(() => gamma.setParameters(5, -1)).toThrow(RangeError);
    expect([gamma.mean(), gamma.variance()]).toEqual([4, 8]);
    const discrete = Distribution.discrete([1, 2], [1, 3]);
    expect(() => discrete.setWeights([1, -1])).toThrow(RangeError);
    expect(discrete.mean()).toBe(1.75);
  });

  it('that allow values below 0, or only 0, refuse a length-biased draw', () => {
    const generator = new Generator();
    const refused: [string, Distribution][] = [
      ['uniform must have no values below 0', Distribution.uniform(-1, 1)],
      ['triangular must have no values below 0', Distribution.triangular(-1, 2, 3)],
      ['normal must have no values below 0', Distribution.normal(5, 1, -1, 9)],
      ['beta must have no values below 0', Distribution.beta(1, 1, -1, 9)],
      ['empirical must have no values below 0', Distribution.empirical([-1, 9])],
      ['empirical mean must be above 0', Distribution.empirical([0, 0])],
      ['poisson mean must be above 0', Distribution.poisson(0)],
      ['binomial mean must be above 0', Distribution.binomial(5, 0)],
      ['discrete must have no values below 0', Distribution.discrete([-1, 9], [1, 1])],
      ['discrete mean must be above 0', Distribution.discrete([0, 9], [1, 0])],
      ['mixture mean must be above 0', Distribution.mixture([Distribution.fixed(0)], [1])],
      [
        'mixture must have no values below 0',
        Distribution.mixture([Distribution.fixed(-1), Distribution.fixed(9)], [1, 1]),
      ],
    ];
    for (const [message, distribution] of refused) {
      expect(() => distribution.sampleLengthBiased(generator)).toThrow(message);
    }
  });
});

describe('seeded draws', () => {
  it('have the bits they always had: a change here changes every seeded result', () => {
    const sums = CASES.map(({ make }) => {
      const distribution = make();
      return draws('golden', 1000, (generator) => distribution.sample(generator)).reduce((sum, x) => sum + x, 0);
    });
    expect(sums).toMatchInlineSnapshot(`
      [
        8765.641046007668,
        2008.3201951310316,
        200020.80048782745,
        3000.6135292243453,
        1001.0547155006154,
        3000.68711669203,
        403.59683471107246,
        10044.011569425375,
        278527.5510662549,
        2174.5432904961503,
        3005.4639686572596,
        4962.476639688684,
        7386.099055554696,
        6059.220533822688,
        10152.123017335934,
        4249.318620768365,
        8120.031940882751,
        30032.77685862644,
        44815.379998632765,
        5568.35186253198,
        2976.4938370656414,
        310.73015619655797,
        3163.5243514305694,
        3876.684611183503,
      ]
    `);
  });
});
