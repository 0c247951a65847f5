import { escapeFormula } from './escape';
import { isNumber, type Column, type ColumnType, type Row, type Table } from './table';
import { zipOf, type ZipEntry } from './zip';

/** Rows of a sheet, as Excel has it; what is more goes on in the next one. */
const MAX_ROWS = 1_048_576;
/** Rows that are written together: larger texts outlive their use and fill the heap meanwhile. */
const CHUNK_ROWS = 100;
/** Characters of a cell. */
const MAX_TEXT = 32_767;
/** Digits that a spreadsheet's numbers keep. */
const MAX_DIGITS = 15;

/** Places in `cellXfs` below. */
const STYLES: Readonly<Record<ColumnType | 'heading', number>> = {
  text: 0,
  integer: 1,
  amount: 2,
  date: 3,
  heading: 4,
};
const WIDTHS: Readonly<Record<ColumnType, number>> = {
  text: 28,
  integer: 12,
  amount: 18,
  date: 12,
};

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const STYLES_XML = `${XML}<styleSheet xmlns="${MAIN}">
<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="5">
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>
</cellXfs>
</styleSheet>`;

const xmlText = (text: string): string =>
  text
    // XML 1.0 knows no other control characters.
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** A1, B1 … AA1: where a cell is. */
const addressOf = (column: number, row: number): string => {
  const letters =
    column < 26
      ? String.fromCharCode(65 + column)
      : String.fromCharCode(64 + Math.floor(column / 26), 65 + (column % 26));
  return `${letters}${row}`;
};

const textCell = (value: string, address: string, style: number): string => {
  const text = escapeFormula(value);
  const kept = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
  return `<c r="${address}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${xmlText(kept)}</t></is></c>`;
};

const DAY_MS = 86_400_000;
/** Day 0 of the format for every day since March 1900. */
const EPOCH = Date.UTC(1899, 11, 30);

const digitsOf = (number: string): number => number.replace(/\D/g, '').replace(/^0+/, '').length;

const cell = (value: string | null, type: ColumnType, address: string): string => {
  if (value === null || value === '') return '';
  if (type === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const days = (Date.parse(`${value}T00:00:00Z`) - EPOCH) / DAY_MS;
    return `<c r="${address}" s="${STYLES.date}"><v>${days}</v></c>`;
  }
  // A number that would lose digits stays a text.
  const isNumeric = type === 'integer' || type === 'amount';
  if (isNumeric && isNumber(value) && digitsOf(value) <= MAX_DIGITS) {
    return `<c r="${address}" s="${STYLES[type]}"><v>${value}</v></c>`;
  }
  return textCell(value, address, STYLES.text);
};

const rowXml = (row: Row, columns: readonly Column[], number: number): string =>
  `<row r="${number}">${columns
    .map(({ type }, index) => cell(row[index] ?? null, type, addressOf(index, number)))
    .join('')}</row>`;

const headingsXml = (columns: readonly Column[]): string =>
  `<row r="1">${columns
    .map(({ heading }, index) => textCell(heading, addressOf(index, 1), STYLES.heading))
    .join('')}</row>`;

const columnsXml = (widths: readonly number[]): string =>
  `<cols>${widths
    .map((width, index) => {
      const place = index + 1;
      return `<col min="${place}" max="${place}" width="${width}" customWidth="1"/>`;
    })
    .join('')}</cols>`;

/** The rows below stay under the headings while one scrolls. */
const FROZEN =
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';

const factsXml = function* (facts: Table['facts']): Generator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}">${columnsXml([18, 100])}<sheetData>`;
  for (const [index, [label, value]] of facts.entries()) {
    const row = index + 1;
    yield `<row r="${row}">${textCell(label, `A${row}`, STYLES.heading)}${textCell(value, `B${row}`, STYLES.text)}</row>`;
  }
  yield '</sheetData></worksheet>';
};

/** Rows that are still to be written: what is left of a batch, and the batches after it. */
interface Rest {
  readonly batches: AsyncIterator<readonly Row[], undefined>;
  batch: readonly Row[];
  isDone: boolean;
}

/** Makes sure that there is something to write, or that there is nothing left. */
const advance = async (rest: Rest): Promise<void> => {
  while (!rest.isDone && rest.batch.length === 0) {
    const next = await rest.batches.next();
    if (next.done) rest.isDone = true;
    else rest.batch = next.value;
  }
};

/** A part of a table, up to the rows that a sheet may have. */
const sheetXml = async function* (
  columns: readonly Column[],
  rest: Rest,
  maxRows: number,
): AsyncGenerator<string> {
  const widths = columns.map(({ type }) => WIDTHS[type]);
  yield `${XML}<worksheet xmlns="${MAIN}">${FROZEN}${columnsXml(widths)}<sheetData>`;
  yield headingsXml(columns);
  for (let written = 1; written < maxRows && !rest.isDone;) {
    const rows = rest.batch.slice(0, Math.min(CHUNK_ROWS, maxRows - written));
    const first = written + 1;
    yield rows.map((row, index) => rowXml(row, columns, first + index)).join('');
    written += rows.length;
    rest.batch = rest.batch.slice(rows.length);
    await advance(rest);
  }
  yield '</sheetData></worksheet>';
};

const asyncBatches = async function* (
  rows: Table['rows'],
): AsyncGenerator<readonly Row[], undefined> {
  yield* rows;
  return undefined;
};

/** Names of sheets may have 31 characters, without some. */
const sheetName = (name: string): string =>
  name
    .replace(/[\\/?*[\]:]/g, ' ')
    .trim()
    .slice(0, 28) || '明细';

const workbookParts = (names: readonly string[]): ZipEntry[] => [
  {
    name: 'xl/workbook.xml',
    content: [
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>`,
      ...names.map(
        (name, index) =>
          `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
      ),
      '</sheets></workbook>',
    ],
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    content: [
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">`,
      ...names.map(
        (_, index) =>
          `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
      ),
      `<Relationship Id="rIdStyles" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    ],
  },
  { name: 'xl/styles.xml', content: [STYLES_XML] },
  {
    name: '_rels/.rels',
    content: [
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
  },
  {
    name: '[Content_Types].xml',
    content: [
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>`,
      ...names.map(
        (_, index) =>
          `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${TYPES}.worksheet+xml"/>`,
      ),
      '</Types>',
    ],
  },
];

/**
 * A table as an Excel workbook (Office Open XML): a first sheet with the facts, then the rows, in as
 * many sheets as they need. Numbers and days are such, texts can't be formulas. It is made while it
 * is read, so its length doesn't matter.
 *
 * @param limits for tests: rows of a sheet, its heading among them.
 */
export const xlsxOf = (
  { name, facts, columns, rows }: Table,
  limits: { readonly maxRows: number } = { maxRows: MAX_ROWS },
): AsyncGenerator<Buffer> => {
  const parts = async function* (): AsyncGenerator<ZipEntry> {
    const names = ['说明'];
    yield { name: 'xl/worksheets/sheet1.xml', content: factsXml(facts) };
    const batches = asyncBatches(rows);
    try {
      const rest: Rest = { batches, batch: [], isDone: false };
      await advance(rest);
      do {
        names.push(names.length === 1 ? sheetName(name) : `${sheetName(name)}${names.length}`);
        yield {
          name: `xl/worksheets/sheet${names.length}.xml`,
          content: sheetXml(columns, rest, limits.maxRows),
        };
      } while (!rest.isDone);
    } finally {
      await batches.return(undefined);
    }
    yield* workbookParts(names);
  };
  return zipOf(parts());
};
