/** Colours for what leaves the page: those of the light theme, whatever the screen shows. A test holds the two together. */
export const PAPER = {
  surface: '#ffffff',
  ink: '#182229',
  quiet: '#55616b',
  grid: '#e8e5de',
  line: '#e3e0d8',
  series: ['#5a6670', '#0b7a75', '#b4500b', '#6d3fc4', '#b3246e', '#1f5fa8', '#7a5c00', '#2f6b2f', '#8a3a2a'],
} as const;
