import type { Core } from '@strapi/strapi';

/** Indexes that a schema can't declare. */
export const createIndexesRepository = ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * The published rows alone, so that counting them reads neither drafts nor the rows themselves.
   * Where it is there already, nothing is locked.
   */
  async ensurePublished(table: string): Promise<void> {
    const db = strapi.db.connection;
    const name = `${table}_public_idx`;
    const found = await db.raw<{ rows: unknown[] }>(
      'select 1 from pg_class where relname = ? and relnamespace = current_schema()::regnamespace',
      [name],
    );
    if (found.rows.length > 0) return;
    await db.raw('create index if not exists ?? on ?? (id) where published_at is not null', [
      name,
      table,
    ]);
  },
});
