import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { Model } from '../domain/model';
import type { ListQuery } from '../domain/query';
import type { Selection } from '../domain/selection';
import type { Visibility } from '../domain/visibility';
import type { Sql } from './sql';
import { createStatements } from './statements';
import { createTables } from './tables';

type Row = Readonly<Record<string, unknown>>;

/** Reads public records, one statement a call. */
export const createDocumentsRepository = ({
  strapi,
  visibilityOf,
}: {
  strapi: Core.Strapi;
  visibilityOf: (uid: string) => Visibility | undefined;
}) => {
  const statements = createStatements(createTables({ strapi }), visibilityOf);
  const run = async <T>({ text, bindings }: Sql): Promise<T[]> =>
    (await strapi.db.connection.raw<{ rows: T[] }>(text, [...bindings])).rows;

  return {
    /** Whether the record is public, as the transaction sees it. */
    async isPublic(uid: string, documentId: string, trx: Knex.Transaction): Promise<boolean> {
      const { text, bindings } = statements.visible(uid, documentId);
      return (await trx.raw<{ rows: unknown[] }>(text, [...bindings])).rows.length > 0;
    },

    /** A page of the list, and how many there are in all (null where the query asks for no count). */
    async page(model: Model, query: ListQuery): Promise<{ rows: Row[]; total: number | null }> {
      const [answer] = await run<{ docs: string; total: string | null }>(
        statements.list(model, query),
      );
      return {
        rows: JSON.parse(answer?.docs ?? '[]') as Row[],
        total: answer?.total ? Number(answer.total) : null,
      };
    },

    /** The record with that documentId or slug, if it is public. */
    async one(model: Model, idOrSlug: string, selection: Selection): Promise<Row | null> {
      const [found] = await run<{ doc: string }>(statements.detail(model, idOrSlug, selection));
      return found ? (JSON.parse(found.doc) as Row) : null;
    },
  };
};
