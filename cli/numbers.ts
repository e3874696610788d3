/** Numbers given as options. */
import { InvalidArgumentError } from 'commander';

/** Decimal notation only: `Number` alone would take an empty text for 0 and 0x10 for 16. */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function readNumber(text: string, rule: string, fits: (value: number) => boolean): number {
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  if (fits(value)) return value;
  throw new InvalidArgumentError(`It must be ${rule}.`);
}

/** `--replications`: an interval needs two. */
export function readReplications(text: string): number {
  return readNumber(text, 'a whole number from 2 to 10,000', (n) => Number.isInteger(n) && n >= 2 && n <= 10_000);
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
