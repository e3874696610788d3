/** The normal quantile against values of 200-bit arithmetic. */
import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../engine/random/normal-quantile';
import { normalCdf } from '../../engine/random/special';

// Printed once from 200-bit arithmetic; 1 - p is that of the double p.
const QUANTILES = [
  [1e-300, -37.0470962993612],
  [1e-20, -9.262340089798407],
  [1e-13, -7.348796102800677],
  [1e-10, -6.361340902404057],
  [0.001, -3.0902323061678136],
  [0.025, -1.9599639845400543],
  [0.0749, -1.4402382675279637],
  [0.0751, -1.43882539275254],
  [0.1, -1.2815515655446004],
  [0.25, -0.6744897501960817],
  [0.4999, -0.00025066283008800747],
  [0.6, 0.2533471031357997],
  [0.9, 1.2815515655446006],
  [0.9251, 1.440238267527964],
  [0.975, 1.9599639845400538],
  [0.99, 2.3263478740408408],
  [0.999999, 4.753424308817087],
  [0.9999999999999999, 8.209536151601387],
];

describe('normalQuantile', () => {
  it('is right to one part in 10^15 in the middle and in both tails', () => {
    for (const [p, truth] of QUANTILES) {
      expect(Math.abs(normalQuantile(p) / truth - 1), `p = ${p}`).toBeLessThan(1e-15);
    }
  });

  it('is odd about one half and rises', () => {
    const values = Array.from({ length: 4095 }, (_, i) => normalQuantile((i + 1) / 4096));
    expect(values.findIndex((z, i) => i > 0 && z <= values[i - 1])).toBe(-1);
    expect(values.findIndex((z, i) => z !== -values[values.length - 1 - i])).toBe(-1);
  });

  it('is the inverse of the distribution function', () => {
    for (let z = -8; z <= 5; z += 0.125) expect(normalQuantile(normalCdf(z))).toBeCloseTo(z, 9);
  });

  it('is infinite at 0 and 1 and NaN outside', () => {
    expect([0, 1, -0.1, 1.1, NaN, Infinity].map(normalQuantile)).toEqual([-Infinity, Infinity, NaN, NaN, NaN, NaN]);
    expect(normalQuantile(0.5)).toBe(0);
  });
});
