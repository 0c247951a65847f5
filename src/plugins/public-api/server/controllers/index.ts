import { createChallengeController } from './challenge';
import { createHealthController } from './health';

export const controllers = {
  challenge: createChallengeController,
  health: createHealthController,
};
