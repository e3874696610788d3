/** Numbers as people read them: British grouping, only as many decimals as the interval supports. */

const NUMBER_WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/**
 * Decimals that an interval supports: none when its half-width is 1 or more, otherwise up to two.
 *
 * @param halfWidth half-width of the interval, in the unit shown; NaN or 0 means unknown
 * @param size size of the number itself, used where the half-width is unknown
 * @example decimalsFor(0.3) // 1
 */
export function decimalsFor(halfWidth: number, size = 0): number {
  if (Number.isFinite(halfWidth) && halfWidth > 0) return Math.min(2, Math.max(0, Math.ceil(-Math.log10(halfWidth))));
  const large = Math.abs(size);
  if (large >= 20 || Number.isInteger(size)) return 0;
  return large >= 2 ? 1 : 2;
}

/** From here on not every whole number can be told from the next. */
const LARGEST = 2 ** 53;

/**
 * Write a number with a fixed count of decimals and a true minus sign. Not a number becomes a dash. Done here rather than by
 * `Intl`, which holds the page up for tens of milliseconds when it is first asked.
 *
 * @example formatNumber(-1234.5, 0) // '−1,235' (rounds half away from zero, like a person)
 */
export function formatNumber(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return '–';
  const [digits, exponent] = Math.abs(value).toExponential().split('e');
  // Moving the point in the text makes 1.005 exactly 100.5, which multiplying does not.
  const moved = Math.round(Number(`${digits}e${Number(exponent) + decimals}`));
  const [whole, part] = split(
    moved < LARGEST ? String(moved) : BigInt(Math.round(Math.abs(value))).toString() + '0'.repeat(decimals),
    decimals,
  );
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ',') + part;
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

/** Put the point before the last digits. */
function split(digits: string, decimals: number): [whole: string, part: string] {
  if (decimals === 0) return [digits, ''];
  const padded = digits.padStart(decimals + 1, '0');
  return [padded.slice(0, -decimals), `.${padded.slice(-decimals)}`];
}

/** Write a number with its sign, for a difference: `+5`, `−3`, `0`. */
export function formatSigned(value: number, decimals: number): string {
  const text = formatNumber(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** Whole numbers up to ten as words, others as digits. */
export function countInWords(count: number): string {
  return Number.isInteger(count) && count >= 0 && count < NUMBER_WORDS.length
    ? NUMBER_WORDS[count]
    : formatNumber(count, Number.isInteger(count) ? 0 : 1);
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** A date as it stands in a scenario in words: `2017-04-01` becomes `1 April 2017`. */
export function formatDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** Name several things in one phrase: `a, b and c`. */
export function joinList(items: readonly string[], word = 'and'): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${word} ${items[items.length - 1]}`;
}

/**
 * A length of time in the largest unit that fits.
 *
 * @example formatDuration(1096) // 'three years'
 */
export function formatDuration(days: number): string {
  const say = (count: number, one: string) => `${countInWords(count)} ${one}${count === 1 ? '' : 's'}`;
  const years = days / 365.25;
  const isNear = (value: number, tolerance: number) => Math.abs(value - Math.round(value)) < tolerance;
  if (years > 0.9 && isNear(years, 0.012)) return say(Math.round(years), 'year');
  const months = years * 12;
  if (months > 1.9 && isNear(months, 0.06)) return say(Math.round(months), 'month');
  if (days >= 14 && isNear(days / 7, 0.01)) return say(Math.round(days / 7), 'week');
  if (months > 1.9) return say(Math.round(months), 'month');
  return say(Math.round(days * 10) / 10, 'day');
}
