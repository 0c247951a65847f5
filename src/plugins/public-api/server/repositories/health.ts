import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

/** Resolves if the database answers. */
export const pingDatabase = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  await (strapi.db.connection as Knex).raw('select 1');
};
