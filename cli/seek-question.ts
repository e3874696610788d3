/** Reads what `seek` is asked: a target and levers, in words. Names are looked up later, against the scenario. */
import { InvalidArgumentError } from 'commander';
import type { LeverWish } from '../engine/index';
import { readDecimal } from './numbers';

/** A target as written: one of the scenario file's, or a bound on a measure. */
export type TargetWish =
  | { kind: 'named'; id: string }
  | {
      kind: 'bound';
      measure: string;
      meets: 'atMost' | 'atLeast';
      bound: number;
      /** As written; '' for the measure's own. */
      unit: string;
      /** A date, or days from the start. */
      by?: string | number;
    };

const LONGEST = 1000;
const COMPARISONS: Readonly<Record<string, 'atMost' | 'atLeast'>> = {
  'at most': 'atMost',
  '<=': 'atMost',
  '≤': 'atMost',
  'at least': 'atLeast',
  '>=': 'atLeast',
  '≥': 'atLeast',
};
const TARGET =
  /^(\S+)\s+(at most|at least|<=|>=|≤|≥)\s+£?([^\s%£]+)\s*(%|(?!by\s)[^\d\s].*?)??(?:\s+by\s+(?:day\s+(\S+)|(\S+)))?$/i;
const TARGET_EXAMPLE =
  'Name a target of the scenario file, or write e.g. "desk.waitMean at most 4 weeks by 2027-04-01".';

/** `--target`: an id, or `MEASURE at most NUMBER [UNIT] [by DATE]`. */
export function readTarget(text: string): TargetWish {
  const words = wordsOf(text);
  if (/^\S+$/.test(words)) return { kind: 'named', id: words };
  const found = TARGET.exec(words);
  if (found === null) throw new InvalidArgumentError(TARGET_EXAMPLE);
  const [, measure, comparison, number, unit = '', day, date] = found;
  const bound = readDecimal(number);
  if (bound === null) throw new InvalidArgumentError(`"${number}" is no number. ${TARGET_EXAMPLE}`);
  const meets = COMPARISONS[comparison.toLowerCase()];
  return { kind: 'bound', measure, meets, bound, unit, ...byOf(day, date) };
}

function byOf(day: string | undefined, date: string | undefined): { by?: string | number } {
  if (day !== undefined) {
    const by = readDecimal(day);
    if (by === null || by <= 0) throw new InvalidArgumentError(`"by day ${day}": a day is a number above 0.`);
    return { by };
  }
  if (date === undefined) return {};
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(date) && new Date(`${date}T00:00Z`).toJSON()?.startsWith(date) === true;
  if (!isDate) throw new InvalidArgumentError(`"by ${date}": write a date as YYYY-MM-DD, or "by day 730".`);
  return { by: date };
}

/** A lever as written, with the text for messages. */
export interface LeverText {
  text: string;
  wish: LeverWish;
}

const LEVER =
  /^(\S+)(?:\s+(?:(from|plus|times)\s+)?(\S+)\s+to\s+(\S+)(?:\s+(?:in\s+)?(?:step|steps of|by)\s+(\S+))?(?:\s+at\s+£?(\S+))?)?$/i;
const LEVER_EXAMPLE =
  'Write e.g. "clerks from 1 to 6 step 1", "posts.nurses plus 0 to 4 step 0.5 at £45000" or "demand times 1 to 0.8".';

/** `--lever`: `NAME [from|plus|times] A to B [step C] [at PRICE]`; may be given several times. */
export function readLever(text: string, before: LeverText[] = []): LeverText[] {
  const found = LEVER.exec(wordsOf(text));
  if (found === null) throw new InvalidArgumentError(LEVER_EXAMPLE);
  const [, paths, operation, ...numbers] = found;
  const [from, to, step, price] = numbers.map((number) => {
    if (number === undefined) return undefined;
    const value = readDecimal(number);
    if (value === null) throw new InvalidArgumentError(`"${number}" is no number. ${LEVER_EXAMPLE}`);
    return value;
  });
  const names = paths.split('+');
  if (names.includes('')) throw new InvalidArgumentError(`Names are joined by single +. ${LEVER_EXAMPLE}`);
  const op = operation?.toLowerCase() === 'plus' ? 'plus' : operation?.toLowerCase() === 'times' ? 'times' : undefined;
  // "from" says that values are meant; without a word posts are added to and parameters set.
  const isValue = operation?.toLowerCase() === 'from';
  const given = { op: op ?? (isValue ? ('to' as const) : undefined), from, to, step, price };
  const wish = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return [...before, { text, wish: { paths: names, ...wish } }];
}

/** `--chance`: a percentage. */
export function readChance(text: string): number {
  const percent = readDecimal(text.replace(/\s*%$/, ''));
  if (percent !== null && percent > 0 && percent < 100) return percent / 100;
  throw new InvalidArgumentError('It must be a percentage above 0 and below 100, e.g. 80.');
}

/** `--margin`: in the unit of the measure. */
export function readMargin(text: string): number {
  const margin = readDecimal(text);
  if (margin !== null && margin > 0) return margin;
  throw new InvalidArgumentError('It must be a number above 0, in the unit of the measure.');
}

/** `--replications N+M`: for the screening and for the edge. */
export function readPhases(text: string): { screening: number; edge: number } {
  const found = /^(\d{1,6})\+(\d{1,6})$/.exec(text);
  if (found !== null) return { screening: Number(found[1]), edge: Number(found[2]) };
  throw new InvalidArgumentError('Write two whole numbers, for the screening and for the edge, e.g. 120+80.');
}

function wordsOf(text: string): string {
  if (text.length > LONGEST) throw new InvalidArgumentError(`It must be at most ${LONGEST} characters.`);
  return text.trim().replaceAll(/\s+/g, ' ');
}
