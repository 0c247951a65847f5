import { escapeFormula } from './escape';
import type { Row, Table } from './table';

/** Rows that go out together. */
const BATCH = 500;

const cell = (value: string | null): string => {
  if (value === null) return '';
  const text = escapeFormula(value);
  return /[",\r\n]/.test(text) || /^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const line = (row: Row): string => `${row.map(cell).join(',')}\r\n`;

/**
 * A table as CSV (RFC 4180) in UTF-8 with a byte order mark, by which Excel knows it: the facts, an
 * empty line, the headings, the rows. It is made while it is read, so its length doesn't matter.
 */
export const csvOf = async function* ({ facts, columns, rows }: Table): AsyncGenerator<Buffer> {
  const head = facts.map(line).join('') + (facts.length > 0 ? '\r\n' : '');
  let text = `\uFEFF${head}${line(columns.map(({ heading }) => heading))}`;
  let count = 0;
  for await (const row of rows) {
    text += line(row);
    count += 1;
    if (count % BATCH > 0) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
};
