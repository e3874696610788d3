/**
 * A table pasted from a spreadsheet: read, set against the scenario, and turned into operations row by row. Whatever is
 * wrong with a row is said beside it, and nothing is applied here.
 */
import type { Operation } from '../../engine/scenario/schema';
import type { Quantity } from './catalogue';
import { rangeWords, withUnit } from './operation-words';
import type { EditTable, TableCell, TableRow } from './tables';
import { periodProblem, readInstant, readNumber } from './typed';

/** What is read of a paste at most. */
export const MOST = { characters: 400_000, rows: 2000, columns: 40 };

/** A row of a paste, with what it would do. */
export interface PastedRow {
  /** Its number in what was pasted, from 1. */
  number: number;
  /** What it is about: the title of its row in the scenario, or what was pasted. */
  title: string;
  /** What would change, in words; empty where nothing would. */
  says: string[];
  /** Worth a look, though it can be applied. */
  warnings: string[];
  /** Why it cannot be applied; nothing when it can. */
  problems: string[];
  operations: ReadonlyMap<string, readonly Operation[]>;
}

/** A paste that was read, or why it could not be. */
export type Pasted = { ok: true; rows: PastedRow[] } | { ok: false; message: string };

/** Cells by row of text copied from a spreadsheet: tabs between cells, quotes around cells with line ends. */
export function cellsFrom(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/gy;
  while (cell.lastIndex < text.length && rows.length <= MOST.rows) {
    const match = cell.exec(text);
    // A quote that is never closed, or text behind a closing one, is taken as it stands.
    if (!match) break;
    row.push((match[1] === undefined ? match[2] : match[1].replaceAll('""', '"')).trim());
    if (match[3] !== '\t') {
      rows.push(row);
      row = [];
    } else if (cell.lastIndex === text.length) {
      row.push('');
    }
  }
  if (row.length > 0) rows.push(row);
  return rows.filter((cells) => cells.some((one) => one !== ''));
}

const plain = (text: string) =>
  text
    .replace(/\(.*?\)/g, '')
    .replace(/^'/, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();

const NAMES = new Set(['name', 'title', 'quantity', 'posts', 'post', 'service', 'what']);
const EXTRAS = new Set(['id', 'from', 'until', 'low', 'high', 'source', 'note', 'unit']);

/** What each column of a paste means: a column of the table, or one of the words above. */
function headingsOf(first: readonly string[], table: EditTable): string[] | undefined {
  const known = new Map(
    table.columns.flatMap(({ id, title }) => [[plain(id), id] as const, [plain(title), id] as const]),
  );
  const found = first.map((text) => {
    const word = plain(text);
    return known.get(word) ?? (NAMES.has(word) ? 'name' : EXTRAS.has(word) ? `-${word}` : '');
  });
  return found.includes('name') || found.includes('-id') ? found : undefined;
}

/** Read a paste against a table of the scenario. */
export function readPaste(text: string, table: EditTable, startDate: string | undefined): Pasted {
  if (text.length > MOST.characters) return { ok: false, message: 'This is too long to be a table of a scenario.' };
  const all = cellsFrom(text.replace(/^\uFEFF/, ''));
  if (all.length === 0) return { ok: false, message: 'Nothing was pasted yet.' };
  if (all.length > MOST.rows) return { ok: false, message: `There are more than ${MOST.rows} rows; paste fewer.` };
  if (all.some((cells) => cells.length > MOST.columns)) {
    return { ok: false, message: `A row has more than ${MOST.columns} cells; paste only what is to change.` };
  }
  const headings = headingsOf(all[0], table);
  const columns = headings ?? ['name', ...table.columns.map(({ id }) => id)];
  const unknown = (headings ?? []).flatMap((heading, i) => (heading === '' ? [all[0][i]] : []));
  if (unknown.length > 0) {
    const would = ['Id', table.row, ...table.columns.map(({ title }) => title), 'From', 'Until'].join(', ');
    return { ok: false, message: `No column is called “${unknown[0].slice(0, 40)}”. Columns that would do: ${would}.` };
  }
  if (all.every((cells) => cells.length < 2)) {
    return {
      ok: false,
      message: 'Each row needs a name and a value, in cells of their own. Copy the cells, not text.',
    };
  }
  const index = indexOf(table.rows);
  const seen = new Map<string, { number: number; value: string }>();
  return {
    ok: true,
    rows: all.flatMap((cells, i) =>
      i === 0 && headings ? [] : [readRow(cells, i + 1, { columns, table, index, seen, startDate })],
    ),
  };
}

interface Reading {
  columns: readonly string[];
  table: EditTable;
  index: ReadonlyMap<string, TableRow | null>;
  /** Paths that earlier rows set, with what to. */
  seen: Map<string, { number: number; value: string }>;
  startDate: string | undefined;
}

/** Rows by id and by title; null where several go by one. */
function indexOf(rows: readonly TableRow[]): Map<string, TableRow | null> {
  const index = new Map<string, TableRow | null>();
  for (const row of rows) {
    for (const name of new Set([plain(row.id), plain(row.title)])) index.set(name, index.has(name) ? null : row);
  }
  for (const row of rows) index.set(`id ${row.id}`, row);
  return index;
}

function readRow(cells: readonly string[], number: number, reading: Reading): PastedRow {
  const { columns, table, startDate, seen } = reading;
  const at = (heading: string) => cells[columns.indexOf(heading)] ?? '';
  const operations = new Map<string, Operation[]>();
  const result: PastedRow = { number, title: '', says: [], warnings: [], problems: [], operations };
  const id = at('-id').replace(/^'/, '');
  const name = id === '' ? at('name') : id;
  const row = (id === '' ? undefined : reading.index.get(`id ${id}`)) ?? reading.index.get(plain(name));
  result.title = row?.title ?? (name.length > 60 ? `${name.slice(0, 59)}…` : name);
  if (!row) {
    const kind = table.row.toLowerCase();
    result.problems.push(
      name === ''
        ? `There is no name in this row; put that of the ${kind} into its first cell.`
        : row === null
          ? `Several go by this name; add a column “Id”.`
          : `Nothing here is called this; copy the table from here to see the names.`,
    );
    return result;
  }
  const from = readInstant(at('-from'), startDate);
  const until = readInstant(at('-until'), startDate);
  for (const instant of [from, until]) if (!instant.ok) result.problems.push(instant.message);
  if (!from.ok || !until.ok) return result;
  const period = periodProblem(from.value, until.value, startDate);
  if (period) result.problems.push(period);
  const when = {
    ...(from.value === undefined ? {} : { at: from.value }),
    ...(until.value === undefined ? {} : { until: until.value }),
  };
  const put = (path: string, operation: Operation, value: string) => {
    const before = seen.get(path);
    if (before && before.number !== number && before.value !== value) {
      result.problems.push(`Row ${before.number} sets the same quantity to ${before.value}; keep one of the two.`);
      return;
    }
    seen.set(path, { number, value });
    operations.set(path, [operation]);
  };
  for (const { id: column, title } of table.columns) {
    const text = at(column);
    const cell = row.cells.get(column);
    const label = table.columns.length === 1 ? '' : `${title}: `;
    if (text === '' || (cell && !cell.quantity && text.replace(/^'/, '') === cell.text)) continue;
    if (!cell?.quantity) result.problems.push(label + whyFixed(cell));
    else readValue(cell.quantity, text, cell.path, when, label, result, put);
  }
  if (table.id === 'quantities') readEvidence(row.cells.get('value')?.quantity, at, result, put);
  return result;
}

type Put = (path: string, operation: Operation, value: string) => void;

function whyFixed(cell: TableCell | undefined): string {
  if (!cell) return 'means nothing in this row; leave the cell empty.';
  return `is not a quantity of its own but “${cell.text}”; change the quantities in it, or the field under Structure.`;
}

function readValue(
  quantity: Quantity,
  text: string,
  path: string,
  when: { at?: string | number; until?: string | number },
  label: string,
  result: PastedRow,
  put: Put,
): void {
  const { unit, value, low, high } = quantity;
  const typed = readNumber(text, unit);
  if (!typed.ok) {
    result.problems.push(label + typed.message);
    return;
  }
  if (typed.value === value && when.at === undefined && when.until === undefined) return;
  const shown = withUnit(typed.value, unit);
  put(path, { op: 'to', path, value: typed.value, ...when }, shown);
  result.says.push(`${label}${withUnit(value, unit)} becomes ${shown}`);
  if (low < high && (typed.value < low || typed.value > high)) {
    result.warnings.push(`${label}outside what is known of it, ${rangeWords(low, high, unit)}`);
  }
}

/** Ranges, sources and notes of quantities. */
function readEvidence(
  quantity: Quantity | undefined,
  at: (heading: string) => string,
  result: PastedRow,
  put: Put,
): void {
  if (!quantity) return;
  for (const field of ['low', 'high'] as const) {
    const text = at(`-${field}`);
    if (text === '') continue;
    const typed = readNumber(text, quantity.unit);
    const path = `parameters.${quantity.id}.${field}`;
    if (!typed.ok) result.problems.push(`${field}: ${typed.message}`);
    else if (typed.value !== quantity[field]) {
      put(path, { op: 'to', path, value: typed.value }, withUnit(typed.value, quantity.unit));
      result.says.push(
        `${field} ${withUnit(quantity[field], quantity.unit)} becomes ${withUnit(typed.value, quantity.unit)}`,
      );
    }
  }
  for (const [field, most] of [
    ['source', 300],
    ['note', 4000],
  ] as const) {
    const text = at(`-${field}`).replace(/^'/, '');
    const before = quantity[field] ?? '';
    if (text === '' || text === before.replace(/[\t\r\n]+/g, ' ')) continue;
    const path = `parameters.${quantity.id}.${field}`;
    if (text.length > most) result.problems.push(`${field}: at most ${most} characters; found ${text.length}.`);
    else {
      put(path, { op: 'to', path, value: text }, `“${text.slice(0, 40)}”`);
      result.says.push(`another ${field}`);
    }
  }
}

/** Operations of all rows that can be applied, by path. */
export function operationsOfPaste(rows: readonly PastedRow[]): Map<string, readonly Operation[]> {
  const good = rows.filter(({ problems }) => problems.length === 0);
  return new Map(good.flatMap(({ operations }) => [...operations]));
}
