/** Special functions against values of 200-bit arithmetic. */
import { describe, expect, it } from 'vitest';
import {
  erfc,
  gammaFunction,
  incompleteBeta,
  lnGamma,
  lnOnePlus,
  lowerGamma,
  normalCdf,
  upperGamma,
} from '../../engine/random/special';

// All printed once from 200-bit arithmetic.
const LN_GAMMA = [
  [0.01, 4.599479878042022],
  [0.5, 0.5723649429247001],
  [1.0, 0.0],
  [2.5, 0.2846828704729192],
  [10.0, 12.801827480081469],
  [15.9, 27.625493215168692],
  [16.1, 28.173694494813546],
  [171.0, 706.5730622457874],
  [100000.0, 1051287.7089736569],
];
const GAMMA = [
  [0.5, 0.01, 0.1124629160182849, 0.8875370839817152],
  [0.5, 4.0, 0.9953222650189527, 0.004677734981047266],
  [2.0, 1.0, 0.26424111765711533, 0.7357588823428847],
  [2.0, 12.0, 0.9999201252394068, 7.987476059326673e-5],
  [15.0, 10.0, 0.08345847293466283, 0.9165415270653372],
  [100.0, 130.0, 0.9972495916326934, 0.002750408367306526],
  [1000.0, 950.0, 0.05505468623073803, 0.9449453137692619],
  [0.05, 1e-9, 0.3644702974275768, 0.6355297025724231],
];
const BETA = [
  [0.1, 2.0, 3.0, 0.052300000000000006],
  [0.5, 0.5, 0.5, 0.5],
  [0.99, 10.0, 0.5, 0.6579281751567844],
  [0.001, 0.5, 50.0, 0.24763098003462322],
  [0.3, 40.0, 60.0, 0.017592508468930075],
];
const ERFC = [
  [-3.0, 1.9999779095030015],
  [-0.2, 1.2227025892104784],
  [0.0, 1.0],
  [1e-10, 0.999999999887162],
  [0.5, 0.4795001221869535],
  [1.2, 0.08968602177036464],
  [3.0, 2.209049699858544e-5],
  [10.0, 2.088487583762545e-45],
  [26.0, 5.663192408856143e-296],
];

function expectClose(value: number, truth: number, relative: number, what: string): void {
  expect(Math.abs(value - truth), what).toBeLessThanOrEqual(relative * Math.abs(truth));
}

describe('lnGamma', () => {
  it('is right to 1e-14', () => {
    for (const [x, truth] of LN_GAMMA) expect(Math.abs(lnGamma(x) - truth)).toBeLessThan(1e-14 * Math.max(1, truth));
  });

  it('is Infinity at 0 and Infinity, and NaN below 0', () => {
    expect([0, Infinity, -1, NaN].map(lnGamma)).toEqual([Infinity, Infinity, NaN, NaN]);
  });

  it('gives factorials', () => {
    for (let n = 1, factorial = 1; n <= 20; factorial *= n++) expectClose(gammaFunction(n), factorial, 2e-14, `${n}`);
    expect(gammaFunction(172)).toBe(Infinity);
  });
});

describe('lnOnePlus', () => {
  it('keeps what 1 + x would round away', () => {
    expect(lnOnePlus(1e-20)).toBe(1e-20);
    expectClose(lnOnePlus(1e-10), 1e-10 - 5e-21, 1e-15, '1e-10');
    expectClose(lnOnePlus(3), Math.log(4), 1e-15, '3');
    expect([lnOnePlus(-1), lnOnePlus(-2), lnOnePlus(Infinity)]).toEqual([-Infinity, NaN, Infinity]);
  });
});

describe('the incomplete gamma functions', () => {
  it('are right to 1e-13 of themselves, in both tails', () => {
    for (const [a, x, lower, upper] of GAMMA) {
      expectClose(lowerGamma(a, x), lower, 1e-13, `P(${a}, ${x})`);
      expectClose(upperGamma(a, x), upper, 1e-13, `Q(${a}, ${x})`);
    }
  });

  it('are 0 and 1 at the ends and NaN for a shape that is not above 0', () => {
    expect([lowerGamma(2, 0), lowerGamma(2, -1), lowerGamma(2, Infinity), lowerGamma(0, 1)]).toEqual([0, 0, 1, NaN]);
    expect([upperGamma(2, 0), upperGamma(2, -1), upperGamma(2, Infinity), upperGamma(2, NaN)]).toEqual([1, 1, 0, NaN]);
  });
});

describe('incompleteBeta', () => {
  it('is right to 1e-13 of itself', () => {
    for (const [x, a, b, truth] of BETA) expectClose(incompleteBeta(x, a, b), truth, 1e-13, `I(${x}, ${a}, ${b})`);
  });

  it('is 0 and 1 at the ends and NaN for a shape that is not above 0', () => {
    expect([0, -1, 1, 2, NaN].map((x) => incompleteBeta(x, 2, 3))).toEqual([0, 0, 1, 1, NaN]);
    expect(incompleteBeta(0.5, 0, 1)).toBe(NaN);
  });
});

describe('erfc and the normal distribution function', () => {
  it('are right to 1e-13 of themselves, far out too', () => {
    for (const [x, truth] of ERFC) {
      expectClose(erfc(x), truth, 1e-13, `erfc(${x})`);
      expectClose(normalCdf(-x * Math.SQRT2), truth / 2, 1e-12, `Φ(${-x}√2)`);
    }
    expect([erfc(-Infinity), erfc(Infinity), normalCdf(0), normalCdf(-Infinity)]).toEqual([2, 0, 0.5, 0]);
  });
});
