import type { Core } from '@strapi/strapi';

import type { JobQueueService } from './shared/contracts/job-queue';

/** Composition root: hands each domain's declarations to the plugins. */
export default {
  register(_: { strapi: Core.Strapi }): void {},

  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    await strapi.plugin('job-queue').service<JobQueueService>('jobs').startWorkers();
  },
};
