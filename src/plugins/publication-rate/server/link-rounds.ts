import type { Core } from '@strapi/strapi';
import { z } from 'zod';

import type { JobQueueService } from '../../../shared/contracts/job-queue';
import { readConfig } from './config';
import { LINK_JOB, PLUGIN_ID } from './constants';
import { getService } from './utils/get-service';

const rounds = new WeakMap<Core.Strapi, NodeJS.Timeout>();

/** Longest time that a round may take; what is left is due again by its lease. */
const EXPIRE_SECONDS = 600;

/**
 * Defines the job that checks links and asks for it again and again. Several servers may ask at
 * once: links are taken by whoever comes first.
 */
export const startLinkRounds = ({ strapi }: { strapi: Core.Strapi }): void => {
  const jobs = strapi.plugin('job-queue').service<JobQueueService>('jobs');
  jobs.define({
    name: LINK_JOB,
    schema: z.object({}),
    concurrency: 1,
    expireInSeconds: EXPIRE_SECONDS,
    handle: (_data, { signal }) => getService(strapi, 'links').check(signal),
  });

  const { linkCheckMinutes } = readConfig(strapi.config.get(`plugin::${PLUGIN_ID}`));
  if (linkCheckMinutes === 0) return;
  const ask = async (): Promise<void> => {
    try {
      if (await jobs.isReady()) await jobs.enqueue(LINK_JOB, {});
    } catch (error) {
      strapi.log.error(`publication-rate: links aren't checked: ${(error as Error).message}`);
    }
  };
  rounds.set(strapi, setInterval(() => void ask(), linkCheckMinutes * 60_000).unref());
};

/** Ends the asking. */
export const stopLinkRounds = ({ strapi }: { strapi: Core.Strapi }): void => {
  clearInterval(rounds.get(strapi));
  rounds.delete(strapi);
};
