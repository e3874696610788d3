/** Units: a closed list of names, and ratios and products of them. */
import { DIMENSIONLESS, MONEY, overDimension, CONTACT, PERSON, TIME, timesDimension, WTE } from './dimension';
import type { Dimension } from './dimension';
import { ExpressionError, quote } from './expression-error';
import { nearestName } from './nearest-name';

export * from './dimension';

/** A unit that a quantity may be written in. */
export interface Unit {
  /** As written, e.g. `person/week`. */
  readonly text: string;
  /** What it measures. */
  readonly dimension: Dimension;
  /** Multiply a value in this unit by this to get base units (day, person, contact, WTE, £). */
  readonly toBase: number;
}

/** A single unit, whose size is kept as a ratio so that a product of units is rounded once: 1/hour is exactly 24 per day. */
interface SingleUnit {
  readonly dimension: Dimension;
  /** This over `per` is the unit in base units. */
  readonly size: number;
  readonly per: number;
}

/** A month is a twelfth of a year, and a year 365.25 days, so that rates convert the same way in every month. */
const YEAR = 365.25;

const SINGLE_UNITS: ReadonlyMap<string, SingleUnit> = new Map([
  ['day', { dimension: TIME, size: 1, per: 1 }],
  ['week', { dimension: TIME, size: 7, per: 1 }],
  ['month', { dimension: TIME, size: YEAR, per: 12 }],
  ['year', { dimension: TIME, size: YEAR, per: 1 }],
  ['hour', { dimension: TIME, size: 1, per: 24 }],
  ['minute', { dimension: TIME, size: 1, per: 1440 }],
  ['second', { dimension: TIME, size: 1, per: 86_400 }],
  ['person', { dimension: PERSON, size: 1, per: 1 }],
  ['contact', { dimension: CONTACT, size: 1, per: 1 }],
  ['WTE', { dimension: WTE, size: 1, per: 1 }],
  ['£', { dimension: MONEY, size: 1, per: 1 }],
  ['share', { dimension: DIMENSIONLESS, size: 1, per: 1 }],
]);

/** The names of the single units; every unit is made of these. */
export const SINGLE_UNIT_NAMES: readonly string[] = [...SINGLE_UNITS.keys()];

/** Other spellings that people use; each is refused with the unit to write instead. */
const OTHER_SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['people', 'person'],
  ['patient', 'person'],
  ['patients', 'person'],
  ['client', 'person'],
  ['referral', 'person'],
  ['referrals', 'person'],
  ['appointment', 'contact'],
  ['appointments', 'contact'],
  ['fte', 'WTE'],
  ['gbp', '£'],
  ['pound', '£'],
  ['pounds', '£'],
  ['%', 'share'],
  ['percent', 'share'],
  ['fraction', 'share'],
  ['d', 'day'],
  ['h', 'hour'],
  ['hr', 'hour'],
  ['min', 'minute'],
  ['s', 'second'],
]);

const LONGEST = 60;

/**
 * Read a unit: single units joined by `*`, then divided by single units, without spaces. `contact/person/week` is
 * contacts per person per week; `1/year` is per year; `share` has no dimension.
 *
 * @throws ExpressionError `unknown-unit` for a name outside the list (the hint suggests one), `unit-form` for a text
 * that is not such a ratio; the position is that of the part at fault
 * @example parseUnit('person/week').toBase // 1 / 7
 */
export function parseUnit(text: string): Unit {
  if (text.length > LONGEST) {
    throw new ExpressionError('unit-form', `A unit has at most ${LONGEST} characters.`, EXAMPLES, LONGEST);
  }
  const [over, ...under] = text.split('/');
  let dimension = DIMENSIONLESS;
  let size = 1;
  let per = 1;
  let position = 0;
  for (const name of over === '1' && under.length > 0 ? [] : over.split('*')) {
    const unit = singleUnit(name, position);
    dimension = timesDimension(dimension, unit.dimension);
    size *= unit.size;
    per *= unit.per;
    position += name.length + 1;
  }
  position = over.length + 1;
  for (const name of under) {
    const unit = singleUnit(name, position);
    dimension = overDimension(dimension, unit.dimension);
    size *= unit.per;
    per *= unit.size;
    position += name.length + 1;
  }
  return { text, dimension, toBase: size / per };
}

const EXAMPLES = 'Write a unit like week, person/week or hour/WTE/week.';

function singleUnit(name: string, position: number): SingleUnit {
  const unit = SINGLE_UNITS.get(name);
  if (unit !== undefined) return unit;
  if (name === '' || name === '1') {
    const found = name === '' ? 'A unit is missing.' : 'The number 1 stands only before a division, as in 1/year.';
    throw new ExpressionError('unit-form', found, `${EXAMPLES} A quantity without a dimension is a share.`, position);
  }
  if (/[\s*]| per /.test(name)) {
    const rule = 'Units are written without spaces, products before ratios.';
    throw new ExpressionError('unit-form', `${quote(name)} is not a unit. ${rule}`, EXAMPLES, position);
  }
  const meant = OTHER_SPELLINGS.get(name.toLowerCase()) ?? nearestName(name, SINGLE_UNIT_NAMES);
  const suggestion = meant === null ? '' : `Did you mean ${meant}? `;
  throw new ExpressionError(
    'unknown-unit',
    `There is no unit ${quote(name)}.`,
    `${suggestion}Units are ${SINGLE_UNIT_NAMES.join(', ')}, and ratios of these such as person/week.`,
    position,
  );
}
