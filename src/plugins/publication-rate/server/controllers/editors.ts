import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { askerOf } from '../services/rights';
import { getService } from '../utils/get-service';
import { parseAssignment, parseUserId } from './validation/rights';

/** Who is an editor of which organization; for those who may configure. */
export const createEditorsController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context): Promise<void> {
    ctx.body = { data: await getService(strapi, 'rights').editors() };
  },

  /** What the person who asks may see; so that the panel can say it. */
  async me(ctx: Context): Promise<void> {
    const rights = getService(strapi, 'rights');
    const scope = await rights.scopeOf(ctx);
    const organizations = scope === null ? null : await rights.organizationsOf(askerOf(ctx).id);
    ctx.body = { data: { organizations } };
  },

  async update(ctx: Context): Promise<void> {
    const { organizations } = parseAssignment(ctx.request.body);
    ctx.body = {
      data: await getService(strapi, 'rights').assign(
        parseUserId((ctx.params as { userId: string }).userId),
        organizations,
        askerOf(ctx).name,
      ),
    };
  },
});
