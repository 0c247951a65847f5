import type { Column as SheetColumn, Row, Table } from '../../../../shared/spreadsheet/table';
import type { Column, DataSet } from './data-set';
import { columnPage } from './open-data';

const TYPE_NAMES: Readonly<Record<Column['field']['type'], string>> = {
  text: '文字',
  enumeration: '代码',
  integer: '整数',
  decimal: '小数',
  boolean: '是或否',
  date: '日期',
  datetime: '时间',
};

/** Money always has two decimals; a number with others is a text, so that it keeps them. */
const sheetType = ({ field }: Column): SheetColumn['type'] => {
  if (field.type === 'integer' || field.type === 'date') return field.type;
  return field.type === 'decimal' && field.scale === 2 ? 'amount' : 'text';
};

const YES_NO = new Map([
  ['true', '是'],
  ['false', '否'],
]);

/** Codes in words, for people; machines read CSV or JSON. */
async function* inWords(
  columns: readonly Column[],
  batches: AsyncIterable<readonly Row[]>,
): AsyncGenerator<Row[]> {
  const coded = columns.flatMap(({ field, values }, index) => {
    if (field.type === 'boolean') return [{ index, words: YES_NO }];
    if (!values) return [];
    const words = Object.entries(values).map(([value, { zh }]): [string, string] => [value, zh]);
    return [{ index, words: new Map(words) }];
  });
  const wordsOf = (row: Row): Row => {
    const worded = [...row];
    for (const { index, words } of coded) {
      const code = row[index];
      if (code) worded[index] = words.get(code) ?? code;
    }
    return worded;
  };
  for await (const batch of batches) yield batch.map(wordsOf);
}

const dictionaryLine = (column: Column): [string, string] => {
  const { name, type, label, hint, values } = columnPage(column);
  const meanings = values.map(({ label: meaning }) => meaning.zh).join('、');
  return [
    label.zh,
    [`${name}（${label.en}）`, TYPE_NAMES[type], hint?.zh, meanings].filter(Boolean).join('；'),
  ];
};

/** A data set as a workbook: where it comes from, what its columns mean, and its rows as text. */
export const tableOf = (
  set: DataSet,
  about: {
    publisher: string;
    licence: { name: string; url: string };
    url: string;
    lastChange: string | null;
  },
  rows: AsyncIterable<readonly Row[]>,
): Table => ({
  name: set.name.zh,
  facts: [
    ['名称', set.name.zh],
    ['说明', set.description.zh],
    ['发布单位', about.publisher],
    ['使用许可', `${about.licence.name} ${about.licence.url}`],
    ['来源', about.url],
    ['最近变更', about.lastChange ?? '无'],
    ['', ''],
    ['列', '含义'],
    ...set.columns.map(dictionaryLine),
  ],
  columns: set.columns.map((column) => ({ heading: column.label.zh, type: sheetType(column) })),
  rows: inWords(set.columns, rows),
});
