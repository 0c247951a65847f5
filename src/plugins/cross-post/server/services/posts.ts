import type { Core, UID } from '@strapi/strapi';
import type { Knex } from 'knex';

import type {
  CrossPostService,
  Postable,
  PostSource,
  Receipt,
} from '../../../../shared/contracts/cross-post';
import type { LedgerEntry } from '../../../../shared/contracts/publication-ledger';
import { PLUGIN_ID } from '../constants';
import { SOURCE_CHANGED } from '../domain/approval';
import { contentHash } from '../domain/content-hash';
import type { Delivery } from '../domain/delivery';
import { WITHDRAWN } from '../domain/step-machine';
import { createChannelsRepository } from '../repositories/channels';
import { createDeliveriesRepository, type ListItem } from '../repositories/deliveries';
import { createFlowRepository } from '../repositories/flow';
import { createPostsRepository } from '../repositories/posts';
import { createSourcesRepository } from '../repositories/sources';
import type { ApprovalService } from './approval';
import type { DeliveriesService } from './deliveries';
import type { ScheduleService } from './schedule';
import { MAX_TITLE, type VariantsService } from './variants';

const toReceipt = (delivery: ListItem): Receipt => ({
  channel: delivery.channelKind,
  channelName: delivery.channelName,
  state: delivery.state,
  remoteId: delivery.remoteId,
  url: delivery.url,
  publishedAt: delivery.deliveredAt,
  contentHash: delivery.contentHash,
  error: delivery.errorMessage,
});

/** The service with the parts that only this plugin calls. */
export interface PostsService extends CrossPostService {
  /** Content types whose publication is carried to the channels. */
  postables(): string[];
  /**
   * Ledger listener: the outbox. Publishing, and becoming one of those that are posted, writes
   * deliveries; correcting changes and withdrawing cancels those of which nothing is out. Whatever it
   * writes lives and dies with the entry.
   *
   * @param source `sourceOf` the entry.
   */
  onPublication(
    entry: LedgerEntry,
    source: PostSource | null,
    trx: Knex.Transaction,
  ): Promise<void>;
  /** What the entry's document is posted as; null: it isn't public after the entry, or isn't posted. */
  sourceOf(entry: LedgerEntry): Promise<PostSource | null>;
  /** What the document would be posted as now; null: it isn't public, or isn't posted. */
  currentSource(uid: string, documentId: string, locale?: string): Promise<PostSource | null>;
  /**
   * A correction was given up: what it was to correct is proposed again, where the document still says
   * something else.
   */
  proposeAgain(
    correction: Pick<Delivery, 'sourceUid' | 'sourceDocumentId' | 'channelDocumentId'>,
    source: PostSource,
    trx: Knex.Transaction,
  ): Promise<void>;
  /** Whether `posted` can tell; for other content types only `currentSource` can. */
  isLookedUp(uid: string): boolean;
  /**
   * A query of those of the documents that would be posted now, for a statement that must not be
   * carried out for others. Only where `isLookedUp`.
   */
  posted(uid: string, documentIds: readonly string[]): Knex.QueryBuilder;
  /** What the document would be posted as if it were published as it is saved; null: not posted. */
  draftSource(uid: string, documentId: string, locale?: string): Promise<PostSource | null>;
  /** Digest of `draftSource`. */
  draftHash(uid: string, documentId: string, locale?: string): Promise<string>;
  /** Receipts of a document that is public now; none of any other. */
  publicReceipts(documentId: string): Promise<Receipt[]>;
}

/** The time if it is still to come. */
const dueAt = (iso: string | null): Date | undefined =>
  iso !== null && Date.parse(iso) > Date.now() ? new Date(iso) : undefined;

/** What is posted, and the proof of it. */
export const createPostsService = ({ strapi }: { strapi: Core.Strapi }): PostsService => {
  const postables = new Map<string, Postable>();
  const channels = createChannelsRepository({ strapi });
  const deliveries = createDeliveriesRepository({ strapi });
  const posts = createPostsRepository({ strapi });
  const flow = createFlowRepository({ strapi });
  const sources = createSourcesRepository({ strapi });

  /** Address of the public site, without a slash at the end. */
  const publicUrl = (): string =>
    (
      strapi.config.get<string>('server.url', '') || strapi.config.get<string>('server.absoluteUrl')
    ).replace(/\/+$/, '');

  const sourceIn =
    (status: 'published' | 'draft'): PostsService['currentSource'] =>
    async (uid, documentId, locale) => {
      const postable = postables.get(uid);
      if (!postable) return null;
      const document = await strapi.documents(uid as UID.ContentType).findOne({
        documentId,
        status,
        ...(locale ? { locale } : {}),
        populate: postable.populate as never,
      });
      return document ? postable.compose(document, { publicUrl: publicUrl() }) : null;
    };
  const currentSource = sourceIn('published');
  const draftSource = sourceIn('draft');

  const service = <T extends object>(name: string): T => strapi.plugin(PLUGIN_ID).service<T>(name);
  const queue = () => service<DeliveriesService>('deliveries');
  const variants = () => service<VariantsService>('variants');

  const keyOf = ({ subjectType, subjectDocumentId }: LedgerEntry) => ({
    sourceUid: subjectType,
    sourceDocumentId: subjectDocumentId,
  });

  const proposeCorrections = (
    key: ReturnType<typeof keyOf>,
    source: PostSource,
    channelDocumentId: string | null,
    trx: Knex.Transaction,
  ): Promise<void> =>
    flow.proposeCorrections(
      { ...key, sourceHash: contentHash(source) },
      variants().hashes(source),
      channelDocumentId,
      trx,
    );

  const publish = async (
    entry: LedgerEntry,
    source: PostSource,
    trx: Knex.Transaction,
  ): Promise<void> => {
    const { subjectType, subjectDocumentId } = entry;
    const publication = await service<ApprovalService>('approval').onPublication(
      keyOf(entry),
      contentHash(source),
      trx,
    );
    const reached = await deliveries.channelsReached(subjectType, subjectDocumentId, trx);
    // Withdrawn for a change, or of another kind for a while, and back before its post was gone.
    if (reached.size > 0) await proposeCorrections(keyOf(entry), source, null, trx);
    const waiting = (await channels.all(trx)).filter(({ documentId }) => !reached.has(documentId));
    if (waiting.length === 0) return;
    const postDocumentId = await posts.insert(
      {
        ...keyOf(entry),
        title: source.title.slice(0, MAX_TITLE),
        ledgerPosition: entry.position,
        contentHash: contentHash(source),
        source,
      },
      trx,
    );
    for (const channel of waiting) {
      const made = variants().make(channel.kind, source, publication);
      const scheduledAt =
        made.state === 'queued'
          ? await service<ScheduleService>('schedule').atOnce(channel.documentId, null, trx)
          : null;
      const documentId = await deliveries.insert(
        {
          ...made,
          postDocumentId,
          channelDocumentId: channel.documentId,
          channelKind: channel.kind,
          ...keyOf(entry),
          scheduledAt,
        },
        trx,
      );
      if (made.state !== 'queued') continue;
      await queue().enqueue(documentId, trx, scheduledAt ? new Date(scheduledAt) : undefined);
    }
  };

  const withdraw = async (entry: LedgerEntry, trx: Knex.Transaction): Promise<void> => {
    await deliveries.cancelUnsent(entry.subjectType, entry.subjectDocumentId, WITHDRAWN, trx);
    await flow.dropCorrections(entry.subjectType, entry.subjectDocumentId, trx);
  };

  /**
   * A correction goes into what is still waiting, and is proposed for what is out; it never makes a
   * second post by itself. A text that somebody wrote by hand is kept, for a person to compare.
   */
  const correct = async (
    entry: LedgerEntry,
    source: PostSource,
    trx: Knex.Transaction,
  ): Promise<void> => {
    const { subjectType, subjectDocumentId } = entry;
    const publication = await service<ApprovalService>('approval').onPublication(
      keyOf(entry),
      contentHash(source),
      trx,
    );
    // Held first: what begins to be sent meanwhile is among those that a correction is proposed for.
    const unsent = await deliveries.lockUnsent(subjectType, subjectDocumentId, trx);
    await proposeCorrections(keyOf(entry), source, null, trx);
    for (const delivery of unsent) {
      const { documentId, nextAttemptAt } = delivery;
      const isSame = delivery.sourceHash === contentHash(source);
      // Words written by hand and corrections wait for their own approval.
      const hasOwnApproval = delivery.isEdited || delivery.correctionOf !== null;
      if (isSame && (delivery.state !== 'waiting' || hasOwnApproval)) continue;
      const made = delivery.isEdited
        ? variants().kept(delivery, publication, SOURCE_CHANGED)
        : variants().remake(delivery, source, publication);
      await deliveries.recompose(documentId, made, trx);
      if (made.state !== 'queued') continue;
      const isReleased = delivery.state === 'waiting' && delivery.scheduleKind === 'now';
      const due = isReleased
        ? await service<ScheduleService>('schedule').release(delivery, trx)
        : dueAt(nextAttemptAt ?? delivery.scheduledAt);
      await queue().enqueue(documentId, trx, due);
    }
  };

  /** Public, but none of those that are posted: the day may come when it is one. */
  const leaveOut = async (entry: LedgerEntry, trx: Knex.Transaction): Promise<void> => {
    await withdraw(entry, trx);
    await sources.saveUnposted(keyOf(entry), trx);
  };

  return {
    declare(declared) {
      for (const postable of declared) {
        if (postables.has(postable.uid))
          throw new Error(`cross-post: ${postable.uid} is declared twice`);
        postables.set(postable.uid, postable);
      }
    },

    postables: () => [...postables.keys()],

    currentSource,

    async proposeAgain({ sourceUid, sourceDocumentId, channelDocumentId }, source, trx) {
      await proposeCorrections({ sourceUid, sourceDocumentId }, source, channelDocumentId, trx);
    },

    isLookedUp: (uid) => postables.get(uid)?.posted !== undefined,

    posted(uid, documentIds) {
      const filter = postables.get(uid)?.posted;
      if (!filter) throw new Error(`cross-post: ${uid} can't be looked up`);
      // As one binding: the statement's text doesn't depend on how many they are.
      const wanted = strapi.db.connection.raw(
        'select jsonb_array_elements_text(cast(? as jsonb))',
        JSON.stringify(documentIds),
      );
      return strapi.db
        .queryBuilder(uid)
        .select('documentId')
        .where({ $and: [{ documentId: { $in: wanted }, publishedAt: { $notNull: true } }, filter] })
        .getKnexQuery();
    },

    draftSource,

    async draftHash(uid, documentId, locale) {
      return contentHash(await draftSource(uid, documentId, locale));
    },

    sourceOf: async ({ action, subjectType, subjectDocumentId, subjectLocale }) =>
      action === 'publish' || action === 'republish'
        ? currentSource(subjectType, subjectDocumentId, subjectLocale || undefined)
        : null,

    async onPublication(entry, source, trx) {
      if (!postables.has(entry.subjectType)) return;
      switch (entry.action) {
        case 'publish':
          return source ? publish(entry, source, trx) : leaveOut(entry, trx);
        case 'republish': {
          if (!source) return leaveOut(entry, trx);
          const isNews = await sources.isUnposted(keyOf(entry), trx);
          return isNews ? publish(entry, source, trx) : correct(entry, source, trx);
        }
        case 'unpublish':
        case 'delete':
          return withdraw(entry, trx);
        default:
      }
    },

    lastPosts: () => channels.lastPosts(),

    receipts: async (documentId) => (await deliveries.ofDocument(documentId)).map(toReceipt),

    async publicReceipts(documentId) {
      const found = await deliveries.ofDocument(documentId);
      const [first] = found;
      if (!first || !(await currentSource(first.sourceUid, documentId))) return [];
      // What waits for approval is not decided yet. The id of a draft, or of a post that is not out, is no proof, and nobody else's business.
      const told = found.filter(({ state }) => state !== 'waiting');
      return told.map((delivery) => ({
        ...toReceipt(delivery),
        remoteId: delivery.state === 'published' ? delivery.remoteId : null,
        error: null,
      }));
    },
  };
};
