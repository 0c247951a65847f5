import { zip, type ZipEntry } from './zip';

export type CellType = 'text' | 'number' | 'money' | 'boolean' | 'date';

export type SheetRow = readonly (string | number | boolean | null)[];

export interface SheetColumn {
  readonly title: string;
  readonly type: CellType;
  /** In characters. */
  readonly width: number;
}

/** A sheet; one of more rows than Excel takes is continued on further ones. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** Values as text, true or false, null for blank. */
  readonly rows: AsyncIterable<SheetRow> | Iterable<SheetRow>;
}

/** Rows of one sheet, the heading included. */
const MAX_ROWS = 1_048_576;
const MAX_TEXT = 32_767;
const PIECE = 65_536;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Positions in `cellXfs` of the style sheet. */
const STYLE = { plain: 0, heading: 1, money: 2, date: 3, text: 4 } as const;

const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="#,##0.00"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/** Characters that XML 1.0 can't hold. */
const UNWRITABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const escaped = (text: string): string =>
  text
    .replace(UNWRITABLE, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');

/** Excel reads `_x000D_` in a text as a character: an underscore before such a text is written so. */
const excelText = (text: string): string =>
  escaped(text.slice(0, MAX_TEXT).replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_'));

/** Address of a cell: A1. Excel does without, other readers don't. */
const address = (column: number, row: number): string => {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? `${last}${row}` : `${String.fromCharCode(64 + Math.floor(column / 26))}${last}${row}`;
};

const textCell = (at: string, text: string, style: number): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${excelText(text)}</t></is></c>`;

/** Excel's numbers have 15 digits: a longer one stays exact as text. */
const isExact = (value: string): boolean =>
  /^-?\d+(\.\d+)?$/.test(value) && value.replace(/[-.]/g, '').replace(/^0+/, '').length <= 15;

const DAY_MS = 86_400_000;
/** Day 0 of Excel's calendar, which is right from March 1900 on. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const FIRST_DAY = Date.UTC(1900, 2, 1);

const cell = (at: string, type: CellType, value: string | number | boolean | null): string => {
  if (value === null || value === '') return '';
  const text = String(value);
  switch (type) {
    case 'boolean':
      return `<c r="${at}" t="b"><v>${value === true || value === 'true' ? 1 : 0}</v></c>`;
    case 'number':
    case 'money':
      return isExact(text)
        ? `<c r="${at}" s="${type === 'money' ? STYLE.money : STYLE.plain}"><v>${text}</v></c>`
        : textCell(at, text, STYLE.text);
    case 'date': {
      const day = Date.parse(`${text}T00:00:00Z`);
      return day >= FIRST_DAY
        ? `<c r="${at}" s="${STYLE.date}"><v>${(day - DAY_ZERO) / DAY_MS}</v></c>`
        : textCell(at, text, STYLE.text);
    }
    case 'text':
      return textCell(at, text, STYLE.text);
  }
};

type Next = IteratorResult<SheetRow, unknown>;

/** One part of a sheet: its heading and as many rows as it takes; tells whether there are more. */
async function* sheetXml(
  { columns }: Sheet,
  first: Next,
  rows: AsyncGenerator<SheetRow>,
  leave: (next: Next) => void,
): AsyncGenerator<Buffer> {
  const widths = columns
    .map(
      ({ width }, index) =>
        `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
    )
    .join('');
  const heading = columns
    .map(({ title }, index) => textCell(address(index, 1), title, STYLE.heading))
    .join('');
  let piece = `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData><row r="1">${heading}</row>`;
  let next = first;
  for (let count = 1; !next.done && count < MAX_ROWS; count += 1) {
    const values = next.value;
    const row = count + 1;
    const cells = columns.map(({ type }, index) =>
      cell(address(index, row), type, values[index] ?? null),
    );
    piece += `<row r="${row}">${cells.join('')}</row>`;
    if (piece.length > PIECE) {
      yield Buffer.from(piece);
      piece = '';
    }
    next = await rows.next();
  }
  leave(next);
  yield Buffer.from(`${piece}</sheetData></worksheet>`);
}

const fixed = (name: string, text: string): ZipEntry => ({ name, content: [Buffer.from(text)] });

async function* iterator(rows: Sheet['rows']): AsyncGenerator<SheetRow> {
  yield* rows;
}

/** The parts of a workbook; the list of its sheets comes last, when their number is known. */
async function* parts(sheets: readonly Sheet[]): AsyncGenerator<ZipEntry> {
  const names: string[] = [];
  for (const sheet of sheets) {
    const rows = iterator(sheet.rows);
    let next: Next = await rows.next();
    let part = 0;
    do {
      part += 1;
      names.push(part === 1 ? sheet.name : `${sheet.name}（${part}）`);
      yield {
        name: `xl/worksheets/sheet${names.length}.xml`,
        content: sheetXml(sheet, next, rows, (left) => (next = left)),
      };
    } while (!next.done);
  }
  const numbers = names.map((_, index) => index + 1);
  yield fixed('xl/styles.xml', STYLES);
  yield fixed(
    'xl/workbook.xml',
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names
      .map(
        (name, index) =>
          `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
  );
  yield fixed(
    'xl/_rels/workbook.xml.rels',
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${numbers
      .map(
        (number) =>
          `<Relationship Id="rId${number}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
      )
      .join('')}<Relationship Id="rIdStyles" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  );
  yield fixed(
    '_rels/.rels',
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  yield fixed(
    '[Content_Types].xml',
    `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/>${numbers
      .map(
        (number) =>
          `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`,
      )
      .join('')}</Types>`,
  );
}

/** A workbook (ECMA-376) in pieces, made as they are read: memory doesn't grow with the rows. */
export const writeXlsx = (sheets: readonly Sheet[]): AsyncGenerator<Buffer> => zip(parts(sheets));
