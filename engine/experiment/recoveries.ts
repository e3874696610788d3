/** When the difference that a change makes comes back to nothing that matters: for each primary measure that has a series. */
import type { MeasureInfo, MeasureLayout, RecoveryInfo, ReplicationResult } from '../results/measures';
import type { Interval } from '../statistics/intervals';
import { recoveryOf, recoverySummary } from '../statistics/recovery';
import { wilsonInterval } from '../statistics/proportions';

/** The difference must stay within the margin for so long. */
export const HOLD_WEEKS = 8;
const DAYS_PER_WEEK = 7;

/** Series that show a scalar of another name over time, the best first. */
const SERIES_OF: Readonly<Record<string, readonly string[]>> = {
  waitingAtEnd: ['waiting', 'queue'],
  waitingMean: ['waiting'],
  queueMean: ['queue'],
  waitMean: ['wait'],
  caseloadAtEnd: ['caseload'],
  caseloadMean: ['caseload'],
  insideMean: ['inside'],
  assessmentsPerDay: ['assessments'],
};

/** The replications of one scenario, and where its numbers stand. */
interface Side {
  layout: MeasureLayout;
  results: readonly ReplicationResult[];
}

/**
 * Recovery of each primary measure with a margin above 0 and a series on both sides. Only steps that lie wholly within the
 * counted part of the run are looked at.
 *
 * @param before the baseline; `after` has the same replications, in the same order
 * @param margins of the primary measures, in their units
 */
export function recoveriesOf(before: Side, after: Side, margins: ReadonlyMap<string, number>): RecoveryInfo[] {
  return [...margins].flatMap(([measure, margin]): RecoveryInfo[] => {
    const series = seriesOf(before.layout, measure);
    const other = after.layout.measures.find(({ id, shape }) => shape === 'series' && id === series?.id);
    const steps = before.layout.wholeSteps;
    if (series?.step === undefined || other === undefined || steps === undefined || !(margin > 0)) return [];
    const stepDays = series.step;
    const differences = before.results.map(({ values }, r) =>
      Float64Array.from(
        { length: steps.to - steps.from },
        (_, step) =>
          after.results[r].values[other.offset + steps.from + step] - values[series.offset + steps.from + step],
      ),
    );
    const rule = { margin, holdSteps: Math.ceil((HOLD_WEEKS * DAYS_PER_WEEK) / stepDays - 1e-9) };
    const seen = differences.filter((one) => recoveryOf(one, rule) !== null);
    if (seen.length < 2) return [];
    const hit = seen.filter((one) => recoveryOf(one, rule)?.wasHit === true);
    const found = recoverySummary(hit, rule);
    const dayOf = (step: number): number | null => (step < Infinity ? (steps.from + step + 1) * stepDays : null);
    return [
      {
        measure,
        series: series.id,
        service: series.service,
        unit: series.unit,
        margin,
        stepDays,
        holdDays: rule.holdSteps * stepDays,
        replications: seen.length,
        hit: wilsonInterval(hit.length, seen.length)!,
        ...(found === null
          ? {}
          : {
              recovered: {
                day: dayOf(found.medianStep.value),
                low: found.medianStep.low === -Infinity ? 0 : dayOf(found.medianStep.low),
                high: dayOf(found.medianStep.high),
              },
              never: found.never,
              relapsed: found.relapsed,
              peak: spanOf(found.peak),
              peakDay: spanOf(found.peakStep, (step) => (steps.from + step + 1) * stepDays, stepDays),
            }),
      },
    ];
  });
}

/** The series of a scalar measure, in the same unit; undefined where there is none. */
function seriesOf({ measures }: MeasureLayout, measure: string): MeasureInfo | undefined {
  const [, head, name, part] = /^(.*\.)([^.[\]]+)((?:\[.*\])?)$/.exec(measure) ?? [];
  if (name === undefined) return undefined;
  const { unit } = measures.find(({ id, shape }) => id === measure && shape === 'scalar') ?? {};
  const others = Object.hasOwn(SERIES_OF, name) ? SERIES_OF[name] : [];
  return [name, ...others]
    .map((one) => measures.find((info) => info.shape === 'series' && info.id === head + one + part))
    .find((info) => info !== undefined && info.unit === unit);
}

function spanOf(
  interval: Interval | null,
  place: (value: number) => number = (value) => value,
  scale: number = 1,
): { mean: number; halfWidth: number } | null {
  return interval === null ? null : { mean: place(interval.mean), halfWidth: interval.halfWidth * scale };
}
