/** The natural logarithm in plain arithmetic. */
import { highWord, powerOfTwo } from './float-bits';

const LN2_HIGH = 0.6931471803691238; // ln 2 in 32 bits, so that up to 2^21 of it are exact
const LN2_LOW = 1.9082149292705877e-10;
/** Added to a high word, it carries into the exponent where the mantissa is above √2. */
const FROM_ROOT_TWO_UP = 0x100000 - 0x6a09e;

/**
 * The natural logarithm, within 1 ulp, subnormals too; -Infinity at ±0, NaN below 0, Infinity at Infinity, NaN for NaN.
 *
 * Method: x = 2^k (1 + f) with 1 + f between √½ and √2; s = f / (2 + f); ln(1 + f) = 2 artanh s = f - s (f - R(s²)),
 * R a minimax polynomial (the series of 2 artanh, Abramowitz & Stegun 1964, 4.1.27; coefficients fitted anew).
 *
 * @param x Any double.
 */
export function ln(x: number): number {
  const high = highWord(x);
  // One comparison sends zeros, subnormals, negatives, infinities and NaN aside.
  if (high < 0x00100000 || high >= 0x7ff00000) return lnAtTheEdges(x);
  const k = (high + FROM_ROOT_TWO_UP - 0x3ff00000) >> 20;
  const f = x * powerOfTwo(-k) - 1;
  const s = f / (2 + f);
  const z = s * s;
  // Even and odd powers apart, so that a processor can work on both at once.
  const w = z * z;
  const even = w * (0.3999999999941492 + w * (0.2222219857721193 + w * 0.15314054904192767));
  const odd =
    z * (0.6666666666666734 + w * (0.28571428742342525 + w * (0.18183564139155556 + w * 0.14795909543419203)));
  return k * LN2_HIGH + (f - (s * (f - (odd + even)) - k * LN2_LOW));
}

function lnAtTheEdges(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0)) return NaN;
  if (x === Infinity) return x;
  // 54 places up, a subnormal is an ordinary number.
  return ln(x * 18014398509481984) - 54 * LN2_HIGH - 54 * LN2_LOW;
}
