/** Targets of a scenario: a bound on a measure, at the end of the run or by a date. */
import type { Quantities } from '../expression/quantities';
import type { MeasureInfo, MeasureLayout } from '../results/measures';
import type { ScenarioIssue } from '../scenario/issue';
import type { FieldReader } from '../scenario/reader';
import type { Scenario } from '../scenario/schema';
import { nearest } from '../scenario/reference-reader';
import { dayOf } from '../scenario/timeline';
import type { CompiledTarget, RunPlan } from './model';
import { inUnitOf, measureDimension } from './primary-measures';

/** Tolerance for steps whose length is no binary fraction. */
const ROUNDING = 1e-9;

/** Read the fields. @returns what to call when quantities and measures are known: the targets, or what is wrong */
export function readTargets(
  reader: FieldReader,
): (
  quantities: Quantities,
  layout: MeasureLayout,
  plan: RunPlan,
) => { targets: CompiledTarget[]; issues: ScenarioIssue[] } {
  const { scenario } = reader;
  const fields = Object.entries(scenario.targets ?? {}).flatMap(([id, field]) => {
    const path = `targets.${id}`;
    const { measure, atMost, atLeast } = field;
    if ((atMost === undefined) === (atLeast === undefined)) {
      reader.fail('target', path, 'a target has either "atMost" or "atLeast".');
      return [];
    }
    const meets = atMost === undefined ? ('atLeast' as const) : ('atMost' as const);
    const bound = reader.quantity(`${path}.${meets}`, atMost ?? atLeast ?? 0, measureDimension(measure));
    return [{ id, path, field, meets, bound }];
  });
  return (quantities, layout, plan) => {
    const issues: ScenarioIssue[] = [];
    const targets = fields.flatMap(({ id, path, field, meets, bound }): CompiledTarget[] => {
      const { title, measure, by } = field;
      const shape = by === undefined ? 'scalar' : 'series';
      const shaped = layout.measures.filter((entry) => entry.shape === shape);
      const info = shaped.find((entry) => entry.id === measure);
      if (info === undefined) {
        const what = by === undefined ? 'measure with one value per run' : 'measure over time, which "by" needs,';
        const ids = shaped.map((entry) => entry.id);
        const message = `there is no ${what} "${measure}"${nearest(measure, ids)}.`;
        issues.push({ code: 'unknown-measure', path: `${path}.measure`, message });
        return [];
      }
      const place = by === undefined ? info.offset : placeBy(deadline(by, scenario.run.startDate), info.offset, plan);
      if (typeof place === 'string') {
        issues.push({ code: 'target-date', path: `${path}.by`, message: place });
        return [];
      }
      return [
        {
          id,
          title,
          measure,
          unit: info.unit,
          meets,
          bound: inUnitOf(info, quantities.values[bound]),
          ...(by === undefined ? {} : { by }),
          place,
        },
      ];
    });
    return { targets, issues };
  };
}

/**
 * The targets of a scenario that a shorter run can still judge: those dated beyond its end are left out.
 *
 * @param horizonDays length of the run that is asked for, in days
 * @returns a date that cannot be read is kept, so that compiling says what is wrong with it
 */
export function targetsWithin({ targets, run }: Scenario, horizonDays: number): Scenario['targets'] {
  if (targets === undefined) return undefined;
  const isBeyond = (by: string | number) => deadline(by, run.startDate) > horizonDays + ROUNDING;
  return Object.fromEntries(Object.entries(targets).filter(([, { by }]) => by === undefined || !isBeyond(by)));
}

/**
 * Where a target that stands in no scenario is read: a measure at the end of the run, or by a date.
 *
 * @param run settings of the run that `layout` is of
 * @returns the measure and the place of its value among those of a replication, or why there is none
 */
export function locateTarget(
  layout: MeasureLayout,
  run: Pick<Scenario['run'], 'startDate' | 'horizonDays' | 'seriesCycle'>,
  measure: string,
  by?: string | number,
): { info: MeasureInfo; place: number } | string {
  const shape = by === undefined ? 'scalar' : 'series';
  const shaped = layout.measures.filter((entry) => entry.shape === shape);
  const info = shaped.find(({ id }) => id === measure);
  if (info === undefined) {
    const what = by === undefined ? 'measure with one value per run' : 'measure over time, which a date needs,';
    return `there is no ${what} "${measure}"${nearest(
      measure,
      shaped.map(({ id }) => id),
    )}.`;
  }
  if (by === undefined) return { info, place: info.offset };
  const plan = {
    stepDays: info.step ?? run.horizonDays,
    steps: info.length,
    cyclic: run.seriesCycle !== undefined,
    horizonDays: run.horizonDays,
  };
  const place = placeBy(deadline(by, run.startDate), info.offset, plan);
  return typeof place === 'string' ? place : { info, place };
}

/** The instant by which, in days from the start: the end of a date, or the instant given in days; NaN without a start date. */
export function deadline(by: string | number, startDate: string | undefined): number {
  return typeof by === 'number' ? by : dayOf(by, startDate) + 1;
}

/** The place of the last step that is over by a day, or why there is none. */
function placeBy(
  day: number,
  offset: number,
  { stepDays, steps, cyclic, horizonDays }: Pick<RunPlan, 'stepDays' | 'steps' | 'cyclic' | 'horizonDays'>,
): number | string {
  if (Number.isNaN(day)) return 'a date needs run.startDate; give days from the start instead.';
  if (cyclic) return 'steps of a series that repeats (run.seriesCycle) are not over by a date; leave "by" out.';
  if (day > horizonDays + ROUNDING) return `the run ends on day ${horizonDays}, before day ${day}.`;
  const step = Math.min(steps, Math.floor(day / stepDays + ROUNDING)) - 1;
  if (step < 0) return `no step of the series is over by day ${day}; the first ends on day ${stepDays}.`;
  return offset + step;
}
