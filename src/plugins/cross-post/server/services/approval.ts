import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Knex } from 'knex';

import type { PostSource } from '../../../../shared/contracts/cross-post';
import type { CorrectionAnswer, ScheduleWish } from '../../shared/contracts/flow';
import { readConfig } from '../config';
import { PLUGIN_ID } from '../constants';
import {
  approvalByPublication,
  authorsOf,
  editorsAfter,
  PICTURE_REPLACED,
  refusalOfApprover,
  UNAPPROVED,
  type Person,
  type PublicationApproval,
} from '../domain/approval';
import { contentHash } from '../domain/content-hash';
import { corrected, CORRECTION_UNDER_WAY } from '../domain/correction';
import { hasDraft } from '../domain/delivery';
import { DRAFT_DELETED, DRAFT_LEFT, DRAFT_TO_DELETE } from '../domain/draft';
import { isCancellable, isChangeable, type FlowDelivery } from '../domain/flow';
import { createDeliveriesRepository, type Recomposition } from '../repositories/deliveries';
import { createFlowRepository } from '../repositories/flow';
import { createPostsRepository } from '../repositories/posts';
import { inTransaction } from '../repositories/rows';
import { createSourcesRepository } from '../repositories/sources';
import { currentActor, personOf } from './actor';
import type { AdaptersService } from './adapters';
import type { DeliveriesService } from './deliveries';
import type { PostsService } from './posts';
import type { ScheduleService } from './schedule';
import { MAX_TITLE, type VariantsService } from './variants';
import type { WithdrawalsService } from './withdrawals';

interface SourceKey {
  readonly sourceUid: string;
  readonly sourceDocumentId: string;
}

/** What is said of the draft of a post that is given up; one that failed may have none any more. */
const draftAdvice = (delivery: FlowDelivery): string => {
  if (!hasDraft(delivery) || delivery.deliveredAt !== null) return '';
  const told = [DRAFT_DELETED, DRAFT_LEFT].find((words) => delivery.errorMessage?.includes(words));
  return told ?? DRAFT_TO_DELETE;
};

const textOf = ({ title, content, contentHash: hash, sourceHash, step }: Recomposition) => ({
  title,
  content,
  contentHash: hash,
  sourceHash,
  step,
});

/** Who may let what out: the four-eyes rule. */
export const createApprovalService = ({ strapi }: { strapi: Core.Strapi }) => {
  const flow = createFlowRepository({ strapi });
  const sources = createSourcesRepository({ strapi });
  const deliveries = createDeliveriesRepository({ strapi });
  const posts = createPostsRepository({ strapi });
  const service = <T extends object>(name: string): T => strapi.plugin(PLUGIN_ID).service<T>(name);
  const enqueue: DeliveriesService['enqueue'] = (...call) =>
    service<DeliveriesService>('deliveries').enqueue(...call);

  /** Who created a document that nobody has changed since editors are noted. */
  const creatorOf = async ({ sourceUid, sourceDocumentId }: SourceKey): Promise<Person[]> => {
    const row = (await strapi.db.query(sourceUid).findOne({
      where: { documentId: sourceDocumentId, publishedAt: null },
      populate: { createdBy: true },
    })) as { createdBy?: Parameters<typeof personOf>[0] | null } | null;
    return row?.createdBy ? [personOf(row.createdBy)] : [];
  };

  const requireChangeable = (delivery: FlowDelivery | null): FlowDelivery => {
    if (!delivery) throw new errors.NotFoundError('没有这条投递记录，请刷新列表。');
    if (!isChangeable(delivery)) {
      throw new errors.ApplicationError('该投递已发出、正在发送或已结束，不能再更改。');
    }
    return delivery;
  };

  const requireSource = async (documentId: string): Promise<PostSource> => {
    const delivery = await deliveries.find(documentId);
    if (!delivery) throw new errors.NotFoundError('没有这条投递记录，请刷新列表。');
    const source = await service<PostsService>('posts').currentSource(
      delivery.sourceUid,
      delivery.sourceDocumentId,
    );
    if (!source) throw new errors.ApplicationError('该信息当前未公开，不能发布更正。');
    return source;
  };

  const addCorrection = async (
    delivery: FlowDelivery,
    current: PostSource,
    asker: Person,
    trx: Knex.Transaction,
  ): Promise<void> => {
    const { documentId, sourceUid, sourceDocumentId, channelKind } = delivery;
    const source = corrected(current);
    const authors = (await sources.publication(delivery, trx))?.authors ?? [];
    const publication: PublicationApproval = { by: 'none', person: null, authors };
    const made = service<VariantsService>('variants').remake(
      { channelKind, correctionOf: documentId },
      current,
      publication,
    );
    if (made.content === null) throw new errors.ApplicationError(made.errorMessage ?? '');
    const postDocumentId = await posts.insert(
      {
        sourceUid,
        sourceDocumentId,
        title: source.title.slice(0, MAX_TITLE),
        ledgerPosition: null,
        contentHash: contentHash(source),
        source,
      },
      trx,
    );
    await deliveries.insert(
      {
        ...made,
        // Who asks for the correction can't approve it.
        correction: { of: documentId, asker },
        postDocumentId,
        channelDocumentId: delivery.channelDocumentId,
        channelKind,
        sourceUid,
        sourceDocumentId,
        scheduledAt: null,
      },
      trx,
    );
  };

  return {
    /** Notes who publishes which text, and whether that approves it for the channels. */
    async onPublication(
      key: SourceKey,
      publishedHash: string,
      trx: Knex.Transaction,
    ): Promise<PublicationApproval> {
      const actor = currentActor({ strapi });
      const noted = authorsOf(await sources.hands(key, trx));
      const isUnknown = noted.length === 0 && actor.kind === 'person';
      const publication = approvalByPublication(actor, isUnknown ? await creatorOf(key) : noted);
      await sources.savePublication(key, { ...publication, publishedHash }, trx);
      return publication;
    },

    /**
     * What a failed delivery starts with when a person retries it. A text written by hand is kept
     * while the document is the same. What nobody has approved waits for approval again.
     */
    async forRestart(delivery: FlowDelivery, source: PostSource): Promise<Recomposition> {
      const hash = contentHash(source);
      const recorded = await sources.publication(delivery);
      const publication: PublicationApproval =
        recorded?.publishedHash === hash
          ? recorded
          : { by: 'none', person: null, authors: recorded?.authors ?? [] };
      const variants = service<VariantsService>('variants');
      const isCorrection = delivery.correctionOf !== null;
      if (delivery.isEdited && delivery.sourceHash === hash && delivery.content !== null) {
        const isApproved = delivery.approvedHash === delivery.contentHash && !isCorrection;
        return variants.kept(delivery, publication, isApproved ? null : UNAPPROVED);
      }
      const made = variants.remake(delivery, source, publication);
      // The same words, approved before: a retry needs no second approval, but for a correction.
      if (isCorrection) return made;
      if (made.state !== 'waiting' || made.contentHash !== delivery.approvedHash) return made;
      return { ...variants.kept(delivery, publication, null), ...textOf(made) };
    },

    /**
     * Approves exactly the content of this digest.
     *
     * @throws ApplicationError where it is not waiting, was changed meanwhile, has errors, or the
     *   approver wrote it.
     */
    async approve(documentId: string, seenHash: string, approver: Person): Promise<void> {
      const seen = await deliveries.find(documentId);
      const faults =
        seen?.contentHash === seenHash
          ? await service<VariantsService>('variants').errorsOf(seen)
          : [];
      await inTransaction({ strapi }, async (trx) => {
        // The document before its posts, as publication does.
        if (seen) await sources.hands(seen, trx);
        const delivery = requireChangeable(await flow.lock(documentId, trx));
        if (delivery.state !== 'waiting') {
          throw new errors.ApplicationError('该投递不在待审批状态，请刷新后再看。');
        }
        if (delivery.contentHash !== seenHash) {
          throw new errors.ApplicationError('内容已被修改，请刷新后重新核对再审批。');
        }
        const refusal = refusalOfApprover(delivery, approver.id);
        if (refusal) throw new errors.ApplicationError(refusal);
        if (faults.length > 0) {
          throw new errors.ApplicationError(`请先修改内容：${faults.join('')}`);
        }
        const planned = await service<ScheduleService>('schedule').planApproved(delivery, trx);
        await flow.approve(documentId, approver, planned, trx);
        // Words of a person's own say nothing of the document's.
        if (!delivery.isEdited) await sources.noteLook(delivery, delivery.sourceHash, trx);
        await enqueue(documentId, trx, planned.at ? new Date(planned.at) : undefined);
      });
    },

    /** What shows the picture waits for approval again, and not by who replaced it. */
    async onPictureReplaced(file: { readonly id: number; readonly url: string }): Promise<void> {
      const actor = currentActor({ strapi });
      const person = actor.kind === 'person' ? actor.person : null;
      const { approvalHours: lifeHours } = readConfig(strapi.config.get(`plugin::${PLUGIN_ID}`));
      await inTransaction({ strapi }, async (trx) => {
        for (const { documentId, channelKind, content } of await flow.changeable(trx)) {
          const adapter = service<AdaptersService>('adapters').of(channelKind);
          const { fields, html } = adapter.variant.fields(content);
          if (fields.imageId !== file.id && !html.includes(file.url)) continue;
          const delivery = await flow.lock(documentId, trx);
          if (!delivery || !isChangeable(delivery)) continue;
          await flow.edit(
            documentId,
            {
              ...delivery,
              step: adapter.firstStep(delivery.content),
              editors: editorsAfter(delivery, person),
              reason: PICTURE_REPLACED(person),
              lifeHours,
            },
            trx,
          );
        }
      });
    },

    /**
     * A failed delivery may come to life where nothing else of the document is or may be out on the
     * account; a correction, where the latest of that is what it corrects. Held until the end of `trx`.
     *
     * @throws ApplicationError (400) elsewhere: the document would be posted twice.
     */
    async revive(delivery: FlowDelivery, trx: Knex.Transaction): Promise<void> {
      const { documentId, correctionOf } = delivery;
      await flow.lockDocument(delivery, trx);
      await flow.lock(documentId, trx);
      if ((await flow.latestLive(delivery, documentId, correctionOf, trx)) !== correctionOf) {
        throw new errors.ApplicationError(
          correctionOf === null
            ? '该信息在这个账号上已有另一条投递，不能重复发送。'
            : '这条更正已过时：所更正的内容已撤回，或另有一条更正。请取消这一条。',
        );
      }
      if (correctionOf !== null)
        await flow.answerCorrection(correctionOf, CORRECTION_UNDER_WAY, trx);
    },

    /**
     * Ends a post of which nothing is public: at most a draft in the platform's box, to be deleted.
     * What a correction was to correct is proposed again.
     */
    async cancel(documentId: string, person: Person): Promise<void> {
      const seen = await deliveries.find(documentId);
      const source = seen?.correctionOf
        ? await service<PostsService>('posts').currentSource(seen.sourceUid, seen.sourceDocumentId)
        : null;
      await inTransaction({ strapi }, async (trx) => {
        const delivery = await flow.lock(documentId, trx);
        if (!delivery) throw new errors.NotFoundError('没有这条投递记录，请刷新列表。');
        if (!isCancellable(delivery)) {
          throw new errors.ApplicationError('该投递已发出、正在发送或已结束，不能再取消。');
        }
        const message = `已由${person.name}取消，不会发送。${draftAdvice(delivery)}`;
        await flow.cancel(documentId, message, trx);
        await service<WithdrawalsService>('withdrawals').dropDraft(delivery, 'cancelled', trx);
        if (source) await service<PostsService>('posts').proposeAgain(delivery, source, trx);
      });
    },

    /** Gives a post of which nothing is out another time. */
    async reschedule(documentId: string, wish: ScheduleWish): Promise<void> {
      await inTransaction({ strapi }, async (trx) => {
        const delivery = requireChangeable(await flow.lock(documentId, trx));
        const planned = await service<ScheduleService>('schedule').plan(delivery, wish, trx);
        await flow.reschedule(documentId, planned, trx);
        if (delivery.state !== 'queued') return;
        await enqueue(documentId, trx, planned.at ? new Date(planned.at) : undefined);
      });
    },

    /**
     * A person's answer to a changed document whose post is out already: a correction as a post of
     * its own, which another person approves, or none.
     */
    async answerCorrection(
      documentId: string,
      answer: CorrectionAnswer,
      person: Person,
    ): Promise<void> {
      const notes: Readonly<Record<CorrectionAnswer, string>> = {
        repost: `${person.name}${CORRECTION_UNDER_WAY}`,
        'by-hand': `${person.name}已在平台上更正。`,
        dismiss: `${person.name}确认无需更正。`,
      };
      const source = answer === 'repost' ? await requireSource(documentId) : null;
      const seen = await deliveries.find(documentId);
      await inTransaction({ strapi }, async (trx) => {
        if (seen) await flow.lockDocument(seen, trx);
        const delivery = await flow.lock(documentId, trx);
        if (!delivery || !(await flow.answerCorrection(documentId, notes[answer], trx))) {
          throw new errors.ApplicationError('没有待处理的更正，请刷新后再看。');
        }
        if (source && (await flow.latestLive(delivery, null, documentId, trx)) !== documentId) {
          throw new errors.ApplicationError('这条内容已有一条更正，请先完成或取消那一条。');
        }
        if (source) await addCorrection(delivery, source, person, trx);
      });
    },
  };
};

export type ApprovalService = ReturnType<typeof createApprovalService>;
