/** The outputs in words: one sentence for each figure, and the cells of its table. */
import type { Difference, Level, OutputFigure, OutputRow } from '../../engine/results/outputs';
import { countInWords, decimalsFor, formatNumber, formatSigned, joinList } from './numbers';
import { decimalsOf, formatBare, formatInterval, formatQuantity } from './quantities';
import { unitWords } from './units';

/** Titles of places by id. */
export type Places = Readonly<Record<string, { title: string }>>;

/** What a row is called by itself: `Coventry, IPU 3-8 initial assessment`; empty for the only row of everything. */
export function rowName(
  { place, label, within }: Pick<OutputRow, 'place' | 'label' | 'within'>,
  places: Places,
): string {
  return [places[place]?.title ?? '', within, label].filter((part) => part !== '').join(', ');
}

/**
 * What a figure says in a sentence: the row and scenario that move most for how sure it is, or that nothing moves surely, or, with
 * nothing compared, where it stands.
 *
 * @param scenarios titles, the baseline first
 */
export function describeFigure(figure: OutputFigure, places: Places, scenarios: readonly string[]): string {
  const { rows, title, unit } = figure;
  if (scenarios.length < 2) return describeLevels(figure, places);
  const all = rows.flatMap((row) =>
    row.differences.flatMap((difference, i) => (difference ? [{ row, difference, scenario: i + 1 }] : [])),
  );
  const sure = all.filter(({ difference }) => difference.verdict !== 'too close to call');
  if (sure.length === 0) {
    const who = scenarios.length === 2 ? 'the scenario makes no' : 'no scenario makes a';
    return `${title}: ${all.length === 0 ? 'nothing was counted' : `${who} difference that is sure`}.`;
  }
  // What moves most for what it was; an interval's width stands in where there was nothing.
  const weight = ({ row, difference: { mean, halfWidth } }: (typeof sure)[number]) =>
    Math.abs(mean) / Math.max(Math.abs(row.levels[0]?.mean ?? 0), halfWidth, 1e-9);
  const most = sure.reduce((best, one) => (weight(one) > weight(best) ? one : best));
  const { row, difference, scenario } = most;
  const [from, to] = [row.levels[0], row.levels[scenario]];
  const name = rowName(row, places);
  const decimals = decimalsOf(unit, difference.halfWidth, Math.max(Math.abs(from?.mean ?? 0), Math.abs(to?.mean ?? 0)));
  const values =
    from && to ? ` ${formatQuantity(to.mean, unit, decimals)} against ${formatBare(from.mean, unit, decimals)}` : '';
  const interval = formatInterval(difference.mean, difference.halfWidth, unit, decimals);
  const others = sure.length - 1;
  const count = countInWords(others);
  const more =
    others === 0
      ? ''
      : ` ${count.charAt(0).toUpperCase()}${count.slice(1)} other difference${others === 1 ? ' is' : 's are'} sure.`;
  return `${name === '' ? title : `${name}: ${lower(title)}`} with “${scenarios[scenario]}”:${values} (${interval}; 95% interval), ${difference.verdict}.${more}`;
}

/** Most rows that a sentence names. */
const MOST_NAMED = 4;

function describeLevels({ rows, title, unit }: OutputFigure, places: Places): string {
  const known = rows.flatMap((row) => (row.levels[0] ? [{ row, level: row.levels[0] }] : []));
  if (known.length === 0) return `${title}: nothing was counted.`;
  const say = ({ row, level }: (typeof known)[number]) => {
    const name = rowName(row, places);
    const text = formatQuantity(level.mean, unit, decimalsOf(unit, level.halfWidth, level.mean));
    return name === '' ? text : `${name} ${text}`;
  };
  const named = known.length <= MOST_NAMED ? known : [...known].sort((a, b) => b.level.mean - a.level.mean).slice(0, 1);
  const lead = known.length <= MOST_NAMED ? '' : `the highest of ${known.length} is `;
  return `${title}: ${lead}${joinList(named.map(say))}.`;
}

const lower = (text: string) => (/^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);

/** Decimals that fit all levels and differences of a figure. */
export function decimalsOfFigure({ rows, unit }: Pick<OutputFigure, 'rows' | 'unit'>): number {
  const { scale } = unitWords(unit);
  const levels = rows.flatMap(({ levels: all }) => all.flatMap((level) => level ?? []));
  const halves = levels
    .map(({ halfWidth }) => halfWidth * scale)
    .filter((half) => half > 0)
    .sort((a, b) => a - b);
  const size = Math.max(0, ...levels.map(({ mean }) => Math.abs(mean) * scale));
  const typical = halves[Math.floor(halves.length / 2)] ?? NaN;
  return Math.max(Math.min(decimalsFor(typical, size), size >= 1000 ? 0 : 2), size < 100 && size > 0 ? 1 : 0);
}

/** A level as a cell: `12.3 ± 0.4`, or a dash. */
export function levelCell(level: Level, unit: string, decimals: number): string {
  if (level === null) return '–';
  const { scale } = unitWords(unit);
  return `${formatNumber(level.mean * scale, decimals)} ± ${formatNumber(level.halfWidth * scale, decimals)}`;
}

/** A difference as a cell: `+1.2 ± 0.4`; empty where there is none. */
export function differenceCell(difference: Difference, unit: string, decimals: number): string {
  if (difference === null) return '';
  const { scale } = unitWords(unit);
  return `${formatSigned(difference.mean * scale, decimals)} ± ${formatNumber(difference.halfWidth * scale, decimals)}`;
}
