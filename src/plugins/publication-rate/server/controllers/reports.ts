import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { askerOf } from '../services/rights';
import { getService } from '../utils/get-service';
import { createLimited } from './limited';
import { parseScope, parseTrend, parseWork } from './validation/figures';

/** Answers of the admin panel that are made of many figures. */
export const createReportsController = ({ strapi }: { strapi: Core.Strapi }) => {
  const limited = createLimited({ strapi });
  const reports = () => getService(strapi, 'reports');
  return {
    async heatmap(ctx: Context): Promise<void> {
      ctx.body = { data: await reports().heatmap(await limited(ctx, parseScope(ctx.query))) };
    },

    async trend(ctx: Context): Promise<void> {
      ctx.body = { data: await reports().trend(await limited(ctx, parseTrend(ctx.query))) };
    },

    async myWork(ctx: Context): Promise<void> {
      const rights = getService(strapi, 'rights');
      const isLimited = (await rights.scopeOf(ctx)) !== null;
      const own = isLimited ? await rights.organizationsOf(askerOf(ctx).id) : [];
      const work = await reports().myWork(await limited(ctx, parseWork(ctx.query)));
      ctx.body = {
        data: { ...work, organization: own.map(({ name }) => name).join('、') || null },
      };
    },
  };
};
