/** A chart as an element: what it says, its table, and its drawing. */
import { afterEach, expect, it } from 'vitest';
import '../../ui/theme.css';
import { HrChart } from '../../ui/charts/chart';
import type { Picture } from '../../ui/charts/picture';

const picture: Picture = {
  title: 'Median wait',
  about: 'Of those seen',
  kind: 'lines',
  xTitle: 'Months from the start',
  yTitle: 'weeks',
  x: [1, 2, 3],
  xName: (x) => `${x} months`,
  unit: 'weeks',
  series: [
    { name: 'Baseline', position: 0, values: [14, 15, 16], halfWidths: [0.5, 0.5, 0.5] },
    { name: 'A change', position: 1, values: [14, NaN, 19], halfWidths: [0.5, NaN, 0.7] },
  ],
};

async function show(shown: Picture): Promise<HrChart> {
  const chart = new HrChart();
  chart.picture = shown;
  document.body.append(chart);
  await chart.updateComplete;
  return chart;
}

/** Whether anything has been drawn. */
function hasInk(canvas: HTMLCanvasElement | null): boolean {
  const pen = canvas?.getContext('2d');
  if (!canvas || !pen || canvas.width === 0 || canvas.height === 0) return false;
  return pen.getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0);
}

afterEach(() => document.body.replaceChildren());

it.each(['lines', 'steps', 'bars'] as const)('draws %s', async (kind) => {
  const chart = await show({ ...picture, kind, x: kind === 'bars' ? ['Nurse', 'Social worker', 'AMHP'] : picture.x });
  await expect.poll(() => hasInk(chart.querySelector('canvas'))).toBe(true);
});

it('says in words what it shows', async () => {
  const chart = await show(picture);
  const canvas = chart.querySelector('canvas');
  expect(canvas?.getAttribute('role')).toBe('img');
  expect(canvas?.getAttribute('aria-label')).toContain('Baseline: 14.0 weeks at 1 months, 16.0 weeks at 3 months');
  expect([...chart.querySelectorAll('.legend li')].map((item) => item.textContent?.trim())).toEqual([
    'Baseline',
    'A change',
  ]);
});

it('is a table when asked, and a drawing again', async () => {
  const chart = await show(picture);
  const toggle = chart.querySelector('button');
  toggle?.click();
  await chart.updateComplete;
  const rows = [...chart.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent));
  expect(rows).toEqual([
    ['1 months', '14.0 ± 0.5', '14.0 ± 0.5'],
    ['2 months', '15.0 ± 0.5', '–'],
    ['3 months', '16.0 ± 0.5', '19.0 ± 0.7'],
  ]);
  toggle?.click();
  await chart.updateComplete;
  await expect.poll(() => hasInk(chart.querySelector('canvas'))).toBe(true);
});

it('never renders text as HTML', async () => {
  const hostile = '<img src=x onerror="window.stolen = 1">';
  const chart = await show({ ...picture, title: hostile, series: [{ ...picture.series[0], name: hostile }] });
  expect(chart.querySelector('img')).toBeNull();
  expect(chart.querySelector('h3')?.textContent).toBe(hostile);
});
