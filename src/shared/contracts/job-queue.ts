import type { Knex } from 'knex';
import type { ZodType } from 'zod';

/** What a handler learns of the job that it runs. */
export interface JobContext {
  /** pg-boss job id. */
  readonly id: string;
  /** Aborted when the server is stopping or the job's time is up. */
  readonly signal: AbortSignal;
}

/** A kind of background work: one queue, one payload shape, one handler. */
export interface JobDefinition<T extends object> {
  /** Queue name: `<plugin>.<work>`, such as `cross-post.deliver`. */
  readonly name: string;
  /** Checked when a job is enqueued and again when it is read back. */
  readonly schema: ZodType<T>;
  /** How often a job whose handler threw is run again. Default 0: a handler decides itself. */
  readonly retryLimit?: number;
  /** Seconds before the first retry, doubled each time. Default 5. */
  readonly retryDelaySeconds?: number;
  /** Jobs of this queue that one process runs at once. Default 2. */
  readonly concurrency?: number;
  /**
   * Jobs that are taken from the queue, and ended there, by one statement. The next ones are taken
   * when the slowest of them has ended, so there should be many such lots in `concurrency`.
   * Default 1.
   */
  readonly batchSize?: number;
  /** Seconds after which a running job counts as failed. Default 300. */
  readonly expireInSeconds?: number;
  handle(data: T, context: JobContext): Promise<void>;
}

export interface EnqueueOptions {
  /** The caller's transaction: the job exists if and only if it commits. */
  readonly trx?: Knex.Transaction;
  /** Not before this instant. */
  readonly startAfter?: Date;
}

/** `strapi.plugin('job-queue').service('jobs')` */
export interface JobQueueService {
  /** Declares a kind of job. Call it in `register` or `bootstrap`; its worker starts after all plugins are up. */
  define<T extends object>(definition: JobDefinition<T>): void;
  /** Writes a job; resolves to its id. */
  enqueue<T extends object>(name: string, data: T, options?: EnqueueOptions): Promise<string>;
  /** Writes one job for each of the data, in one statement. */
  enqueueAll<T extends object>(
    name: string,
    data: readonly T[],
    options?: EnqueueOptions,
  ): Promise<void>;
  /** Those of the values that some job of the queue, waiting or running, has under `key` of its data. */
  pending(name: string, key: string, values: readonly string[]): Promise<Set<string>>;
  /** True while jobs are taken: pg-boss is started and its database answers. */
  isReady(): Promise<boolean>;
  /** Starts the workers of all defined jobs; called once, by the composition root, when all is up. */
  startWorkers(): Promise<void>;
}
