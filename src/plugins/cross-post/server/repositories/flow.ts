import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import {
  COUNT_LIMIT,
  LANE_STATES,
  type ChannelSchedule,
  type Lane,
  type Overview,
  type ScheduleKind,
} from '../../shared/contracts/flow';
import { CHANNEL_TABLE, DELIVERY_TABLE, WITHDRAWAL_TABLE } from '../constants';
import type { Person, VariantEditors } from '../domain/approval';
import type { FlowDelivery } from '../domain/flow';
import {
  ACTIVE,
  COLUMNS,
  LISTED_COLUMNS,
  SETTLED_WITHOUT_POST,
  toDelivery,
  type DeliveryRow,
  type ListItem,
} from './deliveries';
import { createQuery, inTransaction, isoColumn, NOW, parseJsonColumn, toJsonb } from './rows';
import { LEFT_DRAFT } from './withdrawals';

/** States in which a post has, or may get, its place in the account's plan. */
const IN_PLAN = `'waiting', 'queued', 'sending', 'submitted', 'uncertain', 'published', 'staged'`;

/** On the platform, or on its way there with words that can't be changed any more. */
const IS_OUT = `(d.state in ('submitted', 'uncertain', 'published', 'staged')
  or d.state in ('queued', 'sending')
    and (d.intent_at is not null or d.remote ->> 'mediaId' is not null))`;

/**
 * Two posts of an account can't have the same place of the plan, whatever the processes that plan
 * believe; a post, or a draft, is taken back by one task; and nothing without the approval of its very
 * words is in the queue's hands.
 */
const INSTALL = `
create unique index if not exists cross_post_deliveries_slot_uq
  on ${DELIVERY_TABLE} (channel_document_id, scheduled_at)
  where schedule_kind <> 'now' and state in (${IN_PLAN});
create unique index if not exists cross_post_withdrawals_task_uq
  on ${WITHDRAWAL_TABLE} (delivery_document_id, coalesce(draft_id, ''));
create index if not exists cross_post_deliveries_left_draft_idx
  on ${DELIVERY_TABLE} (id) where ${LEFT_DRAFT};
update ${DELIVERY_TABLE} set approved_hash = content_hash, is_edited = coalesce(is_edited, false),
  schedule_kind = coalesce(schedule_kind, 'now'), has_own_deadline = coalesce(has_own_deadline, false),
  scheduled_at = created_at
where scheduled_at is null and state <> 'waiting'`;

interface Planned {
  readonly kind: ScheduleKind;
  /** ISO instant; null: now, by the database's clock. */
  readonly at: string | null;
  /** ISO instant of a person's own deadline; null: the ordinary one. */
  readonly notAfter: string | null;
  readonly lifeHours: number;
}

const PLACE = `schedule_kind = :kind, scheduled_at = coalesce(cast(:at as timestamp), ${NOW}),
  has_own_deadline = cast(:notAfter as timestamp) is not null,
  not_after = coalesce(cast(:notAfter as timestamp),
    coalesce(cast(:at as timestamp), ${NOW}) + make_interval(hours => :lifeHours))`;

type Troubles = Pick<Overview, 'withdrawals' | 'pausedChannels' | 'expiringChannels'>;

/** What is known of an account for planning. */
export interface PlanOfChannel {
  readonly schedule: Partial<ChannelSchedule> | null;
}

/** SQL of approval, variants, schedule and lanes. */
export const createFlowRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const query = createQuery({ strapi });
  const listed = (where: string): string =>
    `select ${LISTED_COLUMNS}
     from ${DELIVERY_TABLE} d left join ${CHANNEL_TABLE} c on c.document_id = d.channel_document_id ${where}`;

  return {
    /** Creates what Strapi's schema can't say; once for deliveries that are older than it. */
    async install(): Promise<void> {
      await inTransaction({ strapi }, async (trx) => {
        await query(
          `select pg_advisory_xact_lock(hashtextextended('cross-post install', 0))`,
          {},
          trx,
        );
        await trx.raw(INSTALL);
      });
    },

    /** Holds the delivery until the end of `trx`. */
    async lock(documentId: string, trx: Knex.Transaction): Promise<FlowDelivery | null> {
      const [row] = await query<DeliveryRow>(
        `select ${COLUMNS} from ${DELIVERY_TABLE} d where d.document_id = :documentId for update`,
        { documentId },
        trx,
      );
      return row ? toDelivery(row) : null;
    },

    /** Posts of which nothing is out and whose words can still be changed. */
    async changeable(trx: Knex.Transaction): Promise<FlowDelivery[]> {
      const rows = await query<DeliveryRow>(
        `select ${COLUMNS} from ${DELIVERY_TABLE} d
         where d.state in ('waiting', 'queued') and d.intent_at is null
           and d.remote ->> 'mediaId' is null`,
        {},
        trx,
      );
      return rows.map(toDelivery);
    },

    /** Takes the approved delivery, held by `lock`, into the queue. */
    async approve(
      documentId: string,
      approver: Person,
      planned: Planned,
      trx: Knex.Transaction,
    ): Promise<void> {
      await query(
        `update ${DELIVERY_TABLE} set state = 'queued', approved_hash = content_hash, approved_by_id = :id,
           approved_by_name = :name, approved_at = ${NOW}, ${PLACE},
           next_attempt_at = coalesce(cast(:at as timestamp), ${NOW}), error_code = null,
           error_message = null, updated_at = ${NOW}
         where document_id = :documentId`,
        { ...planned, ...approver, documentId },
        trx,
      );
    },

    /** Gives the delivery, held by `lock`, another time; one that waits for approval goes on waiting. */
    async reschedule(documentId: string, planned: Planned, trx: Knex.Transaction): Promise<void> {
      await query(
        `update ${DELIVERY_TABLE} set ${PLACE},
           next_attempt_at = case when state = 'queued' then coalesce(cast(:at as timestamp), ${NOW}) end,
           lease_token = null, lease_until = null, updated_at = ${NOW}
         where document_id = :documentId`,
        { ...planned, documentId },
        trx,
      );
    },

    /**
     * Puts an edited text into the delivery, held by `lock`: its approval ends, its time stays; so
     * does a proposed correction, unless the text was compared with the changed document.
     */
    async edit(
      documentId: string,
      change: {
        readonly content: unknown;
        readonly contentHash: string;
        readonly sourceHash: string | null;
        readonly step: string;
        readonly isEdited: boolean;
        readonly editors: VariantEditors;
        readonly reason: { readonly code: string; readonly message: string };
        readonly lifeHours: number;
      },
      trx: Knex.Transaction,
    ): Promise<void> {
      const { reason, editors, ...rest } = change;
      await query(
        `update ${DELIVERY_TABLE} set state = 'waiting', content = cast(:content as jsonb),
           content_hash = :contentHash, source_hash = :sourceHash, step = :step, is_edited = :isEdited,
           variant_editor_ids = cast(:editorIds as jsonb), variant_editor_name = :editorName, approved_hash = null,
           approved_by_id = null, approved_by_name = null, approved_at = null, remote = '{}'::jsonb,
           remote_id = null, url = null, attempts = 0, reconciliations = 0, next_attempt_at = null,
           schedule_kind = case when state = 'failed' then 'now' else schedule_kind end,
           scheduled_at = case when state = 'failed' then ${NOW} else scheduled_at end,
           has_own_deadline = has_own_deadline and state <> 'failed',
           not_after = case when has_own_deadline and state <> 'failed' then not_after
             else greatest(scheduled_at, ${NOW}) + make_interval(hours => :lifeHours) end,
           error_code = :code, error_message = :message, lease_token = null, lease_until = null,
           correction_at = case when source_hash is not distinct from :sourceHash then correction_at end,
           updated_at = ${NOW}
         where document_id = :documentId`,
        {
          ...rest,
          ...reason,
          content: toJsonb(change.content),
          editorIds: toJsonb(editors.ids),
          editorName: editors.name,
          documentId,
        },
        trx,
      );
    },

    /** Ends the delivery, held by `lock`, by a person's wish. */
    async cancel(documentId: string, message: string, trx: Knex.Transaction): Promise<void> {
      await query(
        `update ${DELIVERY_TABLE} set state = 'cancelled', next_attempt_at = null, error_code = 'cancelled',
           error_message = :message, correction_at = null, lease_token = null, lease_until = null, updated_at = ${NOW}
         where document_id = :documentId`,
        { documentId, message },
        trx,
      );
    },

    async schedule(
      channelDocumentId: string,
      trx?: Knex.Transaction,
    ): Promise<PlanOfChannel | null> {
      const [row] = await query<{ schedule: unknown }>(
        `select schedule from ${CHANNEL_TABLE} where document_id = :channelDocumentId`,
        { channelDocumentId },
        trx,
      );
      return row ? { schedule: parseJsonColumn(row.schedule) as PlanOfChannel['schedule'] } : null;
    },

    /** @returns false where there is no such channel. */
    async saveSchedule(channelDocumentId: string, schedule: ChannelSchedule): Promise<boolean> {
      const rows = await query(
        `update ${CHANNEL_TABLE} set schedule = cast(:schedule as jsonb), updated_at = ${NOW}
         where document_id = :channelDocumentId returning document_id`,
        { channelDocumentId, schedule: toJsonb(schedule) },
      );
      return rows.length > 0;
    },

    /** Until the end of `trx` nobody else brings a post of the document on the account to life again. */
    async lockDocument(
      {
        channelDocumentId,
        sourceDocumentId,
      }: Pick<FlowDelivery, 'channelDocumentId' | 'sourceDocumentId'>,
      trx: Knex.Transaction,
    ): Promise<void> {
      await query(
        `select pg_advisory_xact_lock(hashtextextended(:key, 0))`,
        { key: `cross-post document ${channelDocumentId} ${sourceDocumentId}` },
        trx,
      );
    },

    /** Until the end of `trx` nobody else gives out places of the account's plan. */
    async lockPlan(channelDocumentId: string, trx: Knex.Transaction): Promise<void> {
      await query(
        `select pg_advisory_xact_lock(hashtextextended(:key, 0))`,
        { key: `cross-post plan ${channelDocumentId}` },
        trx,
      );
    },

    /** Gives the delivery another place of the plan, now where `at` is null; all else stays. */
    async moveTo(documentId: string, at: string | null, trx: Knex.Transaction): Promise<void> {
      await query(
        `update ${DELIVERY_TABLE} set schedule_kind = 'now',
           scheduled_at = coalesce(cast(:at as timestamp), ${NOW}), updated_at = ${NOW}
         where document_id = :documentId`,
        { documentId, at },
        trx,
      );
    },

    /**
     * Times of the account's other posts since `since`: those that are out, and those that have a
     * place. One that waits for approval without a chosen time has none.
     */
    async takenTimes(
      channelDocumentId: string,
      since: string,
      exceptDocumentId: string | null,
      trx: Knex.Transaction,
    ): Promise<Date[]> {
      const rows = await query<{ at: string }>(
        `select ${isoColumn('coalesce(delivered_at, scheduled_at)', 'at')} from ${DELIVERY_TABLE}
         where channel_document_id = :channelDocumentId and state in (${IN_PLAN})
           and scheduled_at >= cast(:since as timestamp)
           and not (state = 'waiting' and schedule_kind = 'now')
           and document_id is distinct from :exceptDocumentId`,
        { channelDocumentId, since, exceptDocumentId },
        trx,
      );
      return rows.map(({ at }) => new Date(at));
    },

    /**
     * Ends what is past its time without having gone out: nothing is on the platform and no call is
     * under way. Where the account or the platform stood still, no old news follows afterwards.
     */
    async expire(
      messages: { readonly waiting: string; readonly queued: string },
      limit: number,
    ): Promise<string[]> {
      const rows = await query<{ documentId: string }>(
        `update ${DELIVERY_TABLE} set state = 'failed', next_attempt_at = null, error_code = 'expired',
           error_message = case when state = 'waiting' then :waiting else :queued end,
           correction_at = null, lease_token = null, lease_until = null, updated_at = ${NOW}
         where id in (
           select id from ${DELIVERY_TABLE}
           where state in ('waiting', 'queued', 'sending') and not_after < ${NOW} and intent_at is null
             and (lease_until is null or lease_until < ${NOW})
           order by not_after limit :limit for update skip locked)
         returning document_id as "documentId"`,
        { ...messages, limit },
      );
      return rows.map(({ documentId }) => documentId);
    },

    /** Puts what is queued without approval where people see it. */
    async returnUnapproved(reason: { readonly code: string; readonly message: string }) {
      return query<{ documentId: string }>(
        `update ${DELIVERY_TABLE} set state = 'waiting', next_attempt_at = null, error_code = :code,
           error_message = :message, lease_token = null, lease_until = null, updated_at = ${NOW}
         where state in ('queued', 'sending') and intent_at is null
           and approved_hash is distinct from content_hash
           and (lease_until is null or lease_until < ${NOW})
         returning document_id as "documentId"`,
        { ...reason },
      );
    },

    /** Due deliveries in nobody's hands, oldest first. */
    async due(limit: number): Promise<string[]> {
      const rows = await query<{ documentId: string }>(
        `select document_id as "documentId" from ${DELIVERY_TABLE}
         where state in (${ACTIVE}) and next_attempt_at <= ${NOW}
           and (lease_until is null or lease_until < ${NOW})
         order by next_attempt_at limit :limit`,
        { limit },
      );
      return rows.map(({ documentId }) => documentId);
    },

    /** Deliveries in each lane, none counted beyond the limit. */
    async laneCounts(): Promise<Readonly<Record<Lane, number>>> {
      const counted = Object.entries(LANE_STATES).map(([lane, states]) => {
        const wanted = states.map((state) => `'${state}'`).join(', ');
        return `(select count(*) from (select 1 from ${DELIVERY_TABLE} where state in (${wanted}) limit ${COUNT_LIMIT}) l)::integer as "${lane}"`;
      });
      const [row] = await query<Record<Lane, number>>(
        `select ${counted.join(', ')}, (select count(*) from (select 1 from ${DELIVERY_TABLE}
           where correction_at is not null limit ${COUNT_LIMIT}) l)::integer as "correction"`,
        {},
      );
      return row as Record<Lane, number>;
    },

    /** What is to be seen to beside the lanes. */
    async troubles(warnDays: number): Promise<Troubles> {
      const [row] = await query<Troubles>(
        `select (select count(*) from (select 1 from ${WITHDRAWAL_TABLE}
             where state in ('open', 'by-hand') limit ${COUNT_LIMIT}) l)::integer as "withdrawals",
           (select count(*) from ${CHANNEL_TABLE} where is_paused)::integer as "pausedChannels",
           (select count(*) from ${CHANNEL_TABLE} where not is_paused
              and token_expires_at < ${NOW} + make_interval(days => :warnDays))::integer as "expiringChannels"`,
        { warnDays },
      );
      return row ?? { withdrawals: 0, pausedChannels: 0, expiringChannels: 0 };
    },

    /** Posts that this person may approve. */
    async waitingFor(personId: string): Promise<number> {
      const [row] = await query<{ total: number }>(
        `select count(*)::integer as total from (select 1 from ${DELIVERY_TABLE}
           where state = 'waiting'
             and not coalesce(author_ids, '[]'::jsonb) @> to_jsonb(cast(:personId as text))
             and not coalesce(variant_editor_ids, '[]'::jsonb) @> to_jsonb(cast(:personId as text)) limit ${COUNT_LIMIT}) l`,
        { personId },
      );
      return row?.total ?? 0;
    },

    /** What was or will be posted in [from, to), by time. */
    async calendar(
      from: string,
      to: string,
      channel: string | null,
      limit: number,
    ): Promise<ListItem[]> {
      const rows = await query<DeliveryRow & { channelName: string }>(
        `${listed(`where d.scheduled_at >= cast(:from as timestamp) and d.scheduled_at < cast(:to as timestamp)
           and d.state <> 'cancelled'
           and (cast(:channel as text) is null or d.channel_document_id = :channel)
         order by d.scheduled_at limit :limit`)}`,
        { from, to, channel, limit },
      );
      return rows.map(toDelivery);
    },

    /**
     * The latest of the account's posts of the document that is out, or may still go out, leaving one
     * of them aside; null: there is none. Beside `corrected`, what is gone from the platform is no
     * correction of it any more.
     */
    async latestLive(
      {
        sourceUid,
        sourceDocumentId,
        channelDocumentId,
      }: Pick<FlowDelivery, 'sourceUid' | 'sourceDocumentId' | 'channelDocumentId'>,
      exceptDocumentId: string | null,
      corrected: string | null,
      trx: Knex.Transaction,
    ): Promise<string | null> {
      const [row] = await query<{ documentId: string }>(
        `select document_id as "documentId" from ${DELIVERY_TABLE}
         where source_uid = :sourceUid and source_document_id = :sourceDocumentId
           and channel_document_id = :channelDocumentId and state not in (${SETTLED_WITHOUT_POST})
           and document_id is distinct from :exceptDocumentId
           and (state <> 'gone' or cast(:corrected as text) is null or document_id = :corrected)
         order by id desc limit 1`,
        { sourceUid, sourceDocumentId, channelDocumentId, exceptDocumentId, corrected },
        trx,
      );
      return row?.documentId ?? null;
    },

    /**
     * Marks the account's latest post of the document, where it is out or may be and says something
     * else than the document does now; one that agrees with it again loses the mark. One whose
     * correction is under way gets none.
     *
     * @param channelDocumentId of one account; null: of all.
     */
    async proposeCorrections(
      source: {
        readonly sourceUid: string;
        readonly sourceDocumentId: string;
        readonly sourceHash: string;
      },
      contentHashes: Readonly<Record<string, string>>,
      channelDocumentId: string | null,
      trx: Knex.Transaction,
    ): Promise<void> {
      await query(
        `update ${DELIVERY_TABLE} d set correction_note = null,
           correction_at = case
             when source_hash = :sourceHash
               or content_hash = cast(:hashes as jsonb) ->> channel_kind then null
             else coalesce(correction_at, ${NOW}) end
         where source_uid = :sourceUid and source_document_id = :sourceDocumentId and ${IS_OUT}
           and (cast(:channelDocumentId as text) is null or channel_document_id = :channelDocumentId)
           and not exists (
             select 1 from ${DELIVERY_TABLE} n
             where n.source_document_id = d.source_document_id and n.source_uid = d.source_uid
               and n.channel_document_id = d.channel_document_id and n.id > d.id
               and n.state not in (${SETTLED_WITHOUT_POST}, 'gone'))`,
        { ...source, hashes: toJsonb(contentHashes), channelDocumentId },
        trx,
      );
    },

    /** Closes a proposal. @returns false where there is none. */
    async answerCorrection(
      documentId: string,
      note: string,
      trx: Knex.Transaction,
    ): Promise<boolean> {
      const rows = await query(
        `update ${DELIVERY_TABLE} set correction_at = null, correction_note = :note, updated_at = ${NOW}
         where document_id = :documentId and correction_at is not null returning document_id`,
        { documentId, note },
        trx,
      );
      return rows.length > 0;
    },

    /** Ends the document's proposals: it is withdrawn. */
    async dropCorrections(
      sourceUid: string,
      sourceDocumentId: string,
      trx: Knex.Transaction,
    ): Promise<void> {
      await query(
        `update ${DELIVERY_TABLE} set correction_at = null
         where source_uid = :sourceUid and source_document_id = :sourceDocumentId
           and correction_at is not null`,
        { sourceUid, sourceDocumentId },
        trx,
      );
    },
  };
};

export type FlowRepository = ReturnType<typeof createFlowRepository>;
