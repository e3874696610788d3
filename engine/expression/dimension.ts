/** Dimensions: what kind of thing a quantity counts, as whole powers of five bases. */

/**
 * Powers of time, person, contact, whole-time equivalent and money. The bases are one day, person, contact, WTE and £,
 * so that `person/week` has the dimension `[-1, 1, 0, 0, 0]`.
 */
export type Dimension = readonly [time: number, person: number, contact: number, wte: number, money: number];

/** A plain number or a share. */
export const DIMENSIONLESS: Dimension = [0, 0, 0, 0, 0];
/** A length of time. */
export const TIME: Dimension = [1, 0, 0, 0, 0];
/** Per time: growth, hazard, discount. */
export const RATE: Dimension = [-1, 0, 0, 0, 0];
/** A number of people. */
export const PERSON: Dimension = [0, 1, 0, 0, 0];
/** People per time: referrals, discharges. */
export const PERSON_RATE: Dimension = [-1, 1, 0, 0, 0];
/** A number of contacts. */
export const CONTACT: Dimension = [0, 0, 1, 0, 0];
/** Contacts per time. */
export const CONTACT_RATE: Dimension = [-1, 0, 1, 0, 0];
/** Contacts per person per time: how often people are seen. */
export const CONTACT_RATE_PER_PERSON: Dimension = [-1, -1, 1, 0, 0];
/** Time per contact: hours per contact, recording included. */
export const TIME_PER_CONTACT: Dimension = [1, 0, -1, 0, 0];
/** Staff in whole-time equivalents. */
export const WTE: Dimension = [0, 0, 0, 1, 0];
/** People per whole-time equivalent: a caseload limit. */
export const PERSON_PER_WTE: Dimension = [0, 1, 0, -1, 0];
/** Money in £. */
export const MONEY: Dimension = [0, 0, 0, 0, 1];
/** Money per time. */
export const MONEY_RATE: Dimension = [-1, 0, 0, 0, 1];
/** Money per whole-time equivalent per time: what a post costs. */
export const MONEY_RATE_PER_WTE: Dimension = [-1, 0, 0, -1, 1];

/** Whether two quantities may be added. */
export function sameDimension(a: Dimension, b: Dimension): boolean {
  return a.every((power, base) => power === b[base]);
}

/** The dimension of a product. */
export function timesDimension(a: Dimension, b: Dimension): Dimension {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3], a[4] + b[4]];
}

/** The dimension of a quotient. */
export function overDimension(a: Dimension, b: Dimension): Dimension {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2], a[3] - b[3], a[4] - b[4]];
}

/** The dimension of a power; a power of ½ gives that of a square root. */
export function powerOfDimension(a: Dimension, power: number): Dimension {
  // Adding 0 turns -0 into 0, which prints and compares as people expect.
  return [a[0] * power + 0, a[1] * power + 0, a[2] * power + 0, a[3] * power + 0, a[4] * power + 0];
}

const BASE_NAMES = ['day', 'person', 'contact', 'WTE', '£'];
/** Time last, as in "person day" and "£ per WTE per day". */
const READING_ORDER = [1, 2, 3, 4, 0];

/**
 * A dimension in plain words, in base units.
 *
 * @example dimensionText(PERSON_RATE) // 'person per day'
 * @example dimensionText(DIMENSIONLESS) // 'a plain number'
 */
export function dimensionText(dimension: Dimension): string {
  if (sameDimension(dimension, DIMENSIONLESS)) return 'a plain number';
  const over = READING_ORDER.filter((base) => dimension[base] > 0).map((base) => baseText(base, dimension[base]));
  const under = READING_ORDER.filter((base) => dimension[base] < 0).map(
    (base) => `per ${baseText(base, -dimension[base])}`,
  );
  return [over.join(' × '), ...under].filter((part) => part !== '').join(' ');
}

function baseText(base: number, power: number): string {
  const name = BASE_NAMES[base];
  if (power === 1) return name;
  if (power === 2) return `${name} squared`;
  return power === 3 ? `${name} cubed` : `${name} to the power ${power}`;
}
