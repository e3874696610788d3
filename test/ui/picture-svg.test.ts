/** Pictures that leave the page: well-formed, in the colours of the light theme, and true to the numbers. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Picture } from '../../ui/charts/picture';
import { seriesStyle } from '../../ui/charts/series-style';
import { PAPER } from '../../ui/export/paper';
import { pictureSvg } from '../../ui/export/picture-svg';
import { niceStep, ticksOf } from '../../ui/export/svg-ticks';
import { all, parseXml, textOf, type XmlElement } from './xml';

const lines: Picture = {
  title: 'Median wait',
  about: 'Of those seen',
  kind: 'lines',
  xTitle: 'Months from the start',
  yTitle: 'weeks',
  x: [1, 2, 3, 4],
  xName: (x) => `${x} months`,
  unit: 'weeks',
  series: [
    { name: 'Baseline', position: 0, values: [10, 12, NaN, 16], halfWidths: [1, 1, NaN, 2] },
    { name: 'A change', position: 1, values: [8, 8, 8, 8], halfWidths: [1, 1, 1, 1] },
  ],
};
const bars: Picture = {
  ...lines,
  kind: 'bars',
  x: ['Nurses', 'Doctors'],
  unit: 'share',
  yTitle: '%',
  series: [
    { name: 'Baseline', position: 0, values: [0.1, 0.2], halfWidths: [0.01, 0] },
    { name: 'A change', position: 1, values: [0.3, NaN] },
  ],
};
const HOSTILE = '</title><script>alert(1)</script>"\' & \u0000=1';

const read = (picture: Picture, options = {}) => parseXml(pictureSvg(picture, options));
const stroked = (svg: XmlElement, position: number) =>
  all(svg, 'path').filter(
    ({ attributes }) => attributes.stroke === PAPER.series[position] && !attributes.d.includes('h28'),
  );

describe('colours for paper', () => {
  it('are those of the light theme', () => {
    const light = readFileSync('ui/theme.css', 'utf8').split('@media')[0];
    const of = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(light)?.[1];
    expect(PAPER.series).toEqual(PAPER.series.map((_, i) => of(`series-${i}`)));
    expect(new Set(PAPER.series.map((_, i) => seriesStyle(i).color)).size).toBe(PAPER.series.length);
    const { surface, ink, quiet, grid, line } = PAPER;
    expect({ surface, ink, quiet, grid, line }).toEqual({
      surface: of('surface'),
      ink: of('ink'),
      quiet: of('ink-quiet'),
      grid: of('grid'),
      line: of('line'),
    });
  });
});

describe('a picture as SVG', () => {
  it('says its title, what it counts, its units, its scenarios and its source', () => {
    const texts = all(read(lines, { source: 'Source: a simulation.' }), 'text').map(textOf);
    for (const text of ['Median wait', 'Of those seen', 'weeks', 'Months from the start', 'Baseline', 'A change']) {
      expect(texts).toContain(text);
    }
    expect(texts.at(-1)).toBe('Source: a simulation.');
    const described = textOf(all(read(lines), 'desc')[0]);
    expect(described).toContain('Baseline: 10.0 weeks at 1 months, 16.0 weeks at 4 months');
  });

  it('draws each line through its values, with a gap where there is none, and its band around it', () => {
    const svg = read(lines);
    const [line] = stroked(svg, 0);
    expect(line.attributes.d.match(/M/g)).toHaveLength(2);
    const heights = [...line.attributes.d.matchAll(/([\d.]+) ([\d.]+)/g)].map((match) => Number(match[2]));
    // 10, 12 and 16 weeks: higher up by 2 and by 4.
    expect((heights[1] - heights[2]) / (heights[0] - heights[1])).toBeCloseTo(2, 1);
    const [flat] = stroked(svg, 1);
    expect(flat.attributes['stroke-dasharray']).toBe(seriesStyle(1).dash.join(' '));
    expect(new Set([...flat.attributes.d.matchAll(/ ([\d.]+)/g)].map((match) => match[1])).size).toBe(1);
    expect(all(svg, 'path').filter(({ attributes }) => attributes['fill-opacity'] === '0.16')).toHaveLength(3);
  });

  it('draws bars as long as their values, each with its pattern, and none where there is no value', () => {
    const svg = read(bars);
    const drawn = all(svg, 'rect').filter(({ attributes }) => attributes.fill.startsWith('url(#picture-bar'));
    const widths = drawn.map(({ attributes }) => Number(attributes.width));
    expect(widths).toHaveLength(3);
    expect(widths[1] / widths[0]).toBeCloseTo(3, 1);
    expect(widths[2] / widths[0]).toBeCloseTo(2, 1);
    const ids = new Set(all(svg, 'pattern').map(({ attributes }) => `url(#${attributes.id})`));
    for (const { attributes } of drawn) expect(ids.has(attributes.fill)).toBe(true);
  });

  it('lets no title be anything but a text', () => {
    for (const kind of ['lines', 'bars'] as const) {
      const series = [{ name: HOSTILE, position: 0, values: [1, 2, 3, 4] }];
      const picture = {
        ...lines,
        kind,
        title: HOSTILE,
        about: HOSTILE,
        xTitle: HOSTILE,
        x: kind === 'bars' ? [HOSTILE] : lines.x,
        series,
      };
      const svg = read(picture, { source: HOSTILE });
      expect(all(svg, 'script')).toEqual([]);
      expect(textOf(all(svg, 'title')[0])).toBe(HOSTILE.replace('\u0000', ''));
    }
  });

  it('can be drawn whatever the values', () => {
    const value = fc.oneof(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), fc.constantFrom(0, NaN, 1e-9, 0.5));
    const values = fc.array(value, { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(values, values, fc.constantFrom('lines', 'steps', 'bars'), (means, halves, kind) => {
        const series = [{ name: 'a', position: 8, values: means, halfWidths: halves.map(Math.abs) }];
        expect(pictureSvg({ ...lines, kind, series })).not.toMatch(/NaN|Infinity|undefined/);
      }),
      { numRuns: 150, seed: 6 },
    );
  });
});

describe('ticks', () => {
  it('are few, round, and reach from below to above', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), fc.integer({ min: 3, max: 8 }), (high, parts) => {
        const ticks = ticksOf(0, high, niceStep(high, parts));
        expect(ticks.length).toBeLessThanOrEqual(parts + 2);
        expect(ticks[0]).toBe(0);
        expect(ticks[ticks.length - 1]).toBeGreaterThanOrEqual(high * (1 - 1e-6));
      }),
      { numRuns: 200, seed: 6 },
    );
    expect(ticksOf(0, 21, niceStep(21, 5))).toEqual([0, 5, 10, 15, 20, 25]);
    expect(ticksOf(-3, 4, 2)).toEqual([-4, -2, 0, 2, 4]);
  });
});
