import ExcelJS from 'exceljs';
import fc from 'fast-check';

import { csvOf } from './csv';
import { escapeFormula } from './escape';
import type { Column, Row, Table } from './table';
import { xlsxOf } from './xlsx';
import { zipOf } from './zip';

const COLUMNS: readonly Column[] = [
  { heading: '名称', type: 'text' },
  { heading: '数量', type: 'integer' },
  { heading: '金额（元）', type: 'amount' },
  { heading: '日期', type: 'date' },
];

const table = (rows: Table['rows']): Table => ({
  name: '明细',
  facts: [
    ['定义', '应公开的项目'],
    ['分子', '=1+1'],
  ],
  columns: COLUMNS,
  rows,
});

const bytesOf = async (chunks: AsyncIterable<Buffer>): Promise<Buffer> => {
  const found: Buffer[] = [];
  for await (const chunk of chunks) found.push(chunk);
  return Buffer.concat(found);
};

const workbookOf = async (chunks: AsyncIterable<Buffer>): Promise<ExcelJS.Workbook> => {
  const workbook = new ExcelJS.Workbook();
  const bytes = await bytesOf(chunks);
  const { buffer, byteOffset, length } = bytes;
  await workbook.xlsx.load(buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer);
  return workbook;
};

/** RFC 4180, read independently of how it is written. */
const parseCsv = (text: string): string[][] => {
  const rows: string[][] = [];
  let [row, value, quoted]: [string[], string, boolean] = [[], '', false];
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index] as string;
    if (quoted) {
      if (char !== '"') value += char;
      else if (text[index + 1] === '"') {
        value += '"';
        index += 1;
      } else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ',') {
      row.push(value);
      value = '';
    } else if (char === '\r' && text[index + 1] === '\n') {
      rows.push([...row, value]);
      [row, value] = [[], ''];
      index += 1;
    } else value += char;
  }
  return rows;
};

describe('a text that could be a formula', () => {
  it.each([
    '=1+1',
    '+cmd|calc',
    '-1+1',
    '@SUM(A1)',
    '＝1+1',
    '＋1',
    '－1+2',
    '＠SUM(A1)',
    '﹦1',
    '\t=1',
    '\r=1',
    '\n1',
    ' =1+1',
    '\u200B=1',
    '\uFEFF@a',
    '\u3000＝1',
    '--1',
    '-',
  ])('should have an apostrophe before it: %j', (text) => {
    expect(escapeFormula(text)).toBe(`'${text}`);
  });

  it.each(['-1', '-12.50', '0', '机构', '', '1=1', 'a@b', '2017-06', '（=）'])(
    'should stay as it is: %j',
    (text) => {
      expect(escapeFormula(text)).toBe(text);
    },
  );
});

describe('a table as CSV', () => {
  it('should begin with the mark that Excel knows UTF-8 by', async () => {
    const bytes = await bytesOf(csvOf(table([])));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('should have facts, an empty line, headings and rows', async () => {
    const bytes = await bytesOf(csvOf(table([['=甲"乙"', '-3', '-12.50', '2017-06-01']])));
    expect(parseCsv(bytes.toString('utf8').slice(1))).toEqual([
      ['定义', '应公开的项目'],
      ['分子', `'=1+1`],
      [''],
      ['名称', '数量', '金额（元）', '日期'],
      [`'=甲"乙"`, '-3', '-12.50', '2017-06-01'],
    ]);
  });

  it('should give back whatever text went in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 4, maxLength: 4 })),
        async (rows) => {
          const bytes = await bytesOf(csvOf({ ...table(rows), facts: [] }));
          const [, ...found] = parseCsv(bytes.toString('utf8').slice(1));
          const sound = (text: string) => Buffer.from(escapeFormula(text)).toString('utf8');
          expect(found).toEqual(rows.map((row) => row.map(sound)));
        },
      ),
    );
  });
});

describe('a table as a workbook', () => {
  it('should tell the facts first', async () => {
    const workbook = await workbookOf(xlsxOf(table([])));
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['说明', '明细']);
    const facts = workbook.getWorksheet('说明');
    expect([1, 2].map((row) => [1, 2].map((column) => facts?.getCell(row, column).value))).toEqual([
      ['定义', '应公开的项目'],
      ['分子', `'=1+1`],
    ]);
  });

  it('should have real numbers and days', async () => {
    const workbook = await workbookOf(
      xlsxOf(
        table([
          ['＝甲 & <乙>\u0007', '12', '-9999999999999.99', '2017-06-01'],
          ['数', '12345678901234567890', '0.10', null],
        ]),
      ),
    );
    const sheet = workbook.getWorksheet('明细');
    const values = (row: number) =>
      [1, 2, 3, 4].map((column) => sheet?.getCell(row, column).value ?? null);
    expect(values(1)).toEqual(['名称', '数量', '金额（元）', '日期']);
    expect(values(2)).toEqual([
      `'＝甲 & <乙>`,
      12,
      -9999999999999.99,
      new Date('2017-06-01T00:00:00Z'),
    ]);
    expect(values(3)).toEqual(['数', '12345678901234567890', 0.1, null]);
    expect(sheet?.getCell(2, 3).numFmt).toBe('#,##0.00');
    expect(sheet?.getCell(2, 4).numFmt).toBe('yyyy-mm-dd');
  });

  it('should go on in another sheet where one is full', async () => {
    const rows = Array.from({ length: 7 }, (_, index): Row => [`第${index}`, null, null, null]);
    const workbook = await workbookOf(xlsxOf(table(rows), { maxRows: 4 }));
    expect(workbook.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ['说明', 2],
      ['明细', 4],
      ['明细2', 4],
      ['明细3', 2],
    ]);
  });

  it('should end what it reads from when its reader goes away', async () => {
    let isEnded = false;
    const rows = async function* (): AsyncGenerator<Row> {
      try {
        for (let index = 0; ; index += 1) yield [String(index), null, null, null];
      } finally {
        isEnded = true;
      }
    };
    for await (const chunk of xlsxOf(table(rows()))) {
      if (chunk.length > 1000) break;
    }
    expect(isEnded).toBe(true);
  });

  it('should fail with what its rows fail with', async () => {
    const rows = async function* (): AsyncGenerator<Row> {
      yield ['甲', null, null, null];
      throw new Error('out of time');
    };
    await expect(bytesOf(xlsxOf(table(rows())))).rejects.toThrow('out of time');
  });
});

describe('an archive', () => {
  it('should be the same bytes for the same content', async () => {
    const entries = [{ name: '甲.txt', content: ['内容'] }];
    expect(await bytesOf(zipOf(entries))).toEqual(await bytesOf(zipOf(entries)));
  });
});
