import type { Core } from '@strapi/strapi';

import { appendOnly } from './append-only';

const TABLE = 'publication_rate_settings';

/** What limits were set to, by whom and when; the newest row of a limit is in force. */
const INSTALL = `
create table if not exists ${TABLE} (
  id bigint generated always as identity primary key,
  limit_id text not null,
  value integer,
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null
);
create index if not exists ${TABLE}_limit_idx on ${TABLE} (limit_id, id desc);
${appendOnly(TABLE)}`;

/** A limit as it was set; null: back to its default. */
export interface SetLimit {
  readonly limitId: string;
  readonly value: number | null;
  /** ISO instant, UTC. */
  readonly changedAt: string;
  readonly changedBy: string;
}

interface Row {
  limit_id: string;
  value: number | null;
  changed_at: string;
  changed_by: string;
}

const COLUMNS = `limit_id, value, changed_by,
  to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as changed_at`;

const toSetLimit = (row: Row): SetLimit => ({
  limitId: row.limit_id,
  value: row.value,
  changedAt: row.changed_at,
  changedBy: row.changed_by,
});

/** All SQL of the limits. */
export const createSettingsRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const db = () => strapi.db.connection;

  return {
    async install(): Promise<void> {
      await db().raw(INSTALL);
    },

    /** What every limit was last set to. */
    async current(): Promise<SetLimit[]> {
      const { rows } = await db().raw<{ rows: Row[] }>(
        `select distinct on (limit_id) ${COLUMNS} from ${TABLE} order by limit_id, id desc`,
      );
      return rows.map(toSetLimit);
    },

    /** The newest changes, newest first. */
    async changes(limit: number): Promise<SetLimit[]> {
      const { rows } = await db().raw<{ rows: Row[] }>(
        `select ${COLUMNS} from ${TABLE} order by id desc limit ?`,
        [limit],
      );
      return rows.map(toSetLimit);
    },

    /** Enters changes, all at once. */
    async append(
      changes: readonly Pick<SetLimit, 'limitId' | 'value'>[],
      changedBy: string,
    ): Promise<void> {
      await db().raw(
        `insert into ${TABLE} (limit_id, value, changed_by)
         select limit_id, value, ?
         from unnest(?::text[], ?::integer[]) as given (limit_id, value)`,
        [changedBy, changes.map(({ limitId }) => limitId), changes.map(({ value }) => value)],
      );
    },
  };
};
