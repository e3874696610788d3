/**
 * Tables as an Excel workbook (Office Open XML, ECMA-376 part 1, §18): texts stand as texts and numbers as numbers, and there is
 * not one formula in it.
 */
import { XML_HEAD, xmlText } from './xml';
import { zip, type ZipEntry } from './zip';

/** What stands in a cell; a number that is none leaves it empty. */
export type Cell = string | number;

/** One sheet: a row of headings, and rows below it. */
export interface Sheet {
  /** Its name; what Excel does not take is left out. */
  name: string;
  columns: { title: string; /** In characters. */ width: number }[];
  rows: Iterable<readonly Cell[]>;
}

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
/** Excel refuses a longer text. */
const LONGEST_TEXT = 32_767;
/** What would be a formula if it were typed. A text stays one even when a person edits its cell. */
const FORMULA = /^[=+\-@]/;
/** Positions in the sheet of styles: a heading, and such a text. */
const HEADING = 1;
const TEXT = 2;

const STYLES =
  `${XML_HEAD}<styleSheet xmlns="${MAIN}">` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  '<fill><patternFill patternType="solid"><fgColor rgb="FFE2EEEC"/></patternFill></fill></fills>' +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>' +
  '<xf fontId="1" fillId="2" applyFont="1" applyFill="1"/><xf quotePrefix="1"/></cellXfs></styleSheet>';

/** Pack sheets into a workbook. */
export function workbook(sheets: readonly Sheet[]): Promise<Blob> {
  const names = uniqueNames(sheets);
  const numbered = sheets.map((sheet, i) => ({ sheet, name: names[i], id: i + 1 }));
  const list = (write: (entry: (typeof numbered)[number]) => string) => numbered.map(write).join('');
  const file = (name: string, text: string): ZipEntry => ({ name, content: [XML_HEAD + text] });
  const part = (path: string, type: string) =>
    `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const relations = (text: string) => `<Relationships xmlns="${PACKAGE}/relationships">${text}</Relationships>`;
  return zip(
    [
      file(
        '[Content_Types].xml',
        `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
          part('xl/workbook.xml', 'sheet.main') +
          part('xl/styles.xml', 'styles') +
          `${list(({ id }) => part(`xl/worksheets/sheet${id}.xml`, 'worksheet'))}</Types>`,
      ),
      file('_rels/.rels', relations(relation('rId1', 'officeDocument', 'xl/workbook.xml'))),
      file(
        'xl/workbook.xml',
        `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>` +
          list(({ id, name }) => `<sheet name="${xmlText(name)}" sheetId="${id}" r:id="rId${id}"/>`) +
          '</sheets></workbook>',
      ),
      file(
        'xl/_rels/workbook.xml.rels',
        relations(
          list(({ id }) => relation(`rId${id}`, 'worksheet', `worksheets/sheet${id}.xml`)) +
            relation(`rId${sheets.length + 1}`, 'styles', 'styles.xml'),
        ),
      ),
      { name: 'xl/styles.xml', content: [STYLES] },
      ...numbered.map(({ sheet, id }): ZipEntry => ({
        name: `xl/worksheets/sheet${id}.xml`,
        content: sheetXml(sheet),
      })),
    ],
    TYPE,
  );
}

/** Names that Excel takes: not empty, at most 31 characters, without `[]:*?/\`, and each once. */
function uniqueNames(sheets: readonly Sheet[]): string[] {
  const taken = new Set<string>();
  return sheets.map(({ name }) => {
    const plain = name.replace(/[[\]:*?/\\]/g, ' ').replace(/^[' ]+|[' ]+$/g, '') || 'Sheet';
    for (let i = 1; ; i += 1) {
      const ending = i === 1 ? '' : ` ${i}`;
      const unique = plain.slice(0, 31 - ending.length) + ending;
      if (taken.has(unique.toLowerCase())) continue;
      taken.add(unique.toLowerCase());
      return unique;
    }
  });
}

function* sheetXml({ columns, rows }: Sheet): Generator<string> {
  yield (
    `${XML_HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>'
  );
  yield columns.map(({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('');
  yield '</cols><sheetData>';
  yield rowXml(
    1,
    columns.map(({ title }) => title),
    HEADING,
  );
  let number = 1;
  for (const row of rows) yield rowXml((number += 1), row);
  yield `</sheetData><autoFilter ref="A1:${columnName(columns.length - 1)}${number}"/></worksheet>`;
}

function rowXml(number: number, cells: readonly Cell[], style?: typeof HEADING): string {
  const written = cells.map((cell, i) => {
    const at = columnName(i) + number;
    if (typeof cell === 'number') return Number.isFinite(cell) ? `<c r="${at}"><v>${cell}</v></c>` : '';
    if (cell === '') return '';
    const looks = style === HEADING ? ` s="${HEADING}"` : FORMULA.test(cell) ? ` s="${TEXT}"` : '';
    const space = /^\s|\s$/.test(cell) ? ' xml:space="preserve"' : '';
    return `<c r="${at}"${looks} t="inlineStr"><is><t${space}>${cellText(cell)}</t></is></c>`;
  });
  return `<row r="${number}">${written.join('')}</row>`;
}

/** Excel reads `_x0041_` as the letter A, and line ends that are not its own likewise. */
function cellText(text: string): string {
  const plain = text.slice(0, LONGEST_TEXT).replaceAll(/\r\n?/g, '\n');
  return xmlText(plain.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'));
}

/** Column 0 is A, 26 is AA. */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
