/** One sign for each scenario: a shape in its colour, on a piece of its line where that helps. Never colour alone. */
import { html, nothing, svg } from 'lit';
import { seriesStyle } from './series-style';

/** Shapes in a square of 12, by position of the scenario; the baseline is a circle. */
const SHAPES = [
  svg`<circle cx="6" cy="6" r="4.25" />`,
  svg`<path d="M2 2h8v8H2z" />`,
  svg`<path d="M6 1.25L11 10.25H1z" />`,
  svg`<path d="M6 .75L11.25 6 6 11.25.75 6z" />`,
  svg`<path d="M1 1.75h10L6 10.75z" />`,
  svg`<path d="M6 1v10M1 6h10" class="stroke" />`,
  svg`<path d="M2 2l8 8M10 2l-8 8" class="stroke" />`,
  svg`<circle cx="6" cy="6" r="3.75" class="stroke" />`,
  svg`<path d="M2.25 2.25h7.5v7.5h-7.5z" class="stroke" />`,
];

/** The sign of a scenario, as it stands in pictures of values. Says nothing by itself. */
export function mark(position: number) {
  return html`<svg
    class="mark"
    viewBox="0 0 12 12"
    width="12"
    height="12"
    aria-hidden="true"
    focusable="false"
    style="--mark: var(${seriesStyle(position).color})"
  >
    ${SHAPES[position % SHAPES.length]}
  </svg>`;
}

/** The sign on its line, for a legend that serves both kinds of picture. */
export function markOnLine(position: number) {
  const { color, dash, width } = seriesStyle(position);
  return html`<svg
    class="mark"
    viewBox="0 0 36 12"
    width="36"
    height="12"
    aria-hidden="true"
    focusable="false"
    style="--mark: var(${color})"
  >
    <line
      x1="1"
      y1="6"
      x2="35"
      y2="6"
      class="line"
      stroke-width=${width}
      stroke-dasharray=${dash.join(' ') || nothing}
    />
    <g transform="translate(12 0)">${SHAPES[position % SHAPES.length]}</g>
  </svg>`;
}
