/** The natural logarithm in plain arithmetic. */
import { LOG_OF_STEP_HIGH, LOG_OF_STEP_LOW } from './elementary-tables';
import { highWord, powerOfTwo } from './float-bits';
import { REGISTER } from './register';

/** ln 2 to a multiple of 2^-41, as the table is, and what that leaves over. */
export const LN2_HIGH = 0.6931471805601177;
export const LN2_LOW = -1.7239444525614835e-13;

/** 1 / c for the steps c = 1 + j/64, j = 0 to 64: a product is had sooner than a quotient. */
const INVERSE_OF_STEP = Float64Array.from({ length: 65 }, (_, j) => 64 / (64 + j));

/**
 * The natural logarithm, within 1.2 ulp, subnormals too; -Infinity at ±0, NaN below 0, Infinity at Infinity, NaN for NaN.
 *
 * Method: x = 2^k c (1 + r) with c = 1 + j/64 nearest to the mantissa and |r| ≤ 1/128, so that ln x = k ln 2 + ln c +
 * ln(1 + r): a table in twice double precision and a series (after Tang 1990, ACM TOMS 16(4), §2).
 *
 * @param x Any double.
 */
export function ln(x: number): number {
  REGISTER[0] = x;
  lnInPlace();
  return REGISTER[0];
}

/** {@link ln} of what is in {@link REGISTER}. */
export function lnInPlace(): void {
  const x = REGISTER[0];
  const high = highWord(x);
  // One comparison sends zeros, subnormals, negatives, infinities and NaN aside.
  if (high < 0x00100000 || high >= 0x7ff00000) {
    REGISTER[0] = lnAtTheEdges(x);
    return;
  }
  const exponent = (high >> 20) - 1023;
  const j = ((high & 0xfffff) + 0x2000) >> 14;
  // A step above √2 counts as half of itself, so that ln 2 and ln c do not cancel just below 1.
  const k = exponent + ((j + 37) >> 6);
  // The difference is exact.
  const r = (x * powerOfTwo(-exponent) - (1 + j / 64)) * INVERSE_OF_STEP[j];
  const r2 = r * r;
  // In pairs, so that a processor can work on several at once.
  const series = (1 / 3) * r - 1 / 2 + r2 * ((1 / 5) * r - 1 / 4) + r2 * r2 * ((1 / 7) * r - 1 / 6 - (1 / 8) * r2);
  REGISTER[0] = k * LN2_HIGH + LOG_OF_STEP_HIGH[j] + (r + (k * LN2_LOW + LOG_OF_STEP_LOW[j] + r2 * series));
}

function lnAtTheEdges(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0)) return NaN;
  if (x === Infinity) return x;
  // 54 places up, a subnormal is an ordinary number.
  return ln(x * 18014398509481984) - 54 * LN2_HIGH - 54 * LN2_LOW;
}
