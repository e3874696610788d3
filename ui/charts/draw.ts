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
