import type { Core } from '@strapi/strapi';
import { Pool } from 'pg';

import { LANES, PLUGIN_ID, STATEMENT_TIMEOUT_MS } from '../constants';
import type { Sql } from './sql';

/** Statements that keep a plan in every connection; beyond it each is planned anew. */
const MOST_NAMED = 200;
/** A text seen so often is worth a name. */
const SEEN_OFTEN = 3;
/** Texts that are counted before the counting starts anew. */
const MOST_COUNTED = 2_000;

/** PostgreSQL's `query_canceled`: the statement took too long. */
const CANCELED = '57014';

/** What the pool says when none of its connections became free in time. */
const NONE_FREE = 'timeout exceeded when trying to connect';

/** A statement of the public took too long, or no connection was free in time. */
export class TooBusyError extends Error {}

/** `?` as `$1`, `$2` …: no statement of this plugin holds a question mark but for values. */
const numbered = (text: string): string => {
  let count = 0;
  return text.replaceAll('?', () => `$${(count += 1)}`);
};

/** Names for texts that come again and again, so that the database plans them once. */
const createNames = () => {
  let seen = new Map<string, number>();
  const names = new Map<string, string>();
  return (text: string): string | undefined => {
    const name = names.get(text);
    if (name || names.size >= MOST_NAMED) return name;
    const times = (seen.get(text) ?? 0) + 1;
    if (times < SEEN_OFTEN) {
      if (seen.size >= MOST_COUNTED) seen = new Map();
      seen.set(text, times);
      return undefined;
    }
    seen.delete(text);
    names.set(text, `public-api-${names.size + 1}`);
    return names.get(text);
  };
};

/**
 * Reads for the public over connections of its own, which can't write, give up on a statement that
 * takes too long, and leave the rest of the application its own pool.
 */
export const createReader = ({
  strapi,
  settings = '',
}: {
  strapi: Core.Strapi;
  /** Of its connections: `-c name=value`. */
  settings?: string;
}) => {
  let pool: Pool | null = null;
  const nameOf = createNames();

  const open = (): Pool => {
    const timeout = strapi.config.get<number>(
      `plugin::${PLUGIN_ID}.statementTimeoutMs`,
      STATEMENT_TIMEOUT_MS,
    );
    const opened = new Pool({
      connectionString: strapi.config.get<string>(
        'database.connection.connection.connectionString',
      ),
      application_name: 'gongkai-public-reads',
      max: Object.values(LANES).reduce((sum, { places }) => sum + places, 0),
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 60_000,
      // Compiling a plan takes longer than any of these statements.
      options: `-c default_transaction_read_only=on -c statement_timeout=${timeout} -c jit=off ${settings}`,
    });
    opened.on('error', (error) => strapi.log.warn(`public-api: ${error.message}`));
    return opened;
  };

  return {
    /** @throws TooBusyError */
    async rows<T extends object>({ text, bindings }: Sql): Promise<T[]> {
      pool ??= open();
      const sql = numbered(text);
      // Whoever watches the application's statements sees these too.
      strapi.db.connection.emit('query', { sql, bindings });
      try {
        const name = nameOf(sql);
        const query = { text: sql, values: [...bindings], ...(name ? { name } : {}) };
        return (await pool.query<T>(query)).rows;
      } catch (error) {
        const { code, message } = error as { code?: string; message?: string };
        if (code === CANCELED || message === NONE_FREE) throw new TooBusyError();
        throw error;
      }
    },

    async close(): Promise<void> {
      const closing = pool;
      pool = null;
      await closing?.end();
    },
  };
};

export type Reader = ReturnType<typeof createReader>;
