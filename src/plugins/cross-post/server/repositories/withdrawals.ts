import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { WithdrawalState, WithdrawalSummary } from '../../shared/contracts/deliveries';
import { CHANNEL_TABLE, DELIVERY_TABLE, WITHDRAWAL_TABLE } from '../constants';
import { createQuery, isoColumn, newDocumentId, NOW, toJsonb } from './rows';

/** Deliveries of which something is, or may be, on the platform. */
const MAYBE_OUT = `(d.state in ('published', 'staged', 'submitted', 'uncertain')
  or (d.state in ('waiting', 'queued', 'sending')
    and (d.intent_at is not null or d.remote ->> 'mediaId' is not null)))`;

/** Failed for good, with a draft on the platform and never anything more. */
export const LEFT_DRAFT = `state = 'failed' and remote ->> 'mediaId' is not null and delivered_at is null`;

export interface Source {
  readonly sourceUid: string;
  readonly sourceDocumentId: string;
}

export interface Withdrawal {
  readonly documentId: string;
  readonly deliveryDocumentId: string;
  /** The draft that is to be deleted; null: the post, whatever it is by then. */
  readonly draftId: string | null;
  readonly state: WithdrawalState;
  readonly attempts: number;
  /** Why the last try led to nothing. */
  readonly errorCode: string | null;
}

/** What is to be taken back of a delivery. */
export type Task = Pick<Withdrawal, 'deliveryDocumentId' | 'draftId'>;

const COLUMNS = `document_id as "documentId", delivery_document_id as "deliveryDocumentId",
  draft_id as "draftId", state, attempts, error_code as "errorCode"`;

/** What is to be taken back from the platforms: at most one for each post, and one for each draft. */
export const createWithdrawalsRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const query = createQuery({ strapi });

  return {
    /** What of the source is, or may be, out; drafts that its failed deliveries have left included. */
    maybeOut: (source: Source, trx: Knex.Transaction): Promise<Task[]> =>
      query<Task>(
        `select d.document_id as "deliveryDocumentId",
           case when d.state = 'failed' then d.remote ->> 'mediaId' end as "draftId"
         from ${DELIVERY_TABLE} d
         where d.source_uid = :sourceUid and d.source_document_id = :sourceDocumentId
           and (${MAYBE_OUT} or ${LEFT_DRAFT})`,
        { ...source },
        trx,
      ),

    /**
     * Drafts that failed deliveries have left and nobody deletes yet, but for those that a person goes
     * on with at the platform after one of the errors `kept`.
     */
    leftDrafts: (kept: readonly string[], limit: number, trx: Knex.Transaction): Promise<Task[]> =>
      query<Task>(
        `select document_id as "deliveryDocumentId", remote ->> 'mediaId' as "draftId"
         from ${DELIVERY_TABLE} d
         where ${LEFT_DRAFT}
           and coalesce(error_code, '') not in (select jsonb_array_elements_text(cast(:kept as jsonb)))
           and not exists (
             select 1 from ${WITHDRAWAL_TABLE} w
             where w.delivery_document_id = d.document_id and coalesce(w.draft_id, '') = d.remote ->> 'mediaId')
         order by id limit :limit`,
        { kept: toJsonb(kept), limit },
        trx,
      ),

    /**
     * One for each of the tasks; one of a post that was settled before is raised again, since its
     * delivery has gone out since. @returns their documentIds.
     */
    async raise(
      tasks: readonly Task[],
      reason: string,
      startAt: string,
      trx: Knex.Transaction,
    ): Promise<string[]> {
      const raised: string[] = [];
      for (const task of tasks) {
        const [row] = await query<{ documentId: string }>(
          `insert into ${WITHDRAWAL_TABLE} as w (document_id, delivery_document_id, draft_id,
             channel_document_id, source_uid, source_document_id, state, reason, attempts, next_attempt_at,
             created_at, updated_at, published_at)
           select :documentId, document_id, :draftId, channel_document_id, source_uid, source_document_id,
             'open', :reason, 0, cast(:startAt as timestamp), ${NOW}, ${NOW}, ${NOW}
           from ${DELIVERY_TABLE} where document_id = :deliveryDocumentId
           on conflict (delivery_document_id, coalesce(draft_id, '')) do update
             set state = 'open', reason = excluded.reason, attempts = 0,
               next_attempt_at = excluded.next_attempt_at, message = null, error_code = null,
               settled_at = null, settled_by = null, link = null, updated_at = ${NOW}
             where w.state in ('dismissed', 'done') and w.draft_id is null
           returning document_id as "documentId"`,
          { ...task, documentId: newDocumentId(), reason, startAt },
          trx,
        );
        if (row) raised.push(row.documentId);
      }
      return raised;
    },

    /**
     * The source is public again: what is not done yet need not be done, but for drafts that nobody
     * is to publish any more.
     */
    async dismiss(source: Source, message: string, trx: Knex.Transaction): Promise<void> {
      await query(
        `update ${WITHDRAWAL_TABLE} set state = 'dismissed', message = :message, next_attempt_at = null,
           settled_at = ${NOW}, updated_at = ${NOW}
         where source_uid = :sourceUid and source_document_id = :sourceDocumentId
           and state in ('open', 'by-hand') and draft_id is null and not exists (
             select 1 from ${DELIVERY_TABLE} d
             where d.document_id = delivery_document_id and d.state = 'cancelled')`,
        { ...source, message },
        trx,
      );
    },

    /** Takes a due one for this worker: it is due again a while later, should the worker die. */
    async claim(documentId: string, seconds: number): Promise<Withdrawal | null> {
      const [row] = await query<Withdrawal>(
        `update ${WITHDRAWAL_TABLE} set next_attempt_at = ${NOW} + make_interval(secs => :seconds),
           attempts = attempts + 1, updated_at = ${NOW}
         where document_id = :documentId and state = 'open'
           and next_attempt_at <= ${NOW} + interval '1 second'
         returning ${COLUMNS}`,
        { documentId, seconds },
      );
      return row ?? null;
    },

    async postpone(
      documentId: string,
      change: {
        readonly message: string | null;
        readonly errorCode: string | null;
        readonly nextAttemptAt: string;
      },
      trx: Knex.Transaction,
    ): Promise<void> {
      await query(
        `update ${WITHDRAWAL_TABLE} set message = :message, error_code = :errorCode,
           next_attempt_at = :nextAttemptAt, updated_at = ${NOW}
         where document_id = :documentId and state = 'open'`,
        { ...change, documentId },
        trx,
      );
    },

    async leaveToPerson(
      documentId: string,
      change: { readonly message: string; readonly errorCode: string },
    ): Promise<void> {
      await query(
        `update ${WITHDRAWAL_TABLE} set state = 'by-hand', message = :message, error_code = :errorCode,
           next_attempt_at = null, updated_at = ${NOW}
         where document_id = :documentId and state = 'open'`,
        { ...change, documentId },
      );
    },

    /** @returns what it was about; null where it was settled before. */
    async settle(
      documentId: string,
      change: {
        readonly message: string;
        readonly settledBy: string | null;
        readonly link: string | null;
      },
      trx: Knex.Transaction,
    ): Promise<Task | null> {
      const [row] = await query<Task>(
        `update ${WITHDRAWAL_TABLE} set state = 'done', message = :message, error_code = null,
           next_attempt_at = null, settled_at = ${NOW}, settled_by = :settledBy, link = :link,
           updated_at = ${NOW}
         where document_id = :documentId and state <> 'done'
         returning delivery_document_id as "deliveryDocumentId", draft_id as "draftId"`,
        { ...change, documentId },
        trx,
      );
      return row ?? null;
    },

    /** Says at the delivery what becomes of its draft, instead of what was said of that before. */
    async tellOfDraft(
      { deliveryDocumentId, draftId }: Task,
      words: { readonly before: string; readonly now: string },
      trx?: Knex.Transaction,
    ): Promise<void> {
      await query(
        `update ${DELIVERY_TABLE}
         set error_message = replace(coalesce(error_message, ''), :before, '') || :now, updated_at = ${NOW}
         where document_id = :deliveryDocumentId and remote ->> 'mediaId' = :draftId
           and state in ('failed', 'cancelled')`,
        { deliveryDocumentId, draftId, ...words },
        trx,
      );
    },

    /** The one of a delivery's post that isn't settled yet. */
    async openOf(deliveryDocumentId: string, trx?: Knex.Transaction): Promise<Withdrawal | null> {
      const [row] = await query<Withdrawal>(
        `select ${COLUMNS} from ${WITHDRAWAL_TABLE}
         where delivery_document_id = :deliveryDocumentId and draft_id is null
           and state in ('open', 'by-hand')`,
        { deliveryDocumentId },
        trx,
      );
      return row ?? null;
    },

    /** Due ones whose job was lost; each counts as due from now. */
    async takeOverdue(
      graceSeconds: number,
      limit: number,
      trx: Knex.Transaction,
    ): Promise<string[]> {
      const rows = await query<{ documentId: string }>(
        `update ${WITHDRAWAL_TABLE} set next_attempt_at = ${NOW}
         where id in (
           select id from ${WITHDRAWAL_TABLE}
           where state = 'open' and next_attempt_at < ${NOW} - make_interval(secs => :graceSeconds)
           order by next_attempt_at limit :limit for update skip locked)
         returning document_id as "documentId"`,
        { graceSeconds, limit },
        trx,
      );
      return rows.map(({ documentId }) => documentId);
    },

    /** Of one source, or all that are unsettled; newest first. */
    list: (
      filter: { readonly sourceDocumentId: string | null },
      limit: number,
    ): Promise<WithdrawalSummary[]> =>
      query<WithdrawalSummary>(
        `select w.document_id as "documentId", w.delivery_document_id as "deliveryDocumentId",
           d.channel_kind as "channelKind", coalesce(c.name, '') as "channelName",
           w.source_uid as "sourceUid", w.source_document_id as "sourceDocumentId", d.title, d.url,
           w.state, w.reason, w.message, w.settled_by as "settledBy", w.link,
           ${isoColumn('w.created_at', 'createdAt')}, ${isoColumn('w.next_attempt_at', 'nextAttemptAt')},
           ${isoColumn('w.settled_at', 'settledAt')}
         from ${WITHDRAWAL_TABLE} w
         join ${DELIVERY_TABLE} d on d.document_id = w.delivery_document_id
         left join ${CHANNEL_TABLE} c on c.document_id = w.channel_document_id
         where ${filter.sourceDocumentId ? 'w.source_document_id = :sourceDocumentId' : `w.state in ('open', 'by-hand')`}
         order by w.created_at desc, w.id desc limit :limit`,
        {
          ...(filter.sourceDocumentId ? { sourceDocumentId: filter.sourceDocumentId } : {}),
          limit,
        },
      ),
  };
};
