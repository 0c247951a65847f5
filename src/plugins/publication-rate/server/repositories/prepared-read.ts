import { createHash } from 'node:crypto';
import { types } from 'node:util';

import type { Core } from '@strapi/strapi';
import type { Client } from 'pg';

import { STATEMENT_TIMEOUT_MS, WORK_MEM } from '../constants';
import { numberNamed, type BindingValues, type NumberedStatement } from './named-bindings';

/** A statement that a connection reads and plans once. */
export interface PreparedStatement extends NumberedStatement {
  readonly name: string;
}

/** What PostgreSQL keeps of a name. */
const NAME_LENGTH = 63;

/** @param what is told where the statement fails; its name stands for its text. */
export const prepare = (what: string, sql: string): PreparedStatement => {
  const numbered = numberNamed(sql);
  const digest = createHash('sha256').update(numbered.text).digest('hex').slice(0, 16);
  return { ...numbered, name: `rate ${digest} ${what}`.slice(0, NAME_LENGTH) };
};

/** Planning takes longer than what is planned: one plan serves all values. */
const BEGIN = `begin transaction isolation level repeatable read read only;
  set local plan_cache_mode = force_generic_plan; set local jit = off;
  set local work_mem = '${WORK_MEM}'; set local statement_timeout = ${STATEMENT_TIMEOUT_MS}`;

/** Connections of the pool, as Knex passes them on to its own queries. */
interface Connections {
  acquireConnection(): Promise<Client>;
  releaseConnection(connection: Client): Promise<void>;
}

/**
 * Rows of one statement on a moment of its own. Whoever asks gets them before the transaction ends;
 * its connection goes back to the pool when it has.
 */
export const readPrepared = async <Row extends object>(
  strapi: Core.Strapi,
  { name, text, bind }: PreparedStatement,
  values: BindingValues,
): Promise<Row[]> => {
  const bound = bind(values);
  const connections = strapi.db.connection.client as Connections;
  const connection = await connections.acquireConnection();
  try {
    await connection.query(BEGIN);
    const { rows } = await connection.query<Row>({ name, text, values: bound });
    return rows;
  } catch (error) {
    if (types.isNativeError(error)) error.message = `${name} - ${error.message}`;
    throw error;
  } finally {
    connection
      .query('commit')
      .catch(() => undefined)
      .finally(() => connections.releaseConnection(connection));
  }
};
