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
import { createChannelsRepository } from '../repositories/channels';
import { createDeliveriesRepository, type ListedDelivery } from '../repositories/deliveries';
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

/** The service with the parts that only this plugin calls. */
export interface PostsService extends CrossPostService {
  /** Content types whose publication is carried to the channels. */
  postables(): string[];
  /** Ledger listener: the outbox. Whatever it writes lives and dies with the publication. */
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

  /** A post that can't be cut to a channel's form must not hold up the publication itself. */
  const compose = (channel: Channel, source: PostSource): Composed | Error => {
    try {
      return strapi
        .plugin(PLUGIN_ID)
        .service<AdaptersService>('adapters')
        .of(channel.kind)
        .compose(source);
    } catch (error) {
      strapi.log.error(
        `cross-post: compose for ${channel.kind} failed: ${(error as Error).message}`,
      );
      return error as Error;
    }
  };

  const addDelivery = async (
    postDocumentId: string,
    channel: Channel,
    entry: LedgerEntry,
    source: PostSource,
    trx: Knex.Transaction,
  ): Promise<void> => {
    const composed = compose(channel, source);
    const isComposed = !(composed instanceof Error);
    const documentId = await deliveries.insert(
      {
        postDocumentId,
        channelDocumentId: channel.documentId,
        channelKind: channel.kind,
        sourceUid: entry.subjectType,
        sourceDocumentId: entry.subjectDocumentId,
        title: source.title.slice(0, MAX_TITLE),
        state: isComposed ? 'queued' : 'failed',
        step: isComposed ? composed.firstStep : 'compose',
        content: isComposed ? composed.content : null,
        contentHash: contentHash(isComposed ? composed.content : source),
        errorCode: isComposed ? null : 'compose',
        errorMessage: isComposed ? null : '内容无法转换为该平台的格式，请检查正文后重试。',
      },
      trx,
    );
    if (isComposed) {
      await strapi
        .plugin(PLUGIN_ID)
        .service<DeliveriesService>('deliveries')
        .enqueue(documentId, trx);
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
      // A re-publication is a correction at most, never a second post.
      if (entry.action !== 'publish' || !postables.has(entry.subjectType)) return;
      const reached = await deliveries.channelsReached(
        entry.subjectType,
        entry.subjectDocumentId,
        trx,
      );
      const waiting = (await channels.all(trx)).filter(
        ({ documentId }) => !reached.has(documentId),
      );
      if (waiting.length === 0) return;
      const source = await currentSource(
        entry.subjectType,
        entry.subjectDocumentId,
        entry.subjectLocale || undefined,
      );
      if (!source) return;
      const postDocumentId = await posts.insert(
        {
          sourceUid: entry.subjectType,
          sourceDocumentId: entry.subjectDocumentId,
          title: source.title.slice(0, MAX_TITLE),
          ledgerPosition: entry.position,
          contentHash: contentHash(source),
          source,
        },
        trx,
      );
      for (const channel of waiting) await addDelivery(postDocumentId, channel, entry, source, trx);
    },

    receipts: async (documentId) => (await deliveries.ofDocument(documentId)).map(toReceipt),

    async publicReceipts(documentId) {
      const found = await deliveries.ofDocument(documentId);
      const [first] = found;
      if (!first || !(await currentSource(first.sourceUid, documentId))) return [];
      return found.map((delivery) => ({ ...toReceipt(delivery), error: null }));
    },
  };
};
