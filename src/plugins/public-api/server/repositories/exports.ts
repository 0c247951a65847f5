import type { Core } from '@strapi/strapi';
import { Client, escapeLiteral } from 'pg';
import { to as copyTo, type CopyToStreamQuery } from 'pg-copy-streams';

import type { Column, StoredDataSet } from '../domain/data-set';
import { FORMULA_STARTS, LINE_STARTS, PASSED_OVER, PLAIN_STARTS } from '../domain/spreadsheet';
import { joinRelation } from './joins';
import type { Reader } from './reader';
import { ident, join, raw, sql, type Sql } from './sql';
import type { StatementParts } from './statements';

/** `values`: each row a JSON list of its values, for spreadsheets. */
export type CopyFormat = 'csv' | 'lines' | 'values';

/** How long the database may work on one file: a slow reader must not hold a snapshot for hours. */
const MAX_SECONDS = 900;

/** A server process notices within this time that nobody listens any more. */
const CHECK_CLIENT = '5s';

/**
 * COPY takes no parameters, so the values of the declarations' own conditions are written into the
 * statement, quoted by the driver. No part of a request ever is.
 */
const written = ({ text, bindings }: Sql): string => {
  const pieces = text.split('?');
  if (pieces.length !== bindings.length + 1)
    throw new Error('public-api: a statement with more or fewer values than places');
  return pieces.reduce((made, piece, index) => {
    const value = bindings[index - 1];
    return `${made}${typeof value === 'number' ? String(value) : escapeLiteral(value ?? '')}${piece}`;
  });
};

const codes = (characters: string, separator = ', '): Sql =>
  raw([...characters].map((character) => character.codePointAt(0)).join(separator));

/**
 * A text in such a form that no spreadsheet calculates it: `escapeFormula` of src/shared/spreadsheet
 * in SQL, where a plain number stays one too. Nearly all texts are done with by their first character.
 */
const harmless = (value: Sql): Sql =>
  sql`case when ${join(
    PLAIN_STARTS.map((range) => sql`ascii(${value}) between ${codes(range, ' and ')}`),
    ' or ',
  )} then ${value} when ascii(${value}) in (${codes(LINE_STARTS)})
      or ascii(ltrim(${value}, ${PASSED_OVER})) in (${codes(FORMULA_STARTS)}) and ${value} !~ '^-[0-9]+([.][0-9]+){0,1}$'
    then '''' || ${value} else ${value} end`;

/** A value as its text in every format; money and dates have one spelling, blank is null. */
const asText = ({ field }: Column, value: Sql): Sql => {
  switch (field.type) {
    case 'boolean':
      return sql`case ${value} when true then 'true' when false then 'false' end`;
    case 'decimal':
      return sql`${value}::numeric(40, ${raw(String(field.scale))})::text`;
    case 'date':
      return sql`to_char(${value}, 'YYYY-MM-DD')`;
    case 'datetime':
      return sql`to_char(${value}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    default:
      return value;
  }
};

const isText = ({ field }: Column): boolean => field.type === 'text';

const jsonValue = (column: Column, value: Sql): Sql =>
  column.field.type === 'boolean' ? value : asText(column, value);

/** The rows of a data set that are public, as a statement without an order: `columns` in `select`. */
const rowsOf = (
  set: StoredDataSet,
  parts: StatementParts,
  select: (values: readonly [Column, Sql][]) => Sql,
): Sql => {
  const { tables, aliases, column, visible } = parts;
  const next = aliases();
  const { uid } = set.model;
  const row = next();
  const joins: Sql[] = [];
  const order = set.sort.map((field) => column(uid, row, field.name));
  order.push(sql`${row}.id`);
  const joined = new Map<string, Sql>();

  const component = (name: string, part: string): Sql => {
    const { table, from, to } = tables.component(uid, name);
    const [link, inner, alias] = [next(), next(), next()];
    const one = sql`select ${inner}.*, ${link}."order" as place from ${ident(table)} ${link}
      join ${ident(tables.table(part))} ${inner} on ${inner}.id = ${link}.${ident(to)}
      where ${link}.${ident(from)} = ${row}.id and ${link}.field = ${name} and ${link}.component_type = ${part}`;
    if (set.each?.name === name) {
      joins.push(sql`join lateral (${one}) ${alias} on true`);
      order.push(sql`${alias}.place`, sql`${alias}.id`);
    } else {
      joins.push(sql`left join lateral (${one} order by ${link}."order" limit 1) ${alias} on true`);
    }
    return alias;
  };
  const relation = (name: string): Sql => {
    const alias = next();
    joins.push(joinRelation(parts, { uid, row, name, alias }, next));
    return alias;
  };
  const value = ({ source, field }: Column): Sql => {
    if (source.kind === 'own') return column(uid, row, field.name);
    const isComponent = source.kind === 'component';
    const owner = isComponent ? source.uid : source.target;
    let alias = joined.get(source.name);
    if (!alias) {
      alias = isComponent ? component(source.name, owner) : relation(source.name);
      joined.set(source.name, alias);
    }
    return column(owner, alias, field.name);
  };
  if (set.each) joined.set(set.each.name, component(set.each.name, set.each.uid));

  const values = set.columns.map((one): [Column, Sql] => [one, value(one)]);
  const conditions = visible(uid, row, next);
  return sql`select ${select(values)} from ${ident(tables.table(uid))} ${row} ${join(joins, ' ')}
    where ${join([raw('true'), ...conditions], ' and ')} order by ${join(order, ', ')}`;
};

const csvSelect = (values: readonly [Column, Sql][]): Sql =>
  join(
    values.map(([column, value]) => {
      const text = asText(column, value);
      return sql`${isText(column) ? harmless(text) : text} as ${ident(column.name)}`;
    }),
    ', ',
  );

const jsonSelect = (values: readonly [Column, Sql][]): Sql =>
  join(
    values.map(([column, value]) => sql`${jsonValue(column, value)} as ${ident(column.name)}`),
    ', ',
  );

/** Everything as text: the writer of workbooks knows what to make of it. */
const valuesSelect = (values: readonly [Column, Sql][]): Sql =>
  sql`json_build_array(${join(
    values.map(([column, value]) =>
      column.field.type === 'integer' ? sql`${value}::text` : asText(column, value),
    ),
    ', ',
  )})`;

/**
 * JSON comes through COPY as it is where quote and delimiter are control characters, which JSON
 * always escapes.
 */
const PLAIN = `format csv, quote e'\\x01', delimiter e'\\x02'`;

const instant = (value: Sql): Sql => sql`to_char(${value}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What the last change of a data set is made of: ISO instants, null for none. */
export interface LastChange {
  readonly written: string | null;
  readonly told: string | null;
  readonly offlineSince: string | null;
}

/** A running COPY. */
export interface OpenCopy {
  readonly stream: CopyToStreamQuery;
  /** After the stream's end: frees the connection and tells the number of rows. */
  finish(): Promise<number>;
  /** Before it: ends the connection, and with it the statement. */
  abort(): Promise<void>;
}

/** Reads data sets with COPY, each on a connection of its own: nothing is gathered in memory. */
export const createExportsRepository = ({
  strapi,
  parts,
  reader,
}: {
  strapi: Core.Strapi;
  parts: StatementParts;
  reader: Reader;
}) => {
  const copyStatement = (set: StoredDataSet, format: CopyFormat): string => {
    const select = { csv: csvSelect, lines: jsonSelect, values: valuesSelect }[format];
    const rows = written(rowsOf(set, parts, select));
    if (format === 'csv') return `copy (${rows}) to stdout (format csv, header true)`;
    const statement = format === 'lines' ? `select row_to_json(line) from (${rows}) line` : rows;
    return `copy (${statement}) to stdout (${PLAIN})`;
  };

  return {
    /** Every row that is public now, in one snapshot. */
    async open(set: StoredDataSet, format: CopyFormat): Promise<OpenCopy> {
      const client = new Client({
        connectionString: strapi.config.get<string>(
          'database.connection.connection.connectionString',
        ),
        application_name: 'gongkai-open-data',
        statement_timeout: MAX_SECONDS * 1000,
      });
      // A connection that breaks tells its stream too, which is where it is dealt with.
      client.on('error', () => undefined);
      await client.connect();
      try {
        await client.query(`set client_connection_check_interval = '${CHECK_CLIENT}'`);
        await client.query(`set default_transaction_read_only = on`);
        const stream = client.query(copyTo(copyStatement(set, format)));
        return {
          stream,
          async finish() {
            // The number of rows comes after the last of them.
            await client.query('select 1');
            await client.end();
            return stream.rowCount;
          },
          abort: () => client.end(),
        };
      } catch (error) {
        await client.end();
        throw error;
      }
    },

    /**
     * When a row that is public was last written, when the ledger last told of a change of the types
     * (a withdrawal leaves no row that could tell), and since when the parent was public whose rows
     * went offline last.
     */
    async lastChange(
      { model: { uid } }: StoredDataSet,
      types: readonly string[],
    ): Promise<LastChange> {
      const next = parts.aliases();
      const row = next();
      const conditions = [raw('true'), ...parts.visible(uid, row, next)];
      const [found] = await reader.rows<LastChange>(
        sql`select ${instant(sql`max(${row}.updated_at)`)} as written, ${instant(parts.lastChange(types))} as told,
          ${instant(parts.offlineSince(uid, next))} as "offlineSince"
        from ${ident(parts.tables.table(uid))} ${row} where ${join(conditions, ' and ')}`,
      );
      return found ?? { written: null, told: null, offlineSince: null };
    },

    /** When the ledger last told of a change of the types. */
    async lastTold(types: readonly string[]): Promise<string | null> {
      const [found] = await reader.rows<{ told: string | null }>(
        sql`select ${instant(parts.lastChange(types))} as told`,
      );
      return found?.told ?? null;
    },
  };
};

export type ExportsRepository = ReturnType<typeof createExportsRepository>;
