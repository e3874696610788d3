import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogueOf } from '../../ui/editing/catalogue';
import { cellsFrom, MOST, operationsOfPaste, readPaste, type Pasted } from '../../ui/editing/pasted';
import { tableOf, writeTable, type EditTable } from '../../ui/editing/tables';
import { infoFromShipped, type Baseline } from '../../ui/state/baseline';

const START = '2026-04-01';

function baselineOf(id: string): Baseline {
  const text = readFileSync(`scenarios/${id}/scenario.json`, 'utf8');
  return { origin: 'shipped', fileName: `${id}.json`, text, key: id, info: infoFromShipped(JSON.parse(text)) };
}

const town = catalogueOf(baselineOf('small-town'));
const TABLES: EditTable['id'][] = ['quantities', 'posts', 'starts'];
const rowsOf = (pasted: Pasted) => {
  if (!pasted.ok) throw new Error(pasted.message);
  return pasted.rows;
};
const read = (text: string, id: EditTable['id'] = 'quantities') => readPaste(text, tableOf(town, id), START);
const operations = (text: string, id?: EditTable['id']) =>
  [...operationsOfPaste(rowsOf(read(text, id))).values()].flat();

describe('cells from a spreadsheet', () => {
  it.each([
    [
      'a\tb\nc\td\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a\tb\r\n\r\n\t\r\nc\t\r\n',
      [
        ['a', 'b'],
        ['c', ''],
      ],
    ],
    [
      '"two\nlines"\t"say ""hi"""\nx\t',
      [
        ['two\nlines', 'say "hi"'],
        ['x', ''],
      ],
    ],
    ['"open\tb\nc', [['"open', 'b'], ['c']]],
    ['5" pipe\t"x"y\n', [['5" pipe', '"x"y']]],
    ['', []],
  ])('%j', (text, cells) => {
    expect(cellsFrom(text)).toEqual(cells);
  });

  it('of any text are as many as were written, and the same', () => {
    const cell = fc.string({ maxLength: 8 }).map((text) => text.trim().replaceAll('\0', ''));
    const row = fc.array(cell, { minLength: 2, maxLength: 5 }).filter((cells) => cells.some((one) => one !== ''));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
        const text = rows.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join('\t')).join('\r\n');
        expect(cellsFrom(text)).toEqual(rows);
      }),
      { seed: 6, numRuns: 200 },
    );
  });
});

describe('a pasted table', () => {
  it.each(['small-town', 'coventry-warwickshire'])('of %s that was copied from here changes nothing', (id) => {
    const whole = catalogueOf(baselineOf(id));
    for (const each of TABLES) {
      const table = tableOf(whole, each);
      expect(table.rows.length).toBeGreaterThan(0);
      const rows = rowsOf(readPaste(writeTable(table), table, START));
      expect(rows).toHaveLength(table.rows.length);
      expect(rows.flatMap(({ problems, says }) => [...problems, ...says])).toEqual([]);
    }
  });

  it('needs no headings, and takes names or ids', () => {
    const { title } = town.byId.get('nursesInPost') ?? { title: '' };
    const expected = [{ op: 'to', path: 'parameters.nursesInPost', value: 8 }];
    expect(operations(`${title}\t8`)).toEqual(expected);
    expect(operations('nursesInPost\t8')).toEqual(expected);
    expect(operations('Value\tId\n8\tnursesInPost')).toEqual(expected);
  });

  it('takes dates, ranges, sources and notes', () => {
    const text =
      'Id\tValue\tFrom\tUntil\tLow\tSource\tNote\nnursesInPost\t8\t1/5/2026\t1 Jan 2027\t6\tour payroll\tAs told.';
    const path = 'parameters.nursesInPost';
    expect(operations(text)).toEqual([
      { op: 'to', path, value: 8, at: '2026-05-01', until: '2027-01-01' },
      { op: 'to', path: `${path}.low`, value: 6 },
      { op: 'to', path: `${path}.source`, value: 'our payroll' },
      { op: 'to', path: `${path}.note`, value: 'As told.' },
    ]);
  });

  it('of posts and starting lists reaches the quantities that stand there', () => {
    expect(operations('Posts\tIn post\tOff sick\nMental health nurses\t8\t7%', 'posts')).toEqual([
      { op: 'to', path: 'parameters.nursesInPost', value: 8 },
      { op: 'to', path: 'parameters.sicknessShare', value: 0.07 },
    ]);
    const table = tableOf(town, 'starts');
    const row = table.rows.find(({ cells }) => cells.get('waiting')?.quantity);
    const cell = row?.cells.get('waiting');
    expect(operations(`Service\tWaiting\n${row?.title}\t3`, 'starts')).toEqual([
      { op: 'to', path: cell?.path, value: 3 },
    ]);
  });

  it('says row by row what is wrong, and uses the others', () => {
    const text = [
      'Quantity\tValue\tFrom\tUntil',
      'nursesInPost\tmany',
      'nobody\t3',
      '\t3',
      'population\t61,000',
      'sicknessShare\t4%\t1/6/2026\t1/5/2026',
      'population\t62000',
      '__proto__\t1',
      '=HYPERLINK("x")\t1',
    ].join('\n');
    const rows = rowsOf(read(text));
    expect(rows.map(({ number, problems }) => [number, problems.length])).toEqual([
      [2, 1],
      [3, 1],
      [4, 1],
      [5, 0],
      [6, 1],
      [7, 1],
      [8, 1],
      [9, 1],
    ]);
    expect(rows[5].problems[0]).toBe('Row 5 sets the same quantity to 61,000 people; keep one of the two.');
    expect([...operationsOfPaste(rows).values()].flat()).toEqual([
      { op: 'to', path: 'parameters.population', value: 61000 },
    ]);
  });

  it('warns of values outside what is known, and of rows that share a quantity', () => {
    const [row] = rowsOf(read('population\t90000'));
    expect(row.warnings).toEqual(['outside what is known of it, 55,000 to 65,000 people']);
    const [first, second] = rowsOf(read('Posts\tOff sick\nMental health nurses\t7%\nSocial workers\t8%', 'posts'));
    expect(first.problems).toEqual([]);
    expect(second.problems).toEqual(['Row 2 sets the same quantity to 7%; keep one of the two.']);
  });

  it('says why a field that is worked out cannot be pasted over', () => {
    const [row] = rowsOf(read('Posts\tUnseen hours\nFront desk practitioners\t3', 'posts'));
    expect(row.problems[0]).toContain('overheadHours + walkInHours / frontDeskPosts');
  });

  it.each([
    ['', 'Nothing was pasted yet.'],
    ['one\ntwo', 'Each row needs a name and a value'],
    ['Quantity\tCost\nx\t1', 'No column is called “Cost”'],
    ['a\t1\n'.repeat(MOST.rows + 1), `more than ${MOST.rows} rows`],
    [`x${'\t1'.repeat(MOST.columns + 1)}`, `more than ${MOST.columns} cells`],
    ['x'.repeat(MOST.characters + 1), 'too long'],
  ])('%.20j is refused as a whole', (text, message) => {
    const pasted = read(text);
    expect(pasted.ok ? '' : pasted.message).toContain(message);
  });

  it('whatever it holds, only sets what is there, to numbers and texts, and never throws', () => {
    const names = [...town.byId.keys()].slice(0, 6);
    const cell = fc.oneof(
      fc.constantFrom(
        ...names,
        'Id',
        'Value',
        'From',
        'Low',
        'Source',
        'Note',
        '__proto__',
        'constructor',
        '"',
        '=1+1',
      ),
      fc.constantFrom('5%', '12', '-3', '1/4/2026', '2026-13-01', '', '"a', '\u202e', "'x"),
      fc.string({ maxLength: 12 }),
    );
    const text = fc
      .array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 8 })
      .map((rows) => rows.map((cells) => cells.join('\t')).join('\n'));
    const allowed = /^parameters\.([A-Za-z0-9]+)(\.(low|high|source|note))?$/;
    fc.assert(
      fc.property(text, fc.constantFrom(...TABLES), (pasted, id) => {
        const result = read(pasted, id);
        if (!result.ok) return;
        for (const [path, list] of operationsOfPaste(result.rows)) {
          const [, name] = allowed.exec(path) ?? [];
          expect(town.byId.has(name)).toBe(true);
          for (const operation of list) {
            expect(operation).toMatchObject({ op: 'to', path });
            expect(['number', 'string']).toContain(typeof (operation as { value: unknown }).value);
          }
        }
      }),
      { seed: 6, numRuns: 500 },
    );
  });
});
