import type { Core } from '@strapi/strapi';

import { PLUGIN_ID } from './constants';
import type { DataSetsService } from './services/data-sets';
import type { DoorsService } from './services/doors';
import type { EntriesService } from './services/entries';

/**
 * Shuts Strapi's own public doors; users-permissions, which opens them, has started before. Makes
 * the data sets and the catalogue, so that a wrong declaration is found now.
 */
export const bootstrap = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  strapi.plugin(PLUGIN_ID).service<DataSetsService>('data-sets').all();
  strapi.plugin(PLUGIN_ID).service<EntriesService>('entries').plans();
  await strapi.plugin(PLUGIN_ID).service<DoorsService>('doors').close();
};
