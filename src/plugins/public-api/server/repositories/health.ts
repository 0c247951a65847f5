import type { Core } from '@strapi/strapi';

/** Resolves if the database answers. */
export const pingDatabase = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  await strapi.db.connection.raw('select 1');
};
