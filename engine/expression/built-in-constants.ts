/** The names that every expression knows without a declaration. */
import { DIMENSIONLESS, parseUnit, sameDimension, SINGLE_UNIT_NAMES, TIME } from './units';
import type { Dimension } from './units';

/** A named value in base units. */
export interface BuiltInConstant {
  /** In base units: days for the time units. */
  readonly value: number;
  /** What it measures. */
  readonly dimension: Dimension;
}

/** The name of the simulated time in days since the start; its slot comes from the caller, its dimension is time. */
export const TIME_NAME = 't';

/**
 * The units of time, so that `t / year` is a plain number and `3 * week` a time, and `pi` for yearly swings such as
 * `sin(2 * pi * t / year)`.
 */
export const BUILT_IN_CONSTANTS: ReadonlyMap<string, BuiltInConstant> = new Map([
  ...SINGLE_UNIT_NAMES.map(parseUnit)
    .filter((unit) => sameDimension(unit.dimension, TIME))
    .map((unit) => [unit.text, { value: unit.toBase, dimension: TIME }] as const),
  ['pi', { value: Math.PI, dimension: DIMENSIONLESS }] as const,
]);
