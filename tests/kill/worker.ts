import { z } from 'zod';

import { noticePost } from '../../src/api/notice/post';
import { DELIVER_JOB } from '../../src/plugins/cross-post/server/constants';
import type { DeliveriesService } from '../../src/plugins/cross-post/server/services/deliveries';
import type { PostsService } from '../../src/plugins/cross-post/server/services/posts';
import type { RunnerService } from '../../src/plugins/cross-post/server/services/runner';
import type { JobsService } from '../../src/plugins/job-queue/server/services/jobs';
import { createContext } from './context';

const SWEEP_MS = 300;

/** A worker of the queue in a process that will be killed. */
const main = async (): Promise<void> => {
  const strapi = createContext();
  const service = <T extends object>(name: string): T =>
    strapi.plugin('cross-post').service<T>(name);
  service<PostsService>('posts').declare([noticePost]);
  const jobs = strapi.plugin('job-queue').service<JobsService>('jobs');
  await jobs.start();
  jobs.define({
    name: DELIVER_JOB,
    schema: z.object({ delivery: z.string() }),
    concurrency: 8,
    batchSize: 2,
    expireInSeconds: 600,
    retryLimit: 5,
    handle: ({ delivery }, { signal }) =>
      service<RunnerService>('runner').deliver(delivery, signal),
  });
  await jobs.startWorkers();
  setInterval(() => {
    service<DeliveriesService>('deliveries')
      .sweep(1)
      .catch(() => undefined);
  }, SWEEP_MS);
  process.on('disconnect', () => process.exit());
  process.send?.('ready');
};

void main();
