import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { getService } from '../utils/get-service';
import { parseFindings } from './validation/reports';

/** What the admin panel shows of records that should be looked at. */
export const createFindingsController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context): Promise<void> {
    const { data, kinds, period, pagination } = await getService(strapi, 'findings').find(
      parseFindings(ctx.query),
    );
    ctx.body = { data, meta: { ...period, kinds, pagination } };
  },
});
