import type { Knex } from 'knex';

import { bindNamed, type BindingValues } from './named-bindings';

/** Runs a statement with named bindings in a transaction. */
export const runNamed = async <Row>(
  trx: Knex.Transaction,
  sql: string,
  values: BindingValues,
): Promise<{ rows: Row[]; fields: { name: string }[] }> => {
  const bound = bindNamed(sql, values);
  return trx.raw<{ rows: Row[]; fields: { name: string }[] }>(bound.sql, bound.bindings);
};
