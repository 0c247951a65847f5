import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Knex } from 'knex';

import type { JobQueueService } from '../../../../shared/contracts/job-queue';
import type { DeliveryDetail, DeliverySummary, Page } from '../../shared/contracts/deliveries';
import { DELIVER_JOB, PLUGIN_ID } from '../constants';
import { canRetry } from '../domain/delivery';
import { isCancellable, isChangeable, laneOf } from '../domain/flow';
import { createAttemptsRepository } from '../repositories/attempts';
import {
  createDeliveriesRepository,
  type ListedDelivery,
  type ListItem,
  type ListFilter,
} from '../repositories/deliveries';
import { createPostsRepository } from '../repositories/posts';
import { inTransaction } from '../repositories/rows';
import type { ApprovalService } from './approval';
import type { PostsService } from './posts';
import type { ScheduleService } from './schedule';
import type { WithdrawalsService } from './withdrawals';

/** Deliveries that one sweep compares with the queue. */
const SWEEP_LIMIT = 1000;

/** What lists and panels show of a delivery. */
export const toSummary = (delivery: ListItem): DeliverySummary => ({
  documentId: delivery.documentId,
  channelDocumentId: delivery.channelDocumentId,
  channelKind: delivery.channelKind,
  channelName: delivery.channelName,
  sourceUid: delivery.sourceUid,
  sourceDocumentId: delivery.sourceDocumentId,
  title: delivery.title,
  state: delivery.state,
  step: delivery.step,
  remoteId: delivery.remoteId,
  url: delivery.url,
  contentHash: delivery.contentHash,
  attempts: delivery.attempts,
  createdAt: delivery.createdAt,
  deliveredAt: delivery.deliveredAt,
  nextAttemptAt: delivery.nextAttemptAt,
  errorCode: delivery.errorCode,
  errorMessage: delivery.errorMessage,
  canRetry: canRetry(delivery),
  lane: laneOf(delivery.state),
  scheduleKind: delivery.scheduleKind,
  scheduledAt: delivery.scheduledAt,
  notAfter: delivery.notAfter,
  hasOwnDeadline: delivery.hasOwnDeadline,
  isEdited: delivery.isEdited,
  authorName: delivery.authorName,
  variantEditorName: delivery.variantEditorName,
  approvedByName: delivery.approvedByName,
  approvedAt: delivery.approvedAt,
  correctionAt: delivery.correctionAt,
  correctionNote: delivery.correctionNote,
  isChangeable: isChangeable(delivery),
  isCancellable: isCancellable(delivery),
});

/** The queue as people see it, and the ways in which they and the sweep set it going. */
export const createDeliveriesService = ({ strapi }: { strapi: Core.Strapi }) => {
  const deliveries = createDeliveriesRepository({ strapi });
  const attempts = createAttemptsRepository({ strapi });
  const posts = createPostsRepository({ strapi });
  const jobs = (): JobQueueService => strapi.plugin('job-queue').service<JobQueueService>('jobs');

  const enqueue = async (
    documentId: string,
    trx: Knex.Transaction,
    startAfter?: Date,
  ): Promise<void> => {
    await jobs().enqueue(
      DELIVER_JOB,
      { delivery: documentId },
      { trx, ...(startAfter ? { startAfter } : {}) },
    );
  };

  const require = async (documentId: string): Promise<ListedDelivery> => {
    const delivery = await deliveries.find(documentId);
    if (!delivery) throw new errors.NotFoundError('没有这条投递记录，请刷新列表。');
    return delivery;
  };

  /** A failed post starts anew with the document as it is public now: the text may have been mended. */
  const restart = async (delivery: ListedDelivery): Promise<void> => {
    const owner = strapi.plugin(PLUGIN_ID).service<PostsService>('posts');
    const source = await owner.currentSource(delivery.sourceUid, delivery.sourceDocumentId);
    if (!source) {
      throw new errors.ApplicationError('该信息当前未公开或不属于对外发布范围，请先公开后再重试。');
    }
    const approval = strapi.plugin(PLUGIN_ID).service<ApprovalService>('approval');
    const change = await approval.forRestart(delivery, source);
    const isRestarted = await inTransaction({ strapi }, async (trx) => {
      await approval.revive(delivery, trx);
      if (!(await deliveries.restart(delivery.documentId, change, trx))) return false;
      await strapi
        .plugin(PLUGIN_ID)
        .service<WithdrawalsService>('withdrawals')
        .dropDraft(delivery, 'changed', trx);
      if (change.state !== 'queued') return true;
      const schedule = strapi.plugin(PLUGIN_ID).service<ScheduleService>('schedule');
      // Many are retried at once: the account's spacing and budget hold for them as for others.
      const due = await schedule.release({ ...delivery, hasOwnDeadline: false }, trx);
      await enqueue(delivery.documentId, trx, due);
      return true;
    });
    if (!isRestarted) throw new errors.ApplicationError('状态已变化，请刷新后再试。');
  };

  const readAgain = async (delivery: ListedDelivery): Promise<void> => {
    const isReading = await inTransaction({ strapi }, async (trx) => {
      if (!(await deliveries.readAgain(delivery.documentId, trx))) return false;
      await enqueue(delivery.documentId, trx);
      return true;
    });
    if (!isReading) throw new errors.ApplicationError('状态已变化，请刷新后再试。');
  };

  const enqueueAll = (documentIds: readonly string[], trx: Knex.Transaction): Promise<void> =>
    jobs().enqueueAll(
      DELIVER_JOB,
      documentIds.map((delivery) => ({ delivery })),
      { trx },
    );

  return {
    /** Writes the job of a delivery in the caller's transaction. */
    enqueue,
    /** The same for several that are due now. */
    enqueueAll,

    async list(filter: ListFilter): Promise<Page<DeliverySummary>> {
      const [results, total] = await Promise.all([
        deliveries.list(filter),
        deliveries.count(filter),
      ]);
      return {
        results: results.map(toSummary),
        pagination: {
          page: filter.page,
          pageSize: filter.pageSize,
          pageCount: Math.ceil(total / filter.pageSize),
          total,
        },
      };
    },

    async detail(documentId: string): Promise<DeliveryDetail> {
      const delivery = await require(documentId);
      return {
        ...toSummary(delivery),
        content: delivery.content ?? (await posts.sourceOf(delivery.postDocumentId)),
        remote: delivery.remote,
        attemptLog: await attempts.ofDelivery(documentId),
      };
    },

    async ofDocument(sourceDocumentId: string): Promise<DeliverySummary[]> {
      return (await deliveries.ofDocument(sourceDocumentId)).map(toSummary);
    },

    /**
     * A person's wish to go on: a failed delivery is sent anew, one that could not be settled is
     * looked up again (and never sent blindly).
     */
    async retry(documentId: string): Promise<void> {
      const delivery = await require(documentId);
      if (!canRetry(delivery)) {
        throw new errors.ApplicationError('只有“失败”或“待人工核对”的投递可以重试。');
      }
      await (delivery.state === 'failed' ? restart(delivery) : readAgain(delivery));
    },

    /** Gives deliveries that are due without a job a new one: nothing gets stuck in the queue. */
    async sweep(graceSeconds: number): Promise<number> {
      return inTransaction({ strapi }, async (trx) => {
        const overdue = await deliveries.lockOverdue(graceSeconds, SWEEP_LIMIT, trx);
        const queued = await jobs().pending(DELIVER_JOB, 'delivery', overdue);
        const lost = overdue.filter((documentId) => !queued.has(documentId));
        if (lost.length > 0) await deliveries.giveTime(lost, trx);
        await enqueueAll(lost, trx);
        return lost.length;
      });
    },
  };
};

export type DeliveriesService = ReturnType<typeof createDeliveriesService>;
