/** The exponential function in plain arithmetic. */
import { ROOT_OF_TWO_HIGH, ROOT_OF_TWO_LOW } from './elementary-tables';
import { powerOfTwo, scaled } from './float-bits';
import { REGISTER } from './register';

/** Above it the result is beyond the largest double. */
const OVERFLOW = 709.782712893384;
/** Below it the result is under half the smallest subnormal. */
const UNDERFLOW = -745.1332191019412;

const STEPS_PER_ONE = 92.33248261689366; // 64 / ln 2
const STEP_HIGH = 0.010830424696223417; // ln 2 / 64 in 36 bits, so that up to 2^17 of it are exact
const STEP_LOW = 2.572804622327669e-14;

/**
 * e^x, within 1 ulp; 1 at ±0, 0 at -Infinity, Infinity above 709.78, subnormal below -708.4, NaN for NaN.
 *
 * Method: x = (64 n + j) ln 2 / 64 + r with |r| ≤ ln 2 / 128; e^x = 2^n · 2^(j/64) · e^r, with 2^(j/64) from a table in
 * twice double precision and e^r a minimax polynomial (Tang 1989, ACM TOMS 15(2), §2; coefficients fitted anew).
 *
 * @param x Any double.
 */
export function exp(x: number): number {
  REGISTER[0] = x;
  expInPlace();
  return REGISTER[0];
}

/** {@link exp} of what is in {@link REGISTER}. */
export function expInPlace(): void {
  const x = REGISTER[0];
  if (!(x > -700 && x < 700)) {
    REGISTER[0] = expAtTheEdges(x);
    return;
  }
  const step = Math.floor(x * STEPS_PER_ONE + 0.5);
  const r = x - step * STEP_HIGH - step * STEP_LOW;
  // As in expOfSum: a double that crosses a call goes through memory, and here that is felt.
  const r2 = r * r;
  const p =
    r + r2 * (0.4999999999994854 + 0.16666666666654179 * r + r2 * (0.041666723379256 + 0.00833334341070213 * r));
  const high = ROOT_OF_TWO_HIGH[step & 63];
  REGISTER[0] = (high + (ROOT_OF_TWO_LOW[step & 63] + high * p)) * powerOfTwo(step >> 6);
}

/**
 * e^(x + tail), within 1 ulp, for results that may overflow or be subnormal.
 *
 * @param x Between -745.14 and 709.79.
 * @param tail A correction far below x.
 */
export function expOfSum(x: number, tail: number): number {
  const step = Math.floor(x * STEPS_PER_ONE + 0.5);
  const r = x - step * STEP_HIGH - (step * STEP_LOW - tail);
  const r2 = r * r;
  const p =
    r + r2 * (0.4999999999994854 + 0.16666666666654179 * r + r2 * (0.041666723379256 + 0.00833334341070213 * r));
  const high = ROOT_OF_TWO_HIGH[step & 63];
  return scaled(high + (ROOT_OF_TWO_LOW[step & 63] + high * p), step >> 6);
}

function expAtTheEdges(x: number): number {
  if (x !== x) return x;
  if (x > OVERFLOW) return Infinity;
  if (x < UNDERFLOW) return 0;
  return expOfSum(x, 0);
}
