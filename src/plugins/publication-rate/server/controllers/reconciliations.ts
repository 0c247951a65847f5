import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { getService } from '../utils/get-service';
import { createLimited } from './limited';
import { parseNodes, parseReconciliations, parseRows } from './validation/reports';

/** What the admin panel shows of money passed on: the trees, their nodes and the payments. */
export const createReconciliationsController = ({ strapi }: { strapi: Core.Strapi }) => {
  const limited = createLimited({ strapi });
  return {
    async find(ctx: Context): Promise<void> {
      const { data, period } = await getService(strapi, 'reconciliations').list(
        await limited(ctx, parseReconciliations(ctx.query)),
      );
      ctx.body = { data, meta: period };
    },

    async findOne(ctx: Context): Promise<void> {
      const { documentId } = ctx.params as { documentId: string };
      const { found, period, pagination } = await getService(strapi, 'reconciliations').nodes({
        documentId,
        ...(await limited(ctx, parseNodes(ctx.query))),
      });
      ctx.body = { data: found.nodes, meta: { ...period, pagination } };
    },

    async rows(ctx: Context): Promise<void> {
      const { documentId } = ctx.params as { documentId: string };
      const { found, period, pagination } = await getService(strapi, 'reconciliations').rows({
        documentId,
        ...(await limited(ctx, parseRows(ctx.query))),
      });
      ctx.body = { data: found.rows, meta: { ...period, pagination } };
    },
  };
};
