import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { bindNamed, type BindingValues } from './named-bindings';

/** Rows of a statement with named bindings, inside a transaction. */
export const runNamed = async <Row>(
  strapi: Core.Strapi,
  trx: Knex.Transaction,
  sql: string,
  values: BindingValues,
): Promise<Row[]> => {
  const bound = bindNamed(sql, values);
  const { rows } = await strapi.db.connection
    .raw<{ rows: Row[] }>(bound.sql, bound.bindings)
    .transacting(trx);
  return rows;
};

/** Pattern of `ilike` for a text that is found anywhere. */
export const likePattern = (search: string): string => `%${search.replace(/[\\%_]/g, '\\$&')}%`;
