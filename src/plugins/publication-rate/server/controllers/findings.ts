import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { getService } from '../utils/get-service';
import { createLimited } from './limited';
import { parseFindings } from './validation/reports';

/** What the admin panel shows of records that should be looked at. */
export const createFindingsController = ({ strapi }: { strapi: Core.Strapi }) => {
  const limited = createLimited({ strapi });
  return {
    async find(ctx: Context): Promise<void> {
      const { data, kinds, period, pagination } = await getService(strapi, 'findings').find(
        await limited(ctx, parseFindings(ctx.query)),
      );
      ctx.body = { data, meta: { ...period, kinds, pagination } };
    },
  };
};
