import { createAdaptersService } from './adapters';
import { createBudgetsService } from './budgets';
import { createCallbacksService } from './callbacks';
import { createChannelsService } from './channels';
import { createDeliveriesService } from './deliveries';
import { createPostsService } from './posts';
import { createRunnerService } from './runner';

export const services = {
  posts: createPostsService,
  channels: createChannelsService,
  deliveries: createDeliveriesService,
  adapters: createAdaptersService,
  runner: createRunnerService,
  budgets: createBudgetsService,
  callbacks: createCallbacksService,
};
