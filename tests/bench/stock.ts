import { factories, type Core } from '@strapi/strapi';
import type { Context } from 'koa';

const NOTICE = 'api::notice.notice';

interface StockController extends Core.CoreAPI.Controller.Generic {
  find(ctx: Context, next: () => Promise<void>): Promise<unknown>;
  findOne(ctx: Context, next: () => Promise<void>): Promise<unknown>;
}

/**
 * Strapi's own core controller for notices at `/api/stock-notices`, open to everybody, to be
 * measured against. Only here: the application itself has none. Call it before `listen`.
 */
export const mountStock = (strapi: Core.Strapi): void => {
  const services = strapi.get<{ set(uid: string, service: unknown): void }>('services');
  services.set(NOTICE, factories.createCoreService(NOTICE));
  const controller = factories.createCoreController<typeof NOTICE, StockController>(NOTICE)({
    strapi,
  });
  const nothing = (): Promise<void> => Promise.resolve();
  const route = (path: string, action: 'find' | 'findOne') => ({
    method: 'GET' as const,
    path,
    handler: async (ctx: Context): Promise<void> => {
      ctx.body = await controller[action](ctx, nothing);
    },
    config: { auth: false as const },
    info: { type: 'content-api' },
  });
  strapi.server.routes({
    type: 'content-api',
    routes: [route('/stock-notices', 'find'), route('/stock-notices/:id', 'findOne')],
  });
};
