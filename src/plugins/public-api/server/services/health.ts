import type { Core } from '@strapi/strapi';

import type { JobQueueService } from '../../../../shared/contracts/job-queue';
import { pingDatabase } from '../repositories/health';

/** A part that hasn't answered by then counts as down. */
const PATIENCE_MS = 2_000;

export interface Health {
  readonly database: 'up' | 'down';
  readonly queue: 'up' | 'down';
}

const state = async (check: Promise<boolean>): Promise<'up' | 'down'> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const isUp = await Promise.race([check.catch(() => false), late]);
  clearTimeout(timer);
  return isUp ? 'up' : 'down';
};

/** Whether this process can serve: for load balancers and the start script. */
export const createHealthService = ({ strapi }: { strapi: Core.Strapi }) => ({
  async check(): Promise<Health> {
    const jobs = strapi.plugin('job-queue')?.service<JobQueueService>('jobs');
    const [database, queue] = await Promise.all([
      state(pingDatabase({ strapi }).then(() => true)),
      state(jobs ? jobs.isReady() : Promise.resolve(false)),
    ]);
    return { database, queue };
  },
});

export type HealthService = ReturnType<typeof createHealthService>;
