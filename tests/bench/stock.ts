import { factories, type Core } from '@strapi/strapi';
import type { Context } from 'koa';

const NOTICE = 'api::notice.notice';

interface StockController {
  find(ctx: Context, next: () => Promise<void>): Promise<unknown>;
  findOne(ctx: Context, next: () => Promise<void>): Promise<unknown>;
}

type StockFactory = (context: { readonly strapi: Core.Strapi }) => StockController;

/**
 * Strapi's own core controller for notices at `/api/stock-notices`, open to everybody, to be
 * measured against. Only here: the application itself has none. Call it before `listen`.
 */
export const mountStock = (strapi: Core.Strapi): void => {
  const services = strapi.get('services') as { set(uid: string, service: unknown): void };
  services.set(NOTICE, factories.createCoreService(NOTICE));
  const create = factories.createCoreController as (uid: string) => StockFactory;
  const controller = create(NOTICE)({ strapi });
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
