import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

import type { PostSource } from '../../../../shared/contracts/cross-post';
import { CHANNEL_KINDS, type ChannelKind } from '../../shared/contracts/deliveries';
import type {
  DeliveryVariant,
  PreviewVariant,
  Variant,
  VariantFields,
  VariantIssue,
} from '../../shared/contracts/flow';
import type { Composed } from '../channels/types';
import { readConfig } from '../config';
import { PLUGIN_ID } from '../constants';
import {
  CORRECTION,
  EDITED,
  editorsAfter,
  publicationReason,
  REGENERATED,
  refusalOfApprover,
  type Person,
  type PublicationApproval,
  type WaitingReason,
} from '../domain/approval';
import { contentHash } from '../domain/content-hash';
import { corrected } from '../domain/correction';
import { isChangeable, type FlowDelivery } from '../domain/flow';
import { createChannelsRepository } from '../repositories/channels';
import {
  createDeliveriesRepository,
  type ListedDelivery,
  type Recomposition,
} from '../repositories/deliveries';
import { createFlowRepository } from '../repositories/flow';
import { inTransaction } from '../repositories/rows';
import type { AdaptersService } from './adapters';
import type { ApprovalService } from './approval';
import { toSummary } from './deliveries';
import { createMediaSource } from './media';
import type { PostsService } from './posts';
import type { WithdrawalsService } from './withdrawals';

/** Longest title of a delivery. */
export const MAX_TITLE = 255;

/** Who asks, and what they may do. */
export interface Asker {
  readonly person: Person;
  readonly mayEdit: boolean;
  readonly mayApprove: boolean;
}

/** A failed text may be mended and go to approval again; one whose outcome is unknown may not. */
const isEditable = (delivery: FlowDelivery): boolean =>
  delivery.content !== null && (isChangeable(delivery) || delivery.state === 'failed');

/** What a document becomes on each channel, and how people change that. */
export const createVariantsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const flow = createFlowRepository({ strapi });
  const deliveries = createDeliveriesRepository({ strapi });
  const channels = createChannelsRepository({ strapi });
  const media = createMediaSource({ strapi });
  const config = () => readConfig(strapi.config.get(`plugin::${PLUGIN_ID}`));
  const service = <T extends object>(name: string): T => strapi.plugin(PLUGIN_ID).service<T>(name);
  const adapterOf = (kind: ChannelKind) => service<AdaptersService>('adapters').of(kind);

  /** A text that can't be cut to a channel's form must not hold up the publication itself. */
  const compose = (kind: ChannelKind, source: PostSource): Composed | null => {
    try {
      return adapterOf(kind).compose(source);
    } catch (error) {
      strapi.log.error(`cross-post: compose for ${kind} failed: ${(error as Error).message}`);
      return null;
    }
  };

  const authorOf = ({ authors }: PublicationApproval) => ({
    authorIds: authors.map(({ id }) => id),
    authorName: authors.at(-1)?.name ?? null,
  });

  const unapproved = { approvedHash: null, approvedById: null, approvedByName: null } as const;

  /** The generated text: approved together with the publication, or waiting for somebody. */
  const make = (
    kind: ChannelKind,
    source: PostSource,
    publication: PublicationApproval,
  ): Recomposition => {
    const composed = compose(kind, source);
    const common = {
      title: source.title.slice(0, MAX_TITLE),
      sourceHash: contentHash(source),
      ...authorOf(publication),
    };
    if (!composed) {
      return {
        ...common,
        ...unapproved,
        state: 'failed',
        step: 'compose',
        content: null,
        contentHash: contentHash(source),
        errorCode: 'compose',
        errorMessage: '内容无法转换为该平台的格式，请检查正文后重试。',
        lifeHours: config().lifeHours,
      };
    }
    const hash = contentHash(composed.content);
    const text = { step: composed.firstStep, content: composed.content, contentHash: hash };
    if (publication.by === 'none') {
      const { code, message } = publicationReason(publication);
      return {
        ...common,
        ...text,
        ...unapproved,
        state: 'waiting',
        errorCode: code,
        errorMessage: message,
        lifeHours: config().approvalHours,
      };
    }
    return {
      ...common,
      ...text,
      state: 'queued',
      approvedHash: hash,
      approvedById: publication.person?.id ?? null,
      approvedByName: publication.person?.name ?? null,
      errorCode: null,
      errorMessage: null,
      lifeHours: config().lifeHours,
    };
  };

  /**
   * The text of a delivery made from the document. A correction says that it is one, and waits for
   * its own approval whoever has published the document.
   */
  const remake = (
    { channelKind, correctionOf }: Pick<FlowDelivery, 'channelKind' | 'correctionOf'>,
    source: PostSource,
    publication: PublicationApproval,
  ): Recomposition => {
    if (correctionOf === null) return make(channelKind, source, publication);
    const made = make(channelKind, corrected(source), { ...publication, by: 'none', person: null });
    return {
      ...made,
      sourceHash: contentHash(source),
      ...(made.state === 'waiting'
        ? { errorCode: CORRECTION.code, errorMessage: CORRECTION.message }
        : {}),
    };
  };

  /** A text written by hand, kept as it is; without `reason` its approval holds. */
  const kept = (
    delivery: FlowDelivery,
    publication: PublicationApproval,
    reason: WaitingReason | null,
  ): Recomposition => ({
    title: delivery.title,
    content: delivery.content,
    contentHash: delivery.contentHash,
    step: adapterOf(delivery.channelKind).firstStep(delivery.content),
    sourceHash: delivery.sourceHash,
    ...authorOf(publication),
    ...(reason
      ? unapproved
      : {
          approvedHash: delivery.approvedHash,
          approvedById: delivery.approvedById,
          approvedByName: delivery.approvedByName,
        }),
    state: reason ? 'waiting' : 'queued',
    errorCode: reason?.code ?? null,
    errorMessage: reason?.message ?? null,
    lifeHours: reason ? config().approvalHours : config().lifeHours,
  });

  const fileUrl = async (id: number | null | undefined): Promise<string | null> => {
    if (id === null || id === undefined) return null;
    const file = (await strapi.db
      .query('plugin::upload.file')
      .findOne({ where: { id }, select: ['url', 'mime'] })) as { url: string; mime: string } | null;
    return file?.mime.startsWith('image/') ? file.url : null;
  };

  /** Pictures in the text that aren't in the media library are not sent: the author learns of it. */
  const missingImages = async (html: string): Promise<VariantIssue[]> => {
    const sources = [...html.matchAll(/<img[^>]*? src="([^"]*)"/g)].map(([, url]) =>
      (url ?? '').replaceAll('&amp;', '&'),
    );
    const found = await Promise.all([...new Set(sources)].map((url) => media.isKnown(url)));
    const missing = found.filter((isKnown) => !isKnown).length;
    return missing === 0
      ? []
      : [
          {
            level: 'warning',
            field: 'html',
            message: `${missing} 张图片不在媒体库中，发送时会略去，请上传后再用。`,
          },
        ];
  };

  const variantOf = async (
    kind: ChannelKind,
    content: unknown,
    safeDomains: readonly string[],
  ): Promise<Variant> => {
    const rules = adapterOf(kind).variant;
    const { fields, canonicalUrl, html } = rules.fields(content);
    const check = rules.check(content, { safeDomains });
    const imageUrl = await fileUrl(fields.imageId);
    const lost: VariantIssue[] =
      fields.imageId && !imageUrl
        ? [{ level: 'warning', field: 'imageId', message: '配图已不在媒体库中，将不带图发送。' }]
        : [];
    return {
      kind,
      fields,
      canonicalUrl,
      imageUrl,
      check: {
        counts: check.counts,
        issues: [...check.issues, ...lost, ...(await missingImages(html))],
      },
    };
  };

  const safeDomainsOf = (
    all: Awaited<ReturnType<typeof channels.all>>,
    matches: (channel: (typeof all)[number]) => boolean,
  ): string[] =>
    all
      .filter(matches)
      .map(({ settings }) => settings['safeDomain'])
      .filter((domain): domain is string => typeof domain === 'string' && domain !== '');

  const safeDomainsOfChannel = async (documentId: string): Promise<string[]> =>
    safeDomainsOf(await channels.all(), (channel) => channel.documentId === documentId);

  const find = async (documentId: string): Promise<ListedDelivery> => {
    const delivery = await deliveries.find(documentId);
    if (!delivery) throw new errors.NotFoundError('没有这条投递记录，请刷新列表。');
    return delivery;
  };

  const describe = async (delivery: ListedDelivery, asker: Asker): Promise<DeliveryVariant> => {
    if (delivery.content === null) {
      throw new errors.ApplicationError('内容无法转换为该平台的格式，请检查原文正文后重试。');
    }
    const variant = await variantOf(
      delivery.channelKind,
      delivery.content,
      await safeDomainsOfChannel(delivery.channelDocumentId),
    );
    const isWaiting = delivery.state === 'waiting';
    const hint = isWaiting ? refusalOfApprover(delivery, asker.person.id) : null;
    return {
      ...variant,
      delivery: toSummary(delivery),
      contentHash: delivery.contentHash,
      canEdit: asker.mayEdit && isEditable(delivery),
      canApprove: isWaiting && asker.mayApprove && hint === null,
      approvalHint: asker.mayApprove ? hint : null,
    };
  };

  /** Refuses what is settled, under way, or not what the editor saw. */
  const requireEditable = (delivery: FlowDelivery | null, seenHash: string): FlowDelivery => {
    if (!delivery) throw new errors.NotFoundError('没有这条投递记录，请刷新列表。');
    if (!isEditable(delivery)) {
      throw new errors.ApplicationError('内容已发出或正在发送，不能再修改。');
    }
    if (delivery.contentHash !== seenHash) {
      throw new errors.ApplicationError('内容已被他人修改，请刷新后再改。');
    }
    return delivery;
  };

  const requireSource = async (delivery: FlowDelivery): Promise<PostSource> => {
    const source = await service<PostsService>('posts').currentSource(
      delivery.sourceUid,
      delivery.sourceDocumentId,
    );
    if (!source) {
      throw new errors.ApplicationError('该信息当前未公开或不属于对外发布范围，不能发送。');
    }
    return source;
  };

  /** Writes another text where it still is the one that the person saw. */
  const replace = (
    seen: FlowDelivery,
    seenHash: string,
    change: Omit<Parameters<typeof flow.edit>[1], 'lifeHours'>,
  ): Promise<void> =>
    inTransaction({ strapi }, async (trx) => {
      const { documentId } = seen;
      await flow.lockDocument(seen, trx);
      const delivery = requireEditable(await flow.lock(documentId, trx), seenHash);
      if (delivery.state === 'failed')
        await service<ApprovalService>('approval').revive(delivery, trx);
      await service<WithdrawalsService>('withdrawals').dropDraft(delivery, 'changed', trx);
      await flow.edit(documentId, { ...change, lifeHours: config().approvalHours }, trx);
    });

  return {
    make,
    remake,
    kept,

    /** Digest of what the document would be posted as, by kind of channel. */
    hashes(source: PostSource): Readonly<Record<string, string>> {
      return Object.fromEntries(
        CHANNEL_KINDS.flatMap((kind) => {
          const composed = compose(kind, source);
          return composed ? [[kind, contentHash(composed.content)]] : [];
        }),
      );
    },

    async find(documentId: string, asker: Asker): Promise<DeliveryVariant> {
      return describe(await find(documentId), asker);
    },

    /** Issues that stand in the way of approval. */
    async errorsOf(delivery: FlowDelivery): Promise<string[]> {
      const safeDomains = await safeDomainsOfChannel(delivery.channelDocumentId);
      const { issues } = adapterOf(delivery.channelKind).variant.check(delivery.content, {
        safeDomains,
      });
      return issues.filter(({ level }) => level === 'error').map(({ message }) => message);
    },

    /** The variant as it would be after the change; nothing is saved. For live counts. */
    async check(documentId: string, change: VariantFields): Promise<Variant> {
      const delivery = await find(documentId);
      const { variant } = adapterOf(delivery.channelKind);
      return variantOf(
        delivery.channelKind,
        variant.edit(delivery.content, change),
        await safeDomainsOfChannel(delivery.channelDocumentId),
      );
    },

    /** Saves a person's text. The approval of the old one ends with it. */
    async edit(
      documentId: string,
      change: VariantFields,
      seenHash: string,
      asker: Asker,
    ): Promise<DeliveryVariant> {
      if (change.imageId && !(await fileUrl(change.imageId))) {
        throw new errors.ValidationError('媒体库中没有这张图片，请重新选择。');
      }
      const delivery = requireEditable(await find(documentId), seenHash);
      const adapter = adapterOf(delivery.channelKind);
      const content = adapter.variant.edit(delivery.content, change);
      if (contentHash(content) !== delivery.contentHash) {
        await replace(delivery, seenHash, {
          content,
          contentHash: contentHash(content),
          // A person who edits has the document's present text in view.
          sourceHash: contentHash(await requireSource(delivery)),
          step: adapter.firstStep(content),
          isEdited: true,
          editors: editorsAfter(delivery, asker.person),
          reason: EDITED(asker.person),
        });
      }
      return describe(await find(documentId), asker);
    },

    /** Makes the text anew from the document as it is public now. */
    async regenerate(documentId: string, seenHash: string, asker: Asker): Promise<DeliveryVariant> {
      const delivery = requireEditable(await find(documentId), seenHash);
      const source = await requireSource(delivery);
      const isCorrection = delivery.correctionOf !== null;
      const { content, firstStep } = adapterOf(delivery.channelKind).compose(
        isCorrection ? corrected(source) : source,
      );
      await replace(delivery, seenHash, {
        content,
        contentHash: contentHash(content),
        sourceHash: contentHash(source),
        step: firstStep,
        isEdited: false,
        // Who asked for a correction can't approve it, whoever made its text anew.
        editors: isCorrection ? editorsAfter(delivery, null) : { ids: [], name: null },
        reason: REGENERATED,
      });
      return describe(await find(documentId), asker);
    },

    /** What the document, as it is saved, would become on each kind of channel; not saved anywhere. */
    async preview(uid: string, documentId: string, locale?: string): Promise<PreviewVariant[]> {
      const source = await service<PostsService>('posts').draftSource(uid, documentId, locale);
      if (!source) return [];
      const all = await channels.all();
      const found: PreviewVariant[] = [];
      for (const kind of CHANNEL_KINDS) {
        const composed = compose(kind, source);
        if (!composed) continue;
        const ofKind = all.filter((channel) => channel.kind === kind);
        const safeDomains = safeDomainsOf(all, (channel) => channel.kind === kind);
        found.push({
          ...(await variantOf(kind, composed.content, safeDomains)),
          channelNames: ofKind.map(({ name }) => name),
        });
      }
      return found;
    },
  };
};

export type VariantsService = ReturnType<typeof createVariantsService>;
