/**
 * Draw from the density x f(x) / mean: the stay of somebody found in the middle of it is longer than the stay of
 * somebody who begins one (Cox 1962, Renewal Theory, §5.4). Used to start a caseload in its stationary state.
 */
import { exp } from './exponential';
import type { Generator } from './generator';
import {
  BETA,
  BIASED_D,
  BINOMIAL,
  DISCRETE,
  DISTRIBUTION_KINDS,
  EMPIRICAL,
  EXPONENTIAL,
  FIXED,
  GAMMA,
  type Law,
  LOGNORMAL,
  LOGNORMAL_MU,
  LOGNORMAL_SIGMA,
  NORMAL,
  POISSON,
  SCALE,
  TRIANGULAR,
  UNIFORM,
} from './law';
import { ln } from './logarithm';
import { drawBinomial, drawPoisson, prepareBinomial } from './counts';
import { mean } from './moments';
import { REGISTER } from './register';
import { drawBeta, drawStandardGamma, rootInPlace } from './sampling';
import { drawTruncated, reachOf } from './truncated-normal';

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
      REGISTER[0] = numbers[0] * (generator.exponential() + generator.exponential());
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
      generator.normalInPlace();
      REGISTER[0] = exp(numbers[LOGNORMAL_MU] + sigma * (sigma + REGISTER[0]));
      break;
    }
    case GAMMA:
      drawStandardGamma(numbers, BIASED_D, generator);
      REGISTER[0] *= numbers[SCALE];
      break;
    case NORMAL:
      drawNormal(law, generator);
      break;
    case BETA: {
      // A part in proportion to the lower bound has the law itself, the rest one more of the first shape.
      demandNotNegative(law, numbers[2]);
      const isPlain = generator.uniform() * mean(law) < numbers[2];
      drawBeta(numbers, isPlain ? numbers[0] : numbers[0] + 1, generator);
      break;
    }
    case POISSON:
      demandMean(law);
      drawPoisson(numbers, generator);
      REGISTER[0] += 1;
      break;
    case BINOMIAL:
      demandMean(law);
      drawOthersOfBinomial(numbers, generator);
      break;
    case DISCRETE:
      drawDiscrete(law, generator);
      break;
    case EMPIRICAL:
      drawEmpirical(law, generator);
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

/** By rejection; a draw beyond the reach of the density comes up less than once in 10^26 times. */
function drawNormal(law: Law, generator: Generator): void {
  demandNotNegative(law, law.numbers[2]);
  const most = reachOf(law.numbers).high;
  for (;;) {
    drawTruncated(law.numbers, generator);
    const x = REGISTER[0];
    if (generator.uniform() * most < x) {
      REGISTER[0] = x;
      return;
    }
  }
}

/** One trial has succeeded; the others are what they are. */
function drawOthersOfBinomial(numbers: Float64Array, generator: Generator): void {
  const others = new Float64Array(numbers.length);
  others[0] = numbers[0] - 1;
  others[1] = numbers[1];
  prepareBinomial(others, others[0], others[1]);
  drawBinomial(others, generator);
  REGISTER[0] += 1;
}

/** A stretch between neighbours, chosen by its mean, and a point in it. */
function drawEmpirical(law: Law, generator: Generator): void {
  const { values } = law;
  demandNotNegative(law, values[0]);
  let rest = generator.uniform() * demandMean(law) * (values.length - 1);
  let i = 0;
  while (i < values.length - 2 && (rest -= (values[i] + values[i + 1]) / 2) >= 0) i++;
  const square = values[i] * values[i];
  REGISTER[0] = Math.sqrt(square + generator.uniform() * (values[i + 1] * values[i + 1] - square));
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
