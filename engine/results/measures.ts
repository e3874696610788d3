/** What a run measures: every measure once, with its unit, definition and good direction, and where its values stand. */
import type { ShareInterval } from '../statistics/proportions';
import type { RatioInterval } from '../statistics/ratio';

/** Which way is better; `none` when neither is. */
export type GoodDirection = 'lower' | 'higher' | 'none';

/**
 * One measure. A scalar has one value per replication, a series one per step, a histogram one count per bin, a curve one
 * value per point of time waited.
 */
export interface MeasureInfo {
  /** `<service>.<name>`, or `<service>.<name>[attribute=value]` for a part of the people. */
  id: string;
  /** Service id (or `workforce`, `network`). */
  service: string;
  /** Name within the service, e.g. `waitMedian`. */
  name: string;
  /** For people, e.g. `Median wait of those assessed in the last quarter`. */
  title: string;
  /** Unit of the values, e.g. `weeks`, `people`, `share`, `WTE`. */
  unit: string;
  /** Exactly what is counted, over which people and time. */
  definition: string;
  good: GoodDirection;
  shape: 'scalar' | 'series' | 'histogram' | 'curve';
  /** Position of the first value in a replication's `values` (or `histograms` for a histogram). */
  offset: number;
  /** 1, the number of steps or points, or the number of bins (the last is overflow). */
  length: number;
  /** Width of a bin, in `unit`, for histograms; length of a step in days for series; between points for curves. */
  step?: number;
  /** Unit of `step` for curves. */
  axisUnit?: string;
}

/** Where everything stands in the numbers of one replication. */
export interface MeasureLayout {
  measures: MeasureInfo[];
  /** Number of doubles in `values` (scalars and series). */
  valuesLength: number;
  /** Number of doubles in `histograms`. */
  histogramsLength: number;
  /**
   * Steps of a series that lie wholly within the counted part of the run: after the warm-up, and not cut short by the end.
   * `to` is the first that does not. Absent where steps are those of a cycle that repeats, and so have no dates.
   */
  wholeSteps?: { from: number; to: number };
}

/**
 * The numbers of one replication. `values` holds NaN where a measure was not seen. Histograms are counts that add
 * exactly across replications.
 */
export interface ReplicationResult {
  /** Replication number, from 0. */
  number: number;
  /** Events that the clock ran through. */
  events: number;
  values: Float64Array;
  histograms: Float64Array;
  /** Hash of events, values and histograms: eight hexadecimal digits, twice. */
  hash: string;
}

/** Mean over replications with the half-width of its 95 % t-interval. */
export interface MeasureSummary {
  id: string;
  service: string;
  unit: string;
  mean: number;
  halfWidth: number;
  /** Replications in which the measure was seen. */
  replications: number;
  standardDeviation: number;
}

/** A measure seen in fewer than two replications, and why nothing is said of it. */
export interface NotEstimable {
  id: string;
  service: string;
  reason: string;
}

/** A series with a band: one mean and half-width per step (NaN where not estimable). */
export interface SeriesSummary {
  id: string;
  service: string;
  unit: string;
  /** Day at which each step ends. */
  stepEndsDay: number[];
  mean: number[];
  halfWidth: number[];
}

/** A histogram as shares of people per bin, averaged over replications. */
export interface HistogramSummary {
  id: string;
  service: string;
  unit: string;
  binWidth: number;
  /** Mean count per replication; the last bin is everything beyond. */
  counts: number[];
}

/** A curve over time waited, with a band: the mean of the replications' curves and its 95 % t-interval at each point. */
export interface CurveSummary {
  id: string;
  service: string;
  /** Of the values, e.g. `share`. */
  unit: string;
  /** Unit of the time waited, and the time at each point. */
  axisUnit: string;
  at: number[];
  /** NaN where fewer than two replications can tell. */
  mean: number[];
  low: number[];
  high: number[];
}

/** A target of a scenario: a bound on a measure, at the end of the run or by a date. */
export interface TargetInfo {
  id: string;
  title: string;
  measure: string;
  unit: string;
  /** Whether the value has to be at most or at least the bound. */
  meets: 'atMost' | 'atLeast';
  /** In the unit of the measure. */
  bound: number;
  /** A date, inclusive, or days from the start; of the measure's series the last step that is over by then counts. */
  by?: string | number;
}

/** How often a target was met. */
export interface TargetOutcome extends TargetInfo {
  /** Share of replications that meet it, with Wilson's 95 % interval; null where none saw the measure. */
  share: number | null;
  low: number | null;
  high: number | null;
  /** Replications that meet it, of those that saw the measure. */
  met: number;
  replications: number;
}

/** How the chance of meeting a target differs from the baseline, over replications that are pairs. */
export interface TargetDifference {
  id: string;
  /** Chance after less chance before, −1 to 1, with its 95 % interval. */
  difference: number;
  low: number;
  high: number;
  /** Replications that meet the target only with the changes, and only without them. */
  gained: number;
  lost: number;
  /** Pairs in which both saw the measure. */
  replications: number;
  /** Adjusted by Holm's method for all targets of all scenarios compared. */
  pValue: number;
  verdict: 'more likely' | 'less likely' | 'too close to call';
}

/** Everything known after some replications of one scenario. */
export interface RunSummary {
  replications: number;
  events: number;
  /** Hash over the replications' hashes in order. */
  hash: string;
  measures: MeasureSummary[];
  notEstimable: NotEstimable[];
  series: SeriesSummary[];
  histograms: HistogramSummary[];
  /** Absent in results of before there were any. */
  curves?: CurveSummary[];
  /** How likely the scenario's targets are to be met; absent in results of before there were any. */
  targets?: TargetOutcome[];
}

/** What a comparison says of one measure. */
export type Verdict = 'better' | 'worse' | 'too close to call' | 'higher' | 'lower';

/** Paired difference (change − baseline) of one measure on common random numbers. */
export interface MeasureDifference {
  id: string;
  service: string;
  unit: string;
  baseline: number;
  changed: number;
  /** Mean paired difference and half-width of its interval. */
  mean: number;
  halfWidth: number;
  replications: number;
  verdict: Verdict;
  /**
   * Whether a called difference may still be smaller than the margin, since its interval reaches below it; absent in results of
   * before it was said.
   */
  perhapsSmall?: boolean;
  /** Margin in the measure's unit below which a difference does not matter; 0 when none was named. */
  margin: number;
  good: GoodDirection;
  primary: boolean;
  /** p-value of the paired t-test, Holm-adjusted over primary measures and scenarios where it is one of them. */
  pValue: number;
  /** Variance of the difference if the runs were independent, over the variance found: above 1, pairing helps. */
  varianceReduction: number;
  /** Replications that would settle a call that is too close, as far as can be told; null when it cannot. */
  replicationsToSettle: number | null;
}

/**
 * What it costs, in £ a year, to shorten a wait by a week (`wait-price`); `notBetter` where the wait is not surely better, so
 * that there is nothing to divide by.
 */
export type WaitPrice = { measure: string } & (RatioInterval | { kind: 'notBetter' });

/**
 * When the difference in a primary measure comes back within its margin and stays there for eight weeks. Days are counted
 * from the start of the run; a step is told by the day on which it ends. What follows `hit` is of the replications that were
 * hit, and absent where none was.
 */
export interface RecoveryInfo {
  /** The primary measure, and the series that shows it over time. */
  measure: string;
  series: string;
  service: string;
  /** Of margin and peak. */
  unit: string;
  margin: number;
  stepDays: number;
  /** Whole steps for which the difference must stay within the margin, in days: eight weeks or the least above. */
  holdDays: number;
  replications: number;
  /** The share of replications in which the difference was ever beyond the margin. */
  hit: ShareInterval;
  /** Median day of recovery with its 95 % interval; null where it does not lie within the run. */
  recovered?: { day: number | null; low: number | null; high: number | null };
  /** The share that do not recover within the run. */
  never?: ShareInterval;
  /** The share that go beyond the margin again after they have recovered. */
  relapsed?: ShareInterval;
  /** The difference farthest from 0, with its sign; null for a single replication, as the day likewise. */
  peak?: { mean: number; halfWidth: number } | null;
  peakDay?: { mean: number; halfWidth: number } | null;
}

/** One scenario against the baseline. */
export interface Comparison {
  differences: MeasureDifference[];
  /** Paired differences of series, step by step. */
  series: SeriesSummary[];
  /** What a week of each primary wait costs; empty where costs are not known on both sides. */
  waitPrices: WaitPrice[];
  /** How long the differences in primary measures last; absent in comparisons of before they were asked. */
  recoveries?: RecoveryInfo[];
  notEstimable: NotEstimable[];
  /** Targets that both have; absent in results of before they were compared. */
  targets?: TargetDifference[];
}
