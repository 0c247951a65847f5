import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { getService } from '../utils/get-service';
import { parsePeriod } from './validation/figures';

/** What anybody may know: the figures, and none of their rows. */
export const createPublicFiguresController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context): Promise<void> {
    ctx.body = await getService(strapi, 'figures').compute(parsePeriod(ctx.query));
  },
});
