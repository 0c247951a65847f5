import { createAttachmentsController } from './attachments';
import { createChallengeController } from './challenge';
import { createHealthController } from './health';
import { createOpenDataController } from './open-data';
import { createWebhooksController } from './webhooks';

export const controllers = {
  attachments: createAttachmentsController,
  challenge: createChallengeController,
  health: createHealthController,
  'open-data': createOpenDataController,
  webhooks: createWebhooksController,
};
