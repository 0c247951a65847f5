import type { Core } from '@strapi/strapi';

import { startLinkRounds } from './link-rounds';
import { getService } from './utils/get-service';

/**
 * Refuses to start with a figure that can't be right; here because the declarations are complete
 * and the tables exist.
 */
export const bootstrap = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  await getService(strapi, 'rights').install();
  await getService(strapi, 'settings').install();
  await getService(strapi, 'snapshots').install();
  await getService(strapi, 'links').install();
  startLinkRounds({ strapi });
  await getService(strapi, 'figures').validate();
};
