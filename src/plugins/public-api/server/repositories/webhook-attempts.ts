import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { AttemptOutcome, WebhookAttempt } from '../../shared/contracts/webhooks';

export type NewAttempt = Pick<
  WebhookAttempt,
  'id' | 'messageId' | 'type' | 'documentId' | 'kind' | 'attempt'
> & { readonly webhookId: string; readonly position: number };

export interface AttemptEnd {
  readonly durationMs: number;
  readonly status: number | null;
  readonly outcome: AttemptOutcome;
  readonly error: string | null;
  readonly answer: string | null;
}

/** `unfinished`: under way, or the process was killed. */
export type AttemptFilter = AttemptOutcome | 'failed' | 'unfinished' | null;

const COLUMNS = `key as id, message_id as "messageId", position::text as position, type,
  document_id as "documentId", kind, attempt,
  to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "startedAt",
  duration_ms as "durationMs", status, outcome, error, answer`;

const CONDITION = `webhook_id = :webhookId and case :filter::text
  when 'all' then true
  when 'failed' then outcome <> 'delivered'
  when 'unfinished' then outcome is null
  else outcome = :filter::text end`;

/** The log of what was sent. */
export const createAttemptsRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const rows = async <T extends object>(
    sql: string,
    bindings: Knex.ValueDict,
    trx?: Knex.Transaction,
  ): Promise<T[]> => {
    const query = strapi.db.connection.raw<{ rows: T[] }>(sql, bindings);
    return (await (trx ? query.transacting(trx) : query)).rows;
  };

  return {
    async start(attempt: NewAttempt): Promise<void> {
      await rows(
        `insert into public_api_webhook_attempts
           (key, webhook_id, message_id, position, type, document_id, kind, attempt)
         values (:id, :webhookId, :messageId, :position, :type, :documentId, :kind, :attempt)`,
        { ...attempt },
      );
    },

    async finish(id: string, end: AttemptEnd, trx?: Knex.Transaction): Promise<void> {
      await rows(
        `update public_api_webhook_attempts set duration_ms = :durationMs, status = :status,
           outcome = :outcome, error = :error, answer = :answer where key = :id`,
        { ...end, id },
        trx,
      );
    },

    async find(webhookId: string, id: string): Promise<WebhookAttempt | null> {
      const found = await rows<WebhookAttempt>(
        `select ${COLUMNS} from public_api_webhook_attempts where webhook_id = :webhookId and key = :id`,
        { webhookId, id },
      );
      return found[0] ?? null;
    },

    /** Newest first. */
    list: (
      webhookId: string,
      filter: AttemptFilter,
      { limit, offset }: { limit: number; offset: number },
    ): Promise<WebhookAttempt[]> =>
      rows(
        `select ${COLUMNS} from public_api_webhook_attempts where ${CONDITION}
         order by started_at desc, key limit :limit offset :offset`,
        { webhookId, filter: filter ?? 'all', limit, offset },
      ),

    async count(webhookId: string, filter: AttemptFilter): Promise<number> {
      const found = await rows<{ total: string }>(
        `select count(*)::text as total from public_api_webhook_attempts where ${CONDITION}`,
        { webhookId, filter: filter ?? 'all' },
      );
      return Number(found[0]?.total ?? 0);
    },

    async forget(days: number): Promise<void> {
      await rows(
        `delete from public_api_webhook_attempts where started_at < now() - make_interval(days => :days)`,
        { days },
      );
    },
  };
};
