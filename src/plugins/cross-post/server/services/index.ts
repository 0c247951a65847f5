import { createAdaptersService } from './adapters';
import { createAuthorizationsService } from './authorizations';
import { createBudgetsService } from './budgets';
import { createCallbacksService } from './callbacks';
import { createApprovalService } from './approval';
import { createChannelsService } from './channels';
import { createDeliveriesService } from './deliveries';
import { createInspectionService } from './inspection';
import { createLanesService } from './lanes';
import { createPostsService } from './posts';
import { createReceiptsService } from './receipts';
import { createRunnerService } from './runner';
import { createScheduleService } from './schedule';
import { createVariantsService } from './variants';
import { createWithdrawalsService } from './withdrawals';

export const services = {
  posts: createPostsService,
  channels: createChannelsService,
  deliveries: createDeliveriesService,
  adapters: createAdaptersService,
  runner: createRunnerService,
  inspection: createInspectionService,
  budgets: createBudgetsService,
  authorizations: createAuthorizationsService,
  receipts: createReceiptsService,
  withdrawals: createWithdrawalsService,
  callbacks: createCallbacksService,
  variants: createVariantsService,
  approval: createApprovalService,
  schedule: createScheduleService,
  lanes: createLanesService,
};
