import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { CALLBACK_TABLE, CHANNEL_TABLE, DELIVERY_TABLE } from '../constants';
import {
  createPreparedQuery,
  createQuery,
  newDocumentId,
  NOW,
  parseJsonColumn,
  toJsonb,
} from './rows';

export interface NewCallback {
  readonly channelDocumentId: string;
  readonly event: string;
  readonly reference: string;
  /** ISO instants. */
  readonly occurredAt: string;
  readonly signedAt: string;
  readonly nonce: string;
  readonly detail: unknown;
}

export interface KeptCallback {
  readonly documentId: string;
  readonly reference: string;
  readonly detail: unknown;
}

/** What platforms have told by themselves; kept before it is acknowledged. */
export const createCallbacksRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const query = createQuery({ strapi });
  const prepared = createPreparedQuery({ strapi });

  return {
    /** Held until the transaction ends: a callback and the answer that it belongs to come one by one. */
    async lockReference(
      channelDocumentId: string,
      reference: string,
      trx: Knex.Transaction,
    ): Promise<void> {
      const key = `cross-post callback ${channelDocumentId} ${reference}`;
      await query(`select pg_advisory_xact_lock(hashtextextended(:key, 0))`, { key }, trx);
    },

    /** True where another message was signed with this nonce at this time: somebody reuses it. */
    async isNonceOfAnother(callback: NewCallback, trx: Knex.Transaction): Promise<boolean> {
      const { channelDocumentId, event, reference, occurredAt, signedAt, nonce } = callback;
      const rows = await query(
        `select 1 from ${CALLBACK_TABLE}
         where channel_document_id = :channelDocumentId and nonce = :nonce and signed_at = :signedAt
           and (event, reference, occurred_at) is distinct from (:event, :reference, cast(:occurredAt as timestamp))
         limit 1`,
        { channelDocumentId, event, reference, occurredAt, signedAt, nonce },
        trx,
      );
      return rows.length > 0;
    },

    /**
     * Keeps a message; of two that name the same thing in the same second and say something else of
     * it, the later one. Where messages aren't encrypted, somebody else's may have come first.
     *
     * @returns false where the same message has come before; then it is only counted.
     */
    async insert(callback: NewCallback, trx: Knex.Transaction): Promise<boolean> {
      const [row] = await query<{ copies: number }>(
        `insert into ${CALLBACK_TABLE} as c (document_id, channel_document_id, event, reference,
           occurred_at, signed_at, nonce, detail, copies, created_at, updated_at, published_at)
         values (:documentId, :channelDocumentId, :event, :reference, :occurredAt, :signedAt, :nonce,
           cast(:detail as jsonb), 1, ${NOW}, ${NOW}, ${NOW})
         on conflict (channel_document_id, event, reference, occurred_at) do update
           set copies = case when c.detail = excluded.detail then c.copies + 1 else 1 end,
             applied_at = case when c.detail = excluded.detail then c.applied_at end,
             detail = excluded.detail, updated_at = ${NOW}
         returning copies`,
        { ...callback, detail: toJsonb(callback.detail), documentId: newDocumentId() },
        trx,
      );
      return row?.copies === 1;
    },

    /** The channel's callbacks work. */
    async noteArrival(channelDocumentId: string, trx: Knex.Transaction): Promise<void> {
      await query(
        `update ${CHANNEL_TABLE} set last_callback_at = ${NOW}
         where document_id = :channelDocumentId
           and (last_callback_at is null or last_callback_at < ${NOW} - interval '1 minute')`,
        { channelDocumentId },
        trx,
      );
    },

    /**
     * Makes due what a callback may settle: the delivery that it names, else all of the account of
     * which it isn't known whether the platform has taken them. One that was left to a person is
     * asked about again, never sent.
     *
     * @param limit deliveries at most; null: all.
     */
    async wake(
      channelDocumentId: string,
      reference: string,
      limit: number | null,
      trx: Knex.Transaction,
    ): Promise<string[]> {
      const due = `next_attempt_at = ${NOW}, updated_at = ${NOW},
        state = case when state = 'uncertain' and intent_at is null then 'submitted' else state end`;
      const named = await query<{ documentId: string }>(
        `update ${DELIVERY_TABLE} set ${due}
         where channel_document_id = :channelDocumentId and state in ('submitted', 'uncertain')
           and (remote ->> 'publishId' = :reference or remote ->> 'msgId' = :reference)
         returning document_id as "documentId"`,
        { channelDocumentId, reference },
        trx,
      );
      if (named.length > 0) return named.map(({ documentId }) => documentId);
      const unclear = await query<{ documentId: string }>(
        `update ${DELIVERY_TABLE} set next_attempt_at = ${NOW}, updated_at = ${NOW}
         where id in (
           select id from ${DELIVERY_TABLE}
           where channel_document_id = :channelDocumentId and state = 'uncertain'
             and step in ('submit', 'mass') and next_attempt_at > ${NOW}
             and (lease_until is null or lease_until < ${NOW})
           order by intent_at limit cast(:limit as integer) for update)
         returning document_id as "documentId"`,
        { channelDocumentId, limit },
        trx,
      );
      return unclear.map(({ documentId }) => documentId);
    },

    /** What has come for the references, the latest word first. */
    async ofReferences(
      channelDocumentId: string,
      references: readonly string[],
    ): Promise<KeptCallback[]> {
      const rows = await prepared<KeptCallback>(
        'callbacks of references',
        `select document_id as "documentId", reference, detail from ${CALLBACK_TABLE}
         where channel_document_id = :channelDocumentId and reference = any(:references)
         order by occurred_at desc, id desc`,
        { channelDocumentId, references: [...references] },
      );
      return rows.map((row) => ({ ...row, detail: parseJsonColumn(row.detail) }));
    },

    /** True where something has come for the reference that no look has used yet. */
    async isWaiting(
      channelDocumentId: string,
      reference: string,
      trx: Knex.Transaction,
    ): Promise<boolean> {
      const rows = await query(
        `select 1 from ${CALLBACK_TABLE}
         where channel_document_id = :channelDocumentId and reference = :reference and applied_at is null
         limit 1`,
        { channelDocumentId, reference },
        trx,
      );
      return rows.length > 0;
    },

    /** Keeps what has come for the reference as a hint for the next look, which comes by itself. */
    async shelve(
      channelDocumentId: string,
      reference: string,
      trx: Knex.Transaction,
    ): Promise<void> {
      await query(
        `update ${CALLBACK_TABLE} set applied_at = ${NOW}, updated_at = ${NOW}
         where channel_document_id = :channelDocumentId and reference = :reference and applied_at is null`,
        { channelDocumentId, reference },
        trx,
      );
    },

    async markApplied(documentIds: readonly string[], trx: Knex.Transaction): Promise<void> {
      if (documentIds.length === 0) return;
      await query(
        `update ${CALLBACK_TABLE} set applied_at = ${NOW}, updated_at = ${NOW}
         where document_id in (select jsonb_array_elements_text(cast(:ids as jsonb)))`,
        { ids: toJsonb(documentIds) },
        trx,
      );
    },
  };
};

export type CallbacksRepository = ReturnType<typeof createCallbacksRepository>;
