import type { Core } from '@strapi/strapi';
import { Client } from 'pg';

/** Lock under which nodes that start together install one after the other. */
const INSTALL_LOCK = 7_114_931;

/**
 * A counter for every source of public data, raised in the transaction of each change. Each
 * database connection counts in a row of its own, so that no writer ever waits for another; the
 * sum is the revision. Within a transaction only the first change of a source counts.
 */
const INSTALL = `
create table if not exists public_api_revisions (
  source text not null,
  backend integer not null,
  revision bigint not null,
  primary key (source, backend)
) with (fillfactor = 50);

create or replace function public_api_touch() returns trigger language plpgsql as $body$
declare
  mark text := 'public_api.' || tg_argv[1];
  this_transaction text := pg_current_xact_id()::text;
begin
  if current_setting(mark, true) is distinct from this_transaction then
    insert into public_api_revisions as r (source, backend, revision)
      values (tg_argv[0], pg_backend_pid(), 1)
      on conflict (source, backend) do update set revision = r.revision + 1;
    perform set_config(mark, this_transaction, true);
  end if;
  return null;
end $body$;

with gone as (
  delete from public_api_revisions
  where backend <> 0 and backend not in (select pid from pg_stat_activity)
  returning source, revision
)
insert into public_api_revisions as r (source, backend, revision)
  select source, 0, sum(revision) from gone group by source
  on conflict (source, backend) do update set revision = r.revision + excluded.revision;
`;

/** What the sources stand at, as one text that changes whenever any of them does. */
const READ = {
  name: 'public-api-revisions',
  text: `select coalesce(string_agg(source || ' ' || revision, ',' order by source), '') as revisions
    from (select source, sum(revision) as revision from public_api_revisions group by source) sums`,
};

const TRIGGERS = `select c.relname as table_name, t.tgargs = ? as is_current
  from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where t.tgname = 'public_api_touch' and t.tgenabled = 'A' and c.relnamespace = current_schema()::regnamespace`;

/** A connection that reads revisions and does nothing else. */
export interface RevisionReader {
  read(): Promise<string>;
  close(): Promise<void>;
}

/** Trigger arguments as the catalogue keeps them: each ended by a zero byte. */
const storedArguments = (values: readonly string[]): Buffer =>
  Buffer.from(values.map((value) => `${value}\0`).join(''));

export const createRevisionsRepository = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Makes table and function, and adds up what connections that are gone have counted. */
  async install(): Promise<void> {
    await strapi.db.connection.transaction(async (trx) => {
      await trx.raw('select pg_advisory_xact_lock(?)', [INSTALL_LOCK]);
      await trx.raw(INSTALL);
    });
  },

  /**
   * Lets every change of the table count for the source, whatever the statement (COPY and TRUNCATE
   * included) and the session's replication role. Does nothing, and so waits for nobody, where it is
   * so already.
   */
  async watch(source: string, table: string): Promise<void> {
    const values = [source, source.replace(/\W+/g, '_')];
    const found = await strapi.db.connection.raw<{
      rows: { table_name: string; is_current: boolean }[];
    }>(`${TRIGGERS} and c.relname = ?`, [storedArguments(values), table]);
    if (found.rows[0]?.is_current) return;
    await strapi.db.connection.transaction(async (trx) => {
      await trx.raw('select pg_advisory_xact_lock(?)', [INSTALL_LOCK]);
      const texts = values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ');
      await trx.raw(
        `create or replace trigger public_api_touch
           after insert or update or delete or truncate on ??
           for each statement execute function public_api_touch(${texts})`,
        [table],
      );
      await trx.raw('alter table ?? enable always trigger public_api_touch', [table]);
    });
  },

  /** Opens a connection for reading; `onLost` is called once when it breaks. */
  async open(onLost: () => void): Promise<RevisionReader> {
    const client = new Client({
      connectionString: strapi.config.get<string>(
        'database.connection.connection.connectionString',
      ),
      application_name: 'gongkai-public-api',
      connectionTimeoutMillis: 2_000,
      keepAlive: true,
    });
    client.on('error', onLost);
    client.on('end', onLost);
    await client.connect();
    return {
      async read() {
        const { rows } = await client.query<{ revisions: string }>(READ);
        return rows[0]?.revisions ?? '';
      },
      close: () => client.end(),
    };
  },
});

export type RevisionsRepository = ReturnType<typeof createRevisionsRepository>;
