import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { PLUGIN_ID } from '../constants';
import type { AuthorizationsService, Authoriser } from '../services/authorizations';
import type { ChannelsService } from '../services/channels';
import { accountChangeBody, authorizationBody, newAccountBody } from './accounts';
import { parse, pauseBody } from './queries';

interface AdminState {
  readonly user: { readonly id: number | string };
  readonly session?: { readonly id?: string };
}

const authoriserOf = (ctx: Context): Authoriser => {
  const { user, session } = ctx.state as unknown as AdminState;
  return { adminId: String(user.id), sessionId: session?.id ?? '' };
};

export const createChannelsController = ({ strapi }: { strapi: Core.Strapi }) => {
  const channels = () => strapi.plugin(PLUGIN_ID).service<ChannelsService>('channels');
  const authorizations = () =>
    strapi.plugin(PLUGIN_ID).service<AuthorizationsService>('authorizations');
  const idOf = (ctx: Context): string =>
    String((ctx['params'] as { documentId: string }).documentId);
  const bodyOf = (ctx: Context): unknown => (ctx.request as { body?: unknown }).body;

  return {
    async find(ctx: Context): Promise<void> {
      ctx.body = { data: await channels().list() };
    },
    async create(ctx: Context): Promise<void> {
      ctx.body = { data: await channels().create(parse(newAccountBody, bodyOf(ctx))) };
      ctx.status = 201;
    },
    async update(ctx: Context): Promise<void> {
      const { confirmMassSend: _, ...change } = parse(accountChangeBody, bodyOf(ctx));
      ctx.body = { data: await channels().change(idOf(ctx), change) };
    },
    async test(ctx: Context): Promise<void> {
      ctx.body = { data: await channels().test(idOf(ctx)) };
    },
    async authorize(ctx: Context): Promise<void> {
      ctx.body = { data: { url: await authorizations().begin(idOf(ctx), authoriserOf(ctx)) } };
    },
    async authorized(ctx: Context): Promise<void> {
      const body = parse(authorizationBody, bodyOf(ctx));
      ctx.body = { data: await authorizations().finish(body, authoriserOf(ctx)) };
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
