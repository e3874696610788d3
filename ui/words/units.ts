/** Units of measures as words, and how a difference in each is spoken of. */

/** How values in a unit are written and compared. */
export interface UnitWords {
  /** Multiply a value by this before it is shown (100 for shares). */
  scale: number;
  /** After one, and after any other number; empty for none. Begins with a space or a sign. */
  one: string;
  many: string;
  /** After the size of a difference. */
  difference: { one: string; many: string };
  more: string;
  less: string;
  /** On a chart's axis or in a table's heading. */
  axis: string;
}

function time(one: string): UnitWords {
  const words = { one: ` ${one}`, many: ` ${one}s` };
  return { scale: 1, ...words, difference: words, more: 'longer', less: 'shorter', axis: `${one}s` };
}

function count(one: string, many: string, axis = many): UnitWords {
  const words = { one: ` ${one}`, many: ` ${many}` };
  return { scale: 1, ...words, difference: words, more: 'more', less: 'fewer', axis };
}

function level(after: string, axis: string): UnitWords {
  const words = { one: after, many: after };
  return { scale: 1, ...words, difference: words, more: 'higher', less: 'lower', axis };
}

const SHARE: UnitWords = {
  scale: 100,
  one: '%',
  many: '%',
  difference: { one: ' percentage point', many: ' percentage points' },
  more: 'higher',
  less: 'lower',
  axis: '%',
};

const UNITS = new Map<string, UnitWords>([
  ['week', time('week')],
  ['day', time('day')],
  ['hour', time('hour')],
  ['minute', time('minute')],
  ['month', time('month')],
  ['year', time('year')],
  ['person', count('person', 'people')],
  ['WTE', { ...count('whole-time post', 'whole-time posts'), axis: 'whole-time posts (WTE)' }],
  ['share', SHARE],
  ['contact', count('contact', 'contacts')],
  ['case', count('case', 'cases')],
  ['slot', count('slot', 'slots')],
  ['assessment', count('assessment', 'assessments')],
  ['person-day', count('person-day', 'person-days')],
  ['AMHP', count('AMHP', 'AMHPs')],
  ['AMHP-day', count('AMHP-day', 'AMHP-days')],
  ['1', level('', '')],
  ['', level('', '')],
]);

const SINGULAR: Record<string, string> = { people: 'person', persons: 'person', 'people-day': 'person-day' };

function singular(unit: string): string {
  if (SINGULAR[unit]) return SINGULAR[unit];
  const stem = unit.replace(/s$/, '');
  if (UNITS.has(stem)) return stem;
  return SINGULAR[stem] ?? stem;
}

/**
 * Words for a unit of a measure. Understands plurals and rates (`people/week`, `people per week`); a unit that is not
 * known is shown as it stands.
 */
export function unitWords(unit: string): UnitWords {
  const [over, ...under] = unit.split(/\s*\/\s*|\s+per\s+/);
  const base = UNITS.get(singular(over.trim()));
  if (base === undefined) return level(unit === '' ? '' : ` ${unit}`, unit);
  if (under.length === 0) return base;
  const per = under
    .map((part) => singular(part.trim()))
    .map((part) => (part === 'WTE' ? ' per whole-time post' : ` ${/^[aeo]|^hour/.test(part) ? 'an' : 'a'} ${part}`))
    .join('');
  return {
    ...base,
    one: base.one + per,
    many: base.many + per,
    difference: { one: base.difference.one + per, many: base.difference.many + per },
    axis: base.axis + per,
  };
}
