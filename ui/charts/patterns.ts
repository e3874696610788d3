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

type Line = [x1: number, y1: number, x2: number, y2: number];

function draw(pen: CanvasRenderingContext2D, pattern: Exclude<SeriesStyle['pattern'], 'solid'>): void {
  if (pattern === 'dots') {
    pen.beginPath();
    pen.arc(SIZE / 2, SIZE / 2, 1.8, 0, 2 * Math.PI);
    pen.fill();
    return;
  }
  if (pattern === 'rings') {
    pen.beginPath();
    pen.arc(SIZE / 2, SIZE / 2, 2.4, 0, 2 * Math.PI);
    pen.lineWidth = 1.2;
    pen.stroke();
    return;
  }
  const across: Line = [0, SIZE / 2, SIZE, SIZE / 2];
  const down: Line = [SIZE / 2, 0, SIZE / 2, SIZE];
  // Three strokes, so that the corners join up when the tile repeats.
  const stripes = [-SIZE, 0, SIZE].map((shift): Line => [shift, SIZE, shift + SIZE, 0]);
  const crosses: Line[] = [
    [2, 2, 6, 6],
    [6, 2, 2, 6],
  ];
  const lines: Line[] =
    { grid: [across, down], rules: [across], pales: [down], crosses, stripes, 'back-stripes': stripes }[pattern] ?? [];
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
