import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { WebhookInput } from '../../shared/contracts/webhooks';

const INSTALL_LOCK = 7_114_933;

const INSTALL = `
create table if not exists public_api_webhooks (
  key uuid primary key,
  name text not null,
  url text not null,
  types text,
  secret text not null,
  is_active boolean not null default true,
  reason text,
  position bigint not null,
  failures integer not null default 0,
  failing_since timestamptz,
  next_attempt_at timestamptz,
  last_success_at timestamptz,
  lease_token uuid,
  lease_until timestamptz,
  is_woken boolean not null default false,
  created_by text not null,
  created_at timestamptz not null default now()
);
create table if not exists public_api_webhook_attempts (
  key uuid primary key,
  webhook_id uuid not null references public_api_webhooks on delete cascade,
  message_id text not null,
  position bigint not null,
  type text not null,
  document_id text not null,
  kind text not null,
  attempt integer,
  started_at timestamptz not null default clock_timestamp(),
  duration_ms integer,
  status integer,
  outcome text,
  error text,
  answer text
);
create index if not exists public_api_webhook_attempts_idx
  on public_api_webhook_attempts (webhook_id, started_at desc);
create index if not exists public_api_webhook_attempts_age_idx
  on public_api_webhook_attempts (started_at);
`;

/** A subscription as it is stored. Times are ISO instants. */
export interface StoredWebhook {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** Paths, separated by commas; null for all. */
  readonly types: string | null;
  /** Sealed. */
  readonly secret: string;
  readonly isActive: boolean;
  readonly reason: string | null;
  /** Ledger position up to which everything has been sent. */
  readonly position: string;
  readonly failures: number;
  readonly failingSince: string | null;
  readonly nextAttemptAt: string | null;
  readonly lastSuccessAt: string | null;
  readonly createdBy: string;
  readonly createdAt: string;
}

const iso = (column: string, as: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "${as}"`;

const COLUMNS = `key as id, name, url, types, secret, is_active as "isActive", reason,
  position::text as position, failures, ${iso('failing_since', 'failingSince')},
  ${iso('next_attempt_at', 'nextAttemptAt')}, ${iso('last_success_at', 'lastSuccessAt')},
  created_by as "createdBy", ${iso('created_at', 'createdAt')}`;

export type NewWebhook = WebhookInput & {
  readonly id: string;
  readonly secret: string;
  readonly position: string;
  readonly createdBy: string;
};

const typesColumn = ({ types }: Pick<WebhookInput, 'types'>): string | null =>
  types === null ? null : types.join(',');

/** Subscriptions. One worker at a time has one, by a lease that every later write names. */
export const createWebhooksRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const rows = async <T extends object>(
    sql: string,
    bindings: Knex.ValueDict = {},
    trx?: Knex.Transaction,
  ): Promise<T[]> => {
    const query = strapi.db.connection.raw<{ rows: T[] }>(sql, bindings);
    return (await (trx ? query.transacting(trx) : query)).rows;
  };
  const isDone = async (
    sql: string,
    bindings: Knex.ValueDict,
    trx?: Knex.Transaction,
  ): Promise<boolean> => (await rows(`${sql} returning key`, bindings, trx)).length > 0;

  return {
    async install(): Promise<void> {
      await strapi.db.connection.transaction(async (trx) => {
        await trx.raw('select pg_advisory_xact_lock(?)', [INSTALL_LOCK]);
        await trx.raw(INSTALL);
      });
    },

    list: (): Promise<StoredWebhook[]> =>
      rows(`select ${COLUMNS} from public_api_webhooks order by created_at, key`),

    async find(id: string): Promise<StoredWebhook | null> {
      const found = await rows<StoredWebhook>(
        `select ${COLUMNS} from public_api_webhooks where key = :id`,
        { id },
      );
      return found[0] ?? null;
    },

    /** Those that are to be told when something changes. */
    async active(trx: Knex.Transaction): Promise<string[]> {
      const found = await rows<{ id: string }>(
        `select key as id from public_api_webhooks where is_active`,
        {},
        trx,
      );
      return found.map(({ id }) => id);
    },

    async insert(webhook: NewWebhook): Promise<void> {
      await rows(
        `insert into public_api_webhooks (key, name, url, types, secret, is_active, position, created_by)
         values (:id, :name, :url, :types, :secret, :isActive, :position, :createdBy)`,
        { ...webhook, types: typesColumn(webhook) },
      );
    },

    /** What a person changes. Pausing takes the lease away: the worker that has it stops. */
    update: (id: string, input: WebhookInput, trx: Knex.Transaction): Promise<boolean> =>
      isDone(
        `update public_api_webhooks set name = :name, url = :url, types = :types, is_active = :isActive,
           reason = null, failures = 0, failing_since = null, next_attempt_at = null,
           lease_token = null, lease_until = null
         where key = :id`,
        { ...input, id, types: typesColumn(input) },
        trx,
      ),

    setSecret: (id: string, secret: string): Promise<boolean> =>
      isDone(`update public_api_webhooks set secret = :secret where key = :id`, { id, secret }),

    /** Takes up again at once, after a pause or during a wait. */
    resume: (id: string, trx: Knex.Transaction): Promise<boolean> =>
      isDone(
        `update public_api_webhooks set is_active = true, reason = null, failures = 0,
           failing_since = null, next_attempt_at = null where key = :id`,
        { id },
        trx,
      ),

    remove: (id: string): Promise<boolean> =>
      isDone(`delete from public_api_webhooks where key = :id`, { id }),

    /** Takes a subscription that is due for this worker. */
    async claim(id: string, token: string, leaseSeconds: number): Promise<StoredWebhook | null> {
      const found = await rows<StoredWebhook>(
        `update public_api_webhooks set lease_token = :token, is_woken = false,
           lease_until = clock_timestamp() + make_interval(secs => :leaseSeconds)
         where key = :id and is_active
           and (next_attempt_at is null or next_attempt_at <= clock_timestamp() + interval '1 second')
           and (lease_until is null or lease_until < clock_timestamp())
         returning ${COLUMNS}`,
        { id, token, leaseSeconds },
      );
      return found[0] ?? null;
    },

    /** Has the worker that holds it look once more before it lets go. False where nobody holds it. */
    wake: (id: string): Promise<boolean> =>
      isDone(
        `update public_api_webhooks set is_woken = true where key = :id and lease_until >= clock_timestamp()`,
        { id },
      ),

    /** False where the lease was lost. */
    renew: (id: string, token: string, leaseSeconds: number): Promise<boolean> =>
      isDone(
        `update public_api_webhooks set lease_until = clock_timestamp() + make_interval(secs => :leaseSeconds)
         where key = :id and lease_token = :token`,
        { id, token, leaseSeconds },
      ),

    /** Everything up to the position has been sent. False where the lease was lost. */
    advance: (id: string, token: string, position: number): Promise<boolean> =>
      isDone(
        `update public_api_webhooks set position = :position where key = :id and lease_token = :token`,
        { id, token, position },
      ),

    /** The subscriber has taken a message. */
    succeed: (id: string, token: string, trx: Knex.Transaction): Promise<boolean> =>
      isDone(
        `update public_api_webhooks set failures = 0, failing_since = null, next_attempt_at = null,
           reason = null, last_success_at = clock_timestamp()
         where key = :id and lease_token = :token`,
        { id, token },
        trx,
      ),

    /** The subscriber has not: it is tried again at the instant, or paused (null). Ends the lease. */
    fail: (
      id: string,
      token: string,
      { reason, retryAt }: { readonly reason: string; readonly retryAt: Date | null },
      trx: Knex.Transaction,
    ): Promise<boolean> =>
      isDone(
        `update public_api_webhooks set failures = failures + 1, reason = :reason,
           failing_since = coalesce(failing_since, clock_timestamp()),
           is_active = :isActive, next_attempt_at = :retryAt::timestamptz,
           lease_token = null, lease_until = null
         where key = :id and lease_token = :token`,
        { id, token, reason, isActive: retryAt !== null, retryAt: retryAt?.toISOString() ?? null },
        trx,
      ),

    /** Ends the lease, unless somebody has knocked meanwhile (then false). */
    async release(id: string, token: string): Promise<boolean> {
      const found = await rows<{ isWoken: boolean }>(
        `update public_api_webhooks w set is_woken = false,
           lease_token = case when before.is_woken then w.lease_token end,
           lease_until = case when before.is_woken then w.lease_until end
         from (select key, is_woken from public_api_webhooks where key = :id for update) before
         where w.key = before.key and w.lease_token = :token
         returning before.is_woken as "isWoken"`,
        { id, token },
      );
      return found[0]?.isWoken !== true;
    },

    /** Ends the lease whatever happened, for another job to go on. */
    async leave(id: string, token: string, trx?: Knex.Transaction): Promise<void> {
      await rows(
        `update public_api_webhooks set lease_token = null, lease_until = null
         where key = :id and lease_token = :token`,
        { id, token },
        trx,
      );
    },

    /** Those that are behind and that nobody works on, though they have been due for a while. */
    async overdue(head: string, graceSeconds: number): Promise<string[]> {
      const found = await rows<{ id: string }>(
        `select key as id from public_api_webhooks
         where is_active and position < :head::bigint
           and (lease_until is null or lease_until < clock_timestamp())
           and (next_attempt_at is null
             or next_attempt_at < clock_timestamp() - make_interval(secs => :graceSeconds))`,
        { head, graceSeconds },
      );
      return found.map(({ id }) => id);
    },
  };
};
