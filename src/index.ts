import type { Core } from '@strapi/strapi';

import { departmentBudgetPublic } from './api/budget/public';
import { disclosureRequestSubmission } from './api/disclosure-request/public';
import { establishmentRecordPublic, staffMemberPublic } from './api/establishment/public';
import { fundAllocationPublic, fundBeneficiaryPublic, fundPublic } from './api/fund/public';
import { inquiryPublic, inquirySubmission } from './api/inquiry/public';
import { noticePublic } from './api/notice/public';
import { organizationPublic } from './api/organization/public';
import { queryPointPublic } from './api/query-point/public';
import type { JobQueueService } from './shared/contracts/job-queue';
import type { PublicApiService } from './shared/contracts/public-api';

/** Composition root: hands each domain's declarations to the plugins. */
export default {
  register({ strapi }: { strapi: Core.Strapi }): void {
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
  },

  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    await strapi.plugin('job-queue').service<JobQueueService>('jobs').startWorkers();
  },
};
