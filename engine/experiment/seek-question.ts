/** What is asked of a search: a criterion that settings are to meet, and levers that may be moved. */
import { meetsBound } from '../statistics/targets';

/** A bound on a measure, in the measure's unit. */
interface Bound {
  bound: number;
  /** Whether values have to be at most or at least the bound. */
  meets: 'atMost' | 'atLeast';
  /** The smallest difference of the measure that matters, above 0, in its unit. */
  margin: number;
}

/** When a setting meets the target: in a share of replications, or by its mean over replications. */
export type Criterion =
  | (Bound & {
      kind: 'chance';
      /** The share of replications that have to meet the bound, above 0 and below 1. */
      chance: number;
    })
  | (Bound & { kind: 'mean' });

/** Whether one replication meets the bound; null where it did not see the measure. */
export function isMet({ bound, meets: how }: Bound, value: number): boolean | null {
  return Number.isNaN(value) ? null : meetsBound(value, bound, how);
}

/** By how much `to` is better than `from`: above 0 where it is, in the unit of the measure. */
export function gainFrom({ meets }: Bound, from: number, to: number): number {
  return meets === 'atMost' ? from - to : to - from;
}

/** A quantity that may be moved: what is done at its paths, and from where to where in which steps. */
export interface Lever {
  /** `parameters.<id>` or `posts.<id>`; several are moved together. */
  paths: string[];
  op: 'to' | 'plus' | 'times';
  /** The end of least effort. */
  from: number;
  /** The end of most effort, which may be the smaller number. */
  to: number;
  /** Above 0; the last step may be shorter. */
  step: number;
  /** £ a year for each unit between `from` and the value; without it what the scenario's costs say. */
  price?: number;
}

/** Most levers of a search, values of a lever, and settings in all. */
export const MOST_LEVERS = 3;
const MOST_VALUES = 101;
/** @see MOST_LEVERS */
export const MOST_SETTINGS = 1000;

/**
 * The values of a lever from the least effort to the most.
 *
 * @throws RangeError naming what will not do
 */
export function leverValues({ from, to, step }: Pick<Lever, 'from' | 'to' | 'step'>): number[] {
  for (const [name, value] of Object.entries({ from, to, step }))
    if (!Number.isFinite(value)) throw new RangeError(`${name} must be a finite number, got ${value}`);
  if (from === to) throw new RangeError(`it goes from ${from} to ${to}, so there is nothing to choose`);
  if (!(step > 0)) throw new RangeError(`the step must be above 0, got ${step}`);
  const span = Math.abs(to - from);
  const steps = Math.ceil(span / step - ROUNDING);
  if (steps + 1 > MOST_VALUES)
    throw new RangeError(
      `steps of ${step} from ${from} to ${to} make ${steps + 1} values, at most ${MOST_VALUES} are tried`,
    );
  const sign = to > from ? 1 : -1;
  return Array.from({ length: steps + 1 }, (_, i) => (i === steps ? to : rounded(from + sign * i * step)));
}

/** Steps may be no binary fractions. */
const ROUNDING = 1e-9;

function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
