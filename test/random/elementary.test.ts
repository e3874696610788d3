/** The elementary functions against values of 1500-bit arithmetic, against Math, and at the edges of the doubles. */
import { describe, expect, it } from 'vitest';
import { cos, exp, ln, pow, sin } from '../../engine/random/elementary';
import { ulpsBetween, worstUlps } from './oracles';

// Correctly rounded, printed once from 1500-bit arithmetic.
const EXP = [
  [1e-300, 1.0],
  [-1e-9, 0.999999999],
  [0.5, 1.6487212707001282],
  [1.0, 2.718281828459045],
  [-1.0, 0.36787944117144233],
  [0.0054151, 1.0054297881546455],
  [10.25, 28282.541920334977],
  [-37.5, 5.175555005801869e-17],
  [123.456, 4.132944352778106e53],
  [-300.125, 4.543270750163927e-131],
  [699.9, 9.177151136957067e303],
  [709.782712893383, 1.7976931348604338e308],
  [-708.5, 2.006132305331306e-308],
  [-720.25, 1.5827029403e-313],
  [-744.4, 5e-324],
];
const LN = [
  [5e-324, -744.4400719213812],
  [1.5e-310, -713.395913720046],
  [2.2250738585072014e-308, -708.3964185322641],
  [1e-17, -39.14394658089878],
  [0.1, -2.3025850929940455],
  [0.4999999, -0.6931473805599653],
  [0.7071, -0.346583180371942],
  [0.7072, -0.3464417676587033],
  [0.9999999999999999, -1.1102230246251565e-16],
  [1.0000000000000002, 2.2204460492503128e-16],
  [1.0078125, 0.007782140442054949],
  [1.0084, 0.008364916331627672],
  [1.4142, 0.3465640001880033],
  [1.4143, 0.34663470904431704],
  [2.0, 0.6931471805599453],
  [10.0, 2.302585092994046],
  [274.0, 5.6131281063880705],
  [1e22, 50.65687204586901],
  [1.7976931348623157e308, 709.782712893384],
];
const POW = [
  [2.0, 0.5, 1.4142135623730951],
  [10.0, -3.0, 0.001],
  [1.0000001, 10000000.0, 2.7182816941320818],
  [0.9999999999999999, 1e17, 1.5078657172714957e-5],
  [1.03, 0.2465753424657534, 1.0073150973433052],
  [0.5, 1074.0, 5e-324],
  [0.5, 1073.5, 5e-324],
  [1e-310, 0.3, 1.000000000000007e-93],
  [7.25, -123.4, 6.827944606670109e-107],
  [1.5, 1750.3, 1.631288314377498e308],
  [0.693, 1.7, 0.5361008537409202],
  [36.7, 0.6666666666666666, 11.043601053445467],
  [1e300, 1.02, 1.0000000000000123e306],
  [3.141592653589793, 2.718281828459045, 22.45915771836104],
];
const SIN_COS = [
  [1e-8, 1e-8, 1.0],
  [0.5, 0.479425538604203, 0.8775825618903728],
  [0.7853981633974483, 0.7071067811865475, 0.7071067811865476],
  [1.5707963267948966, 1.0, 6.123233995736766e-17],
  [3.141592653589793, 1.2246467991473532e-16, -1.0],
  [6.283185307179586, -2.4492935982947064e-16, 1.0],
  [10.0, -0.5440211108893698, -0.8390715290764524],
  [44.0, 0.017701925105413577, 0.9998433086476912],
  [1000.5, 0.9952739571052135, 0.09710690144438526],
  [710.0, 6.0288706691585265e-5, 0.999999998182636],
  [355.0, -3.014435335948845e-5, -0.999999999545659],
  [103993.0, -1.9129335778423752e-5, 0.9999999998170342],
  [1234567.891, -0.4951048886584622, -0.868833211397039],
  [1000000.0, -0.34999350217129294, 0.9367521275331447],
  [3400000000.0, -0.07810920423289215, -0.9969448090110627],
  [1e22, -0.8522008497671888, 0.523214785395139],
  [5.319372648326541e255, 1.0, -4.687165924254628e-19],
  [1.7976931348623157e308, 0.004961954789184062, -0.9999876894265599],
];

const EDGES = [0, -0, Infinity, -Infinity, NaN, 5e-324, -5e-324, Number.MAX_VALUE, -Number.MAX_VALUE, 1, -1];

/** `count` numbers from -1 to 1, the same in every run, without the generator under test. */
function fractions(count: number): number[] {
  let word = 1;
  return Array.from({ length: count }, () => {
    word = (Math.imul(word, 1664525) + 1013904223) | 0;
    return word / 2147483648;
  });
}

describe('exp', () => {
  it('is the double nearest to the true value at these points', () => {
    for (const [x, truth] of EXP) expect(exp(x), `exp(${x})`).toBe(truth);
  });

  it('agrees with Math.exp within two units over the whole range and around 0', () => {
    const xs = fractions(20_000).flatMap((f) => [f * 745, f, f * f * f * f * 1e-6]);
    const worst = worstUlps(xs, exp, Math.exp);
    expect(worst.ulps, `at ${worst.at}`).toBeLessThanOrEqual(2);
  });

  it('agrees with Math.exp at zeros, infinities, NaN, subnormals and where it overflows or vanishes', () => {
    const edges = [709.782712893384, 709.7827128933841, -745.1332191019411, -745.1332191019412, -745.2];
    for (const x of [...EDGES, ...edges]) expect(exp(x), `exp(${x})`).toBe(Math.exp(x));
  });

  it('never falls where its argument rises', () => {
    const values = Array.from({ length: 100_000 }, (_, i) => exp(-2 + i * 4e-5));
    expect(values.findIndex((value, i) => i > 0 && value < values[i - 1])).toBe(-1);
  });
});

describe('ln', () => {
  it('is within one unit in the last place of the true value, subnormals included', () => {
    for (const [x, truth] of LN) expect(ulpsBetween(ln(x), truth), `ln(${x})`).toBeLessThanOrEqual(1);
  });

  it('agrees with Math.log within two units over all exponents and close to 1', () => {
    const xs = fractions(20_000).flatMap((f) => [
      Math.abs(f),
      2 ** (f * 1022),
      1 + f / 64,
      1 + f * 1e-9,
      1.4142 + f * 1e-3,
    ]);
    const worst = worstUlps(xs, ln, Math.log);
    expect(worst.ulps, `at ${worst.at}`).toBeLessThanOrEqual(2);
  });

  it('agrees with Math.log at zeros, negatives, infinities, NaN and subnormals', () => {
    for (const x of EDGES) expect(ulpsBetween(ln(x), Math.log(x)), `ln(${x})`).toBeLessThanOrEqual(1);
    expect(ln(1)).toBe(0);
  });
});

describe('pow', () => {
  it('is the double nearest to the true value, where platforms are hundreds of doubles off', () => {
    for (const [x, y, truth] of POW) expect(pow(x, y), `${x} ^ ${y}`).toBe(truth);
  });

  it('is exact where the power is a double', () => {
    for (let base = 2; base <= 20; base++) {
      for (let power = 1, value = base; value < 2 ** 53; power++, value *= base) {
        expect(pow(base, power), `${base} ^ ${power}`).toBe(value);
        expect(pow(-base, power), `(-${base}) ^ ${power}`).toBe(power % 2 === 0 ? value : -value);
        expect(pow(value, 1 / power), `root ${power} of ${value}`).toBeCloseTo(base, 10);
      }
    }
    for (let power = -1074; power < 1024; power++) expect(pow(2, power)).toBe(2 ** power);
  });

  it('follows Math.pow at every pair of edges', () => {
    const edges = [...EDGES, 2, -2, 3, -3, 0.5, -0.5, 1e300, -1e300, 4503599627370497, 9007199254740994, 1e19];
    for (const x of edges) {
      for (const y of edges) expect(ulpsBetween(pow(x, y), Math.pow(x, y)), `${x} ^ ${y}`).toBeLessThanOrEqual(2);
    }
  });
});

describe('sin and cos', () => {
  it('are within one unit in the last place of the true value, however large the angle', () => {
    for (const [x, sine, cosine] of SIN_COS) {
      expect(ulpsBetween(sin(x), sine), `sin(${x})`).toBeLessThanOrEqual(1);
      expect(ulpsBetween(cos(x), cosine), `cos(${x})`).toBeLessThanOrEqual(1);
      expect(sin(-x)).toBe(-sin(x));
      expect(cos(-x)).toBe(cos(x));
    }
  });

  it('agree with Math within two units on small, middling and vast angles', () => {
    const xs = fractions(10_000).flatMap((f) => [
      f,
      f * 10,
      f * 1e6,
      f * 1e9,
      f * 2 ** 1000,
      (Math.PI / 2) * Math.round(f * 3000),
    ]);
    for (const worst of [worstUlps(xs, sin, Math.sin), worstUlps(xs, cos, Math.cos)]) {
      expect(worst.ulps, `at ${worst.at}`).toBeLessThanOrEqual(2);
    }
  });

  it('agree with Math at the edges', () => {
    for (const x of EDGES) {
      expect(ulpsBetween(sin(x), Math.sin(x)), `sin(${x})`).toBeLessThanOrEqual(1);
      expect(ulpsBetween(cos(x), Math.cos(x)), `cos(${x})`).toBeLessThanOrEqual(1);
    }
    expect(sin(-0)).toBe(-0);
  });
});
