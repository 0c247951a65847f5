import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { RecordData } from '../../../../shared/contracts/editor-desk';

type Where = Record<string, unknown>;

/**
 * Records as the database holds them (drafts and published rows, ciphertext unmasked), in the
 * transaction of the Document Service call.
 */
export const createRecordsRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const query = (uid: string) => strapi.db.query(uid);
  return {
    /** The record's draft where the type has drafts, else its only row. */
    async current(
      uid: string,
      documentId: string,
      hasDrafts: boolean,
      populate: Where,
    ): Promise<RecordData | null> {
      const where = { documentId, ...(hasDrafts ? { publishedAt: null } : {}) };
      return (await query(uid).findOne({ where, populate })) as RecordData | null;
    },

    /** A related record's scalars. */
    async related(
      uid: string,
      key: { id: number } | { documentId: string },
    ): Promise<RecordData | null> {
      return (await query(uid).findOne({ where: { ...key } })) as RecordData | null;
    },

    /** The record that has a business code; the newest row of it, published or not. */
    async byCode(uid: string, field: string, value: unknown): Promise<RecordData | null> {
      return (await query(uid).findOne({
        where: { [field]: value },
        orderBy: { id: 'desc' },
      })) as RecordData | null;
    },

    /** True where a row of another document meets the condition. */
    async existsElsewhere(uid: string, where: Where, documentId: string | null): Promise<boolean> {
      const others = documentId === null ? where : { ...where, documentId: { $ne: documentId } };
      return (await query(uid).findOne({ select: ['id'], where: others })) !== null;
    },

    /** Slugs of other documents that are `slug` or `slug` with a suffix. */
    async slugsLike(uid: string, slug: string, documentId: string | null): Promise<Set<string>> {
      const where: Where = {
        $or: [{ slug }, { slug: { $startsWith: `${slug}-` } }],
        ...(documentId === null ? {} : { documentId: { $ne: documentId } }),
      };
      const rows = (await query(uid).findMany({ select: ['slug'], where })) as { slug: string }[];
      return new Set(rows.map((row) => row.slug));
    },

    /** Sets scalars of one row. */
    async patch(uid: string, id: unknown, data: Where): Promise<void> {
      await query(uid).update({ where: { id }, data });
    },

    /** Makes others that would write the same key wait until this transaction ends. */
    async lock(key: string, trx: Knex.Transaction): Promise<void> {
      await strapi.db.connection
        .raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [key])
        .transacting(trx);
    },
  };
};

export type RecordsRepository = ReturnType<typeof createRecordsRepository>;
