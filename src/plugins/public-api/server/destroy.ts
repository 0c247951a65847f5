import type { Core } from '@strapi/strapi';

import { PLUGIN_ID } from './constants';
import type { RevisionsService } from './services/revisions';

/** Closes the connection that revisions are read over. */
export const destroy = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  await strapi.plugin(PLUGIN_ID).service<RevisionsService>('revisions').close();
};
