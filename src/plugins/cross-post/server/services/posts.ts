import type { Core, UID } from '@strapi/strapi';
import type { Knex } from 'knex';

import type {
  CrossPostService,
  Postable,
  PostSource,
  Receipt,
} from '../../../../shared/contracts/cross-post';
import type { LedgerEntry } from '../../../../shared/contracts/publication-ledger';
import type { Composed } from '../channels/types';
import { PLUGIN_ID } from '../constants';
import { contentHash } from '../domain/content-hash';
import type { Channel } from '../domain/delivery';
import { WITHDRAWN } from '../domain/step-machine';
import { createChannelsRepository } from '../repositories/channels';
import {
  createDeliveriesRepository,
  type ListedDelivery,
  type NewDelivery,
} from '../repositories/deliveries';
import { createPostsRepository } from '../repositories/posts';
import type { AdaptersService } from './adapters';
import type { DeliveriesService } from './deliveries';

const toReceipt = (delivery: ListedDelivery): Receipt => ({
  channel: delivery.channelKind,
  channelName: delivery.channelName,
  state: delivery.state,
  remoteId: delivery.remoteId,
  url: delivery.url,
  publishedAt: delivery.deliveredAt,
  contentHash: delivery.contentHash,
  error: delivery.errorMessage,
});

const MAX_TITLE = 255;

/** What a delivery starts with; one that can't be composed fails at once, and says so. */
const columnsOf = (
  composed: Composed | Error,
  source: PostSource,
): Pick<
  NewDelivery,
  'state' | 'step' | 'content' | 'contentHash' | 'errorCode' | 'errorMessage'
> =>
  composed instanceof Error
    ? {
        state: 'failed',
        step: 'compose',
        content: null,
        contentHash: contentHash(source),
        errorCode: 'compose',
        errorMessage: '内容无法转换为该平台的格式，请检查正文后重试。',
      }
    : {
        state: 'queued',
        step: composed.firstStep,
        content: composed.content,
        contentHash: contentHash(composed.content),
        errorCode: null,
        errorMessage: null,
      };

/** The service with the parts that only this plugin calls. */
export interface PostsService extends CrossPostService {
  /** Content types whose publication is carried to the channels. */
  postables(): string[];
  /**
   * Ledger listener: the outbox. Publishing writes deliveries, correcting changes and withdrawing
   * cancels those of which nothing is out. Whatever it writes lives and dies with the entry.
   */
  onPublication(entry: LedgerEntry, trx: Knex.Transaction): Promise<void>;
  /** What the document would be posted as now; null: it isn't public, or isn't posted. */
  currentSource(uid: string, documentId: string, locale?: string): Promise<PostSource | null>;
  /** Receipts of a document that is public now; none of any other. */
  publicReceipts(documentId: string): Promise<Receipt[]>;
}

/** What is posted, and the proof of it. */
export const createPostsService = ({ strapi }: { strapi: Core.Strapi }): PostsService => {
  const postables = new Map<string, Postable>();
  const channels = createChannelsRepository({ strapi });
  const deliveries = createDeliveriesRepository({ strapi });
  const posts = createPostsRepository({ strapi });

  /** Address of the public site, without a slash at the end. */
  const publicUrl = (): string =>
    (
      strapi.config.get<string>('server.url', '') || strapi.config.get<string>('server.absoluteUrl')
    ).replace(/\/+$/, '');

  const currentSource: PostsService['currentSource'] = async (uid, documentId, locale) => {
    const postable = postables.get(uid);
    if (!postable) return null;
    const document = await strapi.documents(uid as UID.ContentType).findOne({
      documentId,
      status: 'published',
      ...(locale ? { locale } : {}),
      populate: postable.populate as never,
    });
    return document ? postable.compose(document, { publicUrl: publicUrl() }) : null;
  };

  const sourceOf = (entry: LedgerEntry): Promise<PostSource | null> =>
    currentSource(entry.subjectType, entry.subjectDocumentId, entry.subjectLocale || undefined);

  /** A post that can't be cut to a channel's form must not hold up the publication itself. */
  const compose = (kind: Channel['kind'], source: PostSource): Composed | Error => {
    try {
      return strapi.plugin(PLUGIN_ID).service<AdaptersService>('adapters').of(kind).compose(source);
    } catch (error) {
      strapi.log.error(`cross-post: compose for ${kind} failed: ${(error as Error).message}`);
      return error as Error;
    }
  };

  const queue = (): DeliveriesService =>
    strapi.plugin(PLUGIN_ID).service<DeliveriesService>('deliveries');

  const addDelivery = async (
    postDocumentId: string,
    channel: Channel,
    entry: LedgerEntry,
    source: PostSource,
    trx: Knex.Transaction,
  ): Promise<void> => {
    const composed = compose(channel.kind, source);
    const documentId = await deliveries.insert(
      {
        postDocumentId,
        channelDocumentId: channel.documentId,
        channelKind: channel.kind,
        sourceUid: entry.subjectType,
        sourceDocumentId: entry.subjectDocumentId,
        title: source.title.slice(0, MAX_TITLE),
        ...columnsOf(composed, source),
      },
      trx,
    );
    if (!(composed instanceof Error)) await queue().enqueue(documentId, trx);
  };

  const publish = async (entry: LedgerEntry, trx: Knex.Transaction): Promise<void> => {
    const { subjectType, subjectDocumentId } = entry;
    const reached = await deliveries.channelsReached(subjectType, subjectDocumentId, trx);
    const waiting = (await channels.all(trx)).filter(({ documentId }) => !reached.has(documentId));
    if (waiting.length === 0) return;
    const source = await sourceOf(entry);
    if (!source) return;
    const postDocumentId = await posts.insert(
      {
        sourceUid: subjectType,
        sourceDocumentId: subjectDocumentId,
        title: source.title.slice(0, MAX_TITLE),
        ledgerPosition: entry.position,
        contentHash: contentHash(source),
        source,
      },
      trx,
    );
    for (const channel of waiting) await addDelivery(postDocumentId, channel, entry, source, trx);
  };

  const withdraw = (entry: LedgerEntry, trx: Knex.Transaction): Promise<void> =>
    deliveries.cancelUnsent(entry.subjectType, entry.subjectDocumentId, WITHDRAWN, trx);

  /** A correction goes into what is still waiting; it never makes a second post. */
  const correct = async (entry: LedgerEntry, trx: Knex.Transaction): Promise<void> => {
    const unsent = await deliveries.lockUnsent(entry.subjectType, entry.subjectDocumentId, trx);
    if (unsent.length === 0) return;
    const source = await sourceOf(entry);
    if (!source) return withdraw(entry, trx);
    for (const delivery of unsent) {
      const composed = compose(delivery.channelKind, source);
      const title = source.title.slice(0, MAX_TITLE);
      const change = { title, ...columnsOf(composed, source) };
      await deliveries.recompose(delivery.documentId, change, trx);
      if (composed instanceof Error) continue;
      const due = delivery.nextAttemptAt ? new Date(delivery.nextAttemptAt) : undefined;
      await queue().enqueue(delivery.documentId, trx, due);
    }
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

    async onPublication(entry, trx) {
      if (!postables.has(entry.subjectType)) return;
      switch (entry.action) {
        case 'publish':
          return publish(entry, trx);
        case 'republish':
          return correct(entry, trx);
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
      // The id of a draft, or of a post that is not out, is no proof, and nobody else's business.
      return found.map((delivery) => ({
        ...toReceipt(delivery),
        remoteId: delivery.state === 'published' ? delivery.remoteId : null,
        error: null,
      }));
    },
  };
};
