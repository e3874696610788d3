/** Pictures as Chart.js takes them: the data of lines with bands, of distributions, and of bars. */
import type { ChartDataset } from 'chart.js';
import { unitWords } from '../words/units';
import { barFill } from './patterns';
import type { Picture, PictureSeries } from './picture';
import { seriesStyle } from './series-style';

/** Kinds of chart that are drawn. */
export type Kind = 'line' | 'bar';
/** Data of one line, band or group of bars; `whiskers` are half-widths for bars. */
export type Dataset = ChartDataset<Kind, (number | { x: number; y: number } | null)[]> & { whiskers?: number[] };

/** Resolved colours of the page, read when drawn, so that light and dark both hold. */
export interface Ink {
  text: string;
  quiet: string;
  grid: string;
  surface: string;
  font: string;
  of(position: number): string;
}

/** Read the colours that hold for an element now. */
export function inkOf(element: Element): Ink {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: read('--ink'),
    quiet: read('--ink-quiet'),
    grid: read('--grid'),
    surface: read('--surface'),
    font: style.fontFamily,
    of: (position) => read(seriesStyle(position).color),
  };
}

const withAlpha = (hex: string, alpha: number) =>
  hex +
  Math.round(alpha * 255)
    .toString(16)
    .padStart(2, '0');

function points(picture: Picture, values: readonly number[]) {
  return values.map((y, i) => ({ x: Number(picture.x[i]), y: Number.isFinite(y) ? y : NaN }));
}

function lineDatasets(picture: Picture, series: PictureSeries, ink: Ink, scale: number): Dataset[] {
  const style = seriesStyle(series.position);
  const color = ink.of(series.position);
  const shift = (sign: number) =>
    series.values.map((value, i) => (value + sign * (series.halfWidths?.[i] ?? 0)) * scale);
  const edge = { borderWidth: 0, pointRadius: 0, pointHitRadius: 0, order: 2 };
  const band: Dataset[] = series.halfWidths
    ? [
        { ...edge, label: '', data: points(picture, shift(-1)), fill: false },
        {
          ...edge,
          label: '',
          data: points(picture, shift(1)),
          fill: '-1',
          backgroundColor: withAlpha(color, picture.series.length > 3 ? 0.09 : 0.16),
        },
      ]
    : [];
  return [
    ...band,
    {
      label: series.name,
      data: points(picture, shift(0)),
      borderColor: color,
      borderDash: style.dash,
      borderWidth: style.width,
      borderCapStyle: style.dash[0] === 2 ? 'round' : 'butt',
      pointRadius: 0,
      pointHoverRadius: 4,
      pointHoverBackgroundColor: color,
      order: 1,
      fill: false,
    },
  ];
}

function stepDatasets(picture: Picture, series: PictureSeries, ink: Ink, scale: number): Dataset[] {
  const style = seriesStyle(series.position);
  const color = ink.of(series.position);
  const data = points(
    picture,
    series.values.map((value) => value * scale),
  );
  const last = data[data.length - 1];
  const width = data.length > 1 ? data[1].x - data[0].x : 1;
  return [
    {
      label: series.name,
      // One more point, so that the last step has a width.
      data: [...data, { x: last.x + width, y: last.y }],
      stepped: true,
      borderColor: color,
      borderDash: style.dash,
      borderWidth: series.position === 0 ? 1.5 : style.width,
      backgroundColor: withAlpha(color, 0.2),
      fill: series.position === 0 ? 'origin' : false,
      pointRadius: 0,
      pointHoverRadius: 0,
      order: series.position === 0 ? 3 : 1,
    } as Dataset,
  ];
}

function barDatasets(series: PictureSeries, ink: Ink, scale: number, pen: CanvasRenderingContext2D): Dataset[] {
  const color = ink.of(series.position);
  const scaled = (values: readonly number[] | undefined) => values?.map((value) => value * scale);
  return [
    {
      label: series.name,
      data: scaled(series.values) ?? [],
      whiskers: scaled(series.halfWidths),
      backgroundColor: barFill(pen, color, seriesStyle(series.position).pattern),
      borderColor: color,
      borderWidth: 1.5,
      borderRadius: 3,
      borderSkipped: 'start',
      categoryPercentage: 0.72,
      barPercentage: 0.86,
      maxBarThickness: 26,
    } as Dataset,
  ];
}

function datasetsOf(picture: Picture, ink: Ink, pen: CanvasRenderingContext2D): Dataset[] {
  const { scale } = unitWords(picture.unit);
  return picture.series.flatMap((series) => {
    if (picture.kind === 'bars') return barDatasets(series, ink, scale, pen);
    return picture.kind === 'steps'
      ? stepDatasets(picture, series, ink, scale)
      : lineDatasets(picture, series, ink, scale);
  });
}

/** Break a long name into lines, which Chart.js takes as a list. */
function wrap(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + word.length < 20) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Everything that Chart.js draws of a picture. */
export function dataOf(picture: Picture, ink: Ink, pen: CanvasRenderingContext2D) {
  const labels = picture.kind === 'bars' ? picture.x.map((x) => wrap(String(x))) : undefined;
  return { labels, datasets: datasetsOf(picture, ink, pen) };
}
