/**
 * A picture as an SVG file: title, legend, drawing and source in one, in colours for paper. From the same data as the chart on the
 * page, without a browser, so that it can be saved, printed and tested.
 */
import { describePicture, type Picture, type PictureSeries } from '../charts/picture';
import { seriesStyle } from '../charts/series-style';
import { unitWords } from '../words/units';
import { PAPER } from './paper';
import { barFillSvg } from './svg-patterns';
import { niceStep, tickText, ticksOf, timeStep } from './svg-ticks';
import { xmlText } from './xml';

/** How a picture is drawn. */
export interface SvgOptions {
  /** Where its numbers come from, in a line; left out when empty. */
  source?: string;
  /** In pixels. */
  width?: number;
  /** Begins every id in it, so that several can stand on one page. */
  id?: string;
  /** Leave out the title, where it stands above the picture anyway. */
  isBare?: boolean;
}

const EDGE = 20;
/** Width of a letter of the sans-serif fonts, on average, as a share of its size. */
const LETTER = 0.55;
const SIZES = { title: 17, text: 13, small: 11.5 };

const widthOf = (text: string, size: number) => text.length * size * LETTER;
const round = (value: number) => Math.round(value * 100) / 100;

/** Break a text into lines that fit, at spaces where there are any. */
function wrap(text: string, size: number, width: number): string[] {
  const most = Math.max(8, Math.floor(width / (size * LETTER)));
  const lines: string[] = [];
  for (const word of text.split(/\s+/).flatMap((part) => part.match(new RegExp(`.{1,${most}}`, 'gsu')) ?? [])) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

interface TextStyle {
  size: number;
  color?: string;
  weight?: number;
  anchor?: 'start' | 'middle' | 'end';
}

function text(x: number, y: number, content: string, { size, color, weight, anchor }: TextStyle): string {
  const looks = [
    `font-size="${size}"`,
    `fill="${color ?? PAPER.ink}"`,
    weight ? `font-weight="${weight}"` : '',
    anchor && anchor !== 'start' ? `text-anchor="${anchor}"` : '',
  ];
  return `<text x="${round(x)}" y="${round(y)}" ${looks.filter(Boolean).join(' ')}>${xmlText(content)}</text>`;
}

/** Draw a picture as a whole SVG document. */
export function pictureSvg(picture: Picture, options: SvgOptions = {}): string {
  const { source = '', width = 720, id = 'picture', isBare = false } = options;
  const inner = width - 2 * EDGE;
  const parts: string[] = [];
  let y = isBare ? 4 : EDGE;
  const lines = (content: string, style: TextStyle, gap = 1.35) => {
    for (const line of wrap(content, style.size, inner)) {
      y += style.size;
      parts.push(text(EDGE, y, line, style));
      y += style.size * (gap - 1);
    }
  };
  if (!isBare) {
    lines(picture.title, { size: SIZES.title, weight: 600 });
    lines(picture.about, { size: SIZES.text, color: PAPER.quiet });
    y += 6;
  }
  y = legend(parts, picture, { id, y, inner });
  const plot = picture.kind === 'bars' ? drawBars : drawLines;
  y = plot(parts, picture, { id, top: y + 10, left: EDGE, right: width - EDGE });
  if (source) {
    y += 8;
    lines(source, { size: SIZES.small, color: PAPER.quiet });
  }
  const height = Math.ceil(y + (isBare ? 4 : EDGE * 0.6));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `role="img" aria-labelledby="${id}-title ${id}-description" font-family="Arial, Helvetica, sans-serif">` +
    `<title id="${id}-title">${xmlText(picture.title)}</title>` +
    `<desc id="${id}-description">${xmlText(describePicture(picture))}</desc>` +
    `<rect width="${width}" height="${height}" fill="${PAPER.surface}"/>${parts.join('')}</svg>\n`
  );
}

function legend(parts: string[], picture: Picture, { id, y, inner }: { id: string; y: number; inner: number }): number {
  const size = SIZES.text;
  let x = EDGE;
  let row = y + 18;
  for (const { name, position } of picture.series) {
    const [label, ...more] = wrap(name, size, inner - 40);
    const wide = 34 + widthOf(label, size) + 20;
    if (x > EDGE && x + wide > EDGE + inner) {
      x = EDGE;
      row += 20;
    }
    parts.push(
      picture.kind === 'bars'
        ? barFillSvg(parts, `${id}-swatch-${position}`, position, { x: x + 6, y: row - 11, width: 18, height: 13 })
        : `<path d="M${x} ${row - 4}h28" ${strokeOf(position)}/>`,
      text(x + 34, row, more.length > 0 ? `${label} …` : label, { size }),
    );
    x += wide;
  }
  return row + 8;
}

function strokeOf(position: number, width = seriesStyle(position).width): string {
  const { dash } = seriesStyle(position);
  const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';
  const cap = dash[0] <= 2 ? ' stroke-linecap="round"' : '';
  return `fill="none" stroke="${PAPER.series[position % PAPER.series.length]}" stroke-width="${width}"${dashes}${cap}`;
}

interface Place {
  id: string;
  top: number;
  left: number;
  right: number;
}

/** Lowest and highest value that the axis of amounts has to hold, as on the page: from 0, and a share up to all. */
function amountsOf({ series, unit }: Picture): [low: number, high: number] {
  const { scale } = unitWords(unit);
  const half = (one: PictureSeries, i: number) => one.halfWidths?.[i] || 0;
  const values = series.flatMap((one) => one.values.map((value) => value * scale)).filter(Number.isFinite);
  const highs = series
    .flatMap((one) => one.values.map((value, i) => (value + half(one, i)) * scale))
    .filter(Number.isFinite);
  const lows = series
    .flatMap((one) => one.values.map((value, i) => (value - half(one, i)) * scale))
    .filter(Number.isFinite);
  const low = values.every((value) => value >= 0) ? 0 : Math.min(...lows);
  const isShare = unit === 'share' && values.some((value) => value > 80) && values.every((value) => value <= 100);
  const high = isShare ? 100 : Math.max(0, ...highs);
  return [low, high > low ? high : low + 1];
}

function drawLines(parts: string[], picture: Picture, { id, top, left, right }: Place): number {
  const { scale } = unitWords(picture.unit);
  const size = SIZES.small;
  const [low, high] = amountsOf(picture);
  const ticks = ticksOf(low, high, niceStep(high - low, 5));
  const step = ticks[1] - ticks[0];
  const x0 = left + 18 + Math.max(...ticks.map((tick) => widthOf(tickText(tick, step), size))) + 8;
  const [y0, y1] = [top + 8, top + 288];
  const xs = picture.x.map(Number);
  const isSteps = picture.kind === 'steps';
  const far = Math.max(0, ...xs) + (isSteps && xs.length > 1 ? xs[1] - xs[0] : 0) || 1;
  const xAt = (value: number) => round(x0 + ((right - x0) * value) / far);
  const [bottom, ceiling] = [ticks[0], ticks[ticks.length - 1]];
  const yAt = (value: number) => round(y1 - ((y1 - y0) * (value - bottom)) / (ceiling - bottom));

  for (const tick of ticks) {
    parts.push(`<path d="M${x0} ${yAt(tick)}H${right}" stroke="${PAPER.grid}"/>`);
    parts.push(text(x0 - 8, yAt(tick) + 4, tickText(tick, step), { size, color: PAPER.quiet, anchor: 'end' }));
  }
  const along = timeStep(far, !isSteps);
  for (const tick of ticksOf(0, far, along).filter((value) => value <= far)) {
    parts.push(text(xAt(tick), y1 + 18, tickText(tick, along), { size, color: PAPER.quiet, anchor: 'middle' }));
  }
  parts.push(`<path d="M${x0} ${y1}H${right}" stroke="${PAPER.quiet}"/>`);
  parts.push(text((x0 + right) / 2, y1 + 38, picture.xTitle, { size, color: PAPER.quiet, anchor: 'middle' }));
  const turned = text(0, 0, picture.yTitle, { size, color: PAPER.quiet, anchor: 'middle' });
  parts.push(`<g transform="translate(${left + 9} ${(y0 + y1) / 2}) rotate(-90)">${turned}</g>`);

  parts.push(
    `<clipPath id="${id}-clip"><rect x="${x0}" y="${y0}" width="${round(right - x0)}" height="${y1 - y0}"/></clipPath>`,
    `<g clip-path="url(#${id}-clip)">`,
  );
  const curves = picture.series.map((series) => {
    const at = (i: number, sign: number) => {
      const value = (series.values[i] + sign * (series.halfWidths?.[i] || 0)) * scale;
      return `${xAt(xs[i])} ${yAt(value)}`;
    };
    return { series, at, spells: spellsOf(series.values) };
  });
  if (isSteps) {
    const width = xs.length > 1 ? xs[1] - xs[0] : far;
    for (const { series } of curves) {
      const ends = series.values.map((value, i) => `V${yAt((value || 0) * scale)}H${xAt(xs[i] + width)}`).join('');
      const path = `M${xAt(xs[0])} ${y1}${ends}V${y1}`;
      if (series.position === 0) parts.push(`<path d="${path}" fill="${PAPER.series[0]}" fill-opacity="0.2"/>`);
      parts.push(`<path d="${path}" ${strokeOf(series.position, series.position === 0 ? 1.5 : undefined)}/>`);
    }
  } else {
    for (const { series, at, spells } of curves.filter(({ series: { halfWidths } }) => halfWidths)) {
      const opacity = picture.series.length > 3 ? 0.09 : 0.16;
      const color = PAPER.series[series.position % PAPER.series.length];
      for (const spell of spells) {
        const edge = [...spell.map((i) => at(i, -1)), ...[...spell].reverse().map((i) => at(i, 1))];
        parts.push(`<path d="M${edge.join('L')}Z" fill="${color}" fill-opacity="${opacity}"/>`);
      }
    }
    for (const { series, at, spells } of curves) {
      const path = spells.map((spell) => `M${spell.map((i) => at(i, 0)).join('L')}`).join('');
      parts.push(`<path d="${path}" ${strokeOf(series.position)} stroke-linejoin="round"/>`);
    }
  }
  parts.push('</g>');
  return y1 + 42;
}

/** Positions of the values that are known, in spells without a gap. */
function spellsOf(values: readonly number[]): number[][] {
  const spells: number[][] = [];
  values.forEach((value, i) => {
    if (!Number.isFinite(value)) return;
    const last = spells.at(-1);
    if (last?.at(-1) === i - 1) last.push(i);
    else spells.push([i]);
  });
  return spells;
}

function drawBars(parts: string[], picture: Picture, { id, top, left, right }: Place): number {
  const { scale } = unitWords(picture.unit);
  const size = SIZES.small;
  const [low, high] = amountsOf(picture);
  const ticks = ticksOf(low, high, niceStep(high - low, 6));
  const step = ticks[1] - ticks[0];
  const labels = picture.x.map((x) => wrap(String(x), size, 190));
  const x0 = left + Math.max(60, ...labels.flat().map((line) => widthOf(line, size))) + 10;
  const [bottom, ceiling] = [ticks[0], ticks[ticks.length - 1]];
  const xAt = (value: number) => round(x0 + ((right - x0 - 8) * (value - bottom)) / (ceiling - bottom));
  const bar = picture.series.length > 3 ? 11 : 16;
  const heights = labels.map((lines) => Math.max(picture.series.length * (bar + 2), lines.length * 14) + 12);
  const y1 = top + heights.reduce((sum, height) => sum + height, 0);
  for (const tick of ticks) {
    parts.push(`<path d="M${xAt(tick)} ${top}V${y1}" stroke="${PAPER.grid}"/>`);
    parts.push(text(xAt(tick), y1 + 18, tickText(tick, step), { size, color: PAPER.quiet, anchor: 'middle' }));
  }
  let y = top;
  labels.forEach((lines, i) => {
    const middle = y + heights[i] / 2;
    lines.forEach((line, k) =>
      parts.push(text(x0 - 10, middle + 4 + (k - (lines.length - 1) / 2) * 14, line, { size, anchor: 'end' })),
    );
    let barTop = middle - (picture.series.length * (bar + 2)) / 2 + 1;
    for (const { values, halfWidths, position } of picture.series) {
      const value = values[i] * scale;
      if (Number.isFinite(value)) {
        const [from, to] = [xAt(Math.min(0, value)), xAt(Math.max(0, value))];
        const box = { x: from, y: barTop, width: round(to - from), height: bar };
        parts.push(barFillSvg(parts, `${id}-bar-${i}-${position}`, position, box));
        const half = (halfWidths?.[i] ?? 0) * scale;
        const [a, b, at] = [xAt(value - half), xAt(value + half), barTop + bar / 2];
        if (half > 0) {
          parts.push(
            `<path d="M${a} ${at}H${b}M${a} ${at - 3}v6M${b} ${at - 3}v6" fill="none" stroke="${PAPER.ink}" stroke-width="1.5"/>`,
          );
        }
      }
      barTop += bar + 2;
    }
    y += heights[i];
  });
  parts.push(`<path d="M${xAt(0)} ${top}V${y1}" stroke="${PAPER.quiet}"/>`);
  parts.push(text((x0 + right) / 2, y1 + 38, picture.yTitle, { size, color: PAPER.quiet, anchor: 'middle' }));
  return y1 + 42;
}
