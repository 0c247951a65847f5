import { z } from 'zod';

import { BudgetError } from '../../../src/plugins/cross-post/server/channels/budget';
import {
  callPlatform,
  TransportError,
  type PlatformRequest,
} from '../../../src/plugins/cross-post/server/channels/http';
import type {
  RemoteContext,
  VariantRules,
} from '../../../src/plugins/cross-post/server/channels/types';
import type { Outcome } from '../../../src/plugins/cross-post/server/domain/outcome';

export const MAX_LENGTH = 200;
const NO_TOKEN = 401;
const NO_SUCH_POST = 404;

/** What is sent to the board. */
export const boardContent = z.object({ text: z.string(), canonicalUrl: z.string() });

const postSchema = z.object({ id: z.string().min(1), text: z.string() });
export const boardPost = postSchema.pick({ id: true });
export const boardPosts = z.object({ posts: z.array(postSchema) });

/** An error that the board itself answered with. */
export class BoardError extends Error {
  constructor(readonly status: number) {
    super(`board error ${status}`);
  }
}

/** Where a call is kept, unless nobody asks. */
type CallContext = Partial<Pick<RemoteContext, 'record'>>;

/** Calls the board at its configured address. */
export const callBoard =
  (apiUrl: string) =>
  async (
    context: CallContext,
    request: Omit<PlatformRequest, 'baseUrl' | 'record'>,
  ): Promise<Readonly<Record<string, unknown>>> => {
    const { status, body } = await callPlatform({
      ...request,
      baseUrl: apiUrl,
      ...(context.record ? { record: context.record } : {}),
    });
    if (status >= 500) throw new TransportError(`http-${status}`, request.isIrreversible === true);
    if (status >= 400) throw new BoardError(status);
    return body;
  };

/** True where the error says that there is no such post. */
export const isMissing = (error: unknown): boolean =>
  error instanceof BoardError && error.status === NO_SUCH_POST;

/** The text is all that people change; the address stays at its end. */
export const boardVariant: VariantRules = {
  fields(content) {
    const { text, canonicalUrl } = boardContent.parse(content);
    return {
      fields: { text: text.slice(0, -canonicalUrl.length).trimEnd() },
      canonicalUrl,
      html: '',
    };
  },
  edit(content, change) {
    const before = boardContent.parse(content);
    return change.text === undefined
      ? before
      : { ...before, text: `${change.text.trim()} ${before.canonicalUrl}` };
  },
  check(content) {
    const { length } = boardContent.parse(content).text;
    const message = `超出 ${length - MAX_LENGTH} 个字，请删减。`;
    return {
      counts: [{ field: 'text', used: length, limit: MAX_LENGTH }],
      issues: length > MAX_LENGTH ? [{ level: 'error', field: 'text', message }] : [],
    };
  },
};

/** Each class of error leads to its own behaviour; what nobody knows is thrown on. */
export const classifyBoard = (error: unknown): Outcome => {
  if (error instanceof BudgetError) {
    const message = `该账号“${error.label}”的调用次数已用完，到时自动继续。`;
    return { kind: 'retry', code: 'budget', message, at: error.until, isTry: false };
  }
  if (error instanceof TransportError) {
    const { code, isAmbiguous } = error;
    return isAmbiguous
      ? { kind: 'uncertain', code, message: '没有收到公告栏的答复，正在核对是否已发出。' }
      : { kind: 'retry', code, message: '暂时连不上公告栏，稍后自动重试。', isTry: true };
  }
  if (!(error instanceof BoardError)) throw error;
  const code = String(error.status);
  if (error.status === NO_TOKEN) {
    const message = '公告栏的授权已失效，请重新填写后恢复账号。';
    return { kind: 'channel-blocked', reason: 'token', code, message };
  }
  const message = `公告栏拒绝了这条内容（${code}），请修改后重试。`;
  return { kind: 'failed', reason: 'content', code, message };
};
