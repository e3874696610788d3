/** Bars in SVG that are told apart without colour, by the patterns that the page's charts have too. */
import { seriesStyle, type SeriesStyle } from '../charts/series-style';
import { PAPER } from './paper';

const SIZE = 8;

/** What is drawn in a tile of 8 × 8 pixels; `fill` marks what is filled and not stroked. */
const TILES: Record<SeriesStyle['pattern'], { path: string; fill?: true }> = {
  solid: { path: 'M0 0h8v8h-8z', fill: true },
  stripes: { path: 'M-2 2L2 -2M-1 9L9 -1M6 10L10 6' },
  dots: { path: 'M4 2.2a1.8 1.8 0 1 0 .01 0z', fill: true },
  'back-stripes': { path: 'M6 -2L10 2M-1 -1L9 9M-2 6L2 10' },
  grid: { path: 'M0 4h8M4 0v8' },
  rules: { path: 'M0 4h8' },
  pales: { path: 'M4 0v8' },
  rings: { path: 'M4 1.8a2.2 2.2 0 1 0 .01 0z' },
  crosses: { path: 'M2 2l4 4M6 2l-4 4' },
};

/**
 * A bar in the looks of the scenario in this position. Its pattern is added to the parts under the id.
 *
 * @returns the bar itself
 */
export function barFillSvg(
  parts: string[],
  id: string,
  position: number,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): string {
  const color = PAPER.series[position % PAPER.series.length];
  const { path, fill } = TILES[seriesStyle(position).pattern];
  const looks = fill ? `fill="${color}"` : `fill="none" stroke="${color}" stroke-width="2"`;
  parts.push(
    `<pattern id="${id}" width="${SIZE}" height="${SIZE}" patternUnits="userSpaceOnUse">` +
      `<rect width="${SIZE}" height="${SIZE}" fill="${color}" fill-opacity="0.22"/><path d="${path}" ${looks}/></pattern>`,
  );
  return (
    `<rect x="${x}" y="${y}" width="${Math.max(0, width)}" height="${height}" rx="2" fill="url(#${id})" ` +
    `stroke="${color}" stroke-width="1.5"/>`
  );
}
