import { z } from 'zod';

import type { Outcome, Reading } from '../../domain/outcome';
import type { CallBudget } from '../budget';
import type { MediaSource } from '../../services/media';
import { textOf, TransportError } from '../http';
import { inlineImage } from '../wechat/images';
import type {
  ChannelAdapter,
  Presence,
  RemoteContext,
  StepContext,
  WithdrawalOutcome,
} from '../types';
import { createWeiboClient, type WeiboRequest } from './client';
import { testWeibo } from './connection';
import { classifyWeibo, WeiboError } from './errors';
import { SHARE_PATH, WEIBO_LIMITS } from './limits';
import { permalink } from './permalink';
import { comparable, postText } from './text';
import { weiboContent, weiboVariant } from './variant';

const sharedSchema = z.object({ idstr: z.string().min(1) });
const statusSchema = z.object({
  idstr: z.string().min(1),
  text: z.string(),
  created_at: z.string(),
});
const timelineSchema = z.object({
  statuses: z.array(statusSchema).default([]),
  total_number: z.coerce.number().default(0),
});
type Status = z.infer<typeof statusSchema>;

/**
 * Clocks of the platform and of this server may differ by so much, a wrong time zone included. Posts
 * that are known already are left out by their ids, so that looking far back does no harm.
 */
const CLOCK_SKEW_MS = 24 * 3_600_000;
/** The most that a page of the timeline can hold. */
const TIMELINE_COUNT = 100;
const TIMELINE_PAGES = 10;

const NO_PERMISSION = 10014;
const NO_SUCH_POST = 20101;

interface WeiboDependencies {
  /** API address, with a path prefix where there is one. */
  readonly apiUrl: string;
  /** Address under which people see posts. */
  readonly webUrl: string;
  /** Address of the public site. */
  readonly publicUrl: string;
  readonly accessToken: (channelDocumentId: string) => Promise<string>;
  readonly budget: CallBudget;
  readonly media: MediaSource;
}

/** `statuses/share` of an ordinary Weibo application (channels.md B2). */
export const createWeiboAdapter = ({
  apiUrl,
  webUrl,
  publicUrl,
  accessToken,
  budget,
  media,
}: WeiboDependencies): ChannelAdapter => {
  const client = createWeiboClient({ apiUrl, accessToken, budget });
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
      sendBefore: context.sendBefore,
    };
    const body = await client.call(context, request, { leavesReserve: true });
    const answer = sharedSchema.safeParse(body);
    // The post is out, but its id can't be read: look it up.
    if (!answer.success) throw new TransportError('no-id', true);
    return published(context, answer.data.idstr);
  };

  /** The account's posts since then, newest first; `isComplete` where they reach back so far. */
  const postsSince = async (context: StepContext, earliest: number) => {
    const posts = new Map<string, Status>();
    for (let page = 1; page <= TIMELINE_PAGES; page += 1) {
      const body = await client.call(context, {
        method: 'GET',
        path: '/2/statuses/user_timeline.json',
        query: { count: String(TIMELINE_COUNT), page: String(page) },
      });
      const { statuses, total_number: total } = timelineSchema.parse(body);
      const recent = statuses.filter(({ created_at: at }) => Date.parse(at) >= earliest);
      for (const status of recent) posts.set(status.idstr, status);
      const isLast = statuses.length === 0 || page * TIMELINE_COUNT >= total;
      if (isLast || recent.length < statuses.length) {
        return { posts: [...posts.values()], isComplete: true };
      }
    }
    return { posts: [...posts.values()], isComplete: false };
  };

  /**
   * Looks for the post in the account's own timeline. Links come back shortened, so the text
   * without links is compared, among posts not older than the attempt.
   */
  const read = async (context: StepContext): Promise<Reading> => {
    const content = weiboContent.parse(context.delivery.content);
    const wanted = comparable(content.text);
    const earliest = context.intentAt.getTime() - CLOCK_SKEW_MS;
    const { posts, isComplete } = await postsSince(context, earliest);
    const alike = posts
      .filter(
        (status) =>
          comparable(status.text) === wanted || status.text.includes(content.canonicalUrl),
      )
      .reverse();
    const free: string[] = [];
    for (const { idstr } of alike) if (!(await context.isTaken(idstr))) free.push(idstr);
    const rivals = (await context.openRivals()).filter(
      (rival) => comparable(weiboContent.parse(rival.content).text) === wanted,
    );
    if (free.length > 0 && free.length <= rivals.length) {
      // Links come back shortened: of two posts with the same words, which one is it?
      const message = '有文字相同的另一条也在核对中，暂不能分辨，稍后再次核对。';
      return { kind: 'unknown', message };
    }
    // Everybody's post is there, in the order in which they were sent.
    const place = rivals.filter(
      ({ intentAt }) => Date.parse(intentAt) < context.intentAt.getTime(),
    );
    const idstr = free[place.length];
    if (idstr !== undefined) return { kind: 'found', outcome: published(context, idstr) };
    if (!isComplete) {
      return { kind: 'unknown', message: '该账号近期微博过多，未能全部核对，稍后再次核对。' };
    }
    return context.delivery.remote['isAccepted'] === true
      ? { kind: 'unknown', message: '微博已收到但尚未显示，稍后再次核对。' }
      : { kind: 'absent' };
  };

  const idOf = ({ delivery }: RemoteContext): string =>
    textOf(delivery.remote['idstr']) || (delivery.remoteId ?? '');

  /** Closed to ordinary applications since 2017 (10014): then a person deletes the post. */
  const withdraw = async (context: RemoteContext): Promise<WithdrawalOutcome> => {
    try {
      await client.call(context, {
        method: 'POST',
        path: '/2/statuses/destroy.json',
        form: { id: idOf(context) },
      });
      return { kind: 'done' };
    } catch (error) {
      if (!(error instanceof WeiboError)) throw error;
      if (error.code === NO_SUCH_POST) return { kind: 'done' };
      if (error.code !== NO_PERMISSION) throw error;
      const message = '微博不允许通过接口删除，请用该账号登录微博删除这条微博，然后点“已撤回”。';
      return { kind: 'by-hand', code: String(error.code), message };
    }
  };

  const lookUp = async (context: RemoteContext): Promise<Presence> => {
    try {
      await client.call(
        context,
        { method: 'GET', path: '/2/statuses/show.json', query: { id: idOf(context) } },
        { isOptional: true },
      );
      return 'there';
    } catch (error) {
      if (error instanceof WeiboError && error.code === NO_SUCH_POST) return 'gone';
      throw error;
    }
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
    limits: WEIBO_LIMITS,
    withdraw,
    lookUp,
    test: (channel) => testWeibo({ apiUrl, publicUrl, accessToken, client }, channel),
    classify: classifyWeibo,
  };
};
