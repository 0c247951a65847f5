import type { Core } from '@strapi/strapi';

import { PLUGIN_ID } from './constants';
import type { JobsService } from './services/jobs';

/** Lets running jobs end (within a limit) and stops pg-boss. */
export const destroy = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  await strapi.plugin(PLUGIN_ID).service<JobsService>('jobs').stop();
};
