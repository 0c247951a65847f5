import { z } from 'zod';

import type { Outcome, Reading } from '../../domain/outcome';
import type { MediaSource } from '../../services/media';
import { callPlatform, textOf, TransportError, type PlatformRequest } from '../http';
import { inlineImage } from '../wechat/images';
import type { ChannelAdapter, StepContext } from '../types';
import { classifyWeibo, WeiboError } from './errors';
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

interface WeiboDependencies {
  /** API address, with a path prefix where there is one. */
  readonly apiUrl: string;
  /** Address under which people see posts. */
  readonly webUrl: string;
  readonly accessToken: (channelDocumentId: string) => Promise<string>;
  readonly media: MediaSource;
}

/** `statuses/share` of an ordinary Weibo application (channels.md B2). */
export const createWeiboAdapter = ({
  apiUrl,
  webUrl,
  accessToken,
  media,
}: WeiboDependencies): ChannelAdapter => {
  const call = async (
    context: StepContext,
    request: Pick<
      PlatformRequest,
      'method' | 'path' | 'query' | 'form' | 'file' | 'isIrreversible'
    >,
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
    const body = await call(context, {
      method: 'POST',
      path: '/2/statuses/share.json',
      form: { status: content.text, rip: textOf(context.channel.settings['rip']) },
      ...(picture ? { file: { field: 'pic', ...picture } } : {}),
      isIrreversible: true,
    });
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
