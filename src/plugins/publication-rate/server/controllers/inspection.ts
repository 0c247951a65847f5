import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { getService } from '../utils/get-service';
import { parseInspection } from './validation/inspection';

/** The national check's indicators, for the admin panel. */
export const createInspectionController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context): Promise<void> {
    const { organization } = parseInspection(ctx.query);
    const scope = await getService(strapi, 'rights').scopeOf(ctx, organization);
    ctx.body = { data: await getService(strapi, 'inspection').inspect(scope) };
  },

  /** Has the links that don't work tried again. */
  async checkLinks(ctx: Context): Promise<void> {
    await getService(strapi, 'links').request();
    ctx.status = 202;
    ctx.body = { data: null };
  },
});
