import type { Core } from '@strapi/strapi';

import type { JobQueueService } from '../../../shared/contracts/job-queue';
import { PLUGIN_ID } from './constants';
import type { DeliveriesService } from './services/deliveries';
import type { LanesService } from './services/lanes';
import type { WithdrawalsService } from './services/withdrawals';

const sweeps = new WeakMap<Core.Strapi, NodeJS.Timeout>();

/** Looks again and again for what is past its time, for drafts left behind and for lost jobs. */
export const startSweep = ({ strapi }: { strapi: Core.Strapi }, seconds: number): void => {
  let isSweeping = false;
  const sweep = async (): Promise<void> => {
    if (
      isSweeping ||
      !(await strapi.plugin('job-queue').service<JobQueueService>('jobs').isReady())
    )
      return;
    isSweeping = true;
    try {
      const lanes = strapi.plugin(PLUGIN_ID).service<LanesService>('lanes');
      const { expired, returned } = await lanes.sweep();
      if (expired > 0) strapi.log.warn(`cross-post: ${expired} deliveries are past their time`);
      if (returned > 0) strapi.log.error(`cross-post: ${returned} were queued without approval`);
      const left = await strapi
        .plugin(PLUGIN_ID)
        .service<WithdrawalsService>('withdrawals')
        .deleteLeftDrafts();
      if (left > 0) strapi.log.info(`cross-post: ${left} drafts of failed deliveries are deleted`);
      const found = await strapi
        .plugin(PLUGIN_ID)
        .service<DeliveriesService>('deliveries')
        .sweep(seconds);
      if (found > 0) strapi.log.warn(`cross-post: ${found} due deliveries had no job`);
    } catch (error) {
      strapi.log.error(`cross-post: sweep failed: ${(error as Error).message}`);
    } finally {
      isSweeping = false;
    }
  };
  sweeps.set(strapi, setInterval(() => void sweep(), seconds * 1000).unref());
};

/** Ends the looking. */
export const stopSweep = ({ strapi }: { strapi: Core.Strapi }): void => {
  clearInterval(sweeps.get(strapi));
  sweeps.delete(strapi);
};
