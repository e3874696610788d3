/** Sine and cosine in plain arithmetic. */
import { highWord, powerOfTwo } from './float-bits';

const QUARTERS_PER_ONE = 0.6366197723675814; // 2 / π
// π/2 in three parts; up to 2^20 times the first two (33 bits each) are exact.
const QUARTER_1 = 1.5707963267341256;
const QUARTER_2 = 6.077100506303966e-11;
const QUARTER_3 = 2.0222662487959506e-21;
const MOST_QUARTERS = 1048576;

/** 2/π in units of 2^-1216: enough for the largest double and 190 bits behind the point. */
const TWO_OVER_PI_SHIFT = 1216n;
const TWO_OVER_PI = BigInt(
  '0xa2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921cfe1deb1cb129a7' +
    '3ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980fef2f118b5a0a6d1f6d367ecf27cb09' +
    'b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7b6bab',
);
/** π/2 in units of 2^-192. */
const HALF_PI_SHIFT = 192n;
const HALF_PI = BigInt('0x1921fb54442d18469898cc51701b839a252049c1114cf98e8');

/** The angle last reduced: [0] the double nearest to it, [1] what that leaves over. */
const ANGLE = new Float64Array(2);

/**
 * The sine of x radians, within 2 ulp for every finite x; NaN for ±Infinity and NaN; -0 at -0.
 *
 * @param x Any double.
 */
export function sin(x: number): number {
  if (x === 0) return x;
  if (!(Math.abs(x) < Infinity)) return NaN;
  const quadrant = reduce(Math.abs(x));
  const size = (quadrant & 1) === 0 ? sinOfAngle() : cosOfAngle();
  return ((quadrant & 2) === 0) === x > 0 ? size : -size;
}

/**
 * The cosine of x radians, within 2 ulp for every finite x; NaN for ±Infinity and NaN.
 *
 * @param x Any double.
 */
export function cos(x: number): number {
  if (!(Math.abs(x) < Infinity)) return NaN;
  const quadrant = reduce(Math.abs(x));
  const size = (quadrant & 1) === 0 ? cosOfAngle() : sinOfAngle();
  return ((quadrant + 1) & 2) === 0 ? size : -size;
}

/** Set {@link ANGLE} to x less n quarter turns, within ±π/4, and return n modulo 4 (Cody & Waite 1980, ch. 8). */
function reduce(x: number): number {
  const n = Math.floor(x * QUARTERS_PER_ONE + 0.5);
  if (n > MOST_QUARTERS) return reduceExactly(x);
  const a = x - n * QUARTER_1;
  const b = n * QUARTER_2;
  const r = a - b;
  const back = a - r;
  const tail = a - (r + back) + (back - b) - n * QUARTER_3;
  ANGLE[0] = r + tail;
  ANGLE[1] = r - ANGLE[0] + tail;
  return n & 3;
}

/** The same with integers of any length: slow, and right for every finite x above 1. */
function reduceExactly(x: number): number {
  const exponent = (highWord(x) >> 20) - 1075;
  const mantissa = BigInt(x * powerOfTwo(-exponent));
  const shift = TWO_OVER_PI_SHIFT - BigInt(exponent);
  const quarters = mantissa * TWO_OVER_PI;
  const n = (quarters + (1n << (shift - 1n))) >> shift;
  const rest = quarters - (n << shift);
  const angle = (rest * HALF_PI) >> (shift + HALF_PI_SHIFT - 160n);
  const nearest = Number(angle);
  ANGLE[0] = nearest * powerOfTwo(-160);
  ANGLE[1] = Number(angle - BigInt(nearest)) * powerOfTwo(-160);
  return Number(n & 3n);
}

/** sin of {@link ANGLE}: an odd minimax polynomial of degree 13. */
function sinOfAngle(): number {
  const r = ANGLE[0];
  const z = r * r;
  const p =
    -0.16666666666666632 +
    z *
      (0.008333333333322413 +
        z *
          (-0.00019841269829807832 +
            z * (2.755731369192759e-6 + z * (-2.5050758116889335e-8 + z * 1.5896795748864723e-10))));
  return r + (r * z * p + ANGLE[1] * (1 - z / 2));
}

/** cos of {@link ANGLE}: an even minimax polynomial of degree 14. */
function cosOfAngle(): number {
  const r = ANGLE[0];
  const z = r * r;
  const p =
    0.0416666666666666 +
    z *
      (-0.0013888888888874125 +
        z *
          (2.4801587289482886e-5 +
            z * (-2.7557314352514094e-7 + z * (2.0875723295600134e-9 - z * 1.1359648865443746e-11))));
  const high = 1 - z / 2;
  // The rounding of 1 - z/2 is given back.
  return high + (1 - high - z / 2 + (z * z * p - r * ANGLE[1]));
}
