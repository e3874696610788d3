/** One look per scenario, the same in every chart, legend and table: colour, dash, point and pattern together. */

/** How the scenario in this position is drawn; 0 is the baseline. */
export interface SeriesStyle {
  /** Custom property that holds the colour. */
  color: string;
  /** Dash pattern of the line, in pixels. */
  dash: number[];
  width: number;
  /** Chart.js point style, for bars' whiskers and single points. */
  pattern: 'solid' | 'stripes' | 'dots' | 'back-stripes' | 'grid' | 'rules' | 'pales' | 'rings' | 'crosses';
}

const STYLES: SeriesStyle[] = [
  { color: '--series-0', dash: [], width: 2, pattern: 'solid' },
  { color: '--series-1', dash: [8, 4], width: 2.5, pattern: 'stripes' },
  { color: '--series-2', dash: [2, 4], width: 3, pattern: 'dots' },
  { color: '--series-3', dash: [12, 4, 2, 4], width: 2.5, pattern: 'back-stripes' },
  { color: '--series-4', dash: [4, 3], width: 2.5, pattern: 'grid' },
  { color: '--series-5', dash: [16, 5], width: 2.5, pattern: 'rules' },
  { color: '--series-6', dash: [1, 6], width: 3.5, pattern: 'pales' },
  { color: '--series-7', dash: [10, 3, 2, 3, 2, 3], width: 2.5, pattern: 'rings' },
  { color: '--series-8', dash: [5, 6], width: 3, pattern: 'crosses' },
];

/** Style of the scenario in this position. */
export function seriesStyle(position: number): SeriesStyle {
  return STYLES[position % STYLES.length];
}
