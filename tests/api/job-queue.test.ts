import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import {
  createJobsService,
  type JobsService,
} from '../../src/plugins/job-queue/server/services/jobs';
import { startApp, type App } from './support/app';
import { eventually } from './support/cross-post';

const QUEUE = 'test.batch';
/** Longer than any pause between two looks for jobs. */
const SLOW_MS = 12_000;

describe('batches of jobs', () => {
  let app: App;
  let jobs: JobsService;
  /** What was done, in its order. */
  const log: string[] = [];

  beforeAll(async () => {
    app = await startApp();
    // A second node of the queue, with a queue of its own.
    jobs = createJobsService({ strapi: app.strapi });
    await jobs.start();
    jobs.define({
      name: QUEUE,
      schema: z.object({ name: z.string() }),
      concurrency: 8,
      batchSize: 4,
      retryLimit: 2,
      retryDelaySeconds: 1,
      async handle({ name }) {
        log.push(name);
        if (name === 'slow') await sleep(SLOW_MS);
        if (name === 'broken' && log.filter((each) => each === name).length === 1) {
          throw new Error('the first try fails');
        }
        log.push(`${name} done`);
      },
    });
  });
  afterAll(async () => {
    await jobs.stop();
    await app.stop();
  });

  const statesOf = async (): Promise<Record<string, string>> => {
    const { rows } = await app.strapi.db.connection.raw<{
      rows: { name: string; state: string }[];
    }>(`select data ->> 'name' as name, state::text from pgboss.job where name = ?`, [QUEUE]);
    return Object.fromEntries(rows.map(({ name, state }) => [name, state]));
  };

  it('should try a job that fails again before the slowest of its batch has ended', async () => {
    await jobs.startWorkers();
    await jobs.enqueueAll(
      QUEUE,
      ['slow', 'broken', 'quick', 'last'].map((name) => ({ name })),
    );
    await eventually(() => expect(log).toContain('broken done'));
    expect(log.filter((each) => each === 'broken')).toHaveLength(2);
    expect(log).not.toContain('slow done');
    expect(log).toContain('quick done');

    await eventually(async () => {
      expect(await statesOf()).toEqual({
        slow: 'completed',
        broken: 'completed',
        quick: 'completed',
        last: 'completed',
      });
    });
    for (const name of ['slow', 'quick', 'last']) {
      expect(log.filter((each) => each === name)).toHaveLength(1);
    }
  }, 60_000);
});
