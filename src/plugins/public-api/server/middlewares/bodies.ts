import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { ATTACHMENTS, PLUGIN_ID } from '../constants';
import { refuse } from '../refusals';
import type { TypesService } from '../services/types';
import { countedOf } from './counted';

/** Room for the parts' headers and boundaries. */
const FRAME_BYTES = 16_384;

/**
 * Keeps forms with files out of the content API, except where a submission takes them, and then no
 * more than it takes and of nobody who has sent too many: Strapi's parser would write 200 MB of
 * anybody's request to disk before it is known whom the request is for.
 */
export const createBodiesGate = ({ strapi }: { strapi: Core.Strapi }) => {
  const prefix = `${strapi.config.get<string>('api.rest.prefix', '/api')}/`;
  const mostBytes = (path: string): number | null => {
    const submission = strapi
      .plugin(PLUGIN_ID)
      .service<TypesService>('types')
      .submissions()
      .find((one) => prefix + one.path === path);
    return submission?.files
      ? submission.files * ATTACHMENTS.maxBytes + submission.maxBytes + FRAME_BYTES
      : null;
  };

  return async (ctx: Context, next: () => Promise<unknown>): Promise<void> => {
    if (ctx.path.startsWith(prefix) && ctx.is('multipart/*')) {
      const most = ctx.method === 'POST' ? mostBytes(ctx.path) : null;
      const length = Number(ctx.get('Content-Length') || NaN);
      if (most === null) return refuse.body(ctx, 415, '这里不接受文件');
      if (Number.isNaN(length)) return refuse.body(ctx, 411, '请在 Content-Length 中注明长度');
      if (length > most) return refuse.body(ctx, 413, `提交的内容过长：至多 ${most} 字节`);
      const counted = await countedOf(strapi, ctx);
      if (counted.kind === 'tooMany') return refuse.unread(ctx, counted.retryAfter);
    }
    await next();
  };
};
