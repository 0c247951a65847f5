import type { Core } from '@strapi/strapi';
import { z } from 'zod';

import type { JobQueueService } from '../../../shared/contracts/job-queue';
import type { PublicationLedgerService } from '../../../shared/contracts/publication-ledger';
import { readConfig } from './config';
import { DELIVER_JOB, PLUGIN_ID, WITHDRAW_JOB } from './constants';
import { watchPictures } from './pictures';
import type { ChannelsService } from './services/channels';
import type { LanesService } from './services/lanes';
import type { PostsService } from './services/posts';
import type { RunnerService } from './services/runner';
import type { WithdrawalsService } from './services/withdrawals';
import { startSweep } from './sweep';
import { startWatch } from './watch';

const withdrawalSchema = z.object({ withdrawal: z.string().min(1) });
const jobSchema = z.object({ delivery: z.string().min(1) });

/** Deliveries that a worker takes at once: after an outage many are due, and each is a short work. */
const BATCH_SIZE = 8;
/** Above the time limits of all calls of a delivery's longest run. */
const EXPIRE_SECONDS = 600;
/** A job whose process died is run again; the delivery itself knows how far it came. */
const RETRY_LIMIT = 5;

/** Sets up the accounts, listens to the ledger and defines the queue's work. */
export const bootstrap = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  const config = readConfig(strapi.config.get(`plugin::${PLUGIN_ID}`));
  const service = <T extends object>(name: string): T => strapi.plugin(PLUGIN_ID).service<T>(name);

  await service<LanesService>('lanes').install();
  if (config.channelsFile)
    await service<ChannelsService>('channels').setUpFrom(config.channelsFile);

  strapi
    .plugin('publication-ledger')
    .service<PublicationLedgerService>('ledger')
    .onAppend(async (entry, { trx, isIndirect }) => {
      const posts = service<PostsService>('posts');
      const source = await posts.sourceOf(entry);
      // What has left the kinds that are posted is taken back like what isn't public any more.
      const isPosted = source !== null;
      await service<WithdrawalsService>('withdrawals').onPublication(entry, isPosted, trx);
      // An organ that is no longer classified brings back all it has issued: nothing of that is news.
      const isOld = isIndirect && entry.action === 'publish';
      if (!isOld) await posts.onPublication(entry, source, trx);
    });

  strapi
    .plugin('job-queue')
    .service<JobQueueService>('jobs')
    .define({
      name: DELIVER_JOB,
      schema: jobSchema,
      concurrency: config.concurrency,
      batchSize: BATCH_SIZE,
      expireInSeconds: EXPIRE_SECONDS,
      retryLimit: RETRY_LIMIT,
      handle: ({ delivery }, { signal }) =>
        service<RunnerService>('runner').deliver(delivery, signal),
    });

  strapi
    .plugin('job-queue')
    .service<JobQueueService>('jobs')
    .define({
      name: WITHDRAW_JOB,
      schema: withdrawalSchema,
      concurrency: 1,
      expireInSeconds: EXPIRE_SECONDS,
      retryLimit: RETRY_LIMIT,
      handle: ({ withdrawal }) => service<WithdrawalsService>('withdrawals').run(withdrawal),
    });

  watchPictures({ strapi });
  startWatch({ strapi }, config.watchSeconds);
  startSweep({ strapi }, config.sweepSeconds);
};
