import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { STATEMENT_TIMEOUT_MS, WORK_MEM } from '../constants';
import { bindNamed, type BindingValues } from './named-bindings';

/** A statement with the values that it names. */
export interface Statement {
  readonly sql: string;
  readonly values: BindingValues;
}

/** Rows that are fetched together: what an export holds in memory at most. */
const BATCH = 1000;

/** One moment of the database, held until it is closed. */
export interface OpenSnapshot {
  readonly trx: Knex.Transaction;
  close(): Promise<void>;
}

/** Opens a moment of the database for reads that go on while somebody takes their rows. */
export const openSnapshot = async (strapi: Core.Strapi): Promise<OpenSnapshot> => {
  const trx = await strapi.db.connection.transaction(undefined, {
    isolationLevel: 'repeatable read',
    readOnly: true,
  });
  await trx.raw(
    `set local jit = off; set local work_mem = '${WORK_MEM}'; set local cursor_tuple_fraction = 1;
     set local statement_timeout = ${STATEMENT_TIMEOUT_MS}`,
  );
  return {
    trx,
    close: async () => {
      if (!trx.isCompleted()) await trx.rollback();
    },
  };
};

/**
 * The rows of a statement in batches, fetched as they are taken: their number doesn't matter. The
 * server makes the next batch while this one is written.
 */
export const streamRows = async function* <Row>(
  trx: Knex.Transaction,
  { sql, values }: Statement,
): AsyncGenerator<Row[]> {
  const bound = bindNamed(sql, values);
  await trx.raw('close all');
  await trx.raw(`declare export_rows no scroll cursor for ${bound.sql}`, bound.bindings);
  const fetch = (): Promise<{ rows: Row[] }> => {
    const fetched = Promise.resolve(trx.raw<{ rows: Row[] }>(`fetch ${BATCH} from export_rows`));
    // It fails where it is awaited; a reader who has gone awaits it no more.
    fetched.catch(() => undefined);
    return fetched;
  };
  let next = fetch();
  for (;;) {
    const { rows } = await next;
    const isLast = rows.length < BATCH;
    if (!isLast) next = fetch();
    if (rows.length > 0) yield rows;
    if (isLast) return;
  }
};
