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
  type Plugin,
  type ScaleOptionsByType,
} from 'chart.js';
import { formatNumber } from '../words/numbers';
import { unitWords } from '../words/units';
import { dataOf, inkOf, type Dataset, type Ink, type Kind } from './datasets';
import { decimalsOfPicture, type Picture } from './picture';

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

/** A step of the x axis that gives round numbers and few labels. */
function roundStep(span: number, isMonths: boolean): number {
  const steps = isMonths ? [1, 2, 3, 6, 12, 24, 60] : [1, 2, 4, 5, 10, 13, 26, 52, 104];
  return steps.find((step) => span / step <= 8) ?? span / 8;
}

/** A number on an axis, with the decimals that tell it from the next. */
function tickText(value: number | string, _index: number, ticks: { value: number }[]): string {
  const step = ticks.length > 1 ? Math.abs(ticks[1].value - ticks[0].value) : 1;
  const decimals = String(Number(step.toPrecision(3))).split('.')[1] ?? '';
  return formatNumber(Number(value), step >= 1 && Number.isInteger(value) ? 0 : decimals.length);
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
    ticks: {
      ...ticks,
      callback: tickText,
      stepSize: roundStep(far, picture.kind === 'lines'),
      includeBounds: false,
    } as never,
  };
  const sizes = picture.series.flatMap(({ values }) => values.filter(Number.isFinite));
  const amounts = {
    beginAtZero: true,
    // A band may reach below what can be.
    min: sizes.every((size) => size >= 0) ? 0 : undefined,
    max:
      picture.unit === 'share' && sizes.some((size) => size > 0.8) && sizes.every((size) => size <= 1)
        ? 100
        : undefined,
    grace: '5%',
    title: title(picture.yTitle),
    grid: { color: ink.grid, drawTicks: false },
    border: { display: false },
    ticks: { ...ticks, callback: tickText, padding: 8, maxTicksLimit: 6 },
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

/** A chart on a canvas that shows one picture after another, all of one kind. */
export interface Drawing {
  /** What there is to do to show a picture, one thing after another, each of which takes a few milliseconds. */
  steps(picture: Picture): (() => void)[];
  destroy(): void;
}

/** Prepare a canvas for pictures of a kind. Nothing is on it yet. */
export function draw(canvas: HTMLCanvasElement, kind: Picture['kind']): Drawing {
  const pen = canvas.getContext('2d');
  if (!pen) return { steps: () => [], destroy: () => undefined };
  // By itself Chart.js does everything at once, which takes long while it is new to the browser.
  const may = { update: false, render: false };
  const halts: Plugin<Kind> = { id: 'halts', beforeUpdate: () => may.update, beforeRender: () => may.render };
  const hidden = { display: false };
  const chart = new Chart<Kind>(pen, {
    type: kind === 'bars' ? 'bar' : 'line',
    data: { datasets: [] },
    options: { animation: false, maintainAspectRatio: false, scales: { x: hidden, y: hidden } },
    plugins: [whiskers, halts],
  });
  let isBlank = true;
  const place = (picture: Picture) => () => {
    const ink = inkOf(canvas);
    chart.data = dataOf(picture, ink, pen) as typeof chart.data;
    chart.options = optionsOf(picture, ink) as typeof chart.options;
    may.update = true;
    may.render = false;
    chart.update('none');
    may.render = true;
  };
  const render = () => chart.render();
  return {
    steps(picture) {
      const axes = isBlank ? [place({ ...picture, series: [] }), render] : [];
      isBlank = false;
      return [...axes, place(picture), render];
    },
    destroy: () => chart.destroy(),
  };
}
