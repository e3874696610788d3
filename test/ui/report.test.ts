/** The report: it says what it must, and the Word document says the same. */
import { beforeAll, describe, expect, it } from 'vitest';
import { wordDocument } from '../../ui/export/docx';
import { reportOf } from '../../ui/export/report';
import type { Block } from '../../ui/export/report-blocks';
import type { Exported } from '../../ui/export/tidy';
import { exampleAsExported } from './exported';
import { unzip } from './unzip';
import { all, parseXml, textOf } from './xml';

const HOSTILE = '</w:t><script>alert(1)</script>&"\u0007';

let exported: Exported;
let blocks: Block[];

beforeAll(async () => {
  exported = await exampleAsExported();
  blocks = reportOf(exported);
});

const tables = () => blocks.filter((block) => block.kind === 'table');
const tableAbout = (words: RegExp) => tables().find(({ caption }) => words.test(caption));

describe('a report', () => {
  it('begins with what was asked, how it was made and what to be careful of, and a sentence for each scenario', () => {
    const { solution, info } = exported.results;
    const [title, ...others] = blocks;
    expect(title).toMatchObject({ kind: 'heading', level: 1, text: solution.scenarioTitle });
    const texts = others.flatMap((block) => (block.kind === 'text' ? [block.text] : []));
    expect(texts).toContain(info.caution);
    expect(texts.find((text) => text.includes(`seed “${solution.seed}”`))).toContain('Headroom 0.1.0: 20 replications');
    const sentences = texts.filter((text) => /^With .* \(.*95% interval\): (better|worse)\.$/.test(text));
    expect(sentences).toHaveLength(solution.comparisons.length);
  });

  it('lists what each scenario changes: from what, to what, and when', () => {
    const frozen = tableAbout(/^Quantities changed by “Vacancies in IPU 3-8 frozen/);
    expect(frozen?.rows).toHaveLength(1);
    expect(frozen?.rows[0].slice(1)).toEqual(['100%', '0%', 'from day 0 until day 365']);
  });

  it('holds every main measure of every scenario with interval and verdict, and the chances of the targets', () => {
    const { solution } = exported.results;
    solution.comparisons.forEach(({ differences }, i) => {
      const table = tables().find(({ caption }) => caption === `Main measures: ${solution.runs[i + 1].title}`);
      const main = differences.filter(({ primary }) => primary);
      expect(table?.rows.map((row) => row.at(-1))).toEqual(main.map(({ verdict }) => verdict));
      expect(table?.rows.every((row) => row.length === table.columns.length)).toBe(true);
    });
    expect(tableAbout(/meet each target/)?.rows).toHaveLength(solution.runs[0].summary.targets?.length ?? 0);
  });

  it('shows pictures, the assumptions that could be furthest off, and what the same numbers need', () => {
    expect(blocks.filter(({ kind }) => kind === 'picture').length).toBeGreaterThanOrEqual(3);
    const assumed = new Set(
      exported.results.info.parameters.filter(({ grade }) => grade === 'assumption').map(({ title }) => title),
    );
    const listed = tableAbout(/widest ranges/)?.rows ?? [];
    expect(listed).toHaveLength(20);
    for (const [title] of listed) expect(assumed.has(title)).toBe(true);
    const hashes = tableAbout(/^Hashes/)?.rows.map((row) => row.slice(1));
    expect(hashes).toEqual(
      exported.results.solution.runs.map(({ scenarioHash, summary }) => [scenarioHash, summary.hash]),
    );
  });
});

describe('the report as a Word document', () => {
  it('has the same headings, tables with rows that head them, and pictures with their description', async () => {
    const files = await unzip(
      await wordDocument(blocks, 'A title', 'Source', () => Promise.resolve(new Blob(['a picture']))),
    );
    for (const [name, text] of files) if (!name.endsWith('.png')) parseXml(text);
    const body = parseXml(files.get('word/document.xml') ?? '');
    const headings = all(body, 'w:p').filter((one) =>
      (all(one, 'w:pStyle')[0]?.attributes['w:val'] ?? '').startsWith('Heading'),
    );
    expect(headings.map(textOf)).toEqual(blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : [])));
    const written = all(body, 'w:tbl');
    expect(written).toHaveLength(tables().length);
    for (const [i, table] of written.entries()) {
      expect(all(table, 'w:tblHeader')).toHaveLength(1);
      const [head] = all(table, 'w:tr');
      expect(all(head, 'w:tc').map(textOf)).toEqual(tables()[i].columns.map(({ title }) => title));
      expect(all(table, 'w:gridCol')).toHaveLength(tables()[i].columns.length);
    }
    const described = all(body, 'wp:docPr').map(({ attributes }) => attributes.descr);
    expect(described.every((text) => /^(Line chart|Bar chart|Distribution)\. /.test(text))).toBe(true);
    const targets = all(parseXml(files.get('word/_rels/document.xml.rels') ?? ''), 'Relationship');
    for (const { attributes } of targets) expect(files.has(`word/${attributes.Target}`)).toBe(true);
    const ids = new Set(targets.map(({ attributes }) => attributes.Id));
    for (const { attributes } of all(body, 'a:blip')) expect(ids.has(attributes['r:embed'])).toBe(true);
  });

  it('takes hostile texts for texts', async () => {
    const hostile: Block[] = [
      { kind: 'heading', level: 2, text: HOSTILE },
      { kind: 'text', text: HOSTILE },
      { kind: 'table', caption: HOSTILE, columns: [{ title: HOSTILE }], rows: [[HOSTILE]] },
    ];
    const files = await unzip(await wordDocument(hostile, HOSTILE, '', () => Promise.resolve(new Blob([]))));
    const body = parseXml(files.get('word/document.xml') ?? '');
    expect(all(body, 'script')).toEqual([]);
    expect(all(body, 'w:t').filter((one) => textOf(one) === HOSTILE.replace('\u0007', ''))).toHaveLength(5);
    expect(textOf(all(parseXml(files.get('docProps/core.xml') ?? ''), 'dc:title')[0])).toBe(
      HOSTILE.replace('\u0007', ''),
    );
  });
});
