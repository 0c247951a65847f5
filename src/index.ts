import type { Core } from '@strapi/strapi';

import { budgetFigures } from './api/budget/figures';
import { disclosureRequestFigures } from './api/disclosure-request/figures';
import { establishmentFigures } from './api/establishment/figures';
import { findingFigures, fundFigures } from './api/fund/figures';
import { inquiryFigures } from './api/inquiry/figures';
import { noticeFigures } from './api/notice/figures';
import { queryPointFigures } from './api/query-point/figures';
import { noticePost } from './api/notice/post';
import type { CrossPostService } from './shared/contracts/cross-post';
import type { JobQueueService } from './shared/contracts/job-queue';
import type { PublicationRateService } from './shared/contracts/publication-rate';

/** In the order in which people read them. */
const FIGURES = [
  fundFigures,
  budgetFigures,
  establishmentFigures,
  noticeFigures,
  queryPointFigures,
  disclosureRequestFigures,
  inquiryFigures,
  findingFigures,
];

/** Composition root: hands each domain's declarations to the plugins. */
export default {
  register({ strapi }: { strapi: Core.Strapi }): void {
    const figures = strapi.plugin('publication-rate').service<PublicationRateService>('figures');
    for (const set of FIGURES) figures.declare(set);
    strapi.plugin('cross-post').service<CrossPostService>('posts').declare([noticePost]);
  },

  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    await strapi.plugin('job-queue').service<JobQueueService>('jobs').startWorkers();
  },
};
