import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { Model } from '../domain/model';
import type { ListQuery } from '../domain/query';
import type { Selection } from '../domain/selection';
import type { Visibility } from '../domain/visibility';
import type { Reader } from './reader';
import { createStatements, type LedgerSql } from './statements';
import { createTables } from './tables';

type Row = Readonly<Record<string, unknown>>;

/** A record as it is stored, and where it stands in the list (by cursor only). */
export interface PlacedRow {
  readonly row: Row;
  readonly place: readonly (string | null)[] | null;
}

/** Reads public records, one statement a call. */
export const createDocumentsRepository = ({
  strapi,
  reader,
  visibilityOf,
  ledger,
}: {
  strapi: Core.Strapi;
  reader: Reader;
  visibilityOf: (uid: string) => Visibility | undefined;
  ledger: LedgerSql;
}) => {
  const statements = createStatements(createTables({ strapi }), visibilityOf, ledger);

  return {
    /** For statements about the same rows. */
    parts: statements.parts,

    /** Whether the record is public, as the transaction sees it. */
    async isPublic(uid: string, documentId: string, trx: Knex.Transaction): Promise<boolean> {
      const { text, bindings } = statements.visible(uid, documentId);
      return (await trx.raw<{ rows: unknown[] }>(text, [...bindings])).rows.length > 0;
    },

    /** A page of the list, and how many there are in all (null unless asked for). */
    async page(
      model: Model,
      query: ListQuery,
      withTotal: boolean,
    ): Promise<{ rows: PlacedRow[]; total: number | null }> {
      const [answer] = await reader.rows<{ items: string; total: string | null }>(
        statements.list(model, query, withTotal),
      );
      const items = JSON.parse(answer?.items ?? '[]') as [Row, (string | null)[] | null][];
      return {
        rows: items.map(([row, place]) => ({ row, place })),
        total: answer?.total ? Number(answer.total) : null,
      };
    },

    /** The record with that documentId or slug, if it is public, and when it was last corrected. */
    async one(
      model: Model,
      idOrSlug: string,
      selection: Selection,
    ): Promise<{ row: Row; correctedAt: string | null } | null> {
      const [found] = await reader.rows<{ doc: string; corrected_at: string | null }>(
        statements.detail(model, idOrSlug, selection),
      );
      if (!found) return null;
      return { row: JSON.parse(found.doc) as Row, correctedAt: found.corrected_at };
    },

    /** Whether nothing may be told of a withdrawn document, because of the organ it belonged to. */
    async isWithheld(uid: string, documentId: string, organ: string | null): Promise<boolean> {
      return (await reader.rows(statements.withheld(uid, documentId, organ))).length > 0;
    },
  };
};
