/** What can be edited as a table, and copied to a spreadsheet and back: quantities, posts, starting lists and caseloads. */
import type { Catalogue, Quantity } from './catalogue';
import { keyWords } from './operation-words';
import { writeNumber } from './typed';
import { unitWords } from '../words/units';

/** A cell of a table: a field of the scenario. */
export interface TableCell {
  /** Path that a change sets: that of the quantity named there, or else of the field itself. */
  path: string;
  /** The quantity that stands there; none where the field is worked out or fixed. */
  quantity?: Quantity;
  /** What stands in the file. */
  text: string;
}

/** A row of a table. */
export interface TableRow {
  id: string;
  title: string;
  /** By column id; a column may mean nothing to a row. */
  cells: ReadonlyMap<string, TableCell>;
}

/** A column of a table. */
export interface TableColumn {
  id: string;
  title: string;
}

/** A table of fields. */
export interface EditTable {
  id: 'quantities' | 'posts' | 'starts';
  title: string;
  /** What a row is called. */
  row: string;
  columns: readonly TableColumn[];
  rows: readonly TableRow[];
}

const POST_FIELDS: readonly TableColumn[] = [
  { id: 'established', title: 'Established' },
  { id: 'inPost', title: 'In post' },
  { id: 'contracted', title: 'Contracted hours' },
  { id: 'overhead', title: 'Unseen hours' },
  { id: 'leave', title: 'On leave' },
  { id: 'sickness', title: 'Off sick' },
  { id: 'leavers', title: 'Leaving' },
];

/** One table of a scenario. */
export function tableOf(catalogue: Catalogue, id: EditTable['id']): EditTable {
  if (id === 'posts') return postsOf(catalogue);
  return id === 'starts' ? startsOf(catalogue) : quantitiesOf(catalogue);
}

function quantitiesOf({ quantities }: Catalogue): EditTable {
  return {
    id: 'quantities',
    title: 'Quantities',
    row: 'Quantity',
    columns: [{ id: 'value', title: 'Value' }],
    rows: quantities.map((quantity) => {
      const cell = { path: `parameters.${quantity.id}`, quantity, text: quantity.id };
      return { id: quantity.id, title: quantity.title, cells: new Map([['value', cell]]) };
    }),
  };
}

function postsOf(catalogue: Catalogue): EditTable {
  const rows = Object.entries(catalogue.scenario.posts ?? {}).map(([id, posts]): TableRow => {
    const found = POST_FIELDS.map(
      (column) => [column.id, posts[column.id as keyof typeof posts], `posts.${id}.${column.id}`] as const,
    );
    return { id, title: posts.title, cells: cellsOf(found, catalogue) };
  });
  return { id: 'posts', title: 'Posts', row: 'Posts', columns: POST_FIELDS, rows };
}

/** Lists and places taken at the start, and cases of each group of posts in a team. */
function startsOf(catalogue: Catalogue): EditTable {
  const rows: TableRow[] = [];
  for (const [id, service] of Object.entries(catalogue.scenario.services)) {
    const start = 'start' in service ? service.start : undefined;
    if (typeof start === 'object') {
      const found = Object.entries(start).map(([key, value]) => [key, value, `services.${id}.start.${key}`] as const);
      const cells = cellsOf(found, catalogue);
      if (cells.size > 0) rows.push({ id, title: service.title, cells });
    }
    if (service.kind !== 'team' || !Array.isArray(service.staff)) continue;
    service.staff.forEach(({ posts, startCases }, i) => {
      const path = `services.${id}.staff.${i}.startCases`;
      const title = `${service.title}: ${catalogue.scenario.posts?.[posts]?.title ?? posts}`;
      rows.push({ id: `${id}.${posts}`, title, cells: cellsOf([['startCases', startCases, path]], catalogue) });
    });
  }
  const ids = [...new Set(rows.flatMap(({ cells }) => [...cells.keys()]))];
  const titles: Record<string, string> = {
    waiting: 'Waiting',
    waited: 'Longest wait',
    inside: 'Inside',
    startCases: 'Cases per post',
  };
  const columns = ids.map((id) => ({ id, title: titles[id] ?? keyWords(id).replace(/^./, (c) => c.toUpperCase()) }));
  return { id: 'starts', title: 'Starting lists', row: 'Service', columns, rows };
}

function cellsOf(
  found: readonly (readonly [id: string, value: unknown, path: string])[],
  { byId }: Catalogue,
): Map<string, TableCell> {
  const cells = new Map<string, TableCell>();
  for (const [id, value, path] of found) {
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const quantity = typeof value === 'string' ? byId.get(value.trim()) : undefined;
    cells.set(id, { path: quantity ? `parameters.${quantity.id}` : path, quantity, text: String(value) });
  }
  return cells;
}

/** A value as a spreadsheet takes it: a share with its sign. */
export function cellNumber(value: number, unit: string): string {
  return `${writeNumber(value, unit)}${unitWords(unit).scale === 100 && unitWords(unit).one.startsWith('%') ? '%' : ''}`;
}

/** A text as a cell: on one line, and never taken for a formula. */
function cellText(text: string): string {
  const line = text.replace(/[\t\r\n]+/g, ' ');
  return /^[=+\-@]/.test(line) ? `'${line}` : line;
}

/** A table as text that a spreadsheet takes, and that can be pasted back. Values are those of the baseline. */
export function writeTable(table: EditTable): string {
  const isQuantities = table.id === 'quantities';
  const extra = isQuantities ? ['Unit', 'From', 'Until', 'Low', 'High', 'Source', 'Note'] : ['From', 'Until'];
  const lines = [['Id', table.row, ...table.columns.map(({ title }) => title), ...extra]];
  for (const { id, title, cells } of table.rows) {
    const values = table.columns.map((column) => {
      const cell = cells.get(column.id);
      return cell?.quantity ? cellNumber(cell.quantity.value, cell.quantity.unit) : cellText(cell?.text ?? '');
    });
    const quantity = isQuantities ? cells.get('value')?.quantity : undefined;
    const known = quantity
      ? [
          cellText(quantity.unit),
          '',
          '',
          cellNumber(quantity.low, quantity.unit),
          cellNumber(quantity.high, quantity.unit),
          cellText(quantity.source),
          cellText(quantity.note ?? ''),
        ]
      : [];
    lines.push([id, cellText(title), ...values, ...known]);
  }
  return `${lines.map((cells) => cells.join('\t')).join('\n')}\n`;
}
