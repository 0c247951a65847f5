import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { PLUGIN_ID } from '../constants';
import type { Model } from '../domain/model';
import type { ListQuery } from '../domain/query';
import type { Selection } from '../domain/selection';
import { serialize, type Json } from '../domain/serialize';
import { createDocumentsRepository } from '../repositories/documents';
import type { TypesService } from './types';

type Item = { readonly [key: string]: Json };

/** Public records, serialized by the request's selection. */
export const createDocumentsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const visibilityOf = (uid: string) =>
    strapi.plugin(PLUGIN_ID).service<TypesService>('types').visibilityOf(uid);
  const documents = createDocumentsRepository({ strapi, visibilityOf });

  return {
    isPublic: (uid: string, documentId: string, trx: Knex.Transaction) =>
      documents.isPublic(uid, documentId, trx),

    async page(model: Model, query: ListQuery): Promise<{ items: Item[]; total: number | null }> {
      const { rows, total } = await documents.page(model, query);
      return { items: rows.map((row) => serialize(query.selection, row)), total };
    },

    async one(model: Model, idOrSlug: string, selection: Selection): Promise<Item | null> {
      const row = await documents.one(model, idOrSlug, selection);
      return row ? serialize(selection, row) : null;
    },
  };
};

export type DocumentsService = ReturnType<typeof createDocumentsService>;
