import type { Core } from '@strapi/strapi';
import { z } from 'zod';

import type { JobQueueService } from '../../../shared/contracts/job-queue';
import type { PublicationLedgerService } from '../../../shared/contracts/publication-ledger';
import { PLUGIN_ID, WEBHOOK_JOB } from './constants';
import type { WebhookRunnerService } from './services/webhook-runner';

const CONCURRENCY = 4;
/** Above the time of a worker's turn and its last message. */
const EXPIRE_SECONDS = 300;
/** A job whose process died is run again; the subscription itself knows how far it came. */
const RETRY_LIMIT = 5;

/** Defines the work, and has it done whenever something is entered in the ledger. */
export const startWebhooks = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  const runner = strapi.plugin(PLUGIN_ID).service<WebhookRunnerService>('webhook-runner');
  const knocked = new WeakSet<object>();
  await runner.webhooks.install();
  strapi
    .plugin('job-queue')
    .service<JobQueueService>('jobs')
    .define({
      name: WEBHOOK_JOB,
      schema: z.object({ webhook: z.uuid() }),
      concurrency: CONCURRENCY,
      expireInSeconds: EXPIRE_SECONDS,
      retryLimit: RETRY_LIMIT,
      handle: ({ webhook }, { signal }) => runner.run(webhook, signal),
    });
  strapi
    .plugin('publication-ledger')
    .service<PublicationLedgerService>('ledger')
    .onAppend(async (_entry, { trx }) => {
      // An organ that becomes classified makes many entries at once: one knock is enough.
      if (knocked.has(trx)) return;
      knocked.add(trx);
      for (const id of await runner.webhooks.active(trx)) await runner.enqueue(id, { trx });
    });
  runner.startSweep();
};

export const stopWebhooks = ({ strapi }: { strapi: Core.Strapi }): void =>
  strapi.plugin(PLUGIN_ID).service<WebhookRunnerService>('webhook-runner').stopSweep();
