/** How a column's values are written: as text, or as a number or date that can be calculated with. */
export type ColumnType = 'text' | 'integer' | 'amount' | 'date';

export interface Column {
  readonly heading: string;
  readonly type: ColumnType;
}

/** Values in the order of the columns: decimal strings, `YYYY-MM-DD` days, texts; null for none. */
export type Row = readonly (string | null)[];

/** What a file holds: what it is about, line by line, and then a table of any length. */
export interface Table {
  /** Name of the sheet. */
  readonly name: string;
  /** Lines such as `['定义', '…']`. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly columns: readonly Column[];
  readonly rows: AsyncIterable<Row> | Iterable<Row>;
}

/** A decimal number without anything else. */
export const isNumber = (text: string): boolean => /^-?\d+(?:\.\d+)?$/.test(text);
