import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { PLUGIN_ID } from '../constants';
import type { DeliveriesService } from '../services/deliveries';
import type { PostsService } from '../services/posts';
import { listQuery, parse } from './queries';

export const createDeliveriesController = ({ strapi }: { strapi: Core.Strapi }) => {
  const deliveries = () => strapi.plugin(PLUGIN_ID).service<DeliveriesService>('deliveries');
  const idOf = (ctx: Context): string =>
    String((ctx['params'] as { documentId: string }).documentId);

  return {
    async find(ctx: Context): Promise<void> {
      ctx.body = await deliveries().list(parse(listQuery, ctx.query));
    },
    async findOne(ctx: Context): Promise<void> {
      ctx.body = { data: await deliveries().detail(idOf(ctx)) };
    },
    postables(ctx: Context): void {
      ctx.body = { data: strapi.plugin(PLUGIN_ID).service<PostsService>('posts').postables() };
    },
    async ofDocument(ctx: Context): Promise<void> {
      ctx.body = { data: await deliveries().ofDocument(idOf(ctx)) };
    },
    async retry(ctx: Context): Promise<void> {
      await deliveries().retry(idOf(ctx));
      ctx.body = { data: await deliveries().detail(idOf(ctx)) };
    },
  };
};
