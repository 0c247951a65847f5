import { createHash } from 'node:crypto';

import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { PUBLIC_CACHE_MS } from '../constants';
import { getService } from '../utils/get-service';
import { orBusy } from '../utils/or-busy';
import { parseNothing, parsePeriod, parsePublicTrend } from './validation/figures';

interface Answer {
  readonly data: unknown;
  readonly meta?: { readonly year: number; readonly asOf: string };
}

/**
 * An answer that may be kept for as long as this server keeps it, and asked for again by its tag.
 * The tag is weak: it passes over when the answer was computed.
 */
const sendCacheable = (ctx: Context, answer: Answer): void => {
  const { data, meta } = answer;
  const digest = createHash('sha256')
    .update(JSON.stringify([data, meta?.year, meta?.asOf]))
    .digest('base64url')
    .slice(0, 27);
  ctx.set('ETag', `W/"${digest}"`);
  ctx.set('Cache-Control', `public, max-age=${PUBLIC_CACHE_MS / 1000}, must-revalidate`);
  ctx.status = 200;
  if (ctx.fresh) ctx.status = 304;
  else ctx.body = answer;
};

/** What anybody may know: the figures, and none of their rows. */
export const createPublicFiguresController = ({ strapi }: { strapi: Core.Strapi }) => {
  const figures = () => getService(strapi, 'public-figures');

  return {
    find: (ctx: Context): Promise<void> =>
      orBusy(ctx, async () => sendCacheable(ctx, await figures().compute(parsePeriod(ctx.query)))),

    years: (ctx: Context): Promise<void> =>
      orBusy(ctx, async () => {
        parseNothing(ctx.query);
        sendCacheable(ctx, await figures().years());
      }),

    trend: (ctx: Context): Promise<void> =>
      orBusy(ctx, async () =>
        sendCacheable(ctx, await figures().trend(parsePublicTrend(ctx.query))),
      ),

    reconciliations: (ctx: Context): Promise<void> =>
      orBusy(ctx, async () =>
        sendCacheable(ctx, await figures().reconciliations(parsePeriod(ctx.query))),
      ),
  };
};
