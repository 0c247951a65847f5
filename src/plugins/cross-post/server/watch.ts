import type { Core } from '@strapi/strapi';

import type { JobQueueService } from '../../../shared/contracts/job-queue';
import { readConfig } from './config';
import { PLUGIN_ID } from './constants';
import type { AuthorizationsService } from './services/authorizations';
import type { BudgetsService } from './services/budgets';
import type { ChannelsService } from './services/channels';
import type { ReceiptsService } from './services/receipts';
import type { WithdrawalsService } from './services/withdrawals';

const watches = new WeakMap<Core.Strapi, NodeJS.Timeout>();

/** One round: what is due at accounts, posts that are out and posts to be taken back. */
export const watchOnce = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  const config = readConfig(strapi.config.get(`plugin::${PLUGIN_ID}`));
  const service = <T extends object>(name: string): T => strapi.plugin(PLUGIN_ID).service<T>(name);
  const paused = await service<ChannelsService>('channels').pauseExpired();
  if (paused > 0) strapi.log.warn(`cross-post: ${paused} accounts paused, their tokens have ended`);
  await service<AuthorizationsService>('authorizations').learnExpiries();
  const lost = await service<WithdrawalsService>('withdrawals').sweep(config.sweepSeconds);
  if (lost > 0) strapi.log.warn(`cross-post: ${lost} due withdrawals had no job`);
  await service<ReceiptsService>('receipts').checkDue(config.checkAfterSeconds);
  await service<AuthorizationsService>('authorizations').tidy();
  await service<BudgetsService>('budgets').tidy();
};

/** Looks again and again. */
export const startWatch = ({ strapi }: { strapi: Core.Strapi }, seconds: number): void => {
  let isWatching = false;
  const watch = async (): Promise<void> => {
    const jobs = strapi.plugin('job-queue').service<JobQueueService>('jobs');
    if (isWatching || !(await jobs.isReady())) return;
    isWatching = true;
    try {
      await watchOnce({ strapi });
    } catch (error) {
      strapi.log.error(`cross-post: watch failed: ${(error as Error).message}`);
    } finally {
      isWatching = false;
    }
  };
  watches.set(strapi, setInterval(() => void watch(), seconds * 1000).unref());
};

/** Ends the looking. */
export const stopWatch = ({ strapi }: { strapi: Core.Strapi }): void => {
  clearInterval(watches.get(strapi));
  watches.delete(strapi);
};
