import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { RETRY_AFTER_SECONDS } from '../constants';
import { BusyError } from '../utils/gate';
import { getService } from '../utils/get-service';
import { parsePeriod } from './validation/figures';

/** What anybody may know: the figures, and none of their rows. */
export const createPublicFiguresController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context): Promise<void> {
    const period = parsePeriod(ctx.query);
    try {
      ctx.body = await getService(strapi, 'public-figures').compute(period);
    } catch (error) {
      if (!(error instanceof BusyError)) throw error;
      ctx.set('Retry-After', String(RETRY_AFTER_SECONDS));
      ctx.status = 503;
      ctx.body = {
        data: null,
        error: {
          status: 503,
          name: 'ServiceUnavailableError',
          message: `正在计算的请求过多，请 ${RETRY_AFTER_SECONDS} 秒后重试`,
          details: {},
        },
      };
    }
  },
});
