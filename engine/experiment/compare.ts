/** Paired comparison on common random numbers: replication r of a scenario against replication r of the baseline. */
import { holmAdjust, holmFactors, pairedPValue } from '../statistics/holm';
import { halfWidthAt, pairedInterval, type Interval } from '../statistics/intervals';
import { isPerhapsSmall, replicationsToSettle, verdict } from '../statistics/verdict';
import type {
  Comparison,
  MeasureDifference,
  MeasureInfo,
  MeasureLayout,
  NotEstimable,
  RecoveryInfo,
  ReplicationResult,
  SeriesSummary,
  WaitPrice,
} from '../results/measures';
import { summariseSeries, valuesAt } from './summarise';
import { recoveriesOf } from './recoveries';
import { COST, isWait, waitPrice } from './wait-price';

/** Replications of one scenario with the layout of their numbers. */
export interface Solved {
  layout: MeasureLayout;
  results: readonly ReplicationResult[];
}

/**
 * Compare scenarios with a baseline, over the replications that both have. Holm's adjustment (Holm 1979) runs over all
 * primary measures of all scenarios; other measures keep their plain p-value and say so by `primary: false`.
 *
 * @param primary measures that decisions rest on, with margins in their units
 */
export function compare(
  baseline: Solved,
  changed: readonly Solved[],
  primary: readonly { measure: string; margin: number }[],
): Comparison[] {
  const margins = new Map(primary.map(({ measure, margin }) => [measure, margin]));
  const compared = changed.map((scenario) => compareOne(baseline, scenario, margins));
  const inFamily = compared.flatMap(({ differences }) => differences.filter(({ difference }) => difference.primary));
  const pValues = inFamily.map(({ difference }) => difference.pValue);
  const adjusted = holmAdjust(pValues);
  const factors = holmFactors(pValues);
  inFamily.forEach(({ difference, interval }, i) => {
    difference.pValue = adjusted[i];
    // A call must survive the adjustment for having asked several questions at once.
    if (adjusted[i] > SIGNIFICANCE) difference.verdict = 'too close to call';
    const callHalfWidth = halfWidthAt(interval, 1 - SIGNIFICANCE / factors[i]);
    difference.replicationsToSettle = replicationsToSettle(interval, difference.margin, callHalfWidth);
  });
  for (const { difference } of compared.flatMap(({ differences }) => differences))
    difference.perhapsSmall = isPerhapsSmall(difference, difference.margin);
  return compared.map(({ differences, series, notEstimable }, i) => ({
    differences: differences.map(({ difference }) => difference),
    series,
    waitPrices: pricesOfWaits(baseline, changed[i], differences),
    recoveries: recoveriesOfPair(baseline, changed[i], margins),
    notEstimable,
  }));
}

/** A difference, and the interval it came from. */
interface Judged {
  difference: MeasureDifference;
  interval: Interval;
}

interface Compared extends Omit<Comparison, 'differences' | 'waitPrices' | 'recoveries'> {
  differences: Judged[];
}

/** Intervals are at 95 %. */
const SIGNIFICANCE = 0.05;

function compareOne(baseline: Solved, changed: Solved, margins: ReadonlyMap<string, number>): Compared {
  const n = Math.min(baseline.results.length, changed.results.length);
  const before = baseline.results.slice(0, n);
  const after = changed.results.slice(0, n);
  const there = new Map(changed.layout.measures.map((info) => [`${info.shape}:${info.id}`, info]));
  const differences: Judged[] = [];
  const series: SeriesSummary[] = [];
  const notEstimable: NotEstimable[] = [];
  for (const info of baseline.layout.measures) {
    if (info.shape === 'histogram' || info.shape === 'curve') continue;
    const other = there.get(`${info.shape}:${info.id}`);
    if (other === undefined) {
      if (info.shape === 'scalar')
        notEstimable.push({
          id: info.id,
          service: info.service,
          reason: 'The changed scenario has no such measure: what it counts was removed.',
        });
      continue;
    }
    if (info.shape === 'series') {
      series.push(
        summariseSeries(info, (step) => {
          const a = valuesAt(before, info.offset + step);
          return valuesAt(after, other.offset + step).map((value, r) => value - a[r]);
        }),
      );
    } else differenceOf(info, other, before, after, margins, differences, notEstimable);
  }
  for (const info of changed.layout.measures) {
    if (
      info.shape === 'scalar' &&
      !baseline.layout.measures.some(({ id, shape }) => id === info.id && shape === 'scalar')
    ) {
      notEstimable.push({
        id: info.id,
        service: info.service,
        reason: 'The baseline has no such measure: what it counts was added.',
      });
    }
  }
  return { differences, series, notEstimable };
}

/** Recovery, over the replications that both have. */
function recoveriesOfPair(baseline: Solved, changed: Solved, margins: ReadonlyMap<string, number>): RecoveryInfo[] {
  const n = Math.min(baseline.results.length, changed.results.length);
  const [before, after] = [baseline, changed].map(({ layout, results }) => ({ layout, results: results.slice(0, n) }));
  return recoveriesOf(before, after, margins);
}

/** Prices of the primary waits; their verdicts are final. */
function pricesOfWaits(baseline: Solved, changed: Solved, differences: readonly Judged[]): WaitPrice[] {
  const costs = differencesBy(baseline, changed, COST);
  if (costs === null) return [];
  return differences.flatMap(({ difference }): WaitPrice[] => {
    if (!difference.primary || !isWait(difference)) return [];
    const waits = differencesBy(baseline, changed, difference.id);
    return waits === null
      ? []
      : [
          waitPrice(
            difference,
            costs,
            waits.map((value) => -value),
          ),
        ];
  });
}

/** Change in a scalar by replication; null where one side has no such measure. */
function differencesBy(baseline: Solved, changed: Solved, measure: string): Float64Array | null {
  const placeIn = ({ layout }: Solved) =>
    layout.measures.find(({ id, shape }) => id === measure && shape === 'scalar')?.offset;
  const [before, after] = [placeIn(baseline), placeIn(changed)];
  if (before === undefined || after === undefined) return null;
  const n = Math.min(baseline.results.length, changed.results.length);
  const a = valuesAt(baseline.results.slice(0, n), before);
  return valuesAt(changed.results.slice(0, n), after).map((value, r) => value - a[r]);
}

function differenceOf(
  info: MeasureInfo,
  other: MeasureInfo,
  before: readonly ReplicationResult[],
  after: readonly ReplicationResult[],
  margins: ReadonlyMap<string, number>,
  differences: Judged[],
  notEstimable: NotEstimable[],
): void {
  const a = valuesAt(before, info.offset);
  const b = valuesAt(after, other.offset);
  const interval = pairedInterval(a, b);
  if (interval === null) {
    notEstimable.push({
      id: info.id,
      service: info.service,
      reason: `It was seen in fewer than two replications of both scenarios (of ${before.length}).`,
    });
    return;
  }
  const margin = margins.get(info.id) ?? 0;
  const { mean, halfWidth, replications, standardDeviation, varianceReduction } = interval;
  const seen = (values: Float64Array): number => {
    const both = values.filter((_, r) => !Number.isNaN(a[r]) && !Number.isNaN(b[r]));
    return both.reduce((sum, value) => sum + value, 0) / both.length;
  };
  const difference: MeasureDifference = {
    id: info.id,
    service: info.service,
    unit: info.unit,
    baseline: seen(a),
    changed: seen(b),
    mean,
    halfWidth,
    replications,
    verdict: verdict(interval, margin, info.good),
    margin,
    good: info.good,
    primary: margins.has(info.id),
    pValue: pairedPValue(mean, standardDeviation, replications),
    varianceReduction,
    replicationsToSettle: replicationsToSettle(interval, margin),
  };
  differences.push({ difference, interval });
}
