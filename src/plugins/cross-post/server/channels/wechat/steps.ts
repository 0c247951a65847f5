import { createHash } from 'node:crypto';

import { z } from 'zod';

import type { Remote } from '../../domain/delivery';
import type { Outcome, Reading } from '../../domain/outcome';
import { textOf, TransportError } from '../http';
import type { Step, StepContext } from '../types';
import type { MediaFile, MediaSource } from '../../services/media';
import { withHostedImages, type WechatContent } from './article';
import type { WechatBody, WechatClient, WechatCall } from './client';
import { hintOfRepeat, WechatError } from './errors';
import { createFirstLook } from './first-look';
import { coverImage, defaultCover, inlineImage, type HostedImages } from './images';
import { countBefore, isCountExplained } from './submissions';
import {
  isUndecided,
  massAnswer,
  massOutcome,
  publishOutcome,
  type PublishVerdict,
} from './verdict';

interface StepDependencies {
  readonly client: WechatClient;
  readonly media: MediaSource;
  readonly hosted: HostedImages;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * Waits between looks at a submitted article, some 48 hours in all (channels.md A7): the platform
 * tells of the end by itself, and `freepublish/get` may be called 100 times a day.
 */
const LOOK_GAPS_MS = [
  15 * SECOND,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  3 * HOUR,
  ...Array.from({ length: 7 }, () => 6 * HOUR),
] as const;
/** After so long a result is asked for: by the clock, since what callbacks ask for comes on top. */
const LOOK_AT_MS = LOOK_GAPS_MS.map((_, index) =>
  LOOK_GAPS_MS.slice(0, index + 1).reduce((sum, gap) => sum + gap, 0),
);
const CALLBACKS_WORK_MS = 30 * 24 * HOUR;

/** A draft of an earlier try, with an earlier text, must not be taken for this one's. */
const DRAFT_SKEW_MS = 5 * MINUTE;
/**
 * Of articles that are out it is enough that they carry our address and are nobody else's: clocks
 * that differ by a time zone do no harm.
 */
const ARTICLE_SKEW_MS = 24 * HOUR;
/** What a busy process adds to a wait. */
const MAX_DELAY_MS = 5 * SECOND;
const PAGE_SIZE = 20;
/** Two days of articles of an account that uses up its 100 submissions. */
const MAX_PAGES = 12;

const contentSchema = z.object({
  title: z.string(),
  author: z.string(),
  digest: z.string(),
  html: z.string(),
  images: z.array(z.string()),
  sourceUrl: z.string(),
  coverFileId: z.number().nullable(),
}) satisfies z.ZodType<WechatContent>;

const newsItemSchema = z.object({
  title: z.string().default(''),
  content_source_url: z.string().default(''),
  url: z.string().optional(),
  is_deleted: z.boolean().optional(),
});

const pageSchema = z.object({
  total_count: z.coerce.number(),
  item: z.array(
    z.object({
      media_id: z.string().optional(),
      article_id: z.string().optional(),
      update_time: z.coerce.number().default(0),
      content: z.object({ news_item: z.array(newsItemSchema).default([]) }),
    }),
  ),
});
type Listed = z.infer<typeof pageSchema>['item'][number];

const contentOf = (context: StepContext): WechatContent =>
  contentSchema.parse(context.delivery.content);

const idOf = (value: unknown): string | null => textOf(value) || null;

/** A callback as it was kept (`JobNotice`). */
const noticeSchema = z.object({
  status: z.string(),
  articleId: z.string().nullable(),
  url: z.string().nullable(),
  isSealed: z.boolean().default(false),
});
type Notice = z.infer<typeof noticeSchema>;

/** Of an account to which callbacks come, the end is told. */
const isTold = ({ channel, now }: StepContext): boolean => {
  const { lastCallbackAt } = channel;
  return lastCallbackAt !== null && now.getTime() - Date.parse(lastCallbackAt) < CALLBACKS_WORK_MS;
};

const sinceSubmission = ({ delivery, now }: StepContext): number =>
  now.getTime() - Date.parse(textOf(delivery.remote['submittedAt']));

/** Milliseconds to the next look; null: there was time enough. */
const nextLook = (context: StepContext): number | null => {
  const passed = sinceSubmission(context);
  const next = LOOK_AT_MS.find((at) => at > passed);
  return next === undefined ? null : next - passed;
};

const secure = (url: string): string => url.replace(/^http:\/\/(?=[^/]*\.qpic\.cn\/)/, 'https://');

/** Tells an article's page by its address, of which there is a short and a long form. */
const pageOf = (url: string | null | undefined): string | null => {
  if (!url || !URL.canParse(url)) return null;
  const { pathname, searchParams } = new URL(url);
  const sn = searchParams.get('sn');
  return sn ? `${searchParams.get('mid')}/${searchParams.get('idx')}/${sn}` : pathname;
};

/** The platform has the same words from another delivery of the document: nothing was sent now. */
const SENT_BY_ANOTHER: Outcome = {
  kind: 'failed',
  reason: 'duplicate',
  code: '45065',
  message:
    '同样的内容 24 小时内已群发过，微信不再群发（45065），本次未发送。确需再发，请修改内容，或隔一天再点“重试”。',
};

const MASS_NOT_REPEATED =
  '群发请求是否已到微信不明，而原文已撤回、已更改或已过有效期，系统不再发送。请到公众平台“群发记录”核对后在此登记：已群发的，登记链接或删除后登记撤回；未群发的，删除草稿后登记撤回。';

/** The steps of an article: images, cover, draft, count, submit, poll; or mass after the draft. */
export const createWechatSteps = ({
  client,
  media,
  hosted,
}: StepDependencies): Readonly<Record<string, Step>> => {
  const looks = createFirstLook();

  /** Articles and mass messages take their own time. */
  const pace = ({ channel }: StepContext, step: 'poll' | 'mass-poll'): string =>
    `${channel.documentId} ${step}`;

  /** The submission was taken; `step` looks what became of it. */
  const submitted = (
    context: StepContext,
    step: 'poll' | 'mass-poll',
    reference: string,
    remote: Remote,
  ): Outcome => {
    const firstLookMs = isTold(context) ? null : looks.wait(pace(context, step));
    return {
      kind: 'accepted',
      step,
      remote: { ...remote, firstLookMs, submittedAt: context.now.toISOString() },
      afterMs: firstLookMs ?? LOOK_GAPS_MS[0],
      reference,
    };
  };

  /** The first look found the result, or came too early. One that was held up shows nothing. */
  const learn = (context: StepContext, step: 'poll' | 'mass-poll', isOver: boolean): void => {
    const { firstLookMs } = context.delivery.remote;
    if (typeof firstLookMs !== 'number') return;
    const isHeldUp = sinceSubmission(context) > 2 * firstLookMs + MAX_DELAY_MS;
    if (!isHeldUp) looks.learn(pace(context, step), firstLookMs, isOver);
  };

  /** Nothing can be said yet. */
  const stillUnderWay = (
    step: 'poll' | 'mass-poll',
    reference: string,
    afterMs: number,
  ): Outcome => ({ kind: 'accepted', step, remote: { firstLookMs: null }, afterMs, reference });

  const call = (context: StepContext, request: Omit<WechatCall, 'record'>): Promise<WechatBody> =>
    client.call(context.channel.documentId, {
      ...request,
      record: context.record,
    });

  /**
   * Newest first, as far back as the attempt: those with our address that are nobody else's, at most
   * `limit`; `isComplete` where these are enough, or all were seen that are new enough.
   */
  const findListed = async (
    context: StepContext,
    path: string,
    idOf: (item: Listed) => string | undefined,
    { skewMs, limit }: { readonly skewMs: number; readonly limit: number },
  ): Promise<{ readonly items: readonly Listed[]; readonly isComplete: boolean }> => {
    const { sourceUrl } = contentOf(context);
    const earliest = (context.intentAt.getTime() - skewMs) / SECOND;
    const items: Listed[] = [];
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const body = pageSchema.parse(
        await call(context, {
          path,
          json: { offset: page * PAGE_SIZE, count: PAGE_SIZE, no_content: 1 },
        }),
      );
      for (const item of body.item) {
        const id = idOf(item);
        const isOurs = item.content.news_item.some(
          (article) => article.content_source_url === sourceUrl && article.is_deleted !== true,
        );
        if (id && isOurs && item.update_time >= earliest && !(await context.isTaken(id)))
          items.push(item);
        if (items.length === limit) return { items, isComplete: true };
      }
      const oldest = body.item.at(-1);
      const isLast = (page + 1) * PAGE_SIZE >= body.total_count;
      if (!oldest || isLast || oldest.update_time < earliest) return { items, isComplete: true };
    }
    return { items, isComplete: false };
  };

  const publishedOutcome = (articleId: string, url: string | null): Outcome => ({
    kind: 'published',
    remote: { articleId },
    remoteId: articleId,
    url,
  });

  /**
   * The article that this delivery has become. Those that a person has published for another one of
   * the document have no id here: one is known by its address, and of the rest as many as there are
   * may be theirs, the older ones. `isClear` is false where ours may be among them.
   */
  const findPublished = async (context: StepContext) => {
    const byHand = await context.byHand();
    const { items, isComplete } = await findListed(
      context,
      '/cgi-bin/freepublish/batchget',
      (found) => found.article_id,
      { skewMs: ARTICLE_SKEW_MS, limit: byHand.length + 1 },
    );
    const theirs = byHand.map(pageOf).filter((page) => page !== null);
    const free = items.filter(
      ({ content }) => !theirs.includes(pageOf(content.news_item[0]?.url) ?? ''),
    );
    const strangers = byHand.length - (items.length - free.length);
    const [item] = free;
    const isOurs = item?.article_id !== undefined && free.length > strangers;
    return {
      outcome: isOurs
        ? publishedOutcome(item.article_id ?? '', item.content.news_item[0]?.url ?? null)
        : null,
      isClear: isComplete && (isOurs || free.length === 0),
    };
  };

  const afterDraft = (context: StepContext, mediaId: string): Outcome => {
    if (context.channel.mode === 'draft-only') {
      return { kind: 'staged', remote: { mediaId }, remoteId: mediaId };
    }
    return {
      kind: 'advance',
      step: context.channel.mode === 'mass-send' ? 'mass' : 'count',
      remote: { mediaId },
    };
  };

  /** Uploads a picture unless the account has it already. */
  const host = async (
    context: StepContext,
    purpose: 'inline' | 'cover',
    image: MediaFile,
  ): Promise<string> => {
    const channelId = context.channel.documentId;
    const hash = createHash('sha256').update(image.bytes).digest('hex');
    const known = await hosted.find(channelId, purpose, hash);
    if (known) return known;
    const file = { field: 'media', ...image };
    const body =
      purpose === 'inline'
        ? await call(context, { path: '/cgi-bin/media/uploadimg', file })
        : await call(context, {
            path: '/cgi-bin/material/add_material',
            query: { type: 'image' },
            file,
          });
    const remote = idOf(body[purpose === 'inline' ? 'url' : 'media_id']);
    if (!remote) throw new TransportError('no-id', false);
    const kept = purpose === 'inline' ? secure(remote) : remote;
    await hosted.keep(channelId, purpose, hash, kept);
    return kept;
  };

  const images: Step = {
    isIrreversible: false,
    async run(context) {
      const addresses: Record<string, string | null> = {};
      for (const source of contentOf(context).images) {
        const file = await media.byUrl(source);
        const image = file ? await inlineImage(file) : null;
        addresses[source] = image ? await host(context, 'inline', image) : null;
      }
      return { kind: 'advance', step: 'cover', remote: { images: addresses } };
    },
  };

  const cover: Step = {
    isIrreversible: false,
    async run(context) {
      const { coverFileId } = contentOf(context);
      // A cover that the platform refused to know is uploaded again.
      const refused = textOf(context.delivery.remote['refusedCoverId']);
      if (refused) await hosted.forget(context.channel.documentId, refused);
      const file = coverFileId === null ? null : await media.byId(coverFileId);
      const image = (file ? await coverImage(file) : null) ?? (await defaultCover());
      const coverMediaId = await host(context, 'cover', image);
      return { kind: 'advance', step: 'draft', remote: { coverMediaId } };
    },
  };

  const draft: Step = {
    isIrreversible: true,
    async run(context) {
      const content = contentOf(context);
      const addresses = (context.delivery.remote['images'] ?? {}) as Record<string, string | null>;
      const body = await call(context, {
        path: '/cgi-bin/draft/add',
        json: {
          articles: [
            {
              article_type: 'news',
              title: content.title,
              author: content.author,
              digest: content.digest,
              content: withHostedImages(content.html, addresses),
              content_source_url: content.sourceUrl,
              thumb_media_id: context.delivery.remote['coverMediaId'],
              need_open_comment: 0,
              only_fans_can_comment: 0,
            },
          ],
        },
        isIrreversible: true,
        sendBefore: context.sendBefore,
      });
      const mediaId = idOf(body['media_id']);
      if (!mediaId) throw new TransportError('no-id', true);
      return afterDraft(context, mediaId);
    },
    /** There is no idempotency key: the canonical address, unique per document, finds the draft. */
    async read(context): Promise<Reading> {
      const drafts = await findListed(
        context,
        '/cgi-bin/draft/batchget',
        (found) => found.media_id,
        { skewMs: DRAFT_SKEW_MS, limit: 1 },
      );
      const mediaId = drafts.items[0]?.media_id;
      if (mediaId) return { kind: 'found', outcome: afterDraft(context, mediaId) };
      // Somebody may have published it from the draft box in the meantime.
      const published = await findPublished(context);
      if (published.outcome) return { kind: 'found', outcome: published.outcome };
      return drafts.isComplete && published.isClear
        ? { kind: 'absent' }
        : {
            kind: 'unknown',
            message:
              '该账号近期文章过多，或有人工发布的同一信息，未能分辨，稍后再次核对。如急，请到公众平台核对后登记。',
          };
    },
  };

  const mediaIdOf = (context: StepContext): string => textOf(context.delivery.remote['mediaId']);

  const isDraftThere = async (context: StepContext): Promise<boolean> => {
    try {
      await call(context, { path: '/cgi-bin/draft/get', json: { media_id: mediaIdOf(context) } });
      return true;
    } catch (error) {
      if (error instanceof WechatError && error.code === 40007) return false;
      throw error;
    }
  };

  /**
   * How often the account has called `freepublish/submit` today, by the platform's own count: the
   * one witness of whether a call arrived while an article is still being published.
   */
  const submitsToday = async (context: StepContext): Promise<number | null> => {
    try {
      const path = '/cgi-bin/freepublish/submit';
      const quota = await client.quota(context.channel.documentId, path, context.record);
      return quota?.used ?? null;
    } catch (error) {
      if (error instanceof WechatError || error instanceof TransportError) return null;
      throw error;
    }
  };

  /** Keeps the platform's count from before the submission. */
  const count: Step = {
    isIrreversible: false,
    run: async (context) => ({
      kind: 'advance',
      step: 'submit',
      remote: countBefore(await submitsToday(context), context.now),
    }),
  };

  const submit: Step = {
    isIrreversible: true,
    async run(context) {
      const body = await call(context, {
        path: '/cgi-bin/freepublish/submit',
        json: { media_id: mediaIdOf(context) },
        isIrreversible: true,
        sendBefore: context.sendBefore,
      });
      const publishId = idOf(body['publish_id']);
      if (!publishId) throw new TransportError('no-id', true);
      return submitted(context, 'poll', publishId, { publishId });
    },
    async read(context): Promise<Reading> {
      const { outcome } = await findPublished(context);
      if (outcome) return { kind: 'found', outcome };
      if (!(await isDraftThere(context))) {
        return { kind: 'unknown', message: '草稿已离开草稿箱，应已提交发布，等待微信公布结果。' };
      }
      // The draft may still be there while the article is being published.
      // What others have sent is known before the count is read: it can't be too much.
      const baselines = await context.baselines('count');
      const used = await submitsToday(context);
      if (isCountExplained(baselines, used, new Date())) {
        return { kind: 'absent' };
      }
      return {
        kind: 'unknown',
        message: '微信可能已收到发布请求，等待结果，核对清楚之前不会重发。',
      };
    },
  };

  /** What the platform has told about a publish_id or msg_id by itself. */
  const told = async (context: StepContext, reference: string): Promise<Notice | null> => {
    const parsed = noticeSchema.safeParse(await context.told(reference));
    return parsed.success ? parsed.data : null;
  };

  const askPublish = async (context: StepContext, publishId: string): Promise<PublishVerdict> => {
    const body = await call(context, {
      path: '/cgi-bin/freepublish/get',
      json: { publish_id: publishId },
      spending: { isOptional: true },
    });
    const detail = z
      .object({ item: z.array(z.object({ article_url: z.string() })).default([]) })
      .safeParse(body['article_detail']);
    return {
      status: Number(body['publish_status']),
      articleId: textOf(body['article_id']).trim(),
      url: detail.success ? (detail.data.item[0]?.article_url ?? null) : null,
    };
  };

  /**
   * What was told, confirmed by one look. Where the look isn't possible or says nothing, a sealed
   * callback is believed; one that was not encrypted is a hint and no more.
   */
  const publishVerdict = async (
    context: StepContext,
    publishId: string,
  ): Promise<PublishVerdict> => {
    const notice = await told(context, publishId);
    const word: PublishVerdict | null = notice?.isSealed
      ? { status: Number(notice.status), articleId: notice.articleId ?? '', url: notice.url }
      : null;
    if (!word || isUndecided(word)) return askPublish(context, publishId);
    const look = await askPublish(context, publishId).catch(() => null);
    return look && !isUndecided(look) ? look : word;
  };

  const poll: Step = {
    isIrreversible: false,
    async run(context) {
      const publishId = textOf(context.delivery.remote['publishId']);
      const outcome = publishOutcome(await publishVerdict(context, publishId));
      learn(context, 'poll', outcome !== null);
      if (outcome) return outcome;
      const afterMs = nextLook(context);
      if (afterMs === null) {
        return {
          kind: 'unresolved',
          code: 'publish-status-1',
          message: '提交两天后微信仍未给出结果，请到公众平台“发表记录”核对，勿直接重发。',
        };
      }
      return stillUnderWay('poll', publishId, afterMs);
    },
  };

  const askMass = async (context: StepContext, msgId: string): Promise<string | null> => {
    const body = await call(context, {
      path: '/cgi-bin/message/mass/get',
      json: { msg_id: msgId },
      spending: { isOptional: true },
    });
    return idOf(body['msg_status']);
  };

  /**
   * The same key for the same words of the same document: whoever sends them again within a day, a
   * restart or another delivery, is refused by the platform (channels.md A6).
   */
  const clientMessageId = ({ delivery }: StepContext): string => {
    const { sourceUid, sourceDocumentId, contentHash, channelDocumentId } = delivery;
    return createHash('sha256')
      .update([sourceUid, sourceDocumentId, contentHash, channelDocumentId].join('\n'))
      .digest('hex')
      .slice(0, 32);
  };

  const sendAll = async (context: StepContext, sendBefore: Date | null): Promise<Outcome> => {
    let body: WechatBody;
    try {
      body = await call(context, {
        path: '/cgi-bin/message/mass/sendall',
        json: {
          filter: { is_to_all: true },
          mpnews: { media_id: mediaIdOf(context) },
          msgtype: 'mpnews',
          send_ignore_reprint: 0,
          clientmsgid: clientMessageId(context),
        },
        isIrreversible: true,
        sendBefore,
      });
    } catch (error) {
      // 45065: sent before under this key; the answer names the message.
      if (!(error instanceof WechatError) || error.code !== 45065) throw error;
      if (await context.isTaken(textOf(error.body['msg_id']))) return SENT_BY_ANOTHER;
      body = error.body;
    }
    const msgId = idOf(body['msg_id']);
    if (!msgId) throw new TransportError('no-id', true);
    return submitted(context, 'mass-poll', msgId, { msgId });
  };

  /** So long after the first call, the platform may have forgotten its key. */
  const KEY_LIFE_MS = 23 * HOUR;

  const mass: Step = {
    isIrreversible: true,
    run: (context) => sendAll(context, context.sendBefore),
    /**
     * A message that has no id yet can't be looked up: only the same call under the same key tells.
     * Once the draft has left the box that can send nothing; while it is there it may, and is a sending
     * like the first.
     */
    async read(context): Promise<Reading> {
      if (context.now.getTime() - context.intentAt.getTime() >= KEY_LIFE_MS) {
        return { kind: 'unknown', message: '群发结果已无法通过接口核对，请到公众平台查看。' };
      }
      const isDraft = await isDraftThere(context);
      const sendBefore = isDraft ? await context.repeatBefore() : null;
      if (isDraft && !sendBefore) return { kind: 'unknown', message: MASS_NOT_REPEATED };
      try {
        return { kind: 'found', outcome: await sendAll(context, sendBefore) };
      } catch (error) {
        const hint = error instanceof WechatError ? hintOfRepeat(error) : null;
        if (!hint) throw error;
        return { kind: 'unknown', ...hint };
      }
    },
  };

  const massPoll: Step = {
    isIrreversible: false,
    async run(context) {
      const msgId = textOf(context.delivery.remote['msgId']);
      const notice = await told(context, msgId);
      const word = notice && massOutcome(notice.status, msgId, notice.isSealed ? notice.url : null);
      // As for articles: only a sealed callback is believed without a look.
      const believed = notice?.isSealed ? word : null;
      const status = believed
        ? await askMass(context, msgId).catch(() => 'SENDING')
        : await askMass(context, msgId);
      if (believed && status === 'SENDING') return believed;
      learn(context, 'mass-poll', status !== 'SENDING');
      const answer = massAnswer(status, msgId);
      // Only the callback names the reason of a refusal and the page's address.
      if (answer) return word?.kind === answer.kind ? word : answer;
      const afterMs = nextLook(context);
      if (status === 'SENDING' && afterMs !== null) {
        return stillUnderWay('mass-poll', msgId, afterMs);
      }
      return {
        kind: 'unresolved',
        code: `mass-${status ?? 'unknown'}`,
        message:
          status === 'DELETE'
            ? '群发的文章已被删除，系统不会重发。'
            : '群发结果不明，请到公众平台“群发记录”核对，勿直接重发。',
      };
    },
  };

  return { images, cover, draft, count, submit, poll, mass, 'mass-poll': massPoll };
};
