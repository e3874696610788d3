/** Small multiples of a figure as plain data: panels on common axes, over time or as values with their intervals. */
import type { OutputFigure, OutputRow } from '../../engine/results/outputs';
import { niceStep } from '../state/chances';
import { unitWords } from '../words/units';
import { rowName, type Places } from '../words/outputs';

/** An axis from a round number to a round number. */
export interface Scale {
  low: number;
  high: number;
  ticks: number[];
}

/** One scenario's value in a row, in the unit shown. */
export interface Spot {
  /** Position of the scenario; 0 is the baseline. */
  position: number;
  mean: number;
  low: number;
  high: number;
}

/** A row of values, one for each scenario that has one. */
export interface SpotRow {
  label: string;
  spots: Spot[];
}

/** Rows that belong together, e.g. to one place, and within it to one team. */
export interface SpotPanel {
  title: string;
  groups: { title: string; rows: SpotRow[] }[];
}

/** One scenario's line in a panel over time. */
export interface TimeLine {
  position: number;
  points: Spot[];
}

/** A panel over time. */
export interface TimePanel {
  title: string;
  lines: TimeLine[];
}

const MONTH_DAYS = 365.25 / 12;
const MOST_TICKS = 5;

/** A scale that holds all values, from 0 where none is below. */
export function scaleOf(values: readonly number[]): Scale {
  const known = values.filter(Number.isFinite);
  const [least, most] = [Math.min(0, ...known), Math.max(0, ...known)];
  const step = niceStep((most - least || 1) / MOST_TICKS);
  const [down, up] = [Math.floor(least / step + 1e-9), Math.max(Math.ceil(most / step - 1e-9), 1)];
  const ticks = Array.from({ length: up - down + 1 }, (_, i) => Number(((down + i) * step).toPrecision(12)));
  return { low: ticks[0], high: ticks[ticks.length - 1], ticks };
}

/** Where a value stands on a scale, from 0 to 100. */
export function percentOn({ low, high }: Scale, value: number): number {
  return Math.min(100, Math.max(0, (100 * (value - low)) / (high - low)));
}

function spotOf(position: number, mean: number, halfWidth: number, scale: number): Spot {
  const half = Number.isFinite(halfWidth) ? halfWidth : 0;
  return { position, mean: mean * scale, low: (mean - half) * scale, high: (mean + half) * scale };
}

/** Values by place, and within a place by what a row is part of, on one axis. */
export function spotPanels({ rows, unit }: OutputFigure, places: Places): { panels: SpotPanel[]; scale: Scale } {
  const by = unitWords(unit).scale;
  const panels = new Map<string, Map<string, SpotRow[]>>();
  for (const row of rows) {
    const groups = panels.get(row.place) ?? new Map<string, SpotRow[]>();
    panels.set(row.place, groups);
    const list = groups.get(row.within) ?? [];
    groups.set(row.within, list);
    list.push({ label: row.label, spots: spotsOf(row, by) });
  }
  const all = rows.flatMap((row) => spotsOf(row, by));
  // The mark counts, and its interval as far as it can be: a share of people is not below none.
  const least = Math.min(0, ...all.map(({ mean }) => mean));
  const scale = scaleOf(all.flatMap(({ low, high }) => [Math.max(low, least), high]));
  return {
    panels: [...panels].map(([place, groups]) => ({
      title: places[place]?.title ?? (panels.size > 1 ? 'Elsewhere and in common' : ''),
      groups: [...groups].map(([title, list]) => ({ title, rows: list })),
    })),
    scale,
  };
}

const spotsOf = ({ levels }: OutputRow, by: number): Spot[] =>
  levels.flatMap((level, position) => (level ? [spotOf(position, level.mean, level.halfWidth, by)] : []));

/** Whether a figure can be shown over time. */
export const hasTime = ({ stepEndsDay, rows }: OutputFigure): boolean =>
  stepEndsDay !== undefined && rows.some(({ series }) => series?.some((one) => one !== null));

/**
 * A panel for each row over time, on common axes.
 *
 * @param steps whole steps of the series; others would be of a few days only
 */
export function timePanels(
  { rows, unit, stepEndsDay = [] }: OutputFigure,
  places: Places,
  steps: { from: number; to: number },
): { panels: TimePanel[]; x: Scale; y: Scale; months: number[] } {
  const by = unitWords(unit).scale;
  const within = (_: unknown, step: number) => step >= steps.from && step < steps.to;
  const months = stepEndsDay.filter(within).map((day) => day / MONTH_DAYS);
  const panels = rows.map((row): TimePanel => ({
    title: rowName(row, places),
    lines: (row.series ?? []).flatMap((series, position) =>
      series
        ? [
            {
              position,
              points: series.mean
                .filter(within)
                .map((mean, i) => spotOf(position, mean, series.halfWidth[i + steps.from], by)),
            },
          ]
        : [],
    ),
  }));
  const points = panels.flatMap(({ lines }) => lines.flatMap(({ points: all }) => all));
  const last = months[months.length - 1] ?? 1;
  const every = last > 30 ? 12 : last > 12 ? 6 : last > 5 ? 3 : 1;
  const ticks = Array.from({ length: Math.floor(last / every + 1e-6) + 1 }, (_, i) => i * every);
  return {
    panels,
    x: { low: 0, high: Math.max(last, 1), ticks },
    y: scaleOf(points.map(({ high, mean }) => Math.max(high, mean))),
    months,
  };
}
