import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { DeliveryState } from '../../shared/contracts/deliveries';
import { LANE_STATES, type Lane } from '../../shared/contracts/flow';
import { ATTEMPT_TABLE, CHANNEL_TABLE, DELIVERY_TABLE, WITHDRAWAL_TABLE } from '../constants';
import { ACTIVE_STATES, type Channel, type Delivery, type Remote } from '../domain/delivery';
import type { Flow, FlowDelivery } from '../domain/flow';
import type { Change } from '../domain/step-machine';
import { CHANNEL_JSON, toChannel, type ChannelRow } from './channels';
import {
  createPreparedQuery,
  createQuery,
  isoColumn,
  newDocumentId,
  NOW,
  parseJsonColumn,
  toJsonb,
  UNHURRIED,
} from './rows';

const FLOW_COLUMNS = `d.source_hash as "sourceHash", d.is_edited as "isEdited",
  coalesce(d.author_ids, '[]'::jsonb) as "authorIds", d.author_name as "authorName",
  coalesce(d.variant_editor_ids, '[]'::jsonb) as "variantEditorIds",
  d.variant_editor_name as "variantEditorName", d.approved_hash as "approvedHash",
  d.approved_by_id as "approvedById", d.approved_by_name as "approvedByName",
  ${isoColumn('d.approved_at', 'approvedAt')}, d.schedule_kind as "scheduleKind",
  ${isoColumn('d.scheduled_at', 'scheduledAt')}, ${isoColumn('d.not_after', 'notAfter')},
  d.has_own_deadline as "hasOwnDeadline", ${isoColumn('d.correction_at', 'correctionAt')},
  d.correction_note as "correctionNote", d.correction_of as "correctionOf"`;

const columns = (
  content: string,
): string => `d.document_id as "documentId", d.post_document_id as "postDocumentId",
  d.channel_document_id as "channelDocumentId", d.channel_kind as "channelKind",
  d.source_uid as "sourceUid", d.source_document_id as "sourceDocumentId", d.title, d.state, d.step,
  ${content}, d.content_hash as "contentHash", d.remote, d.remote_id as "remoteId", d.url, d.attempts,
  d.reconciliations, d.error_code as "errorCode", d.error_message as "errorMessage",
  ${isoColumn('d.intent_at', 'intentAt')}, ${isoColumn('d.created_at', 'createdAt')},
  ${isoColumn('d.delivered_at', 'deliveredAt')}, ${isoColumn('d.next_attempt_at', 'nextAttemptAt')},
  ${FLOW_COLUMNS}`;

export const COLUMNS = columns('d.content');
/** Lists don't carry the posts' own words: thousands of articles would be read for nothing. */
export const LISTED_COLUMNS = `${columns('null as content')}, coalesce(c.name, '') as "channelName"`;

export const ACTIVE = ACTIVE_STATES.map((state) => `'${state}'`).join(', ');
export const SETTLED_WITHOUT_POST = `'failed', 'cancelled', 'withdrawn'`;

export type DeliveryRow = Omit<
  FlowDelivery,
  'content' | 'remote' | 'authorIds' | 'variantEditorIds'
> & {
  content: unknown;
  remote: unknown;
  authorIds: unknown;
  variantEditorIds: unknown;
};
export type ListedDelivery = FlowDelivery & { readonly channelName: string };
/** A delivery of a list, without its words. */
export type ListItem = Omit<ListedDelivery, 'content'>;

const SCHEDULED = `coalesce(cast(:scheduledAt as timestamp), ${NOW})`;

/** The time a delivery had, unless it has passed. */
const DUE_AGAIN = `greatest(coalesce(next_attempt_at, scheduled_at), ${NOW})`;

const APPROVAL_SET = `source_hash = :sourceHash, author_ids = cast(:authorIds as jsonb), author_name = :authorName,
           approved_hash = :approvedHash, approved_by_id = :approvedById,
           approved_by_name = :approvedByName,
           approved_at = case when cast(:approvedHash as text) is not null then ${NOW} end`;

/** What a delivery takes over when its text is made anew. */
export type Recomposition = Omit<
  NewDelivery,
  | 'postDocumentId'
  | 'channelDocumentId'
  | 'channelKind'
  | 'sourceUid'
  | 'sourceDocumentId'
  | 'scheduledAt'
  | 'correction'
>;

/** Only what was approved, word for word, may go out, and only while it is news. */
const IS_APPROVED_NEWS = `(d.approved_hash = d.content_hash and coalesce(d.not_after >= ${NOW}, true))`;
/** What may be out already is taken into work at any time: to be read, not to be sent. */
const MAY_BE_TAKEN = `(d.state in ('submitted', 'uncertain') or d.intent_at is not null
    or ${IS_APPROVED_NEWS})`;

const IS_PAUSED = `exists (select 1 from ${CHANNEL_TABLE} c
    where c.document_id = d.channel_document_id and c.is_paused)`;

export const toDelivery = <T extends DeliveryRow>(row: T): T & FlowDelivery => ({
  ...row,
  content: parseJsonColumn(row.content),
  remote: (parseJsonColumn(row.remote) ?? {}) as Remote,
  authorIds: parseJsonColumn(row.authorIds) as string[],
  variantEditorIds: parseJsonColumn(row.variantEditorIds) as string[],
});

export type NewDelivery = Pick<
  Delivery,
  | 'postDocumentId'
  | 'channelDocumentId'
  | 'channelKind'
  | 'sourceUid'
  | 'sourceDocumentId'
  | 'title'
  | 'state'
  | 'step'
  | 'content'
  | 'contentHash'
  | 'errorCode'
  | 'errorMessage'
> &
  Pick<
    Flow,
    'sourceHash' | 'authorIds' | 'authorName' | 'approvedHash' | 'approvedById' | 'approvedByName'
  > & {
    /** When it is to go out; null: at once. */
    readonly scheduledAt: string | null;
    /** The post is a correction of another one, which this person has asked for. */
    readonly correction?:
      | { readonly of: string; readonly asker: { readonly id: string; readonly name: string } }
      | undefined;
    /** Hours after that in which it is still worth sending, or worth an approval. */
    readonly lifeHours: number;
  };

export interface ListFilter {
  readonly lane?: Lane | undefined;
  readonly state?: DeliveryState | undefined;
  readonly channel?: string | undefined;
  readonly q?: string | undefined;
  readonly page: number;
  readonly pageSize: number;
}

const orderOf = ({ lane }: ListFilter): string =>
  lane === 'scheduled' ? 'd.next_attempt_at, d.id' : 'd.created_at desc, d.id desc';

/** Rows that a list leads through, so that the years behind it don't slow it down. */
const LIST_LIMIT = 10_000;

const inLane = (lane: Lane): string =>
  lane === 'correction'
    ? 'd.correction_at is not null'
    : `d.state in (${LANE_STATES[lane].map((state) => `'${state}'`).join(', ')})`;

const whereOf = ({
  lane,
  state,
  channel,
  q,
}: ListFilter): { sql: string; bindings: Record<string, string> } => {
  const parts = [
    ...(lane ? [inLane(lane)] : []),
    ...(state ? ['d.state = :state'] : []),
    ...(channel ? ['d.channel_document_id = :channel'] : []),
    ...(q ? [`d.title ilike :pattern escape '!'`] : []),
  ];
  return {
    sql: parts.length > 0 ? `where ${parts.join(' and ')}` : '',
    bindings: {
      ...(state ? { state } : {}),
      ...(channel ? { channel } : {}),
      ...(q ? { pattern: `%${q.replace(/[!%_]/g, '!$&')}%` } : {}),
    },
  };
};

/** How an attempt ended; its secrets are gone already. */
export interface EndedAttempt {
  readonly attemptId: string;
  readonly attemptStep: string;
  readonly tookSeconds: number;
  readonly outcome: string;
  readonly attemptErrorCode: string | null;
  readonly request: unknown;
  readonly response: string | null;
}

/** A worker's wish to have a delivery, under a lease of its own. */
export interface Claim {
  readonly documentId: string;
  readonly leaseToken: string;
}

export interface Claimed {
  readonly delivery: FlowDelivery;
  readonly channel: Channel | null;
}

/** What is about to be done, by the worker that has the lease. */
export interface Intent
  extends Pick<Change, 'state' | 'step' | 'remote' | 'intentAt'>, Partial<EndedAttempt> {
  readonly documentId: string;
  readonly leaseToken: string;
  /** Of the attempt that begins; the fields of an ended one are those of the step before. */
  readonly nextAttemptId: string;
}

/** What a step led to, and its attempt if it called anybody. */
export interface Result extends Change, Partial<EndedAttempt> {
  readonly documentId: string;
  readonly leaseToken: string;
  /** The worker gives the delivery back. */
  readonly isReleased: boolean;
}

const ATTEMPT_FIELDS = `"attemptId" text, "attemptStep" text, "tookSeconds" double precision,
             outcome text, "attemptErrorCode" text, request jsonb, response text`;
const ATTEMPT_COLUMNS = `document_id, delivery_document_id, step, started_at, ended_at, outcome,
             error_code, request, response, created_at, updated_at, published_at`;
/** Of an ended attempt in a row `b`. */
const attemptValues = (outcome: string): string =>
  `b."attemptId", b."documentId", b."attemptStep", ${NOW} - make_interval(secs => b."tookSeconds"), ${NOW},
             ${outcome}, b."attemptErrorCode", b.request, b.response, ${NOW}, ${NOW}, ${NOW}`;

export const createDeliveriesRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const query = createQuery({ strapi });
  const prepared = createPreparedQuery({ strapi });

  return {
    /** @returns the delivery's documentId. */
    async insert({ correction, ...delivery }: NewDelivery, trx: Knex.Transaction): Promise<string> {
      const documentId = newDocumentId();
      await query(
        `insert into ${DELIVERY_TABLE} (document_id, post_document_id, channel_document_id, channel_kind,
           source_uid, source_document_id, title, state, step, content, content_hash, remote, attempts,
           reconciliations, next_attempt_at, error_code, error_message, source_hash, is_edited, author_ids,
           author_name, variant_editor_ids, variant_editor_name, approved_hash, approved_by_id, approved_by_name, approved_at, schedule_kind,
           scheduled_at, not_after, has_own_deadline, correction_of, created_at, updated_at, published_at)
         values (:documentId, :postDocumentId, :channelDocumentId, :channelKind,
           :sourceUid, :sourceDocumentId, :title, :state, :step, cast(:content as jsonb), :contentHash, '{}'::jsonb, 0,
           0, case when :state = 'queued' then ${SCHEDULED} end, :errorCode, :errorMessage, :sourceHash,
           false, cast(:authorIds as jsonb), :authorName, cast(:editorIds as jsonb), :editorName, :approvedHash, :approvedById, :approvedByName,
           case when cast(:approvedHash as text) is not null then ${NOW} end, 'now', ${SCHEDULED},
           ${SCHEDULED} + make_interval(hours => :lifeHours), false, :correctionOf, ${NOW}, ${NOW}, ${NOW})`,
        {
          ...delivery,
          content: toJsonb(delivery.content ?? null),
          correctionOf: correction?.of ?? null,
          authorIds: toJsonb(delivery.authorIds),
          editorIds: toJsonb(correction ? [correction.asker.id] : []),
          editorName: correction?.asker.name ?? null,
          documentId,
        },
        trx,
      );
      return documentId;
    },

    /** Channels to which the document was, or is being, delivered. */
    async channelsReached(
      sourceUid: string,
      sourceDocumentId: string,
      trx?: Knex.Transaction,
    ): Promise<Set<string>> {
      const rows = await query<{ channel: string }>(
        `select distinct channel_document_id as channel from ${DELIVERY_TABLE}
         where source_uid = :sourceUid and source_document_id = :sourceDocumentId
           and state not in (${SETTLED_WITHOUT_POST})`,
        { sourceUid, sourceDocumentId },
        trx,
      );
      return new Set(rows.map(({ channel }) => channel));
    },

    /**
     * Takes due deliveries for this process. Only one worker has each until its lease ends, and every
     * later write names the lease, so that a worker that was overtaken can't change it any more.
     *
     * @param isPatient waits for those that somebody is changing at this moment; else they are left
     *   out, since two processes that wait for each other's would wait for ever.
     * @returns those that were taken, with their accounts as they are now, by lease.
     */
    async claim(
      wanted: readonly Claim[],
      leaseSeconds: number,
      isPatient: boolean,
    ): Promise<Map<string, Claimed>> {
      const rows = await prepared<DeliveryRow & { leaseToken: string; channel: unknown }>(
        isPatient ? 'claim patiently' : 'claim',
        `with wanted as materialized (
           select t.id, w."leaseToken" from ${DELIVERY_TABLE} t
           join jsonb_to_recordset(cast(:wanted as jsonb)) as w ("documentId" text, "leaseToken" text)
             on w."documentId" = t.document_id
           for update of t ${isPatient ? '' : 'skip locked'})
         update ${DELIVERY_TABLE} d set lease_token = w."leaseToken",
           state = case when d.state = 'queued' and not ${IS_PAUSED} then 'sending' else d.state end,
           lease_until = ${NOW} + make_interval(secs => :leaseSeconds), updated_at = ${NOW}
         from wanted w
         where d.id = w.id and d.state in (${ACTIVE})
           and d.next_attempt_at <= ${NOW} + interval '1 second' and ${MAY_BE_TAKEN}
           and (d.lease_until is null or d.lease_until < ${NOW})
         returning ${COLUMNS}, w."leaseToken", (select ${CHANNEL_JSON} from ${CHANNEL_TABLE} c
           where c.document_id = d.channel_document_id) as channel, ${UNHURRIED}`,
        { wanted: toJsonb(wanted), leaseSeconds },
      );
      return new Map(
        rows.map(({ channel, leaseToken, ...row }) => {
          const account = parseJsonColumn(channel) as ChannelRow | null;
          return [
            leaseToken,
            { delivery: toDelivery(row), channel: account && toChannel(account) },
          ];
        }),
      );
    },

    /** When another worker's claim ends; null where nobody has it. */
    async leasedUntil(documentId: string): Promise<Date | null> {
      const [row] = await query<{ leaseUntil: string | null }>(
        `select ${isoColumn('lease_until', 'leaseUntil')} from ${DELIVERY_TABLE}
         where document_id = :documentId and state in (${ACTIVE}) and lease_until >= ${NOW}`,
        { documentId },
      );
      return row?.leaseUntil ? new Date(row.leaseUntil) : null;
    },

    async renewLease(documentId: string, leaseToken: string, leaseSeconds: number): Promise<void> {
      await query(
        `update ${DELIVERY_TABLE} set lease_until = ${NOW} + make_interval(secs => :leaseSeconds)
         where document_id = :documentId and lease_token = :leaseToken`,
        { documentId, leaseToken, leaseSeconds },
      );
    },

    /**
     * Notes what is about to be done, and begins its attempt, where `posted` has the document; keeps
     * with it what the step before has led to. All that ends here has ended before anything here
     * begins: a submission may be proved not to have arrived by others that began after it was counted.
     *
     * @param sourceUid of all of them.
     * @param posted of the documents of all of them, those that may be posted; null: looked up already.
     * @param isPatient as for `claim`.
     * @returns the leases of those that were noted; for the others the claim was lost, the document
     *   isn't posted any more, or somebody was changing them. Nothing is written for them.
     */
    async begin(
      sourceUid: string,
      intents: readonly Intent[],
      posted: Knex.QueryBuilder | null,
      isPatient: boolean,
    ): Promise<Set<string>> {
      const rows = await prepared<{ leaseToken: string }>(
        ['begin', ...(isPatient ? ['patiently'] : []), ...(posted ? [sourceUid] : [])].join(' '),
        `with wanted as materialized (
           select t.id, w.* from ${DELIVERY_TABLE} t
           join jsonb_to_recordset(cast(:intents as jsonb)) as w ("documentId" text, "leaseToken" text,
             state text, step text, remote jsonb, "intentAt" timestamp, "nextAttemptId" text, ${ATTEMPT_FIELDS})
             on w."documentId" = t.document_id and w."leaseToken" = t.lease_token
           ${posted ? 'where t.source_document_id in :posted' : ''}
           for update of t ${isPatient ? '' : 'skip locked'}),
         begun as (
           update ${DELIVERY_TABLE} d set state = w.state, step = w.step, remote = w.remote,
             intent_at = w."intentAt", updated_at = ${NOW}
           from wanted w where d.id = w.id returning w.*),
         earlier as (
           insert into ${ATTEMPT_TABLE} (${ATTEMPT_COLUMNS})
           select ${attemptValues('b.outcome')} from begun b where b."attemptId" is not null
           returning 1),
         started as (
           insert into ${ATTEMPT_TABLE} (document_id, delivery_document_id, step, started_at, created_at,
             updated_at, published_at)
           select "nextAttemptId", "documentId", step, ${NOW}, ${NOW}, ${NOW}, ${NOW} from begun
           where (select count(*) from earlier) >= 0)
         select "leaseToken" from begun`,
        { intents: toJsonb(intents), ...(posted ? { posted } : {}) },
      );
      return new Set(rows.map(({ leaseToken }) => leaseToken));
    },

    /**
     * Writes what steps led to, and ends their attempts, or keeps those that were not begun. By itself
     * it doesn't wait for the disk: the next intent does, and with it all that came before; a result
     * that a crash of the machine took along is found on the platform by its intent.
     *
     * @param isPatient as for `claim`; then the attempt of a lost claim is kept too, as `overtaken`.
     * @returns the leases of those that were written; the claim of the others was lost, or somebody
     *   was changing them.
     */
    async save(
      results: readonly Result[],
      isPatient: boolean,
      trx?: Knex.Transaction,
    ): Promise<Set<string>> {
      const rows = await prepared<{ leaseToken: string }>(
        ['save', ...(isPatient ? ['patiently'] : []), ...(trx ? ['in a transaction'] : [])].join(
          ' ',
        ),
        `with results as materialized (
           select * from jsonb_to_recordset(cast(:results as jsonb)) as r ("documentId" text,
             "leaseToken" text, "isReleased" boolean, state text, step text, remote jsonb, "remoteId" text,
             url text, attempts integer, reconciliations integer, "intentAt" timestamp,
             "deliveredAt" timestamp, "nextAttemptAt" timestamp, "errorCode" text, "errorMessage" text,
             ${ATTEMPT_FIELDS})),
         wanted as materialized (
           select t.id, r.* from ${DELIVERY_TABLE} t
           join results r on r."documentId" = t.document_id and r."leaseToken" = t.lease_token
           for update of t ${isPatient ? '' : 'skip locked'}),
         saved as (
           update ${DELIVERY_TABLE} d set state = w.state, step = w.step, remote = w.remote,
             remote_id = w."remoteId", url = w.url, attempts = w.attempts,
             reconciliations = w.reconciliations, intent_at = w."intentAt",
             delivered_at = w."deliveredAt", next_attempt_at = w."nextAttemptAt",
             error_code = w."errorCode", error_message = w."errorMessage",
             lease_token = case when w."isReleased" then null else d.lease_token end,
             lease_until = case when w."isReleased" then null else d.lease_until end, updated_at = ${NOW}
           from wanted w where d.id = w.id returning w."leaseToken"),
         ended as (
           insert into ${ATTEMPT_TABLE} (${ATTEMPT_COLUMNS})
           select ${attemptValues(`case when s."leaseToken" is null then 'overtaken' else b.outcome end`)}
           from results b left join saved s on s."leaseToken" = b."leaseToken"
           where b."attemptId" is not null ${isPatient ? '' : 'and s."leaseToken" is not null'}
           on conflict (document_id) do update set ended_at = excluded.ended_at,
             outcome = excluded.outcome, error_code = excluded.error_code, request = excluded.request,
             response = excluded.response, updated_at = excluded.updated_at)
         select "leaseToken"${trx ? '' : `, ${UNHURRIED}`} from saved`,
        { results: toJsonb(results) },
        trx,
      );
      return new Set(rows.map(({ leaseToken }) => leaseToken));
    },

    /**
     * Ends the document's deliveries of which nothing is out and no call is under way. The worker
     * that has one of them loses its lease, and with it the right to go on.
     */
    async cancelUnsent(
      sourceUid: string,
      sourceDocumentId: string,
      reason: { readonly code: string; readonly message: string },
      trx: Knex.Transaction,
    ): Promise<void> {
      await query(
        `update ${DELIVERY_TABLE} set state = 'cancelled', next_attempt_at = null, error_code = :code,
           error_message = :message, lease_token = null, lease_until = null, updated_at = ${NOW}
         where source_uid = :sourceUid and source_document_id = :sourceDocumentId
           and state in ('waiting', 'queued', 'sending') and intent_at is null`,
        { ...reason, sourceUid, sourceDocumentId },
        trx,
      );
    },

    /** The document's deliveries of which nothing has reached the platform, held until the end of `trx`. */
    async lockUnsent(
      sourceUid: string,
      sourceDocumentId: string,
      trx: Knex.Transaction,
    ): Promise<FlowDelivery[]> {
      const rows = await query<DeliveryRow>(
        `select ${COLUMNS} from ${DELIVERY_TABLE} d
         where source_uid = :sourceUid and source_document_id = :sourceDocumentId
           and state in ('waiting', 'queued', 'sending') and intent_at is null and remote ->> 'mediaId' is null
         order by id for update`,
        { sourceUid, sourceDocumentId },
        trx,
      );
      return rows.map(toDelivery);
    },

    /**
     * Puts another text into a delivery held by `lockUnsent`: it goes through its steps again, at
     * the time at which it was due. The worker that has it loses its lease.
     */
    async recompose(
      documentId: string,
      change: Recomposition,
      trx: Knex.Transaction,
    ): Promise<void> {
      await query(
        `update ${DELIVERY_TABLE} set state = :state, title = :title, step = :step,
           content = cast(:content as jsonb), content_hash = :contentHash, remote = '{}'::jsonb,
           next_attempt_at = case when :state = 'queued' then ${DUE_AGAIN} end,
           error_code = :errorCode, error_message = :errorMessage, ${APPROVAL_SET},
           not_after = case when has_own_deadline then not_after
             else ${DUE_AGAIN} + make_interval(hours => :lifeHours) end,
           lease_token = null, lease_until = null, updated_at = ${NOW}
         where document_id = :documentId`,
        {
          ...change,
          content: toJsonb(change.content ?? null),
          authorIds: toJsonb(change.authorIds),
          documentId,
        },
        trx,
      );
    },

    /**
     * Deliveries that have been due for a while and are in nobody's hands, held until the end of
     * `trx`, oldest first: their job may be lost.
     */
    async lockOverdue(
      graceSeconds: number,
      limit: number,
      trx: Knex.Transaction,
    ): Promise<string[]> {
      const rows = await query<{ documentId: string }>(
        `select document_id as "documentId" from ${DELIVERY_TABLE}
         where (state in (${ACTIVE}) and next_attempt_at < ${NOW} - make_interval(secs => :graceSeconds)
             or state in ('queued', 'sending') and next_attempt_at is null)
           and (lease_until is null or lease_until < ${NOW})
         order by next_attempt_at limit :limit for update skip locked`,
        { graceSeconds, limit },
        trx,
      );
      return rows.map(({ documentId }) => documentId);
    },

    /** Makes due what has no time, though it is the queue's to send. */
    async giveTime(documentIds: readonly string[], trx: Knex.Transaction): Promise<void> {
      await query(
        `update ${DELIVERY_TABLE} set next_attempt_at = ${NOW}
         where document_id in (select jsonb_array_elements_text(cast(:documentIds as jsonb)))
           and next_attempt_at is null`,
        { documentIds: toJsonb(documentIds) },
        trx,
      );
    },

    /**
     * Makes the waiting deliveries of a channel due, but for those whose chosen time is still to
     * come.
     */
    async makeDue(channelDocumentId: string, trx: Knex.Transaction): Promise<string[]> {
      const rows = await query<{ documentId: string }>(
        `update ${DELIVERY_TABLE} set next_attempt_at = ${NOW}, lease_token = null, lease_until = null,
           updated_at = ${NOW}
         where channel_document_id = :channelDocumentId and state in (${ACTIVE})
           and (state <> 'queued' or scheduled_at is null or scheduled_at <= ${NOW})
           and next_attempt_at > ${NOW} and (lease_until is null or lease_until < ${NOW})
         returning document_id as "documentId"`,
        { channelDocumentId },
        trx,
      );
      return rows.map(({ documentId }) => documentId);
    },

    /** Starts a failed delivery from the beginning with the given content, or lets it wait for approval. */
    async restart(
      documentId: string,
      change: Recomposition,
      trx: Knex.Transaction,
    ): Promise<boolean> {
      const rows = await query(
        `update ${DELIVERY_TABLE} set state = :state, title = :title, step = :step,
           content = cast(:content as jsonb), content_hash = :contentHash, remote = '{}'::jsonb,
           remote_id = null, url = null, attempts = 0, reconciliations = 0, intent_at = null,
           next_attempt_at = case when :state = 'queued' then ${NOW} end, error_code = :errorCode,
           error_message = :errorMessage, ${APPROVAL_SET}, schedule_kind = 'now', scheduled_at = ${NOW},
           correction_at = null, correction_note = null,
           not_after = ${NOW} + make_interval(hours => :lifeHours), has_own_deadline = false,
           lease_token = null, lease_until = null, updated_at = ${NOW}
         where document_id = :documentId and state = 'failed' returning document_id`,
        {
          ...change,
          content: toJsonb(change.content),
          authorIds: toJsonb(change.authorIds),
          documentId,
        },
        trx,
      );
      return rows.length > 0;
    },

    /**
     * Lets the queue read the platform again for a delivery that was left to a person. Without an
     * open intent it is one that the platform has taken: it is asked about as before, never sent.
     */
    async readAgain(documentId: string, trx: Knex.Transaction): Promise<boolean> {
      const rows = await query(
        `update ${DELIVERY_TABLE} set reconciliations = 0, attempts = 0,
           state = case when intent_at is null then 'submitted' else state end, next_attempt_at = ${NOW}, updated_at = ${NOW}
         where document_id = :documentId and state = 'uncertain' and next_attempt_at is null
         returning document_id`,
        { documentId },
        trx,
      );
      return rows.length > 0;
    },

    /**
     * True while the worker has the delivery, it is approved and news, and its document says the same;
     * whether that is public is looked up apart.
     */
    async isWanted(documentId: string, leaseToken: string): Promise<boolean> {
      const rows = await query(
        `select 1 from ${DELIVERY_TABLE} d
         where document_id = :documentId and lease_token = :leaseToken and correction_at is null
           and ${IS_APPROVED_NEWS}`,
        { documentId, leaseToken },
      );
      return rows.length > 0;
    },

    /** Other deliveries of the channel that have an open intent. */
    async openIntents(
      channelDocumentId: string,
      exceptDocumentId: string,
    ): Promise<{ content: unknown; intentAt: string }[]> {
      const rows = await query<{ content: unknown; intentAt: string }>(
        `select content, ${isoColumn('intent_at', 'intentAt')} from ${DELIVERY_TABLE}
         where channel_document_id = :channelDocumentId and document_id <> :exceptDocumentId
           and state in ('sending', 'uncertain') and intent_at is not null
         order by intent_at, id`,
        { channelDocumentId, exceptDocumentId },
      );
      return rows.map((row) => ({ ...row, content: parseJsonColumn(row.content) }));
    },

    /** True where another delivery of the channel has this post or draft, or it is a draft to be deleted. */
    async isTaken(
      channelDocumentId: string,
      remoteId: string,
      exceptDocumentId: string,
    ): Promise<boolean> {
      const rows = await query(
        `select 1 from ${DELIVERY_TABLE}
         where channel_document_id = :channelDocumentId and document_id <> :exceptDocumentId
           and (remote_id = :remoteId or remote ->> 'mediaId' = :remoteId)
         union all
         select 1 from ${WITHDRAWAL_TABLE}
         where channel_document_id = :channelDocumentId and draft_id = :remoteId limit 1`,
        { channelDocumentId, remoteId, exceptDocumentId },
      );
      return rows.length > 0;
    },

    /**
     * Other posts of the document on the channel that a person has put there, and said so not more
     * than two days before the call, or may have put there.
     */
    async byHand(own: Delivery, calledAt: Date): Promise<(string | null)[]> {
      const { documentId, channelDocumentId, sourceUid, sourceDocumentId } = own;
      const rows = await query<{ url: string | null }>(
        `select url from ${DELIVERY_TABLE}
         where channel_document_id = :channelDocumentId and document_id <> :documentId
           and source_uid = :sourceUid and source_document_id = :sourceDocumentId
           and (state = 'staged' or url is not null and remote_id is null
             and checked_at >= cast(:calledAt as timestamp) - interval '2 days')`,
        {
          documentId,
          channelDocumentId,
          sourceUid,
          sourceDocumentId,
          calledAt: calledAt.toISOString(),
        },
      );
      return rows.map(({ url }) => url);
    },

    async find(documentId: string): Promise<ListedDelivery | null> {
      const [row] = await query<DeliveryRow & { channelName: string }>(
        `select ${COLUMNS}, coalesce(c.name, '') as "channelName"
         from ${DELIVERY_TABLE} d left join ${CHANNEL_TABLE} c on c.document_id = d.channel_document_id
         where d.document_id = :documentId`,
        { documentId },
      );
      return row ? toDelivery(row) : null;
    },

    /** Newest first; of what is scheduled, the next one first. */
    async list(filter: ListFilter): Promise<ListItem[]> {
      const { sql, bindings } = whereOf(filter);
      const rows = await query<DeliveryRow & { channelName: string }>(
        `select ${LISTED_COLUMNS}
         from ${DELIVERY_TABLE} d left join ${CHANNEL_TABLE} c on c.document_id = d.channel_document_id
         ${sql} order by ${orderOf(filter)} limit :limit offset :offset`,
        { ...bindings, limit: filter.pageSize, offset: (filter.page - 1) * filter.pageSize },
      );
      return rows.map(toDelivery);
    },

    /** At most LIST_LIMIT: what lies further back is found by filters. */
    async count(filter: ListFilter): Promise<number> {
      const { sql, bindings } = whereOf(filter);
      const [row] = await query<{ total: string }>(
        `select count(*)::text as total
         from (select 1 from ${DELIVERY_TABLE} d ${sql} limit :limit) counted`,
        { ...bindings, limit: LIST_LIMIT },
      );
      return Number(row?.total ?? 0);
    },

    /** Deliveries of a document, oldest first. */
    async ofDocument(sourceDocumentId: string): Promise<ListItem[]> {
      const rows = await query<DeliveryRow & { channelName: string }>(
        `select ${LISTED_COLUMNS}
         from ${DELIVERY_TABLE} d left join ${CHANNEL_TABLE} c on c.document_id = d.channel_document_id
         where d.source_document_id = :sourceDocumentId order by d.created_at, d.id`,
        { sourceDocumentId },
      );
      return rows.map(toDelivery);
    },
  };
};
