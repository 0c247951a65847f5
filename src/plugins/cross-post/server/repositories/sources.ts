import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { SOURCE_TABLE } from '../constants';
import type { Hands, Person, PublicationApproval } from '../domain/approval';
import { createQuery, newDocumentId, NOW, parseJsonColumn, toJsonb } from './rows';

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
  readonly authors: unknown;
}

const peopleOf = (column: unknown): readonly Person[] =>
  (parseJsonColumn(column) ?? []) as readonly Person[];

const personOf = (id: string | null, name: string | null): Person | null =>
  id === null ? null : { id, name: name ?? id };

/** Who changed a postable document, who published which text of it, and whether it is posted. */
export const createSourcesRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const query = createQuery({ strapi });

  return {
    /** Adds a person to those who changed the document since its last publication. */
    async saveEditor(key: SourceKey, editor: Person, trx: Knex.Transaction): Promise<void> {
      await query(
        `insert into ${SOURCE_TABLE} as s (document_id, source_uid, source_document_id, editors,
           edited_at, created_at, updated_at, published_at)
         values (:documentId, :sourceUid, :sourceDocumentId, cast(:editors as jsonb), ${NOW}, ${NOW},
           ${NOW}, ${NOW})
         on conflict (source_uid, source_document_id) do update
           set editors = coalesce((
               select jsonb_agg(e.person order by e.place)
               from jsonb_array_elements(s.editors) with ordinality as e (person, place)
               where e.person ->> 'id' <> :id), '[]'::jsonb) || excluded.editors,
             edited_at = excluded.edited_at, updated_at = excluded.updated_at`,
        { ...key, id: editor.id, editors: toJsonb([editor]), documentId: newDocumentId() },
        trx,
      );
    },

    /** Who changed the document; nobody adds to them until the end of `trx`. */
    async hands(key: SourceKey, trx: Knex.Transaction): Promise<Hands> {
      const [row] = await query<{ editors: unknown; authors: unknown; isLookedAt: boolean | null }>(
        `select editors, authors, is_looked_at as "isLookedAt" from ${SOURCE_TABLE}
         where source_uid = :sourceUid and source_document_id = :sourceDocumentId for update`,
        { ...key },
        trx,
      );
      return {
        editors: peopleOf(row?.editors),
        authors: peopleOf(row?.authors),
        isLookedAt: row?.isLookedAt ?? false,
      };
    },

    /** Somebody who changed none of it has approved a post of the text, if it is the one published last. */
    async noteLook(
      { sourceUid, sourceDocumentId }: SourceKey,
      publishedHash: string | null,
      trx: Knex.Transaction,
    ): Promise<void> {
      await query(
        `update ${SOURCE_TABLE} set is_looked_at = true, updated_at = ${NOW}
         where source_uid = :sourceUid and source_document_id = :sourceDocumentId
           and published_hash = :publishedHash`,
        { sourceUid, sourceDocumentId, publishedHash },
        trx,
      );
    },

    async savePublication(
      key: SourceKey,
      publication: Publication,
      trx: Knex.Transaction,
    ): Promise<void> {
      const { by, person, authors, publishedHash } = publication;
      await query(
        `insert into ${SOURCE_TABLE} as s (document_id, source_uid, source_document_id, is_posted, published_hash,
           approval, approved_by_id, approved_by_name, authors, is_looked_at, editors, created_at,
           updated_at, published_at)
         values (:documentId, :sourceUid, :sourceDocumentId, true, :publishedHash, :by,
           :approverId, :approverName, cast(:authors as jsonb), :isLookedAt, '[]'::jsonb, ${NOW}, ${NOW},
           ${NOW})
         on conflict (source_uid, source_document_id) do update
           set is_posted = true, published_hash = excluded.published_hash, approval = excluded.approval,
             approved_by_id = excluded.approved_by_id, approved_by_name = excluded.approved_by_name,
             authors = excluded.authors, editors = excluded.editors,
             is_looked_at = excluded.is_looked_at
               or s.is_looked_at is true and s.published_hash = excluded.published_hash,
             updated_at = excluded.updated_at`,
        {
          ...key,
          publishedHash,
          by,
          approverId: person?.id ?? null,
          approverName: person?.name ?? null,
          authors: toJsonb(authors),
          isLookedAt: by !== 'none',
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
    async publication(
      { sourceUid, sourceDocumentId }: SourceKey,
      trx?: Knex.Transaction,
    ): Promise<Publication | null> {
      const [row] = await query<PublicationRow>(
        `select published_hash as "publishedHash", approval, approved_by_id as "approvedById",
           approved_by_name as "approvedByName", authors
         from ${SOURCE_TABLE}
         where source_uid = :sourceUid and source_document_id = :sourceDocumentId`,
        { sourceUid, sourceDocumentId },
        trx,
      );
      if (!row?.publishedHash || !row.approval) return null;
      return {
        publishedHash: row.publishedHash,
        by: row.approval,
        person: personOf(row.approvedById, row.approvedByName),
        authors: peopleOf(row.authors),
      };
    },
  };
};
