import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { getService } from '../utils/get-service';
import { parseNodes, parseReconciliations, parseRows } from './validation/reports';

/** What the admin panel shows of money passed on: the trees, their nodes and the payments. */
export const createReconciliationsController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context): Promise<void> {
    const { data, period } = await getService(strapi, 'reconciliations').list(
      parseReconciliations(ctx.query),
    );
    ctx.body = { data, meta: period };
  },

  async findOne(ctx: Context): Promise<void> {
    const { documentId } = ctx.params as { documentId: string };
    const { found, period, pagination } = await getService(strapi, 'reconciliations').nodes({
      documentId,
      ...parseNodes(ctx.query),
    });
    ctx.body = { data: found.nodes, meta: { ...period, fund: found.fund, pagination } };
  },

  async rows(ctx: Context): Promise<void> {
    const { documentId } = ctx.params as { documentId: string };
    const { found, period, pagination } = await getService(strapi, 'reconciliations').rows({
      documentId,
      ...parseRows(ctx.query),
    });
    ctx.body = { data: found.rows, meta: { ...period, pagination } };
  },
});
