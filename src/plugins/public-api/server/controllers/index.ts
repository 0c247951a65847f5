import { createChallengeController } from './challenge';
import { createHealthController } from './health';
import { createOpenDataController } from './open-data';
import { createWebhooksController } from './webhooks';

export const controllers = {
  challenge: createChallengeController,
  health: createHealthController,
  'open-data': createOpenDataController,
  webhooks: createWebhooksController,
};
