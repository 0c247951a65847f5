import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { PLUGIN_ID } from '../constants';
import { writeCursor } from '../domain/cursor';
import type { Model } from '../domain/model';
import type { ListQuery } from '../domain/query';
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

/** Public records, serialized by the request's selection. */
export const createDocumentsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const visibilityOf = (uid: string) =>
    strapi.plugin(PLUGIN_ID).service<TypesService>('types').visibilityOf(uid);
  const reader = createReader({ strapi });
  const documents = createDocumentsRepository({ strapi, reader, visibilityOf });
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

    async one(model: Model, idOrSlug: string, selection: Selection): Promise<Item | null> {
      const row = await documents.one(model, idOrSlug, selection);
      return row ? serialize(selection, row) : null;
    },

    close: () => reader.close(),
  };
};

export type DocumentsService = ReturnType<typeof createDocumentsService>;
