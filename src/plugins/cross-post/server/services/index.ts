import { createAdaptersService } from './adapters';
import { createChannelsService } from './channels';
import { createDeliveriesService } from './deliveries';
import { createInspectionService } from './inspection';
import { createPostsService } from './posts';
import { createRunnerService } from './runner';

export const services = {
  posts: createPostsService,
  channels: createChannelsService,
  deliveries: createDeliveriesService,
  adapters: createAdaptersService,
  runner: createRunnerService,
  inspection: createInspectionService,
};
