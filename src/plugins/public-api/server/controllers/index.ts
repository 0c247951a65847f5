import { createHealthController } from './health';

export const controllers = { health: createHealthController };
