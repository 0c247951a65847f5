import { rm } from 'node:fs/promises';

import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { ATTACHMENTS, PLUGIN_ID } from '../constants';
import { withFileWatch } from '../domain/body-parser';
import { refuse } from '../refusals';
import type { TypesService } from '../services/types';
import { countedOf } from './counted';

type Next = () => Promise<unknown>;

/** Strapi's own: tells who asks by the strategies of a kind of routes. */
interface Authentication {
  authenticate(
    ctx: {
      readonly request: Context['request'];
      readonly state: { readonly route: { readonly info: { readonly type: 'admin' } } };
      unauthorized(): void;
    },
    next: () => Promise<void>,
  ): Promise<void>;
}

/** Room for the parts' headers and boundaries. */
const FRAME_BYTES = 16_384;

/** Where the panel takes files: the media library, and the pictures of the sign-in page. */
const PANEL = /^\/(upload(\/.*)?|admin\/project-settings\/?)$/;

/**
 * Reads forms with files only where something takes them: a submission, and then no more than it
 * takes and of nobody who has sent too many; and the panel, of who is signed in. Strapi's parser
 * would write 200 MB of anybody's request to disk before it is known whom the request is for. What
 * it has written goes when the request is over, however it ends.
 */
export const createBodiesGate = ({ strapi }: { strapi: Core.Strapi }) => {
  const prefix = `${strapi.config.get<string>('api.rest.prefix', '/api')}/`;
  /** Files that the parser has begun, by the headers of their request: all it tells of it. */
  const begun = new WeakMap<object, string[]>();
  strapi.config.set(
    'middlewares',
    withFileWatch(strapi.config.get<unknown[]>('middlewares', []), (headers, file) =>
      begun.get(headers)?.push(file),
    ),
  );

  const submissionAt = (path: string) =>
    strapi
      .plugin(PLUGIN_ID)
      .service<TypesService>('types')
      .submissions()
      .find((one) => prefix + one.path === path);

  const isSignedIn = async (ctx: Context): Promise<boolean> => {
    let isKnown = false;
    await strapi.get<Authentication>('auth').authenticate(
      {
        request: ctx.request,
        state: { route: { info: { type: 'admin' } } },
        unauthorized: () => undefined,
      },
      () => Promise.resolve(void (isKnown = true)),
    );
    return isKnown;
  };

  /** Lets the request in, and clears up behind it. */
  const read = async (ctx: Context, next: Next): Promise<void> => {
    const files: string[] = [];
    begun.set(ctx.req.headers, files);
    try {
      await next();
    } finally {
      for (const file of files) await rm(file, { force: true });
    }
  };

  return async (ctx: Context, next: Next): Promise<void> => {
    if (!ctx.is('multipart/*')) return void (await next());
    // The router takes other case for the same.
    const path = ctx.path.toLowerCase();
    if (PANEL.test(path)) {
      return (await isSignedIn(ctx)) ? read(ctx, next) : refuse.stranger(ctx);
    }
    const submission = ctx.method === 'POST' ? submissionAt(path) : undefined;
    if (!submission?.files) return refuse.body(ctx, 415, '这里不接受文件');
    const most = submission.files * ATTACHMENTS.maxBytes + submission.maxBytes + FRAME_BYTES;
    const length = Number(ctx.get('Content-Length') || NaN);
    if (Number.isNaN(length)) return refuse.body(ctx, 411, '请在 Content-Length 中注明长度');
    if (length > most) return refuse.body(ctx, 413, `提交的内容过长：至多 ${most} 字节`);
    const counted = await countedOf(strapi, ctx);
    if (counted.kind === 'tooMany') return refuse.unread(ctx, counted.retryAfter);
    return read(ctx, next);
  };
};
