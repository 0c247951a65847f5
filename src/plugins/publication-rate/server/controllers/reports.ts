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
      const question = await limited(ctx, parseWork(ctx.query));
      const own = await getService(strapi, 'rights').organizationsOf(askerOf(ctx).id);
      // An editor's own work, also where he may see everybody's; everybody's for who is none.
      const ownIds = own.length > 0 ? own.map(({ documentId }) => documentId) : undefined;
      const { organizations = ownIds } = question;
      const work = await reports().myWork({ ...question, organizations });
      ctx.body = {
        data: { ...work, organization: own.map(({ name }) => name).join('、') || null },
      };
    },
  };
};
