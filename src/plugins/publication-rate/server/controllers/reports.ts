import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { getService } from '../utils/get-service';
import { parseScope, parseTrend, parseWork } from './validation/figures';

/** Answers of the admin panel that are made of many figures. */
export const createReportsController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async heatmap(ctx: Context): Promise<void> {
    ctx.body = { data: await getService(strapi, 'reports').heatmap(parseScope(ctx.query)) };
  },

  async trend(ctx: Context): Promise<void> {
    ctx.body = { data: await getService(strapi, 'reports').trend(parseTrend(ctx.query)) };
  },

  async myWork(ctx: Context): Promise<void> {
    const work = await getService(strapi, 'reports').myWork(parseWork(ctx.query));
    ctx.body = { data: { ...work, organization: null } };
  },
});
