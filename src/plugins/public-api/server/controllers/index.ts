import { createHealthController } from './health';
import { createOpenDataController } from './open-data';

export const controllers = {
  health: createHealthController,
  'open-data': createOpenDataController,
};
