/** What each lever does by itself, from paired replications of settings: which way is good, and what it costs. */
import { meanInterval, pairedInterval } from '../statistics/intervals';
import type { Direction, Grid } from './seek-grid';
import { gainFrom, type Criterion } from './seek-question';

/** Replications of a setting, from number 0; NaN marks what was not seen. */
export interface SettingRecord {
  /** The measure of the target. */
  values: number[];
  /** £ a year for what the services themselves have; empty where the scenario has no costs. */
  costs: number[];
}

/** A mean with half the width of its 95 % interval. */
export interface Estimate {
  mean: number;
  halfWidth: number;
}

/** What moving a lever from its first value to its last does, on average over the ends of the others. */
export interface LeverEffect {
  direction: Direction;
  /** By how much the measure gets better; null where too few replications saw it. */
  gain: Estimate | null;
  /** £ a year more; null without costs. */
  cost: Estimate | null;
}

/** The record of a setting, if it has been run. */
export type RecordOf = (setting: number) => SettingRecord | undefined;

/**
 * The effect of a lever from the corners of the grid (a full factorial at two levels), paired by replication.
 *
 * A lever goes up where no loss that matters can be left in its average gain, and none is sure at any edge; down is the mirror
 * image. It is flat where no difference that matters can be left on average, and none is sure at any edge. Anything else is not known.
 */
export function leverEffect(grid: Grid, lever: number, criterion: Criterion, recordOf: RecordOf): LeverEffect {
  const edges = grid.edges(lever).map(([from, to]) => [recordOf(from), recordOf(to)] as const);
  const n = Math.min(...edges.flat().map((record) => record?.values.length ?? 0));
  const gains = edges.map(([from, to]) => gainsOf(from!, to!, n, criterion));
  const main = meanInterval(averages(gains, n));
  const costs = edges.map(([from, to]) => from!.costs.slice(0, n).map((cost, r) => to!.costs[r] - cost));
  const cost = costs.every(({ length }) => length === n) ? meanInterval(averages(costs, n)) : null;
  return {
    direction:
      main === null
        ? 'unknown'
        : directionOf(
            main,
            gains.map((values) => meanInterval(values)),
            criterion.margin,
          ),
    gain: main === null ? null : { mean: main.mean, halfWidth: main.halfWidth },
    cost: cost === null ? null : { mean: cost.mean, halfWidth: cost.halfWidth },
  };
}

type Ends = { low: number; high: number };

function directionOf(main: Ends, edges: (Ends | null)[], margin: number): Direction {
  const known = edges.flatMap((edge) => edge ?? []);
  const canGoUp = known.every(({ high }) => high >= -margin);
  const canGoDown = known.every(({ low }) => low <= margin);
  if (main.low > -margin && main.high < margin && canGoUp && canGoDown) return 'flat';
  if (canGoUp && main.low > -margin) return 'up';
  if (canGoDown && main.high < margin) return 'down';
  return 'unknown';
}

/**
 * Whether what is known of two settings contradicts the direction of the lever in which alone they differ: the paired
 * difference is surely a loss that matters where it should be a gain, or any difference that matters where there should
 * be none.
 *
 * @param lower the setting with the smaller position
 */
export function contradicts(
  direction: Direction,
  lower: SettingRecord,
  upper: SettingRecord,
  criterion: Criterion,
): boolean {
  const n = Math.min(lower.values.length, upper.values.length);
  const interval = pairedInterval(lower.values.slice(0, n), upper.values.slice(0, n));
  if (interval === null) return false;
  const [low, high] = [interval.low, interval.high].map((value) => gainFrom(criterion, 0, value)).sort((a, b) => a - b);
  const isLoss = high < -criterion.margin;
  const isGain = low > criterion.margin;
  return direction === 'up' ? isLoss : direction === 'down' ? isGain : direction === 'flat' && (isLoss || isGain);
}

function gainsOf(from: SettingRecord, to: SettingRecord, n: number, criterion: Criterion): number[] {
  return from.values.slice(0, n).map((value, r) => gainFrom(criterion, value, to.values[r]));
}

/** The mean over lists, replication by replication; NaN where one of them is. */
function averages(lists: readonly number[][], n: number): number[] {
  return Array.from({ length: n }, (_, r) => lists.reduce((sum, list) => sum + list[r], 0) / lists.length);
}
