import type { Core } from '@strapi/strapi';

import { noticePost } from './api/notice/post';
import type { CrossPostService } from './shared/contracts/cross-post';
import type { JobQueueService } from './shared/contracts/job-queue';

/** Composition root: hands each domain's declarations to the plugins. */
export default {
  register({ strapi }: { strapi: Core.Strapi }): void {
    strapi.plugin('cross-post').service<CrossPostService>('posts').declare([noticePost]);
  },

  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    await strapi.plugin('job-queue').service<JobQueueService>('jobs').startWorkers();
  },
};
