/** The exponential and normal draws of the ziggurat against their distribution functions, bodies and tails. */
import { describe, expect, it } from 'vitest';
import { Generator } from '../../engine/random/generator';
import { REGISTER } from '../../engine/random/register';
import { rootState } from '../../engine/random/seed';
import { EXPONENTIAL, EXPONENTIAL_TAIL, NORMAL, NORMAL_TAIL } from '../../engine/random/ziggurat-tables';
import { cdfOfDensity, integrate, kolmogorov } from './oracles';

const DRAWS = 400_000;

function drawn(seed: string, draw: (generator: Generator) => number): Float64Array {
  const generator = new Generator();
  generator.seek(rootState(seed), 0, 0, 0, 0);
  return Float64Array.from({ length: DRAWS }, () => draw(generator));
}

function normal(generator: Generator): number {
  generator.normalInPlace();
  return REGISTER[0];
}

/** Standard errors by which the mean of `power` of the sample is off `moment`; `square` is the mean of its square. */
function errorsOff(sample: Float64Array, power: number, moment: number, square: number): number {
  let sum = 0;
  for (const x of sample) sum += x ** power;
  return Math.abs(sum / sample.length - moment) / Math.sqrt((square - moment * moment) / sample.length);
}

/** Deviate of the number of draws in an interval of probability p. */
function errorsOffShare(sample: Float64Array, isInside: (x: number) => boolean, p: number): number {
  let count = 0;
  for (const x of sample) if (isInside(x)) count++;
  return Math.abs(count - sample.length * p) / Math.sqrt(sample.length * p * (1 - p));
}

const EXPONENTIALS = drawn('exponential', (generator) => generator.exponential());
const NORMALS = drawn('normal', normal);
const NORMAL_CDF = cdfOfDensity((z) => Math.exp((-z * z) / 2), -9, 9, 40_000);
/** ∫ e^(-z²/2) dz from z up, over the whole. */
const upperNormal = (z: number): number =>
  integrate((x) => Math.exp((-x * x) / 2), z, z + 12, 2000) / Math.sqrt(2 * Math.PI);

describe('the layers', () => {
  it.each([
    ['exponential', EXPONENTIAL, (x: number) => Math.exp(-x), Math.exp(-EXPONENTIAL_TAIL)],
    [
      'normal',
      NORMAL,
      (x: number) => Math.exp((-x * x) / 2),
      integrate((x) => Math.exp((-x * x) / 2), NORMAL_TAIL, NORMAL_TAIL + 12, 20_000),
    ],
  ] as const)('of the %s density have equal areas, and all lie below it', (_, layers, density, tail) => {
    const { ends, inner, heights } = layers;
    const area = ends[1] * density(ends[1]) + tail;
    expect(Math.abs((ends[0] * density(ends[1])) / area - 1)).toBeLessThan(1e-13);
    for (let i = 1; i < 256; i++) {
      // Rounding adds up from the tail to the top.
      expect(Math.abs((ends[i] * (heights[i + 1] - heights[i])) / area - 1), `layer ${i}`).toBeLessThan(1e-11);
      expect(Math.abs(heights[i] / density(ends[i]) - 1)).toBeLessThan(1e-13);
    }
    for (let i = 0; i < 256; i++) {
      expect(Math.abs(inner[i] * ends[i] - (i < 255 ? ends[i + 1] : 0))).toBeLessThan(1e-14);
      expect([ends[i + 256], inner[i + 256]]).toEqual([-ends[i], inner[i]]);
    }
  });
});

describe('an exponential draw', () => {
  it('fits its distribution function, as one of another mean does not', () => {
    expect(kolmogorov(EXPONENTIALS, (x) => 1 - Math.exp(-x))).toBeLessThan(1.95);
    expect(kolmogorov(EXPONENTIALS, (x) => 1 - Math.exp(-x / 1.02))).toBeGreaterThan(3);
  });

  it('has the moments 1, 2, 6 and 24', () => {
    // The mean of x^n is n!.
    expect(errorsOff(EXPONENTIALS, 1, 1, 2)).toBeLessThan(4);
    expect(errorsOff(EXPONENTIALS, 2, 2, 24)).toBeLessThan(4);
    expect(errorsOff(EXPONENTIALS, 3, 6, 720)).toBeLessThan(4);
    expect(errorsOff(EXPONENTIALS, 4, 24, 40320)).toBeLessThan(4);
  });

  it('goes into its tail as often as it should, and is distributed there as everywhere', () => {
    for (const from of [3, 5, EXPONENTIAL_TAIL, 9]) {
      expect(
        errorsOffShare(EXPONENTIALS, (x) => x > from, Math.exp(-from)),
        `${from}`,
      ).toBeLessThan(4);
    }
    const beyond = EXPONENTIALS.filter((x) => x > EXPONENTIAL_TAIL);
    expect(kolmogorov(beyond, (x) => 1 - Math.exp(EXPONENTIAL_TAIL - x))).toBeLessThan(1.95);
  });

  it('fits within the narrow strips where layers meet the density', () => {
    for (let layer = 1; layer < 255; layer += 23) {
      const [from, to] = [EXPONENTIAL.ends[layer + 1], EXPONENTIAL.ends[layer]];
      const p = Math.exp(-from) - Math.exp(-to);
      expect(
        errorsOffShare(EXPONENTIALS, (x) => x > from && x <= to, p),
        `layer ${layer}`,
      ).toBeLessThan(4);
    }
  });

  it('is above 0 and the same however it is asked for', () => {
    expect(EXPONENTIALS.every((x) => x > 0 && x < Infinity)).toBe(true);
    const inPlace = drawn('exponential', (generator) => {
      generator.exponentialInPlace();
      return REGISTER[0];
    });
    expect(inPlace.findIndex((x, i) => x !== EXPONENTIALS[i])).toBe(-1);
  });
});

describe('a normal draw', () => {
  it('fits its distribution function, as one of another spread does not', () => {
    expect(kolmogorov(NORMALS, NORMAL_CDF)).toBeLessThan(1.95);
    expect(kolmogorov(NORMALS, (x) => NORMAL_CDF(x / 1.02))).toBeGreaterThan(3);
    expect(kolmogorov(NORMALS, (x) => NORMAL_CDF(x - 0.02))).toBeGreaterThan(3);
  });

  it('has the moments 0, 1, 0, 3, 0 and 15', () => {
    // The mean of x^2n is 1 · 3 · 5 · … · (2n - 1).
    expect(errorsOff(NORMALS, 1, 0, 1)).toBeLessThan(4);
    expect(errorsOff(NORMALS, 2, 1, 3)).toBeLessThan(4);
    expect(errorsOff(NORMALS, 3, 0, 15)).toBeLessThan(4);
    expect(errorsOff(NORMALS, 4, 3, 105)).toBeLessThan(4);
    expect(errorsOff(NORMALS, 5, 0, 945)).toBeLessThan(4);
    expect(errorsOff(NORMALS, 6, 15, 10395)).toBeLessThan(4);
  });

  it('goes into both tails as often as it should, and is distributed there as it should be', () => {
    for (const from of [2, 3, NORMAL_TAIL, 4]) {
      const p = upperNormal(from);
      expect(
        errorsOffShare(NORMALS, (x) => x > from, p),
        `above ${from}`,
      ).toBeLessThan(4);
      expect(
        errorsOffShare(NORMALS, (x) => x < -from, p),
        `below -${from}`,
      ).toBeLessThan(4);
    }
    const beyond = NORMALS.map(Math.abs).filter((x) => x > NORMAL_TAIL);
    const tail = cdfOfDensity((z) => Math.exp((-z * z) / 2), NORMAL_TAIL, 9, 20_000);
    expect(kolmogorov(beyond, tail)).toBeLessThan(1.95);
  });

  it('fits within the narrow strips where layers meet the density', () => {
    for (let layer = 1; layer < 255; layer += 23) {
      const [from, to] = [NORMAL.ends[layer + 1], NORMAL.ends[layer]];
      const p = 2 * (upperNormal(from) - upperNormal(to));
      expect(
        errorsOffShare(NORMALS, (x) => Math.abs(x) > from && Math.abs(x) <= to, p),
        `${layer}`,
      ).toBeLessThan(4);
    }
  });

  it('has a sign that does not depend on its size or on the draw before it', () => {
    let same = 0;
    let product = 0;
    for (let i = 1; i < DRAWS; i++) {
      same += NORMALS[i] > 0 === NORMALS[i - 1] > 0 ? 1 : -1;
      product += Math.sign(NORMALS[i]) * (Math.abs(NORMALS[i]) - Math.sqrt(2 / Math.PI));
    }
    expect(Math.abs(same) / Math.sqrt(DRAWS)).toBeLessThan(4);
    expect(Math.abs(product) / Math.sqrt(DRAWS * (1 - 2 / Math.PI))).toBeLessThan(4);
  });
});
