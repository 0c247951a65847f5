import { z } from 'zod';

import type { Outcome, Reading } from '../../domain/outcome';
import type { CallBudget, Spending } from '../budget';
import type { MediaSource } from '../../services/media';
import { callPlatform, textOf, TransportError, type PlatformRequest } from '../http';
import { inlineImage } from '../wechat/images';
import type { ChannelAdapter, StepContext } from '../types';
import { classifyWeibo, RATE_CODES, WeiboError } from './errors';
import { ALL_CALLS, SHARE_PATH } from './limits';
import { permalink } from './permalink';
import { comparable, postText } from './text';
import { weiboContent, weiboVariant } from './variant';

const statusSchema = z.object({
  idstr: z.string().min(1),
  text: z.string(),
  created_at: z.string(),
});

/** Clocks of the platform and of this server may differ by so much. */
const CLOCK_SKEW_MS = 5 * 60_000;
const TIMELINE_COUNT = '50';

/** 20016: too many posts; the documentation gives no time. */
const POSTING_TOO_FAST = 20016;
const HOUR_SECONDS = 3600;

const limitsSchema = z.object({
  remaining_user_hits: z.coerce.number(),
  reset_time_in_seconds: z.coerce.number(),
  api_rate_limits: z
    .array(z.object({ api: z.string(), remaining_hits: z.coerce.number() }))
    .default([]),
});

type WeiboRequest = Pick<
  PlatformRequest,
  'method' | 'path' | 'query' | 'form' | 'file' | 'isIrreversible'
>;

interface WeiboDependencies {
  /** API address, with a path prefix where there is one. */
  readonly apiUrl: string;
  /** Address under which people see posts. */
  readonly webUrl: string;
  readonly accessToken: (channelDocumentId: string) => Promise<string>;
  readonly budget: CallBudget;
  readonly media: MediaSource;
}

/** `statuses/share` of an ordinary Weibo application (channels.md B2). */
export const createWeiboAdapter = ({
  apiUrl,
  webUrl,
  accessToken,
  budget,
  media,
}: WeiboDependencies): ChannelAdapter => {
  const send = async (
    context: StepContext,
    request: WeiboRequest,
  ): Promise<Readonly<Record<string, unknown>>> => {
    const token = await accessToken(context.channel.documentId);
    const { status, body } = await callPlatform({
      ...request,
      baseUrl: apiUrl,
      headers: { authorization: `OAuth2 ${token}` },
      record: context.record,
    });
    if (body['error_code'] !== undefined) {
      throw new WeiboError(
        Number(body['error_code']),
        textOf(body['error']),
        request.isIrreversible === true,
      );
    }
    if (status >= 400) throw new TransportError(`http-${status}`, request.isIrreversible === true);
    return body;
  };

  /** The platform's own count; asking is free. */
  const askLimits = async (context: StepContext) =>
    limitsSchema.parse(
      await send(context, { method: 'GET', path: '/2/account/rate_limit_status.json' }),
    );

  /** When the platform takes calls again, as it says itself; else in an hour. */
  const renewal = async (context: StepContext): Promise<Date> => {
    const seconds = await askLimits(context).then(
      (limits) => limits.reset_time_in_seconds,
      () => HOUR_SECONDS,
    );
    return new Date(Date.now() + Math.max(seconds, 1) * 1000);
  };

  const call = async (
    context: StepContext,
    request: WeiboRequest,
    spending: Omit<Spending, 'remaining'> = {},
  ): Promise<Readonly<Record<string, unknown>>> => {
    const { documentId } = context.channel;
    await budget.spend(documentId, ALL_CALLS, {
      ...spending,
      remaining: async () => (await askLimits(context)).remaining_user_hits,
    });
    await budget.spend(documentId, request.path, {
      remaining: async () => {
        const { api_rate_limits: limits } = await askLimits(context);
        const path = request.path.replace(/^\/2|\.json$/g, '');
        return limits.find(({ api }) => api === path)?.remaining_hits ?? null;
      },
    });
    try {
      return await send(context, request);
    } catch (error) {
      if (!(error instanceof WeiboError) || !RATE_CODES.includes(error.code)) throw error;
      const isPosting = error.code === POSTING_TOO_FAST;
      const until = isPosting ? new Date(Date.now() + HOUR_SECONDS * 1000) : await renewal(context);
      await budget.block(documentId, isPosting ? SHARE_PATH : ALL_CALLS, until);
      throw new WeiboError(error.code, error.detail, error.isIrreversible, until);
    }
  };

  const published = (context: StepContext, idstr: string): Outcome => ({
    kind: 'published',
    remote: { idstr },
    remoteId: idstr,
    url: permalink(webUrl, context.channel.accountId, idstr),
  });

  const share = async (context: StepContext): Promise<Outcome> => {
    const content = weiboContent.parse(context.delivery.content);
    const file = content.imageFileId === null ? null : await media.byId(content.imageFileId);
    const picture = file ? await inlineImage(file) : null;
    const request: WeiboRequest = {
      method: 'POST',
      path: SHARE_PATH,
      form: { status: content.text, rip: textOf(context.channel.settings['rip']) },
      ...(picture ? { file: { field: 'pic', ...picture } } : {}),
      isIrreversible: true,
    };
    const body = await call(context, request, { leavesReserve: true });
    const answer = z.object({ idstr: z.string().min(1) }).safeParse(body);
    // The post is out, but its id can't be read: look it up.
    if (!answer.success) throw new TransportError('no-id', true);
    return published(context, answer.data.idstr);
  };

  /**
   * Looks for the post in the account's own timeline. Links come back shortened, so the text
   * without links is compared, among posts not older than the attempt.
   */
  const read = async (context: StepContext): Promise<Reading> => {
    const content = weiboContent.parse(context.delivery.content);
    const body = await call(context, {
      method: 'GET',
      path: '/2/statuses/user_timeline.json',
      query: { count: TIMELINE_COUNT },
    });
    const statuses = z.array(statusSchema).parse(body['statuses'] ?? []);
    const wanted = comparable(content.text);
    const earliest = context.intentAt.getTime() - CLOCK_SKEW_MS;
    const candidates = statuses.filter(
      (status) =>
        Date.parse(status.created_at) >= earliest &&
        (comparable(status.text) === wanted || status.text.includes(content.canonicalUrl)),
    );
    for (const { idstr } of candidates.reverse()) {
      if (!(await context.isTaken(idstr)))
        return { kind: 'found', outcome: published(context, idstr) };
    }
    return context.delivery.remote['isAccepted'] === true
      ? { kind: 'unknown', message: '微博已收到但尚未显示，稍后再次核对。' }
      : { kind: 'absent' };
  };

  return {
    kind: 'weibo',
    compose: (source) => ({
      content: {
        text: postText(source),
        canonicalUrl: source.canonicalUrl,
        imageFileId: source.coverFileId,
      },
      firstStep: 'share',
    }),
    firstStep: () => 'share',
    variant: weiboVariant,
    steps: { share: { isIrreversible: true, run: share, read } },
    classify: classifyWeibo,
  };
};
