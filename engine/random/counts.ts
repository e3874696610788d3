/** Poisson and binomial draws: inversion where the mean is small, transformed rejection where it is not. */
import { exp } from './exponential';
import type { Generator } from './generator';
import { REGISTER } from './register';
import { binomialTerm, lnOnePlus, poissonTerm } from './special';

/** From this mean on rejection is used; Hörmann's constants hold from 10. */
export const REJECTION_FROM = 10;
/** The largest mean or number of trials for which the draws have been tested. */
export const MOST_COUNTED = 1e6;

/** Places in the numbers of a Poisson and of a binomial law, behind the parameters; meaning as in Hörmann's papers. */
const A = 4;
const B = 5;
const SURE = 6; // v_r: a point this low is accepted unseen
const ALPHA = 7; // of Poisson its inverse, 1/α; of binomial α over the probability of the mode
const AT_ZERO = 4; // where inversion is used: the probability of 0
const SMALLER = 8; // of binomial: the probability of the rarer of success and failure

/** Derive what draws of a Poisson variable need (PTRS: Hörmann 1993, Insurance: Math. Econ. 12(1), p. 43). */
export function preparePoisson(numbers: Float64Array, mean: number): void {
  if (mean < REJECTION_FROM) {
    numbers[AT_ZERO] = exp(-mean);
    return;
  }
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  numbers[A] = -0.059 + 0.02483 * b;
  numbers[B] = b;
  numbers[SURE] = 0.9277 - 3.6224 / (b - 2);
  numbers[ALPHA] = 1.1239 + 1.1328 / (b - 3.4);
}

/** Derive what draws of a binomial variable need (BTRS: Hörmann 1993, J. Stat. Comput. Simul. 46(1-2), §2.2). */
export function prepareBinomial(numbers: Float64Array, trials: number, probability: number): void {
  const p = Math.min(probability, 1 - probability);
  numbers[SMALLER] = p;
  if (trials * p < REJECTION_FROM) {
    numbers[AT_ZERO] = exp(trials * lnOnePlus(-p));
    return;
  }
  const spread = Math.sqrt(trials * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  numbers[A] = -0.0873 + 0.0248 * b + 0.01 * p;
  numbers[B] = b;
  numbers[SURE] = 0.92 - 4.2 / b;
  numbers[ALPHA] = (2.83 + 5.1 / b) * spread * binomialTerm(Math.floor((trials + 1) * p), trials, p);
}

/** Leave a Poisson draw in {@link REGISTER}; at most two uniforms a try, about 1.3 tries. */
export function drawPoisson(numbers: Float64Array, generator: Generator): void {
  const mean = numbers[0];
  if (mean < REJECTION_FROM) {
    generator.uniformInPlace();
    let rest = REGISTER[0] - numbers[AT_ZERO];
    let count = 0;
    // Where rounding leaves something over, the terms end at 0.
    for (let term = numbers[AT_ZERO]; rest > 0 && term > 0; rest -= term) term *= mean / ++count;
    REGISTER[0] = count;
    return;
  }
  for (;;) {
    generator.uniformInPlace();
    const across = REGISTER[0] - 0.5;
    generator.uniformInPlace();
    const up = REGISTER[0];
    const margin = 0.5 - Math.abs(across);
    const count = Math.floor(((2 * numbers[A]) / margin) * across + numbers[B] * across + mean + 0.43);
    if (!(margin >= 0.07 && up <= numbers[SURE])) {
      if (count < 0 || (margin < 0.013 && up > margin)) continue;
      const height = (up * numbers[ALPHA]) / (numbers[A] / (margin * margin) + numbers[B]);
      if (height > poissonTerm(count, mean)) continue;
    }
    REGISTER[0] = count;
    return;
  }
}

/** Leave a binomial draw in {@link REGISTER}; at most two uniforms a try, about 1.3 tries. */
export function drawBinomial(numbers: Float64Array, generator: Generator): void {
  const trials = numbers[0];
  const p = numbers[SMALLER];
  if (trials * p < REJECTION_FROM) drawFewSuccesses(numbers, generator);
  else drawManySuccesses(numbers, generator);
  if (numbers[1] !== p) REGISTER[0] = trials - REGISTER[0];
}

function drawFewSuccesses(numbers: Float64Array, generator: Generator): void {
  const trials = numbers[0];
  const odds = numbers[SMALLER] / (1 - numbers[SMALLER]);
  generator.uniformInPlace();
  let rest = REGISTER[0] - numbers[AT_ZERO];
  let count = 0;
  for (let term = numbers[AT_ZERO]; rest > 0 && term > 0 && count < trials; rest -= term) {
    term *= (odds * (trials - count)) / (count + 1);
    count++;
  }
  REGISTER[0] = count;
}

function drawManySuccesses(numbers: Float64Array, generator: Generator): void {
  const trials = numbers[0];
  const p = numbers[SMALLER];
  for (;;) {
    generator.uniformInPlace();
    const across = REGISTER[0] - 0.5;
    generator.uniformInPlace();
    const up = REGISTER[0];
    const margin = 0.5 - Math.abs(across);
    const count = Math.floor(((2 * numbers[A]) / margin) * across + numbers[B] * across + trials * p + 0.5);
    if (!(margin >= 0.07 && up <= numbers[SURE])) {
      if (count < 0 || count > trials) continue;
      const height = (up * numbers[ALPHA]) / (numbers[A] / (margin * margin) + numbers[B]);
      if (height > binomialTerm(count, trials, p)) continue;
    }
    REGISTER[0] = count;
    return;
  }
}
