/** Draws pictures with Chart.js. In a chunk of its own: the sentence does not wait for it. */
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartConfiguration,
  type ChartDataset,
  type Plugin,
  type ScaleOptionsByType,
} from 'chart.js';
import { formatNumber } from '../words/numbers';
import { unitWords } from '../words/units';
import { barFill } from './patterns';
import { decimalsOfPicture, type Picture, type PictureSeries } from './picture';
import { seriesStyle } from './series-style';

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

type Kind = 'line' | 'bar';
type Dataset = ChartDataset<Kind, (number | { x: number; y: number } | null)[]> & { whiskers?: number[] };

/** Resolved colours of the page, read when drawn, so that light and dark both hold. */
interface Ink {
  text: string;
  quiet: string;
  grid: string;
  surface: string;
  font: string;
  of(position: number): string;
}

function inkOf(element: Element): Ink {
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

/** Interval ends as thin lines over the bars. */
const whiskers: Plugin<Kind> = {
  id: 'whiskers',
  afterDatasetsDraw(chart) {
    const { ctx, scales } = chart;
    chart.data.datasets.forEach((dataset, i) => {
      const half = (dataset as Dataset).whiskers;
      if (!half) return;
      ctx.save();
      ctx.strokeStyle = chart.options.color as string;
      ctx.lineWidth = 1.5;
      chart.getDatasetMeta(i).data.forEach((bar, j) => {
        const value = Number(dataset.data[j]);
        if (!(half[j] > 0) || !Number.isFinite(value)) return;
        const [low, high] = [value - half[j], value + half[j]].map((end) => scales.x.getPixelForValue(end));
        const { y } = bar;
        ctx.beginPath();
        ctx.moveTo(low, y);
        ctx.lineTo(high, y);
        for (const end of [low, high]) {
          ctx.moveTo(end, y - 3);
          ctx.lineTo(end, y + 3);
        }
        ctx.stroke();
      });
      ctx.restore();
    });
  },
};

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
        { ...edge, label: '', data: points(picture, shift(1)), fill: '-1', backgroundColor: withAlpha(color, 0.16) },
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

/** A step of the x axis that gives round numbers and few labels. */
function roundStep(span: number, isMonths: boolean): number {
  const steps = isMonths ? [1, 2, 3, 6, 12, 24, 60] : [1, 2, 4, 5, 10, 13, 26, 52, 104];
  return steps.find((step) => span / step <= 8) ?? span / 8;
}

function optionsOf(picture: Picture, ink: Ink): ChartConfiguration<Kind>['options'] {
  const isBars = picture.kind === 'bars';
  const decimals = decimalsOfPicture(picture);
  const font = { family: ink.font, size: 12 };
  const title = (text: string) => ({ display: true, text, color: ink.quiet, font });
  const ticks = { color: ink.quiet, font, maxRotation: 0 };
  const numbers = picture.x.map(Number);
  const width = picture.kind === 'steps' && numbers.length > 1 ? numbers[1] - numbers[0] : 0;
  const far = Math.max(0, ...numbers.filter(Number.isFinite)) + width;
  const positions: Partial<ScaleOptionsByType<'linear'>> = {
    type: 'linear',
    min: 0,
    max: far,
    title: title(picture.xTitle) as never,
    grid: { display: false } as never,
    border: { color: ink.grid } as never,
    ticks: { ...ticks, stepSize: roundStep(far, picture.kind === 'lines'), includeBounds: false } as never,
  };
  const amounts = {
    beginAtZero: true,
    grace: '5%',
    title: title(picture.yTitle),
    grid: { color: ink.grid, drawTicks: false },
    border: { display: false },
    ticks: { ...ticks, padding: 8, maxTicksLimit: 6 },
  };
  const categories = {
    type: 'category',
    grid: { display: false },
    border: { color: ink.grid },
    ticks: { ...ticks, color: ink.text, autoSkip: false, crossAlign: 'far' },
  };
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    indexAxis: isBars ? 'y' : 'x',
    color: ink.text,
    interaction: { mode: 'index', intersect: false, axis: isBars ? 'y' : 'x' },
    scales: (isBars ? { x: amounts, y: categories } : { x: positions, y: amounts }) as never,
    plugins: {
      tooltip: {
        filter: ({ dataset }) => dataset.label !== '',
        backgroundColor: ink.text,
        titleColor: ink.surface,
        bodyColor: ink.surface,
        padding: 10,
        cornerRadius: 6,
        usePointStyle: true,
        callbacks: {
          title: ([item]) => {
            const i = Math.min(item?.dataIndex ?? 0, picture.x.length - 1);
            return picture.xName(picture.x[i], i);
          },
          label: ({ dataset, parsed }) => {
            const value = (isBars ? parsed.x : parsed.y) ?? NaN;
            return ` ${dataset.label ?? ''}: ${formatNumber(value, decimals)}${unitWords(picture.unit).many}`;
          },
        },
      },
    },
  };
}

/** A drawn picture that can be drawn anew in place. */
export interface Drawing {
  update(picture: Picture): void;
  destroy(): void;
}

/** Draw a picture on a canvas. */
export function draw(canvas: HTMLCanvasElement, picture: Picture): Drawing {
  const pen = canvas.getContext('2d');
  if (!pen) return { update: () => undefined, destroy: () => undefined };
  const configure = (shown: Picture) => {
    const ink = inkOf(canvas);
    return { data: dataOf(shown, ink, pen), options: optionsOf(shown, ink) };
  };
  const chart = new Chart<Kind>(pen, {
    type: picture.kind === 'bars' ? 'bar' : 'line',
    ...configure(picture),
    plugins: [whiskers],
  } as ChartConfiguration<Kind>);
  return {
    update(shown) {
      const { data, options } = configure(shown);
      chart.data = data as typeof chart.data;
      chart.options = options as typeof chart.options;
      chart.update('none');
    },
    destroy: () => chart.destroy(),
  };
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

function dataOf(picture: Picture, ink: Ink, pen: CanvasRenderingContext2D) {
  const labels = picture.kind === 'bars' ? picture.x.map((x) => wrap(String(x))) : undefined;
  return { labels, datasets: datasetsOf(picture, ink, pen) };
}
