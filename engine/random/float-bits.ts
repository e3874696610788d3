/** Look into a double and scale it by powers of two, exactly, in any byte order. */

const DOUBLE = new Float64Array(1);
const WORDS = new Int32Array(DOUBLE.buffer);
DOUBLE[0] = 1;
const HIGH = WORDS[1] === 0x3ff00000 ? 1 : 0;

const LEAST_EXPONENT = -1074;
const POWERS = new Float64Array(1024 - LEAST_EXPONENT);
for (let n = 0, power = 1; n < 1024; n++, power *= 2) POWERS[n - LEAST_EXPONENT] = power;
for (let n = -1, power = 0.5; n >= LEAST_EXPONENT; n--, power /= 2) POWERS[n - LEAST_EXPONENT] = power;

/**
 * The upper 32 bits of a double as a signed integer: sign, 11 bits of exponent, 20 of mantissa.
 *
 * @param x Any double; of NaN some pattern above 0x7ff00000.
 */
export function highWord(x: number): number {
  DOUBLE[0] = x;
  return WORDS[HIGH];
}

/**
 * 2^n, exactly.
 *
 * @param n An integer from -1074 to 1023; outside, `undefined` (a look-up without a check, for speed).
 */
export function powerOfTwo(n: number): number {
  return POWERS[n - LEAST_EXPONENT];
}

/**
 * y · 2^n with one rounding, also where the result is subnormal.
 *
 * @param y About 1 (between 0.5 and 2).
 * @param n An integer from -1075 to 1024.
 */
export function scaled(y: number, n: number): number {
  if (n > 1023) return y * 2 * powerOfTwo(n - 1);
  if (n < LEAST_EXPONENT) return y * 0.5 * powerOfTwo(n + 1);
  return y * powerOfTwo(n);
}
