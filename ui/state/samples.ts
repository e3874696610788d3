/** The values that single replications gave, kept for the few measures that decisions rest on. */
import type { MeasureInfo, MeasureLayout, ReplicationResult } from '../../engine/results/measures';
import type { ScenarioDescription } from '../../workers/protocol';

/** One measure, at the end of the run or in one step of its series, in every replication. */
export interface Sample {
  measure: string;
  /** Day on which the step ends; absent for the measure as a whole, at the end of the run. */
  day?: number;
  /** One for each replication, in order; NaN where it was not seen. */
  values: number[];
}

/** Dates for which the values of a measure over time are kept, beside those that targets name. */
const MOST_DATES = 6;

/**
 * What to keep of the replications of a scenario: its primary measures and those of its targets, at the end of the run and,
 * where they are measured over time, at dates spread evenly over it and at those of the targets.
 */
export function samplesOf(
  { layout, primary, targets }: Pick<ScenarioDescription, 'layout' | 'primary' | 'targets'>,
  results: readonly Pick<ReplicationResult, 'values'>[],
): Sample[] {
  const ids = [...new Set([...primary, ...targets].map(({ measure }) => measure))];
  const valuesAt = (place: number) => results.map(({ values }) => values[place]);
  return ids.flatMap((measure): Sample[] => {
    const find = (shape: MeasureInfo['shape']) =>
      layout.measures.find((one) => one.id === measure && one.shape === shape);
    const [whole, series] = [find('scalar'), find('series')];
    const named = targets.flatMap((target) =>
      series && target.measure === measure && target.by !== undefined ? [target.place - series.offset] : [],
    );
    const steps = series ? stepsOf(series, layout, named) : [];
    return [
      ...(whole ? [{ measure, values: valuesAt(whole.offset) }] : []),
      ...steps.map((step) => ({
        measure,
        day: (step + 1) * (series!.step ?? 1),
        values: valuesAt(series!.offset + step),
      })),
    ];
  });
}

function stepsOf(series: MeasureInfo, { wholeSteps }: MeasureLayout, named: readonly number[]): number[] {
  if (!wholeSteps) return [];
  const to = Math.min(series.length, wholeSteps.to);
  const every = Math.max(1, Math.ceil(to / MOST_DATES));
  const regular = Array.from({ length: Math.floor(to / every) }, (_, i) => (i + 1) * every - 1);
  const kept = [...regular, ...named].filter((step) => step >= wholeSteps.from && step < to);
  return [...new Set(kept)].sort((a, b) => a - b);
}
