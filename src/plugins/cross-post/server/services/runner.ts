import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { Exchange } from '../channels/http';
import type { ChannelAdapter, Step, StepContext } from '../channels/types';
import { readConfig } from '../config';
import { PLUGIN_ID } from '../constants';
import type { Channel, Delivery } from '../domain/delivery';
import { isTokenExpired, TOKEN_EXPIRED } from '../domain/health';
import type { Outcome, Reading } from '../domain/outcome';
import {
  applyOutcome,
  applyPause,
  applyReading,
  applyWithdrawal,
  WITHDRAWN,
  type Change,
} from '../domain/step-machine';
import { createAttemptsRepository } from '../repositories/attempts';
import { createCallbacksRepository } from '../repositories/callbacks';
import { createChannelsRepository } from '../repositories/channels';
import { createDeliveriesRepository } from '../repositories/deliveries';
import { inTransaction } from '../repositories/rows';
import type { AdaptersService } from './adapters';
import type { DeliveriesService } from './deliveries';
import type { PostsService } from './posts';

/** Waits up to this are sat out in the job; longer ones become a job of their own. */
const SHORT_WAIT_MS = 3_500;

interface Run {
  readonly delivery: Delivery;
  readonly channel: Channel;
  readonly adapter: ChannelAdapter;
  readonly leaseToken: string;
  readonly signal: AbortSignal;
  /** Callbacks that the step has looked at. */
  readonly usedCallbacks: string[];
}

interface Ended {
  readonly change: Change;
  /** For the attempt's record. */
  readonly outcome: string;
  readonly errorCode: string | null;
  readonly pauseChannel?: string;
  /** By which the platform may tell of it, or has told already. */
  readonly reference?: string;
}

const referenceOf = (outcome: Outcome): { reference?: string } =>
  outcome.kind === 'accepted' ? { reference: outcome.reference } : {};

const codeOf = (result: Outcome | Reading): string | null =>
  'code' in result ? result.code : null;

/**
 * Takes deliveries through their steps. What it relies on:
 * - one worker at a time has a delivery, by a lease; every write names the lease;
 * - a step's intent is committed before an irreversible call, its result right after it;
 * - a delivery found with an intent but no result (the process was killed, the answer was lost) is
 *   settled by reading the platform.
 */
export const createRunnerService = ({ strapi }: { strapi: Core.Strapi }) => {
  const deliveries = createDeliveriesRepository({ strapi });
  const channels = createChannelsRepository({ strapi });
  const attempts = createAttemptsRepository({ strapi });
  const callbacks = createCallbacksRepository({ strapi });
  const config = () => readConfig(strapi.config.get(`plugin::${PLUGIN_ID}`));
  const queue = (): DeliveriesService =>
    strapi.plugin(PLUGIN_ID).service<DeliveriesService>('deliveries');

  const contextOf = (run: Run, intentAt: Date, exchanges: Exchange[]): StepContext => ({
    channel: run.channel,
    delivery: run.delivery,
    intentAt,
    now: new Date(),
    record: (exchange) => void exchanges.push(exchange),
    async told(reference) {
      const callback = await callbacks.latest(run.channel.documentId, reference);
      if (callback) run.usedCallbacks.push(callback.documentId);
      return callback?.detail ?? null;
    },
    openRivals: () => deliveries.openIntents(run.channel.documentId, run.delivery.documentId),
    isTaken: (remoteId) =>
      deliveries.isTaken(run.channel.documentId, remoteId, run.delivery.documentId),
  });

  const internal = (run: Run, error: unknown): void => {
    strapi.log.error(
      `cross-post: delivery ${run.delivery.documentId} at ${run.delivery.step}: ${(error as Error).message}`,
    );
  };

  /** The outcome of a step that threw; what no channel can explain is a fault of ours. */
  const explain = (run: Run, step: Step, error: unknown): Outcome => {
    try {
      return run.adapter.classify(error, { delivery: run.delivery, now: new Date() });
    } catch {
      internal(run, error);
      return step.isIrreversible
        ? {
            kind: 'uncertain',
            code: 'internal',
            message: '系统内部错误，是否已发出不明，正在核对。',
          }
        : { kind: 'retry', code: 'internal', message: '系统内部错误，稍后自动重试。', isTry: true };
    }
  };

  /** The platform may have told of the end before its answer to the submission was kept here. */
  const withCallback = async (
    run: Run,
    { change, reference }: Ended,
    trx: Knex.Transaction,
  ): Promise<Change> => {
    if (reference === undefined) return change;
    const { documentId } = run.channel;
    await callbacks.lockReference(documentId, reference, trx);
    await callbacks.markApplied(run.usedCallbacks, trx);
    return (await callbacks.isWaiting(documentId, reference, trx))
      ? { ...change, nextAttemptAt: new Date().toISOString() }
      : change;
  };

  /** Writes the result; with the next job where the delivery is given back. */
  const save = (run: Run, attemptId: string | null, ended: Ended, exchanges: readonly Exchange[]) =>
    inTransaction({ strapi }, async (trx): Promise<boolean> => {
      const change = await withCallback(run, ended, trx);
      const waitMs = change.nextAttemptAt ? Date.parse(change.nextAttemptAt) - Date.now() : null;
      const isKept = waitMs !== null && waitMs <= SHORT_WAIT_MS && !run.signal.aborted;
      const isSaved = await deliveries.save(
        run.delivery.documentId,
        run.leaseToken,
        change,
        !isKept,
        trx,
      );
      if (attemptId) {
        await attempts.finish(
          attemptId,
          {
            outcome: isSaved ? ended.outcome : 'overtaken',
            errorCode: ended.errorCode,
            request: exchanges.map(({ method, path, request, status }) => ({
              method,
              path,
              status,
              request,
            })),
            response: exchanges.at(-1)?.response ?? null,
          },
          trx,
        );
      }
      if (!isSaved) return false;
      await callbacks.markApplied(run.usedCallbacks, trx);
      if (ended.pauseChannel)
        await channels.pause(
          run.channel.documentId,
          { by: 'system', reason: ended.pauseChannel },
          trx,
        );
      if (!isKept && change.nextAttemptAt) {
        await queue().enqueue(run.delivery.documentId, trx, new Date(change.nextAttemptAt));
      }
      return isKept;
    });

  const report = (run: Run, { outcome, errorCode }: Ended): void => {
    const line = `cross-post: ${run.channel.kind} ${run.delivery.documentId} ${run.delivery.step} → ${outcome}${errorCode ? ` (${errorCode})` : ''}`;
    if (errorCode) strapi.log.warn(line);
    else strapi.log.debug(line);
  };

  /** Asks the platform what became of a call whose result is unknown. */
  const readPlatform = async (
    run: Run,
    step: Step,
    intentAt: Date,
  ): Promise<Ended & { exchanges: Exchange[] }> => {
    const exchanges: Exchange[] = [];
    let reading: Reading;
    try {
      reading = step.read
        ? await step.read(contextOf(run, intentAt, exchanges))
        : { kind: 'unknown', message: '该步骤无法通过接口核对，请到平台后台查看。' };
    } catch (error) {
      const outcome = explain(run, step, error);
      reading = {
        kind: 'unknown',
        message: 'message' in outcome ? outcome.message : '核对失败，稍后再试。',
      };
    }
    const change = applyReading(run.delivery, reading, {
      now: new Date(),
      settleMs: config().settleSeconds * 1000,
    });
    const outcome = reading.kind === 'found' ? `found: ${reading.outcome.kind}` : reading.kind;
    const reference = reading.kind === 'found' ? referenceOf(reading.outcome) : {};
    return { change, outcome, errorCode: codeOf(reading), exchanges, ...reference };
  };

  /** Whether the document may be posted now, by its current public text. */
  const isPublic = async ({ sourceUid, sourceDocumentId }: Delivery): Promise<boolean> => {
    const posts = strapi.plugin(PLUGIN_ID).service<PostsService>('posts');
    return (await posts.currentSource(sourceUid, sourceDocumentId)) !== null;
  };

  /** One step, or one reading. @returns true where the delivery is kept for the next one. */
  const advance = async (run: Run): Promise<boolean> => {
    const { delivery, channel, adapter } = run;
    const step = adapter.steps[delivery.step];
    if (!step) throw new Error(`cross-post: ${channel.kind} has no step ${delivery.step}`);

    if (delivery.intentAt !== null) {
      const attemptId = await attempts.start(delivery.documentId, `${delivery.step}.read`);
      const { exchanges, ...ended } = await readPlatform(run, step, new Date(delivery.intentAt));
      report(run, ended);
      return save(run, attemptId, ended, exchanges);
    }

    // A withdrawal after this look takes the lease away, so that the step can't begin.
    if (step.isIrreversible && !(await isPublic(delivery))) {
      const change = applyWithdrawal(delivery);
      const ended: Ended = { change, outcome: 'withdrawn', errorCode: WITHDRAWN.code };
      report(run, ended);
      return save(run, null, ended, []);
    }

    const intentAt = new Date();
    const attemptId = await inTransaction({ strapi }, async (trx) => {
      const hasBegun = await deliveries.begin(
        delivery.documentId,
        run.leaseToken,
        {
          state: delivery.state === 'submitted' ? 'submitted' : 'sending',
          intentAt: step.isIrreversible ? intentAt.toISOString() : null,
        },
        trx,
      );
      return hasBegun ? attempts.start(delivery.documentId, delivery.step, trx) : null;
    });
    if (!attemptId) return false;

    const exchanges: Exchange[] = [];
    const outcome = await step
      .run(contextOf(run, intentAt, exchanges))
      .catch((error: unknown) => explain(run, step, error));
    const begun: Delivery = {
      ...delivery,
      intentAt: step.isIrreversible ? intentAt.toISOString() : null,
    };
    const ended: Ended = {
      change: applyOutcome(begun, outcome, new Date()),
      outcome: outcome.kind,
      errorCode: codeOf(outcome),
      ...referenceOf(outcome),
      ...(outcome.kind === 'channel-blocked' ? { pauseChannel: outcome.message } : {}),
    };
    report(run, ended);
    return save(run, attemptId, ended, exchanges);
  };

  /** A paused account: the delivery waits, and says why. */
  const wait = async (run: Run): Promise<void> => {
    const { delivery, channel } = run;
    const change = applyPause(delivery, channel, new Date());
    await save(run, null, { change, outcome: 'paused', errorCode: 'channel-paused' }, []);
  };

  /** A worker that came while another one has the delivery looks again when that one's time is up. */
  const comeBack = async (documentId: string): Promise<void> => {
    const until = await deliveries.leasedUntil(documentId);
    if (!until) return;
    await inTransaction({ strapi }, (trx) =>
      queue().enqueue(documentId, trx, new Date(until.getTime() + 1000)),
    );
  };

  return {
    /** Job handler: takes one delivery as far as it goes now. Safe to call at any time, any number of times. */
    async deliver(documentId: string, signal: AbortSignal): Promise<void> {
      const { leaseSeconds } = config();
      const leaseToken = randomUUID();
      let delivery = await deliveries.claim(documentId, leaseToken, leaseSeconds);
      if (!delivery) return comeBack(documentId);

      const renewal = setInterval(
        () => {
          deliveries.renewLease(documentId, leaseToken, leaseSeconds).catch((error: unknown) => {
            strapi.log.warn(`cross-post: lease of ${documentId}: ${(error as Error).message}`);
          });
        },
        (leaseSeconds * 1000) / 3,
      );
      try {
        for (;;) {
          const channel = await channels.find(delivery.channelDocumentId);
          if (!channel)
            throw new Error(`cross-post: channel ${delivery.channelDocumentId} is gone`);
          const adapter = strapi
            .plugin(PLUGIN_ID)
            .service<AdaptersService>('adapters')
            .of(channel.kind);
          const run: Run = { delivery, channel, adapter, leaseToken, signal, usedCallbacks: [] };
          if (channel.isPaused) return await wait(run);
          if (isTokenExpired(channel, new Date())) {
            await channels.pause(channel.documentId, { by: 'system', reason: TOKEN_EXPIRED });
            return await wait({ ...run, channel: { ...channel, pausedReason: TOKEN_EXPIRED } });
          }
          if (!(await advance(run))) return;
          const current = await deliveries.find(documentId);
          if (!current?.nextAttemptAt) return;
          await sleep(Math.max(0, Date.parse(current.nextAttemptAt) - Date.now()));
          delivery = current;
        }
      } finally {
        clearInterval(renewal);
      }
    },
  };
};

export type RunnerService = ReturnType<typeof createRunnerService>;
