/** Workbooks: whole archives of well-formed parts, in which nothing hostile is anything but text. */
import { beforeAll, describe, expect, it } from 'vitest';
import { csvFile, toCsv } from '../../ui/export/measures-csv';
import { resultsSheet, sheetsOf, withHeadings, type Exported } from '../../ui/export/tidy';
import { workbook, type Sheet } from '../../ui/export/xlsx';
import { crc32 } from '../../ui/export/zip';
import { exampleAsExported } from './exported';
import { unzip } from './unzip';
import { all, parseXml, textOf } from './xml';

/** Cells of a sheet, row by row: numbers as numbers. */
function cellsOf(sheet: string): (string | number)[][] {
  const rows = all(parseXml(sheet), 'row');
  return rows.map((row) =>
    all(row, 'c').map((cell) => (cell.attributes.t === 'inlineStr' ? textOf(cell) : Number(textOf(cell)))),
  );
}

describe('an archive', () => {
  it('has the checksums of the standard', () => {
    // The check value of CRC-32/ISO-HDLC.
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
    const halves = crc32(new TextEncoder().encode('56789'), crc32(new TextEncoder().encode('1234')));
    expect(halves).toBe(0xcbf43926);
  });
});

describe('a workbook', () => {
  const HOSTILE = [
    '=1+1',
    '+44',
    '-2',
    '@SUM(A1)',
    '<b>&amp;"\'</b>',
    '_x0041_',
    'a\u0000b\u0008c\uD800d',
    ' two  spaces ',
  ];
  const sheet = (name: string, rows: Sheet['rows'] = []): Sheet => ({
    name,
    columns: [{ title: 'a', width: 9 }],
    rows,
  });

  it('holds hostile texts as texts, without a formula, and numbers as numbers', async () => {
    const files = await unzip(await workbook([sheet('One', [...HOSTILE.map((text) => [text]), [1.5, NaN, -0.25]])]));
    const xml = files.get('xl/worksheets/sheet1.xml') ?? '';
    const cells = cellsOf(xml);
    expect(cells.slice(1, -1).map(([text]) => text)).toEqual([
      ...HOSTILE.slice(0, 5),
      // As it is written for Excel, which reads it as it was.
      '_x005F_x0041_',
      'abcd',
      ' two  spaces ',
    ]);
    expect(cells.at(-1)).toEqual([1.5, -0.25]);
    expect(xml).not.toMatch(/<f[ >]/);
  });

  it('takes hostile names of sheets', async () => {
    const names = ['a/b:c*[d]?\\', '', 'x'.repeat(40), 'x'.repeat(50), 'A B C', "'quoted'", '<i>&'];
    const files = await unzip(await workbook(names.map((name) => sheet(name))));
    const given = all(parseXml(files.get('xl/workbook.xml') ?? ''), 'sheet').map(({ attributes }) => attributes.name);
    expect(given).toHaveLength(names.length);
    expect(new Set(given.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const name of given) {
      expect(name.length).toBeGreaterThan(0);
      expect(name.length).toBeLessThanOrEqual(31);
      expect(name).not.toMatch(/[[\]:*?/\\]|^'|'$/);
    }
  });

  it('has every part it names, each well-formed, and each named with its type', async () => {
    const files = await unzip(await workbook([sheet('One', [['a']]), sheet('Two')]));
    for (const text of files.values()) parseXml(text);
    const types = all(parseXml(files.get('[Content_Types].xml') ?? ''), 'Override').map(
      (part) => part.attributes.PartName,
    );
    expect(types.sort()).toEqual(
      [...files.keys()]
        .filter((name) => name.startsWith('xl/') && !name.endsWith('.rels'))
        .map((name) => `/${name}`)
        .sort(),
    );
    const targets = all(parseXml(files.get('xl/_rels/workbook.xml.rels') ?? ''), 'Relationship');
    for (const { attributes } of targets) expect(files.has(`xl/${attributes.Target}`)).toBe(true);
    const ids = new Set(targets.map(({ attributes }) => attributes.Id));
    for (const { attributes } of all(parseXml(files.get('xl/workbook.xml') ?? ''), 'sheet')) {
      expect(ids.has(attributes['r:id'])).toBe(true);
    }
  });
});

describe('the results as tidy tables', () => {
  let exported: Exported;
  let sheets: Map<string, (string | number)[][]>;

  beforeAll(async () => {
    exported = await exampleAsExported();
    const list = sheetsOf(exported);
    const files = await unzip(await workbook(list));
    sheets = new Map(list.map(({ name }, i) => [name, cellsOf(files.get(`xl/worksheets/sheet${i + 1}.xml`) ?? '')]));
  });

  it('say what they were made of: seed, version, replications, and the hash of each scenario and its results', () => {
    const { solution } = exported.results;
    const about = new Map(sheets.get('About')?.map(([key, value]) => [key, value]));
    expect(about.get('Seed')).toBe(solution.seed);
    expect(about.get('Engine version')).toBe(solution.engineVersion);
    expect(about.get('Replications')).toBe(solution.replications);
    const rows = sheets.get('Scenarios')?.slice(1) ?? [];
    expect(rows.map((row) => row.slice(-2))).toEqual(
      solution.runs.map(({ scenarioHash, summary }) => [scenarioHash, summary.hash]),
    );
  });

  it('hold every measure of every scenario, with the very numbers', () => {
    const { solution } = exported.results;
    const [head, ...rows] = sheets.get('Results') ?? [];
    expect(rows).toHaveLength(solution.runs.reduce((sum, { summary }) => sum + summary.measures.length, 0));
    const id = solution.comparisons[1].differences.find(({ primary }) => primary)?.id;
    const row = rows.find((cells) => cells[0] === 2 && cells.includes(id ?? ''));
    const at = (title: string) => row?.[head.indexOf(title)];
    const difference = solution.comparisons[1].differences.find((one) => one.id === id);
    expect(at('mean')).toBe(solution.runs[2].summary.measures.find((one) => one.id === id)?.mean);
    expect(at('difference')).toBe(difference?.mean);
    expect(at('difference low')).toBe((difference?.mean ?? 0) - (difference?.halfWidth ?? 0));
    expect(at('verdict')).toBe(difference?.verdict);
    expect(at('main measure')).toBe('yes');
  });

  it('hold the values over time, the changes beside what they replace, and every assumption', () => {
    const { solution, info } = exported.results;
    const values = solution.runs.flatMap(({ summary }) =>
      summary.series.flatMap(({ mean }) => mean.filter(Number.isFinite)),
    );
    expect(sheets.get('Series')).toHaveLength(values.length + 1);
    expect(sheets.get('Assumptions')).toHaveLength(info.parameters.length + 1);
    const changes = sheets.get('Changes')?.slice(1) ?? [];
    expect(changes.length).toBeGreaterThanOrEqual(2);
    expect(new Set(changes.map(([scenario]) => scenario))).toEqual(new Set([1, 2]));
  });

  it('are the same as CSV, where a title cannot become a formula', async () => {
    const csv = await (await csvFile(withHeadings(resultsSheet(exported)))).text();
    const lines = csv.trimEnd().split('\r\n');
    expect(lines).toHaveLength((sheets.get('Results') ?? []).length);
    expect(toCsv([['=cmd()', '+1', '-1', '@a', '\ta', '\ra', '\na', 'a"b,c', -1]])).toBe(
      `'=cmd(),'+1,'-1,'@a,'\ta,"'\ra","'\na","a""b,c",-1\r\n`,
    );
  });
});
