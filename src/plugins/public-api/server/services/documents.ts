import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { PublicationLedgerService } from '../../../../shared/contracts/publication-ledger';
import { legalDayOf } from '../../../../shared/legal-days';
import { PLUGIN_ID } from '../constants';
import { writeCursor } from '../domain/cursor';
import type { Model } from '../domain/model';
import type { ListQuery } from '../domain/query';
import { retainedSince } from '../domain/retention';
import type { Selection } from '../domain/selection';
import { serialize, type Json } from '../domain/serialize';
import { createDocumentsRepository, type PlacedRow } from '../repositories/documents';
import { createReader } from '../repositories/reader';
import { createCounts } from './counts';
import type { TypesService } from './types';

type Item = { readonly [key: string]: Json };

/** A page of a list. */
export interface ItemPage {
  readonly items: Item[];
  /** Null where the query asks for no count. */
  readonly total: number | null;
  /** By cursor: where the next page begins, null after the last. */
  readonly next: string | null;
}

/** Notice of a withdrawal. */
export interface Withdrawal {
  /** Of a document; null where others' words or an organ may stand in it. */
  readonly title: string | null;
  /** Day in Asia/Shanghai. */
  readonly withdrawnOn: string;
}

/** Public records, serialized by the request's selection. */
export const createDocumentsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const visibilityOf = (uid: string) =>
    strapi.plugin(PLUGIN_ID).service<TypesService>('types').visibilityOf(uid);
  const reader = createReader({ strapi });
  const ledger = (): PublicationLedgerService =>
    strapi.plugin('publication-ledger').service<PublicationLedgerService>('ledger');
  const retentionDays = strapi.config.get<number | null>(
    `plugin::${PLUGIN_ID}.personRetentionDays`,
    null,
  );
  const documents = createDocumentsRepository({
    strapi,
    reader,
    visibilityOf,
    ledger: {
      publicSince: (uid, column) => ledger().publicSinceSql(uid, column),
      correctedAt: (uid, column) => ledger().correctedAtSql(uid, column),
      lastChange: (uids) => ledger().lastChangeSql(uids),
      retainedSince: () =>
        retentionDays === null ? null : retainedSince(retentionDays, new Date()),
    },
  });
  const counts = createCounts();

  /** Rows and total in one statement; the rows alone where the total is known at this version. */
  const read = async (
    model: Model,
    query: ListQuery,
    version: string | null,
  ): Promise<{ rows: PlacedRow[]; total: number | null }> => {
    if (!query.page.withCount || version === null)
      return documents.page(model, query, query.page.withCount);
    const key = `${model.uid} ${JSON.stringify(query.where)}`;
    const known = counts.find(key, version);
    if (known) {
      const [{ rows }, total] = await Promise.all([documents.page(model, query, false), known]);
      return { rows, total };
    }
    const both = documents.page(model, query, true);
    counts.keep(
      key,
      version,
      both.then(({ total }) => total ?? 0),
    );
    return both;
  };

  const nextOf = ({ page, sort }: ListQuery, rows: readonly PlacedRow[]): string | null => {
    const last = rows[page.limit - 1]?.place;
    if (!last || rows.length <= page.limit) return null;
    return writeCursor(sort, { values: last.slice(0, -1), id: last.at(-1) ?? '' });
  };

  return {
    /** What other readers of public rows make their statements of, and how they run them. */
    parts: documents.parts,
    reader,

    isPublic: (uid: string, documentId: string, trx: Knex.Transaction) =>
      documents.isPublic(uid, documentId, trx),

    /** `version`: of the data when the request came in; null where it isn't known. */
    async page(model: Model, query: ListQuery, version: string | null): Promise<ItemPage> {
      const { rows, total } = await read(model, query, version);
      const shown = rows.slice(0, query.page.limit);
      return {
        items: shown.map(({ row }) => serialize(query.selection, row)),
        total,
        next: nextOf(query, rows),
      };
    },

    async one(
      model: Model,
      idOrSlug: string,
      selection: Selection,
    ): Promise<{ item: Item; correctedAt: string | null } | null> {
      const found = await documents.one(model, idOrSlug, selection);
      if (!found) return null;
      return { item: serialize(selection, found.row), correctedAt: found.correctedAt };
    },

    /** What may be told of a document that has been withdrawn; null of what never was public. */
    async withdrawal(model: Model, idOrSlug: string): Promise<Withdrawal | null> {
      const visibility = visibilityOf(model.uid);
      // Rows under a parent go with it: nothing is told of them one by one, least of all of persons.
      if (!visibility || visibility.parent) return null;
      const found = await ledger().withdrawal(model.uid, idOrSlug);
      if (!found) return null;
      const { documentId, content, withdrawnAt, wasDeleted } = found;
      // An organ that was hidden has become classified, and has never existed.
      if (visibility.classifiedThrough?.length === 0 && !wasDeleted) return null;
      const [relation] = visibility.classifiedThrough ?? [];
      const organ = relation === undefined ? null : content[relation];
      const organId = typeof organ === 'string' ? organ : null;
      if (await documents.isWithheld(model.uid, documentId, organId)) return null;
      const title = content['title'] ?? content['name'];
      return {
        title: model.hasDraft && typeof title === 'string' ? title : null,
        withdrawnOn: legalDayOf(new Date(withdrawnAt)),
      };
    },

    close: () => reader.close(),
  };
};

export type DocumentsService = ReturnType<typeof createDocumentsService>;
