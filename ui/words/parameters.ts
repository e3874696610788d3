/** A parameter's value and range in words, as they stand in the scenario. */
import type { Parameter } from '../../engine/scenario/schema';
import { formatNumber } from './numbers';
import { unitWords } from './units';

/** `12.5 weeks`: the value with its unit, as it was given. */
export function parameterNumber({ value, unit }: Pick<Parameter, 'value' | 'unit'>): string {
  const words = unitWords(unit);
  const scaled = value * words.scale;
  return plainNumber(scaled) + (scaled === 1 ? words.one : words.many);
}

/** `fixed`, or `10 to 15`. */
export function parameterRange({ low, high, unit }: Pick<Parameter, 'low' | 'high' | 'unit'>): string {
  if (low === high) return 'fixed';
  const { scale } = unitWords(unit);
  return `${plainNumber(low * scale)} to ${plainNumber(high * scale)}`;
}

/** A given number as it was given, to four digits. */
export function plainNumber(x: number): string {
  // Without what a scale of 100 leaves behind.
  const given = Number(x.toPrecision(15));
  const before = given === 0 ? 1 : Math.floor(Math.log10(Math.abs(given))) + 1;
  const decimals = before > 3 ? (String(given).split('.')[1] ?? '').length : 4 - before;
  const text = formatNumber(given, decimals);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
