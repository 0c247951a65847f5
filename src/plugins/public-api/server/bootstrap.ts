import type { Core } from '@strapi/strapi';

import { PLUGIN_ID } from './constants';
import type { DoorsService } from './services/doors';

/** Shuts Strapi's own public doors; users-permissions, which opens them, has started before. */
export const bootstrap = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  await strapi.plugin(PLUGIN_ID).service<DoorsService>('doors').close();
};
