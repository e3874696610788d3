import { html, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { seriesStyle, type SeriesStyle } from '../charts/series-style';
import { HrElement } from './element';
import './swatch.css';

const STROKES: Record<SeriesStyle['pattern'], string> = {
  solid: '',
  stripes: 'M-2 10L8 0M3 13L13 3M8 18L22 4M15 15L27 3',
  'back-stripes': 'M-2 2L8 12M2 -2L16 12M9 -1L22 12M16 -2L27 9',
  dots: 'M5 3.5h.01M11 3.5h.01M17 3.5h.01M8 8.5h.01M14 8.5h.01',
  grid: 'M6 0V12M12 0V12M18 0V12M0 4H24M0 8H24',
  rules: 'M0 3.5H24M0 8.5H24',
  pales: 'M5 0V12M10 0V12M15 0V12M20 0V12',
  rings: 'M5 6a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M13 6a2 2 0 1 0 4 0a2 2 0 1 0 -4 0',
  crosses: 'M4 3L9 9M9 3L4 9M13 3L18 9M18 3L13 9',
};

/** A piece of a scenario's line, or a box of its bars, as the charts draw it. Says nothing by itself. */
@customElement('hr-swatch')
export class HrSwatch extends HrElement {
  /** Position of the scenario; 0 is the baseline. */
  @property({ type: Number }) position = 0;
  @property() kind: 'line' | 'box' = 'line';

  protected override render() {
    const style = seriesStyle(this.position);
    return html`<svg
      viewBox="0 0 28 12"
      width="28"
      height="12"
      aria-hidden="true"
      focusable="false"
      style="stroke: var(${style.color}); fill: var(${style.color})"
    >
      ${this.kind === 'line' ? line(style) : box(style)}
    </svg>`;
  }
}

const line = ({ dash, width }: SeriesStyle) =>
  svg`<line x1="1.5" y1="6" x2="26.5" y2="6" stroke-width=${width} stroke-dasharray=${dash.join(' ')}
    stroke-linecap=${dash[0] === 2 ? 'round' : 'butt'} />`;

const box = ({ pattern }: SeriesStyle) =>
  svg`<svg x="3" y="0" width="22" height="12"><rect x="0.75" y="0.75" width="20.5" height="10.5" rx="2"
    fill-opacity=${pattern === 'solid' ? 1 : 0.2} stroke-width="1.5" />
    <path d=${STROKES[pattern]} fill="none" stroke-width=${pattern === 'dots' ? 2.5 : 1.5} stroke-linecap="round" /></svg>`;

declare global {
  interface HTMLElementTagNameMap {
    'hr-swatch': HrSwatch;
  }
}
