/** Student's t against published tables and exact forms. */
import { describe, expect, it } from 'vitest';
import { tCdf, tQuantile } from '../../engine/statistics/student-t';

/** Ten decimals, from tables of high precision; those of 59 and 1000 and of odd levels from 40-digit arithmetic. */
const QUANTILES: [p: number, df: number, t: number][] = [
  [0.975, 1, 12.706204736174694],
  [0.975, 2, 4.302652729749462],
  [0.975, 4, 2.7764451051977934],
  [0.975, 19, 2.0930240544083096],
  [0.975, 29, 2.0452296421327034],
  [0.975, 59, 2.0009953780882674],
  [0.975, 99, 1.984216951586417],
  [0.975, 1000, 1.962339080826408],
  [0.6, 3.5, 0.2732654540557796],
  [0.5001, 7, 0.00025974603090254505],
  [0.9999999, 5, 39.34181962105261],
  [1e-10, 30, -9.377489780407142],
];

describe('tQuantile', () => {
  it.each(QUANTILES)('at %d with %d degrees of freedom is %d to 1e-12', (p, df, t) => {
    expect(Math.abs(tQuantile(p, df) / t - 1)).toBeLessThan(1e-12);
  });

  it('has the closed forms of one and two degrees of freedom', () => {
    for (const p of [0.001, 0.2, 0.4999, 0.7, 0.999]) {
      expect(tQuantile(p, 1) / Math.tan(Math.PI * (p - 0.5))).toBeCloseTo(1, 11);
      expect(tQuantile(p, 2) / ((2 * p - 1) / Math.sqrt(2 * p * (1 - p)))).toBeCloseTo(1, 11);
    }
  });

  it('is odd about one half and nears the normal quantile', () => {
    for (const df of [1, 3, 17, 400]) expect(tQuantile(0.1, df)).toBeCloseTo(-tQuantile(0.9, df), 12);
    expect(tQuantile(0.5, 5)).toBe(0);
    expect(tQuantile(0.975, Infinity)).toBeCloseTo(1.959963984540054, 14);
    expect(tQuantile(0.975, 1e5)).toBeCloseTo(1.95998770753461, 9);
  });

  it('gives the same answer whether or not it was asked before', () => {
    const first = tQuantile(0.975, 7);
    tQuantile(0.95, 7);
    expect(tQuantile(0.95, 8)).not.toBe(tQuantile(0.95, 7));
    expect(tQuantile(0.975, 7)).toBe(first);
    expect(tQuantile(0.975, 7)).toBe(first);
  });

  it('is infinite at 0 and 1, and NaN for other p and for degrees of freedom that are not above 0', () => {
    expect([tQuantile(0, 3), tQuantile(1, 3)]).toEqual([-Infinity, Infinity]);
    expect([tQuantile(-0.1, 3), tQuantile(1.1, 3), tQuantile(NaN, 3)]).toEqual([NaN, NaN, NaN]);
    expect([tQuantile(0.9, 0), tQuantile(0.9, -1), tQuantile(0.9, NaN)]).toEqual([NaN, NaN, NaN]);
  });
});

describe('tCdf', () => {
  it('inverts the quantile', () => {
    for (const [p, df, t] of QUANTILES) expect(Math.abs(tCdf(t, df) / p - 1), `${df}`).toBeLessThan(1e-12);
  });

  it('has the closed forms of one and two degrees of freedom, far out and close in', () => {
    for (const t of [-40, -3, -1, -0.1, -1e-7, 0, 1e-7, 0.5, 1, 2, 30]) {
      expect(tCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 13);
      expect(tCdf(t, 2)).toBeCloseTo(0.5 + t / 2 / Math.sqrt(2 + t * t), 13);
    }
    // The lower tail keeps its digits: 1/(2 t²) of two degrees of freedom, less 3/(4 t⁴).
    expect(tCdf(-1e6, 2) / (0.5e-12 - 0.75e-24)).toBeCloseTo(1, 12);
  });

  it('is 0 and 1 at the ends and NaN outside', () => {
    expect([tCdf(-Infinity, 3), tCdf(Infinity, 3), tCdf(0, 3)]).toEqual([0, 1, 0.5]);
    expect([tCdf(NaN, 3), tCdf(1, 0), tCdf(1, -2)]).toEqual([NaN, NaN, NaN]);
    expect(tCdf(-1.959963984540054, Infinity)).toBeCloseTo(0.025, 14);
  });
});
