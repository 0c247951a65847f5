import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { SOURCE_TABLE } from '../constants';
import type { Person, PublicationApproval } from '../domain/approval';
import { createQuery, newDocumentId, NOW } from './rows';

interface SourceKey {
  readonly sourceUid: string;
  readonly sourceDocumentId: string;
}

/** The last publication of a document, as the channels see it. */
export interface Publication extends PublicationApproval {
  /** Hash of the published text. */
  readonly publishedHash: string;
}

interface PublicationRow {
  readonly publishedHash: string | null;
  readonly approval: PublicationApproval['by'] | null;
  readonly approvedById: string | null;
  readonly approvedByName: string | null;
  readonly authorId: string | null;
  readonly authorName: string | null;
}

const personOf = (id: string | null, name: string | null): Person | null =>
  id === null ? null : { id, name: name ?? id };

/** Who last changed a postable document, who published which text of it, and whether it is posted. */
export const createSourcesRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const query = createQuery({ strapi });

  return {
    async saveEditor(key: SourceKey, editor: Person, trx: Knex.Transaction): Promise<void> {
      await query(
        `insert into ${SOURCE_TABLE} (document_id, source_uid, source_document_id, editor_id, editor_name,
           edited_at, created_at, updated_at, published_at)
         values (:documentId, :sourceUid, :sourceDocumentId, :id, :name, ${NOW}, ${NOW}, ${NOW}, ${NOW})
         on conflict (source_uid, source_document_id) do update
           set editor_id = excluded.editor_id, editor_name = excluded.editor_name,
             edited_at = excluded.edited_at, updated_at = excluded.updated_at`,
        { ...key, ...editor, documentId: newDocumentId() },
        trx,
      );
    },

    async editor(key: SourceKey, trx: Knex.Transaction): Promise<Person | null> {
      const [row] = await query<{ id: string | null; name: string | null }>(
        `select editor_id as id, editor_name as name from ${SOURCE_TABLE}
         where source_uid = :sourceUid and source_document_id = :sourceDocumentId`,
        { ...key },
        trx,
      );
      return row ? personOf(row.id, row.name) : null;
    },

    async savePublication(
      key: SourceKey,
      publication: Publication,
      trx: Knex.Transaction,
    ): Promise<void> {
      const { by, person, author, publishedHash } = publication;
      await query(
        `insert into ${SOURCE_TABLE} (document_id, source_uid, source_document_id, is_posted, published_hash,
           approval, approved_by_id, approved_by_name, author_id, author_name, created_at, updated_at,
           published_at)
         values (:documentId, :sourceUid, :sourceDocumentId, true, :publishedHash, :by,
           :approverId, :approverName, :authorId, :authorName, ${NOW}, ${NOW}, ${NOW})
         on conflict (source_uid, source_document_id) do update
           set is_posted = true, published_hash = excluded.published_hash, approval = excluded.approval,
             approved_by_id = excluded.approved_by_id, approved_by_name = excluded.approved_by_name,
             author_id = excluded.author_id, author_name = excluded.author_name,
             updated_at = excluded.updated_at`,
        {
          ...key,
          publishedHash,
          by,
          approverId: person?.id ?? null,
          approverName: person?.name ?? null,
          authorId: author?.id ?? null,
          authorName: author?.name ?? null,
          documentId: newDocumentId(),
        },
        trx,
      );
    },

    /** Notes that the document is public now, and none of those that are posted. */
    async saveUnposted(key: SourceKey, trx: Knex.Transaction): Promise<void> {
      await query(
        `insert into ${SOURCE_TABLE} (document_id, source_uid, source_document_id, is_posted,
           created_at, updated_at, published_at)
         values (:documentId, :sourceUid, :sourceDocumentId, false, ${NOW}, ${NOW}, ${NOW})
         on conflict (source_uid, source_document_id) do update
           set is_posted = false, updated_at = excluded.updated_at`,
        { ...key, documentId: newDocumentId() },
        trx,
      );
    },

    /** True where the document was none of those that are posted when it was last published. */
    async isUnposted(key: SourceKey, trx: Knex.Transaction): Promise<boolean> {
      const rows = await query(
        `select 1 from ${SOURCE_TABLE}
         where source_uid = :sourceUid and source_document_id = :sourceDocumentId and not is_posted`,
        { ...key },
        trx,
      );
      return rows.length > 0;
    },

    /** Null for a document that was never published since this is recorded. */
    async publication(key: SourceKey): Promise<Publication | null> {
      const [row] = await query<PublicationRow>(
        `select published_hash as "publishedHash", approval, approved_by_id as "approvedById",
           approved_by_name as "approvedByName", author_id as "authorId", author_name as "authorName"
         from ${SOURCE_TABLE}
         where source_uid = :sourceUid and source_document_id = :sourceDocumentId`,
        { ...key },
      );
      if (!row?.publishedHash || !row.approval) return null;
      return {
        publishedHash: row.publishedHash,
        by: row.approval,
        person: personOf(row.approvedById, row.approvedByName),
        author: personOf(row.authorId, row.authorName),
      };
    },
  };
};
