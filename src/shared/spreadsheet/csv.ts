import { escapeFormula } from './escape';
import type { Row, Table } from './table';

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
  yield Buffer.from(`\uFEFF${head}${line(columns.map(({ heading }) => heading))}`);
  for await (const batch of rows) yield Buffer.from(batch.map(line).join(''));
};
