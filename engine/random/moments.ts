/** Mean and variance of a distribution. */
import {
  BETA,
  BINOMIAL,
  DISCRETE,
  EMPIRICAL,
  EXPONENTIAL,
  FIXED,
  GAMMA,
  INVERSE_SHAPE,
  type Law,
  LOGNORMAL,
  MIXTURE,
  NORMAL,
  POISSON,
  SCALE,
  TRIANGULAR,
  UNIFORM,
  WEIBULL,
} from './law';
import { gammaFunction } from './special';
import { integralTo, TOTAL } from './truncated-normal';

/** The mean, in the unit of the variable. */
export function mean(law: Law): number {
  const numbers = law.numbers;
  switch (law.code) {
    case UNIFORM:
      return (numbers[0] + numbers[1]) / 2;
    case TRIANGULAR:
      return (numbers[0] + numbers[1] + numbers[2]) / 3;
    case NORMAL:
      // Summed from the mean of the normal, so that large numbers do not cancel.
      return numbers[0] + normalMoment(numbers, (x) => x - numbers[0]);
    case BETA:
      return numbers[2] + (numbers[3] - numbers[2]) * (numbers[0] / (numbers[0] + numbers[1]));
    case BINOMIAL:
      return numbers[0] * numbers[1];
    case DISCRETE:
      return weighted(law, (i) => law.values[i]);
    case EMPIRICAL:
      return overSegments(law.values, (a, b) => (a + b) / 2);
    case MIXTURE:
      return weighted(law, (i) => mean(law.components[i]));
    default:
      // A fixed value, or a kind whose first parameter is the mean.
      return numbers[0];
  }
}

/** The variance, in the square of the unit of the variable. */
export function variance(law: Law): number {
  const numbers = law.numbers;
  switch (law.code) {
    case FIXED:
      return 0;
    case EXPONENTIAL:
      return square(numbers[0]);
    case UNIFORM:
      return square(numbers[1] - numbers[0]) / 12;
    case TRIANGULAR: {
      const left = numbers[1] - numbers[0];
      const right = numbers[2] - numbers[1];
      return (left * left + left * right + right * right) / 18;
    }
    case LOGNORMAL:
      return square(numbers[0] * numbers[1]);
    case GAMMA:
      return square(numbers[0]) / numbers[1];
    case WEIBULL:
      return square(numbers[SCALE]) * gammaFunction(1 + 2 * numbers[INVERSE_SHAPE]) - square(numbers[0]);
    case NORMAL: {
      const centre = mean(law);
      return normalMoment(numbers, (x) => square(x - centre));
    }
    case BETA: {
      const [a, b] = numbers;
      return (square(numbers[3] - numbers[2]) * (a / (a + b)) * (b / (a + b))) / (a + b + 1);
    }
    case POISSON:
      return numbers[0];
    case BINOMIAL:
      return numbers[0] * numbers[1] * (1 - numbers[1]);
    case EMPIRICAL: {
      const centre = mean(law);
      return overSegments(law.values, (a, b) => square((a + b) / 2 - centre) + square(b - a) / 12);
    }
    default: {
      const centre = mean(law);
      return law.code === DISCRETE
        ? weighted(law, (i) => square(law.values[i] - centre))
        : weighted(law, (i) => variance(law.components[i]) + square(mean(law.components[i]) - centre));
    }
  }
}

/** The mean of `value` over the places of a discrete law or mixture, those of weight 0 left out. */
export function weighted(law: Law, value: (place: number) => number): number {
  let sum = 0;
  for (let i = 0, before = 0; i < law.cumulative.length; before = law.cumulative[i++]) {
    const share = law.cumulative[i] - before;
    if (share > 0) sum += share * value(i);
  }
  return sum;
}

/** The mean of g over a truncated normal distribution. */
function normalMoment(numbers: Float64Array, g: (x: number) => number): number {
  return integralTo(numbers, Infinity, g) / numbers[TOTAL];
}

/** The mean over the stretches between neighbours. */
function overSegments(values: Float64Array, value: (a: number, b: number) => number): number {
  let sum = 0;
  for (let i = 1; i < values.length; i++) sum += value(values[i - 1], values[i]);
  return sum / (values.length - 1);
}

/** ECMAScript leaves the last bits of `**` open; those of a product are fixed. */
function square(x: number): number {
  return x * x;
}
