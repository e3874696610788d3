/**
 * Draw from the density x f(x) / mean: the stay of somebody found in the middle of it is longer than the stay of
 * somebody who begins one (Cox 1962, Renewal Theory, §5.4). Used to start a caseload in its stationary state.
 */
import { exp } from './exponential';
import type { Generator } from './generator';
import {
  BIASED_D,
  DISCRETE,
  DISTRIBUTION_KINDS,
  EXPONENTIAL,
  FIXED,
  GAMMA,
  type Law,
  LOGNORMAL,
  LOGNORMAL_MU,
  LOGNORMAL_SIGMA,
  SCALE,
  TRIANGULAR,
  UNIFORM,
} from './law';
import { ln } from './logarithm';
import { mean } from './moments';
import { normalQuantile } from './normal-quantile';
import { REGISTER } from './register';
import { drawStandardGamma, rootInPlace } from './sampling';

/**
 * Leave one length-biased draw in {@link REGISTER}.
 *
 * @throws RangeError if the variable can be negative, or has mean 0 and is not fixed.
 */
export function drawLengthBiased(law: Law, generator: Generator): void {
  const numbers = law.numbers;
  switch (law.code) {
    case FIXED:
      REGISTER[0] = numbers[0];
      break;
    case EXPONENTIAL:
      // A gamma variable of shape 2.
      REGISTER[0] = -numbers[0] * ln(generator.uniform() * generator.uniform());
      break;
    case UNIFORM: {
      demandNotNegative(law, numbers[0]);
      const low = numbers[0] * numbers[0];
      REGISTER[0] = Math.sqrt(low + generator.uniform() * (numbers[1] * numbers[1] - low));
      break;
    }
    case TRIANGULAR:
      demandNotNegative(law, numbers[0]);
      drawTriangular(numbers, generator);
      break;
    case LOGNORMAL: {
      const sigma = numbers[LOGNORMAL_SIGMA];
      REGISTER[0] = exp(numbers[LOGNORMAL_MU] + sigma * (sigma + normalQuantile(generator.uniform())));
      break;
    }
    case GAMMA:
      drawStandardGamma(numbers, BIASED_D, generator);
      REGISTER[0] *= numbers[SCALE];
      break;
    case DISCRETE:
      drawDiscrete(law, generator);
      break;
    default:
      drawOther(law, generator);
  }
}

function drawOther(law: Law, generator: Generator): void {
  if (law.components.length > 0) {
    drawMixture(law, generator);
    return;
  }
  // Weibull: (x / scale)^shape is exponential, and gamma of shape 1 + 1/shape under length bias.
  drawStandardGamma(law.numbers, BIASED_D, generator);
  rootInPlace(law.numbers);
  REGISTER[0] *= law.numbers[SCALE];
}

/**
 * x f(x) of a triangle is a sum of four positive terms: left of the mode, low · (x - low) and (x - low)²; right of it,
 * with t = x - mode and right = high - mode, mode · (right - t) and t · (right - t). One is chosen by its area.
 */
function drawTriangular(numbers: Float64Array, generator: Generator): void {
  const [low, mode, high] = numbers;
  const left = mode - low;
  const right = high - mode;
  // The areas, each multiplied by high - low.
  const slope = low * left;
  const square = (2 / 3) * left * left;
  const fall = mode * right;
  const hump = (right * right) / 3;
  let u = generator.uniform() * (slope + square + fall + hump);
  if ((u -= slope) < 0) REGISTER[0] = low + left * Math.sqrt(generator.uniform());
  else if ((u -= square) < 0) REGISTER[0] = low + left * exp(ln(generator.uniform()) / 3);
  else if ((u -= fall) < 0) REGISTER[0] = mode + right * (1 - Math.sqrt(generator.uniform()));
  else REGISTER[0] = mode + right * middleOfThree(generator);
}

/** A beta(2, 2) draw: the median of three uniforms. */
function middleOfThree(generator: Generator): number {
  const a = generator.uniform();
  const b = generator.uniform();
  const c = generator.uniform();
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

function drawDiscrete(law: Law, generator: Generator): void {
  const { values, cumulative } = law;
  demandNotNegative(law, values[0]);
  let rest = generator.uniform() * demandMean(law);
  let place = 0;
  for (let i = 0, before = 0; i < values.length; before = cumulative[i++]) {
    const weight = (cumulative[i] - before) * values[i];
    if (weight === 0) continue;
    place = i;
    rest -= weight;
    if (rest < 0) break;
  }
  REGISTER[0] = values[place];
}

function drawMixture(law: Law, generator: Generator): void {
  const { components, cumulative } = law;
  let rest = generator.uniform() * demandMean(law);
  let place = 0;
  for (let i = 0, before = 0; i < components.length; before = cumulative[i++]) {
    const share = cumulative[i] - before;
    if (share === 0) continue;
    const weight = share * mean(components[i]);
    demandNotNegative(law, weight);
    if (weight === 0) continue;
    place = i;
    rest -= weight;
    if (rest < 0) break;
  }
  drawLengthBiased(components[place], generator);
}

function demandNotNegative(law: Law, least: number): void {
  if (least >= 0) return;
  throw new RangeError(
    `${DISTRIBUTION_KINDS[law.code]} must have no values below 0 for a length-biased draw, got ${least}`,
  );
}

function demandMean(law: Law): number {
  const value = mean(law);
  if (value > 0) return value;
  throw new RangeError(`${DISTRIBUTION_KINDS[law.code]} mean must be above 0 for a length-biased draw, got ${value}`);
}
