import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { CALL_COUNT_TABLE } from '../constants';
import {
  createPreparedQuery,
  createQuery,
  isoColumn,
  newDocumentId,
  NOW,
  toJsonb,
  UNHURRIED,
} from './rows';

export interface CallCount {
  readonly channelDocumentId: string;
  readonly endpoint: string;
  readonly period: string;
  readonly used: number;
  /** Calls that the platform grants in the period, where it has told. */
  readonly ceiling: number | null;
  readonly blockedUntil: string | null;
}

/** A call of which one is to be left below `limit` (the platform's ceiling, where known) less `reserve`. */
export interface Wanted {
  readonly endpoint: string;
  readonly period: string;
  readonly limit: number;
  readonly reserve: number;
}

interface Key {
  readonly channelDocumentId: string;
  readonly endpoint: string;
  readonly period: string;
}

const COLUMNS = `channel_document_id as "channelDocumentId", endpoint, period, used, ceiling,
  ${isoColumn('blocked_until', 'blockedUntil')}`;

/** Calls of accounts by endpoint and period, one row each, changed by single statements. */
export const createCallCountsRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const query = createQuery({ strapi });
  const prepared = createPreparedQuery({ strapi });

  return {
    /**
     * Counts so many calls at every one of the endpoints, if each of them has as many left.
     *
     * @returns the endpoints at which it is counted: fewer than wanted, mostly none, where one has
     *   none left.
     */
    async take(
      channelDocumentId: string,
      wanted: readonly Wanted[],
      calls: number,
    ): Promise<Set<string>> {
      const rows = await prepared<{ endpoint: string }>(
        'take calls',
        `with wanted as (
           select * from jsonb_to_recordset(cast(:wanted as jsonb))
             as w (id text, endpoint text, period text, "limit" int, reserve int)),
         used_up as (
           select 1 from wanted w left join ${CALL_COUNT_TABLE} c
             on c.channel_document_id = :channelDocumentId and c.endpoint = w.endpoint and c.period = w.period
           where c.blocked_until > ${NOW} or coalesce(c.used, 0) + :calls > coalesce(c.ceiling, w."limit") - w.reserve)
         insert into ${CALL_COUNT_TABLE} as c (document_id, channel_document_id, endpoint, period, used,
           created_at, updated_at, published_at)
         select id, :channelDocumentId, endpoint, period, :calls, ${NOW}, ${NOW}, ${NOW} from wanted
         where not exists (select 1 from used_up) order by endpoint
         on conflict (channel_document_id, endpoint, period) do update
           set used = c.used + excluded.used, updated_at = ${NOW}
           where (c.blocked_until is null or c.blocked_until <= ${NOW})
             and c.used + excluded.used <= (select coalesce(c.ceiling, w."limit") - w.reserve from wanted w
               where w.endpoint = excluded.endpoint)
         returning endpoint, ${UNHURRIED}`,
        {
          channelDocumentId,
          calls,
          wanted: toJsonb(wanted.map((each) => ({ ...each, id: newDocumentId() }))),
        },
      );
      return new Set(rows.map(({ endpoint }) => endpoint));
    },

    /** Counts a call whatever is left. */
    async force(key: Key): Promise<void> {
      await query(
        `update ${CALL_COUNT_TABLE} set used = used + 1, updated_at = ${NOW}
         where channel_document_id = :channelDocumentId and endpoint = :endpoint and period = :period`,
        { ...key },
      );
    },

    async find(key: Key): Promise<CallCount | null> {
      const [row] = await query<CallCount>(
        `select ${COLUMNS} from ${CALL_COUNT_TABLE}
         where channel_document_id = :channelDocumentId and endpoint = :endpoint and period = :period`,
        { ...key },
      );
      return row ?? null;
    },

    /** Notes how many calls the platform says are left. */
    async setRemaining(key: Key, remaining: number): Promise<void> {
      await query(
        `update ${CALL_COUNT_TABLE} set ceiling = used + :remaining, updated_at = ${NOW}
         where channel_document_id = :channelDocumentId and endpoint = :endpoint and period = :period`,
        { ...key, remaining },
      );
    },

    async block(key: Key, until: string): Promise<void> {
      await query(
        `insert into ${CALL_COUNT_TABLE} as c (document_id, channel_document_id, endpoint, period, used,
           blocked_until, created_at, updated_at, published_at)
         values (:documentId, :channelDocumentId, :endpoint, :period, 0, :until, ${NOW}, ${NOW}, ${NOW})
         on conflict (channel_document_id, endpoint, period) do update
           set blocked_until = greatest(c.blocked_until, excluded.blocked_until), updated_at = ${NOW}`,
        { ...key, documentId: newDocumentId(), until },
      );
    },

    /** Counts of the given periods, by account and endpoint. */
    ofPeriods: (periods: readonly string[]): Promise<CallCount[]> =>
      query<CallCount>(
        `select ${COLUMNS} from ${CALL_COUNT_TABLE}
         where period in (select jsonb_array_elements_text(cast(:periods as jsonb)))
         order by channel_document_id, endpoint, period`,
        { periods: toJsonb(periods) },
      ),

    /** Calls counted so far; nobody else counts them until the end of `trx`. */
    async hold(key: Key, trx: Knex.Transaction): Promise<number> {
      const [row] = await query<{ used: number }>(
        `insert into ${CALL_COUNT_TABLE} as c (document_id, channel_document_id, endpoint, period, used,
           created_at, updated_at, published_at)
         values (:documentId, :channelDocumentId, :endpoint, :period, 0, ${NOW}, ${NOW}, ${NOW})
         on conflict (channel_document_id, endpoint, period) do update set updated_at = ${NOW}
         returning used`,
        { ...key, documentId: newDocumentId() },
        trx,
      );
      return row?.used ?? 0;
    },

    /** Counts calls whose count is held. */
    async add(key: Key, calls: number, trx: Knex.Transaction): Promise<void> {
      await query(
        `update ${CALL_COUNT_TABLE} set used = used + :calls, updated_at = ${NOW}
         where channel_document_id = :channelDocumentId and endpoint = :endpoint and period = :period`,
        { ...key, calls },
        trx,
      );
    },

    /** Drops counts of periods long past. */
    async dropBefore(instant: string): Promise<void> {
      await query(`delete from ${CALL_COUNT_TABLE} where updated_at < :instant`, { instant });
    },
  };
};
