import type { Core } from '@strapi/strapi';
import { fromKnex, PgBoss, type Job, type JobResult } from 'pg-boss';

import type {
  EnqueueOptions,
  JobDefinition,
  JobQueueService,
} from '../../../../shared/contracts/job-queue';
import {
  HEARTBEAT_SECONDS,
  NUDGE_DELAY_MS,
  NUDGE_WITHIN_MS,
  PGBOSS_SCHEMA,
  STOP_TIMEOUT_MS,
  SUPERVISE_SECONDS,
} from '../constants';

/** The service with the parts that only this plugin's own lifecycle calls. */
export interface JobsService extends JobQueueService {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Strapi turns JSON columns into text for every user of `pg` in the process. */
const parseData = (data: unknown): unknown => (typeof data === 'string' ? JSON.parse(data) : data);

/** Jobs on pg-boss: durable, enqueued in the caller's transaction, taken by any number of nodes. */
export const createJobsService = ({ strapi }: { strapi: Core.Strapi }): JobsService => {
  const definitions = new Map<string, JobDefinition<object>>();
  const workers = new Map<string, string[]>();
  const nudges = new Set<NodeJS.Timeout>();
  let boss: PgBoss | null = null;
  let isWorking = false;

  const running = (): PgBoss => {
    if (!boss) throw new Error('job-queue: pg-boss is not started');
    return boss;
  };

  const createQueue = async (definition: JobDefinition<object>): Promise<void> => {
    const options = {
      retryLimit: definition.retryLimit ?? 0,
      retryDelay: definition.retryDelaySeconds ?? 5,
      retryBackoff: true,
      expireInSeconds: definition.expireInSeconds ?? 300,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      notify: true,
    };
    if (await running().getQueue(definition.name))
      await running().updateQueue(definition.name, options);
    else await running().createQueue(definition.name, options);
  };

  /** pg-boss tells workers of new jobs, but not of those whose time has come: they would be late. */
  const nudgeAt = (name: string, startAfter: Date): void => {
    const delay = startAfter.getTime() - Date.now();
    if (delay <= 0 || delay > NUDGE_WITHIN_MS) return;
    const timer = setTimeout(() => {
      nudges.delete(timer);
      for (const worker of workers.get(name) ?? []) boss?.notifyWorker(worker);
    }, delay + NUDGE_DELAY_MS).unref();
    nudges.add(timer);
  };

  /** Runs a job; what goes wrong is the job's own, not that of those taken along with it. */
  const runJob = async (
    definition: JobDefinition<object>,
    job: Job<unknown>,
  ): Promise<JobResult> => {
    try {
      const data = definition.schema.parse(parseData(job.data));
      await definition.handle(data, { id: job.id, signal: job.signal });
      return { id: job.id, status: 'completed' };
    } catch (error) {
      const { message } = error as Error;
      strapi.log.error(`job ${definition.name} ${job.id} failed: ${message}`);
      // At once: its next try needn't wait until the slowest of its batch has ended.
      await boss?.fail(definition.name, job.id, { message }).catch(() => undefined);
      return { id: job.id, status: 'failed', output: { message } };
    }
  };

  /** A worker that takes one batch of jobs after the other. @returns its id. */
  const startWorker = async (definition: JobDefinition<object>): Promise<string> => {
    let worker: string | null = null;
    worker = await running().work(
      definition.name,
      {
        pollingIntervalSeconds: 2,
        notifyPollingIntervalSeconds: 5,
        batchSize: definition.batchSize ?? 1,
        perJobResults: true,
      },
      async (jobs: Job<unknown>[]) => {
        const results = await Promise.all(jobs.map((job) => runJob(definition, job)));
        // There may be more: without this the worker would sleep until its next poll.
        if (worker !== null) boss?.notifyWorker(worker);
        return results;
      },
    );
    return worker;
  };

  return {
    define<T extends object>(definition: JobDefinition<T>) {
      if (definitions.has(definition.name))
        throw new Error(`job-queue: ${definition.name} is defined twice`);
      if (isWorking) throw new Error(`job-queue: ${definition.name} is defined after start`);
      // The queue only ever hands a definition the data that its own schema accepted.
      definitions.set(definition.name, definition);
    },

    async enqueue<T extends object>(name: string, data: T, options: EnqueueOptions = {}) {
      const definition = definitions.get(name);
      if (!definition) throw new Error(`job-queue: ${name} is not defined`);
      const id = await running().send(name, definition.schema.parse(data), {
        db: fromKnex(options.trx ?? strapi.db.connection),
        ...(options.startAfter ? { startAfter: options.startAfter } : {}),
      });
      if (!id) throw new Error(`job-queue: ${name} did not take the job`);
      if (options.startAfter) nudgeAt(name, options.startAfter);
      return id;
    },

    async enqueueAll<T extends object>(
      name: string,
      data: readonly T[],
      options: EnqueueOptions = {},
    ) {
      const definition = definitions.get(name);
      if (!definition) throw new Error(`job-queue: ${name} is not defined`);
      if (data.length === 0) return;
      const { trx, startAfter } = options;
      await running().insert(
        name,
        data.map((item) => ({
          data: definition.schema.parse(item),
          ...(startAfter ? { startAfter } : {}),
        })),
        { db: fromKnex(trx ?? strapi.db.connection) },
      );
    },

    async pending(name, key, values) {
      if (values.length === 0) return new Set();
      const { rows } = await strapi.db.connection.raw<{ rows: { value: string }[] }>(
        `select distinct data ->> :key as value from ${PGBOSS_SCHEMA}.job
         where name = :name and state < 'completed' and data ->> :key = any(:values)`,
        { name, key, values: [...values] },
      );
      return new Set(rows.map(({ value }) => value));
    },

    async isReady() {
      if (!boss || !isWorking) return false;
      try {
        await boss.isInstalled();
        return true;
      } catch {
        return false;
      }
    },

    async start() {
      boss = new PgBoss({
        connectionString: strapi.config.get<string>(
          'database.connection.connection.connectionString',
        ),
        application_name: 'gongkai-jobs',
        schema: PGBOSS_SCHEMA,
        max: 5,
        // These connections take and end jobs. What a crash of the machine undoes of that is done
        // again, which handlers must bear anyway; jobs are written over Strapi's own connections.
        options: '-c synchronous_commit=off',
        useListenNotify: true,
        superviseIntervalSeconds: SUPERVISE_SECONDS,
        monitorIntervalSeconds: SUPERVISE_SECONDS,
      });
      boss.on('error', (error) => strapi.log.error(`job-queue: ${error.message}`));
      await boss.start();
    },

    async startWorkers() {
      for (const definition of definitions.values()) await createQueue(definition);
      for (const definition of definitions.values()) {
        const started: string[] = [];
        workers.set(definition.name, started);
        const { concurrency = 2, batchSize = 1 } = definition;
        while (started.length * batchSize < concurrency)
          started.push(await startWorker(definition));
      }
      isWorking = true;
    },

    async stop() {
      isWorking = false;
      nudges.forEach(clearTimeout);
      await boss?.stop({ graceful: true, timeout: STOP_TIMEOUT_MS });
      boss = null;
    },
  };
};
