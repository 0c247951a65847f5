import type { Core, Modules } from '@strapi/strapi';
import type { Knex } from 'knex';

import { PLUGIN_ID } from '../constants';
import { createSourcesRepository } from '../repositories/sources';
import { currentActor } from '../services/actor';
import type { PostsService } from '../services/posts';

const WRITES = new Set(['create', 'update', 'clone']);

interface Call {
  readonly documentId?: string;
  readonly locale?: string;
}

/**
 * Notes who changed what a postable document says. Strapi's own `updatedBy` can't tell: the
 * panel saves a document whenever it is published, so that every publisher would be its editor.
 */
export const createEditorsMiddleware = ({
  strapi,
}: {
  strapi: Core.Strapi;
}): Modules.Documents.Middleware.Middleware => {
  const sources = createSourcesRepository({ strapi });
  return async (context, next) => {
    const posts = strapi.plugin(PLUGIN_ID).service<PostsService>('posts');
    if (!WRITES.has(context.action) || !posts.postables().includes(context.uid)) return next();
    const actor = currentActor({ strapi });
    if (actor.kind !== 'person') return next();

    const { uid } = context;
    const { documentId: given, locale } = context.params as Call;
    return strapi.db.transaction(async ({ trx }: { trx: Knex.Transaction }) => {
      const isUpdate = context.action === 'update' && given !== undefined;
      const before = isUpdate ? await posts.draftHash(uid, given, locale) : null;
      const result = await next();
      const documentId = (result as { documentId?: string } | null)?.documentId ?? given;
      if (!documentId) return result;
      if (before === null || before !== (await posts.draftHash(uid, documentId, locale))) {
        const key = { sourceUid: uid, sourceDocumentId: documentId };
        await sources.saveEditor(key, actor.person, trx);
      }
      return result;
    });
  };
};
