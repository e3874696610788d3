/** Numbers given as options. */
import { InvalidArgumentError } from 'commander';

/** Decimal notation only: `Number` alone would take an empty text for 0 and 0x10 for 16. */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A number in decimal notation; null for anything else. */
export function readDecimal(text: string): number | null {
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}

function readNumber(text: string, rule: string, fits: (value: number) => boolean): number {
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  if (fits(value)) return value;
  throw new InvalidArgumentError(`It must be ${rule}.`);
}

/** `--replications`: an interval needs two. */
export function readReplications(text: string): number {
  return readNumber(text, 'a whole number from 2 to 10,000', (n) => Number.isInteger(n) && n >= 2 && n <= 10_000);
}

/** `--max-replications`, as `--replications`. */
export const readMaxReplications = readReplications;

/** `--budget`: at most a day. */
export function readSeconds(text: string): number {
  return readNumber(text, 'a number of seconds above 0 and up to 86,400 (a day)', (n) => n > 0 && n <= 86_400);
}

/** One `--precision`, in the unit of its measure. */
export interface PrecisionOption {
  measure: string;
  precision: number;
}

/** `--precision MEASURE=VALUE`; may be given several times. */
export function readPrecision(text: string, before: PrecisionOption[] = []): PrecisionOption[] {
  // Ids of measures of parts have an = of their own.
  const at = text.lastIndexOf('=');
  const measure = text.slice(0, Math.max(0, at));
  if (measure === '') throw new InvalidArgumentError('Write MEASURE=VALUE, e.g. desk.waitMean=0.5.');
  const precision = readNumber(text.slice(at + 1), 'MEASURE=VALUE with a value above 0', (n) => n > 0 && n < Infinity);
  return [...before, { measure, precision }];
}

/** `--days`: the limits of a scenario file's `horizonDays`. */
export function readDays(text: string): number {
  return readNumber(text, 'a number of days above 0 and up to 40,000 (about 109 years)', (n) => n > 0 && n <= 40_000);
}

/** `--workers`. */
export function readWorkers(text: string): number {
  return readNumber(text, 'a whole number from 1 to 256', (n) => Number.isInteger(n) && n >= 1 && n <= 256);
}

/** `--seed`: any text. */
export function readSeed(text: string): string {
  if (text.length >= 1 && text.length <= 200) return text;
  throw new InvalidArgumentError('It must be a text of 1 to 200 characters.');
}

/** `--replication`: which one, from 0. */
export function readReplication(text: string): number {
  return readNumber(text, 'a whole number from 0 to 9,999', (n) => Number.isInteger(n) && n >= 0 && n <= 9999);
}

/** `--some`: how many people to list. */
export function readSome(text: string): number {
  return readNumber(text, 'a whole number from 1 to 1,000', (n) => Number.isInteger(n) && n >= 1 && n <= 1000);
}

/** `--top`: how many quantities to measure with intervals. */
export function readTop(text: string): number {
  return readNumber(text, 'a whole number from 1 to 100', (n) => Number.isInteger(n) && n >= 1 && n <= 100);
}

/** `--settings`: how many settings to draw over the ranges of all quantities; a band needs some. */
export function readSettings(text: string): number {
  return readNumber(text, 'a whole number from 10 to 1,000', (n) => Number.isInteger(n) && n >= 10 && n <= 1000);
}

/** `--shape`: how values are spread over a range. */
export function readShape(text: string): 'triangular' | 'uniform' {
  if (text === 'triangular' || text === 'uniform') return text;
  throw new InvalidArgumentError('It must be triangular or uniform.');
}
