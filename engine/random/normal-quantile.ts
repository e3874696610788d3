/** The quantile of the standard normal distribution. */
import { lnInPlace } from './logarithm';
import { REGISTER } from './register';

/**
 * The value z with P(Z ≤ z) = p for standard normal Z, to about 1 part in 10^15: algorithm AS 241, routine PPND16
 * (Wichura 1988, Applied Statistics 37(3), 477-484), its polynomials summed in pairs, which a processor can work on at
 * once. -Infinity at 0, Infinity at 1, NaN outside and for NaN.
 *
 * @param p A probability.
 */
export function normalQuantile(p: number): number {
  REGISTER[0] = p;
  normalQuantileInPlace();
  return REGISTER[0];
}

/** {@link normalQuantile} of what is in {@link REGISTER}. */
export function normalQuantileInPlace(): void {
  const q = REGISTER[0] - 0.5;
  if (!(q >= -0.425 && q <= 0.425)) {
    tailQuantileInPlace();
    return;
  }
  const r = 0.180625 - q * q;
  const r2 = r * r;
  const r4 = r2 * r2;
  const above =
    3.3871328727963665 +
    133.14166789178438 * r +
    r2 * (1971.5909503065513 + 13731.69376550946 * r) +
    r4 * (45921.95393154987 + 67265.7709270087 * r + r2 * (33430.57558358813 + 2509.0809287301227 * r));
  const below =
    1 +
    42.31333070160091 * r +
    r2 * (687.1870074920579 + 5394.196021424751 * r) +
    r4 * (21213.794301586597 + 39307.89580009271 * r + r2 * (28729.085735721943 + 5226.495278852854 * r));
  REGISTER[0] = (q * above) / below;
}

/** Beyond 0.075 and 0.925. */
function tailQuantileInPlace(): void {
  const p = REGISTER[0];
  const share = p < 0.5 ? p : 1 - p;
  if (!(share > 0)) {
    REGISTER[0] = share === 0 ? (p < 0.5 ? -Infinity : Infinity) : NaN;
    return;
  }
  REGISTER[0] = share;
  lnInPlace();
  REGISTER[0] = Math.sqrt(-REGISTER[0]);
  if (REGISTER[0] <= 5) nearTailInPlace();
  else farTailInPlace();
  if (p < 0.5) REGISTER[0] = -REGISTER[0];
}

function nearTailInPlace(): void {
  const r = REGISTER[0] - 1.6;
  const r2 = r * r;
  const r4 = r2 * r2;
  const above =
    1.4234371107496835 +
    4.630337846156546 * r +
    r2 * (5.769497221460691 + 3.6478483247632045 * r) +
    r4 * (1.2704582524523684 + 0.2417807251774506 * r + r2 * (0.022723844989269184 + 0.0007745450142783414 * r));
  const below =
    1 +
    2.053191626637759 * r +
    r2 * (1.6763848301838038 + 0.6897673349851 * r) +
    r4 * (0.14810397642748008 + 0.015198666563616457 * r + r2 * (0.0005475938084995345 + 1.0507500716444169e-9 * r));
  REGISTER[0] = above / below;
}

/** Below e^-25: what 52 random bits reach only in the last few draws of 10^11. */
function farTailInPlace(): void {
  const r = REGISTER[0] - 5;
  const r2 = r * r;
  const r4 = r2 * r2;
  const above =
    6.657904643501103 +
    5.463784911164114 * r +
    r2 * (1.7848265399172913 + 0.29656057182850487 * r) +
    r4 * (0.026532189526576124 + 0.0012426609473880784 * r + r2 * (2.7115555687434876e-5 + 2.0103343992922881e-7 * r));
  const below =
    1 +
    0.599832206555888 * r +
    r2 * (0.1369298809227358 + 0.014875361290850615 * r) +
    r4 * (0.0007868691311456133 + 1.8463183175100548e-5 * r + r2 * (1.421511758316446e-7 + 2.0442631033899397e-15 * r));
  REGISTER[0] = above / below;
}
