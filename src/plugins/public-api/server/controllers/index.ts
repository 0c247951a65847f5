import { createAttachmentsController } from './attachments';
import { createChallengeController } from './challenge';
import { createHealthController } from './health';
import { createOpenDataController } from './open-data';

export const controllers = {
  attachments: createAttachmentsController,
  challenge: createChallengeController,
  health: createHealthController,
  'open-data': createOpenDataController,
};
