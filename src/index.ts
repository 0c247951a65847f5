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
import { deskTypes } from './desk';
import { deskRoles } from './roles';
import type { DeskRolesService, EditorDeskService } from './shared/contracts/editor-desk';
import type { JobQueueService } from './shared/contracts/job-queue';
import type { PublicationRateService } from './shared/contracts/publication-rate';
import { departmentBudgetPublic } from './api/budget/public';
import { disclosureRequestSubmission } from './api/disclosure-request/public';
import { establishmentRecordPublic, staffMemberPublic } from './api/establishment/public';
import { fundAllocationPublic, fundBeneficiaryPublic, fundPublic } from './api/fund/public';
import { inquiryPublic, inquirySubmission } from './api/inquiry/public';
import { noticePublic } from './api/notice/public';
import { organizationPublic } from './api/organization/public';
import { queryPointPublic } from './api/query-point/public';
import type { PublicApiService } from './shared/contracts/public-api';

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
    const publicApi = strapi.plugin('public-api').service<PublicApiService>('types');
    publicApi.declare([
      organizationPublic,
      establishmentRecordPublic,
      staffMemberPublic,
      fundPublic,
      fundAllocationPublic,
      fundBeneficiaryPublic,
      departmentBudgetPublic,
      noticePublic,
      inquiryPublic,
      queryPointPublic,
    ]);
    publicApi.accept(inquirySubmission);
    publicApi.accept(disclosureRequestSubmission);
    const desk = strapi.plugin('editor-desk');
    desk.service<EditorDeskService>('desk').declare(deskTypes, []);
    desk.service<DeskRolesService>('roles').declare(deskRoles);
  },

  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    await strapi.plugin('editor-desk').service<DeskRolesService>('roles').apply();
    await strapi.plugin('job-queue').service<JobQueueService>('jobs').startWorkers();
  },
};
