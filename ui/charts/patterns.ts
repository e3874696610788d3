/** Fills for bars that are told apart without colour. */
import type { SeriesStyle } from './series-style';

const SIZE = 8;

/** A fill of the colour in the series' pattern. Falls back to the plain colour. */
export function barFill(context: CanvasRenderingContext2D, color: string, pattern: SeriesStyle['pattern']) {
  if (pattern === 'solid') return color;
  const tile = document.createElement('canvas');
  tile.width = tile.height = SIZE;
  const pen = tile.getContext('2d');
  if (!pen) return color;
  pen.globalAlpha = 0.22;
  pen.fillStyle = color;
  pen.fillRect(0, 0, SIZE, SIZE);
  pen.globalAlpha = 1;
  pen.strokeStyle = color;
  pen.lineWidth = 2;
  draw(pen, pattern);
  return context.createPattern(tile, 'repeat') ?? color;
}

function draw(pen: CanvasRenderingContext2D, pattern: SeriesStyle['pattern']): void {
  if (pattern === 'dots') {
    pen.beginPath();
    pen.arc(SIZE / 2, SIZE / 2, 1.8, 0, 2 * Math.PI);
    pen.fill();
    return;
  }
  const lines: [number, number, number, number][] =
    pattern === 'grid'
      ? [
          [0, SIZE / 2, SIZE, SIZE / 2],
          [SIZE / 2, 0, SIZE / 2, SIZE],
        ]
      : // Three strokes, so that the corners join up when the tile repeats.
        [-SIZE, 0, SIZE].map((shift) => [shift, SIZE, shift + SIZE, 0]);
  if (pattern === 'back-stripes') {
    pen.translate(SIZE, 0);
    pen.scale(-1, 1);
  }
  for (const [x1, y1, x2, y2] of lines) {
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.lineTo(x2, y2);
    pen.stroke();
  }
}
