import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { PLUGIN_ID } from '../constants';
import type { ChannelsService } from '../services/channels';
import { parse, pauseBody } from './queries';

export const createChannelsController = ({ strapi }: { strapi: Core.Strapi }) => {
  const channels = () => strapi.plugin(PLUGIN_ID).service<ChannelsService>('channels');
  const idOf = (ctx: Context): string =>
    String((ctx['params'] as { documentId: string }).documentId);
  const bodyOf = (ctx: Context): unknown => (ctx.request as { body?: unknown }).body;

  return {
    async find(ctx: Context): Promise<void> {
      ctx.body = { data: await channels().list() };
    },
    async pause(ctx: Context): Promise<void> {
      await channels().pause(idOf(ctx), parse(pauseBody, bodyOf(ctx)).reason);
      ctx.body = { data: await channels().list() };
    },
    async resume(ctx: Context): Promise<void> {
      await channels().resume(idOf(ctx));
      ctx.body = { data: await channels().list() };
    },
  };
};
