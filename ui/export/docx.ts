/**
 * A report as a Word document (Office Open XML, ECMA-376 part 1, §17): headings are headings, tables say which row heads them, and
 * pictures have their description, so that screen readers find their way. No macros, no fields, no links to elsewhere.
 */
import { describePicture } from '../charts/picture';
import { pictureSvg } from './picture-svg';
import type { Block } from './report-blocks';
import { XML_HEAD, xmlText } from './xml';
import { zip, type ZipEntry } from './zip';

const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
/** Of an A4 page with margins of 2 cm, in twentieths of a point, of which 635 make a unit of drawings (EMU). */
const TEXT_WIDTH = 9638;
const EMU = 635;

/** Makes a PNG of an SVG document. */
export type Rasterise = (svg: string) => Promise<Blob>;

const style = (id: string, name: string, paragraph: string, run: string) =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/>` +
  `<w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;
const spacing = (before: number, after: number) => `<w:spacing w:before="${before}" w:after="${after}"/>`;
const headingStyle = (level: number, size: number) =>
  style(
    `Heading${level}`,
    `heading ${level}`,
    `<w:keepNext/>${spacing(level === 1 ? 0 : 320, 100)}<w:outlineLvl w:val="${level - 1}"/>`,
    `<w:b/><w:sz w:val="${size}"/>`,
  );

const STYLES =
  `${XML_HEAD}<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>` +
  '<w:sz w:val="20"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>' +
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' +
  headingStyle(1, 36) +
  headingStyle(2, 28) +
  headingStyle(3, 22) +
  style('Lead', 'Lead', '', '<w:sz w:val="24"/>') +
  style('Quiet', 'Quiet', '', '<w:color w:val="55616B"/><w:sz w:val="18"/>') +
  style('Note', 'Note', '<w:shd w:val="clear" w:color="auto" w:fill="FBF3DE"/>', '') +
  style('Caption', 'caption', `<w:keepNext/>${spacing(160, 60)}`, '<w:b/><w:sz w:val="18"/>') +
  style('Cell', 'Cell', spacing(30, 30), '<w:sz w:val="17"/>') +
  '</w:styles>';

const STYLE_OF = { lead: 'Lead', quiet: 'Quiet', note: 'Note' };

const paragraph = (styleId: string | undefined, content: string, more = '') =>
  `<w:p><w:pPr>${styleId ? `<w:pStyle w:val="${styleId}"/>` : ''}${more}</w:pPr>${content}</w:p>`;
const run = (text: string, looks = '') =>
  `<w:r>${looks && `<w:rPr>${looks}</w:rPr>`}<w:t xml:space="preserve">${xmlText(text)}</w:t></w:r>`;

/** Write a report as a Word document. */
export async function wordDocument(
  blocks: readonly Block[],
  title: string,
  source: string,
  rasterise: Rasterise,
): Promise<Blob> {
  const images: { name: string; bytes: Uint8Array<ArrayBuffer> }[] = [];
  const body: string[] = [];
  for (const block of blocks) {
    if (block.kind === 'heading') body.push(paragraph(`Heading${block.level}`, run(block.text)));
    else if (block.kind === 'text') body.push(paragraph(block.tone && STYLE_OF[block.tone], run(block.text)));
    else if (block.kind === 'table') body.push(tableXml(block));
    else {
      const svg = pictureSvg(block.picture, { source });
      const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? ['', '720', '400'];
      const number = images.length + 1;
      images.push({ name: `picture${number}.png`, bytes: new Uint8Array(await (await rasterise(svg)).arrayBuffer()) });
      body.push(
        paragraph(
          undefined,
          pictureXml(number, block.picture.title, describePicture(block.picture), Number(height) / Number(width)),
        ),
      );
    }
  }
  const page =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>';
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
  const relations = (content: string) =>
    `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${content}</Relationships>`;
  const part = (path: string, type: string) => `<Override PartName="/${path}" ContentType="${type}"/>`;
  const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  const entries: ZipEntry[] = [
    {
      name: '[Content_Types].xml',
      content: [
        `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
        '<Default Extension="png" ContentType="image/png"/>',
        part('word/document.xml', `${wordType}.document.main+xml`),
        part('word/styles.xml', `${wordType}.styles+xml`),
        part('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
        '</Types>',
      ],
    },
    {
      name: '_rels/.rels',
      content: [
        relations(
          relation('rId1', `${RELATIONS}/officeDocument`, 'word/document.xml') +
            relation('rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'),
        ),
      ],
    },
    {
      name: 'docProps/core.xml',
      content: [
        `${XML_HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
          `<dc:title>${xmlText(title)}</dc:title><dc:creator>Headroom</dc:creator><dc:language>en-GB</dc:language></cp:coreProperties>`,
      ],
    },
    {
      name: 'word/document.xml',
      content: [
        `${XML_HEAD}<w:document xmlns:w="${WORD}" xmlns:r="${RELATIONS}" xmlns:wp="${DRAWING}/wordprocessingDrawing" ` +
          `xmlns:a="${DRAWING}/main" xmlns:pic="${DRAWING}/picture"><w:body>`,
        ...body,
        `${page}</w:body></w:document>`,
      ],
    },
    { name: 'word/styles.xml', content: [STYLES] },
    {
      name: 'word/_rels/document.xml.rels',
      content: [
        relations(
          relation('rId1', `${RELATIONS}/styles`, 'styles.xml') +
            images.map(({ name }, i) => relation(`picture${i + 1}`, `${RELATIONS}/image`, `media/${name}`)).join(''),
        ),
      ],
    },
    ...images.map(({ name, bytes }): ZipEntry => ({ name: `word/media/${name}`, content: [bytes] })),
  ];
  return zip(entries, TYPE);
}

function tableXml({ caption, columns, rows }: Extract<Block, { kind: 'table' }>): string {
  const whole = columns.reduce((sum, { share = 1 }) => sum + share, 0);
  const widths = columns.map(({ share = 1 }) => Math.round((TEXT_WIDTH * share) / whole));
  const line = 'w:val="single" w:sz="4" w:space="0" w:color="C9C5BB"';
  const row = (cells: readonly string[], isHead: boolean) => {
    const written = cells.map((cell, i) => {
      const looks = isHead || i === 0 ? '<w:b/>' : '';
      const aside = columns[i]?.isNumber ? '<w:jc w:val="right"/>' : '';
      return `<w:tc><w:tcPr><w:tcW w:w="${widths[i]}" w:type="dxa"/></w:tcPr>${paragraph('Cell', run(cell, looks), aside)}</w:tc>`;
    });
    return `<w:tr><w:trPr><w:cantSplit/>${isHead ? '<w:tblHeader/>' : ''}</w:trPr>${written.join('')}</w:tr>`;
  };
  return (
    paragraph('Caption', run(caption)) +
    `<w:tbl><w:tblPr><w:tblW w:w="${TEXT_WIDTH}" w:type="dxa"/><w:tblBorders><w:top ${line}/><w:bottom ${line}/><w:insideH ${line}/></w:tblBorders>` +
    '<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>' +
    `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>` +
    row(
      columns.map(({ title }) => title),
      true,
    ) +
    rows.map((cells) => row(cells, false)).join('') +
    // Word joins two tables with nothing between.
    `</w:tbl>${paragraph('Cell', '')}`
  );
}

function pictureXml(number: number, title: string, description: string, ratio: number): string {
  const [width, height] = [TEXT_WIDTH * EMU, Math.round(TEXT_WIDTH * EMU * ratio)];
  const what = `id="${number}" name="${xmlText(title)}" descr="${xmlText(description)}"`;
  return (
    `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${width}" cy="${height}"/><wp:docPr ${what}/>` +
    `<a:graphic><a:graphicData uri="${DRAWING}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr ${what}/><pic:cNvPicPr/></pic:nvPicPr>` +
    `<pic:blipFill><a:blip r:embed="picture${number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
    `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${width}" cy="${height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
    '</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
  );
}
