/** What people type, as values: numbers with commas, percentages, dates as they are written in Britain. */
import { unitWords } from '../words/units';

/** A value, or what is wrong with what was typed. */
export type Typed<T> = { ok: true; value: T } | { ok: false; message: string };

const refuse = (message: string): { ok: false; message: string } => ({ ok: false, message });
const NUMBER = /^[-+]?(\d+|\d{1,3}(,\d{3})+)?(\.\d+)?(e[-+]?\d{1,3})?$/i;
/** Without what scaling by 100 leaves behind. */
const tidy = (x: number) => Number(x.toPrecision(15));
const shortly = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

/**
 * A number in a unit, from how it is shown to how it stands in the file: `12` or `12%` of a share is 0.12.
 *
 * @param unit as it stands in the file; a factor has the unit `1`
 */
export function readNumber(text: string, unit: string): Typed<number> {
  const { scale } = unitWords(unit);
  const given = text.trim().replace(/^£\s*/, '').replace(/−/g, '-');
  const isPercent = given.endsWith('%');
  const plain = (isPercent ? given.slice(0, -1) : given).trim();
  if (plain === '') return refuse('Enter a number; found nothing.');
  const value = NUMBER.test(plain) && /\d/.test(plain) ? Number(plain.replaceAll(',', '')) : NaN;
  if (!Number.isFinite(value)) return refuse(`Enter a number, such as 12.5; found “${shortly(text.trim())}”.`);
  if (isPercent && scale !== 100 && unit !== '1') {
    return refuse(`This is no percentage; enter it in ${unit}, without “%”.`);
  }
  return { ok: true, value: tidy(isPercent ? value / 100 : value / scale) };
}

/** A number of the file as it is typed: in the unit that is shown, without commas. */
export function writeNumber(value: number, unit: string): string {
  return String(tidy(value * unitWords(unit).scale));
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * An instant: a date where day 0 has one, else days from the start. Takes `2026-04-01`, `1/4/2026` (day first) and
 * `1 April 2026`. Nothing typed is no instant.
 *
 * @returns the date as `YYYY-MM-DD`, or the number of days
 */
export function readInstant(text: string, startDate: string | undefined): Typed<string | number | undefined> {
  const given = text.trim();
  if (given === '') return { ok: true, value: undefined };
  if (startDate === undefined) {
    const days = /^\d{1,5}(\.\d+)?$/.test(given) ? Number(given) : NaN;
    if (days <= 40_000) return { ok: true, value: days };
    return refuse(`Enter days from the start, from 0 to 40,000; found “${shortly(given)}”.`);
  }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(given);
  const british = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(given);
  const words = /^(\d{1,2})\s+([a-z]{3})[a-z]*\.?\s+(\d{4})$/i.exec(given);
  const parts = iso
    ? [iso[1], iso[2], iso[3]]
    : british
      ? [british[3], british[2], british[1]]
      : words && [words[3], String(MONTHS.indexOf(words[2].toLowerCase()) + 1), words[1]];
  const date = parts && [parts[0], parts[1].padStart(2, '0'), parts[2].padStart(2, '0')].join('-');
  // A day that does not exist becomes another one, or none.
  const isReal = date && !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);
  if (date && isReal) return { ok: true, value: date };
  return refuse(`Enter a date that exists, such as 1/4/2026 for 1 April; found “${shortly(given)}”.`);
}

const DAY_MS = 86_400_000;

/** An instant of a change as a date where day 0 has one; a part of a day is left out. */
export function dateOf(instant: string | number, startDate: string | undefined): string | number {
  if (typeof instant === 'string' || startDate === undefined) return instant;
  const date = new Date(Date.parse(startDate) + Math.floor(instant) * DAY_MS);
  return Number.isNaN(date.getTime()) ? instant : date.toISOString().slice(0, 10);
}

/** Why a start and an end cannot stand together; nothing when they can. */
export function periodProblem(
  at: string | number | undefined,
  until: string | number | undefined,
  startDate: string | undefined,
): string | undefined {
  if (until === undefined) return undefined;
  const from = dateOf(at ?? 0, startDate);
  if (typeof from === typeof until && until > from) return undefined;
  return at === undefined
    ? 'The end comes before the run starts; choose a later one.'
    : 'The end must come after the start; choose a later one.';
}
