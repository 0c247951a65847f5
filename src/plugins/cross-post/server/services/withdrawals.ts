import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Knex } from 'knex';

import type { JobQueueService } from '../../../../shared/contracts/job-queue';
import type { LedgerEntry } from '../../../../shared/contracts/publication-ledger';
import { CHANNEL_KINDS, type WithdrawalSummary } from '../../shared/contracts/deliveries';
import type { Exchange } from '../channels/http';
import type { ChannelAdapter, WithdrawalContext, WithdrawalOutcome } from '../channels/types';
import { readConfig } from '../config';
import { PLUGIN_ID, WITHDRAW_JOB } from '../constants';
import { hasDraft, type Channel, type Delivery } from '../domain/delivery';
import { DRAFT_DELETED, DRAFT_LEFT, DRAFT_TO_DELETE } from '../domain/draft';
import type { Outcome } from '../domain/outcome';
import { createAttemptsRepository } from '../repositories/attempts';
import { createChannelsRepository } from '../repositories/channels';
import { createDeliveriesRepository } from '../repositories/deliveries';
import { createReceiptsRepository } from '../repositories/receipts';
import { inTransaction } from '../repositories/rows';
import {
  createWithdrawalsRepository,
  type Task,
  type Withdrawal,
} from '../repositories/withdrawals';
import type { AdaptersService } from './adapters';
import type { PostsService } from './posts';

const MINUTE_MS = 60_000;
/** Waits after tries that failed; the last one repeats. */
const WAITS_MS = [5_000, 30_000, 5 * MINUTE_MS, 30 * MINUTE_MS, 120 * MINUTE_MS] as const;
const MAX_TRIES = 20;
/** A worker that dies leaves the rest to another one after this. */
const CLAIM_SECONDS = 60;
const SWEEP_LIMIT = 100;
const LIST_LIMIT = 200;

const REASONS: Readonly<Partial<Record<LedgerEntry['action'], string>>> = {
  unpublish: '原文已撤回',
  delete: '原文已删除',
  publish: '原文已不属于对外发布范围',
  republish: '原文已不属于对外发布范围',
};
/** Why nobody is to publish a draft any more. */
const DRAFT_REASONS = {
  cancelled: '已取消发送，草稿待删除',
  failed: '发送未成功，草稿待删除',
  changed: '已重新发送或修改，原草稿待删除',
} as const;
/** Code of a call that may have worked. */
const UNANSWERED = 'unanswered';
/** States in which nobody is to publish a delivery's draft. */
const GIVEN_UP = new Set<string>(['failed', 'cancelled']);
const IN_FLIGHT = new Set<string | undefined>(['queued', 'sending', 'submitted']);
const PUBLIC_AGAIN = '原文已重新公开，无需撤回。';

type Verdict =
  | { readonly kind: 'done'; readonly message: string; readonly isOut: boolean }
  | { readonly kind: 'by-hand'; readonly code: string; readonly message: string }
  | { readonly kind: 'wait'; readonly code: string; readonly message: string; readonly at: Date };

const NOTHING_OUT: Verdict = {
  kind: 'done',
  message: '平台上没有内容，无需撤回。',
  isOut: false,
};

/** The last try ended without a result that is known: its call, or its process, was cut off. */
const isRepeated = ({ attempts, errorCode }: Withdrawal): boolean =>
  attempts > 1 && (errorCode === null || errorCode === UNANSWERED);

/**
 * Takes back what is out of documents that are not public any more: through the platform where it
 * lets us, else as a task for a person, shown at the document until it is settled.
 */
export const createWithdrawalsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const withdrawals = createWithdrawalsRepository({ strapi });
  const deliveries = createDeliveriesRepository({ strapi });
  const channels = createChannelsRepository({ strapi });
  const receipts = createReceiptsRepository({ strapi });
  const attempts = createAttemptsRepository({ strapi });
  const service = <T extends object>(name: string): T => strapi.plugin(PLUGIN_ID).service<T>(name);

  const enqueue = async (
    documentId: string,
    trx: Knex.Transaction,
    startAfter?: Date,
  ): Promise<void> => {
    await strapi
      .plugin('job-queue')
      .service<JobQueueService>('jobs')
      .enqueue(
        WITHDRAW_JOB,
        { withdrawal: documentId },
        { trx, ...(startAfter ? { startAfter } : {}) },
      );
  };

  const after = (attemptCount: number): Date =>
    new Date(
      Date.now() + (WAITS_MS[Math.min(attemptCount - 1, WAITS_MS.length - 1)] ?? WAITS_MS[0]),
    );

  /** What an error of the call means for the withdrawal. */
  const afterError = (outcome: Outcome, { attempts: tries }: Withdrawal): Verdict => {
    const known = 'code' in outcome ? outcome.code : 'internal';
    const code = outcome.kind === 'uncertain' ? UNANSWERED : known;
    const message = 'message' in outcome ? outcome.message : '撤回失败。';
    if (outcome.kind === 'failed' || outcome.kind === 'unresolved' || tries >= MAX_TRIES) {
      return {
        kind: 'by-hand',
        code,
        message: `通过接口撤回未成功，请到平台上手工删除，然后点“已撤回”。${message}`,
      };
    }
    const at = outcome.kind === 'retry' && outcome.at ? outcome.at : after(tries);
    return { kind: 'wait', code, message, at };
  };

  const call = async (
    withdrawal: Withdrawal,
    channel: Channel,
    delivery: Delivery,
  ): Promise<Verdict> => {
    const adapter = service<AdaptersService>('adapters').of(channel.kind);
    const exchanges: Exchange[] = [];
    const context: WithdrawalContext = {
      channel,
      delivery,
      draftId: withdrawal.draftId,
      isRepeated: isRepeated(withdrawal),
      now: new Date(),
      record: (exchange) => void exchanges.push(exchange),
    };
    const attemptId = await attempts.start(delivery.documentId, 'withdraw');
    let verdict: Verdict;
    try {
      const outcome: WithdrawalOutcome = await adapter.withdraw(context);
      verdict =
        outcome.kind === 'done'
          ? { kind: 'done', message: '已通过接口撤回。', isOut: withdrawal.draftId === null }
          : outcome;
    } catch (error) {
      verdict = afterError(explain(adapter, error, context), withdrawal);
    }
    await attempts.finish(attemptId, {
      outcome: `withdraw: ${verdict.kind}`,
      errorCode: 'code' in verdict ? verdict.code : null,
      request: exchanges.map(({ method, path, request, status }) => ({
        method,
        path,
        status,
        request,
      })),
      response: exchanges.at(-1)?.response ?? null,
    });
    return verdict;
  };

  const explain = (
    adapter: ChannelAdapter,
    error: unknown,
    context: WithdrawalContext,
  ): Outcome => {
    try {
      return adapter.classify(error, { ...context, now: new Date() });
    } catch {
      strapi.log.error(`cross-post: withdrawal: ${(error as Error).message}`);
      return { kind: 'retry', code: 'internal', message: '系统内部错误，稍后重试。', isTry: true };
    }
  };

  const callUnlessPaused = async (
    withdrawal: Withdrawal,
    channel: Channel,
    delivery: Delivery,
  ): Promise<Verdict> => {
    if (!channel.isPaused) return call(withdrawal, channel, delivery);
    const message = `账号“${channel.name}”已暂停，恢复后自动撤回；也可到平台上手工删除。`;
    return { kind: 'wait', code: 'channel-paused', message, at: after(WAITS_MS.length) };
  };

  const decide = async (withdrawal: Withdrawal): Promise<Verdict> => {
    const delivery = await deliveries.find(withdrawal.deliveryDocumentId);
    const channel = delivery && (await channels.find(delivery.channelDocumentId));
    if (!delivery || !channel) return NOTHING_OUT;
    if (withdrawal.draftId !== null) {
      // A person has said since that they published it.
      const isInUse = delivery.remote['mediaId'] === withdrawal.draftId;
      if (isInUse && !GIVEN_UP.has(delivery.state)) return NOTHING_OUT;
      return callUnlessPaused(withdrawal, channel, delivery);
    }
    switch (delivery.state) {
      case 'published':
      case 'staged': {
        if (delivery.remoteId === null) {
          const message = '这篇内容由人工发布，接口无法撤回，请到平台上删除，然后点“已撤回”。';
          return { kind: 'by-hand', code: 'by-hand', message };
        }
        return callUnlessPaused(withdrawal, channel, delivery);
      }
      case 'cancelled': {
        if (!hasDraft(delivery)) return NOTHING_OUT;
        return callUnlessPaused(withdrawal, channel, delivery);
      }
      case 'uncertain': {
        if (delivery.nextAttemptAt !== null) break;
        const message = '无法确认是否已发出，请到平台上核对，如有请删除，然后点“已撤回”。';
        return { kind: 'by-hand', code: 'uncertain', message };
      }
      case 'queued':
      case 'sending':
      case 'submitted':
        break;
      default:
        return NOTHING_OUT;
    }
    const message = '发送结果尚未确定，确定后自动撤回。';
    return { kind: 'wait', code: 'in-flight', message, at: after(1) };
  };

  /** The source may have become public again while its post was being taken back. */
  const noteRepublished = async (deliveryDocumentId: string): Promise<void> => {
    const delivery = await deliveries.find(deliveryDocumentId);
    if (delivery?.state !== 'withdrawn') return;
    const { sourceUid, sourceDocumentId } = delivery;
    const posts = service<PostsService>('posts');
    if (!(await posts.currentSource(sourceUid, sourceDocumentId))) return;
    const message = '撤回时原文又重新公开，平台上的内容已删除。如需再次发布，请点“重试”。';
    await receipts.end(deliveryDocumentId, { state: 'failed', code: 'withdrawn', message });
  };

  const settle = (
    documentId: string,
    change: { readonly message: string; settledBy: string | null; link: string | null },
    isOut: boolean,
  ): Promise<boolean> =>
    inTransaction({ strapi }, async (trx) => {
      const task = await withdrawals.settle(documentId, change, trx);
      if (!task) return false;
      const { deliveryDocumentId, draftId } = task;
      if (draftId !== null) {
        const before = change.settledBy === null ? DRAFT_TO_DELETE : DRAFT_LEFT;
        const now = change.settledBy === null ? DRAFT_DELETED : '';
        await withdrawals.tellOfDraft(task, { before, now }, trx);
        return true;
      }
      const ended = { state: 'withdrawn', code: 'withdrawn', message: change.message } as const;
      if (!isOut || (await receipts.end(deliveryDocumentId, ended, trx))) return true;
      // What is still on its way may be out in a moment, and would then stay.
      if (IN_FLIGHT.has((await deliveries.find(deliveryDocumentId))?.state)) {
        throw new errors.ApplicationError('发送结果尚未确定，请等结果确定后再登记。');
      }
      return true;
    });

  const raise = async (
    tasks: readonly Task[],
    reason: string,
    trx: Knex.Transaction,
  ): Promise<void> => {
    const { withdrawDelaySeconds } = readConfig(strapi.config.get(`plugin::${PLUGIN_ID}`));
    const startAt = new Date(Date.now() + withdrawDelaySeconds * 1000);
    for (const raised of await withdrawals.raise(tasks, reason, startAt.toISOString(), trx)) {
      await enqueue(raised, trx, startAt);
    }
  };

  return {
    /**
     * Ledger listener: lives and dies with the entry.
     *
     * @param isPosted the document is public after the entry, and is one of those that are posted.
     */
    async onPublication(
      entry: LedgerEntry,
      isPosted: boolean,
      trx: Knex.Transaction,
    ): Promise<void> {
      if (!service<PostsService>('posts').postables().includes(entry.subjectType)) return;
      const source = {
        sourceUid: entry.subjectType,
        sourceDocumentId: entry.subjectDocumentId,
      };
      if (isPosted) return withdrawals.dismiss(source, PUBLIC_AGAIN, trx);
      const reason = REASONS[entry.action];
      if (!reason) return;
      await raise(await withdrawals.maybeOut(source, trx), reason, trx);
    },

    /** Has the draft deleted, if there is one, of a delivery that goes on without it after `trx`. */
    async dropDraft(
      delivery: Pick<Delivery, 'documentId' | 'remote' | 'deliveredAt'>,
      why: 'cancelled' | 'changed',
      trx: Knex.Transaction,
    ): Promise<void> {
      // What was out once has taken its draft along.
      if (!hasDraft(delivery) || delivery.deliveredAt !== null) return;
      const draftId = String(delivery.remote['mediaId']);
      const task = { deliveryDocumentId: delivery.documentId, draftId };
      await raise([task], DRAFT_REASONS[why], trx);
    },

    /** Has the drafts deleted that failed deliveries have left. @returns how many. */
    deleteLeftDrafts: (): Promise<number> =>
      inTransaction({ strapi }, async (trx) => {
        const adapters = service<AdaptersService>('adapters');
        const kept = CHANNEL_KINDS.flatMap((kind) => adapters.of(kind).draftsForPeople ?? []);
        const left = await withdrawals.leftDrafts(kept, SWEEP_LIMIT, trx);
        await raise(left, DRAFT_REASONS.failed, trx);
        const words = { before: DRAFT_TO_DELETE, now: DRAFT_TO_DELETE };
        for (const task of left) await withdrawals.tellOfDraft(task, words, trx);
        return left.length;
      }),

    /** Job handler: one try. Safe to call at any time, any number of times. */
    async run(documentId: string): Promise<void> {
      const withdrawal = await withdrawals.claim(documentId, CLAIM_SECONDS);
      if (!withdrawal) return;
      const verdict = await decide(withdrawal);
      if (verdict.kind === 'done') {
        const change = { message: verdict.message, settledBy: null, link: null };
        await settle(documentId, change, verdict.isOut);
        if (verdict.isOut) await noteRepublished(withdrawal.deliveryDocumentId);
        return;
      }
      if (verdict.kind === 'by-hand') {
        const { message, code: errorCode } = verdict;
        await withdrawals.leaveToPerson(documentId, { message, errorCode });
        const words = { before: DRAFT_TO_DELETE, now: DRAFT_LEFT };
        return withdrawals.tellOfDraft(withdrawal, words);
      }
      await inTransaction({ strapi }, async (trx) => {
        const { message, code: errorCode, at } = verdict;
        const change = { message, errorCode, nextAttemptAt: at.toISOString() };
        await withdrawals.postpone(documentId, change, trx);
        await enqueue(documentId, trx, at);
      });
    },

    /** A person has taken the post back at the platform. */
    async settleByHand(
      documentId: string,
      change: { readonly settledBy: string; readonly link: string | null },
    ): Promise<void> {
      const message = `由${change.settledBy}在平台上撤回。`;
      if (!(await settle(documentId, { ...change, message }, true))) {
        throw new errors.ApplicationError('该事项已处理，请刷新。');
      }
    },

    /** Of one document, or all that are unsettled. */
    list: (sourceDocumentId: string | null): Promise<WithdrawalSummary[]> =>
      withdrawals.list({ sourceDocumentId }, LIST_LIMIT),

    /** Gives those that are due without a job a new one. */
    sweep: (graceSeconds: number): Promise<number> =>
      inTransaction({ strapi }, async (trx) => {
        const overdue = await withdrawals.takeOverdue(graceSeconds, SWEEP_LIMIT, trx);
        for (const documentId of overdue) await enqueue(documentId, trx);
        return overdue.length;
      }),
  };
};

export type WithdrawalsService = ReturnType<typeof createWithdrawalsService>;
