/** Round numbers for axes. */
import { formatNumber } from '../words/numbers';

/** A step of 1, 2, 2.5 or 5 times a power of ten that divides a span into about so many parts. */
export function niceStep(span: number, parts: number): number {
  const power = 10 ** Math.floor(Math.log10(span / parts));
  const factor = [1, 2, 2.5, 5, 10].find((one) => span / (one * power) <= parts) ?? 10;
  return factor * power;
}

/** A step of time, in months or in units of a wait, that gives few labels. */
export function timeStep(span: number, isMonths: boolean): number {
  const steps = isMonths ? [1, 2, 3, 6, 12, 24, 60] : [1, 2, 4, 5, 10, 13, 26, 52, 104];
  return steps.find((step) => span / step <= 8) ?? niceStep(span, 8);
}

/** Multiples of a step from the last below a span to the first above it; at least two. */
export function ticksOf(low: number, high: number, step: number): number[] {
  const [from, to] = [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)];
  return Array.from({ length: Math.max(2, to - from + 1) }, (_, i) => (from + i) * step);
}

/** A number on an axis, with the decimals that tell it from the next. */
export function tickText(value: number, step: number): string {
  const decimals = String(Number(step.toPrecision(3))).split('.')[1] ?? '';
  return formatNumber(value, decimals.length);
}
