/** Powers in plain arithmetic: the logarithm and its multiple are carried as pairs of doubles. */
import { LOG_OF_STEP_HIGH, LOG_OF_STEP_LOW } from './elementary-tables';
import { expOfSum } from './exponential';
import { highWord, powerOfTwo } from './float-bits';
import { LN2_HIGH, LN2_LOW } from './logarithm';

/** The last step 1 + j/64 below √2; later ones are halved. */
const LAST_STEP_BELOW_ROOT_TWO = 26;
/** Veltkamp's splitter (Dekker 1971, §5.2): cuts a double into halves of 26 bits, whose products are exact. */
const SPLITTER = 134217729;

/** The logarithm last computed: [0] the double nearest to it, [1] what that leaves over. */
const LOG = new Float64Array(2);

/**
 * x^y, within 1 ulp, with ECMAScript's rules at the edges: 1 for y = 0 (even of NaN), NaN for a negative x and a y that
 * is not an integer, NaN for ±1 to a power ±Infinity.
 *
 * Method: e^(y ln x); ln x = k ln 2 + ln c + 2 artanh((m - c) / (m + c)) with c = 1 + j/64 near the mantissa m
 * (Tang 1990, ACM TOMS 16(4), §2, carried here to some 68 bits by Dekker's products).
 *
 * @param x Any double.
 * @param y Any double.
 */
export function pow(x: number, y: number): number {
  if (x > 0 && x < Infinity && y > -1e19 && y < 1e19 && y !== 0) return powOfPositive(x, y);
  return powAtTheEdges(x, y);
}

function powOfPositive(x: number, y: number): number {
  setLog(x);
  const p = y * LOG[0];
  if (p > 709.79) return Infinity;
  if (p < -745.14) return 0;
  return expOfSum(p, productError(y, LOG[0], p) + y * LOG[1]);
}

/** Set {@link LOG} to ln x. */
function setLog(x: number): void {
  let k = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984;
    k = -54;
  }
  const high = highWord(x);
  const exponent = (high >> 20) - 1023;
  k += exponent;
  let m = x * powerOfTwo(-exponent);
  const j = ((high & 0xfffff) + 0x2000) >> 14;
  let c = 1 + j / 64;
  if (j > LAST_STEP_BELOW_ROOT_TWO) {
    c /= 2;
    m /= 2;
    k++;
  }
  // (m - c) / (m + c) in two parts: the difference is exact, the sum is not.
  const difference = m - c;
  const sum = m + c;
  const over = sum - m;
  const sumLow = m - (sum - over) + (c - over);
  const s = difference / sum;
  const product = s * sum;
  const sLow = (difference - product - productError(s, sum, product) - s * sumLow) / sum;
  const z = s * s;
  const cubic = s * z * (2 / 3 + z * (2 / 5 + z * (2 / 7 + z * (2 / 9))));

  const base = k * LN2_HIGH + LOG_OF_STEP_HIGH[j];
  const first = base + 2 * s;
  const rest = 2 * s - (first - base) + (k * LN2_LOW + LOG_OF_STEP_LOW[j] + (2 * sLow + cubic));
  LOG[0] = first + rest;
  LOG[1] = rest - (LOG[0] - first);
}

/** a · b - product, exactly, where product is the rounded a · b (Dekker 1971, §5.3). */
function productError(a: number, b: number, product: number): number {
  const cutA = SPLITTER * a;
  const highA = cutA - (cutA - a);
  const lowA = a - highA;
  const cutB = SPLITTER * b;
  const highB = cutB - (cutB - b);
  const lowB = b - highB;
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}

function powAtTheEdges(x: number, y: number): number {
  if (y === 0) return 1;
  if (x !== x || y !== y) return NaN;
  const size = Math.abs(x);
  if (y === Infinity || y === -Infinity) {
    if (size === 1) return NaN;
    return size > 1 === y > 0 ? Infinity : 0;
  }
  const isInteger = Math.floor(y) === y;
  const isOdd = isInteger && Math.floor(y / 2) * 2 !== y;
  if (size === 0 || size === Infinity) {
    const result = (size === 0) === y > 0 ? 0 : Infinity;
    return isOdd && (x < 0 || 1 / x < 0) ? -result : result;
  }
  if (x < 0 && !isInteger) return NaN;
  // A finite base other than ±1 is at least 2^-53 away from 1, so an exponent this size leaves the range.
  const result = Math.abs(y) < 1e19 ? powOfPositive(size, y) : size === 1 ? 1 : size > 1 === y > 0 ? Infinity : 0;
  return isOdd ? -result : result;
}
