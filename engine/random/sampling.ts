/**
 * Draw from a distribution. What has a simple inverse is drawn by inversion of one uniform, the rest from the
 * ziggurat or by rejection. Every draw is keyed, so a draw that takes one more uniform puts no other out of step.
 */
import { drawBinomial, drawPoisson } from './counts';
import { expInPlace } from './exponential';
import type { Generator } from './generator';
import {
  BETA,
  BINOMIAL,
  DISCRETE,
  EMPIRICAL,
  EXPONENTIAL,
  FIXED,
  GAMMA,
  GAMMA_D,
  INVERSE_SHAPE,
  type Law,
  LOGNORMAL,
  LOGNORMAL_MU,
  LOGNORMAL_SIGMA,
  MIXTURE,
  NORMAL,
  placeInRegister,
  POISSON,
  SCALE,
  TRIANGULAR,
  TRIANGULAR_CUT,
  TRIANGULAR_LEFT,
  TRIANGULAR_RIGHT,
  UNIFORM,
  WEIBULL,
} from './law';
import { lnInPlace } from './logarithm';
import { normalQuantileInPlace } from './normal-quantile';
import { REGISTER } from './register';
import { drawTruncated } from './truncated-normal';

/** Constants of the gamma variable that a beta draw is making. */
const SHAPED = new Float64Array(new ArrayBuffer(16));

/** The constants d and c of a gamma draw of shape 1 or more (Marsaglia & Tsang 2000, ACM TOMS 26(3), §4). */
export function prepareGamma(numbers: Float64Array, place: number, shape: number): void {
  numbers[place] = shape - 1 / 3;
  numbers[place + 1] = 1 / Math.sqrt(9 * shape - 3);
}

/** Leave one draw in {@link REGISTER}. */
export function draw(law: Law, generator: Generator): void {
  const numbers = law.numbers;
  switch (law.code) {
    case EXPONENTIAL:
      generator.exponentialInPlace();
      REGISTER[0] *= numbers[0];
      break;
    case LOGNORMAL:
      generator.normalInPlace();
      REGISTER[0] = numbers[LOGNORMAL_MU] + numbers[LOGNORMAL_SIGMA] * REGISTER[0];
      expInPlace();
      break;
    case GAMMA:
      drawGamma(numbers, generator);
      break;
    case WEIBULL:
      generator.exponentialInPlace();
      rootInPlace(numbers);
      REGISTER[0] *= numbers[SCALE];
      break;
    case MIXTURE:
      generator.uniformInPlace();
      draw(law.components[placeInRegister(law.cumulative)], generator);
      break;
    case NORMAL:
      drawTruncated(numbers, generator);
      break;
    case BETA:
      drawBeta(numbers, numbers[0], generator);
      break;
    case POISSON:
      drawPoisson(numbers, generator);
      break;
    case BINOMIAL:
      drawBinomial(numbers, generator);
      break;
    case FIXED:
      REGISTER[0] = numbers[0];
      break;
    default:
      generator.uniformInPlace();
      invertInPlace(law);
  }
}

/**
 * Replace the probability in {@link REGISTER} by the value that is exceeded with one less that probability.
 *
 * @param law Any kind but gamma, normal, beta, mixture and the counts, which have no inverse in closed form.
 */
export function invertInPlace(law: Law): void {
  const numbers = law.numbers;
  switch (law.code) {
    case FIXED:
      REGISTER[0] = numbers[0];
      break;
    case EXPONENTIAL:
      REGISTER[0] = 1 - REGISTER[0];
      lnInPlace();
      REGISTER[0] *= -numbers[0];
      break;
    case UNIFORM:
      REGISTER[0] = numbers[0] + REGISTER[0] * (numbers[1] - numbers[0]);
      break;
    case TRIANGULAR:
      invertTriangular(numbers);
      break;
    case LOGNORMAL:
      normalQuantileInPlace();
      REGISTER[0] = numbers[LOGNORMAL_MU] + numbers[LOGNORMAL_SIGMA] * REGISTER[0];
      expInPlace();
      break;
    case WEIBULL:
      invertWeibull(numbers);
      break;
    case DISCRETE:
      REGISTER[0] = law.values[placeInRegister(law.cumulative)];
      break;
    case EMPIRICAL:
      invertEmpirical(law.values);
  }
}

/** Straight lines between the observed values, each of which has the same share of the probability. */
function invertEmpirical(values: Float64Array): void {
  const place = REGISTER[0] * (values.length - 1);
  const below = Math.min(Math.floor(place), values.length - 2);
  REGISTER[0] = values[below] + (place - below) * (values[below + 1] - values[below]);
}

/**
 * Leave a beta draw between the bounds of the law in {@link REGISTER}: the share of one gamma variable in the sum of two
 * (Johnson, Kotz & Balakrishnan 1995, Continuous Univariate Distributions 2, §25.2).
 *
 * @param numbers The law's: second shape and bounds.
 * @param alpha The first shape: the law's own, or one more for a length-biased draw.
 * @param generator Where the uniforms come from.
 */
export function drawBeta(numbers: Float64Array, alpha: number, generator: Generator): void {
  drawGammaOfShape(alpha, generator);
  const one = REGISTER[0];
  drawGammaOfShape(numbers[1], generator);
  REGISTER[0] = numbers[2] + (one / (one + REGISTER[0])) * (numbers[3] - numbers[2]);
}

function drawGammaOfShape(shape: number, generator: Generator): void {
  prepareGamma(SHAPED, 0, shape < 1 ? shape + 1 : shape);
  drawStandardGamma(SHAPED, 0, generator);
  if (shape < 1) {
    const oneHigher = REGISTER[0];
    generator.uniformInPlace();
    lnInPlace();
    REGISTER[0] /= shape;
    expInPlace();
    REGISTER[0] *= oneHigher;
  }
}

function invertTriangular(numbers: Float64Array): void {
  const u = REGISTER[0];
  REGISTER[0] =
    u < numbers[TRIANGULAR_CUT]
      ? numbers[0] + Math.sqrt(u * numbers[TRIANGULAR_LEFT])
      : numbers[2] - Math.sqrt((1 - u) * numbers[TRIANGULAR_RIGHT]);
}

function invertWeibull(numbers: Float64Array): void {
  REGISTER[0] = 1 - REGISTER[0];
  lnInPlace();
  REGISTER[0] = -REGISTER[0];
  rootInPlace(numbers);
  REGISTER[0] *= numbers[SCALE];
}

/** Raise {@link REGISTER} to one over the shape of a gamma or Weibull law. */
export function rootInPlace(numbers: Float64Array): void {
  lnInPlace();
  REGISTER[0] *= numbers[INVERSE_SHAPE];
  expInPlace();
}

function drawGamma(numbers: Float64Array, generator: Generator): void {
  drawStandardGamma(numbers, GAMMA_D, generator);
  if (numbers[1] < 1) {
    // A shape below 1 is drawn one higher and brought down (Marsaglia & Tsang 2000, §6).
    const oneHigher = REGISTER[0];
    generator.uniformInPlace();
    rootInPlace(numbers);
    REGISTER[0] *= oneHigher;
  }
  REGISTER[0] *= numbers[SCALE];
}

/**
 * Leave in {@link REGISTER} a gamma draw of scale 1 by rejection from a cubed normal
 * (Marsaglia & Tsang 2000, ACM TOMS 26(3), §4; the squeeze of §5). About 2.1 uniforms a draw.
 *
 * @param numbers Holds d = shape - ⅓ at `place` and c = 1/√(9 d) behind it.
 * @param place Where d stands.
 * @param generator Where the uniforms come from.
 */
export function drawStandardGamma(numbers: Float64Array, place: number, generator: Generator): void {
  generator.normalInPlace();
  finishGamma(numbers, place, generator);
}

/** {@link drawStandardGamma} once its first normal is in {@link REGISTER}. */
export function finishGamma(numbers: Float64Array, place: number, generator: Generator): void {
  const d = numbers[place];
  const c = numbers[place + 1];
  for (; ; generator.normalInPlace()) {
    const x = REGISTER[0];
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    generator.uniformInPlace();
    const x2 = x * x;
    if (REGISTER[0] >= 1 - 0.0331 * x2 * x2) {
      // Outside the squeeze, at most one time in ten.
      lnInPlace();
      const left = REGISTER[0] - 0.5 * x2;
      REGISTER[0] = v;
      lnInPlace();
      if (left >= d * (1 - v + REGISTER[0])) continue;
    }
    REGISTER[0] = d * v;
    return;
  }
}
