import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { DeliveryState } from '../../shared/contracts/deliveries';
import { DELIVERY_TABLE } from '../constants';
import { createQuery, NOW, toJsonb } from './rows';

/** Older posts are not looked up any more. */
const CHECK_DAYS = `interval '30 days'`;

/** What becomes of posts after they are out. */
export const createReceiptsRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const query = createQuery({ strapi });

  return {
    /** Posts that are to be looked up again; a look that fails comes again some hours later. */
    async takeForCheck(afterSeconds: number, limit: number): Promise<string[]> {
      const rows = await query<{ documentId: string }>(
        `update ${DELIVERY_TABLE} set check_at = ${NOW} + interval '6 hours'
         where id in (
           select id from ${DELIVERY_TABLE}
           where state = 'published' and checked_at is null
             and delivered_at <= ${NOW} - make_interval(secs => :afterSeconds)
             and delivered_at > ${NOW} - ${CHECK_DAYS}
             and (check_at is null or check_at <= ${NOW})
           order by delivered_at limit :limit for update skip locked)
         returning document_id as "documentId"`,
        { afterSeconds, limit },
      );
      return rows.map(({ documentId }) => documentId);
    },

    /** The platform has no call to look it up: it isn't taken for a check any more. */
    async leaveUnchecked(documentId: string): Promise<void> {
      await query(
        `update ${DELIVERY_TABLE} set check_at = ${NOW} + ${CHECK_DAYS}
         where document_id = :documentId`,
        { documentId },
      );
    },

    async noteChecked(documentId: string): Promise<void> {
      await query(
        `update ${DELIVERY_TABLE} set checked_at = ${NOW}, updated_at = ${NOW}
         where document_id = :documentId`,
        { documentId },
      );
    },

    /** Ends a post: it was taken back, or has vanished. Its end is when this was first known. */
    async end(
      documentId: string,
      change: {
        readonly state: 'withdrawn' | 'gone' | 'failed';
        readonly code: string;
        readonly message: string;
      },
      trx?: Knex.Transaction,
    ): Promise<boolean> {
      const rows = await query(
        `update ${DELIVERY_TABLE} set state = :state,
           checked_at = case when state in ('gone', 'withdrawn') then checked_at else ${NOW} end,
           next_attempt_at = null, intent_at = null, error_code = :code, error_message = :message, lease_token = null,
           lease_until = null, updated_at = ${NOW}
         where document_id = :documentId and state in ('published', 'staged', 'uncertain', 'gone', 'withdrawn')
         returning document_id`,
        { ...change, documentId },
        trx,
      );
      return rows.length > 0;
    },

    /**
     * A person has posted it at the platform. What they made has an id that isn't known here: a
     * draft's own would lead a withdrawal to nothing.
     *
     * @returns false where the state is another by now.
     */
    async markPosted(
      documentId: string,
      change: {
        readonly url: string;
        readonly message: string;
        readonly from: readonly DeliveryState[];
      },
      trx: Knex.Transaction,
    ): Promise<boolean> {
      const rows = await query(
        `update ${DELIVERY_TABLE} set state = 'published', url = :url,
           remote_id = null, delivered_at = coalesce(delivered_at, ${NOW}),
           next_attempt_at = null, intent_at = null, error_code = 'by-hand', error_message = :message,
           lease_token = null, lease_until = null, checked_at = ${NOW}, updated_at = ${NOW}
         where document_id = :documentId
           and state in (select jsonb_array_elements_text(cast(:from as jsonb)))
           and (lease_until is null or lease_until < ${NOW})
         returning document_id`,
        { ...change, from: toJsonb(change.from), documentId },
        trx,
      );
      return rows.length > 0;
    },
  };
};
