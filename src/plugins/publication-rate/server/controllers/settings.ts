import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { askerOf } from '../services/rights';
import { getService } from '../utils/get-service';
import { parseSettings } from './validation/settings';

/** The limits of the check, and who set them. */
export const createSettingsController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context): Promise<void> {
    ctx.body = { data: await getService(strapi, 'settings').describe() };
  },

  async update(ctx: Context): Promise<void> {
    const { limits } = parseSettings(ctx.request.body);
    ctx.body = {
      data: await getService(strapi, 'settings').change(limits, askerOf(ctx).name),
    };
  },
});
