import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { PLUGIN_ID } from '../constants';
import type { PostsService } from '../services/posts';
import { parse, receiptsQuery } from './queries';

/** Public proof of what was posted. */
export const createReceiptsController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context): Promise<void> {
    const { document } = parse(receiptsQuery, ctx.query);
    ctx.body = {
      data: await strapi.plugin(PLUGIN_ID).service<PostsService>('posts').publicReceipts(document),
    };
  },
});
