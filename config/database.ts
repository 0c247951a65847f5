import type { Core } from '@strapi/strapi';

/**
 * PostgreSQL only. `DATABASE_URL` is set by whoever starts the process: the operator, or
 * scripts/lib/environment.ts with the address of the embedded server.
 */
const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Database => ({
  connection: {
    client: 'postgres',
    // Strapi's type asks for every part of the address; pg takes them all from the URL.
    connection: {
      connectionString: env('DATABASE_URL'),
    } as unknown as Core.Config.Database<'postgres'>['connection']['connection'],
    pool: { min: env.int('DATABASE_POOL_MIN', 2), max: env.int('DATABASE_POOL_MAX', 10) },
    acquireConnectionTimeout: 20_000,
  },
  settings: { forceMigration: env.bool('DATABASE_FORCE_MIGRATION', true) },
});

export default config;
