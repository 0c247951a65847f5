import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { AccountLastPost } from '../../../../shared/contracts/cross-post';
import type { ConnectionTest } from '../../shared/contracts/deliveries';
import { DEFAULT_SCHEDULE, type ChannelSchedule } from '../../shared/contracts/flow';
import { CHANNEL_TABLE, DELIVERY_TABLE } from '../constants';
import type { Channel } from '../domain/delivery';
import {
  createQuery,
  isoColumn,
  isoText,
  newDocumentId,
  NOW,
  parseJsonColumn,
  toJsonb,
} from './rows';

const COLUMNS = `document_id as "documentId", name, kind, account_id as "accountId", mode, settings,
  is_paused as "isPaused", paused_reason as "pausedReason", ${isoColumn('token_expires_at', 'tokenExpiresAt')},
  ${isoColumn('last_callback_at', 'lastCallbackAt')}, probe, schedule`;

/** An index can be searched for the transaction's time, not for a clock that goes on. */
const RECENTLY = `(now() at time zone 'UTC') - interval '30 days'`;

/** The last midnight in Beijing, as an instant. */
const TODAY = `date_trunc('day', now(), 'Asia/Shanghai') at time zone 'UTC'`;

/** The same as one value, of the table as `c`. */
export const CHANNEL_JSON = `json_build_object('documentId', c.document_id, 'name', c.name,
  'kind', c.kind, 'accountId', c.account_id, 'mode', c.mode, 'settings', c.settings,
  'isPaused', c.is_paused, 'pausedReason', c.paused_reason,
  'tokenExpiresAt', ${isoText('c.token_expires_at')},
  'lastCallbackAt', ${isoText('c.last_callback_at')}, 'probe', c.probe, 'schedule', c.schedule)`;

export type ChannelRow = Omit<Channel, 'settings' | 'probe' | 'schedule'> & {
  settings: unknown;
  probe: unknown;
  schedule: unknown;
};

export const toChannel = (row: ChannelRow): Channel => ({
  ...row,
  settings: (parseJsonColumn(row.settings) ?? {}) as Channel['settings'],
  probe: parseJsonColumn(row.probe) as Channel['probe'],
  schedule: {
    ...DEFAULT_SCHEDULE,
    ...(parseJsonColumn(row.schedule) as Partial<ChannelSchedule> | null),
  },
});

/** A channel as it is set up; `secrets` is encrypted already. */
interface NewChannel extends Pick<Channel, 'kind' | 'accountId' | 'name' | 'mode' | 'settings'> {
  readonly secrets: string;
  readonly fileDigest: string | null;
}

/** Columns that only the secrets' keeper reads. */
export interface SecretColumns {
  readonly documentId: string;
  readonly kind: Channel['kind'];
  readonly accountId: string;
  readonly secrets: string | null;
  readonly accessToken: string | null;
  /** Of the secrets that the file of accounts gave last. */
  readonly fileDigest: string | null;
}

/** Where posts end as drafts on the platform a draft is the last that is known. */
const IS_POST = `(d.state <> 'staged' or c.mode = 'draft-only')`;

/** What an account has done lately. */
export interface ChannelFacts {
  readonly channelId: string;
  readonly createdAt: string;
  readonly lastPostedAt: string | null;
  /** Of the last 30 days. */
  readonly delivered: number;
  readonly failed: number;
  /** Since midnight in Beijing. */
  readonly today: number;
  readonly dailyBudget: number | null;
}

export const createChannelsRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const query = createQuery({ strapi });
  const SECRET_COLUMNS = `document_id as "documentId", kind, account_id as "accountId", secrets, access_token as "accessToken",
    file_digest as "fileDigest"`;

  return {
    /** All channels by name. */
    async all(trx?: Knex.Transaction): Promise<Channel[]> {
      const rows = await query<ChannelRow>(
        `select ${COLUMNS} from ${CHANNEL_TABLE} order by kind, name, id`,
        {},
        trx,
      );
      return rows.map(toChannel);
    },

    /** Every channel with when something was last delivered to it. */
    lastPosts: (): Promise<AccountLastPost[]> =>
      query<AccountLastPost>(
        `select c.document_id as "channelId", c.name, c.kind,
           (select ${isoText('max(d.delivered_at)')}
            from ${DELIVERY_TABLE} d
            where d.channel_document_id = c.document_id and ${IS_POST}) as "lastPostedAt"
         from ${CHANNEL_TABLE} c order by c.kind, c.name, c.id`,
        {},
      ),

    /** What every account has done in the last 30 days. */
    facts: (): Promise<ChannelFacts[]> =>
      query<ChannelFacts>(
        `select c.document_id as "channelId", ${isoColumn('c.created_at', 'createdAt')},
           (select ${isoText('max(d.delivered_at)')} from ${DELIVERY_TABLE} d
            where d.channel_document_id = c.document_id and ${IS_POST}) as "lastPostedAt",
           (select count(*)::int from ${DELIVERY_TABLE} d
            where d.channel_document_id = c.document_id and d.delivered_at > ${RECENTLY}) as delivered,
           (select count(*)::int from ${DELIVERY_TABLE} d
            where d.channel_document_id = c.document_id and d.created_at > ${RECENTLY}
              and d.state = 'failed') as failed,
           (select count(*)::int from ${DELIVERY_TABLE} d
            where d.channel_document_id = c.document_id and d.delivered_at >= ${TODAY}) as today,
           (c.schedule ->> 'dailyBudget')::int as "dailyBudget"
         from ${CHANNEL_TABLE} c`,
        {},
      ),

    async find(documentId: string): Promise<Channel | null> {
      const [row] = await query<ChannelRow>(
        `select ${COLUMNS} from ${CHANNEL_TABLE} where document_id = :documentId`,
        { documentId },
      );
      return row ? toChannel(row) : null;
    },

    /** Whether the channel is paused; it stays so until the end of `trx`. */
    async holdPaused(documentId: string, trx: Knex.Transaction): Promise<boolean> {
      const [row] = await query<{ isPaused: boolean }>(
        `select is_paused as "isPaused" from ${CHANNEL_TABLE} where document_id = :documentId for share`,
        { documentId },
        trx,
      );
      return row?.isPaused === true;
    },

    async secretsOf(documentId: string, trx?: Knex.Transaction): Promise<SecretColumns | null> {
      const [row] = await query<SecretColumns>(
        `select ${SECRET_COLUMNS} from ${CHANNEL_TABLE} where document_id = :documentId`,
        { documentId },
        trx,
      );
      return row ?? null;
    },

    async secretsOfAccount(
      kind: string,
      accountId: string,
      trx?: Knex.Transaction,
    ): Promise<SecretColumns | null> {
      const [row] = await query<SecretColumns>(
        `select ${SECRET_COLUMNS} from ${CHANNEL_TABLE} where kind = :kind and account_id = :accountId`,
        { kind, accountId },
        trx,
      );
      return row ?? null;
    },

    /** Held until the transaction ends: one process at a time for this key. */
    async lock(key: string, trx: Knex.Transaction): Promise<void> {
      await query(`select pg_advisory_xact_lock(hashtextextended(:key, 0))`, { key }, trx);
    },

    /** @returns the channel's documentId. */
    async insert(channel: NewChannel, trx: Knex.Transaction): Promise<string> {
      const documentId = newDocumentId();
      await query(
        `insert into ${CHANNEL_TABLE}
           (document_id, name, kind, account_id, mode, settings, secrets, file_digest, is_paused, created_at, updated_at, published_at)
         values (:documentId, :name, :kind, :accountId, :mode, cast(:settings as jsonb), :secrets, :fileDigest, false, ${NOW}, ${NOW}, ${NOW})`,
        { ...channel, settings: toJsonb(channel.settings), documentId },
        trx,
      );
      return documentId;
    },

    /** Changes what is not secret. */
    async update(
      documentId: string,
      channel: Pick<NewChannel, 'name' | 'mode' | 'settings'>,
      trx: Knex.Transaction,
    ): Promise<void> {
      await query(
        `update ${CHANNEL_TABLE} set name = :name, mode = :mode, settings = cast(:settings as jsonb), updated_at = ${NOW}
         where document_id = :documentId
           and (name, mode, settings) is distinct from (:name, :mode, cast(:settings as jsonb))`,
        { ...channel, settings: toJsonb(channel.settings), documentId },
        trx,
      );
    },

    /** Puts new secrets in; the old access token goes, and so does a pause that a person didn't wish. */
    async replaceSecrets(
      documentId: string,
      secrets: string,
      trx: Knex.Transaction,
    ): Promise<void> {
      await query(
        `update ${CHANNEL_TABLE} set secrets = :secrets, access_token = null, token_expires_at = null,
           is_paused = is_paused and paused_by is not distinct from 'person',
           paused_reason = case when paused_by = 'person' then paused_reason end,
           paused_by = case when paused_by = 'person' then paused_by end, updated_at = ${NOW}
         where document_id = :documentId`,
        { documentId, secrets },
        trx,
      );
    },

    async saveFileDigest(
      documentId: string,
      fileDigest: string,
      trx: Knex.Transaction,
    ): Promise<void> {
      await query(
        `update ${CHANNEL_TABLE} set file_digest = :fileDigest where document_id = :documentId`,
        { documentId, fileDigest },
        trx,
      );
    },

    async saveProbe(documentId: string, probe: ConnectionTest): Promise<void> {
      await query(
        `update ${CHANNEL_TABLE} set probe = cast(:probe as jsonb), updated_at = ${NOW}
         where document_id = :documentId`,
        { documentId, probe: toJsonb(probe) },
      );
    },

    async saveTokenExpiry(documentId: string, tokenExpiresAt: string): Promise<void> {
      await query(
        `update ${CHANNEL_TABLE} set token_expires_at = :tokenExpiresAt, updated_at = ${NOW}
         where document_id = :documentId`,
        { documentId, tokenExpiresAt },
      );
    },

    /** Gives an account its platform's id and what was granted; ends a pause of the system's. */
    async connect(
      documentId: string,
      grant: {
        readonly accountId: string;
        readonly secrets: string;
        readonly tokenExpiresAt: string;
      },
      trx: Knex.Transaction,
    ): Promise<void> {
      await query(
        `update ${CHANNEL_TABLE} set account_id = :accountId, secrets = :secrets, access_token = null,
           token_expires_at = :tokenExpiresAt,
           is_paused = is_paused and paused_by is not distinct from 'person',
           paused_reason = case when paused_by = 'person' then paused_reason end,
           paused_by = case when paused_by = 'person' then paused_by end, updated_at = ${NOW}
         where document_id = :documentId`,
        { ...grant, documentId },
        trx,
      );
    },

    async saveAccessToken(
      documentId: string,
      accessToken: string,
      trx: Knex.Transaction,
    ): Promise<void> {
      await query(
        `update ${CHANNEL_TABLE} set access_token = :accessToken, updated_at = ${NOW} where document_id = :documentId`,
        { documentId, accessToken },
        trx,
      );
    },

    /**
     * A person's pause stays a person's, whatever the system runs into meanwhile.
     *
     * @returns false where there is no such channel, or a person paused it before the system did.
     */
    async pause(
      documentId: string,
      pause: { readonly by: 'system' | 'person'; readonly reason: string },
      trx?: Knex.Transaction,
    ): Promise<boolean> {
      const rows = await query(
        `update ${CHANNEL_TABLE} set is_paused = true, paused_by = :by, paused_reason = :reason,
           updated_at = ${NOW}
         where document_id = :documentId
           and (:by = 'person' or not is_paused or paused_by is distinct from 'person')
         returning document_id`,
        { ...pause, documentId },
        trx,
      );
      return rows.length > 0;
    },

    /** @returns false where there is no such channel. */
    async resume(documentId: string, trx: Knex.Transaction): Promise<boolean> {
      const rows = await query(
        `update ${CHANNEL_TABLE} set is_paused = false, paused_by = null, paused_reason = null,
           updated_at = ${NOW}
         where document_id = :documentId returning document_id`,
        { documentId },
        trx,
      );
      return rows.length > 0;
    },
  };
};

export type ChannelsRepository = ReturnType<typeof createChannelsRepository>;
