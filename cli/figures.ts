/** Figures for people: as many digits as a reader can use. */

const MINUS = '\u2212';

/** A number with about three significant digits, thousands separated, and a true minus sign. */
export function figure(value: number): string {
  const size = Math.abs(value);
  const decimals = size === 0 || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.01 ? 3 : 5;
  const text = size.toLocaleString('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const isZero = !/[1-9]/.test(text);
  return value < 0 && !isZero ? MINUS + text : text;
}

/** A number with its unit; shares become percentages, and one of something is singular. */
export function amount(value: number, unit: string): string {
  if (unit === 'share') return `${figure(value * 100)} %`;
  if (unit === '') return figure(value);
  if (unit.startsWith('£')) return `${value < 0 ? MINUS : ''}£${figure(Math.abs(value))}${unit.slice(1)}`;
  return `${figure(value)} ${unit}`;
}

/** A range such as `18.2 to 20.1 weeks` or `£18 to £20 per year`. */
export function range(middle: number, halfWidth: number, unit: string): string {
  const scale = unit === 'share' ? 100 : 1;
  if (unit.startsWith('£')) return `${amount(middle - halfWidth, '£')} to ${amount(middle + halfWidth, unit)}`;
  return `${figure((middle - halfWidth) * scale)} to ${amount(middle + halfWidth, unit)}`;
}

/** A stretch of time in round words: `5 s`, `3 min`, `2.5 h`. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = seconds / 60;
  return minutes < 90 ? `${Math.round(minutes)} min` : `${(minutes / 60).toFixed(1)} h`;
}
