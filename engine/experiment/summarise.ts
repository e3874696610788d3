/** From replications to what may be said: means with intervals, series with bands, histograms. */
import { meanInterval } from '../statistics/intervals';
import { curveBand } from '../statistics/curves';
import type {
  CurveSummary,
  HistogramSummary,
  MeasureInfo,
  MeasureLayout,
  MeasureSummary,
  NotEstimable,
  ReplicationResult,
  RunSummary,
  SeriesSummary,
} from '../results/measures';
import { hashHashes } from './result-hash';

/**
 * Summarise the replications of one scenario.
 * @param results replications 0, 1, … in order, without gaps, so that the summary does not depend on who computed them
 */
export function summarise(layout: MeasureLayout, results: readonly ReplicationResult[]): RunSummary {
  const measures: MeasureSummary[] = [];
  const notEstimable: NotEstimable[] = [];
  const series: SeriesSummary[] = [];
  const histograms: HistogramSummary[] = [];
  const curves: CurveSummary[] = [];
  for (const info of layout.measures) {
    if (info.shape === 'scalar') {
      const interval = meanInterval(valuesAt(results, info.offset));
      if (interval === null) notEstimable.push({ id: info.id, service: info.service, reason: notSeen(results, info) });
      else {
        const { mean, halfWidth, replications, standardDeviation } = interval;
        measures.push({
          id: info.id,
          service: info.service,
          unit: info.unit,
          mean,
          halfWidth,
          replications,
          standardDeviation,
        });
      }
    } else if (info.shape === 'series') {
      series.push(summariseSeries(info, (step) => valuesAt(results, info.offset + step)));
    } else if (info.shape === 'curve') curves.push(summariseCurve(info, results));
    else histograms.push(summariseHistogram(info, results));
  }
  let events = 0;
  for (const result of results) events += result.events;
  return {
    replications: results.length,
    events,
    hash: hashHashes(results.map(({ hash }) => hash)),
    measures,
    notEstimable,
    series,
    histograms,
    curves,
  };
}

/** A series with its band, from the values of each step over replications. */
export function summariseSeries(info: MeasureInfo, valuesOfStep: (step: number) => Float64Array): SeriesSummary {
  const mean: number[] = [];
  const halfWidth: number[] = [];
  const stepEndsDay: number[] = [];
  for (let step = 0; step < info.length; step++) {
    const interval = meanInterval(valuesOfStep(step));
    mean.push(interval?.mean ?? NaN);
    halfWidth.push(interval?.halfWidth ?? NaN);
    stepEndsDay.push((step + 1) * (info.step ?? 1));
  }
  return { id: info.id, service: info.service, unit: info.unit, stepEndsDay, mean, halfWidth };
}

function summariseCurve(info: MeasureInfo, results: readonly ReplicationResult[]): CurveSummary {
  const { id, service, unit, offset, length, step = 1, axisUnit = '' } = info;
  const band = curveBand(results.map(({ values }) => values.subarray(offset, offset + length)));
  const at = Array.from({ length }, (_, point) => (point + 1) * step);
  const [mean, low, high] = [band.mean, band.low, band.high].map((values) => [...values]);
  return { id, service, unit, axisUnit, at, mean, low, high };
}

/** The values of one place over replications; NaN where it was not seen. */
export function valuesAt(results: readonly ReplicationResult[], place: number): Float64Array {
  return Float64Array.from(results, ({ values }) => values[place]);
}

function summariseHistogram(info: MeasureInfo, results: readonly ReplicationResult[]): HistogramSummary {
  const counts = Array.from({ length: info.length }, () => 0);
  for (const { histograms } of results)
    for (let bin = 0; bin < info.length; bin++) counts[bin] += histograms[info.offset + bin];
  const n = Math.max(1, results.length);
  return {
    id: info.id,
    service: info.service,
    unit: info.unit,
    binWidth: info.step ?? 1,
    counts: counts.map((count) => count / n),
  };
}

function notSeen(results: readonly ReplicationResult[], info: MeasureInfo): string {
  const seen = results.filter(({ values }) => !Number.isNaN(values[info.offset])).length;
  if (results.length < 2)
    return `An interval needs at least two replications; there ${results.length === 1 ? 'is one' : 'are none'}.`;
  return seen === 0
    ? 'It was seen in no replication: nothing happened that it counts.'
    : `It was seen in one replication of ${results.length} only; an interval needs two.`;
}
