import type { Column, DataSet } from './data-set';
import { columnPage } from './open-data';
import { harmlessText } from './spreadsheet';
import type { CellType, Sheet, SheetRow } from './xlsx';

const CELL_TYPES: Readonly<Record<Column['field']['type'], CellType>> = {
  text: 'text',
  enumeration: 'text',
  integer: 'number',
  decimal: 'money',
  boolean: 'boolean',
  date: 'date',
  datetime: 'text',
};

const TYPE_NAMES: Readonly<Record<Column['field']['type'], string>> = {
  text: '文字',
  enumeration: '代码',
  integer: '整数',
  decimal: '小数（金额单位：元）',
  boolean: '是否',
  date: '日期',
  datetime: '时间（UTC）',
};

/** Decimals of money are always two; other decimals keep theirs. */
const cellType = ({ field }: Column): CellType =>
  field.type === 'decimal' && field.scale !== 2 ? 'number' : CELL_TYPES[field.type];

const width = (column: Column): number =>
  column.field.type === 'text' ? 24 : column.field.type === 'decimal' ? 18 : 14;

/** Codes in words, for people; machines read CSV or JSON. */
async function* inWords(columns: readonly Column[], rows: AsyncIterable<SheetRow>): AsyncGenerator<SheetRow> {
  const coded = columns.flatMap(({ values }, index) => (values ? [{ index, values }] : []));
  for await (const row of rows) {
    if (coded.length === 0) {
      yield row;
      continue;
    }
    const worded = [...row];
    for (const { index, values } of coded) {
      const code = row[index];
      if (typeof code === 'string') worded[index] = values[code]?.zh ?? code;
    }
    yield worded;
  }
}

const text = (title: string, chars: number) => ({ title, type: 'text' as const, width: chars });

/** The sheets of a data set: its rows, what its columns mean, and where it comes from. */
export const sheetsOf = (
  set: DataSet,
  about: {
    publisher: string;
    licence: { name: string; url: string };
    url: string;
    lastChange: string | null;
  },
  rows: AsyncIterable<SheetRow>,
): Sheet[] => [
  {
    name: '数据',
    columns: set.columns.map((column) => ({
      title: column.label.zh,
      type: cellType(column),
      width: width(column),
    })),
    rows: inWords(set.columns, rows),
  },
  {
    name: '数据字典',
    columns: [
      text('列名', 24),
      text('字段', 20),
      text('英文', 24),
      text('类型', 20),
      text('说明', 48),
      text('代码含义', 48),
    ],
    rows: set.columns.map((column) => {
      const { name, label, hint, values } = columnPage(column);
      return [
        label.zh,
        name,
        label.en,
        TYPE_NAMES[column.field.type],
        hint && harmlessText(hint.zh),
        values.map(({ value, label: meaning }) => `${value} ${meaning.zh}`).join('；'),
      ];
    }),
  },
  {
    name: '说明',
    columns: [text('项目', 16), text('内容', 80)],
    rows: [
      ['名称', set.name.zh],
      ['说明', set.description.zh],
      ['发布单位', harmlessText(about.publisher)],
      ['使用许可', `${about.licence.name} ${about.licence.url}`],
      ['来源', about.url],
      ['最近变更', about.lastChange ?? '实时计算'],
    ],
  },
];
