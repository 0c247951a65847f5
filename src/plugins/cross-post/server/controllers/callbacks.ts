import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { CallbackRefused, MAX_CALLBACK_BYTES } from '../channels/wechat/callback';
import { PLUGIN_ID } from '../constants';
import type { CallbacksService } from '../services/callbacks';

/** The text of a body, read here where the body parser left it alone. */
const textOf = async (ctx: Context): Promise<string> => {
  const { body } = ctx.request as { body?: unknown };
  if (typeof body === 'string') return body;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of ctx.req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_CALLBACK_BYTES) throw new CallbackRefused(413, '消息过大');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** Address to which WeChat sends what became of articles (channels.md A8). */
export const createCallbacksController = ({ strapi }: { strapi: Core.Strapi }) => {
  const callbacks = () => strapi.plugin(PLUGIN_ID).service<CallbacksService>('callbacks');

  const answer = async (ctx: Context, work: () => Promise<string | null>): Promise<void> => {
    ctx.type = 'text/plain; charset=utf-8';
    ctx.set('Cache-Control', 'no-store');
    try {
      const text = await work();
      ctx.status = text === null ? 404 : 200;
      ctx.body = text ?? '没有这个账号';
    } catch (error) {
      if (!(error instanceof CallbackRefused)) throw error;
      strapi.log.warn(`cross-post: callback from ${ctx.ip} refused: ${error.message}`);
      ctx.status = error.status;
      ctx.body = error.message;
    }
  };
  const appIdOf = (ctx: Context): string => String((ctx['params'] as { appId: string }).appId);

  return {
    verify: (ctx: Context): Promise<void> =>
      answer(ctx, () => callbacks().echo(appIdOf(ctx), ctx.query)),

    receive: (ctx: Context): Promise<void> =>
      answer(ctx, async () => {
        const isKnown = await callbacks().receive(appIdOf(ctx), ctx.query, await textOf(ctx));
        return isKnown ? 'success' : null;
      }),
  };
};
