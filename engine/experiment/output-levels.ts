/** From values by replication to what may be said of them: levels, series with bands, paired differences. */
import { meanInterval, pairedInterval } from '../statistics/intervals';
import { verdict } from '../statistics/verdict';
import type { GoodDirection } from '../results/measures';
import type { Difference, Level, LevelSeries, OutputFigure, OutputRow } from '../results/outputs';
import type { SampledRow } from './output-rows';

/**
 * A figure from the rows of each scenario. A row that only some have stands with nothing for the others.
 *
 * @param found rows by scenario, the baseline first; at least one in all
 */
export function figureFrom(
  about: Pick<OutputFigure, 'id' | 'title' | 'about' | 'good'>,
  found: readonly (readonly SampledRow[])[],
): OutputFigure {
  const byKey = found.map((rows) => new Map(rows.map((row) => [row.key, row])));
  const all = new Map(found.flatMap((rows) => rows.map((row) => [row.key, row] as const)));
  const [first] = all.values();
  const series = [...all.values()].find((row) => row.series !== undefined)?.series;
  const rows = [...all].map(([key, { place, label, within }]): OutputRow => {
    const those = byKey.map((rowsByKey) => rowsByKey.get(key));
    return {
      place,
      label,
      within,
      ...judged(
        those.map((row) => row?.values),
        about.good,
      ),
      ...(series === undefined ? {} : { series: those.map((row) => (row?.series && seriesFrom(row.series)) || null) }),
    };
  });
  const ends = series && { stepEndsDay: Array.from({ length: series.length }, (_, i) => (i + 1) * series.step) };
  return { ...about, unit: first.unit, rows, ...ends };
}

/** Levels and paired differences of one row. */
export function judged(
  values: readonly (Float64Array | undefined)[],
  good: GoodDirection,
): Pick<OutputRow, 'levels' | 'differences'> {
  const [baseline, ...changed] = values;
  return {
    levels: values.map((one) => levelOf(one)),
    differences: changed.map((one): Difference => {
      const interval = baseline && one ? pairedInterval(baseline, one) : null;
      if (interval === null) return null;
      const { mean, halfWidth, replications } = interval;
      return { mean, halfWidth, replications, verdict: verdict(interval, 0, good) };
    }),
  };
}

/** Mean with its interval; null where fewer than two replications saw it. */
export function levelOf(values: Float64Array | undefined): Level {
  const interval = values ? meanInterval(values) : null;
  return interval && { mean: interval.mean, halfWidth: interval.halfWidth, replications: interval.replications };
}

/** A series with its band. */
export function seriesFrom({ length, at }: NonNullable<SampledRow['series']>): LevelSeries {
  const levels = Array.from({ length }, (_, step) => levelOf(at(step)));
  return { mean: levels.map((one) => one?.mean ?? NaN), halfWidth: levels.map((one) => one?.halfWidth ?? NaN) };
}
