import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { Exchange } from '../channels/http';
import type { ChannelAdapter, Step, StepContext } from '../channels/types';
import { readConfig } from '../config';
import { PLUGIN_ID } from '../constants';
import type { Channel, Delivery } from '../domain/delivery';
import { hasLostPlace } from '../domain/flow';
import { isTokenExpired, TOKEN_EXPIRED } from '../domain/health';
import { withoutPicture, type Outcome, type Reading } from '../domain/outcome';
import {
  applyOutcome,
  applyPause,
  applyPostponement,
  applyReading,
  applyWithdrawal,
  WITHDRAWN,
  type Change,
} from '../domain/step-machine';
import { createAttemptsRepository } from '../repositories/attempts';
import { createCallbacksRepository, type KeptCallback } from '../repositories/callbacks';
import { createChannelsRepository } from '../repositories/channels';
import {
  createDeliveriesRepository,
  type Claim,
  type Claimed,
  type EndedAttempt,
  type Intent,
  type Result,
} from '../repositories/deliveries';
import { inTransaction, newDocumentId } from '../repositories/rows';
import type { AdaptersService } from './adapters';
import type { DeliveriesService } from './deliveries';
import { createGroups, createWrites, shareReads } from './groups';
import { PictureError } from './media';
import type { PostsService } from './posts';
import type { ScheduleService } from './schedule';

/**
 * Waits up to this are sat out in the job, mostly that for the first look at an article; longer ones
 * become a job of their own.
 */
const SHORT_WAIT_MS = 1500;
/** Steps follow each other within milliseconds: an account is read once in this time. */
const FRESH_MS = 2000;

interface Run {
  readonly delivery: Delivery;
  readonly channel: Channel;
  readonly adapter: ChannelAdapter;
  readonly leaseToken: string;
  readonly signal: AbortSignal;
  /** Callbacks that the step has looked at, and what they are about. */
  readonly usedCallbacks: string[];
  readonly usedReferences: string[];
}

/** A step that has been run, for its record. */
interface Attempt {
  readonly id: string;
  readonly step: string;
  readonly startedAt: number;
  readonly exchanges: Exchange[];
}

/** A reversible step that is kept together with the intent of the next one. */
interface Earlier {
  readonly attempt: Attempt;
  readonly ended: Ended;
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
  const toldOf = createGroups<string, KeptCallback[]>(async (channelDocumentId, references) => {
    const told = await callbacks.ofReferences(channelDocumentId, references);
    return references.map((reference) => told.filter((each) => each.reference === reference));
  });
  const findChannel = shareReads((documentId) => channels.find(documentId));
  const config = () => readConfig(strapi.config.get(`plugin::${PLUGIN_ID}`));
  /** Deliveries whose jobs come together are claimed together. */
  const claims = createGroups<Claim, Claimed | null>(async (_, wanted) => {
    const claimed = await deliveries.claim(wanted, config().leaseSeconds, false);
    return wanted.map(({ leaseToken }) => claimed.get(leaseToken) ?? null);
  });
  const claim = async (wanted: Claim): Promise<Claimed | null> => {
    const claimed = await claims('', wanted);
    if (claimed) return claimed;
    // Somebody may just be changing it: once that is over it may be claimed, or is theirs.
    const patient = await deliveries.claim([wanted], config().leaseSeconds, true);
    return patient.get(wanted.leaseToken) ?? null;
  };
  const posts = (): PostsService => strapi.plugin(PLUGIN_ID).service<PostsService>('posts');
  /** Intents on documents of a type, and results, that come together are written together. */
  const begin = createWrites<Intent & Pick<Delivery, 'sourceDocumentId'>>(
    (sourceUid, intents, isPatient) => {
      const documents = intents.map(({ sourceDocumentId }) => sourceDocumentId);
      const posted = posts().isLookedUp(sourceUid) ? posts().posted(sourceUid, documents) : null;
      return deliveries.begin(sourceUid, intents, posted, isPatient);
    },
  );
  const saveResult = createWrites<Result>((_, results, isPatient) =>
    deliveries.save(results, isPatient),
  );
  const queue = (): DeliveriesService =>
    strapi.plugin(PLUGIN_ID).service<DeliveriesService>('deliveries');

  /** Whether the document may be posted now, by its current public text. */
  const isPublic = async ({ sourceUid, sourceDocumentId }: Delivery): Promise<boolean> =>
    (await posts().currentSource(sourceUid, sourceDocumentId)) !== null;

  /**
   * Early enough that the call has its answer, or has run into its time limit, before another process
   * takes it for one that never arrived. Processes' clocks may differ by less than that.
   */
  const sendBeforeOf = (intentAt: Date): Date =>
    new Date(intentAt.getTime() + (config().settleSeconds * 1000) / 2);

  const contextOf = (
    run: Run,
    intentAt: Date,
    exchanges: Exchange[],
    sendBefore: Date | null = null,
  ): StepContext => ({
    channel: run.channel,
    delivery: run.delivery,
    intentAt,
    now: new Date(),
    sendBefore,
    async repeatBefore() {
      const { delivery, leaseToken } = run;
      const isWanted =
        (await isPublic(delivery)) && (await deliveries.isWanted(delivery.documentId, leaseToken));
      return isWanted ? sendBeforeOf(new Date()) : null;
    },
    record: (exchange) => void exchanges.push(exchange),
    async told(reference) {
      const told = await toldOf(run.channel.documentId, reference);
      if (told.length > 0) run.usedReferences.push(reference);
      run.usedCallbacks.push(...told.map(({ documentId }) => documentId));
      return told[0]?.detail ?? null;
    },
    openRivals: () => deliveries.openIntents(run.channel.documentId, run.delivery.documentId),
    baselines: (marker) => attempts.baselines({ ...run.delivery, marker }),
    isTaken: (remoteId) =>
      deliveries.isTaken(run.channel.documentId, remoteId, run.delivery.documentId),
    byHand: () => deliveries.byHand(run.delivery, intentAt),
  });

  const internal = (run: Run, error: unknown): void => {
    strapi.log.error(
      `cross-post: delivery ${run.delivery.documentId} at ${run.delivery.step}: ${(error as Error).message}`,
    );
  };

  /** The outcome of a step that threw; what no channel can explain is a fault of ours. */
  const explain = (run: Run, step: Step, error: unknown): Outcome => {
    if (error instanceof PictureError) return withoutPicture(error.pictureName, error.isGone);
    try {
      return run.adapter.classify(error, { ...run, now: new Date() });
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

  /**
   * Whether nothing more is done in this job. What is to be sent from here is taken into work anew,
   * as one that waits: by then it may be no news any more, or have lost its place.
   */
  const isReleased = (run: Run, { state, nextAttemptAt }: Change): boolean =>
    nextAttemptAt === null ||
    state === 'queued' ||
    Date.parse(nextAttemptAt) - Date.now() > SHORT_WAIT_MS ||
    run.signal.aborted;

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

  const toRow = (attempt: Attempt, ended: Ended): EndedAttempt => ({
    attemptId: attempt.id,
    attemptStep: attempt.step,
    tookSeconds: (Date.now() - attempt.startedAt) / 1000,
    outcome: ended.outcome,
    attemptErrorCode: ended.errorCode,
    request: attempt.exchanges.map(({ method, path, request, status }) => ({
      method,
      path,
      status,
      request,
    })),
    response: attempt.exchanges.at(-1)?.response ?? null,
  });

  const toResult = (
    { delivery, leaseToken }: Run,
    change: Change,
    isReleased: boolean,
    attempt: Attempt | null,
    ended: Ended,
  ): Result => ({
    ...change,
    ...(attempt && toRow(attempt, ended)),
    documentId: delivery.documentId,
    leaseToken,
    isReleased,
  });

  /** All that goes with a result, in one transaction. @returns the delivery where it is kept. */
  const saveAll = async (
    run: Run,
    attempt: Attempt | null,
    ended: Ended,
    trx: Knex.Transaction,
  ): Promise<Delivery | null> => {
    // In the order in which a callback takes hold of things, lest each wait for the other.
    for (const reference of run.usedReferences) {
      await callbacks.lockReference(run.channel.documentId, reference, trx);
    }
    const change = await withCallback(run, ended, trx);
    const { documentId } = run.delivery;
    const isGivenBack = isReleased(run, change);
    const result = toResult(run, change, isGivenBack, attempt, ended);
    if (!(await deliveries.save([result], true, trx)).has(run.leaseToken)) return null;
    await callbacks.markApplied(run.usedCallbacks, trx);
    if (ended.pauseChannel)
      await channels.pause(
        run.channel.documentId,
        { by: 'system', reason: ended.pauseChannel },
        trx,
      );
    if (!isGivenBack) return { ...run.delivery, ...change };
    if (change.nextAttemptAt) {
      await queue().enqueue(documentId, trx, new Date(change.nextAttemptAt));
    }
    return null;
  };

  /**
   * Writes the result; with the next job where the delivery is given back.
   *
   * @returns the delivery where it is kept for the next step.
   */
  const save = async (
    run: Run,
    attempt: Attempt | null,
    ended: Ended,
  ): Promise<Delivery | null> => {
    const { change, reference, pauseChannel } = ended;
    const isLast = isReleased(run, change);
    // What the platform may have told of it already is looked at in the step that comes next here.
    const isPlain =
      (reference === undefined || !isLast) &&
      pauseChannel === undefined &&
      run.usedCallbacks.length === 0;
    if (!isPlain || (isLast && change.nextAttemptAt !== null)) {
      return inTransaction({ strapi }, (trx) => saveAll(run, attempt, ended, trx));
    }
    const isSaved = await saveResult('', toResult(run, change, isLast, attempt, ended));
    return isSaved && !isLast ? { ...run.delivery, ...change } : null;
  };

  const report = (run: Run, { outcome, errorCode }: Ended): void => {
    // What goes well stands in the attempts.
    if (errorCode === null) return;
    const { channel, delivery } = run;
    strapi.log.warn(
      `cross-post: ${channel.kind} ${delivery.documentId} ${delivery.step} → ${outcome} (${errorCode})`,
    );
  };

  const account = ({ channelDocumentId }: Delivery, channel: Channel | null) => {
    if (!channel) throw new Error(`cross-post: channel ${channelDocumentId} is gone`);
    return { channel, at: Date.now() };
  };

  const attemptOf = (step: string): Attempt => ({
    id: newDocumentId(),
    step,
    startedAt: Date.now(),
    exchanges: [],
  });

  /** Asks the platform what became of a call whose result is unknown. */
  const readPlatform = async (
    run: Run,
    step: Step,
    intentAt: Date,
    exchanges: Exchange[],
  ): Promise<Ended> => {
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
    return { change, outcome, errorCode: codeOf(reading), ...reference };
  };

  /** Notes the intent if the document is public, makes the call. Null: the intent couldn't be noted. */
  const runIrreversible = async (
    run: Run,
    step: Step,
    attempt: Attempt,
    earlier: Earlier | null,
  ): Promise<{ readonly begun: Delivery; readonly outcome: Outcome } | null> => {
    const { delivery } = run;
    const intentAt = new Date();
    const begun: Delivery = { ...delivery, intentAt: intentAt.toISOString() };
    const state = delivery.state === 'submitted' ? 'submitted' : 'sending';
    if (!posts().isLookedUp(delivery.sourceUid) && !(await isPublic(delivery))) return null;
    const { documentId, sourceUid, sourceDocumentId, step: name, remote } = delivery;
    const isBegun = await begin(sourceUid, {
      ...(earlier && toRow(earlier.attempt, earlier.ended)),
      documentId,
      leaseToken: run.leaseToken,
      sourceDocumentId,
      state,
      step: name,
      remote,
      intentAt: begun.intentAt,
      nextAttemptId: attempt.id,
    });
    if (!isBegun) return null;
    const outcome = await step
      .run(contextOf(run, intentAt, attempt.exchanges, sendBeforeOf(intentAt)))
      .catch((error: unknown) => explain(run, step, error));
    return { begun, outcome };
  };

  const endOf = (begun: Delivery, outcome: Outcome): Ended => ({
    change: applyOutcome(begun, outcome, new Date()),
    outcome: outcome.kind,
    errorCode: codeOf(outcome),
    ...referenceOf(outcome),
    ...(outcome.kind === 'channel-blocked' ? { pauseChannel: outcome.message } : {}),
  });

  /** The next step's intent keeps this one's result too, unless it took so long that much may be new. */
  const isKeptLater = (run: Run, next: Delivery, { startedAt }: Attempt): boolean =>
    run.adapter.steps[next.step]?.isIrreversible === true &&
    Date.now() - startedAt < FRESH_MS &&
    !run.signal.aborted;

  /** An intent was not noted: the document isn't public any more, or the claim was lost. */
  const giveUp = async (run: Run, earlier: Earlier | null): Promise<Delivery | null> => {
    const kept = earlier ? await save(run, earlier.attempt, earlier.ended) : run.delivery;
    if (!kept) return null;
    if (await isPublic(kept)) return earlier ? kept : null;
    const ended: Ended = {
      change: applyWithdrawal(kept),
      outcome: 'withdrawn',
      errorCode: WITHDRAWN.code,
    };
    report(run, ended);
    return save(run, null, ended);
  };

  /**
   * One step, or one reading. A step that has called nobody is not written down: run again, it does
   * the same.
   *
   * @returns the delivery where it is kept for the next step.
   */
  const advance = async (run: Run, earlier: Earlier | null = null): Promise<Delivery | null> => {
    const { delivery, channel, adapter } = run;
    const step = adapter.steps[delivery.step];
    if (!step) throw new Error(`cross-post: ${channel.kind} has no step ${delivery.step}`);

    if (delivery.intentAt !== null) {
      const attempt = attemptOf(`${delivery.step}.read`);
      const ended = await readPlatform(run, step, new Date(delivery.intentAt), attempt.exchanges);
      report(run, ended);
      return save(run, attempt, ended);
    }

    const attempt = attemptOf(delivery.step);
    if (!step.isIrreversible) {
      const outcome = await step
        .run(contextOf(run, new Date(), attempt.exchanges))
        .catch((error: unknown) => explain(run, step, error));
      const ended = endOf(delivery, outcome);
      report(run, ended);
      const next = { ...delivery, ...ended.change };
      if (outcome.kind !== 'advance') return save(run, attempt, ended);
      if (attempt.exchanges.length === 0) return next;
      return isKeptLater(run, next, attempt)
        ? advance({ ...run, delivery: next }, { attempt, ended })
        : save(run, attempt, ended);
    }

    const result = await runIrreversible(run, step, attempt, earlier);
    if (!result) return giveUp(run, earlier);
    const ended = endOf(result.begun, result.outcome);
    report(run, ended);
    return save({ ...run, delivery: result.begun }, attempt, ended);
  };

  /**
   * A paused account: the delivery waits, and says why. Whoever ends the pause in this moment comes
   * after it, and sets the delivery going again, or before it, and it needn't wait.
   *
   * @returns the delivery where the account is paused no more.
   */
  const wait = (run: Run): Promise<Delivery | null> =>
    inTransaction({ strapi }, async (trx) => {
      const { delivery, channel } = run;
      if (!(await channels.holdPaused(channel.documentId, trx))) return delivery;
      const change = applyPause(delivery, channel, new Date());
      return saveAll(run, null, { change, outcome: 'paused', errorCode: 'channel-paused' }, trx);
    });

  /** @returns false where the delivery's new place is now. */
  const postpone = (run: Run): Promise<boolean> =>
    inTransaction({ strapi }, async (trx) => {
      const schedule = strapi.plugin(PLUGIN_ID).service<ScheduleService>('schedule');
      const until = await schedule.renewPlace(run.delivery, trx);
      if (!until) return false;
      const change = applyPostponement(run.delivery, until);
      await saveAll(run, null, { change, outcome: 'postponed', errorCode: 'postponed' }, trx);
      return true;
    });

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
      const claimed = await claim({ documentId, leaseToken });
      if (!claimed) return comeBack(documentId);
      let delivery: Delivery | null = claimed.delivery;
      let hasPlace = false;

      const renewal = setInterval(
        () => {
          deliveries.renewLease(documentId, leaseToken, leaseSeconds).catch((error: unknown) => {
            strapi.log.warn(`cross-post: lease of ${documentId}: ${(error as Error).message}`);
          });
        },
        (leaseSeconds * 1000) / 3,
      );
      try {
        let known: { readonly channel: Channel; readonly at: number } | null = account(
          delivery,
          claimed.channel,
        );
        while (delivery) {
          if (!known || Date.now() - known.at > FRESH_MS) {
            known = account(delivery, await findChannel(delivery.channelDocumentId));
          }
          const { channel } = known;
          const adapter = strapi
            .plugin(PLUGIN_ID)
            .service<AdaptersService>('adapters')
            .of(channel.kind);
          const run: Run = {
            delivery,
            channel,
            adapter,
            leaseToken,
            signal,
            usedCallbacks: [],
            usedReferences: [],
          };
          if (channel.isPaused) {
            delivery = await wait(run);
            known = null;
            continue;
          }
          if (isTokenExpired(channel, new Date())) {
            await channels.pause(channel.documentId, { by: 'system', reason: TOKEN_EXPIRED });
            delivery = await wait({ ...run, channel: { ...channel, pausedReason: TOKEN_EXPIRED } });
            known = null;
            continue;
          }
          if (!hasPlace && hasLostPlace(claimed.delivery, channel.schedule, new Date())) {
            if (await postpone(run)) return;
          }
          hasPlace = true;
          delivery = await advance(run);
          if (!delivery?.nextAttemptAt) return;
          await sleep(Math.max(0, Date.parse(delivery.nextAttemptAt) - Date.now()));
        }
      } finally {
        clearInterval(renewal);
      }
    },
  };
};

export type RunnerService = ReturnType<typeof createRunnerService>;
