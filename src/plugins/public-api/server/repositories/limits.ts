import type { Core } from '@strapi/strapi';

const INSTALL_LOCK = 7_114_932;

const INSTALL = `
create table if not exists public_api_limits (
  bucket text not null,
  began_at timestamptz not null,
  count integer not null,
  primary key (bucket, began_at)
);
create table if not exists public_api_challenges (
  nonce text primary key,
  expires_at timestamptz not null
);
`;

/** How often something happened in the running hour. */
interface Hit {
  readonly count: number;
  /** Seconds until the hour is over. */
  readonly secondsLeft: number;
}

/** Counts and spent challenges, shared by all nodes and kept over restarts. */
export const createLimitsRepository = ({ strapi }: { strapi: Core.Strapi }) => {
  const db = () => strapi.db.connection;

  return {
    async install(): Promise<void> {
      await db().transaction(async (trx) => {
        await trx.raw('select pg_advisory_xact_lock(?)', [INSTALL_LOCK]);
        await trx.raw(INSTALL);
      });
    },

    /** Counts one more, at once and whatever becomes of the request. */
    async hit(bucket: string): Promise<Hit> {
      const { rows } = await db().raw<{ rows: { count: number; seconds: number }[] }>(
        `insert into public_api_limits as l (bucket, began_at, count)
         values (?, date_trunc('hour', now()), 1)
         on conflict (bucket, began_at) do update set count = l.count + 1
         returning count, ceil(extract(epoch from began_at + interval '1 hour' - now()))::integer as seconds`,
        [bucket],
      );
      return { count: rows[0]?.count ?? 1, secondsLeft: Math.max(1, rows[0]?.seconds ?? 3_600) };
    },

    /** Marks a challenge as used; false where it was before. */
    async spend(nonce: string, expiresAt: Date): Promise<boolean> {
      const { rows } = await db().raw<{ rows: unknown[] }>(
        `insert into public_api_challenges (nonce, expires_at) values (?, ?)
         on conflict do nothing returning 1`,
        [nonce, expiresAt],
      );
      return rows.length > 0;
    },

    /** Forgets hours that are over and challenges that have expired. */
    async clear(): Promise<void> {
      await db().raw(`delete from public_api_limits where began_at < now() - interval '2 hours'`);
      await db().raw(
        `delete from public_api_challenges where expires_at < now() - interval '1 minute'`,
      );
    },
  };
};
