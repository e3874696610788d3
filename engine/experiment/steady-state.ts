/**
 * A steady-state study: from empty, how long until it is as it stays, or why it never is. Replication and deletion: pilot
 * replications give the warm-up, and new ones, with the warm-up dropped, give the results (Law 2015, Simulation Modeling and
 * Analysis, §9.5.2).
 */
import type { MeasureInfo, MeasureLayout, ReplicationResult } from '../results/measures';
import type { Scenario } from '../scenario/schema';
import type { ServiceField } from '../scenario/services';
import { meanInterval } from '../statistics/intervals';
import { mserTruncation, welchPoints } from '../statistics/warm-up';
import { valuesAt } from './summarise';

/** Steps of a series: forty batches of five. */
const STEPS = 200;
/** Reach of Welch's moving average, in steps. */
const WINDOW = 10;
/** A list is said to grow at this confidence only, for there are many lists. */
const SURE = 0.999;
const DAYS_PER_WEEK = 7;

/** Series that fill up from empty; those of lists tell whether demand exceeds capacity. */
const LISTS = ['waiting', 'queue', 'waitingForCoordinator'];
const LEVELS = [...LISTS, 'caseload', 'inside'];

/** One list or caseload on its way from empty. */
export interface SteadyStateSeries {
  id: string;
  service: string;
  unit: string;
  /** Whether people wait in it. */
  isList: boolean;
  /** What MSER-5 drops. */
  warmUpDays: number;
  /** False where MSER-5 would drop half of the run or more: it is still moving, as far as the run shows. */
  isSettled: boolean;
  /** Change per week over the second half of the run, with the half-width of its 95 % interval. */
  growthPerWeek: { mean: number; halfWidth: number };
  /** Whether it surely grows. */
  isGrowing: boolean;
  /** For lists: people who come per week, and those for each whom the service can take; above 1, demand exceeds capacity. */
  arrivalsPerWeek: number | null;
  load: number | null;
  /** Points of Welch's plot, one a step. */
  welch: number[];
}

/** What the pilot replications say. */
export interface SteadyStateStudy {
  replications: number;
  horizonDays: number;
  stepDays: number;
  /** The longest warm-up of any series. */
  warmUpDays: number;
  /** `steady`: go on with this warm-up. `growing`: there is no steady state. `moving`: not reached yet. */
  verdict: 'steady' | 'growing' | 'moving';
  series: SteadyStateSeries[];
}

/**
 * The scenario with nobody in it at the start, counted from the end of a warm-up, and with series of 200 steps.
 *
 * @param warmUpDays shorter than the run
 */
export function fromEmpty(scenario: Scenario, warmUpDays: number): Scenario {
  const { seriesCycle: _, ...run } = scenario.run;
  const services = Object.entries(scenario.services).map(([id, field]) => [id, emptied(field)] as const);
  return {
    ...scenario,
    services: Object.fromEntries(services),
    run: { ...run, warmUpDays, seriesDays: run.horizonDays / STEPS },
  };
}

/** Times 0 rather than 0, so that every quantity of the scenario is still used. */
const none = (value: string | 0 | 1): string | 0 => (typeof value === 'number' ? 0 : `0 * (${value})`);

function emptied(field: ServiceField): ServiceField {
  switch (field.kind) {
    case 'desk': {
      if (field.start === undefined) return field;
      const { inService, waiting } = field.start;
      return { ...field, start: { ...field.start, inService: none(inService), waiting: none(waiting) } };
    }
    case 'clinic':
      return field.start === undefined
        ? field
        : { ...field, start: { ...field.start, waiting: none(field.start.waiting) } };
    case 'team': {
      const staff = field.staff.map((entry) => ({ ...entry, startCases: none(entry.startCases) }));
      const start = field.start === undefined ? undefined : { ...field.start, waiting: none(field.start.waiting) };
      return { ...field, staff, start };
    }
    case 'delay':
      return field.start === undefined
        ? field
        : { ...field, start: { ...field.start, inside: none(field.start.inside) } };
    default:
      return field;
  }
}

/**
 * Judge pilot replications of {@link fromEmpty} without a warm-up.
 *
 * @param results two replications or more
 */
export function studySteadyState(
  layout: MeasureLayout,
  results: readonly ReplicationResult[],
  horizonDays: number,
): SteadyStateStudy {
  const infos = layout.measures.filter(
    ({ shape, name, id }) => shape === 'series' && LEVELS.includes(name) && !id.endsWith(']'),
  );
  const series = infos.map((info) => seriesOf(info, layout, results));
  const verdict = series.some((one) => one.isList && one.isGrowing)
    ? 'growing'
    : series.some(({ isGrowing, isSettled }) => isGrowing || !isSettled)
      ? 'moving'
      : 'steady';
  return {
    replications: results.length,
    horizonDays,
    stepDays: horizonDays / STEPS,
    warmUpDays: Math.max(0, ...series.map((one) => one.warmUpDays)),
    verdict,
    series,
  };
}

function seriesOf(info: MeasureInfo, layout: MeasureLayout, results: readonly ReplicationResult[]): SteadyStateSeries {
  const { id, service, unit, name, offset, step: stepDays = 1 } = info;
  // A step in which nothing was there to see saw nobody.
  const runs = results.map(({ values }) => values.slice(offset, offset + STEPS).map((value) => value || 0));
  const means = Float64Array.from({ length: STEPS }, (_, step) => {
    return runs.reduce((sum, run) => sum + run[step], 0) / runs.length;
  });
  const truncation = mserTruncation(means)!;
  const slopes = runs.map((run) => (slope(run.subarray(STEPS / 2)) / stepDays) * DAYS_PER_WEEK);
  const growth = meanInterval(slopes)!;
  const sure = meanInterval(slopes, SURE)!;
  const isList = LISTS.includes(name);
  const arrivals = isList ? arrivalsOf(service, layout, results, growth.mean) : null;
  return {
    id,
    service,
    unit,
    isList,
    warmUpDays: truncation.dropped * stepDays,
    isSettled: truncation.isSettled,
    growthPerWeek: { mean: growth.mean, halfWidth: growth.halfWidth },
    isGrowing: sure.mean - sure.halfWidth > 0,
    arrivalsPerWeek: arrivals,
    load: arrivals === null || arrivals <= growth.mean ? null : arrivals / (arrivals - growth.mean),
    welch: [...welchPoints(runs, WINDOW)],
  };
}

/** Least squares slope per step. */
function slope(values: Float64Array): number {
  const middle = (values.length - 1) / 2;
  let products = 0;
  let squares = 0;
  values.forEach((value, i) => {
    products += (i - middle) * value;
    squares += (i - middle) ** 2;
  });
  return products / squares;
}

/** People who come to a list per week; null where nobody counts them. */
function arrivalsOf(
  service: string,
  { measures }: MeasureLayout,
  results: readonly ReplicationResult[],
  growth: number,
): number | null {
  const mean = (name: string) => {
    const found = measures.find(({ id, shape }) => id === `${service}.${name}` && shape === 'scalar');
    return found === undefined ? NaN : (meanInterval(valuesAt(results, found.offset))?.mean ?? NaN);
  };
  // A team counts those it takes on and those who leave its list.
  const found = [mean('arrivals'), mean('referrals'), mean('starts') + mean('leftUnseen') + growth].find(
    Number.isFinite,
  );
  return found ?? null;
}
