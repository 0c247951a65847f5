import { createAdaptersService } from './adapters';
import { createBudgetsService } from './budgets';
import { createCallbacksService } from './callbacks';
import { createApprovalService } from './approval';
import { createChannelsService } from './channels';
import { createDeliveriesService } from './deliveries';
import { createLanesService } from './lanes';
import { createPostsService } from './posts';
import { createRunnerService } from './runner';
import { createScheduleService } from './schedule';
import { createVariantsService } from './variants';

export const services = {
  posts: createPostsService,
  channels: createChannelsService,
  deliveries: createDeliveriesService,
  adapters: createAdaptersService,
  runner: createRunnerService,
  budgets: createBudgetsService,
  callbacks: createCallbacksService,
  variants: createVariantsService,
  approval: createApprovalService,
  schedule: createScheduleService,
  lanes: createLanesService,
};
