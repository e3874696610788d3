/** What a chart shows, as plain data. A picture can be drawn, described in a sentence, and written as a table. */
import { decimalsFor, formatNumber, joinList } from '../words/numbers';
import { unitWords } from '../words/units';

/** One scenario in a picture. */
export interface PictureSeries {
  name: string;
  /** Position of the scenario, which decides how it is drawn; 0 is the baseline. */
  position: number;
  /** One value for each position on the x axis; NaN where there is none. */
  values: number[];
  /** Half-width of the 95% interval of each value. */
  halfWidths?: number[];
}

/** Everything a chart shows. */
export interface Picture {
  title: string;
  /** What is counted, in a line. */
  about: string;
  kind: 'lines' | 'steps' | 'bars';
  xTitle: string;
  yTitle: string;
  /** Numbers for lines and steps (the left edge of a step), names for bars. */
  x: readonly (number | string)[];
  /** How a position is called in the table, e.g. `6 months`. */
  xName: (x: number | string, index: number) => string;
  unit: string;
  series: PictureSeries[];
}

/** A table of texts, with how many of the first columns are headings of their row. */
export interface PictureTable {
  columns: string[];
  rows: string[][];
}

/** Decimals for the numbers of a picture: those that its typical interval supports. */
export function decimalsOfPicture({ series, unit }: Picture): number {
  const { scale } = unitWords(unit);
  const half = series
    .flatMap(({ halfWidths = [] }) => halfWidths)
    .filter((value) => value > 0)
    .sort((a, b) => a - b);
  const sizes = series.flatMap(({ values }) => values.filter(Number.isFinite).map(Math.abs));
  const typical = half.length > 0 ? half[Math.floor(half.length / 2)] * scale : NaN;
  const size = Math.max(0, ...sizes) * scale;
  // A table of small numbers reads better with one decimal than with ± 0.
  return Math.max(decimalsFor(typical, size), size < 100 && half.length > 0 ? 1 : 0);
}

/** The picture as a table: one row for each position, for each scenario its value and its interval. */
export function tableOf(picture: Picture): PictureTable {
  const decimals = decimalsOfPicture(picture);
  const { scale } = unitWords(picture.unit);
  const hasIntervals = picture.series.some(({ halfWidths }) => halfWidths);
  const cell = (series: PictureSeries, i: number) => {
    const text = formatNumber(series.values[i] * scale, decimals);
    const half = (series.halfWidths?.[i] ?? NaN) * scale;
    return hasIntervals && Number.isFinite(half) ? `${text} ± ${formatNumber(half, decimals)}` : text;
  };
  return {
    columns: [picture.xTitle, ...picture.series.map(({ name }) => name)],
    rows: picture.x.map((x, i) => [picture.xName(x, i), ...picture.series.map((series) => cell(series, i))]),
  };
}

/** The picture in a sentence or two, for those who do not see it. */
export function describePicture(picture: Picture): string {
  const { scale, many } = unitWords(picture.unit);
  const decimals = decimalsOfPicture(picture);
  const say = (value: number) => formatNumber(value * scale, decimals) + many;
  const kinds = { lines: 'Line chart', steps: 'Distribution', bars: 'Bar chart' };
  const described = picture.series.map(({ name, values }) => {
    const seen = values.map((value, i) => ({ value, i })).filter(({ value }) => Number.isFinite(value));
    if (seen.length === 0) return `${name}: nothing to show`;
    const at = (i: number) => picture.xName(picture.x[i], i);
    if (picture.kind === 'bars') return `${name}: ${joinList(seen.map(({ value, i }) => `${at(i)} ${say(value)}`))}`;
    const [first, last] = [seen[0], seen[seen.length - 1]];
    if (picture.kind === 'lines')
      return `${name}: ${say(first.value)} at ${at(first.i)}, ${say(last.value)} at ${at(last.i)}`;
    const top = seen.reduce((a, b) => (b.value > a.value ? b : a));
    return `${name}: most at ${at(top.i)}, ${say(top.value)}`;
  });
  return `${kinds[picture.kind]}. ${picture.title}. ${described.join('. ')}. The same numbers stand in a table.`;
}
