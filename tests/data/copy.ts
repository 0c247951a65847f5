import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Client } from 'pg';
import { from } from 'pg-copy-streams';

import type { Scalar } from './data-set';
import type { TableRows } from './tables';

const CHUNK_CHARACTERS = 64 * 1024;
const SPECIAL = /[\\\n\r\t]/;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A value in COPY's text format. */
export const copyText = (value: Scalar): string => {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'number') return String(value);
  return SPECIAL.test(value)
    ? value.replace(/[\\\n\r\t]/g, (special) => ESCAPES[special] as string)
    : value;
};

const chunks = function* (
  rows: Iterable<readonly Scalar[]>,
  count: (rows: number) => void,
): Generator<string> {
  let text = '';
  let pending = 0;
  for (const row of rows) {
    let line = copyText(row[0]);
    for (let index = 1; index < row.length; index += 1) line += `\t${copyText(row[index])}`;
    text += `${line}\n`;
    pending += 1;
    if (text.length >= CHUNK_CHARACTERS) {
      count(pending);
      yield text;
      text = '';
      pending = 0;
    }
  }
  if (text) {
    count(pending);
    yield text;
  }
};

/** Copies the rows into their table as they are made; resolves to their number. */
export const copyRows = async (
  client: Client,
  { table, columns, rows }: TableRows,
): Promise<number> => {
  let total = 0;
  const names = columns.map((column) => client.escapeIdentifier(column)).join(', ');
  const target = client.query(from(`copy ${client.escapeIdentifier(table)} (${names}) from stdin`));
  const source = Readable.from(
    chunks(rows, (count) => {
      total += count;
    }),
    { objectMode: true, highWaterMark: 4 },
  );
  await pipeline(source, target);
  return total;
};
