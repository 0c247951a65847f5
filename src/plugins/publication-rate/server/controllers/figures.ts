import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { getService } from '../utils/get-service';
import { parseItems, parseScope } from './validation/figures';

/** What the admin panel shows: figures with their meaning, and the rows behind each. */
export const createFiguresController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async years(ctx: Context): Promise<void> {
    ctx.body = { data: await getService(strapi, 'figures').years() };
  },

  async find(ctx: Context): Promise<void> {
    const figures = getService(strapi, 'figures');
    const { data, meta } = await figures.compute(parseScope(ctx.query));
    const values = new Map(data.map((value) => [value.id, value]));
    ctx.body = {
      data: figures.describe().map((figure) => ({ ...figure, ...values.get(figure.id) })),
      meta,
    };
  },

  async items(ctx: Context): Promise<void> {
    const { id } = ctx.params as { id: string };
    const { items, pagination, period, figure, sums } = await getService(
      strapi,
      'figures',
    ).drillDown({ id, ...parseItems(ctx.query) });
    ctx.body = { data: items, meta: { ...period, figure, sums, pagination } };
  },
});
