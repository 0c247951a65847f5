import type { Core } from '@strapi/strapi';
import knex, { type Knex } from 'knex';

import { services } from '../../src/plugins/cross-post/server/services';
import { createJobsService } from '../../src/plugins/job-queue/server/services/jobs';
import { LEASE_SECONDS, SETTLE_SECONDS } from './waits';

/**
 * The parts of Strapi that a worker of the queue uses: its database connection, configuration and
 * the published row of a notice. The queue, the plugin and the platforms' adapters are the real
 * ones; without the rest of Strapi a worker is up in half a second, and can be killed the sooner.
 */
export const createContext = (): Core.Strapi => {
  const connectionString = process.env['DATABASE_URL'] as string;
  const connection = knex({
    client: 'pg',
    connection: { connectionString },
    pool: { min: 0, max: 8 },
  });
  const config: Readonly<Record<string, unknown>> = {
    'plugin::cross-post': {
      weiboApiUrl: process.env['WEIBO_API_URL'],
      wechatApiUrl: process.env['WECHAT_API_URL'],
      settleSeconds: SETTLE_SECONDS,
      leaseSeconds: LEASE_SECONDS,
    },
    'admin.secrets.encryptionKey': process.env['ENCRYPTION_KEY'],
    'server.url': process.env['PUBLIC_URL'],
    'database.connection.connection.connectionString': connectionString,
  };
  const quiet = (): void => undefined;
  const made = new Map<string, unknown>();
  const context = {
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    config: { get: (key: string, fallback?: unknown) => config[key] ?? fallback },
    db: {
      connection,
      query: () => ({ findOne: () => Promise.resolve(null) }),
      queryBuilder: () => ({
        select: () => ({
          where: ({ $and: [{ documentId }] }: { $and: [{ documentId: { $in: Knex.Raw } }] }) => ({
            getKnexQuery: () =>
              connection('notices')
                .select('document_id')
                .whereRaw('document_id in (?)', documentId.$in)
                .whereNotNull('published_at'),
          }),
        }),
      }),
    },
    dirs: { static: { public: '.' } },
    documents: () => ({
      async findOne({ documentId }: { documentId: string }): Promise<unknown> {
        const row = (await connection('notices')
          .where({ document_id: documentId })
          .whereNotNull('published_at')
          .first()) as Record<string, unknown> | undefined;
        return row ? { ...row, documentId, issuer: null, cover: null } : null;
      },
    }),
    plugin: (plugin: string) => ({
      service(name: string): unknown {
        const key = `${plugin}.${name}`;
        if (!made.has(key)) {
          const strapi = context as unknown as Core.Strapi;
          const create = services[name as keyof typeof services];
          made.set(
            key,
            plugin === 'job-queue' ? createJobsService({ strapi }) : create({ strapi }),
          );
        }
        return made.get(key);
      },
    }),
  };
  return context as unknown as Core.Strapi;
};
