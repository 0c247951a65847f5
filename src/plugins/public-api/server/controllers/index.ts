import { createDocumentationController } from './documentation';
import { createEntriesController } from './entries';
import { createHealthController } from './health';
import { createOpenDataController } from './open-data';

export const controllers = {
  health: createHealthController,
  documentation: createDocumentationController,
  entries: createEntriesController,
  'open-data': createOpenDataController,
};
