/** A measured number, a difference and an interval in words, with their unit. */
import { decimalsFor, formatNumber } from './numbers';
import { unitWords, type UnitWords } from './units';

const after = (words: { one: string; many: string }, text: string) => (text === '1' ? words.one : words.many);

/** Decimals for numbers of one comparison, so that both values and the interval are written alike. */
export function decimalsOf(unit: string, halfWidth: number, size: number): number {
  const { scale } = unitWords(unit);
  return decimalsFor(halfWidth * scale, size * scale);
}

/**
 * One number with its unit.
 *
 * @example formatQuantity(0.184, 'share', 1) // '18.4%'
 */
export function formatQuantity(value: number, unit: string, decimals: number): string {
  const words = unitWords(unit);
  const text = formatNumber(value * words.scale, decimals);
  return text + after(words, text);
}

/** Only the number of {@link formatQuantity}. */
export function formatBare(value: number, unit: string, decimals: number): string {
  return formatNumber(value * unitWords(unit).scale, decimals);
}

function end(size: number, decimals: number, words: UnitWords): string {
  const text = formatNumber(Math.abs(size), decimals);
  return `${text}${after(words.difference, text)} ${size < 0 ? words.less : words.more}`;
}

/**
 * The interval of a difference in words. One that holds 0 names both ends.
 *
 * @example formatInterval(6, 1, 'weeks', 0) // '5 to 7 weeks longer'
 * @example formatInterval(0.3, 0.6, 'weeks', 1) // 'between 0.3 weeks shorter and 0.9 weeks longer'
 */
export function formatInterval(mean: number, halfWidth: number, unit: string, decimals: number): string {
  const words = unitWords(unit);
  const low = (mean - halfWidth) * words.scale;
  const high = (mean + halfWidth) * words.scale;
  if (!Number.isFinite(low) || !Number.isFinite(high)) return 'interval not known';
  if (low < 0 && high > 0) return `between ${end(low, decimals, words)} and ${end(high, decimals, words)}`;
  if (low === 0 && high === 0) return 'no difference';
  const [near, far] = low >= 0 ? [low, high] : [high, low];
  const [nearText, farText] = [formatNumber(Math.abs(near), decimals), formatNumber(Math.abs(far), decimals)];
  if (nearText === farText) return `about ${end(far, decimals, words)}`;
  return `${nearText} to ${end(far, decimals, words)}`;
}
