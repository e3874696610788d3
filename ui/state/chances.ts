/** The chance of meeting a target of one's own, from the values that single replications gave. Pure, but for intervals, which the engine gives. */
import type { Sample } from './samples';
import type { MeasureInfo } from '../../engine/results/measures';
import type { Solution } from './solution';

/** A bound that a person sets on a measure. */
export interface OwnTarget {
  measure: string;
  /** Day by which; absent for the end of the run. */
  day?: number;
  meets: 'atMost' | 'atLeast';
  /** In the unit of the measure. */
  bound: number;
}

/** The interval of a share for every number of successes, from none to all; what the engine says. */
export type ShareIntervals = readonly { share: number; low: number; high: number }[];

/** The values of a scenario, in order of size, without those that were not seen; empty where it has none. */
export function valuesOf(
  samples: readonly Sample[] | undefined,
  { measure, day }: Pick<OwnTarget, 'measure' | 'day'>,
): number[] {
  const found = samples?.find((sample) => sample.measure === measure && sameDay(sample.day, day));
  return (found?.values ?? []).filter(Number.isFinite).sort((a, b) => a - b);
}

const sameDay = (a: number | undefined, b: number | undefined) =>
  a === b || (a !== undefined && b !== undefined && Math.abs(a - b) < 0.01);

/** How many of the values meet a bound; one that equals it does. */
export function countMet(values: readonly number[], meets: OwnTarget['meets'], bound: number): number {
  return values.filter((value) => (meets === 'atMost' ? value <= bound : value >= bound)).length;
}

/**
 * The bound that a share of the replications meet: the least that so many stay at or below, or the most that so many reach.
 *
 * @returns undefined where there are no values
 */
export function boundMetIn(values: readonly number[], meets: OwnTarget['meets'], share: number): number | undefined {
  const needed = Math.ceil(share * values.length - 1e-9);
  if (values.length === 0 || needed < 1) return undefined;
  return meets === 'atMost' ? values[needed - 1] : values[values.length - needed];
}

/** A step of a curve: from `at` on, until the next, so many replications meet the target. */
export interface CurveStep {
  at: number;
  met: number;
}

/** How the number that meet a target goes with its bound: steps in order of the bound, the first from −∞. */
export function curveOf(values: readonly number[], meets: OwnTarget['meets']): CurveStep[] {
  const n = values.length;
  const steps: CurveStep[] = [{ at: -Infinity, met: meets === 'atMost' ? 0 : n }];
  values.forEach((at, i) => {
    const met = meets === 'atMost' ? i + 1 : n - i - 1;
    const last = steps[steps.length - 1];
    if (last.at === at) last.met = met;
    else steps.push({ at, met });
  });
  return steps;
}

/** From where to where a bound can be moved, and by how much at a time; all are round numbers as they are shown. */
export interface Axis {
  low: number;
  high: number;
  step: number;
}

const STEPS = 100;

/**
 * An axis that holds all the values with some room, in the unit of the measure.
 *
 * @param scale by which a value is multiplied before it is shown
 */
export function axisOf(all: readonly number[], scale: number): Axis {
  const [least, most] = [Math.min(...all), Math.max(...all)].map((value) => value * scale);
  const span = most - least || Math.abs(most) || 1;
  const step = niceStep((span * 1.2) / STEPS);
  const room = 0.1 * span;
  // What cannot be negative is not given room below 0.
  const low = least >= 0 ? Math.max(0, least - room) : least - room;
  const down = Math.floor(low / step);
  const up = Math.ceil((most + room) / step);
  return { low: round((down * step) / scale), high: round((up * step) / scale), step: round(step / scale) };
}

/** The next of 1, 2, 5, 10, … that is not smaller. */
export function niceStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  return round(([1, 2, 5].find((one) => one * power >= size * (1 - 1e-9)) ?? 10) * power);
}

/** Put a bound on the axis, at a whole step. */
export function onAxis(bound: number, { low, high, step }: Axis): number {
  const steps = Math.round((bound - low) / step);
  return Math.min(high, Math.max(low, round(low + steps * step)));
}

const round = (value: number) => Number(value.toPrecision(12));

/** The measures of which values are kept, each once. */
export function sampledMeasures({ runs }: Solution): string[] {
  return [...new Set(runs.flatMap(({ samples = [] }) => samples.map(({ measure }) => measure)))];
}

/** The days for which values of a measure are kept in any scenario, in order. */
export function sampledDays({ runs }: Solution, measure: string): number[] {
  const days = runs.flatMap(({ samples = [] }) =>
    samples.flatMap((sample) => (sample.measure === measure && sample.day !== undefined ? [sample.day] : [])),
  );
  return [...new Set(days)].sort((a, b) => a - b);
}

/** What a measure is of which values are kept: by itself or, where it is measured only over time, by its series. */
export function sampledInfo({ layout }: Solution, measure: string): MeasureInfo | undefined {
  const ofMeasure = layout.measures.filter(({ id }) => id === measure);
  return ofMeasure.find(({ shape }) => shape === 'scalar') ?? ofMeasure.find(({ shape }) => shape === 'series');
}

/** Whether a measure has a value for the run as a whole, and not only at dates. */
export function isWhole({ runs }: Solution, measure: string): boolean {
  return runs.some(({ samples = [] }) =>
    samples.some((sample) => sample.measure === measure && sample.day === undefined),
  );
}
