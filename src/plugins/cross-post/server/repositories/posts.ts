import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { PostSource } from '../../../../shared/contracts/cross-post';
import { POST_TABLE } from '../constants';
import { createQuery, newDocumentId, NOW, parseJsonColumn, toJsonb } from './rows';

interface NewPost {
  readonly sourceUid: string;
  readonly sourceDocumentId: string;
  readonly title: string;
  /** Null: a correction that a person asked for, without a publication of its own. */
  readonly ledgerPosition: string | null;
  readonly contentHash: string;
  readonly source: PostSource;
}

export const createPostsRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const query = createQuery({ strapi });

  return {
    /** @returns the post's documentId. */
    async insert(post: NewPost, trx: Knex.Transaction): Promise<string> {
      const documentId = newDocumentId();
      await query(
        `insert into ${POST_TABLE} (document_id, source_uid, source_document_id, title, ledger_position,
           content_hash, source, created_at, updated_at, published_at)
         values (:documentId, :sourceUid, :sourceDocumentId, :title, :ledgerPosition,
           :contentHash, cast(:source as jsonb), ${NOW}, ${NOW}, ${NOW})`,
        { ...post, source: toJsonb(post.source), documentId },
        trx,
      );
      return documentId;
    },

    async sourceOf(documentId: string): Promise<PostSource | null> {
      const [row] = await query<{ source: unknown }>(
        `select source from ${POST_TABLE} where document_id = :documentId`,
        { documentId },
      );
      return row ? (parseJsonColumn(row.source) as PostSource) : null;
    },
  };
};
