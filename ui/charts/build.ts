/** Pictures from a solution: which numbers go into which chart. */
import type { MeasureInfo } from '../../engine/results/measures';
import type { Names } from '../state/names';
import type { Solution, SolvedRun } from '../state/solution';
import { formatDate } from '../words/numbers';
import { unitWords } from '../words/units';
import type { Picture, PictureSeries } from './picture';

const SCALES = [
  { name: 'month', days: 365.25 / 12, from: 90 },
  { name: 'week', days: 7, from: 21 },
  { name: 'day', days: 1, from: 2 },
  { name: 'hour', days: 1 / 24, from: 0 },
];

/** What a picture is called and says of itself. */
export interface Caption {
  title: string;
  about: string;
  /** Unit to show instead of the measure's own. */
  unit?: string;
}

const hasValues = ({ values }: PictureSeries) => values.some(Number.isFinite);

function seriesFrom(
  solution: Solution,
  read: (run: SolvedRun) => Pick<PictureSeries, 'values' | 'halfWidths'> | undefined,
): PictureSeries[] {
  return solution.runs
    .map((run, position) => {
      const found = read(run);
      return found && { name: run.title, position, ...found };
    })
    .filter((series) => series !== undefined)
    .filter(hasValues);
}

/** How the time axis is called. */
export function timeTitle(unit: string, startDate?: string): string {
  const units = `${unit.charAt(0).toUpperCase()}${unit.slice(1)}s`;
  return startDate ? `${units} from ${formatDate(startDate)}` : `${units} from the start`;
}

/** A measure over time, with its band; undefined when no run has it. */
export function timePicture(solution: Solution, id: string, caption: Caption, startDate?: string): Picture | undefined {
  const example = solution.runs.flatMap(({ summary }) => summary.series).find((series) => series.id === id);
  if (!example) return undefined;
  const ends = wholeSteps(example.stepEndsDay, solution.horizonDays);
  const series = seriesFrom(solution, ({ summary }) => {
    const found = summary.series.find((one) => one.id === id);
    return found && { values: found.mean.slice(0, ends.length), halfWidths: found.halfWidth.slice(0, ends.length) };
  });
  if (series.length === 0) return undefined;
  const unit = caption.unit ?? example.unit;
  const end = ends[ends.length - 1] ?? 0;
  const scale = SCALES.find(({ from }) => end >= from) ?? SCALES[0];
  const since = (x: number | string) => {
    const count = Math.round(Number(x) * 10) / 10;
    return `${count} ${scale.name}${count === 1 ? '' : 's'}`;
  };
  return {
    ...caption,
    kind: 'lines',
    xTitle: timeTitle(scale.name, startDate),
    yTitle: unitWords(unit).axis,
    x: ends.map((day) => day / scale.days),
    xName: since,
    unit,
    series,
  };
}

/** Ends of the steps, without a last one that the end of the run cuts short: its figures are of a few days only. */
function wholeSteps(ends: readonly number[], horizonDays: number): number[] {
  const [before, last] = ends.slice(-2);
  const isCut = ends.length > 1 && Math.min(last, horizonDays) - before < (last - before) / 2;
  return isCut ? ends.slice(0, -1) : [...ends];
}

/** Points of a curve that are shown beyond the one from which hardly anything changes. */
const FLAT = 0.005;

/**
 * A curve over time waited, with its band; undefined when no run has it. It ends where it has become flat in every scenario.
 */
export function curvePicture(solution: Solution, id: string, caption: Caption): Picture | undefined {
  const found = solution.runs.map(({ summary }) => summary.curves?.find((curve) => curve.id === id));
  const example = found.find((curve) => curve !== undefined);
  if (!example) return undefined;
  const moves = found.flatMap((curve) => {
    const values = curve?.mean ?? [];
    const end = values.filter(Number.isFinite).pop() ?? 0;
    return values.reduce((last, value, point) => (Math.abs(value - end) > FLAT ? point : last), 0);
  });
  const points = Math.min(example.at.length, Math.max(3, Math.max(...moves) + 2));
  const { axisUnit, unit } = example;
  const { one, many } = unitWords(axisUnit);
  const series = seriesFrom(solution, (run) => {
    const curve = found[solution.runs.indexOf(run)];
    return (
      curve && {
        values: [1, ...curve.mean.slice(0, points)],
        halfWidths: [
          0,
          ...curve.mean.slice(0, points).map((mean, i) => Math.max(curve.high[i] - mean, mean - curve.low[i])),
        ],
      }
    );
  });
  if (series.length === 0) return undefined;
  return {
    ...caption,
    kind: 'lines',
    xTitle: `Time waited in ${unitWords(axisUnit).axis}`,
    yTitle: '% of people',
    x: [0, ...example.at.slice(0, points)],
    xName: (x) => {
      const count = Math.round(Number(x) * 10) / 10;
      return `${count}${count === 1 ? one : many}`;
    },
    unit,
    series,
  };
}

const NICE_WIDTHS = [1, 2, 4, 5, 10, 13, 26, 52];
const MOST_BINS = 26;

/** A distribution as shares of people, in bins that are round numbers; undefined when nobody was counted. */
export function distributionPicture(solution: Solution, id: string, caption: Caption): Picture | undefined {
  const found = solution.runs.map(({ summary }) => summary.histograms.find((histogram) => histogram.id === id));
  const example = found.find((histogram) => histogram !== undefined);
  if (!example) return undefined;
  const { binWidth, unit } = example;
  const far = Math.max(...found.map((histogram) => (histogram ? quantileBin(histogram.counts, 0.99) + 1 : 0)));
  if (far === 0) return undefined;
  const width = NICE_WIDTHS.find((nice) => (far * binWidth) / nice <= MOST_BINS) ?? (far * binWidth) / MOST_BINS;
  const bins = Math.max(3, Math.ceil((far * binWidth) / width - 1e-9));
  const edges = Array.from({ length: bins }, (_, i) => i * width);
  const { one, many } = unitWords(unit);
  const text = (value: number) => String(Math.round(value * 10) / 10);
  return {
    ...caption,
    kind: 'steps',
    xTitle: `Wait in ${unitWords(unit).axis}`,
    yTitle: '% of people',
    x: edges,
    xName: (x, i) => {
      const from = Number(x);
      return i === bins - 1
        ? `${text(from)}${many} or more`
        : `${text(from)} to ${text(from + width)}${width === 1 ? many : many || one}`;
    },
    unit: 'share',
    series: seriesFrom(solution, (run) => {
      const histogram = found[solution.runs.indexOf(run)];
      return histogram && { values: regroup(histogram.counts, binWidth, width, bins) };
    }),
  };
}

function quantileBin(counts: readonly number[], share: number): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return -1;
  let sum = 0;
  return counts.findIndex((count) => (sum += count) >= share * total);
}

/** Shares of people in wider bins; the last takes everything beyond. */
export function regroup(counts: readonly number[], binWidth: number, width: number, bins: number): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const shares = Array.from({ length: bins }, () => (total > 0 ? 0 : NaN));
  if (total === 0) return shares;
  counts.forEach((count, i) => {
    const bin = Math.min(bins - 1, Math.floor(((i + 0.5) * binWidth) / width));
    shares[bin] += count / total;
  });
  return shares;
}

/** A measure for each part of the people or staff, e.g. by profession; undefined when no run has it. */
export function partsPicture(
  solution: Solution,
  measures: readonly MeasureInfo[],
  names: Names,
  caption: Caption,
): Picture | undefined {
  const seen = measures.filter(({ id }) =>
    solution.runs.some(({ summary }) => summary.measures.some((one) => one.id === id && Number.isFinite(one.mean))),
  );
  if (seen.length === 0) return undefined;
  const { unit } = seen[0];
  const series = seriesFrom(solution, ({ summary }) => {
    const found = seen.map(({ id }) => summary.measures.find((one) => one.id === id));
    return { values: found.map((one) => one?.mean ?? NaN), halfWidths: found.map((one) => one?.halfWidth ?? NaN) };
  });
  return {
    ...caption,
    kind: 'bars',
    xTitle: 'Profession',
    yTitle: unitWords(unit).axis,
    x: seen.map((info) => names.part(info) || 'All'),
    xName: String,
    unit,
    series,
  };
}
