import type { Core } from '@strapi/strapi';

import { PLUGIN_ID } from './constants';
import type { JobsService } from './services/jobs';

/**
 * Starts pg-boss. The workers start only when the whole application is up: a job that was left by
 * a killed process may need any plugin.
 */
export const bootstrap = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  await strapi.plugin(PLUGIN_ID).service<JobsService>('jobs').start();
};
